"""``cooperation review``: what a person should look at first, and labels of what was looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import published_reader, rows_of
from pipelines.commands.terminal import note, say, show_table
from pipelines.formats import cell, json_lines

_ALL = "select * from report.review order by place"
_WIDEST = 60  # characters of a text in the table


def review(
    limit: Annotated[int, typer.Option(min=1, help="How many things to list.")] = 20,
    format_: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to show them.")
    ] = "table",
    labels: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write confirmed and amended facts as labels for `score` instead."),
    ] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """List what a person should look at first.

    Ranked by about how many rows of the report views it would change: what was held back or left open, what
    was expected and did not come, facts that say little. What you find goes into raw/corrections/*.yml.
    """
    with published_reader(warehouse) as db:
        if labels is not None:
            from pipelines.commands.labels import write_labels

            say(f"{write_labels(db, labels)} facts that people confirmed or amended: labels in {labels}")
            return
        rows = rows_of(db, _ALL)
    if format_ == "json":
        for line in json_lines([*rows[0]] if rows else [], [list(row.values()) for row in rows[:limit]]):
            say(line)
        return
    _show(rows[:limit])
    if len(rows) > limit:
        note(f"… and {len(rows) - limit} more: cooperation review --limit {len(rows)}")


def _show(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        say("nothing needs a look")
        return
    show_table(
        ("rows", "what", "document", "words", "why", "id"),
        [
            (
                cell(row["rows_changed"]),
                row["what"],
                row["document_id"] or "",
                _cut(row["words"]),
                _cut(row["why"]),
                row["fact_id"] or row["reference_id"],
            )
            for row in rows
        ],
        right=frozenset({0}),
    )


def _cut(text: str | None) -> str:
    """The beginning of a text, on one line."""
    line = " ".join((text or "").split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"
