"""The words of a text that a fact's value was read from, found again for a person who wants to see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

Row = Mapping[str, Any]

_COUNTRIES = ("countries", "country", "place_country", "member")
_HEADS = {"instrument": "instruments", "event_kind": "event_heads", "institution_kind": "org_heads"}


class Grounds:
    """Looks up where a fact's values stand. ``mentions`` are those of the ledger that the fact used."""

    def __init__(self, text: str, start: int, end: int, mentions: Sequence[Row]) -> None:
        self._text, self._start, self._end = text, start, end
        self._dates = [mention for mention in mentions if mention["mention_kind"] == "date"]
        self._figures = [mention for mention in mentions if mention["mention_kind"] != "date"]

    def of(self, column: str, value: object) -> str:
        """The words for one value of one column; empty where the text has no such words.

        Dates and figures are the fact's mentions. Names are found again verbatim, codes by the words
        of the lexicon, in the fact's sentence where they stand in it, else as near before it as can be.
        """
        if column.endswith("_edtf"):
            exact = [mention for mention in self._dates if mention["edtf"] == value]
            return _said(exact or self._dates)
        if column in ("figure", "qualifier"):
            return _said(self._figures)
        if column in ("unit", "currency"):
            return _said(mention for mention in self._figures if mention["unit"] == value) or self._verbatim(
                value
            )
        if isinstance(value, list):
            return ", ".join(dict.fromkeys(words for item in value if (words := self.of(column, item))))
        if column in _HEADS:
            return self._nearest(_spans_of_head(_HEADS[column], str(value), self._text))
        if column in _COUNTRIES and re.fullmatch(r"[A-Z]{2}", str(value)):
            return self._nearest(span for code, *span in _places(self._text) if code == value)
        return self._verbatim(value)

    def _verbatim(self, value: object) -> str:
        words = r"\s+".join(map(re.escape, str(value).split()))
        return self._nearest(found.span() for found in re.finditer(words, self._text, re.IGNORECASE))

    def _nearest(self, spans: Iterable[Sequence[int]]) -> str:
        """The words of the best span: in the sentence, else the last before it, else the first."""
        after = len(self._text)
        best = min(spans, key=lambda span: self._distance(span, after), default=None)
        if best is None:
            return ""
        words = "“" + " ".join(self._text[best[0] : best[1]].split()) + "”"
        return words if self._distance(best, after) == 0 else f"{words} ({self._place(best)})"

    def _distance(self, span: Sequence[int], after: int) -> int:
        if self._start <= span[0] < self._end:
            return 0
        return self._start - span[0] if span[0] < self._start else after + span[0]

    def _place(self, span: Sequence[int]) -> str:
        line = self._text.count("\n", 0, span[0]) + 1
        return f"line {line}"


def _said(mentions: Iterable[Row]) -> str:
    return ", ".join(dict.fromkeys(f"“{mention['text']}”" for mention in mentions))


@cache
def _places(text: str) -> tuple[tuple[str, int, int], ...]:
    """Code and span of every country and city that the lexicon knows in ``text``."""
    from pipelines.mentions.gazetteer import known_names
    from pipelines.mentions.text import fold

    folded = fold(text)
    names = (name for name in known_names(folded.text) if name.code)
    return tuple((name.code or "", folded.stored(name.start), folded.stored(name.end)) for name in names)


def _spans_of_head(table: str, code: str, text: str) -> Iterable[Sequence[int]]:
    """Spans of the lexicon's words for a kind: "Memorandum of Understanding" for ``memorandum``."""
    from pipelines.lexicon.load import lexicon

    words = [word for word, head in getattr(lexicon(), table).items() if head.kind == code]
    if not words:
        return []
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return [found.span() for found in re.finditer(rf"\b(?:{longest_first})\b", text, re.IGNORECASE)]
