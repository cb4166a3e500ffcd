"""Events: meetings, visits, conferences, competitions, trainings and awards, with when, where and who."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.attach import date_near, frame
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import both, organizations_of, parties
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation
from pipelines.mentions.name import Name

_NUMBERING = re.compile(rf"(?:(?:\d+(?:st|nd|rd|th)|{alternation('events', 'numbering')})\s+(?:[\w-]+\s+){{0,2}}?)$", re.IGNORECASE)
_IN_PLACE = re.compile(r"\b(?:in|at|near)\s+(?:the\s+(?:city|town)\s+of\s+)?$")
_COMPLEMENT = re.compile(r"(?:\s+(?:of|on|for)\s+(?:the\s+)?[\w'&,-]+(?:\s+(?:and|of|the|on|for|in)\s+[\w'&-]+|\s+[A-Z][\w'&-]+)*)?")


@dataclass(frozen=True, slots=True)
class _Event:
    start: int
    end: int
    code: str
    name: str | None
    own: Name | None = None


def read(reading: Reading) -> Iterator[Fact]:
    """The events of a document; the same kind, name and date counts once."""
    seen: set[tuple[object, ...]] = set()
    for view in reading.views:
        if view.kind == "heading":
            continue
        for fact in (*_headed(view), *_visits(view), *_meetings(view)):
            key = (fact.slots["event_kind"], fact.slots["name"] or fact.start, fact.slots["date"], fact.status)
            if key not in seen:
                seen.add(key)
                yield fact


def _headed(view: View) -> Iterator[Fact]:
    """Events by their head noun, where it has a name, a number, a date, or is said to take place."""
    for event in _events(view):
        date = date_near(view, event.start, event.end)
        happens = bool(view.words("events.happening"))
        if event.own is not None or (event.name and date) or (happens and (date or event.name)):
            yield _fact(view, event, date, "event.named" if event.own else "event.held")


def _events(view: View) -> Iterator[_Event]:
    for name in view.names:
        if name.kind == "event" and len(name.name.split()) > 1:
            start = _numbered(view, name.start)
            yield _Event(start, name.end, name.head or "other", view.slice(start, name.end), name)
    for start, end in view.words("event_heads"):
        if any(name.start <= start < name.end for name in view.names):
            continue
        head = lexicon().event_heads.get(view.slice(start, end).lower())
        if head is None:
            continue
        first = _numbered(view, start)
        if first == start:
            continue
        complement = _COMPLEMENT.match(view.reading.text, end, view.end)
        stop = complement.end() if complement else end
        yield _Event(first, end, head.kind, view.slice(first, stop).strip(" ,"), None)


def _numbered(view: View, start: int) -> int:
    """Where an event's name begins, an ordinal before it included ("the 7th …", "first …")."""
    found = _NUMBERING.search(view.reading.text, max(view.start, start - 40), start)
    return found.start() if found else start


def _visits(view: View) -> Iterator[Fact]:
    """ "A delegation of … visited X": who before the verb, where after it."""
    for start, end in view.words("events.visiting"):
        places = view.between(end, min(view.end, end + 60), "country", "city")
        visitors = view.between(view.start, start)
        if not places or not visitors:
            continue
        event = _Event(start, end, "visit", None)
        yield _fact(view, event, date_near(view, start, end), "event.visit", place=places[0])
        return


def _meetings(view: View) -> Iterator[Fact]:
    """ "A met with B": both are persons, bodies or states."""
    for start, end in view.words("events.meeting"):
        left, right = view.between(max(view.start, start - 150), start, "person", "role", "organization"), view.between(end, view.end, "person", "role")
        if right and left and right[0].start - end < 40:
            yield _fact(view, _Event(start, end, "meeting", None), date_near(view, start, end), "event.met")
            return


def _fact(view: View, event: _Event, date: object, rule: str, place: Name | None = None) -> Fact:
    from pipelines.mentions.mention import Mention

    when = date if isinstance(date, Mention) else None
    city = place if place is not None and place.kind == "city" else _city(view, event)
    where = place or city
    countries = view.states() or both(view, view.start, view.end)
    found = [each for each in parties(view, view.start, view.end) if each.organization]
    if len(countries) < 2 and len(view.reading.home) == 2:
        countries = tuple(dict.fromkeys((*view.reading.home, *countries)))
    slots = {
        "event_kind": event.code,
        "name": event.name,
        "date": edtf(when or frame(view)),
        "city": city.name if city else None,
        "place_country": where.code if where else None,
        "countries": countries,
        "organizations": organizations_of(found),
        "people": tuple(dict.fromkeys(person.name.name for person in view.people)),
    }
    return make(view, "event", rule, slots, (event.start, event.end), (when or frame(view),))


def _city(view: View, event: _Event) -> Name | None:
    """The city that the event is said to be in: the nearest after it, else one before."""
    cities = [name for name in view.names if name.kind == "city" and _IN_PLACE.search(view.slice(max(view.start, name.start - 24), name.start))]
    after = [name for name in cities if name.start >= event.start]
    return (after or cities or [None])[0]
