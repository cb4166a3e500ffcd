"""``cooperation quarantine``: what was held back, and why."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import published_reader, rows_of
from pipelines.commands.terminal import note, say, show_table
from pipelines.formats import json_lines

_GROUPED = """
    select check_name, relation, column_name, count(*) as rows, count(distinct document_id) as documents,
        arg_min(document_id, quarantine_id) as document_id, arg_min(value, quarantine_id) as for_example,
        min(quarantine_id) as quarantine_id
    from quality.quarantine
    where released_run_id is null
    group by check_name, relation, column_name
    order by rows desc, check_name, relation, column_name
"""
_OPEN = "select * from quality.quarantine where released_run_id is null order by check_name, quarantine_id"
_LOOK = "cooperation query \"SELECT * FROM quality.quarantine WHERE quarantine_id = '{id}'\" --format json"


def quarantine(
    format_: Annotated[
        Literal["table", "json"], typer.Option("--format", help="Grouped as a table, or every row as JSON.")
    ] = "table",
    warehouse: WarehouseOption = None,
) -> None:
    """Show what is held back now, and which check holds it."""
    with published_reader(warehouse) as db:
        rows = rows_of(db, _OPEN if format_ == "json" else _GROUPED)
    if format_ == "json":
        for line in json_lines([*rows[0]] if rows else [], [list(row.values()) for row in rows]):
            say(line)
        return
    if not rows:
        say("nothing is held back")
        return
    shown = ("check_name", "relation", "column_name", "rows", "documents", "document_id", "for_example")
    show_table(
        ("check", "relation", "column", "rows", "documents", "first of them", "its value"),
        [[row[name] if row[name] is not None else "" for name in shown] for row in rows],
        right=frozenset({3, 4}),
    )
    note("to look into the first of them: " + _LOOK.format(id=rows[0]["quarantine_id"]))
