"""Persons: who is named with an office, by a title or by what they say; one fact for each office of a
person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipelines.facts.build import make
from pipelines.facts.events.visit_lists import route
from pipelines.facts.fact import Fact
from pipelines.facts.home import codes
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import pattern, word_set
from pipelines.mentions.candidates import is_number
from pipelines.mentions.heads import head_words
from pipelines.mentions.name import Name
from pipelines.mentions.people import Person

_POSSESSIVE = (" its", " their", " his", " her", " whose")
_OF_STATE = pattern("people", "offices_of_state")
# The words that bodies are spoken of by, with what they are.
_SHORT = {
    word: code
    for word, (kind, code, strong) in head_words().items()
    if kind == "organization" and strong and " " not in word
}
_CURRENT = re.compile(r"(?:current|present|incumbent)\s", re.IGNORECASE)
_BODIES = word_set("institutions", "nouns", "nouns_too")
_OF_HOSTS = re.compile(r"\b(?:welcomed|received|greeted|hosted|met) by\b")
_THE_BODY = re.compile(r"The\s([a-z]+)\s")  # "The laboratory is headed by …"
_LEADS = re.compile(
    r",?\s(?:who\s)?(?:leads?|led|leading|heads?|headed|heading|represent(?:s|ed|ing))\s(?:the|a|an)\s"
)
_VISITS = re.compile(r"\b(?:visits?|visited|visiting|arrived\sin|to)\s(?:the\s)?\Z")


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
        "role": _CURRENT.sub("", person.role) if person.role else None,
        "organization": _in_full(view, person) or _of_topic(view, person),
        "country": person.country or _country(reading, person) or _of_the_page(view, person),
    }
    rule = "person.office" if person.role else "person.named"
    return make(view, "person", rule, slots, (person.start, person.end), status="actual")


def _in_full(view: View, person: Person) -> str | None:
    """The body of an office by its full name, where the sentence only says "Director of the Centre"."""
    called = person.organization
    if called is None or called.casefold() not in _SHORT:
        return called
    short = Name("phrase", person.start, person.end, called, head=f"organization:{_SHORT[called.casefold()]}")
    meant = view.reading.meant(short)
    return meant.called if meant.kind == "organization" else called


def _of_topic(view: View, person: Person) -> str | None:
    """The body that the page is about, where an office of a body is told of nobody in particular: "Its
    director is A", "A has been Director-General since 2019".
    """
    topic = view.reading.topic
    if topic is None or topic.kind != "organization" or topic.start > person.start or not person.role:
        return None
    called = topic.called
    if person.country or person.role.casefold().split()[-1] not in word_set("people", "heads_of_bodies"):
        return None
    if any(name.kind in ("organization", "country", "government") for name in view.names):
        return None
    if _OF_HOSTS.search(view.reading.text, view.start, person.start) is not None:
        return None  # "The guests were welcomed by Rector A": not of theirs
    other = _THE_BODY.match(view.text)
    own = other is None or other[1] not in _BODIES or other[1] in called.casefold().split()
    return called if own else None


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


def _of_the_page(view: View, person: Person) -> str | None:
    """The page's country for one who holds an office of state that the text says no country of.

    A page names the country of others' ministers, and of its own only the office. Where it is of two
    countries, it is the one that the sentence neither tells of another person nor has the person visit.
    """
    home = view.reading.home
    if not _has_state_office(person):
        return None
    if view.slice(person.start - len("their "), person.start).rstrip().endswith(_POSSESSIVE):
        return _of_whose(view, person)
    if (led := _LEADS.match(view.reading.text, person.end, view.end)) is not None:
        delegation = view.name_at(led.end())
        if delegation is not None and delegation.kind == "country":
            return delegation.code
    if (listed := route(view)) is not None:
        return listed.origin.code if listed.origin is not None else None
    alike = [each for each in view.people if each.country is None and _has_state_office(each)]
    if len(alike) > 1 and len(view.states()) > 1:
        return None  # the commission of two states was "chaired by Ministers A and B"
    if len(home) <= 1:
        return next(iter(home), None)
    taken = {other.country for other in view.people if other is not person}
    until = min([other.start for other in view.people if other.start > person.end], default=view.end)
    for name in view.between(person.end, until, "country", "city"):
        if _VISITS.search(view.slice(person.end, name.start)):
            taken.update(codes(name))
    left = [code for code in home if code not in taken]
    return left[0] if len(left) == 1 else None


def _has_state_office(person: Person) -> bool:
    """Whether a person holds an office of state; the president of a body holds none."""
    role = (person.role or "").casefold()
    return _OF_STATE.search(role) is not None and (person.organization is None or "minister" in role)


def _of_whose(view: View, person: Person) -> str | None:
    """The country of the body that "its" means: the one named last before, in the same sentence."""
    told = [code for name in view.between(view.start, person.start) for code in codes(name)[:1]]
    return told[-1] if told else None
