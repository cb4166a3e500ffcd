"""Persons: who is named with an office, by a title or by what they say; one fact for each office of a
person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipelines.facts.build import make
from pipelines.facts.fact import Fact
from pipelines.facts.reading import Reading, View
from pipelines.mentions.candidates import is_number
from pipelines.mentions.people import Person


def read(reading: Reading) -> Iterator[Fact]:
    """The persons of a document: each once for every office that the text gives, else once."""
    mentioned: dict[str, list[tuple[View, Person]]] = defaultdict(list)
    for view in reading.views:
        for person in view.people:
            words = person.full.casefold().split()
            surname = " ".join(words[-2:]) if is_number(words[-1].upper()) else words[-1]
            mentioned[surname].append((view, person))
    for mentions in mentioned.values():
        yield from _of_one(reading, mentions)


def _of_one(reading: Reading, mentions: list[tuple[View, Person]]) -> Iterator[Fact]:
    """The facts of one person: those mentions that say something which no other says better."""
    mentions = sorted(mentions, key=lambda mention: -_weight(mention[1]))
    told: list[Person] = []
    for view, person in mentions:
        if told and (person.role is None or any(_same(person, other) for other in told)):
            continue
        if not told and _weight(person) < 2:
            continue  # a surname with a title alone says nothing of who it is
        told.append(person)
        yield _fact(reading, view, person)


def _weight(person: Person) -> int:
    full = " " in person.name.name or "." in person.name.name
    return (
        2 * full
        + 4 * (person.role is not None)
        + 2 * (person.organization is not None)
        + (person.country is not None)
    )


def _same(person: Person, other: Person) -> bool:
    """Whether ``person`` says nothing of the office beyond ``other``."""
    if person.organization and other.organization:
        mine, others = person.organization.casefold(), other.organization.casefold()
        if mine in others or others in mine:
            return True
        return person.name.name == other.name.name and person.role == other.role
    return True


def _fact(reading: Reading, view: View, person: Person) -> Fact:
    slots = {
        "name": person.name.name if "." in person.name.name else person.full,
        "role": person.role,
        "organization": person.organization,
        "country": person.country or _country(reading, person),
    }
    rule = "person.office" if person.role else "person.named"
    return make(view, "person", rule, slots, (person.start, person.end), status="actual")


def _country(reading: Reading, person: Person) -> str | None:
    """The country of a person's body, or the page's own where the text says nothing of the body's."""
    if person.organization is None:
        return None
    words = set(person.organization.casefold().split())
    for name in reading.bodies:
        if name.countries and words & {(name.acronym or "").casefold()} | (
            words if words <= set(name.name.casefold().split()) else set()
        ):
            return name.countries[0]
    return None
