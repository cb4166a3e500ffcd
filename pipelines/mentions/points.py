"""Points in time as prose writes them: a day, a month, a year, a decade; no triggers, no ranges.

``read_point`` reads the point that starts at a position and says which parts of it (year, month, day) the
text gives. Ambiguous numeric dates (03/04/2020) come back as such. Months and weekdays are CLDR's English
names.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from babel import Locale

from pipelines.lexicon.words import word_file, word_set
from pipelines.mentions.numbers import NUMERALS
from pipelines.mentions.year_words import year_in_words

_CLDR = Locale("en")


def _months() -> dict[str, int]:
    names = {name.lower(): number for number, name in _CLDR.months["format"]["wide"].items()}
    short = {name.lower(): number for number, name in _CLDR.months["format"]["abbreviated"].items()}
    return {**short, **names, "sept": 9}


MONTHS = _months()
_WEEKDAYS = sorted(
    {name for width in ("wide", "abbreviated") for name in _CLDR.days["format"][width].values()},
    key=len,
    reverse=True,
)

WEEKDAY_NAMES = tuple(_CLDR.days["format"]["wide"][number] for number in range(7))  # Monday first


def _cased(words: list[str]) -> str:
    """Words as an alternation, capitalised or all in capitals, longest first."""
    forms = {form for word in words for form in (word.capitalize(), word.upper())}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


S = r"(?:[^\S\n]{1,3}\n?[^\S\n]{0,3}|\n[^\S\n]{0,3})"  # one stretch of white space, at most one line's end
_NO_LETTER = r"(?![a-zß-ɏ])"  # "Mar" is no month in "María"
MONTH = rf"(?:{_cased(list(MONTHS))}){_NO_LETTER}\.?"
# Months in small letters, as some write them: read only beside a day or a year.
LOWER_MONTHS = tuple(
    sorted((month for month in MONTHS if month not in ("may", "mar")), key=len, reverse=True)
)
_VERBS = frozenset({"may", "march"})  # no months without a year in small letters
_ANY_MONTH = rf"(?:{MONTH}|(?:{'|'.join((*LOWER_MONTHS, 'may'))}){_NO_LETTER}\.?)"
WEEKDAY = rf"(?:{_cased(_WEEKDAYS)})\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = r"(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]|20|21)\d\d"
_END = r"(?![\d]|[.,]\d|%|s\b)"

_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_TWENTIES = (*(f"twenty {one}" for one in _ONES), "thirtieth", "thirty first")
DAYS_IN_WORDS = {word: day for day, word in enumerate((*_ONES, *_TEENS, *_TWENTIES), 1)}
# "January twenty five nineteen eighty six": counted days only before their year.
_COUNTED_DAYS = {word: int(NUMERALS[word]) for word in NUMERALS if 0 < NUMERALS[word] <= 20} | {
    f"twenty {word}": 20 + int(NUMERALS[word]) for word in NUMERALS if 0 < NUMERALS[word] < 10
}

_HALVES = {
    "first_half": (1, 6), "second_half": (7, 12),
    "quarter_1": (1, 3), "quarter_2": (4, 6), "quarter_3": (7, 9), "quarter_4": (10, 12),
}  # fmt: skip
_PARTS = {word: months for label, months in _HALVES.items() for word in word_file("dates")[label]}
_SEASONS = word_set("dates", "seasons")
PARTS_OF_YEARS = (*_HALVES, "seasons")  # classes of words/dates.yml

_ISO = re.compile(
    rf"(?P<y>{YEAR})(?P<s>[-/.])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?:T[\d:]+Z?)?(?!\d|[-/]\d)"
)
_LOOSE_ISO = re.compile(
    rf"(?P<y>{YEAR})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d|[-/.]\d)"
)
_ISO_MONTH = re.compile(rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d-]|[.,]\d)")
_NUMERIC = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<s>[./-])(?P<b>\d{{1,2}})(?P=s)(?P<y>{YEAR}|\d\d)"
    r"(?!\d|[./]\d|-(?!\d\d?[./]\d\d?[./]\d)\d|%)"
)
_MONTH_YEAR_SLASH = re.compile(r"(?P<m>0?[1-9]|1[0-2])[/.](?P<y>(?:19|20)\d\d)(?!\d|[./-]\d|%)")
_DAY_MONTH = re.compile(
    rf"(?P<d>{DAY}){_ORDINAL}(?:{S}(?:of{S})?(?:the{S})?(?:month{S}of{S})?|[-./]\s?)?(?P<m>{_ANY_MONTH})"
    rf"(?:(?:,?{S}(?:of{S}|in{S})?|,|-|/)(?P<y>{YEAR}){_END})?"
)
_MONTH_DAY = re.compile(
    rf"(?P<m>{_ANY_MONTH})(?:{S}|[-/]|,{S}(?=\d\d?[snrt]))?(?:the{S})?(?P<d>{DAY}){_ORDINAL}(?!\d|\.\d|,\d(?!\d{{3}}(?!\d))|%|:\d)(?:(?:{S}?,{S}?|{S}|[-/])(?:of{S}|in{S})?(?P<y>{YEAR}){_END})?"
)
_MONTH_YEAR = re.compile(
    rf"(?P<m>{_ANY_MONTH})(?:{S}?,?{S}?(?:of{S}|in{S})?(?:the{S}year{S})?|[-/])(?P<y>{YEAR}|['’]\d\d(?![\w'’])){_END}"
)
_YEAR_MONTH_DAY = re.compile(
    rf"(?P<y>{YEAR})(?:[-/.]|,?{S})(?P<m>{_ANY_MONTH})(?:[-/.]|{S}?)(?P<d>{DAY}){_ORDINAL}(?![\d]|[.,]\d|%|:\d|,?\s{YEAR})"
)
_YEAR_MONTH = re.compile(rf"(?P<y>{YEAR})(?:[-/]|{S}(?!May|March))(?P<m>{_ANY_MONTH})(?![-/.]?\d|\s[A-Z\d])")
_WORDS_OF_DAYS = "|".join(
    sorted((word.replace(" ", r"[\s-]") for word in DAYS_IN_WORDS), key=len, reverse=True)
)
_SPACES = re.compile(r"[\s-]+")
_IN_WORDS_YEAR = rf"(?:(?:{S}?,{S}?|{S})(?:of{S}|in{S})?(?P<y>{YEAR}){_END})?"
_MONTH_DAY_IN_WORDS = re.compile(
    rf"(?P<m>{_ANY_MONTH}){S}(?:the{S})?(?P<d>{_WORDS_OF_DAYS})(?![\w-]|\s(?:half|quarter|week|time)){_IN_WORDS_YEAR}",
    re.IGNORECASE,
)
_MONTH_DAY_COUNTED = re.compile(
    rf"(?P<m>{_ANY_MONTH}){S}(?P<d>{'|'.join(sorted(_COUNTED_DAYS, key=len, reverse=True))})\b(?P<y>)",
    re.IGNORECASE,
)
_DAY_IN_WORDS = re.compile(
    rf"(?P<d>{_WORDS_OF_DAYS}){S}(?:day{S})?of{S}(?P<m>{_ANY_MONTH}){_IN_WORDS_YEAR}", re.IGNORECASE
)
_MONTH_ONLY = re.compile(
    rf"(?P<m>{MONTH}|(?:{'|'.join(m for m in LOWER_MONTHS if m not in _VERBS)})(?![a-z])\.?)"
)
_DECADE = re.compile(r"(?P<y>(?:1[5-9]|20)\d)0['’ ]?s\b")
_SHORT_DECADE = re.compile(r"(?<=['’])(?P<y>[1-9])0['’]?s\b")
_YEAR_ONLY = re.compile(rf"(?P<y>{YEAR})(?![\d]|[.,]\d|%|[A-Za-z])")
_PART_WORDS = "|".join(sorted((re.escape(word) for word in _PARTS), key=len, reverse=True))
_PART = re.compile(
    rf"(?P<part>{_PART_WORDS})(?:{S}of)?(?:{S}the)?(?:{S}year)?(?:(?:{S}?,?{S}?|[-/])(?P<y>{YEAR}))(?!\d)",
    re.IGNORECASE,
)
_YEAR_PART = re.compile(rf"(?P<y>{YEAR})(?:{S}|[-/])?(?P<part>{_PART_WORDS})(?!\w)", re.IGNORECASE)
_SEASON = re.compile(rf"(?P<part>{'|'.join(_SEASONS)})(?:,|{S}of)?{S}(?P<y>{YEAR})(?!\d)", re.IGNORECASE)
_SHORT = re.compile(r"(?P<a>\d{1,2})(?P<s>[./])(?P<b>\d{1,2})(?P=s)(?P<y>\d\d)(?!\d|[./-]\d|%)")
_SURELY_SHORT = re.compile(
    r"(?<![\d./-])(?:(?:1[3-9]|2\d|3[01])(?P<s>[./])(?:0?[1-9]|1[0-2])(?P=s)\d\d)(?!\d|[./-]\d|%)"
)
_QUARTER, _MONTHS_IN_YEAR = 2, 12
_FISCAL = re.compile(rf"FY[\s-]?(?P<y>{YEAR}|'?\d\d)(?:\s?[-–/]\s?(?P<to>{YEAR}|\d\d))?(?!\d)")


# What a point in time may start with; "may" in small letters only with its year.
STARTS = re.compile(
    rf"\d|[A-Z]|(?:{'|'.join(LOWER_MONTHS)})(?![a-z])|may{S}(?:{DAY},?{S})?{YEAR}|(?:{_PART_WORDS})\b"
)


class Point(NamedTuple):
    """``text[start:end]`` names a point in time; parts that the text does not give are None.

    ``decade`` says that ``year`` is the first of ten; ``months`` are the first and last of a quarter or
    half-year; ``rough`` that only part of it is meant (early 2012); ``ambiguous`` that day and month, held
    as if the day came first, may be swapped.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False
    months: tuple[int, int] | None = None
    rough: bool = False
    ambiguous: bool = False
    last_year: int | None = None  # of a fiscal year over two
    order: str | None = None  # "day" or "month": which one plainly comes first in 25/12/2020

    @property
    def bare_year(self) -> bool:
        """Whether it is a year and nothing else."""
        return self.year is not None and self.month is None and not self.decade and self.months is None

    def with_year(self, year: int) -> Point:
        """The same point in ``year``, where the text gave none."""
        return self if self.year is not None else self._replace(year=year)


