"""Where the words stand that rules look for: all word lists in one pass over the text.

``lexicon/words/FILE.yml`` names classes of words; ``find_triggers`` gives the places of each class
("events.visiting"),
so that a rule looks at a sentence only where one of its words stands in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import ahocorasick

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_file, word_files
from pipelines.mentions.text import small

Span = tuple[int, int]
_FEW = 8  # places that are looked through faster than searched
# Word lists, and classes of some, that rules look up word by word or by patterns of their own: they need not
# be found in the text, which saves most of the work. Asking for one is an error (``within``).
_NOT_LOOKED_FOR = frozenset(
    {
        "abbreviations", "dates", "fractions", "groups", "measures", "names", "nouns", "numerals",
        "person_names", "qualifiers", "scales", "tables",
        "agreements.definite", "agreements.term", "agreements.titled", "events.acting",
        "events.nameless", "events.numbering", "events.timing", "events.titled", "figures.abstract",
        "figures.attending",
        "figures.coming_to_be",
        "figures.comparing", "figures.countable", "figures.going_on",
        "figures.origin", "figures.reaching",
        "figures.received_by", "figures.receivers",
        "figures.taking_place", "figures.telling_measures", "furniture.counted",
        "furniture.interface", "institutions.nouns_too", "memberships.heads_of_first", "memberships.headings",
        "memberships.headings_of_network", "memberships.line_words", "memberships.memberships_of",
        "memberships.no_bodies",
        "memberships.joined_things", "memberships.partnered", "modality.decided", "modality.finite",
        "parties.bodies", "parties.list_links",
        "parties.list_words", "parties.own", "parties.people_of", "parties.tellers",
        "people.groups", "people.heads_of_bodies",
        "people.offices_of_state", "programmes.apposed",
        "programmes.calling", "programmes.degrees", "programmes.listed_heads", "programmes.listing",
        "programmes.lists_of", "programmes.no_modifiers", "programmes.sorts", "projects.acronym",
        "projects.apposed",
        "projects.code", "projects.funder", "projects.funding", "projects.other", "projects.partners",
        "projects.sorts", "projects.term", "projects.title",
    }
)  # fmt: skip
# Besides them, the forms of the lexicon's own tables; those of ``.weak`` say less by themselves.
_FORMS = frozenset(
    {"instruments", "instruments.weak", "event_heads", "event_heads.weak", "roles", "roles.weak"}
)
_SIGNS = [chr(code) for code in range(128) if not chr(code).isalnum() and chr(code) != " "]
_OTHER_SIGN = re.compile(r"[^\x00-\x7f\w]")


def _spaced(text: str) -> str:
    """``text`` with a space for whatever is no letter or digit, so that words stand apart."""
    for sign in _SIGNS:  # far faster than one pattern for all signs
        if sign in text:
            text = text.replace(sign, " ")
    return text if text.isascii() else _OTHER_SIGN.sub(" ", text)


@cache
def _automaton() -> ahocorasick.Automaton:
    """Every word of every class, a space on both sides of it; its value is (length, the classes it is in)."""
    classes: dict[str, set[str]] = defaultdict(set)
    for file in word_files():
        if file in _NOT_LOOKED_FOR:
            continue
        for label, listed in word_file(file).items():
            if f"{file}.{label}" not in _NOT_LOOKED_FOR:
                for word in listed:
                    classes[word].add(f"{file}.{label}")
    words = lexicon()
    for name, table in (
        ("instruments", words.instruments),
        ("event_heads", words.event_heads),
        ("roles", words.roles),
    ):
        for form, head in table.items():
            classes[form].add(name if head.strong else f"{name}.weak")
    automaton = ahocorasick.Automaton()
    merged: dict[str, set[str]] = defaultdict(set)
    for word, labels in classes.items():
        merged[" " + " ".join(_spaced(word.lower()).split()) + " "] |= labels
    for word, labels in merged.items():
        automaton.add_word(word, (len(word) - 2, tuple(sorted(labels))))
    automaton.make_automaton()
    return automaton


class Triggers:
    """The places of each class of words in a text (``places``), in order of where they begin."""

    __slots__ = ("_starts", "places")

    def __init__(self, places: Mapping[str, Sequence[Span]]) -> None:
        self.places = places
        self._starts: dict[str, list[int]] = {}

    def all(self, label: str) -> Sequence[Span]:
        """Every span of class ``label`` in the text. KeyError where texts are not searched for the class."""
        places = self.places.get(label)
        if places is None and label in _NOT_LOOKED_FOR:
            raise KeyError(f"{label} is not looked for in texts: see _NOT_LOOKED_FOR")
        return places or ()

    def within(self, label: str, start: int, end: int) -> Sequence[Span]:
        """The spans of class ``label`` that lie in ``[start, end)``; the longest where several begin
        together."""
        places = self.all(label)
        if len(places) <= _FEW:
            return [place for place in places if start <= place[0] and place[1] <= end]
        starts = self._starts.get(label)
        if starts is None:
            starts = self._starts[label] = [place[0] for place in places]
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        return [place for place in places[low:high] if place[1] <= end]

    def apart(self, bounds: Sequence[Span]) -> list[Triggers]:
        """The places that lie in each of ``bounds`` (sorted, none overlapping), so that a sentence asks
        few."""
        parts: list[dict[str, list[Span]]] = [{} for _ in bounds]
        size = max((places[-1][1] for places in self.places.values()), default=0)
        part_at: list[dict[str, list[Span]] | None] = [None] * max(size, bounds[-1][1] if bounds else 0)
        for part, (start, end) in zip(parts, bounds, strict=True):
            part_at[start:end] = [part] * (end - start)
        for label, places in self.places.items():
            for place in places:
                part_of = part_at[place[0]]
                if part_of is not None and part_of is part_at[place[1] - 1]:
                    part_of.setdefault(label, []).append(place)
        return [Triggers(part) for part in parts]


def looked_for(label: str) -> bool:
    """Whether texts are searched for the class ``label``."""
    file, _, group = label.partition(".")
    if label in _FORMS:
        return True
    return not {file, label} & _NOT_LOOKED_FOR and file in word_files() and group in word_file(file)


def find_triggers(text: str) -> Triggers:
    """The words of every class in the folded ``text``. Within a class no place overlaps a longer one."""
    spaced = f" {_spaced(small(text))} "
    found: dict[str, list[Span]] = defaultdict(list)
    reached = 0
    for last, (length, labels) in _automaton().iter(spaced):
        end = last - 1  # positions in ``text``: one space was put before it
        start = end - length
        if start >= reached:  # as most: it overlaps none before it
            reached, place = end, (start, end)
            for label in labels:
                found[label].append(place)
            continue
        reached = max(reached, end)
        for label in labels:
            places = found[label]
            while places and places[-1][0] >= start:
                places.pop()  # a longer word ends here
            if not places or end > places[-1][1]:
                places.append((start, end))
    return Triggers(found)
