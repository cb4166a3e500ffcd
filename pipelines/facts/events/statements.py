"""Events: meetings, visits, conferences, competitions, trainings and awards, with when, where and who.

What is said of one event in several places is one fact: "The meeting, …" fills in what the first mention left
open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.attach import told_before
from pipelines.facts.build import make
from pipelines.facts.events.bodies import again, celebrated, elided, elided_at, sessions, taken_part, unheaded
from pipelines.facts.events.context import attended, with_pronoun, within
from pipelines.facts.events.dates import date_of, day_of, only_date
from pipelines.facts.events.encounters import Encounter, meetings, stays, trainings, visits
from pipelines.facts.events.entries import entries, standing
from pipelines.facts.events.event import Event, merge
from pipelines.facts.events.grounds import ground, own_date
from pipelines.facts.events.phrases import Phrase, phrases
from pipelines.facts.events.rows import editions, opens_row, others_of, row
from pipelines.facts.events.settings import (
    Place,
    countries_named,
    enclosed_with,
    place_of,
    with_home,
    zone,
)
from pipelines.facts.events.status import event_status
from pipelines.facts.events.visit_lists import visitors
from pipelines.facts.fact import Fact
from pipelines.facts.home import codes
from pipelines.facts.parties import organizations_of, parties
from pipelines.facts.reading import Reading, View
from pipelines.facts.rules import Rules, needs
from pipelines.mentions.mention import Mention

_HAPPENS_WITHIN = 90
_HELD_WITHIN = 60
_NEIGHBOURS = 6  # how many events of a sentence around one may have a say in its date and place
_RECALLED = 60
_MEMORY = 12  # how many sentences back "the meeting" may look for its first mention
_MARKED_BY = re.compile(r"\b(?:marked|celebrated|commemorated) (?:by|with|at) (?:an? )?$")
_TELLING = needs(
    *("event_heads", "event_heads.weak", "events.happening", "events.visiting", "events.meeting"),
    *("events.staying", "events.learning", "events.attending"),
)
_WHEN = re.compile(r",?(?: in| on| from| between| during)?(?: the)? \(?")
_MEETING = Rules(visits, stays, meetings, trainings).needs
_PRONOUNS = ("It ", "This ", "They ", "These ")


def read(reading: Reading) -> Iterator[Fact]:
    """The events of a document, each once."""
    known: list[Event] = []
    for view in reading.views:
        for event in _told(view):
            near = (old for old in reversed(known[-_RECALLED:]) if view.index - old.view.index <= _MEMORY)
            within(event, known[-_RECALLED:])
            if not any(merge(earlier, event) for earlier in near):
                known.append(event)
        if view.people or "country" in view.holds:
            _join(view, known[-_RECALLED:])
    for event in known:
        if event.told and _says_anything(event):
            yield _fact(event)


def _join(view: View, known: Sequence[Event]) -> None:
    """Note at the event told right before who ``view`` says was there."""
    said = attended(view, known)
    if said is None:
        return
    event, came = said
    span = (view.start, view.start)
    there = _complete(Event(view, span, event.code, "", event.rule, None, event.date, event.place))
    event.people = tuple(dict.fromkeys((*event.people, *(person.full for person in view.people))))
    if came:
        event.countries = tuple(dict.fromkeys((*event.countries, *there.countries)))


def _told(view: View) -> Iterator[Event]:
    """The events of a sentence: by its words, by a pronoun, or as a line of a list of visits."""
    pronoun, listed = view.text.startswith(_PRONOUNS), bool(view.people) and view.kind != "prose"
    line = view.kind == "item" and bool(view.dates) and "organization" in view.holds
    if pronoun or listed or line or not _TELLING.isdisjoint(view.holds):
        yield from _phrased(view)
        yield from _met(view)
    if pronoun:
        yield from map(_complete, again(view))
    if listed:
        yield from map(_complete, visitors(view))
    if view.kind != "prose" and view.dates:
        yield from map(_complete, editions(view))


def _fact(event: Event) -> Fact:
    slots = {
        "event_kind": event.code,
        "name": event.name,
        "date": day_of(event.view, event.date),
        "city": event.place.city,
        "place_country": event.place.country,
        "countries": with_home(
            event.view, event.countries, event.span, event.place, event.code in ("meeting", "visit")
        ),
        "organizations": event.organizations,
        "people": event.people,
    }
    return make(event.view, "event", event.rule, slots, event.span, (event.date,), event_status(event))


def _says_anything(event: Event) -> bool:
    """Whether more is told of a visit than that there was one ("The guests visited the plant"), or of several
    events than what they are ("seminars")."""
    name = event.name or ""
    if name.islower() and name.isalpha() and name.endswith("s") and not (event.date or event.place.city):
        return False
    place = event.place.city or event.place.country or event.rule != "event.visited"
    return bool(event.name or event.date or place or event.people or event.organizations)


# --- noun phrases ---------------------------------------------------------------------------------


def _phrased(view: View) -> Iterator[Event]:
    """The events that noun phrases name and that are said to take place."""
    found = [each for each in phrases(view) if not _marking(view, each)]
    starts = [phrase.start for phrase in found]
    headless = elided_at(view, found)
    for number, phrase in enumerate(found):
        others = [
            *starts[max(0, number - _NEIGHBOURS) : number],
            *starts[number + 1 : number + 1 + _NEIGHBOURS],
            *(start for start in headless if start >= phrase.end),
        ]
        rule = ground(view, phrase, others)
        if opens_row(view, phrase) and (
            listed := row(_event(view, phrase, others, "event.held"), phrase.end)
        ):
            yield from map(_complete, listed)  # "Meetings: Lund (2011), …"
            continue
        if rule == "event.during":
            event = _in_passing(view, phrase, others)
            event.rule, event.told = rule, view.kind != "heading"
            yield event
        elif rule is not None:
            event = _event(view, phrase, others, rule)
            event.told = view.kind != "heading"
            listed = [*map(_complete, row(event, phrase.end, others))] if phrase.plural else []
            yield from listed or [event]
            if phrase.plural and not listed:
                yield from others_of(event, phrase.end)
        elif phrase.definite or (view.kind == "heading" and phrase.strong):
            yield _in_passing(view, phrase, others)
    if view.kind == "heading" or view.kind == "item":
        yield from (_complete(event) for event in entries(view, found))
    if view.kind != "heading":
        yield from map(_complete, (*unheaded(view, found), *sessions(view, found), *elided(view, found)))
        yield from map(_complete, (*celebrated(view), *taken_part(view, found)))


def _marking(view: View, phrase: Phrase) -> bool:
    """Whether the phrase only says how another event was marked: "The anniversary was celebrated with a
    ceremony"."""
    return (
        _MARKED_BY.search(view.slice(max(view.start, phrase.start - _HELD_WITHIN), phrase.start)) is not None
    )