def exists(point: Point) -> bool:
    """Whether a calendar has the day that ``point`` names; a year that is not known counts as a leap year."""
    if point.day is None or point.month is None:
        return point.month is None or 1 <= point.month <= 12
    return 1 <= point.month <= 12 and point.day <= monthrange(point.year or 2000, point.month)[1]


def month_number(written: str) -> int:
    """The number of a month by its English name or abbreviation."""
    return MONTHS[written.rstrip(".").lower()]


def read_point(text: str, start: int) -> Point | None:
    """The point in time that starts at ``start``, a digit or a capital letter of a month; None where there
    is none.
    """
    point = _from_digit(text, start) if text[start].isdigit() else _from_word(text, start)
    if point is not None and point.month is not None and point.year is None and not point.ambiguous:
        said = year_in_words(text, point.end)
        return point if said is None else point._replace(year=said[0], end=said[1])
    return point


def _from_digit(text: str, start: int) -> Point | None:
    """By how many digits stand together: two for a day or month, four for a year."""
    end = start + 1
    while end < start + 5 and text[end : end + 1].isdecimal():
        end += 1
    following = text[end : end + 1]
    if end - start <= 2:
        return _from_day(text, start, following)
    return _from_year(text, start, following) if end - start == 4 else None


def _from_day(text: str, start: int, following: str) -> Point | None:
    if following.isalpha() or following.isspace() or following in "-./":
        match = _DAY_MONTH.match(text, start)
        if match is not None and not _is_verb(match):
            return _checked(match, int(match["d"]), month_number(match["m"]))
    if following and following in "./-":
        match = _NUMERIC.match(text, start)
        if match is not None:
            return _numeric(match)
        match = _MONTH_YEAR_SLASH.match(text, start)
        if match is not None:
            return Point(start, match.end(), int(match["y"]), int(match["m"]))
    if text[start - 1 : start] in ("'", "’"):
        match = _SHORT_DECADE.match(text, start)
        if match is not None:
            return Point(start - 1, match.end(), 1900 + int(match["y"]) * 10, decade=True)
    match = _PART.match(text, start) if following.isalpha() else None  # 1st quarter of 2012
    return _part(match) if match is not None else None


