"""``cooperation diff``: what changed between two published warehouses."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import home_of
from pipelines.commands.terminal import say, show_table, visible
from pipelines.formats import cell, json_lines

_SIGNS = {"added": "+", "withdrawn": "-", "changed": "~"}


def diff(
    earlier: Annotated[str, typer.Argument(metavar="A", help="A snapshot's id, or how it begins.")],
    later: Annotated[
        str | None, typer.Argument(metavar="[B]", help="Another; without it, the published one.")
    ] = None,
    format_: Annotated[Literal["table", "json"], typer.Option("--format", help="How to show it.")] = "table",
    warehouse: WarehouseOption = None,
) -> None:
    """Show what changed from snapshot A to snapshot B.

    + came, - was withdrawn, ~ says something else. A fact that stands elsewhere in its text and says the same
    has not changed.
    """
    from pipelines.warehouse import snapshot_called
    from pipelines.warehouse.compare import changes_between

    home = home_of(warehouse)
    first, second = snapshot_called(home, earlier), snapshot_called(home, later)
    rows = changes_between(first.path, second.path).to_pylist()
    if format_ == "json":
        columns = list(rows[0]) if rows else []
        lines = json_lines(columns, [tuple(row.values()) for row in rows])
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    say(f"{visible(first.id)} -> {visible(second.id)}: {_counted(rows)}")
    for row in rows:
        _show(row)


def _counted(rows: Iterable[Mapping[str, Any]]) -> str:
    counts = Counter((row["change"], "document" if row["kind"] == "document" else "fact") for row in rows)
    told = [
        f"{number} {what}{'s' if number > 1 else ''} {change}"
        for what in ("document", "fact")
        for change in _SIGNS
        if (number := counts[change, what])
    ]
    return ", ".join(told) or "nothing changed"


def _show(row: Mapping[str, Any]) -> None:
    sign, where = _SIGNS[row["change"]], row["document_id"]
    if row["kind"] == "document":
        say(visible(f"{sign} document {where} ({row['why']})"))
        return
    say(
        visible(f"{sign} {row['kind']} {row['fact_id'] or row['previous_fact_id']} in {where} ({row['why']})")
    )
    say(visible(f"    “{row['evidence']}”"))
    before, now = json.loads(row["said_before"] or "{}"), json.loads(row["said_now"] or "{}")
    changed = [(name, cell(before.get(name)), "->", cell(now.get(name))) for name in row["changed_columns"]]
    if changed:
        show_table(("column", "before", "", "now"), changed)
