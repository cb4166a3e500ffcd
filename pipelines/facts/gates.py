"""Which sentences a kind's rules have to look at: those in which one of its words stands."""

from __future__ import annotations

from bisect import bisect_right

from pipelines.facts.reading import Reading


class Marks:
    """Where the sentences of a document begin, to find the ones in which a word stands."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._starts = [view.start for view in reading.views]

    def at(self, position: int) -> int:
        """The number of the sentence that ``position`` stands in or behind; -1 before the first."""
        return bisect_right(self._starts, position) - 1

    def words(self, *labels: str) -> set[int]:
        """The numbers of the sentences with a word of one of the classes."""
        triggers = self._reading.triggers
        return {self.at(start) for label in labels for start, _ in triggers.all(label)}

    def labels(self, *labels: str) -> dict[int, set[str]]:
        """The classes of words that stand in each sentence, by its number."""
        found: dict[int, set[str]] = {}
        for label in labels:
            for start, _ in self._reading.triggers.all(label):
                found.setdefault(self.at(start), set()).add(label)
        return found