def _from_year(text: str, start: int, following: str) -> Point | None:
    if following and following in "-/.":
        match = _ISO.match(text, start) or _LOOSE_ISO.match(text, start)
        if match is not None:
            return _checked(match, int(match["d"]), int(match["m"]))
        match = _ISO_MONTH.match(text, start)
        if match is not None and int(match["m"]) <= int(match["y"]) % 100:
            return Point(start, match.end(), int(match["y"]), int(match["m"]))
    if following and following in "s'’ ":
        match = _DECADE.match(text, start)
        if match is not None:
            return Point(start, match.end(), int(match["y"]) * 10, decade=True)
    if following and following in "-/., \nQqHh":
        written = _from_year_on(text, start)
        if written is not None:
            return written
    match = _YEAR_ONLY.match(text, start)
    return Point(start, match.end(), int(match["y"])) if match is not None else None


def _from_year_on(text: str, start: int) -> Point | None:
    """A date that is written from its year on: 2020-Sep-23, 2014 December 5, 2017-Q1."""
    match = _YEAR_MONTH_DAY.match(text, start)
    if match is not None:
        return _checked(match, int(match["d"]), month_number(match["m"]))
    match = _YEAR_MONTH.match(text, start)
    if match is not None:
        return Point(start, match.end(), int(match["y"]), month_number(match["m"]))
    match = _YEAR_PART.match(text, start)
    return _part(match) if match is not None else None


