"""A year in words behind its month, as treaties close: "this fifth day of May, two thousand and four"."""

from __future__ import annotations

import re

from pipelines.mentions.number_words import read_words
from pipelines.mentions.numbers import NUMERALS

_LEAD = re.compile(
    r"(?:\s?,)?\s{1,2}(?:(?:of|in)\s)?(?:the\syear\s(?:of\s(?:our\sLord\s)?)?)?"
    r"(?=(?:one|two|twenty|nineteen|eighteen|seventeen)[\s-])",
    re.IGNORECASE,
)
_CENTURY = re.compile(
    r"(?P<century>seventeen|eighteen|nineteen|twenty)[\s-](?:hundred\s(?:and\s)?)?", re.IGNORECASE
)
_YEARS = range(1700, 2101)
_LEAST = 10  # "twenty twelve", but not "twenty two"


def year_in_words(text: str, end: int) -> tuple[int, int] | None:
    """The year said in words right behind a month or day that ends at ``end``, and where it ends."""
    if text[end : end + 1] not in (" ", ",", "\n"):
        return None
    lead = _LEAD.match(text, end)
    if lead is None:
        return None
    century = _CENTURY.match(text, lead.end())
    if century is not None:
        rest = read_words(text, century.end())
        if rest is not None and rest.value is not None and _LEAST <= rest.value < 100:
            return int(NUMERALS[century["century"].lower()] * 100 + rest.value), rest.end
    whole = read_words(text, lead.end())
    if whole is None or whole.value is None or not whole.scaled or int(whole.value) not in _YEARS:
        return None
    return int(whole.value), whole.end
