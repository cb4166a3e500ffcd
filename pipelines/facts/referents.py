"""What a short form stands for: the full name behind "the Joint Commission", "the Ministry"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from pipelines.mentions.name import Name


class Referents:
    """The bodies that a text names in full, looked up by the words of a short form.

    Each different name is looked at once, however often the text says it, so that time grows with the text.
    """

    def __init__(self, bodies: Iterable[Name], title_end: int = 0) -> None:
        self._title_end = title_end
        self._places: dict[str, list[Name]] = defaultdict(list)  # a name, and where it stands
        for body in bodies:
            self._places[body.name].append(body)
        self._with_word: dict[str, set[str]] = defaultdict(set)  # a word, and the names that hold it
        for name in self._places:
            for word in name.casefold().split():
                self._with_word[word].add(name)
        self._longer: dict[str, tuple[str, ...]] = {}

    def meant(self, name: Name) -> Name:
        """The last longer name before ``name`` that holds all its words, else the first after it, else
        itself."""
        if name.kind == "organization" and (name.form == "known" or name.name.count(" ") > 1):
            return name  # named in full already
        own = self._own(name)
        if own is not None:
            return own
        before: Name | None = None
        after: Name | None = None
        event = name.kind == "event" or (name.head or "").startswith("event")
        for longer in self._candidates(name.name):
            places = self._places[longer]
            if places[0].kind == "event" and not event:
                continue  # "GRC" is no "GRC Annual Meeting"
            if places[0].kind == "instrument" and name.kind != "instrument":
                continue  # "the IHO" is no "Convention on the IHO"
            index = bisect_left(places, name.start, key=_start)
            if index and (before is None or places[index - 1].start > before.start):
                before = places[index - 1]
            if index < len(places) and (after is None or places[index].start < after.start):
                after = places[index]
        return before or after or name

    def _own(self, name: Name) -> Name | None:
        """The only body of the page's title that ``name`` can be short for: whose page it is."""
        if name.kind != "phrase" or not (name.head or "").startswith("organization"):
            return None
        titled = [
            longer for longer in self._candidates(name.name) if self._places[longer][0].end <= self._title_end
        ]
        return self._places[titled[0]][0] if len(titled) == 1 else None

    def _candidates(self, short: str) -> tuple[str, ...]:
        """The names that are longer than ``short`` and hold all its words."""
        if short not in self._longer:
            sharing = [self._with_word.get(word, set()) for word in short.casefold().split()]
            names = set.intersection(*sharing) if sharing else set()
            self._longer[short] = tuple(sorted(name for name in names if len(name) > len(short)))
        return self._longer[short]


def _start(name: Name) -> int:
    return name.start