def _is_verb(match: re.Match[str]) -> bool:
    """Whether "12 may" is no date: a verb in small letters, without a year behind it."""
    return match["m"] in _VERBS and not match["y"]


def _from_word(text: str, start: int) -> Point | None:
    match = _MONTH_DAY.match(text, start)
    if match is not None and not _is_verb(match):
        return _checked(match, int(match["d"]), month_number(match["m"]))
    match = _MONTH_YEAR.match(text, start)
    if match is not None:
        return Point(start, match.end(), _year(match["y"]), month_number(match["m"]))
    match = _MONTH_DAY_IN_WORDS.match(text, start) or _DAY_IN_WORDS.match(text, start)
    if match is not None:
        return _checked(match, DAYS_IN_WORDS[_SPACES.sub(" ", match["d"].lower())], month_number(match["m"]))
    match = _MONTH_DAY_COUNTED.match(text, start)
    if match is not None and year_in_words(text, match.end()) is not None:
        return _checked(match, _COUNTED_DAYS[match["d"].lower()], month_number(match["m"]))
    match = _MONTH_ONLY.match(text, start)
    if match is not None:
        end = match.end() - (match[0].endswith(".") and len(match[0]) > 4)
        return Point(start, end, month=month_number(match["m"]))
    match = _PART.match(text, start)
    if match is not None:
        return _part(match)
    match = _SEASON.match(text, start)
    if match is not None:
        return Point(start, match.end(), int(match["y"]), rough=True)
    match = _FISCAL.match(text, start)
    return _fiscal(match) if match is not None else None


