"""Events: meetings, visits, conferences, competitions, trainings and awards, with when, where and who.

What is said of one event in several places is one fact: "The meeting, …" fills in what the first mention left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipelines.facts.build import edtf, make
from pipelines.facts.encounters import Encounter, meetings, visits
from pipelines.facts.event_phrases import Phrase, phrases
from pipelines.facts.event_settings import Place, countries_of, date_of, place_of
from pipelines.facts.fact import Fact
from pipelines.facts.parties import organizations_of, parties
from pipelines.facts.reading import Reading, View
from pipelines.mentions.mention import Mention

_HAPPENS_WITHIN = 90
_HELD_WITHIN = 60
_MEMORY = 12  # how many sentences back "the meeting" may look for its first mention
_WITH = re.compile(r" (?:with|between|of) (?:the )?")
_TOWARDS = re.compile(r" (?:of|by|to|at)\b")


@dataclass(slots=True)
class Event:
    """One event as far as the text has told it."""

    view: View
    span: tuple[int, int]
    code: str
    word: str
    rule: str
    name: str | None = None
    date: Mention | None = None
    place: Place = field(default_factory=Place)
    countries: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    definite: bool = False
    told: bool = True  # False: known from a heading or in passing, no fact by itself


def read(reading: Reading) -> Iterator[Fact]:
    """The events of a document, each once."""
    known: list[Event] = []
    for view in reading.views:
        for event in (*_phrased(view), *_met(view)):
            if not any(_merge(earlier, event) for earlier in reversed(known) if view.index - earlier.view.index <= _MEMORY):
                known.append(event)
    for event in known:
        if event.told:
            yield _fact(event)


def _fact(event: Event) -> Fact:
    slots = {
        "event_kind": event.code,
        "name": event.name,
        "date": edtf(event.date),
        "city": event.place.city,
        "place_country": event.place.country,
        "countries": event.countries,
        "organizations": event.organizations,
        "people": event.people,
    }
    return make(event.view, "event", event.rule, slots, event.span, (event.date,), _status(event))


def _status(event: Event) -> str | None:
    """Planned where the words right behind the event say that it lies ahead; else what grammar says."""
    view, (_, end) = event.view, event.span
    ahead = view.words("events.ahead", end, min(view.end, end + _HAPPENS_WITHIN))
    said = view.status(*event.span)
    if said == "actual" and ahead and not re.search(r"[.;]", view.slice(end, ahead[0][0])):
        return "planned"
    return said


# --- noun phrases ---------------------------------------------------------------------------------------------------


def _phrased(view: View) -> Iterator[Event]:
    """The events that noun phrases name and that are said to take place."""
    found = list(phrases(view))
    starts = [phrase.start for phrase in found]
    for phrase in found:
        others = [start for start in starts if start != phrase.start]
        rule = _rule(view, phrase, others)
        event = _event(view, phrase, others, rule or "event.held")
        if rule is not None:
            event.told = view.kind != "heading"
            yield event
        elif event.definite or view.kind == "heading":
            event.told = False
            yield event


def _event(view: View, phrase: Phrase, others: list[int], rule: str) -> Event:
    place = place_of(view, phrase.start, phrase.end, others)
    date = date_of(view, phrase.start, phrase.end, phrase.before, others)
    if phrase.code == "visit":
        place = _visited(view, phrase) or place
    span = (phrase.start, phrase.end)
    return _complete(Event(view, span, phrase.code, phrase.word, rule, phrase.name, date, place, definite=phrase.definite))


def _visited(view: View, phrase: Phrase) -> Place | None:
    """The place behind "visit (of …) to"."""
    for name in view.between(phrase.end, min(view.end, phrase.end + 90), "country", "city", "government"):
        if re.search(r"\b(?:to|in) (?:the )?$", view.slice(name.start - 8, name.start)) and name.form != "adjective":
            return Place(name.name if name.kind == "city" else None, name.code, (name,))
    return None


def _complete(event: Event) -> Event:
    """``event`` with who takes part: countries, bodies and persons of its sentence."""
    view = event.view
    event.countries = countries_of(view, event.span, event.place, event.code == "visit")
    left, right = view.clause(*event.span)
    bodies = [each for each in parties(view, min(left, event.span[0]), max(right, event.span[1])) if each.organization]
    event.organizations = organizations_of(bodies)
    event.people = tuple(dict.fromkeys(person.full for person in view.people))
    if event.definite and not event.people and event.code == "meeting" and view.previous is None and view.index:
        before = view.reading.views[view.index - 1]  # "The meeting, held on …": those of the sentence before
        event.people = tuple(dict.fromkeys(person.full for person in before.people))
        bodies = [each for each in parties(before, before.start, before.end) if each.organization]
        event.organizations = event.organizations or organizations_of(bodies)
    return event


def _rule(view: View, phrase: Phrase, others: list[int]) -> str | None:
    """The rule by which a phrase says that an event takes place; None where it does not."""
    if phrase.code == "award":
        return _awarded(view, phrase)
    happens, held = _happens(view, phrase), _held(view, phrase, others)
    date = phrase.before or _own_date(view, phrase)
    if phrase.word in ("call", "tender", "selection", "challenge", "call for proposals", "call for applications"):
        return "event.held" if held or (date and happens) else None
    if phrase.proper and phrase.strong:
        return "event.named"
    if phrase.code in ("meeting", "visit") and _with(view, phrase):
        return "event.with"
    if phrase.definite and not date:
        return None
    if not phrase.strong and not phrase.proper:
        return "event.held" if date and (happens or held or phrase.numbered) else None
    if phrase.numbered or (date and (phrase.determiner or phrase.proper or happens or held)):
        return "event.held"
    if happens or (held and (phrase.determiner or phrase.plural)):
        return "event.held"
    return None


def _own_date(view: View, phrase: Phrase) -> Mention | None:
    """A date that stands right behind the phrase or its verb."""
    for date in view.dates:
        if 0 <= date.start - phrase.end < 60 and not re.search(r"[;]|, (?:and|but)", view.slice(phrase.end, date.start)):
            return date
    return None


def _happens(view: View, phrase: Phrase) -> bool:
    """Whether the verb behind the phrase says that it takes place."""
    for start, _ in view.words("events.happening", phrase.end, min(view.end, phrase.end + _HAPPENS_WITHIN)):
        between = view.slice(phrase.end, start)
        if re.search(r"[.;:]|\b(?:that|who|where|agreed|discussed|signed|said|noted)\b", between) is None:
            return True
    return False


def _held(view: View, phrase: Phrase, others: list[int]) -> bool:
    """Whether somebody holds it or takes part in it, said right before the phrase or the list it is in."""
    first = min([phrase.start, *(other for other in others if phrase.start - _HELD_WITHIN < other < phrase.start)])
    verbs = view.words("events.holding", max(view.start, first - _HELD_WITHIN), first)
    if not verbs:
        return False
    between = view.slice(verbs[-1][1], first)
    return re.search(r"[.;]|, (?!and|or)|\b(?:with|in|on|that|which|who|to|from|by|for)\b", between) is None


def _with(view: View, phrase: Phrase) -> bool:
    """Whether persons, bodies or places right behind say who meets whom, or who visits what."""
    link = (_WITH if phrase.code == "meeting" else _TOWARDS).match(view.slice(phrase.end, phrase.end + 20))
    if phrase.holder is not None and phrase.code == "visit" and not phrase.definite:
        return True
    if link is None:
        return False
    names = view.between(phrase.end, min(view.end, phrase.end + 60))
    kinds = ("person", "role", "organization", "government", "country", "city")
    if not names or names[0].kind not in kinds or re.search(r"[.;:,]", view.slice(phrase.end, names[0].start)):
        return False
    return phrase.code == "visit" or (names[0].kind != "city" and not view.slice(phrase.end, names[0].start).strip().startswith("of"))


def _awarded(view: View, phrase: Phrase) -> str | None:
    """An award counts where it is given: a verb before it, or a date of its own behind a name of its own."""
    verbs = view.words("events.awarding", max(view.start, phrase.start - 50), phrase.start)
    if verbs and phrase.proper and re.search(r"[.;,]|\b(?:for|in)\b", view.slice(verbs[-1][1], phrase.start)) is None:
        return "event.awarded"
    if phrase.word.endswith("ceremony") and (_happens(view, phrase) or _own_date(view, phrase)):
        return "event.held"
    return None


# --- verbs ----------------------------------------------------------------------------------------------------------


def _met(view: View) -> Iterator[Event]:
    """Visits and meetings that verbs tell."""
    if view.kind == "heading":
        return
    for encounter in visits(view):
        yield _encountered(view, encounter, "event.visited")
    for encounter in meetings(view):
        yield _encountered(view, encounter, "event.met")


def _encountered(view: View, encounter: Encounter, rule: str) -> Event:
    span = (encounter.start, encounter.end)
    place = encounter.place if encounter.code == "visit" else place_of(view, *span, ())
    date = date_of(view, *span, None, ())
    return _complete(Event(view, span, encounter.code, encounter.code, rule, None, date, place))


# --- one event, several mentions ------------------------------------------------------------------------------------


def _merge(earlier: Event, event: Event) -> bool:
    """Whether ``event`` is ``earlier`` told again; what it adds is then noted there."""
    if earlier.code != event.code or not _agree(earlier, event):
        return False
    same_name = earlier.name is not None and event.name is not None and _alike(earlier.name, event.name)
    same_place = event.code in ("visit", "meeting") and earlier.view.index == event.view.index
    again = event.definite and (event.word == earlier.word or event.code in ("meeting", "visit"))
    if not (same_name or same_place or again or (not earlier.told and event.word == earlier.word)):
        return False
    if event.told and not earlier.told:
        earlier.view, earlier.span, earlier.rule, earlier.told = event.view, event.span, event.rule, True
        earlier.name, earlier.countries, earlier.definite = event.name or earlier.name, event.countries, event.definite
    earlier.date = earlier.date or event.date
    place = earlier.place
    if place.city is None and place.country in (None, event.place.country):
        earlier.place = replace(event.place, country=event.place.country or place.country)
    earlier.people = tuple(dict.fromkeys((*earlier.people, *event.people)))
    earlier.organizations = earlier.organizations or event.organizations
    return True


def _agree(earlier: Event, event: Event) -> bool:
    """Whether nothing that the two say of date, place and name is at odds."""
    if earlier.date and event.date and earlier.date.edtf != event.date.edtf:
        return False
    for mine, other in ((earlier.place.city, event.place.city), (earlier.place.country, event.place.country)):
        if mine and other and mine != other:
            return False
    return earlier.name is None or event.name is None or _alike(earlier.name, event.name)


def _alike(name: str, other: str) -> bool:
    """Whether one name is the other one, shortened ("conference", "conference on …")."""
    words, others = set(name.casefold().split()), set(other.casefold().split())
    return words <= others or others <= words
