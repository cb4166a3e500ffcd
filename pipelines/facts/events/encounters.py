"""Visits and meetings that a verb tells: "A delegation of … visited …", "A met with B"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.facts.events.settings import Place
from pipelines.facts.home import codes
from pipelines.facts.reading import View
from pipelines.facts.rules import when
from pipelines.mentions.name import Name

_PERSONAL = re.compile(
    r"\b(?:he|she|they|we|the (?:[a-z]+(?:an|ese|ish|i|ic) )?"
    r"(?:minister|ambassador|president|rector|director|delegation|delegations|"
    r"guests?|participants|official|officials|experts?|scientists?|sides?|parties|two|both))\b",
    re.IGNORECASE,
)
# Before "visit" these make it a noun or an invitation to the reader.
_NO_VERB = re.compile(
    r"\b(?:please|can|a|an|the|this|that|of|working|official|first|second|state|study|next|last|our|"
    r"their|its|his|her|\w's) $",
    re.IGNORECASE,
)
# Before a bare "visit" only these make it a verb: "will visit", "delegations visit".
_VERB = re.compile(
    r"(?:\b(?:to|will|would|can|could|shall|should|may|might|must|not|also|and|or|then|they|we|who|which|that|often|"
    r"regularly|annually|jointly|usually|students|experts)|[^\W\d_]{3,}(?<!')s) \Z",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:commission|committee|council|board|group|forum|assembly|delegations|delegates|representatives|experts|"
    r"ministers|scientists|sides|parties|members|participants|it|they)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"(?: (?:to|the|a|in|of|city|republic|capital|its|their|his|headquarters|campus|office|facilities|"
    r"laboratories|laboratory|exhibition|and))*[ ]+",
    re.IGNORECASE,
)
_THING = re.compile(r"\b(?:titled|entitled|called|exhibition|museum|pavilion|stands?)\b", re.IGNORECASE)
_LINK = re.compile(r",? (?:and |as well as )?(?:the )?|, (?:and )?(?:the )?")
# Bodies that meet somewhere or on a day: "The Council met in Baku", "met for the first time on 3 May".
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being)\s(?:\w+ly\s)?\Z")
_GATHERED = re.compile(
    r" (?:again |together |virtually |online |for the \w+ time |(?:twice|\w+ times)(?: so far)?[,:]? )?"
    r"(?:in|at|on) "
)
# "Minister … was in Riga": a person or delegation before, a place right behind.
_STAYED = re.compile(r" (?:the )?(?:city of )?")
_PARTY = re.compile(
    r"\b(?:delegations?|group|mission|team|representatives|scientists|experts|researchers|specialists|engineers|"
    r"officials|students|teachers|scholars|professors)\b[^.;]*$",
    re.IGNORECASE,
)
_LEARNT = re.compile(r"[^.;:()]{0,60}?\b(?:at|in|with|to)? ?(?:the )?$")
_ANOTHER_VERB, _FROM = re.compile(r";|\b(?:which|that|who|and)\b"), re.compile(r"\bfrom\b")
_NEAR = 70
_OFFICE = 30  # letters between a verb and the office of whom was met
# After these a person is met; a body or a need may be "met" or "received" otherwise.
_OF_PERSONS = (
    *("received", "met", "called on", "calls on"),
    *("engage with", "engaged with", "discussed with"),
)
_CONFERRING = ("exchanged views", "exchanged opinions", "conferred")
_GATHERINGS = ("convened", "will convene", "reconvened", "assembled", "gathered", "will gather", *_CONFERRING)
# "met today with", "met in Lima on 3 May with"
_MET_WITH = re.compile(r" [^.;:]{0,50}?\bwith (?:the |his |her |their )?")
_ABOUT = re.compile(r" (?:to|for) (?!\w+ (?:needs?|requirements?|demands?|standards?)\b)")
_GUESTS = re.compile(
    r"\s(?:an?\s|the\s|his\s|her\s|its\s|their\s)?(?:(?:[A-Za-z.-]+|\d+(?:-\w+)?)\s){0,3}?"
    r"(?:(?P<delegation>delegations?|visitors|guests)\b|(?P<counterpart>counterparts?)\b|(?=[A-Z]))"
)
_ON_VISIT = re.compile(r"\b(?:for|on|during)\s(?:an?|the|his|her|their)\s(?:[\w-]+\s){0,3}?visit\b")


class Encounter(NamedTuple):
    """A visit or meeting told by the verb at ``[start, end)``."""

    start: int
    end: int
    code: str
    place: Place = Place()
    hosts: tuple[Name, ...] = ()


@when("events.visiting")
def visits(view: View) -> Iterator[Encounter]:
    """The visits that verbs tell: somebody before the verb, a place or body right after it."""
    for start, end in view.words("events.visiting"):
        before = view.slice(max(view.start, start - 16), start)
        bare = view.slice(start, end).lower() == "visit"
        if _NO_VERB.search(before) or (bare and before and not _VERB.search(before)):
            continue
        visitors = [
            name
            for name in view.between(view.start, start)
            if name.kind in ("person", "role", "organization", "government")
        ]
        somebody = visitors or view.people or _PERSONAL.search(view.slice(view.start, start))
        if not (somebody or _PARTY.search(view.reading.text, view.start, start)):
            continue
        passive = view.reading.text.startswith(" by ", end)
        target = _host_of(visitors) if passive else _target(view, end)
        if target is not None:
            yield Encounter(start, end, "visit", target[0], target[1])
            return


@when("events.staying")
def stays(view: View) -> Iterator[Encounter]:
    """The visits told by where somebody was and when: "Rector … was in Hanoi from 3 to 7 May"."""
    for start, end in view.words("events.staying"):
        place = next((name for name in view.names if name.start >= end), None)
        if place is None or place.kind not in ("city", "country") or place.form == "adjective":
            continue
        came = view.people and any(0 < start - person.end < _NEAR for person in view.people)
        if not (came or _PARTY.search(view.reading.text, view.start, start)) or not view.dates:
            continue
        if _STAYED.fullmatch(view.slice(end, place.start)):
            city = place.name if place.kind == "city" else None
            yield Encounter(start, end, "visit", Place(city, place.code, (place,)))
            return


@when("events.learning")
def trainings(view: View) -> Iterator[Encounter]:
    """The stays by which somebody learns at a body: "… trained at the University of Tokyo in 1998"."""
    for start, end in view.words("events.learning"):
        if not view.dates or not view.slice(view.start, start).strip():
            continue
        for name in view.between(
            end, min(view.end, end + _NEAR), "organization", "phrase", "city", "country"
        ):
            target = _target(view, name.start - 1)
            if target is not None:
                yield Encounter(start, end, "training", target[0], target[1])
                return


def _host_of(names: list[Name]) -> tuple[Place, tuple[Name, ...]] | None:
    """Who is visited by others: "The Academy was | visited by …"."""
    if not names or names[-1].kind not in ("organization", "government"):
        return None
    host = names[-1]
    city = next((each for each in host.nested if each.kind == "city"), None)
    code = (city.code if city is not None else None) or (codes(host) or (None,))[0]
    return Place(city.name if city is not None else None, code, (host,)), (host,)


def _target(view: View, end: int) -> tuple[Place, tuple[Name, ...]] | None:
    """What is visited: the first name right after the verb."""
    near = [name for name in view.between(end, view.end) if name.start < end + _NEAR]
    names = [name for name in near if name.form != "adjective"]
    if not names or names[0].kind in ("person", "role", "event", "instrument"):
        return None
    first = names[0]
    between = view.slice(end, first.start)
    if _THING.search(between):
        return None  # "visited an exhibition titled …"
    if not _OBJECT.fullmatch(between) and not re.fullmatch(r"[\w\s'-]{0,50}", between):
        return None
    if first.kind == "city":
        return Place(first.name, first.code, tuple(names[:1])), ()
    if first.is_state:
        several = _listed(view, names)
        if len(several) > 1:
            return Place(None, None, several), ()
        city = next((name for name in names[1:2] if name.kind == "city"), None) or _city(view, first)
        return Place(city.name if city else None, first.code, (first,)), ()
    inner = next((each for each in first.nested if each.kind == "city"), None)
    if (
        inner is None
        and len(names) > 1
        and names[1].kind in ("city", "country")
        and re.fullmatch(r",? ?(?:in )?", view.slice(first.end, names[1].start))
    ):
        inner = names[1]
    code = (inner.code if inner is not None else None) or (codes(first) or (None,))[0]
    return Place(inner.name if inner is not None and inner.kind == "city" else None, code, (first,)), (first,)


def _listed(view: View, names: list[Name]) -> tuple[Name, ...]:
    """The countries that a list of them opens with: "visited Chile, Peru and Bolivia"."""
    found = names[:1]
    for name in names[1:]:
        if name.kind != "country" or not _LINK.fullmatch(view.slice(found[-1].end, name.start)):
            break
        found.append(name)
    return tuple(found)


def _city(view: View, country: Name) -> Name | None:
    """The one city of ``country`` that the sentence says something is in."""
    there = [
        name
        for name in view.between(country.end, view.end, "city")
        if name.code == country.code and view.slice(name.start - 3, name.start) == "in "
    ]
    return there[0] if len(there) == 1 else None


@when("events.meeting", "events.receiving")
def meetings(view: View) -> Iterator[Encounter]:
    """The meetings that verbs tell: persons or bodies on both sides."""
    for start, end in view.words("events.meeting"):
        verb = view.slice(start, end).lower()
        if verb in _GATHERINGS:
            continue
        kinds = ("person", "role", "organization", "government")
        right = [name for name in view.between(end, view.end, *kinds) if name.start < end + _NEAR]
        left = view.between(view.start, start, "person", "role", "organization", "government", "country")
        if not right or not (left or _PERSONAL.search(view.slice(view.start, start))):
            continue
        if _ANOTHER_VERB.search(view.slice(end, right[0].start)):
            continue
        if verb == "received" and _FROM.search(view.slice(end, right[0].start)):
            continue  # "received the Order of Merit from the President"
        if verb in _OF_PERSONS and not _person_at(view, end, right[0]):
            continue
        yield Encounter(start, end, "meeting")
        return
    yield from _received(view) or _together(view)


def _person_at(view: View, end: int, name: Name) -> bool:
    """Whether ``name``, behind a verb that ends at ``end``, is a person's or stands in what a person's office
    is of ("met the head of the Agency, A"), or "with" stands before it."""
    if name.kind in ("person", "role"):
        return True
    if any(end <= person.start <= end + _OFFICE and name.end <= person.end for person in view.people):
        return True
    return _MET_WITH.fullmatch(view.reading.text, end, name.start) is not None


def _received(view: View) -> list[Encounter]:
    """The visits that the host tells: "A welcomed B for a visit", "A hosted a delegation from B"."""
    for start, end in view.words("events.receiving"):
        guests = _GUESTS.match(view.reading.text, end, view.end)
        hosts = view.between(view.start, start, "person", "role", "organization", "government", "phrase")
        if guests is None or not (hosts or _PERSONAL.search(view.slice(view.start, start))):
            continue
        named = view.between(end, min(view.end, end + _NEAR), "person", "role")
        if guests["delegation"] and view.words("events.visiting", guests.end(), view.end):
            return [Encounter(start, end, "meeting")]  # the visit is told by itself
        if guests["delegation"] or (named and _ON_VISIT.search(view.reading.text, end, view.end)):
            return [Encounter(start, end, "visit")]
        if guests["counterpart"] and view.dates:
            return [Encounter(start, end, "meeting")]
    return []


def _together(view: View) -> Iterator[Encounter]:
    """ "A and B met in …": both before the verb."""
    for start, end in view.words("events.meeting"):
        said = view.slice(start, end).lower()
        if said not in ("met", "will meet", *_GATHERINGS):
            continue
        if said == "gathered" and _PASSIVE.search(view.slice(view.start, start)):
            continue  # "Data were gathered in Oslo"
        left = view.between(view.start, start, "person", "role")
        if len(left) > 1 and re.match(r"\s+(?:in|on|at|to|and|for)\b", view.slice(end, end + 5)):
            yield Encounter(start, end, "meeting")
            return
        body = view.between(view.start, start, "organization", "phrase", "government", "country")
        gathered = _GATHERED.match(view.reading.text, end, view.end)
        if not (body or _BODY.search(view.slice(view.start, start))):
            continue
        if _sides_meet(view, start, end):
            yield Encounter(start, end, "meeting")
            return
        if gathered is None:
            continue
        kinds = ("city", "country", "organization")
        place = any(name.kind in kinds and -1 <= name.start - gathered.end() <= 4 for name in view.names)
        if place or any(0 <= date.start - gathered.end() < 12 for date in view.dates):
            yield Encounter(start, end, "meeting")
            return


def _sides_meet(view: View, start: int, end: int) -> bool:
    """Whether several sides are said to have met for something, or exchanged views, at a place or time."""
    several = _BODY.search(view.reading.text, view.start, start) is not None
    told = bool(view.dates) or any(
        _in_city(view, name) for name in view.between(view.start, view.end, "city")
    )
    if view.slice(start, end).lower() in _CONFERRING:
        return several and told
    return (
        several
        and len(view.states(view.start, start)) > 1
        and _ABOUT.match(view.reading.text, end) is not None
    )


def _in_city(view: View, city: Name) -> bool:
    return view.slice(max(view.start, city.start - 3), city.start) in ("in ", "at ")
