"""When: every dated fact by kind and year, the latest of them, and what was announced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from pipelines.report import charts, words
from pipelines.report.content import Content
from pipelines.report.groups import fact_link
from pipelines.report.tables import Cell, Table, count, heads

_LATEST, _PROMISES = 12, 12
_SPAN = 45  # years that the picture shows; the table has them all
Key = tuple[str, int, bool]
"""Kind, year, and whether it happened (else it was planned or proposed)."""
Cells = Mapping[Key, list[str]]


def section(content: Content) -> dict[str, Any]:
    """``chart``, ``years`` (the same as a table), ``latest``, ``promises``."""
    rows = content.rows("""
        select kind, year, status, fact_id
        from report.timeline
        where status != 'negated' and year is not null
    """)
    cells: dict[Key, list[str]] = defaultdict(list)
    for row in rows:
        ids = cells[row["kind"], int(row["year"]), row["status"] == "actual"]
        if row["fact_id"] not in ids[-1:]:
            ids.append(row["fact_id"])
    return {
        "chart": _chart(cells, content),
        "years": _years(cells, content),
        "latest": _latest(content),
        "promises": _promises(content),
    }


def _kinds(cells: Cells) -> list[str]:
    present = {kind for kind, _, _ in cells}
    return [kind for kind in words.KINDS if kind in present]


def _lane(kind: str) -> str:
    return words.KINDS[kind][1].capitalize()


def _chart(cells: Cells, content: Content) -> charts.Drawing | None:
    if not cells:
        return None
    last = max(year for _, year, _ in cells)
    first = max(min(year for _, year, _ in cells), last - _SPAN)
    rows = [
        {
            "lane": _lane(kind),
            "year": year,
            "count": len(ids),
            "is_done": done,
            "link": _link((kind, year, done), ids, content),
            "said": f"{year}: {len(ids)} {words.KINDS[kind][0 if len(ids) == 1 else 1]}"
            + ("" if done else ", planned or proposed"),
        }
        for (kind, year, done), ids in sorted(cells.items())
        if year >= first
    ]
    text = f"Dated facts by kind and year, {first} to {last}. The table below holds the numbers."
    lanes = [_lane(kind) for kind in _kinds(cells)]
    return charts.drawing("timeline", text, charts.timeline(rows, lanes, first, last))


def _link(key: Key, ids: list[str], content: Content) -> str:
    kind, year, done = key
    name = f"year-{year}-{kind}" + ("" if done else "-meant")
    return content.groups.link(
        name, f"{_lane(kind)}, {year}" + ("" if done else ", planned or proposed"), ids
    )


def _years(cells: Cells, content: Content) -> Table:
    kinds = _kinds(cells)
    rows = []
    for year in sorted({year for _, year, _ in cells}, reverse=True):
        done = [(kind, cells.get((kind, year, True), [])) for kind in kinds]
        meant = [fact_id for kind in kinds for fact_id in cells.get((kind, year, False), [])]
        link = content.groups.link(f"year-{year}-meant", f"Planned or proposed, {year}", meant)
        rows.append(
            [
                Cell(str(year)),
                *(
                    count(len(ids), _link((kind, year, True), ids, content) if ids else "")
                    for kind, ids in done
                ),
                count(len(meant), link),
            ]
        )
    labels = [f"{_lane(kind)}#" for kind in kinds]
    return Table(
        "Dated facts by year", heads("Year", *labels, "Planned, proposed#"), rows, empty="no dated facts"
    )


def _latest(content: Content) -> Table:
    rows, total = content.top(
        "select edtf, what, kind, fact_id from report.timeline"
        " where status = 'actual' and date_from is not null"
        " order by date_from desc, date_to desc nulls last, fact_id",
        _LATEST,
    )
    left = total - len(rows)
    return Table(
        "The latest that texts speak of",
        heads("When@", "Which date", "Kind", "What"),
        [
            [
                Cell(words.when(row["edtf"]), fact_link(row["fact_id"])),
                Cell(row["what"]),
                Cell(words.KINDS[row["kind"]][0], kind=row["kind"]),
                _what(row["fact_id"], content),
            ]
            for row in rows
        ],
        more=f"All {total:,} of them" if left > 0 else "",
        more_link="#facts?sort=latest" if left > 0 else "",
        empty="no dated facts",
    )


def _promises(content: Content) -> Table:
    rows = content.rows("""
        select fact_id, kind, status, due_edtf, outcome, outcome_fact_id, outcome_edtf, days_overdue
        from report.promises
    """)
    left = len(rows) - _PROMISES
    return Table(
        "Announced, and what came of it",
        heads("What", "Kind", "Status", "For@", "What came of it@"),
        [
            [
                _what(row["fact_id"], content),
                Cell(words.KINDS[row["kind"]][0], kind=row["kind"]),
                Cell(row["status"]),
                Cell(words.when(row["due_edtf"]) or "no date"),
                _outcome(row),
            ]
            for row in rows[:_PROMISES]
        ],
        more=f"All {len(rows):,} announcements" if left > 0 else "",
        more_link="#facts?status=planned,proposed" if left > 0 else "",
        empty="nothing was announced",
        name="promises",
    )


def _what(fact_id: str, content: Content) -> Cell:
    fact = content.fact[fact_id]
    said = words.says(fact.kind, fact.values, content.countries)
    return Cell(said, fact_link(fact_id), is_quoted=True)


def _outcome(row: dict[str, Any]) -> Cell:
    if row["outcome_fact_id"]:
        said = f"followed {words.when(row['outcome_edtf'])}".strip()
        return Cell(said, fact_link(row["outcome_fact_id"]))
    if row["days_overdue"] is not None:
        return Cell(f"nothing said, {row['days_overdue']:,} days overdue")
    return Cell("nothing said yet")