def _checked(match: re.Match[str], day: int, month: int) -> Point | None:
    year = match["y"]
    point = Point(match.start(), match.end(), int(year) if year else None, month, day)
    return point if exists(point) else None


def century(two_digits: int) -> int:
    """The year that two digits mean, after POSIX: 69 to 99 are of the twentieth century."""
    return two_digits + (1900 if two_digits >= 69 else 2000)


def _numeric(match: re.Match[str]) -> Point | None:
    """Day, month and year in figures: with dots the day comes first, with slashes only if one part exceeds
    12.
    """
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if len(match["y"]) == 2:
        if match["s"] != "." or len(match["a"]) < 2 or len(match["b"]) < 2:
            return None
        year = century(year)
    day_first, month_first = (Point(match.start(), match.end(), year, m, d) for d, m in ((a, b), (b, a)))
    if match["s"] == "." or a == b:
        return day_first if exists(day_first) and a and b else None
    readings = [point for point in (day_first, month_first) if point.month and point.day and exists(point)]
    if len(readings) == 2:
        return day_first._replace(ambiguous=True)
    if not readings:
        return None
    return readings[0]._replace(order="day" if readings[0].day == a else "month")


def _part(match: re.Match[str]) -> Point:
    """A quarter by its months; a half only as part of its year, like "early" and "late"."""
    months = _PARTS[" ".join(match["part"].lower().split())]
    year = int(match["y"])
    if months[1] - months[0] > _QUARTER:
        return Point(match.start(), match.end(), year, rough=True)
    return Point(match.start(), match.end(), year, months=months)


def swapped(point: Point) -> Point:
    """An ambiguous point with its month first."""
    return point._replace(month=point.day, day=point.month, ambiguous=False)


def plain(point: Point) -> Point:
    """An ambiguous point with its day first."""
    return point._replace(ambiguous=False)


def short_date(text: str, start: int) -> Point | None:
    """ "9.5.13": the day first; a date only where the document is known to write its dates so."""
    match = _SHORT.match(text, start)
    if match is None:
        return None
    day, month = int(match["a"]), int(match["b"])
    if match["s"] == "/" and month > _MONTHS_IN_YEAR:
        day, month = month, day
    point = Point(start, match.end(), century(int(match["y"])), month, day)
    return point if exists(point) else None


def writes_short_dates(text: str) -> frozenset[str]:
    """The separators between which ``text`` writes dates with two digits for the year, told by one whose
    day can be no month, or by all its parts having two digits ("26.12.13")."""
    return frozenset(match["s"] for match in _SURELY_SHORT.finditer(text))


def _year(written: str) -> int:
    """The year that four digits mean, or two behind an apostrophe."""
    digits = written.lstrip("'’")
    return int(digits) if len(digits) == len("2012") else century(int(digits))


def _fiscal(match: re.Match[str]) -> Point:
    year = _year(match["y"])
    to = match["to"]
    last = None if to is None else (int(to) if len(to) == 4 else year // 100 * 100 + int(to))
    return Point(match.start(), match.end(), year, last_year=last if last and last > year else None)


def edge(point: Point, last: bool) -> str:
    """One side of ``point`` as EDTF; a year not known is XXXX."""
    if point.decade and point.year is not None:
        return str(point.year + 9 if last else point.year)
    year = point.last_year if last and point.last_year else point.year
    parts = [f"{year:04d}" if year is not None else "XXXX"]
    month = point.month if point.months is None else point.months[last]
    if month is not None:
        parts.append(f"{month:02d}")
        if point.day is not None:
            parts.append(f"{point.day:02d}")
    return "-".join(parts) + ("~" if point.rough else "")


def whole(point: Point) -> str:
    """``point`` as EDTF, by itself."""
    if point.decade and point.year is not None:
        return f"{point.year // 10}X" + ("~" if point.rough else "")
    first, last = edge(point, False), edge(point, True)
    return first if first == last else f"{first}/{last}"
