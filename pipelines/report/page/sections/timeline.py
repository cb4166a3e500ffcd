"""When: every dated fact by kind and year, the latest of them, and what was announced."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipelines.report.page import charts, words
from pipelines.report.page.content import Content, Fact
from pipelines.report.page.groups import fact_link
from pipelines.report.page.tables import Cell, Table, count, heads

_LATEST, _PROMISES = 12, 12
_SPAN = 45  # years that the picture shows; the table has them all


def section(content: Content) -> dict[str, Any]:
    """``chart``, ``years`` (the same as a table), ``latest``, ``promises``."""
    dated = [(fact, words.time_of(fact.values)) for fact in content.facts]
    years = [(fact, (first or last).year) for fact, (_, first, last) in dated if first or last]
    return {
        "chart": _chart(years, content),
        "years": _years(years, content),
        "latest": _latest(content),
        "promises": _promises(content),
    }


def _by_cell(years: list[tuple[Fact, int]]) -> dict[tuple[str, int, bool], list[Fact]]:
    cells: dict[tuple[str, int, bool], list[Fact]] = defaultdict(list)
    for fact, year in years:
        if fact.status != "negated":
            cells[fact.kind, year, fact.status == "actual"].append(fact)
    return cells


def _chart(years: list[tuple[Fact, int]], content: Content) -> charts.Drawing | None:
    cells = _by_cell(years)
    if not cells:
        return None
    last = max(year for _, year, _ in cells)
    last = min(last, sorted(year for fact, year in years if fact.status != "negated")[-1])
    first = max(min(year for _, year, _ in cells), last - _SPAN)
    rows = [
        {
            "lane": words.KINDS[kind][1].capitalize(),
            "year": year,
            "count": len(facts),
            "is_done": done,
            "link": _link(kind, year, done, facts, content),
            "said": _said(kind, year, done, len(facts)),
        }
        for (kind, year, done), facts in sorted(cells.items())
        if first <= year <= last
    ]
    lanes = [
        names[1].capitalize() for kind, names in words.KINDS.items() if any(kind == k for k, _, _ in cells)
    ]
    text = f"Dated facts by kind and year, {first} to {last}. The table below holds the numbers."
    return charts.drawing("timeline", text, charts.timeline(rows, lanes, first, last))


def _said(kind: str, year: int, done: bool, number: int) -> str:
    name = words.KINDS[kind][0 if number == 1 else 1]
    return f"{year}: {number} {name}" + ("" if done else ", planned or proposed")


def _link(kind: str, year: int, done: bool, facts: list[Fact], content: Content) -> str:
    key = f"year-{year}-{kind}" + ("" if done else "-meant")
    title = f"{words.KINDS[kind][1].capitalize()}, {year}" + ("" if done else ", planned or proposed")
    return content.groups.link(key, title, (fact.fact_id for fact in facts))


def _years(years: list[tuple[Fact, int]], content: Content) -> Table:
    cells = _by_cell(years)
    kinds = [kind for kind in words.KINDS if any(kind == k for k, _, _ in cells)]
    rows = []
    for year in sorted({year for _, year, _ in cells}, reverse=True):
        row = [Cell(str(year))]
        row += [
            count(len(facts), _link(kind, year, True, facts, content))
            for kind in kinds
            for facts in [cells.get((kind, year, True), [])]
        ]
        meant = [fact for kind in kinds for fact in cells.get((kind, year, False), [])]
        title = f"Planned or proposed, {year}"
        link = content.groups.link(f"year-{year}-meant", title, (fact.fact_id for fact in meant))
        rows.append([*row, count(len(meant), link)])
    labels = [f"{words.KINDS[kind][1].capitalize()}#" for kind in kinds]
    return Table(
        "Dated facts by year", heads("Year#", *labels, "Planned, proposed#"), rows, empty="no dated facts"
    )


def _latest(content: Content) -> Table:
    dated = [
        (first, fact, edtf)
        for fact in content.facts
        for edtf, first, _ in [words.time_of(fact.values)]
        if first and fact.status == "actual"
    ]
    dated.sort(key=lambda item: (item[0], item[1].fact_id), reverse=True)
    rows = [
        [
            Cell(words.when(edtf), fact_link(fact.fact_id)),
            Cell(words.KINDS[fact.kind][0], kind=fact.kind),
            Cell(
                words.says(fact.kind, fact.values, content.countries), fact_link(fact.fact_id), is_quoted=True
            ),
        ]
        for _, fact, edtf in dated[:_LATEST]
    ]
    left = len(dated) - len(rows)
    return Table(
        "The latest that texts speak of",
        heads("When", "Kind", "What"),
        rows,
        more=f"All {len(dated):,} dated facts" if left else "",
        more_link="#facts?sort=latest" if left else "",
        empty="no dated facts",
    )


def _promises(content: Content) -> Table:
    rows = content.rows("""
        select fact_id, kind, status, due_edtf, outcome, outcome_fact_id, outcome_edtf, days_overdue
        from report.promises
    """)
    return Table(
        "Announced, and what came of it",
        heads("What", "Status", "For", "What came of it"),
        [
            [
                _what(row["fact_id"], content),
                Cell(row["status"]),
                Cell(words.when(row["due_edtf"]) or "no date"),
                _outcome(row),
            ]
            for row in rows[:_PROMISES]
        ],
        more=f"All {len(rows):,} announcements" if len(rows) > _PROMISES else "",
        more_link="#facts?status=planned,proposed" if len(rows) > _PROMISES else "",
        empty="nothing was announced",
        name="promises",
    )


def _what(fact_id: str, content: Content) -> Cell:
    fact = content.fact[fact_id]
    return Cell(
        words.says(fact.kind, fact.values, content.countries),
        fact_link(fact_id),
        words.KINDS[fact.kind][0],
        is_quoted=True,
    )


def _outcome(row: dict[str, Any]) -> Cell:
    if row["outcome_fact_id"]:
        return Cell(f"followed {words.when(row['outcome_edtf'])}".strip(), fact_link(row["outcome_fact_id"]))
    if row["days_overdue"] is not None:
        return Cell(f"nothing said yet, {row['days_overdue']:,} days overdue")
    return Cell("nothing said yet")
