"""``cooperation run``: the pipeline once, and what came of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.commands.options import RawOption, WarehouseOption, settings
from pipelines.commands.published import published_reader, rows_of
from pipelines.commands.status import held_back
from pipelines.commands.terminal import note, on_terminal, say, show_table, visible

if TYPE_CHECKING:
    from pipelines.run import RunSummary

_REFUSED = """
    select check_name, row_json ->> 'source_file' as source_file, row_json ->> 'message' as message
    from quality.quarantine
    where relation = 'sources' and released_run_id is null
    order by source_file
"""
_SHOWN = 20
Report = Callable[[str, int, int], None]


def run(
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
    full: Annotated[bool, typer.Option("--full", help="Read every document again.")] = False,
    engine: Annotated[str, typer.Option(help="Where documents are read: local, pool or ray.")] = "local",
    accept_drift: Annotated[
        bool, typer.Option("--accept-drift", help="Publish what only a drift check holds back.")
    ] = False,
) -> None:
    """Read raw/, check, publish, say what came of it.

    Ends with 0 when published or nothing is new, 2 on a wrong setting, 3 when published but something was
    held back, 4 when a check kept the new warehouse from being published, 5 when another run is under way,
    6 when the disk or another part of the machine failed.
    """
    chosen = settings(raw, warehouse)
    from pipelines.run import run_pipeline

    with _progress() as progress:
        summary = run_pipeline(chosen, full=full, engine=engine, accept_drift=accept_drift, progress=progress)
    _show(summary)
    if summary.refused:
        _tell_refused(chosen.warehouse)
    raise typer.Exit(summary.exit_code)


@contextmanager
def _progress() -> Iterator[Report | None]:
    """A progress bar on standard error where a person looks on; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    # Dagster sends the descriptors 1 and 2 to its logs while a step runs: the bar keeps one of its own.
    with (
        os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding="utf-8") as screen,
        Progress(*shown, console=Console(file=screen), transient=True) as bar,
    ):
        task = bar.add_task("starting", total=None)
        at = "starting"

        def progress(step: str, done: int, total: int) -> None:
            nonlocal task, at
            if step != at:  # a new bar: rich cannot take a bar's total away again
                bar.remove_task(task)
                task, at = bar.add_task("", total=total or None), step
            count = f" {done} of {total}" if total else ""
            bar.update(task, description=visible(step) + count, completed=done, total=total or None)

        yield progress


def _show(summary: RunSummary) -> None:
    """The summary: a table on a terminal, plain lines elsewhere."""
    if on_terminal():
        first, *others = _lines(summary)
        show_table(first, others)
        return
    for name, value in _lines(summary):
        say(f"{name:<14}{visible(value)}")


def _tell_refused(warehouse: Path) -> None:
    """Each source that was not read, with the place and the reason, on standard error."""
    with published_reader(warehouse) as db:
        rows = rows_of(db, _REFUSED)
    for row in rows[:_SHOWN]:
        note(f"not read: {visible(row['source_file'])}: {visible(row['message'])} ({row['check_name']})")
    if len(rows) > _SHOWN:
        note(f"… and {len(rows) - _SHOWN} more: cooperation quarantine --format json")


def _lines(summary: RunSummary) -> Iterator[tuple[str, str]]:
    """What came of the run, as name and value."""
    read = f"{summary.read_again} read now" if summary.read_again else "none read again"
    yield "outcome", "nothing is new" if summary.outcome == "nothing-new" else "published"
    yield "documents", f"{summary.documents} ({read})"
    yield "facts", str(sum(summary.facts.values()))
    for kind, rows in summary.facts.items():
        yield f"  {kind}", str(rows)
    mentions = sum(summary.mentions.values())
    parts = ", ".join(f"{rows} {disposition}" for disposition, rows in summary.mentions.items())
    yield "mentions", f"{mentions} ({parts})" if parts else str(mentions)
    yield "quarantine", held_back(summary.quarantined)
    if summary.refused:
        yield "refused", f"{summary.refused} sources"
    yield (
        "checks",
        "none failed" if not summary.failed_checks else "failed: " + ", ".join(summary.failed_checks),
    )
    yield "seconds", f"{summary.seconds:.1f}"
    yield "warehouse", str(summary.published)
    yield "page", str(summary.page)
