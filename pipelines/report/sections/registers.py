"""What there is: agreements, events, programmes, institutions, memberships, projects, people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipelines.report import words
from pipelines.report.content import Content, Fact
from pipelines.report.groups import fact_link
from pipelines.report.tables import Cell, Table, count, heads

_SHOWN = 10
Names = Mapping[str, str]


def section(content: Content) -> dict[str, Any]:
    """``tables``: one a kind, and who meets whom."""
    return {
        "tables": [
            _agreements(content),
            _programmes(content),
            *(_register(kind, content) for kind in _REGISTERS),
            _meetings(content),
        ]
    }


def _agreements(content: Content) -> Table:
    """One line an agreement, however many statements tell of it."""
    found = content.top(
        "select * from report.agreement_register"
        " order by coalesce(signed_from, valid_from) desc nulls last, thing_id",
        _SHOWN,
    )
    labels = ("Agreement", "Countries", "Organisations", "Signed@", "In force@")
    return _things("agreement", found, content, labels, [
        lambda row: _named(row, row["title"] or (row["instrument"] or "agreement").capitalize()),
        lambda row: _codes(row["countries"], content.countries),
        lambda row: Cell(", ".join(row["organizations"]), is_quoted=True),
        lambda row: Cell(words.when(row["signed_edtf"])),
        lambda row: Cell(words.when(row["valid_edtf"])),
    ])  # fmt: skip


def _programmes(content: Content) -> Table:
    """One line a programme and a time that it ran."""
    found = content.top(
        "select * from report.programme_periods"
        " order by name is null, coalesce(period_from, period_to) desc nulls last, fact_ids",
        _SHOWN,
    )
    return _things("programme", found, content, ("Programme", "Countries", "Organisations", "Time@"), [
        lambda row: _named(row, words.says("programme", row, content.countries)),
        lambda row: _codes(row["countries"], content.countries),
        lambda row: Cell(", ".join(row["organizations"]), is_quoted=True),
        lambda row: Cell(words.when(row["period_edtf"])),
    ])  # fmt: skip


def _things(
    kind: str,
    found: tuple[list[dict[str, Any]], int],
    content: Content,
    labels: tuple[str, ...],
    cells: Sequence[Callable[[dict[str, Any]], Cell]],
) -> Table:
    """A register of things that several statements may tell of; the last column leads to them."""
    name, (rows, total) = words.KINDS[kind][1], found
    lines = []
    for row in rows:
        line = [cell(row) for cell in cells]
        told = content.groups.link(f"{kind}-{row['fact_ids'][0]}", line[0].text, row["fact_ids"])
        status = "" if row["status"] == "actual" else row["status"]
        lines.append([*line, Cell(status), count(len(row["fact_ids"]), told)])
    left = total - len(rows)
    return Table(
        name.capitalize(),
        heads(*labels, "Status", "Statements#"),
        lines,
        more=f"{left:,} more; all statements on {name}" if left > 0 else "",
        more_link=f"#facts?kind={kind}" if left > 0 else "",
        empty=f"no {name}",
        name=kind,
    )


def _named(row: dict[str, Any], text: str) -> Cell:
    return Cell(words.cap(text), fact_link(row["fact_ids"][0]), row.get("acronym") or "", is_quoted=True)


def _codes(codes: list[str], names: Names) -> Cell:
    return Cell(words.between(codes, names), note=" ".join(codes))


def _meetings(content: Content) -> Table:
    rows, total = content.top(
        "select * from report.who_meets_whom where events > 0"
        " order by events desc, last_day desc nulls last, party_a, party_b",
        _SHOWN,
    )
    left = total - len(rows)
    return Table(
        "Who meets whom",
        heads("One", "Other", "Where", "Last@", "Events#"),
        [
            [
                Cell(row["party_a"], is_quoted=True),
                Cell(row["party_b"], is_quoted=True),
                Cell(", ".join(row["cities"] or []), is_quoted=True),
                Cell(words.day(row["last_day"])),
                count(row["events"], content.groups.link(
                    f"met-{row['party_a']}-{row['party_b']}", f"{row['party_a']} and {row['party_b']}",
                    (row["facts_behind"] or {}).get("events", row["fact_ids"]),
                )),
            ]
            for row in rows
        ],
        more=f"{left:,} more" if left > 0 else "",
        more_view="report.who_meets_whom",
        empty="nobody is said to have met anybody",
        name="meetings",
    )  # fmt: skip


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
    return Cell(words.cap(text or words.KINDS[fact.kind][0]), fact_link(fact.fact_id), is_quoted=True)


def _countries(fact: Fact, names: Names) -> Cell:
    codes = words.countries_of(fact.values)
    return Cell(words.between(codes, names), note=" ".join(codes))


def _time(fact: Fact) -> Cell:
    return Cell(words.when(words.time_of(fact.values)[0]))


def _event(fact: Fact, names: Names) -> list[Cell]:
    where = ", ".join(
        part for part in (fact.values["city"], words.country(fact.values["place_country"], names)) if part
    )
    name = fact.values["name"] or fact.values["event_kind"].capitalize()
    return [_says(fact, name), Cell(where, is_quoted=True), _countries(fact, names), _time(fact)]


def _institution(fact: Fact, names: Names) -> list[Cell]:
    return [
        _says(fact, words.says("institution", fact.values, names)),
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
    "event": (("Event", "Where", "Countries", "When@"), _event),
    "institution": (("Institution", "Kind", "Countries", "Set up@"), _institution),
    "membership": (("Member", "Of", "Since@"), _membership),
    "project": (("Project", "Countries", "Paid by", "Time@"), _project),
    "person": (("Person", "Role", "Organisation", "Country"), _person),
}
