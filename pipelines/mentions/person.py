"""A person as a text tells of one, and what finding persons does to the names around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from pipelines.lexicon.load import lexicon
from pipelines.mentions.name import Name
from pipelines.mentions.title_words import is_title


@dataclass(slots=True, unsafe_hash=True)
class Person:
    """A person and the office the text gives: ``start`` to ``end`` spans name and office."""

    name: Name
    start: int
    end: int
    role: str | None = None
    organization: str | None = None
    country: str | None = None

    @property
    def full(self) -> str:
        """The name as the text gives it in full somewhere."""
        return self.name.full or self.name.name


def _without_office(before: str, name: Name, person: Person) -> str:
    """What stands in the name of a body before a person, without the office that the person holds there:
    "Academy of Sciences | President Ana Souza".
    """
    if name.kind != "organization" or not person.role or not before.endswith(f" {person.role}"):
        return before
    return before.removesuffix(person.role).rstrip(" ,")


def singular(role: str) -> str:
    """ "Nobel laureates" → "Nobel laureate"."""
    head = lexicon().roles.get(role.lower())
    if head is not None and role.lower().startswith(head.word):
        return role[: len(head.word)]
    return role.removesuffix("s")


def plain(name: str) -> str:
    """``name`` as two spellings of it agree: "Al-Malik", "Al Malik"."""
    return "".join(name.replace("-", " ").replace(".", " ").casefold().split())


def renamed(text: str, names: Sequence[Name], people: Sequence[Person]) -> list[Name]:
    """``names`` with the persons among them; what else a name held stays, shortened."""
    found: list[Name] = [person.name for person in people]
    starts, ends = [name.start for name in names], [name.end for name in names]
    held: dict[int, Person] = {}  # the names, by number, that a person stands in
    for person in people:
        for number in range(bisect_right(ends, person.name.start), bisect_left(starts, person.name.end)):
            held.setdefault(number, person)
    found += [name for number, name in enumerate(names) if number not in held]
    for number, person in held.items():
        name = names[number]
        before = text[name.start : min(person.name.start, name.end)].rstrip(" ,")
        before = re.sub(r"(?: (?:and|of|for))+$", "", before)
        while before and is_title(before.split()[-1]):
            before = before[: -len(before.split()[-1])].rstrip(" ,")
        before = _without_office(before, name, person)
        end = name.start + len(before)
        inner = tuple(each for each in name.nested if each.end <= end)
        if before:
            found.append(replace(name, end=end, name=before, nested=inner))
        found.extend(each for each in name.nested if each.start >= person.name.end)
    return sorted(found, key=attrgetter("start", "end"))
