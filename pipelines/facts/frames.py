"""Which dates frame a sentence: those that open it, or a part of it, and hold for all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.mentions.mention import Mention

_LEADING = 12  # a date this near to the sentence's beginning frames the whole sentence ("In May 2012, …")
_BARE = 7  # without a comma behind it, only this near
_INTRODUCTION = 110
_IN_A_YEAR = re.compile(
    r"(?:In|During|For|Over|Throughout|By|Since|Until)(?:\sthe)?(?:\s(?:end|course|beginning)\sof(?:\sthe)?)?"
    r"\s(?:(?:academic|school|calendar|financial|fiscal|reporting|study|budget|whole)\s)?(?:years?|period|season)(?:\sof|\sfrom)?"
)
_INTRODUCES = re.compile(
    r"(?:Within|Under|In|During|As part of|According to|Over|For|Throughout|On the basis of)\b"
    r"[^,]*(?:,[^,]*)?$"
)


def framing(sentence: str, start: int, dates: Sequence[Mention]) -> list[Mention]:
    """The ``dates`` of a ``sentence``, which begins at ``start``, that frame it or a part of it."""
    found = [date for date in dates if _frames(sentence, date.start - start, date.end - start)]
    remarks = [date for date in found if sentence[date.start - start - 1 : date.start - start] == "("]
    # "Under agreements with Peru (1967), Chile (1969) and Malta (1970), …": each is of one of a list.
    return [date for date in found if date not in remarks] if len(remarks) > 1 else found


def _frames(sentence: str, start: int, end: int) -> bool:
    """Whether a date at ``sentence[start:end]`` frames what is behind it."""
    part = sentence.rfind(";", 0, start) + 1
    before = sentence[part:start].strip()
    closed = sentence[end : end + 3].lstrip().startswith(",")
    if _IN_A_YEAR.fullmatch(before):
        return True
    if before.endswith("(") and sentence[end : end + 2] == "),":  # "In the second call (2018), 11 teams …"
        return not part and len(before) < _INTRODUCTION and _INTRODUCES.match(before[:-1]) is not None
    if len(before) <= _LEADING and "(" not in before and (closed or (len(before) <= _BARE and not part)):
        return True
    return closed and not part and len(before) < _INTRODUCTION and _INTRODUCES.match(before) is not None
