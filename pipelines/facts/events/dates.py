"""When an event takes place: on its own date, the one it was put off to, one in brackets behind its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.attach import date_near, frame
from pipelines.facts.events.settings import ADVERBIAL, FINITE, OWN_YEAR, behind_relative
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention

_YEAR = len("2015")
_BRACKET = 60  # how far a bracket with place and date reaches behind the date
_SMALL_WORDS = 6  # letters in it besides place and date: "in", "on"
# "was postponed to | October 2021", "has been moved until 2022"
_MOVED = re.compile(
    r"\b(?:postponed|rescheduled|moved|deferred|delayed|put off|shifted)(?: \w+){0,2}? "
    r"(?:to|until|till|for) (?:the )?[^.,;]{0,24}\Z"
)
_NEAR = 250  # letters: what is further off is never the date of an event, but where it opens the sentence
_FIRST_MEANT = re.compile(
    r"\b(?:originally|initially|previously|first) (?:planned|scheduled|due|set|intended|to be held)\b"
    r"[^.,;]*\Z"
)
_AT_DATE = re.compile(r"(?:\bon|\bin|,|\()\s*(?:\w+day,? )?\Z")
# "met with A, who took office in | May, to discuss"
_OF_SOMEBODY = re.compile(r", (?:who|whose) [^,;]*\Z")


def date_of(
    view: View, start: int, end: int, before: Mention | None, others: Sequence[int]
) -> Mention | None:
    """The date of the event at ``[start, end)``; ``others`` are where other events of the sentence begin."""
    moved = next((each for each in view.dates if each.start >= end and _moved_to(view, each)), None)
    if moved is not None or before is not None:
        return moved or (before and _finer(view, before, others))
    named, end = end, behind_relative(view, end)
    reason = ADVERBIAL.match(view.text)
    left_out = [
        each for each in view.dates if reason is not None and each.end <= view.start + reason.end() <= start
    ]
    left_out += [
        each
        for each in view.dates
        if max(each.start - end, start - each.end) < _NEAR or each in view.framing
        if "/.." in (each.edtf or "")
        or (each.edtf or "").startswith("../")
        or _attributive(view, each)
        or (named <= each.start < end and OWN_YEAR.match(view.reading.text, named) is not None)
        or (each.start > end and _OF_SOMEBODY.search(view.slice(named, each.start)) is not None)
        or _FIRST_MEANT.search(view.slice(max(view.start, each.start - _BRACKET), each.start))
    ]
    date = date_near(view, start, end, left_out)
    if date is None or date == frame(view):
        own = _bracketed(view, end, others)
        if date is None or date not in view.framing:
            return own or date
        finer = own is not None and own.edtf != date.edtf and (own.edtf or "").startswith(date.edtf or "-")
        return own if finer else date  # "In 2015 … in Lima (3 March)"
    if len(date.edtf or "") == _YEAR and date.start == end + 1:
        date = _finer(view, date, others)
    if date.start >= end and any(end <= other < date.start for other in others):
        return frame(view)  # it belongs to the event in between
    if date.end <= start and any(date.end <= other < start for other in others):
        return frame(view)
    return date


def only_date(view: View, end: int) -> Mention | None:
    """The one date of a sentence, behind a verb that ends at ``end``, however far: no other verb between."""
    if len(view.dates) != 1 or view.dates[0].start < end:
        return None
    date = view.dates[0]
    other = FINITE.search(view.reading.text, end, date.start) or ";" in view.slice(end, date.start)
    about = _OF_SOMEBODY.search(view.slice(end, date.start)) is not None or "/.." in (date.edtf or "")
    return None if other or about or not _AT_DATE.search(view.slice(end, date.start)) else date


def _moved_to(view: View, date: Mention) -> bool:
    """Whether the event was put off until ``date``: "was postponed to | October 2021"."""
    return _MOVED.search(view.slice(max(view.start, date.start - _BRACKET), date.end)) is not None


def day_of(view: View, date: Mention | None) -> str | None:
    """The days of an event as EDTF text: "postponed | until 2022" is in 2022."""
    if date is None or not date.edtf:
        return None
    return date.edtf.removeprefix("../") if _moved_to(view, date) else date.edtf


def _bracketed(view: View, end: int, others: Sequence[int]) -> Mention | None:
    """The date in brackets behind the event that stands with its place: "… in Riga (May 2019)", "… (Riga,
    May 2019)"."""
    if view.reading.text.find("(", end, view.end) < 0:
        return None
    for date in view.dates:
        opening = view.reading.text.rfind("(", end, date.start)
        if opening < 0 or "/.." in (date.edtf or "") or (date.edtf or "").startswith("../"):
            continue
        closing = view.reading.text.find(")", date.end, date.end + _BRACKET)
        if (
            closing < 0
            or view.slice(end, opening).count(")")
            or any(end <= each < opening for each in others)
        ):
            continue
        inside = view.between(opening, closing, "city", "country")
        before = any(name.end == opening - 1 for name in view.names if name.kind in ("city", "country"))
        told = [(date.start, date.end), *((name.start, name.end) for name in inside)]
        rest = _letters(view, opening, closing) - sum(_letters(view, *span) for span in told)
        if (inside or before) and rest <= _SMALL_WORDS:
            return date
    return None


def _letters(view: View, start: int, end: int) -> int:
    return sum(map(str.isalpha, view.slice(start, end)))


def _finer(view: View, year: Mention, others: Sequence[int]) -> Mention:
    """``year``, which stands right behind the event's name, or the days in that year said further on."""
    for date in view.dates:
        if (
            date.start > year.end
            and len(date.edtf or "") > _YEAR
            and (date.edtf or "").startswith(year.edtf or "-")
            and not any(year.end <= other < date.start for other in others)
        ):
            return date
    return year


def _attributive(view: View, date: Mention) -> bool:
    """Whether a year only names the thing behind it: "under the 2019 Agreement"."""
    return (
        len(date.edtf or "") == 4
        and view.slice(date.start - 4, date.start) == "the "
        and re.match(r" [A-Z]", view.slice(date.end, date.end + 2)) is not None
    )