def _in_passing(view: View, phrase: Phrase, others: list[int]) -> Event:
    """What "the meeting" adds to an event told elsewhere: who, and a date right behind it."""
    heading = view.kind == "heading"
    place = place_of(view, phrase.start, phrase.end, others) if heading else Place()
    if heading and phrase.code == "visit":
        place = _visited(view, phrase) or place
    date = (
        date_of(view, phrase.start, phrase.end, phrase.before, others) if heading else own_date(view, phrase)
    )
    event = Event(
        view, (phrase.start, phrase.end), phrase.code, phrase.word, "event.held", phrase.name, date, place
    )
    event = _complete(event)
    event.definite, event.told = phrase.definite, False
    return event


def _event(view: View, phrase: Phrase, others: list[int], rule: str) -> Event:
    place = place_of(view, phrase.start, phrase.end, others)
    between = () if phrase.code == "award" else others
    date = date_of(view, phrase.start, phrase.end, phrase.before, between) or own_date(view, phrase)
    date = date or _same_day(view)
    if not place.names and date is not None:
        place = enclosed_with(view, date)
    if not place.names and view.slice(phrase.end, phrase.end + 2) == ": ":
        place = standing(view, phrase.end)  # "Kick-off meeting: Riga, 3 May 2015"
    if phrase.code == "visit":
        place = _visited(view, phrase) or place
        date = date or _right_behind(view, place)
    elif rule == "event.sent":
        sent = view.words("events.sending", view.start, phrase.start)[-1][1]
        place = next(
            (Place(None, name.code, (name,)) for name in view.between(sent, phrase.start, "country")), place
        )
    span = (phrase.start, phrase.end)
    event = Event(view, span, phrase.code, phrase.word, rule, phrase.name, date, place)
    event.definite = phrase.definite
    return with_pronoun(_complete(event))


