"""Persons: who is named with an office, or by a title, once a document."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.build import make
from pipelines.facts.fact import Fact
from pipelines.facts.reading import Reading, View
from pipelines.mentions.people import Person


def read(reading: Reading) -> Iterator[Fact]:
    """One fact a person: the statement that says most of them (office, body, full name) stands for all."""
    best: dict[str, tuple[int, View, Person]] = {}
    for view in reading.views:
        for person in view.people:
            key = person.name.name.split()[-1].casefold()
            weight = _weight(person)
            if key not in best or weight > best[key][0]:
                best[key] = (weight, view, person)
    for weight, view, person in best.values():
        if weight > 1:  # a surname with a title alone says nothing of who it is
            yield _fact(reading, view, person)


def _weight(person: Person) -> int:
    full = " " in person.name.name or "." in person.name.name
    return 2 * full + 4 * (person.role is not None) + 2 * (person.organization is not None)


def _fact(reading: Reading, view: View, person: Person) -> Fact:
    slots = {
        "name": person.name.name,
        "role": person.role,
        "organization": person.organization,
        "country": person.country or _home(reading, person),
    }
    rule = "person.office" if person.role else "person.titled"
    return make(view, "person", rule, slots, (person.start, person.end), status="actual")


def _home(reading: Reading, person: Person) -> str | None:
    """The country of a person's body, or the page's where it speaks of one country alone."""
    if person.organization is not None:
        for name in reading.names:
            if name.kind == "organization" and person.organization in (name.name, name.full, name.acronym):
                return name.countries[0] if name.countries else None
    return None
