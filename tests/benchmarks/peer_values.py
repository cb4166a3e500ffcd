"""Values that readers of dates and figures give, in one notation, and how well they agree.

A date's value is the days it covers (``first/last``, an open side ``..``, an unknown year ``XXXX``); a
figure's is its number. What a suite writes otherwise by convention only is brought to this notation here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Context, Decimal
from typing import NamedTuple

from pipelines.mentions.edtf import bounds

OPEN = ".."
DATES = ("date", "period")
_DAY = timedelta(days=1)
_WIDE, _PLACES = Context(prec=60), Decimal("0.000001")
_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
# What makes an expression an absolute date: a month's name, a year in digits, or a date in figures.
ABSOLUTE = re.compile(
    rf"\b(?:{_MONTHS}|january|february|march|april|august|september|october|november|december)(?![a-z])"
    r"|(?<!\d)(?:1[0-9]|20|21)\d\d(?!\d)|['’]\d0s|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}",
    re.IGNORECASE,
)


class Value(NamedTuple):
    """What ``text[start:end]`` says: ``kind`` is date, period, money, percent or count; ``unit`` an ISO
    4217 code
    where one is known."""

    kind: str
    start: int
    end: int
    value: str
    unit: str | None = None

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any of it stands within ``start`` and ``end``."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the values it holds. ``beside`` are the spans that a suite labels but that are no absolute
    date or plain figure: what a reader says of them counts neither way."""

    text: str
    gold: tuple[Value, ...]
    beside: tuple[tuple[int, int], ...] = ()
    published: date | None = None


Read = Callable[[Case], Iterable[Value]]


def number(value: Decimal | float | str) -> str:
    """A number without zeros at its end, to six places, as FACTS.md holds ratios."""
    written = format(Decimal(str(value)).normalize(_WIDE), "f")
    return format(Decimal(written).quantize(_PLACES, context=_WIDE).normalize(_WIDE), "f")


def days(edtf: str) -> str | None:
    """The days that an EDTF date covers; the date itself where its year is unknown, None where it is
    malformed."""
    if "XXXX" in edtf:
        return edtf.replace("~", "")
    try:
        first, last = bounds(edtf.replace("~", ""))
    except ValueError:
        return None
    return f"{first or OPEN}/{last or OPEN}"


def timex_days(value: str) -> str | None:
    """The days of a TIMEX value: a day, month, year, decade, quarter; None for any other. Half a
    year is its year, as FACTS.md reads parts of years."""
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", value)
    if quarter is not None:
        last = int(quarter[2]) * 3
        return days(f"{quarter[1]}-{last - 2:02d}/{quarter[1]}-{last:02d}")
    if re.fullmatch(r"\d{4}-H[12]", value):
        return days(value[:4])
    if re.fullmatch(r"\d{3}", value):
        return days(f"{value}X")
    return days(value) if re.fullmatch(r"(\d{4}|XXXX)(-\d\d(-\d\d)?)?", value) else None


def date_kind(value: str) -> str:
    """``date`` for one day, ``period`` for anything else."""
    first, _, last = value.partition("/")
    return "date" if first == last or re.fullmatch(r"XXXX-\d\d-\d\d", value) else "period"


def end_of(day: date, unit: str) -> date:
    """The last day of the year (Y), month (M) or day (D) that ``day`` is in."""
    if unit == "Y":
        return date(day.year, 12, 31)
    return date(day.year, day.month, monthrange(day.year, day.month)[1]) if unit == "M" else day


def _day(text: str) -> date | None:
    return None if text == OPEN or "X" in text else date.fromisoformat(text)


def agree(gold: Value, found: Value) -> bool:
    """Whether two values are the same. Suites that label a date without its "since" or "before" give the
    point;
    an open interval agrees with the point that it ends with, or ends next to."""
    if gold.kind not in DATES:
        return gold.value == found.value and (gold.kind != "money" or gold.unit in (None, found.unit))
    if gold.value == found.value:
        return True
    if not (OPEN in found.value and OPEN not in gold.value) or "XXXX" in gold.value + found.value:
        return False
    first, last = map(_day, gold.value.split("/"))
    since, until = map(_day, found.value.split("/"))
    if first is None or last is None:
        return False
    return since in (first, last + _DAY) if since is not None else until in (last, first - _DAY)


def at_ends(gold: list[Value], found: list[Value]) -> list[Value]:
    """``found`` with a range taken as its two ends where a suite labels the ends ("from 1990 to 1992")."""
    result: list[Value] = []
    for value in found:
        first, _, last = value.value.partition("/")
        over = [g for g in gold if g.kind in DATES and value.overlaps(g.start, g.end)]
        if value.kind not in DATES or len(over) != 2 or OPEN in value.value or "X" in value.value:
            result.append(value)
            continue
        ends = (over[0].value.split("/")[0] == first, over[1].value.split("/")[-1] == last)
        result += [
            value._replace(kind=g.kind, start=g.start, end=g.end, value=g.value if fits else value.value)
            for g, fits in zip(over, ends, strict=True)
        ]
    return result


@dataclass(slots=True)
class Tally:
    """How many values there are, how many a reader found, how many of them are right."""

    gold: int = 0
    found: int = 0
    right: int = 0
    missed: list[tuple[Case, Value]] = field(default_factory=list)
    invented: list[tuple[Case, Value]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Twice the right ones over all there are and all found."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def score(cases: Iterable[Case], read: Read) -> dict[str, Tally]:
    """A tally by kind, over all ``cases`` together (micro)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in cases:
        gold = list(case.gold)
        kinds = {_family(value.kind) for value in gold}
        found = at_ends(gold, list(read(case)))
        for value in gold:
            tallies[value.kind].gold += 1
            right = next((f for f in found if f.overlaps(value.start, value.end) and agree(value, f)), None)
            if right is None:
                tallies[value.kind].missed.append((case, value))
                continue
            found.remove(right)
            tallies[value.kind].found += 1
            tallies[value.kind].right += 1
        for value in found:
            over = next((g for g in gold if value.overlaps(g.start, g.end)), None)
            if over is None and any(value.overlaps(*span) for span in case.beside):
                continue
            kind = over.kind if over is not None and _family(value.kind) in kinds else value.kind
            tallies[kind].found += 1
            tallies[kind].invented.append((case, value))
    return dict(tallies)


def _family(kind: str) -> str:
    return "date" if kind in DATES else kind
