"""Whether four digits are a year, a count, or part of a name: "in 2012", "2012 students", "Horizon 2020"."""

from __future__ import annotations

import re

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.left import Left
from pipelines.mentions.points import MONTHS, Point
from pipelines.mentions.units import read_noun, read_unit, starts_currency

_BEFORE = word_set("dates", "year_before")
_COUNT_BEFORE = word_set("dates", "count_before")
_QUANTITY = frozenset({"over", "than", "some", "least", "nearly", "almost"})
_DATED = word_set("dates", "dated_heads")
_OF_A_YEAR = word_set("dates", "of_a_year")
_NAMING = word_set("nouns", "naming")
_STOP = word_set("nouns", "stop")
# "€2 billion (2020 euros)": behind a sum, the year whose prices it is in.
_SUM_BEFORE = re.compile(r"(?:\d|illion|bn|mn?|euros?|dollars?|[A-Z]{3})\s\(\Z")
_ANOTHER_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d,?\s(?:and|or|&)\s\Z")
_IN_PRICES = re.compile(r"(?:19|20)\d\d\s(?:[A-Za-z.]{1,12}\s)?[A-Za-z]{3,12}\)")
_ROW_ENDS = (", ", "; ", ")", " and ")  # behind the year of one of several places
LIKELY = range(1800, 2101)  # without a word that says so, other numbers are counts


def is_year(text: str, point: Point, end: int, left: Left, ranged: bool) -> bool:
    """Whether the bare year ``point`` (up to ``end`` with its range) is a date where it stands."""
    year = point.year or 0
    if _in_prices(text, point.start):
        return True
    if _measured(text, end) or starts_currency(text, end) or _money_before(text, point.start):
        return False
    word, rough = left.word().strip("'"), year % 50 == 0
    if word in ("and", "or", "&"):
        if year in LIKELY and not rough and _ANOTHER_YEAR.search(text, max(0, point.start - 14), point.start):
            return True  # "the 2015 and 2017 calls"
        word = word if _yearlike(left.word(2)) else ""
    if word == "than" and left.word(2) in ("earlier", "later"):
        return True
    told = word in _BEFORE or (word in MONTHS and not left.broken)
    if told and word not in _COUNT_BEFORE:
        unlikely = year not in LIKELY or (rough and word in ("in", "to"))
        return not (unlikely and _counts(text, end))
    if year not in LIKELY and not (ranged and year >= 1000):
        return False
    if word in _NAMING and not left.gap.strip() and not ranged and word not in _DATED:
        return False
    if word in _QUANTITY or (rough and word in _COUNT_BEFORE) or not told:
        counted = _counts(text, end) or (word in _QUANTITY and text[end : end + 1] != ")")
        if counted and (word in _QUANTITY or rough or _verbal(left)):
            return False
    return ranged or told or not belongs_to_name(text, point, left)


def _in_prices(text: str, start: int) -> bool:
    return (
        text[start - 1 : start] == "("
        and _IN_PRICES.match(text, start) is not None
        and _SUM_BEFORE.search(text, max(0, start - 9), start) is not None
    )


def _measured(text: str, end: int) -> bool:
    """Whether a unit follows that is no part of a period's name, as in "the 2008-09 academic year"."""
    unit = read_unit(text, end)
    return unit is not None and text[unit.end - 4 : unit.end].lower() != "year"


def _counts(text: str, end: int) -> bool:
    noun = read_noun(text, end, near=True)
    return noun is not None and noun.name.islower() and noun.name.rpartition(" ")[2] not in _OF_A_YEAR


def _yearlike(word: str) -> bool:
    return len(word) == 4 and word.isdigit()


def _verbal(left: Left) -> bool:
    """Whether an ordinary word stands before the number, not a name, a bracket or the start of a line."""
    return (
        bool(left.words)
        and left.raw[-1].islower()
        and (left.word() not in _BEFORE or left.word() in ("and", "or"))
    )


def _money_before(text: str, start: int) -> bool:
    return text[max(0, start - 1) : start] in ("$", "€", "£", "¥", "₹") and start > 0


def _of_people(word: str) -> bool:
    """Whether a word is a nation's adjective: "Libyan 2025 papers" are of that year."""
    place = lexicon().countries.get(word)
    return place is not None and place.form == "adjective"


def belongs_to_name(text: str, point: Point, left: Left) -> bool:
    """Whether the year ends a name that is no event's: Horizon 2020, Agenda 2030."""
    if not left.words or left.gap.strip(" \u00a0"):
        return bool(left.gap.strip()) and left.gap.strip() in "-_/"
    raw, word = left.raw[-1], left.word()
    if not raw[:1].isupper() or word.endswith(("'s", "s'")):
        return False
    if _of_people(raw) or word in _DATED or word in _BEFORE or word in _STOP or word.rstrip(".") in MONTHS:
        return False
    if text.startswith(_ROW_ENDS, point.end) and {raw, " ".join(left.raw[-2:])} & lexicon().cities.keys():
        return False  # "(Riga 2012, Oslo 2014 and Porto 2016)"
    return not (
        text[point.end : point.end + 1] == ")" and "(" in text[max(0, point.start - 40) : point.start]
    )
