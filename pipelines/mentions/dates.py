"""Dates and periods in prose: points in time with their ranges and triggers, read into EDTF.

``read_dates`` reads what starts at a digit or a month; a year that the text does not give is filled in
later, by whoever knows the document (`DateReading.edtf`).
"""

from __future__ import annotations

import re

from pipelines.lexicon.words import word_file, word_set
from pipelines.mentions.date_reading import DateReading
from pipelines.mentions.left import Left, Phrases
from pipelines.mentions.points import (
    DAY,
    MONTH,
    STARTS,
    WEEKDAY,
    YEAR,
    Point,
    S,
    edge,
    exists,
    month_number,
    read_point,
    swapped,
)
from pipelines.mentions.school_years import school_year
from pipelines.mentions.years import is_year

_WORDS = word_file("dates")
_TRIGGERS = Phrases(
    {word: label for label in ("since", "until", "before", "after", "about") for word in _WORDS[label]}, 4
)
_PARTS = Phrases({word: label for label in ("early", "mid", "late") for word in _WORDS[label]}, 2)
_FILLER = word_set("dates", "filler")
_DATA = word_set("dates", "data")


def _any(label: str) -> str:
    words = sorted(_WORDS[label], key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", S) for word in words)


_DASH = r"(?:[^\S\n]|\n(?=\S\d))?(?:--?|[–—−‐‑~])\s?(?:\n\s?)?"
_OPEN_END = re.compile(r"\s?[–—-]\s?(?=\))")  # "director (2012-)"
_CODE_GOES_ON = re.compile(r"[-/](?:0\d{2,}|\d{5,})")
_SEPARATOR = re.compile(
    rf"(?P<dash>{_DASH})|(?P<comma>,)?{S}(?:(?P<word>{_any('to')})|(?P<and>and)){S}|{S}?(?P<slash>/)"
)
_PRESENT = re.compile(rf"(?:{_any('present')})\b", re.IGNORECASE)
_AND_ON = re.compile(rf"{S}(?:{_any('and_on')})\b(?!{S}(?:of|the)\b)", re.IGNORECASE)
_ON = re.compile(rf"{S}on\b(?!{S}(?:the|a|an)\b)")
_LATER_PARTS = re.compile(
    rf"{S}?(?:early|mid|late)[\s-]|(?:the{S})?(?:end|beginning|start|middle){S}of{S}", re.IGNORECASE
)
_THE = re.compile(rf"(?:the{S})?(?:year{S})?")
_WEEKDAY = re.compile(rf"(?:{WEEKDAY}),?{S}(?:the{S})?")
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w)(?:{WEEKDAY}),?{S}?(?:the{S})?\Z")
_DAYS = re.compile(
    rf"{DAY}(?:st|nd|rd|th)?(?:(?:{_DASH}|{S}?,{S}?(?:and{S})?|{S}(?:and|to|&|until|till){S}(?:the{S})?){DAY}(?:st|nd|rd|th)?){{1,6}}"
    rf"(?:{S}(?:of{S})?)?(?P<m>{MONTH})(?:(?:,?{S}(?:of{S})?|,)(?P<y>{YEAR})(?!\d|[.,]\d|%))?"
)
_DAY_TAIL = re.compile(
    rf"(?P<d>{DAY})(?:st|nd|rd|th)?(?![\d]|[.,:]\d|%|{S}?{MONTH}|{S}(?:million|billion|thousand|percent|per))"
    rf"(?:(?:{S}?,{S}?|{S})(?:of{S})?(?P<y>{YEAR})(?![\d]|[.,]\d|%))?"
)
_STEPS = {word: step for label, step in (("past", -1), ("this", 0), ("next", 1)) for word in _WORDS[label]}
_YEAR_STEP = re.compile(rf",?{S}(?:of{S})?(?:the{S})?(?P<step>{'|'.join(_STEPS)}){S}year\b")
_LISTED = re.compile(rf"{S}?,{S}?(?:and{S})?|{S}(?:and|&|or){S}|/")
_NUMBER = re.compile(r"\d+")
_TWO_DIGITS = re.compile(r"\d\d(?![\d]|[.,/:-]\d|%|[A-Za-z])")
_SHORT_DECADE = re.compile(r"([1-9])0['’]?s\b")
_MONTH_BEFORE = word_set("dates", "month_before")


_FOLLOWING = re.compile(rf"{S}([a-z]{{3,}})\b")
# Months that are no person's name and no verb: read also where one opens its sentence, "October was wet".
_NO_NAMES = frozenset({1, 2, 7, 9, 10, 11, 12})
_OWNS = frozenset({"the", "a", "an", "its", "their", "his", "our"})
_STOP = word_set("nouns", "stop")


def read_dates(text: str, start: int, left: Left) -> list[DateReading]:
    """The dates that start at ``start``, with the triggers to their ``left``. Empty: no date."""
    days = _read_days(text, start) if text[start].isdigit() and not text[start : start + 3].isdigit() else []
    if days:
        first = days[0] if days[0].first.year is not None else _borrowing(text, days[0])
        return [_placed(text, first, left), *days[1:]]
    point = school_year(text, start) or read_point(text, start)
    if point is None:
        return []
    reading = _with_range(text, point, left)
    if not _accepted(text, reading, left):
        return []
    if point.year is None and point.month is not None and left.word() in _STEPS and not left.gap.strip():
        step = _STEPS[left.word()]
        reading = reading._replace(start=left.starts[-1], month_step=step)
        left = Left(text, left.floor, reading.start)
    return [_placed(text, reading, left)]


