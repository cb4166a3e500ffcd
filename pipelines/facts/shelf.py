"""Names, persons, figures and dates of a text, found by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, TypeVar

from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name
from pipelines.mentions.people import Person
from pipelines.mentions.tables import Record

Item = TypeVar("Item", Name, Person, Mention, Record)


class Shelf(Generic[Item]):
    """Items sorted by where they start, none overlapping another, handed out by span."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items: Sequence[Item] = items
        self.starts = [item.start for item in items]

    def inside(self, start: int, end: int) -> tuple[Item, ...]:
        """The items that lie in ``[start, end)``."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple([item for item in self.items[low:high] if item.end <= end]) if low < high else ()

    def at(self, position: int) -> Item | None:
        """The item that ``position`` lies in."""
        index = bisect_right(self.starts, position) - 1
        return self.items[index] if index >= 0 and self.items[index].end > position else None
