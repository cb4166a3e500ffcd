"""What is read as a date, and its EDTF: a point or a range with the words that change what it covers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from pipelines.mentions.points import Point, edge, exists, whole


class DateReading(NamedTuple):
    """``text[start:end]`` read as a date: ``shape`` is point, range, since, until, before or after."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    shape: str = "point"
    rough: bool = False
    year_step: int | None = None  # "in August last year": -1
    month_step: int | None = None  # "last August": -1

    @property
    def needs_year(self) -> bool:
        """Whether the text gives no year for it."""
        return self.first.year is None and not self.first.ambiguous

    @property
    def settled(self) -> bool:
        """Whether it names a point in one known year, so that later dates may lean on it."""
        return self.shape == "point" and self.first.year is not None and not self.first.decade

    def edtf(self, year: int | None = None) -> str | None:
        """EDTF text; ``year`` stands in for a missing one, else it is XXXX. None where ambiguous."""
        first, last = self.first, self.last
        if first.ambiguous:
            return None
        if year is not None and self.needs_year:
            first = first.with_year(year)
            if last is not None and last.year is None:
                wraps = (last.month or 0) < (first.month or 0)
                last = last.with_year(year + wraps)
        if not exists(first) or (last is not None and not exists(last)):
            return None
        return _rendered(self._replace(first=first, last=last))


def _rendered(reading: DateReading) -> str | None:
    first, last = reading.first, reading.last
    if reading.shape == "range" and last is not None:
        one, other = edge(first, False), edge(last, True)
        if one.strip("~") > other.strip("~") and "X" not in one:
            return None
        return f"{one}/{other}" if one != other else one
    if reading.rough:
        first = first._replace(rough=True)
    if reading.shape == "since":
        return f"{edge(first, False)}/.."
    if reading.shape == "until":
        return f"../{edge(first._replace(rough=False), True)}"
    if reading.shape in ("before", "after"):
        moved = _moved(first._replace(rough=False), after=reading.shape == "after")
        return f"{moved}/.." if reading.shape == "after" else f"../{moved}"
    return whole(first)


def _moved(point: Point, after: bool) -> str:
    """The day, month or year next to ``point``: what "before" and "after" leave."""
    step = 1 if after else -1
    month = point.month if point.months is None else point.months[after]
    year = int(edge(point, after)[:4]) if point.year is not None else None
    if point.day is not None and month is not None:
        day = date(year or 2001, month, point.day) + timedelta(days=step)
        return day.isoformat() if year is not None else f"XXXX-{day:%m-%d}"
    if month is not None:
        serial = (year or 2001) * 12 + month - 1 + step
        return (
            f"{serial // 12:04d}-{serial % 12 + 1:02d}" if year is not None else f"XXXX-{serial % 12 + 1:02d}"
        )
    return f"{(year or 0) + step:04d}"