def _same_day(view: View) -> Mention | None:
    """The date that "on the same day" goes back to, where the sentence has none of its own."""
    told = told_before(view) if not view.dates else None
    return told[0] if told is not None and not told[1] else None


def _right_behind(view: View, place: Place) -> Mention | None:
    """The date right behind the place: "his visit, the first since 1990, to Riga in May 2010"."""
    last = max((name.end for name in place.names), default=None)
    return next(
        (each for each in view.dates if last is not None and _WHEN.fullmatch(view.slice(last, each.start))),
        None,
    )


def _visited(view: View, phrase: Phrase) -> Place | None:
    """The place behind "visit (of …) to", or before it: "the Wuhan visit"."""
    for name in view.between(phrase.end, min(view.end, phrase.end + 90), "country", "city", "government"):
        if (
            re.search(r"\b(?:to|in) (?:the )?$", view.slice(name.start - 8, name.start))
            and name.form != "adjective"
        ):
            return Place(name.name if name.kind == "city" else None, name.code, (name,))
    inside = [each for name in view.between(*phrase.head) for each in (name, *name.nested)]
    before = [each for each in (*view.between(phrase.start, phrase.head[0]), *inside) if each.kind == "city"]
    return Place(before[0].name, before[0].code, (before[0],)) if before else None


def _complete(event: Event) -> Event:
    """``event`` with who takes part: countries, bodies and persons of its sentence."""
    view = event.view
    left, right = around = event.reach or zone(view, event.span)
    event.countries = countries_named(view, event.span, event.place, around)
    if event.place.country is None:  # several countries visited
        there = [code for name in event.place.names for code in codes(name)]
        event.countries = tuple(dict.fromkeys((*event.countries, *there)))
    bodies = [each for each in parties(view, left, right) if each.organization]
    event.organizations = organizations_of(bodies)
    if not event.organizations and event.word:
        event.organizations = tuple(
            each.called
            for name in view.between(*event.span, "event")
            for each in name.nested
            if each.kind == "organization"
        )
    event.people = tuple(dict.fromkeys(person.full for person in view.people if left <= person.start < right))
    if (
        event.definite
        and not event.people
        and event.code == "meeting"
        and view.previous is None
        and view.index
    ):
        before = view.reading.views[view.index - 1]  # "The meeting, held on …": those of the sentence before
        event.people = tuple(dict.fromkeys(person.full for person in before.people))
        bodies = [each for each in parties(before, before.start, before.end) if each.organization]
        event.organizations = event.organizations or organizations_of(bodies)
    return event


# --- verbs ----------------------------------------------------------------------------------------


def _met(view: View) -> Iterator[Event]:
    """Visits and meetings that verbs tell."""
    if view.kind == "heading" or _MEETING.isdisjoint(view.holds):
        return
    told = [(each, "event.visited") for each in visits(view)]
    told = told or [(each, "event.visited") for each in stays(view)]
    told += [(each, "event.met") for each in meetings(view)]
    told += [(each, "event.sent") for each in trainings(view)]
    for encounter, rule in told:
        event = _encountered(view, encounter, rule)
        listed = [*map(_complete, row(event, encounter.end))]
        yield from listed or [event]
        if not listed:
            yield from others_of(event, encounter.end)


def _encountered(view: View, encounter: Encounter, rule: str) -> Event:
    span = (encounter.start, encounter.end)
    place = encounter.place if encounter.code != "meeting" else place_of(view, *span, ())
    date = date_of(view, *span, None, ()) or only_date(view, encounter.end) or _same_day(view)
    return with_pronoun(_complete(Event(view, span, encounter.code, "", rule, None, date, place)))
