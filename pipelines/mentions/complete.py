"""What the document says elsewhere of a figure or date: the year that is missing, whose dollar it is, what
is counted.
"""

from __future__ import annotations

import re
from datetime import date

from pipelines.mentions import currencies
from pipelines.mentions.dates import DateReading
from pipelines.mentions.draft import OPEN_DATE, Draft
from pipelines.mentions.edtf import bounds, is_valid
from pipelines.mentions.relative import resolved
from pipelines.mentions.units import is_plural

HEAD = 900  # characters at a text's head in which its dateline stands
_LOOK = 320  # characters a sentence is looked for
_SENTENCE = re.compile(r"(?<=[a-z\d)\]”\"’%][.!?])[\"”’)]?\s+(?=[A-Z“\"«‘(\d])|\n\s*\n|\n(?=\s*[-•*])")
_LINE_NOISE = re.compile(
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?|GMT|UTC|"
    r"[Pp]ublished|[Uu]pdated|[Pp]osted|[Dd]ate|[Oo]n|[Ll]ast|\W+"
)
_TOTAL = re.compile(
    r"\b(?:number|total|quantity|amount)\s(?:number\s)?of\s(?:the\s)?(?P<what>[a-z][\w&-]*(?:\s[\w&-]+){0,2}?)"
    r"(?=\s(?:in|of|for|at|from|to|with|who|that|is|was|are|were|has|had|reached|exceeded|by|which|supported|funded|grew|rose|increased)\b|\s?[,:(])"
)


def all_of(text: str, drafts: list[Draft], published: date | None, country: str | None) -> None:
    """Complete ``drafts`` in place; ``published`` and ``country`` are those of the page, where known."""
    day = published or dateline(text, drafts)
    _dates(text, drafts, day)
    previous: Draft | None = None
    for index, draft in enumerate(drafts):
        if draft.currency is not None:
            first, last = _sentence(text, draft.start)
            draft.unit = currencies.resolve(draft.currency, text, first, last, country)
        elif draft.kind == "count":
            if draft.elliptic:
                _count(text, drafts, index, previous)
            if draft.unit is not None:
                previous = draft


def dateline(text: str, drafts: list[Draft]) -> date | None:
    """The day of a date that stands alone on a line near the text's head."""
    for draft in drafts:
        if draft.start > HEAD:
            return None
        reading = draft.date
        if (
            reading is None
            or reading.first.day is None
            or reading.shape != "point"
            or reading.first.year is None
        ):
            continue
        begin = text.rfind("\n", 0, draft.start) + 1
        end = text.find("\n", draft.end, draft.end + 200)
        end = end if end >= 0 else min(len(text), draft.end + 200)
        rest = _LINE_NOISE.sub("", text[begin : draft.start] + " " + text[draft.end : end])
        edtf = reading.edtf()
        if len(rest) <= 24 and edtf is not None and is_valid(edtf):
            return bounds(edtf)[0]
    return None


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Roughly the sentence around ``place``: bounded, so that no text makes it slow."""
    low = max(0, place - _LOOK)
    begin = low
    for match in _SENTENCE.finditer(text, low, place):
        begin = match.end()
    after = _SENTENCE.search(text, place, min(len(text), place + _LOOK))
    return begin, after.start() if after is not None else min(len(text), place + _LOOK)


def _dates(text: str, drafts: list[Draft], day: date | None) -> None:
    known: tuple[int, int] | None = None  # the year last said, and where
    for draft in drafts:
        if draft.relative is not None:
            draft.edtf = resolved(draft.relative, day)
            draft.reason = draft.reason if draft.edtf else OPEN_DATE
        reading = draft.date
        if reading is None:
            continue
        year = _year_for(text, draft, reading, known, day) if reading.needs_year else None
        edtf = reading.edtf(year)
        if edtf is not None and not is_valid(edtf):
            edtf = None
        draft.edtf = edtf
        if edtf is None and draft.reason is None:
            draft.reason = OPEN_DATE
        if reading.settled and reading.first.year is not None:
            known = reading.first.year, draft.end
        elif year is not None:
            known = year, draft.end


def _year_for(
    text: str, draft: Draft, reading: DateReading, known: tuple[int, int] | None, day: date | None
) -> int | None:
    """The year of a date that has none: of the sentence or the one before, else nearest to publication."""
    if reading.year_step is not None:
        return day.year + reading.year_step if day is not None else None
    if known is not None and draft.start - known[1] < 2 * _LOOK:
        between = text[known[1] : draft.start]
        if "\n\n" not in between and len(_SENTENCE.findall(between)) <= 1:
            return known[0]
    if day is None:
        return None
    month, of_month = reading.first.month or 1, reading.first.day or 15
    return min(
        (day.year - 1, day.year, day.year + 1),
        key=lambda y: abs((y - day.year) * 365 + (month - day.month) * 30 + of_month - day.day),
    )


def _count(text: str, drafts: list[Draft], index: int, previous: Draft | None) -> None:
    """The noun of a count that has none beside it: "34 and 18 projects", "the number of states is 39", "2 on
    vaccines".
    """
    draft = drafts[index]
    low = max(drafts[index - 1].end if index else 0, draft.start - 140)
    said = [match["what"].split() for match in _TOTAL.finditer(text, low, draft.start)]
    if said and is_plural(said[-1][-1]):
        draft.unit = " ".join(said[-1][-2:])
        return
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    if (
        following is not None
        and following.kind == "count"
        and following.unit
        and following.start - draft.end < 40
    ):
        between = text[draft.end : following.start]
        if re.search(r"^[^.;:\n]*(?:\band|\bor|,|&|/|\bto)\s*$", between) and "of which" not in between:
            draft.unit = following.unit
            return
    if (
        previous is not None
        and draft.start - previous.end < 200
        and "\n\n" not in text[previous.end : draft.start]
    ):
        draft.unit = previous.unit
