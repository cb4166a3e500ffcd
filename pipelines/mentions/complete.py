"""What the document says elsewhere of a figure or date: the year that is missing, whose dollar it is, what
is counted.
"""

from __future__ import annotations

import re
from datetime import date

from pipelines.mentions import currencies
from pipelines.mentions.date_reading import DateReading
from pipelines.mentions.draft import OPEN_DATE, Draft
from pipelines.mentions.edtf import bounds, is_valid
from pipelines.mentions.elliptic import SENTENCE, count_named
from pipelines.mentions.points import WEEKDAY_NAMES, Point, exists, plain, swapped
from pipelines.mentions.relative import COMING, TENSE_REACH, Context, Said, resolved
from pipelines.mentions.text import opens_report

HEAD = 900  # characters at a text's head in which its dateline stands
_LOOK = 320  # characters a sentence is looked for
_LINE_NOISE = re.compile(
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?|GMT|UTC|"
    r"[Pp]ublished|[Uu]pdated|[Pp]osted|[Dd]ate|[Oo]n|[Ll]ast|\W+"
)
_SHORT_LINE = 24  # letters beside a date on a line of its own
_LONG_LINE = 90
_PLACE = 40  # letters of a place before the date that opens a sentence
_CITY_BEFORE = re.compile(
    r"[A-Z][\w'’.-]+(?:\s[A-Z(][\w'’.)-]+){0,3},\s(?:[A-Z][a-z]+day,?\s)?\Z"
)  # "LIMA, 5 May 2019. The …"

_LABELLED = re.compile(r"\W*(?:[Dd]ate|[Pp]ublished|[Pp]osted|[Rr]eleased?|[Ii]ssued)(?:\s\w+){0,2}\s?:\s*")
_PART_REACH = 120
_LARGE = re.compile(r"\d\s?(?:mln|million|bn|billion|thousand|thous)\b\.?", re.IGNORECASE)
_OF_WHICH = re.compile(r"\bof\s(?:which|this|that|these|it)\b")
_OF_THEM = re.compile(r"\sof\s(?:them|it|this|these|which)\b")


def all_of(text: str, drafts: list[Draft], published: date | None, country: str | None) -> None:
    """Complete ``drafts`` in place; ``published`` and ``country`` are those of the page, where known."""
    day = published or dateline(text, drafts)
    _dates(text, drafts, day, None if day is not None else title_year(text, drafts))
    previous: tuple[Draft, ...] = ()  # the last counts that say what they count, the last first
    paid: Draft | None = None  # the last sum
    for index, draft in enumerate(drafts):
        if draft.currency is not None:
            draft.unit = draft.currency.code
            if draft.currency.shared is not None:
                first, last = _sentence(text, draft.start)
                draft.unit = currencies.resolve(draft.currency, text, first, last, country)
            paid = draft
        elif paid is not None and draft.elliptic and _part_of_sum(text, paid, draft):
            draft.kind, draft.unit, draft.elliptic = "money", paid.unit, False
        elif draft.kind == "count":
            if draft.elliptic:
                count_named(text, drafts, index, previous)
            if draft.unit is not None and draft.unit != "times":
                previous = (draft, *previous[:1])
    # A number in words that counts nothing is a word.
    drafts[:] = [draft for draft in drafts if not draft.leaning or draft.unit is not None]


def _part_of_sum(text: str, paid: Draft, draft: Draft) -> bool:
    """Whether a large number that counts nothing is a part of the sum before it in the sentence: "3 mln
    euros, of which Peru covers 1 mln", "8 million francs, 3 million of them from Peru"."""
    if draft.start - paid.end > _PART_REACH or _LARGE.search(text, draft.digits[0], draft.end) is None:
        return False
    between = text[paid.end : draft.start]
    if ". " in between or "\n" in between:
        return False
    return _OF_WHICH.search(between) is not None or _OF_THEM.match(text, draft.end) is not None


def dateline(text: str, drafts: list[Draft]) -> date | None:
    """The day that the page is of: of a date that stands alone on a line near the text's head, or opens its
    first sentence ("MINSK, May 5, 2019 –"), or stands under a label at its foot ("Date: 2019-05-05").
    """
    for draft in drafts:
        if draft.start > HEAD:
            break
        day = _whole_day(draft)
        if day is None:
            continue
        begin = text.rfind("\n", 0, draft.start) + 1
        end = text.find("\n", draft.end, draft.end + 200)
        end = end if end >= 0 else min(len(text), draft.end + 200)
        opens = draft.start - begin <= _PLACE and (
            opens_report(text, draft.end)
            or (
                text.startswith(". ", draft.end)
                and _CITY_BEFORE.fullmatch(text, begin, draft.start) is not None
            )
        )
        if opens or _says_little(text[begin : draft.start] + " " + text[draft.end : end]):
            return day
    for draft in reversed(drafts):
        if draft.start < len(text) - HEAD:
            break
        begin = text.rfind("\n", 0, draft.start) + 1
        if _LABELLED.fullmatch(text, begin, draft.start) and not text[draft.end : draft.end + 12].split("\n")[
            0
        ].strip(" ."):
            return _whole_day(draft)
    return None