def _accepted(text: str, reading: DateReading, left: Left) -> bool:
    first = reading.first
    if first.month is not None and first.day is None and first.year is None and reading.last is None:
        if first.start == 0 and first.end == len(text):
            return True  # its words alone, read again
        if text[first.start : first.start + 3].isupper():
            return False
        if left.word() in _MONTH_BEFORE or (left.word() in _OWNS and _modifies(text, first.end)):
            return True
        return first.month in _NO_NAMES and not left.words and _FOLLOWING.match(text, first.end) is not None
    if first.bare_year and text[first.start].isdigit():
        if reading.shape == "point" and _CODE_GOES_ON.match(text, first.end):
            return False  # grant 2019-00242
        return is_year(text, first, reading.end, left, ranged=reading.shape == "range")
    return True


def _modifies(text: str, end: int) -> bool:
    """Whether an ordinary noun follows: "the October meeting", but not "the August Institute"."""
    following = _FOLLOWING.match(text, end)
    return following is not None and following[1] not in _STOP


def _read_days(text: str, start: int) -> list[DateReading]:
    """Several days of one month, "13-16 September 2022": an interval where they follow each other or are
    joined by a dash or "between".
    """
    match = _DAYS.match(text, start)
    if match is None:
        return []
    month, year = month_number(match["m"]), int(match["y"]) if match["y"] else None
    numbers = list(_NUMBER.finditer(text, start, match.start("m")))
    days = [int(number[0]) for number in numbers]
    points = [Point(n.start(), match.end(), year, month, int(n[0])) for n in numbers]
    if not all(map(exists, points)):
        return []
    listed = (
        "," in text[start : match.start("m")] or " and" in text[start : match.start("m")] or "&" in match[0]
    )
    spans = listed and len(days) == len(("first", "last")) and Left(text, 0, start).word() == "between"
    if sorted(days) == days and (not listed or spans or days[-1] - days[0] == len(days) - 1):
        return [DateReading(start, match.end(), points[0], points[-1], "range")]
    ends = [n.end() for n in numbers[:-1]] + [match.end()]
    return [DateReading(p.start, end, p._replace(end=end)) for p, end in zip(points, ends, strict=True)]


def _with_range(text: str, point: Point, left: Left) -> DateReading:
    plain = DateReading(point.start, point.end, point)
    if point.last_year:
        return plain
    opening = _opening(left)
    between = opening == "between"
    open_end = _OPEN_END.match(text, point.end) if point.year is not None else None
    if open_end is not None:
        return DateReading(point.start, open_end.end(), point, None, "since")
    separator = _SEPARATOR.match(text, point.end)
    if separator is not None and separator["comma"] and opening not in ("between", "from"):
        separator = None
    if separator is not None and (separator["and"] is None or between):
        last = _read_last(text, point, separator)
        if last is not None:
            return _joined(_ordered(point, last), last) or plain
        if separator["dash"] or separator["word"] or between:
            present = _PRESENT.match(text, separator.end())
            if present is not None and point.year is not None:
                return DateReading(point.start, present.end(), point, None, "since")
    return _borrowing(text, plain) if point.year is None else plain


def _opening(left: Left) -> str:
    """The word before a date, where that may open a range: "between", also before "the end of"."""
    at = len(left.words)
    part = left.phrase(_PARTS, at) if at else None
    at = part[1] if part is not None else at
    if at and left.words[at - 1] == "the":
        at -= 1
    return left.words[at - 1] if at else ""


def _ordered(first: Point, last: Point) -> Point:
    """``first`` with its day and month in the order that ``last`` shows: 01/04/2019-31/03/2022."""
    if not first.ambiguous or last.order is None:
        return first
    return swapped(first) if last.order == "month" else first._replace(ambiguous=False)


