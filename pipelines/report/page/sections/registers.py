"""What there is: agreements, events, programmes, institutions, memberships, projects, people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipelines.report.page import words
from pipelines.report.page.content import Content, Fact
from pipelines.report.page.groups import fact_link
from pipelines.report.page.tables import Cell, Table, heads

_SHOWN = 10
Names = Mapping[str, str]


def section(content: Content) -> dict[str, Any]:
    """``tables``, one a kind that there is something of."""
    return {"tables": [_register(kind, content) for kind in _REGISTERS]}


def _register(kind: str, content: Content) -> Table:
    labels, cells = _REGISTERS[kind]
    facts = [fact for fact in content.facts if fact.kind == kind]
    facts.sort(key=lambda fact: fact.fact_id)
    facts.sort(key=lambda fact: str(words.time_of(fact.values)[1] or ""), reverse=True)
    name = words.KINDS[kind][1]
    left = len(facts) - _SHOWN
    return Table(
        name.capitalize(),
        heads(*labels, "Status"),
        [[*cells(fact, content.countries), _status(fact)] for fact in facts[:_SHOWN]],
        more=f"All {len(facts):,} {name}" if left > 0 else "",
        more_link=f"#facts?kind={kind}" if left > 0 else "",
        empty=f"no {name}",
        name=kind,
    )


def _status(fact: Fact) -> Cell:
    return Cell("" if fact.status == "actual" else fact.status)


def _says(fact: Fact, text: str | None) -> Cell:
    return Cell(text or words.KINDS[fact.kind][0], fact_link(fact.fact_id), is_quoted=True)


def _countries(fact: Fact, names: Names) -> Cell:
    codes = words.countries_of(fact.values)
    return Cell(words.between(codes, names), note=" ".join(codes))


def _list(fact: Fact, name: str) -> Cell:
    return Cell(", ".join(fact.values[name]), is_quoted=True)


def _time(fact: Fact) -> Cell:
    return Cell(words.when(words.time_of(fact.values)[0]))


def _agreement(fact: Fact, names: Names) -> list[Cell]:
    what = fact.values["title"] or (fact.values["instrument"] or "agreement").capitalize()
    return [_says(fact, what), _countries(fact, names), _list(fact, "organizations"), _time(fact)]


def _event(fact: Fact, names: Names) -> list[Cell]:
    where = ", ".join(
        part for part in (fact.values["city"], words.country(fact.values["place_country"], names)) if part
    )
    name = fact.values["name"] or fact.values["event_kind"].capitalize()
    return [_says(fact, name), Cell(where, is_quoted=True), _countries(fact, names), _time(fact)]


def _programme(fact: Fact, names: Names) -> list[Cell]:
    return [
        _says(fact, words.says("programme", fact.values, names)),
        _countries(fact, names),
        _list(fact, "organizations"),
        _time(fact),
    ]


def _institution(fact: Fact, names: Names) -> list[Cell]:
    return [
        _says(fact, fact.values["name"]),
        Cell(fact.values["institution_kind"]),
        _countries(fact, names),
        _time(fact),
    ]


def _membership(fact: Fact, names: Names) -> list[Cell]:
    member = words.country(fact.values["member"], names)
    return [_says(fact, member), Cell(fact.values["organization"], is_quoted=True), _time(fact)]


def _project(fact: Fact, names: Names) -> list[Cell]:
    return [
        _says(fact, words.says("project", fact.values, names)),
        _countries(fact, names),
        Cell(fact.values["funder"] or "", is_quoted=True),
        _time(fact),
    ]


def _person(fact: Fact, names: Names) -> list[Cell]:
    return [
        _says(fact, fact.values["name"]),
        Cell(fact.values["role"] or "", is_quoted=True),
        Cell(fact.values["organization"] or "", is_quoted=True),
        Cell(words.country(fact.values["country"], names), note=fact.values["country"] or ""),
    ]


_REGISTERS: Mapping[str, tuple[tuple[str, ...], Callable[[Fact, Names], list[Cell]]]] = {
    "agreement": (("Agreement", "Countries", "Organisations", "Signed or in force"), _agreement),
    "event": (("Event", "Where", "Countries", "When"), _event),
    "programme": (("Programme", "Countries", "Organisations", "Time"), _programme),
    "institution": (("Institution", "Kind", "Countries", "Set up"), _institution),
    "membership": (("Member", "Of", "Since"), _membership),
    "project": (("Project", "Countries", "Paid by", "Time"), _project),
    "person": (("Person", "Role", "Organisation", "Country"), _person),
}
