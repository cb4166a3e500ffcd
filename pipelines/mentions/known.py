"""The known names of one text, asked for by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate

from pipelines.mentions.name import Name

_LONGEST = 40  # characters before a place in which a name that covers it may begin


class Known:
    """Names in order of where they begin, the longest first where several begin together."""

    __slots__ = ("_reach", "_starts", "names")

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = sorted(names, key=lambda name: (name.start, -name.end))
        self._starts = [name.start for name in self.names]
        # How far the names up to each one reach.
        self._reach = list(accumulate((name.end for name in self.names), max, initial=0))

    def inside(self, start: int, end: int) -> list[Name]:
        """The names that lie in ``[start, end)``, the longest where several begin together."""
        low = bisect_left(self._starts, start)
        found: list[Name] = []
        for name in self.names[low : bisect_left(self._starts, end, low)]:
            if name.end <= end and (not found or name.start >= found[-1].end):
                found.append(name)
        return found

    def touched(self, start: int, end: int) -> bool:
        """Whether the last name that begins before ``end`` begins in ``[start, end)`` or reaches into it."""
        index = bisect_left(self._starts, end)
        return index > 0 and self.names[index - 1].end > start

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any name shares a character with ``[start, end)``."""
        return self._reach[bisect_left(self._starts, end)] > start

    def alone(self, start: int, end: int) -> Name | None:
        """The name that is ``[start, end)``, where no other one overlaps it."""
        index = bisect_left(self._starts, end) - 1
        if index < 0 or self._reach[index] > start:
            return None
        name = self.names[index]
        return name if name.start == start and name.end == end else None

    def around(self, start: int, end: int) -> Name | None:
        """The name that covers ``[start, end)`` and more."""
        index = bisect_left(self._starts, start + 1) - 1
        while index >= 0 and self._reach[index + 1] >= end and self._starts[index] > start - _LONGEST:
            name = self.names[index]
            if name.end >= end and name.end - name.start > end - start:
                return name
            index -= 1
        return None

    def holds_together(self, position: int) -> bool:
        """Whether ``position`` lies inside a name."""
        index = bisect_left(self._starts, position) - 1
        return index >= 0 and self._starts[index] < position < self.names[index].end

    def end_around(self, position: int) -> int:
        """Where the name ends that ``position`` lies inside of (``holds_together``)."""
        return self.names[bisect_left(self._starts, position) - 1].end

    def elsewhere(self, found: Sequence[Name], spans: Container[tuple[int, int]]) -> Iterator[Name]:
        """The names that lie in none of the ``found`` ones, which are sorted and stand at ``spans``."""
        ends = iter(found)
        end, following = 0, next(ends, None)
        for name in [name for name in self.names if (name.start, name.end) not in spans]:
            while following is not None and following.start <= name.start:
                end, following = following.end, next(ends, None)
            if end < name.end:
                yield name