def _read_last(text: str, first: Point, separator: re.Match[str]) -> Point | None:
    position = separator.end()
    if position >= len(text):
        return None
    if separator["slash"] and not first.bare_year:
        return None
    for skipped in (_WEEKDAY, _THE, _LATER_PARTS):
        match = skipped.match(text, position)
        if match is not None and not separator["slash"] and match.end() < len(text):
            position = match.end()
    if first.decade and separator["dash"] and first.year is not None:
        short = _SHORT_DECADE.match(text, position)
        if short is not None:
            return Point(position, short.end(), first.year // 100 * 100 + int(short[1]) * 10, decade=True)
    if first.bare_year and (separator["dash"] or separator["slash"]):
        short = _TWO_DIGITS.match(text, position)
        if short is not None and first.year is not None:
            year = first.year // 100 * 100 + int(short[0])
            return Point(position, short.end(), year) if year > first.year else None
    if STARTS.match(text, position) is None:
        return None
    last: Point | None = read_point(text, position)
    tail = _DAY_TAIL.match(text, position) if first.day is not None and first.year is None else None
    if tail is not None and (last is None or last.bare_year or last.month is None):
        said = int(tail["y"]) if tail["y"] else None
        last = Point(position, tail.end(), said, first.month, int(tail["d"]))
        return last if exists(last) and (first.day or 0) < (last.day or 0) else None
    return last


def _joined(first: Point, last: Point) -> DateReading | None:
    """A range of two points that lend each other year and month; None where they make none."""
    if first.ambiguous or last.ambiguous or (last.year is None and last.month is None):
        return None
    if first.year is None and last.month is None:
        return None  # "May - 2012" is a month of a year, not a range
    if first.year is None and last.year is not None:
        wraps = (first.month or 0) > (last.month or 0)
        first = first.with_year(last.year - wraps)
    elif last.year is None and first.year is not None:
        if first.month is None:
            return None
        last = last.with_year(first.year + ((last.month or 0) < first.month))
    if first.year is not None and last.year is not None:
        if edge(first, False).strip("~") > edge(last, True).strip("~"):
            return None
        if first.bare_year and last.bare_year and first.year == last.year:
            return None
    return DateReading(first.start, last.end, first, last, "range")


def _borrowing(text: str, reading: DateReading) -> DateReading:
    """A date without its year in a list takes that of the next, "in May and June 2012"; or one is said:
    "last year".
    """
    step = _YEAR_STEP.match(text, reading.end)
    if step is not None:
        return reading._replace(end=step.end(), year_step=_STEPS[step["step"].lower()])
    listed = _LISTED.match(text, reading.end)
    if listed is None or listed.end() >= len(text):
        return reading
    position = listed.end()
    if STARTS.match(text, position) is None:
        return reading
    following = read_point(text, position)
    if following is None or following.year is None or following.month is None:
        return reading
    last = reading.last.with_year(following.year) if reading.last is not None else None
    return reading._replace(first=reading.first.with_year(following.year), last=last)


def _placed(text: str, reading: DateReading, left: Left) -> DateReading:
    """``reading`` with the words around it that change what it covers."""
    reading = _with_weekday(text, reading, left.floor)
    if reading.start < left.end:
        left = Left(text, left.floor, reading.start)
    reading = _with_trigger(reading, left)
    if reading.shape in ("point", "since") and reading.last is None:
        after = _AND_ON.match(text, reading.end) or (
            _ON.match(text, reading.end) if left.word() in ("from", "since") else None
        )
        if after is not None:
            start = left.starts[-1] if left.word() == "from" else reading.start
            return reading._replace(start=start, end=after.end(), shape="since")
        if reading.shape == "point" and _opens(text, left):
            return reading._replace(start=left.starts[-1], shape="since")
    return reading


def _opens(text: str, left: Left) -> bool:
    """Whether "from" before a date says that something begins then: at the head of its clause."""
    if left.word() != "from":
        return False
    return left.raw[-1] == "From" or (len(left.words) == 1 and text[max(0, left.starts[-1] - 2)] in ",;(")


def _with_weekday(text: str, reading: DateReading, floor: int) -> DateReading:
    if reading.first.day is None:
        return reading
    match = _WEEKDAY_BEFORE.search(text, max(floor, reading.start - 20), reading.start)
    return reading._replace(start=match.start()) if match is not None else reading


def _with_trigger(reading: DateReading, left: Left) -> DateReading:
    at, start, part, fillers, begins = len(left.words), reading.start, "", 0, False
    if reading.shape == "range" or reading.last is not None:
        joined = left.word() in ("from", "between")
        return reading._replace(start=left.starts[-1]) if joined else reading
    while at > 0 and fillers < 4:
        rough = left.phrase(_PARTS, at)
        ends = left.words[at - 1 : at + 1] == ["end", "in"]  # "will end in 2023": what happens then
        if rough is not None and not part and not ends:
            part, at = rough
            start = left.starts[at]
            begins = left.words[at] in ("beginning", "start")
            continue
        trigger = left.phrase(_TRIGGERS, at)
        if trigger is not None and (part or not fillers or reading.first.decade or _plain(left.words[at:])):
            shape, at = trigger
            start = left.starts[at]
            if shape == "until" and reading.first.decade and left.words[at] == "through":
                return reading._replace(start=start, rough=bool(part))  # all of them
            if shape == "about":
                part = part or shape
                continue
            rough_too = bool(part) and shape == "since"
            return reading._replace(start=start, shape=shape, rough=rough_too)
        if begins and left.words[at - 1] == "from":
            return reading._replace(start=left.starts[at - 1], shape="since", rough=True)
        if left.words[at - 1] not in _FILLER:
            break
        at, fillers = at - 1, fillers + 1
    return reading._replace(start=start, rough=bool(part))


_PREPOSITIONS = frozenset({"in", "on", "at", "from"})


def _plain(words: list[str]) -> bool:
    """Whether only words like "the year" stand between a trigger and its date."""
    if _PREPOSITIONS & set(words):
        return False
    return "the" not in words or bool({"year", "years", "month", "period"} & set(words))
