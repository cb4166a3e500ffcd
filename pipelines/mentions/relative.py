"""Dates said relative to something: to the day of publication ("last year", "on Friday"), or to the date said
before ("later that year", "the following July").

``read_relative`` says which, ``Context.resolve`` what day, month or year that is; what the page does not make
clear stays open.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.lexicon.words import word_file
from pipelines.mentions.draft import Draft
from pipelines.mentions.points import MONTH, WEEKDAY_NAMES, month_number

_WORDS = word_file("dates")


def _any(label: str) -> str:
    words = sorted(_WORDS[label], key=len, reverse=True)
    forms = (f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in words)
    return "|".join(forms).replace(r"\ ", r"\s")


_DAYS = "|".join(WEEKDAY_NAMES)
# Where a relative date ends, and where one is looked for.
UNITS = rf"(?:year|month)\b(?![-\s]old)|(?:{_DAYS})(?![\w-])|yesterday\b"
_REACH = 32
_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:{_any('relative_lead')})\s(?:in\s)?(?:the\s)?)?"
    rf"(?:(?P<zero>{_any('this')})|(?P<plus>{_any('next')})|(?P<minus>[Ll]ast|[Pp]revious))\s\Z"
)
# Not of the day of publication but of what was said before.
_SAID = re.compile(
    rf"(?<![\w-])(?:(?:{_any('relative_lead')})\s(?:in\s)?)?"
    rf"(?:(?P<zero>[Tt]hat(?:\ssame)?|[Tt]he\ssame)|[Tt]he\s(?:(?P<plus>{_any('said_next')})|(?P<minus>{_any('said_last')})))\s\Z"
)
_NAMED_MONTH = re.compile(
    rf"(?<![\w-])[Tt]he\s(?:(?P<plus>{_any('said_next')})|(?P<minus>{_any('said_last')}))\s\Z"
)
_MONTH = re.compile(MONTH)
_STEPS = {"zero": "0", "plus": "1", "minus": "-1"}
_RANGE = re.compile(rf"(?:\s(?:to|through|until|till)\s|\s?[-–—]\s?)(?P<day>{_DAYS})(?![\w-])")
_DATE_FOLLOWS = re.compile(
    rf",?\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z]|{MONTH}\s\d|\d{{1,4}}[-./]\d)|\s?\((?!\d{{1,2}}(?:st|nd|rd|th)?\))|s\b|['’]s\b|,?\s\d{{1,2}}[:.]?\d*\s?[ap]"
)
_NO_DAY_BEFORE = re.compile(
    r"(?:\b(?:[Ee]very|[Ee]ach|[Aa]|[Gg]ood|[Bb]lack|[Ss]uper|and|or)|[A-Z][a-z]+|[-–,])\s?\Z"
)
_SAYS_DAY = re.compile(
    r"\b(?:[Oo]n|[Ff]rom|[Uu]ntil|[Bb]y|[Ss]ince|[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|(?P<verb>\w+))\s\Z"
)
_SAYS_DAY_ONLY = re.compile(r"\b(?:On|From|Until|By|Since|Last|Next|This)\s\Z")
COMING = re.compile(
    r"\b(?:will|shall|is to|are to|to be|due|scheduled|plans?|planned|expected|next|coming|upcoming|would)\b"
)
TENSE_REACH = 160
_FAR = 450  # characters after which "that year" is of another date


class Said(NamedTuple):
    """The date said last: its year, its month where it has one, and where it ends."""

    year: int
    month: int | None
    end: int


class Context(NamedTuple):
    """What relative dates lean on: the day of publication, the dates that the text gives weekdays, the date
    said last."""

    published: date | None
    weekdays: dict[int, date]
    said: Said | None


def read_relative(text: str, start: int, floor: int) -> Draft | None:
    """The relative date whose unit (year, month, weekday) starts at ``start``, not yet resolved."""
    if text[start].isupper():
        return _weekday(text, start, floor)
    if text[start : start + 2] == "ye" and text.startswith("yesterday", start):
        return Draft("date", start, start + 9, relative=("day", "-1"))
    low = max(floor, start - _REACH)
    unit = "year" if text.startswith("year", start) else "month"
    said = _SAID.search(text, low, start)
    if said is not None:
        relative = (f"said {unit}", _STEPS[said.lastgroup or ""])
        return Draft("date", said.start(), start + len(unit), relative=relative)
    match = _BEFORE.search(text, low, start)
    if match is None:
        return None
    return Draft("date", match.start(), start + len(unit), relative=(unit, _STEPS[match.lastgroup or ""]))


def read_named_month(text: str, start: int, floor: int) -> Draft | None:
    """ "The following July": a month of the year that the date before it tells."""
    match = _NAMED_MONTH.search(text, max(floor, start - _REACH), start)
    month = _MONTH.match(text, start) if match is not None else None
    if match is None or month is None:
        return None
    number = month_number(month[0])
    return Draft(
        "date", match.start(), month.end(), relative=(f"said {number}", _STEPS[match.lastgroup or ""])
    )


def _weekday(text: str, start: int, floor: int) -> Draft | None:
    """A weekday that a day is told by: "on Friday", "released Monday"; none that belongs to a full date."""
    end = text.index("day", start) + 3
    if _DATE_FOLLOWS.match(text, end):
        return None
    first = WEEKDAY_NAMES.index(text[start:end])
    low = max(floor, start - _REACH)
    before = text[low:start]
    through = _RANGE.match(text, end)
    if through is not None:
        if not before.endswith(("from ", "From ", "between ")):
            return None  # opening hours
        last = WEEKDAY_NAMES.index(through["day"])
        return Draft("date", start, through.end(), relative=("weekdays", f"{first} {last}"))
    if _NO_DAY_BEFORE.search(before) and not _SAYS_DAY_ONLY.search(before):
        return None
    if not _SAYS_DAY.search(before):
        return None
    return Draft("date", start, end, relative=("weekday", str(first)))


def resolved(relative: tuple[str, str], context: Context, text: str, place: int) -> str | None:
    """EDTF of the relative date at ``place``; None where nothing that it leans on is known."""
    unit, step = relative
    if unit.startswith("said "):
        return _of_said(unit.removeprefix("said "), int(step), context.said, place)
    if unit.startswith("weekday"):
        days = [_day(int(number), context, text, place) for number in step.split()]
        known = [day for day in days if day is not None]
        if len(known) < len(days) or known[-1] < known[0]:
            return None
        return "/".join(day.isoformat() for day in known)
    published = context.published
    if published is None:
        return None
    if unit == "day":
        return (published + timedelta(days=int(step))).isoformat()
    if unit == "year":
        return f"{published.year + int(step):04d}"
    return _month(published.year, published.month + int(step))


def _month(year: int, month: int) -> str:
    serial = year * 12 + month - 1
    return f"{serial // 12:04d}-{serial % 12 + 1:02d}"


def _of_said(unit: str, step: int, said: Said | None, place: int) -> str | None:
    if said is None or place - said.end > _FAR:
        return None
    if unit == "year":
        return f"{said.year + step:04d}"
    if unit == "month":
        return _month(said.year, said.month + step) if said.month is not None else None
    month = int(unit)
    other_year = said.month is None or (month <= said.month if step > 0 else month >= said.month)
    return f"{said.year + step * other_year:04d}-{month:02d}"


def _day(weekday: int, context: Context, text: str, place: int) -> date | None:
    """The day that a weekday is: the one of that name which the text dates, else the one next to
    publication: after it where the sentence speaks of what is to come, before it otherwise."""
    if weekday in context.weekdays:
        return context.weekdays[weekday]
    if context.published is None:
        return None
    low = max(0, place - TENSE_REACH)
    low = max(low, text.rfind(". ", low, place), text.rfind("\n", low, place))
    coming = COMING.search(text, low, place) is not None
    distance = (weekday - context.published.weekday()) % 7
    return context.published + timedelta(days=distance if coming or not distance else distance - 7)
