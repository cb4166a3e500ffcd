"""What a short form stands for: the full name behind "the Joint Commission", "the Ministry"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from pipelines.mentions.name import Name


class Referents:
    """The bodies that a text names in full, looked up by the words of a short form.

    ``opening`` is the body that the running text begins with, which it is about; ``leading`` are the places
    of names that begin a sentence, ``first`` the first places of short forms.

    Each different name is looked at once, however often the text says it, so that time grows with the text.
    """

    def __init__(
        self,
        bodies: Iterable[Name],
        title_end: int = 0,
        opening: Name | None = None,
        leading: AbstractSet[int] = frozenset(),
        first: Mapping[str, int] | None = None,
    ) -> None:
        self._title_end = title_end
        self._opening = opening
        self._leading = leading
        self._first = first or {}
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
        if name.kind == "organization" and (name.full or name.form == "known" or name.name.count(" ") > 1):
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
            if not self._introduced(name, places[0]):
                continue
            index = bisect_left(places, name.start, key=_start)
            if index and (before is None or places[index - 1].start > before.start):
                before = places[index - 1]
            if index < len(places) and (after is None or places[index].start < after.start):
                after = places[index]
        if self._is_opening(name) and not (before is not None and before.start in self._leading):
            return self._opening or name
        return before or after or name

    def _introduced(self, name: Name, longer: Name) -> bool:
        """Whether ``longer`` can have introduced a short form: not one that a text says long before it names
        that body in passing ("the Foundation" of a report, and "an agreement with the X Foundation")."""
        if name.kind != "phrase" or longer.start in self._leading or longer.end <= self._title_end:
            return True
        return longer.start <= self._first.get(name.name, longer.start)

    def _is_opening(self, name: Name) -> bool:
        """Whether ``name`` can be short for the body that the text begins with."""
        opening = self._opening
        if opening is None or name.kind != "phrase" or name.start < opening.end:
            return False
        if name.head == f"organization:{opening.head}" != "organization:organization":
            return True  # "the University" of the Universidad del Sur
        return (name.head or "").startswith("organization") and opening.name in self._candidates(name.name)

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
