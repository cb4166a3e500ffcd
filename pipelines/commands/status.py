"""``cooperation status``: what is published, since when, how fresh, and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

import typer

from pipelines.commands.alerts import open_and_dead
from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import home_of, published_file, published_reader, rows_of
from pipelines.commands.terminal import say, visible
from pipelines.formats import as_json

_LAST_RUN = "select * from quality.run order by started_at desc, run_id desc limit 1"
_KINDS = "select kind, count(*) as rows from report.facts group by kind order by kind"
_MENTIONS = (
    "select disposition, count(*) as rows from report.mentions group by disposition order by disposition"
)
_DOCUMENTS = "select count(*) as rows from report.documents"
_QUARANTINE = "select count(*) as rows from quality.quarantine where released_run_id is null"
_CHECKS = "select count(*) as rows from quality.check_result where run_id = ?"
_FAILED = """
    select check_name || ' on ' || relation as name
    from quality.check_result
    where run_id = ? and not passed
    order by all
"""
_SHOWN = 5


def status(
    format_: Annotated[Literal["table", "json"], typer.Option("--format", help="How to show it.")] = "table",
    warehouse: WarehouseOption = None,
) -> None:
    """Say what is published, how fresh it is, what is open."""
    state = _state(warehouse)
    if format_ == "json":
        say(as_json(state))
        return
    for name, value in _lines(state):
        say(f"{name:<14}{visible(value)}")


def _lines(state: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """The state as name and value."""
    age = ago(datetime.now(UTC) - state["started_at"])
    yield "published", state["published"]
    yield "made by", f"run {state['run_id']}, {state['started_at']:%Y-%m-%d %H:%M:%S} UTC, {age}"
    if state["page_is_current"] is False:
        yield "page", "is not of this snapshot; to make it: cooperation report"
    yield "documents", state["documents"]
    yield "facts", sum(state["facts"].values())
    yield from ((f"  {kind}", rows) for kind, rows in state["facts"].items())
    yield "mentions", ", ".join(f"{rows} {disposition}" for disposition, rows in state["mentions"].items())
    yield "quarantine", held_back(state["quarantined"])
    yield (
        "checks",
        f"{len(state['failed_checks'])} of {state['checks']} failed{_named(state['failed_checks'])}",
    )
    if state["alerts"]:
        yield "alerts", "{} open, {} not delivered; more: cooperation alerts".format(*state["alerts"])


def _named(failed: Sequence[str]) -> str:
    shown = ", ".join(failed[:_SHOWN]) + (", …" if len(failed) > _SHOWN else "")
    return f": {shown}" if shown else ""


def held_back(rows: int) -> str:
    """How many rows are held back, and how to look at them."""
    return f"{rows} held back; to look into them: cooperation quarantine" if rows else "nothing held back"


def _state(warehouse: Any) -> dict[str, Any]:
    from pipelines.report import is_current

    home = home_of(warehouse)
    with published_reader(warehouse) as db:
        run = rows_of(db, _LAST_RUN)[0]
        return {
            "published": str(published_file(warehouse).resolve()),
            "run_id": run["run_id"],
            "started_at": run["started_at"].replace(tzinfo=UTC),
            "page_is_current": is_current(home) if home.is_dir() else None,  # a file alone has no page
            "documents": rows_of(db, _DOCUMENTS)[0]["rows"],
            "facts": {row["kind"]: row["rows"] for row in rows_of(db, _KINDS)},
            "mentions": {row["disposition"]: row["rows"] for row in rows_of(db, _MENTIONS)},
            "quarantined": rows_of(db, _QUARANTINE)[0]["rows"],
            "checks": rows_of(db, _CHECKS, [run["run_id"]])[0]["rows"],
            "failed_checks": [row["name"] for row in rows_of(db, _FAILED, [run["run_id"]])],
            "alerts": open_and_dead(home),
        }


def ago(age: timedelta) -> str:
    """An age in its largest whole unit: ``3 hours ago``."""
    seconds = max(0, int(age.total_seconds()))
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
