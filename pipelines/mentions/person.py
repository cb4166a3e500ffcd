"""A person as a text tells of one, and what finding persons does to the names around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.lexicon.load import lexicon
from pipelines.mentions.candidates import is_title
from pipelines.mentions.name import Name


class Person(NamedTuple):
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


def singular(role: str) -> str:
    """ "Nobel laureates" → "Nobel laureate"."""
    head = lexicon().roles.get(role.lower())
    if head is not None and role.lower().startswith(head.word):
        return role[: len(head.word)]
    return role.removesuffix("s")


def plain(name: str) -> str:
    """``name`` as two spellings of it agree: "Al-Malik", "Al Malik"."""
    return re.sub(r"[\s.-]", "", name).casefold()


def renamed(text: str, names: Sequence[Name], people: Sequence[Person]) -> list[Name]:
    """``names`` with the persons among them; what else a name held stays, shortened."""
    found: list[Name] = [person.name for person in people]
    starts = [person.name.start for person in people]
    for name in names:
        index = bisect_left(starts, name.end) - 1
        while index > 0 and people[index - 1].name.end > name.start:
            index -= 1
        if index < 0 or people[index].name.end <= name.start:
            found.append(name)
            continue
        person = people[index]
        before = text[name.start : min(person.name.start, name.end)].rstrip(" ,")
        before = re.sub(r"(?: (?:and|of|for))+$", "", before)
        while before and is_title(before.split()[-1]):
            before = before[: -len(before.split()[-1])].rstrip(" ,")
        end = name.start + len(before)
        inner = tuple(each for each in name.nested if each.end <= end)
        if before:
            found.append(name._replace(end=end, name=before, nested=inner))
        found.extend(each for each in name.nested if each.start >= person.name.end)
    return sorted(found, key=lambda name: (name.start, name.end))
