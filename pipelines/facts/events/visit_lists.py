"""Lists of visits: under "High-level visits" or "From Peru to Chile", a person a line, with the dates.

The heading says between whom the visits were: from whose office, to which country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.facts.events.entries import VERB, standing
from pipelines.facts.events.event import Event
from pipelines.facts.events.settings import Place
from pipelines.facts.reading import View, once
from pipelines.mentions.name import Name

_VISITS = re.compile(r"\bvisits?\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|in)\s(?:the\s)?\Z", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|by)\s(?:the\s)?\Z", re.IGNORECASE)
_ROUTE = re.compile(r"(?:[^.]*\bvisits?\s)?from\s[^.]{2,40}\sto\s[^.]{2,40}", re.IGNORECASE)
_FURTHEST = 60  # lines that a list reaches over


class Route(NamedTuple):
    """What the headings over a list of visits say: whose visitors, to which country, all named."""

    origin: Name | None
    to: Name | None
    countries: tuple[str, ...]


def visitors(view: View) -> Iterator[Event]:
    """The visits that a line of a list of visits tells: a person and the date of each in brackets."""
    told = route(view)
    if told is None:
        return
    place = standing(view, view.people[-1].end)
    place = place if place.names else _destination(view)
    if not place.names and told.to is not None:
        place = Place(None, told.to.code, (told.to,))
    person = view.people[0]
    for date in view.dates:
        event = Event(view, (person.start, person.end), "visit", "", "event.visitor", None, date, place)
        event.countries = told.countries
        yield event


def _destination(view: View) -> Place:
    """Where the line says that the visitor went: "2014 – Prime Minister Ana Souza to Peru"."""
    for name in view.between(view.people[0].end, view.end, "city", "country"):
        if _TO.search(view.slice(max(view.start, name.start - 9), name.start)) and name.form != "adjective":
            return Place(name.name if name.kind == "city" else None, name.code, (name,))
    return Place()


@once
def route(view: View) -> Route | None:
    """What is said over the list of visits that ``view`` is a line of; None where it is of none."""
    if view.kind == "prose" or not _is_line(view):
        return None
    views = view.reading.views
    heading = None
    for line in reversed(views[max(0, view.index - _FURTHEST) : view.index]):
        if line.kind == "prose":
            return None
        if line.people or (line.dates and line.kind != "heading"):
            continue  # another line of the list
        if _VISITS.search(line.text):
            return _route(heading or line)
        if not _ROUTE.fullmatch(line.text):
            return None
        heading = heading or line
    return None


def _is_line(view: View) -> bool:
    return bool(view.people and view.dates) and VERB.search(view.text) is None


def _route(heading: View) -> Route:
    states = [name for name in heading.names if name.is_state]
    before = {name: heading.slice(max(heading.start, name.start - 9), name.start) for name in states}
    to = [name for name in states if _TO.search(before[name])] or states
    origin = [name for name in states if _FROM.search(before[name])]
    return Route(origin[0] if len(origin) == 1 else None, to[0] if len(to) == 1 else None, heading.states())
