"""Where a person is from, said right after the name: "(University of …, …)", "of the Institute of …"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.mentions.name import Name
from pipelines.mentions.offices import Scene
from pipelines.mentions.person import Person
from pipelines.mentions.title_words import is_degree

BRACKET = re.compile(r" \(([^()]{2,120})\)")
FROM = re.compile(r",? (?:of|from|at) (?:the )?")
_COMMA = re.compile(r", (?:the )?(?=[A-Z])")
_LINE_ENDS = re.compile(r"(?: ?\([^()\n]{2,40}\))?(?:, [A-Z][\w -]{2,30})?(?:[;\n]|\Z)")


def affiliated(scene: Scene, person: Person) -> Person:
    """``person`` with the body and country that stand right after the name ("… (BODY, COUNTRY)", "… of
    BODY")."""
    end = person.name.end
    bracket = BRACKET.match(scene.text, end)
    if bracket is not None:
        start, stop = bracket.span(1)
    else:
        link = FROM.match(scene.text, end) or _ends_line(scene, end)
        if link is None:
            return person if person.organization else _in_bracket(scene, person)
        start, stop = link.end(), link.end() + 1
    body = scene.covering(start)
    if bracket is None and body is not None and body.start <= person.start:
        state = next((place for place in scene.within(start, body.end) if place.start <= start + 4), None)
        return replace(person, country=person.country or (state.code if state else None))
    if person.organization is not None:
        return replace(person, country=person.country or _state(body))
    if bracket is not None and is_degree(bracket[1]):
        return person
    if body is None or body.start > start + 4 or any(char.isdigit() for char in scene.text[start:stop]):
        return person
    places = scene.within(start, stop if bracket else body.end)
    country = (
        person.country
        or next((place.code for place in places), None)
        or (body.countries[0] if body.countries else None)
    )
    if body.kind in ("organization", "phrase"):
        return replace(person, organization=body.name, country=country, end=max(person.end, body.end))
    return replace(person, country=country) if body.is_state else person


def _ends_line(scene: Scene, end: int) -> re.Match[str] | None:
    """The comma behind a name that a body follows and the line ends: "Chair: Ana Souza, NordForsk"."""
    link = _COMMA.match(scene.text, end)
    body = scene.covering(link.end()) if link is not None else None
    if body is None or body.kind != "organization":
        return None
    return link if _LINE_ENDS.match(scene.text, body.end) is not None else None


def _state(name: Name | None) -> str | None:
    """The country that ``name`` is."""
    return name.code if name is not None and name.kind == "country" else None


def _in_bracket(scene: Scene, person: Person) -> Person:
    """``person`` standing in brackets behind a state: "Australia (G.L. Hanna)"."""
    if scene.text[person.start - 2 : person.start] == " (" and scene.text[person.end : person.end + 1] == ")":
        state = scene.before(person.start - 1)
        if state is not None and state.kind == "country":
            return replace(person, country=state.code)
    return person