def _says_little(line: str) -> bool:
    """Whether a line has few letters but those of weekdays, hours and "published"; a long one shows by its
    beginning that it has more.
    """
    if len(_LINE_NOISE.sub("", line[:_LONG_LINE])) > _SHORT_LINE + len("Published"):
        return False
    return len(_LINE_NOISE.sub("", line)) <= _SHORT_LINE


def title_year(text: str, drafts: list[Draft]) -> int | None:
    """The year of a page whose title names just one ("Annual Report 2018")."""
    title = text[: text.find("\n", len(text) - len(text.lstrip()))]
    years = {
        draft.date.first.year
        for draft in drafts
        if draft.end <= len(title) and draft.date is not None and draft.date.shape == "point"
    }
    return years.pop() if len(years) == 1 else None


def _whole_day(draft: Draft) -> date | None:
    """The day that a draft names with its year; None for any other."""
    reading = draft.date
    if reading is None or reading.first.day is None or reading.shape != "point" or reading.first.year is None:
        return None
    edtf = reading.edtf()
    return bounds(edtf)[0] if edtf is not None and is_valid(edtf) else None


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Roughly the sentence around ``place``: bounded, so that no text makes it slow."""
    low = max(0, place - _LOOK)
    begin = low
    for match in SENTENCE.finditer(text, low, place):
        begin = match.end()
    after = SENTENCE.search(text, place, min(len(text), place + _LOOK))
    return begin, after.start() if after is not None else min(len(text), place + _LOOK)


def _dates(text: str, drafts: list[Draft], day: date | None, headed: int | None) -> None:
    """``headed`` is the year that the title says, then the one that the last line of its own says."""
    known: Said | None = None  # the year last said by a date of its own, and where
    said: Said | None = None  # the date last said, whatever its form
    weekdays: dict[int, date] = {}
    _settle_order(drafts)
    for draft in drafts:
        if draft.relative is not None:
            draft.edtf = resolved(draft.relative, Context(day, weekdays, said), text, draft.start)
            draft.reason = draft.reason if draft.edtf else OPEN_DATE
            said = Said(int(draft.edtf[:4]), _month_of(draft.edtf), draft.end) if draft.edtf else said
        reading = draft.date
        if reading is None:
            continue
        headed = _heading_year(text, draft, reading) or headed
        year = _year_for(text, draft, reading, known, day, headed) if reading.needs_year else None
        year = _of_weekday(text, draft, reading.first, year) if year is not None else None
        edtf = reading.edtf(year)
        if edtf is not None and not is_valid(edtf):
            edtf = None
        draft.edtf = edtf
        if edtf is None and draft.reason is None:
            draft.reason = OPEN_DATE
        first = reading.first
        if day is not None and edtf == day.isoformat():
            known = None  # the dateline: what is near it in time may be of the next year
        elif reading.settled and first.year is not None:
            known = Said(first.year, first.month, draft.end)
        elif year is not None:
            known = Said(year, first.month, draft.end)
        if first.year is not None or year is not None:
            said = Said(first.year or year or 0, first.month, draft.end)
        _note_weekday(text, draft, weekdays)
    # A weekday or "that year" that nothing settles is a word, not a date.
    drafts[:] = [
        draft for draft in drafts if draft.edtf or draft.relative is None or draft.relative[0] in _OPEN
    ]


def _heading_year(text: str, draft: Draft, reading: DateReading) -> int | None:
    """The year that stands on a line of its own, so that the days under it are of that year; else None."""
    if reading.shape != "point" or reading.first.month is not None:
        return None
    end = text.find("\n", draft.end, draft.end + 3)
    if end < 0 or text[draft.end : end].strip(":. "):
        return None
    begin = text.rfind("\n", 0, draft.start) + 1
    return None if text[begin : draft.start].strip("#*- ") else reading.first.year


def _of_weekday(text: str, draft: Draft, point: Point, year: int) -> int:
    """The year next to ``year`` in which a day falls on the weekday said with it ("Tuesday 10 June")."""
    said = [name for name in WEEKDAY_NAMES if text.startswith(name, draft.start)]
    if not said or point.day is None or point.month is None:
        return year
    for nearest in (year, year + 1, year - 1):
        if exists(point._replace(year=nearest)):
            weekday = date(nearest, point.month, point.day).weekday()
            if WEEKDAY_NAMES[weekday] == said[0]:
                return nearest
    return year


_OPEN = frozenset({"year", "month"})


def _month_of(edtf: str) -> int | None:
    return int(edtf[5:7]) if len(edtf) > 6 and edtf[5:7].isdigit() else None


def _note_weekday(text: str, draft: Draft, weekdays: dict[int, date]) -> None:
    """Remember the day of a date that is said with its weekday ("Wednesday 15 May 2013")."""
    name = text[draft.start : draft.start + 9]
    if (
        not name[:1].isupper()
        or draft.edtf is None
        or len(draft.edtf) != len("2013-05-15")
        or "X" in draft.edtf
    ):
        return
    for number, weekday in enumerate(WEEKDAY_NAMES):
        if name.startswith(weekday):
            weekdays[number] = date.fromisoformat(draft.edtf)


def _settle_order(drafts: list[Draft]) -> None:
    """Which comes first in 03/04/2020: the day, or the month, where other such dates of the document show
    it."""
    slashed = [draft for draft in drafts if draft.date is not None and draft.date.first.ambiguous]
    if not slashed:
        return
    orders = {_order(draft) for draft in drafts} - {None}
    if len(orders) != 1:
        return
    settle = plain if orders.pop() == "day" else swapped
    for draft in slashed:
        if draft.date is not None:
            draft.date = draft.date._replace(first=settle(draft.date.first))
            draft.reason = None


def _order(draft: Draft) -> str | None:
    """Whether a date in figures with slashes shows that its day, or its month, comes first."""
    first = draft.date.first if draft.date is not None else None
    if first is None or first.ambiguous or first.order is None:
        return None
    return first.order


def _year_for(
    text: str, draft: Draft, reading: DateReading, known: Said | None, day: date | None, headed: int | None
) -> int | None:
    """The year of a date that has none: of the sentence or the one before, of the heading, else nearest to
    publication."""
    if reading.year_step is not None:
        return day.year + reading.year_step if day is not None else None
    if reading.month_step is not None and day is not None:
        return _stepped(reading, day)
    coming = day is not None and COMING.search(text, *_tense(text, draft)) is not None
    if (
        known is not None
        and not (day is not None and coming and known.year < day.year)
        and draft.start - known.end < 2 * _LOOK
    ):
        passed = sum(1 for _ in SENTENCE.finditer(text, known.end, draft.start))
        # A day of a page with a date is more likely of its time than of a year that another sentence names.
        dated = day is not None or headed is not None
        nearer = 0 if dated and known.month is None else 1
        if passed <= nearer and text.find("\n\n", known.end, draft.start) < 0:
            return known.year
    if headed is not None or day is None:
        return headed
    years = (day.year - 1, day.year, day.year + 1)
    past = not coming and _PAST.search(text, *_tense(text, draft)) is not None
    if past and _TO_DO.search(text, *_tense(text, draft)) is not None:
        past, coming = False, True  # "was invited to attend the forum in September"

    def far(year: int) -> int:
        days = _days_from(day, reading, year)
        return abs(days) * (_AGAINST if (past and days > 0) or (coming and days < 0) else 1)

    return min(years, key=far)


_OPENING = 9  # letters before a date that opens its sentence: "Back in May"
_AGAINST = 3  # how much further a day seems that its sentence's verb speaks against
_TO_DO = re.compile(
    r"\b(?:invited|asked|agreed|planned|decided|expected|scheduled|promised|pledged|urged|encouraged)\b[^.;]{0,60}?\bto\s[a-z]{2,}"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|held|took|met|came|went|became|began|gave|made|paid|bought|sold|left|led|won|saw|"
    r"(?!need|speed|seed|feed|breed)[a-z]{2,}ed)\b"
)


def _tense(text: str, draft: Draft) -> tuple[int, int]:
    """The stretch of its sentence before a date, behind it where it opens the sentence, whose verb says
    whether it is past or to come."""
    low = max(0, draft.start - TENSE_REACH)
    low = max(low, text.rfind(". ", low, draft.start), text.rfind("\n", low, draft.start))
    if draft.start - low > _OPENING:
        return low, draft.start
    high = min(len(text), draft.end + TENSE_REACH)
    ends = [place for mark in (". ", "\n") if (place := text.find(mark, draft.end, high)) >= 0]
    return draft.end, min([high, *ends])


def _days_from(day: date, reading: DateReading, year: int) -> int:
    month, of_month = reading.first.month or 1, reading.first.day or 15
    return (year - day.year) * 365 + (month - day.month) * 30 + of_month - day.day


def _stepped(reading: DateReading, day: date) -> int:
    """The year of "last May", "this May", "next May" in a text of ``day``."""
    month, step = reading.first.month or 1, reading.month_step
    if step == 0:
        return day.year
    return day.year + (month <= day.month) if step == 1 else day.year - (month >= day.month)
