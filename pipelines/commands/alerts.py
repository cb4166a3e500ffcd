"""``cooperation alerts``: what is wrong now, and what became of the messages about it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pipelines.commands.options import WarehouseOption, settings
from pipelines.commands.terminal import note, say, show_table
from pipelines.errors import ConfigurationError, StorageError
from pipelines.formats import as_json

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.alerts.outbox import Letter, Outbox
    from pipelines.config import Settings

_SHOWN = 10
_STATES = {"waiting": ("queued", "sending"), "sent": ("sent",), "dead": ("dead",)}
app = typer.Typer(name="alerts", invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def alerts(
    context: typer.Context,
    format_: Annotated[Literal["table", "json"], typer.Option("--format", help="How to show it.")] = "table",
    warehouse: WarehouseOption = None,
) -> None:
    """Show what is wrong now, and the alerts: waiting, sent, dead."""
    if context.invoked_subcommand is not None:
        return
    chosen = settings(warehouse=warehouse)
    state = _state(chosen)
    if format_ == "json":
        say(as_json(state))
        return
    if not chosen.alerts.receivers:
        note("no receiver is set in cooperation.toml, so nothing is looked at and nobody is told")
    _show(state)


@app.command("test")
def try_out(warehouse: WarehouseOption = None) -> None:
    """Send one message to every receiver and say which worked.

    Ends with 6 where one did not.
    """
    from pipelines.alerts.watch import try_receivers

    results = try_receivers(_with_receivers(warehouse), datetime.now(UTC))
    for name, sent in results.items():
        again = ", may pass: an alert would be tried again" if sent.passing else ""
        say(f"{name:<14}{'worked' if sent.worked else f'did not work: {sent.reason}{again}'}")
    raise typer.Exit(0 if all(sent.worked for sent in results.values()) else StorageError.exit_code)


@app.command("send")
def send_due(
    dead: Annotated[bool, typer.Option("--dead", help="Try those again, too, that were given up.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Send what is due: for a second line of cron, between runs."""
    from pipelines.alerts.watch import by_the_clock

    chosen, now = _with_receivers(warehouse), datetime.now(UTC)
    try:
        if dead:
            with _outbox(chosen.warehouse) as outbox:
                outbox.revive(now)
        by_the_clock(chosen, None, now)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{chosen.warehouse}: the outbox of alerts: {error}") from error
    state = _state(chosen)
    say(", ".join(f"{len(state[name])} {name}" for name in ("open", *_STATES)))


def open_and_dead(home: Path) -> tuple[int, int] | None:
    """How many troubles are open, how many alerts were not delivered; None where there is no outbox."""
    from pipelines.alerts.watch import outbox_path

    if not outbox_path(home).exists():
        return None
    with _outbox(home) as outbox:
        troubles = sum(memory.is_open for memory in outbox.memories().values())
        return troubles, len(outbox.letters(*_STATES["dead"]))


def _with_receivers(warehouse: Path | None) -> Settings:
    chosen = settings(warehouse=warehouse)
    if not chosen.alerts.receivers:
        raise ConfigurationError("no receiver is set: put [[alerts.receivers]] into cooperation.toml")
    return chosen


def _outbox(home: Path) -> Outbox:
    from pipelines.alerts.outbox import Outbox
    from pipelines.alerts.watch import outbox_path

    return Outbox(outbox_path(home))


def _state(chosen: Settings) -> dict[str, list[dict[str, Any]]]:
    """What is open, and the messages by what became of them. Nothing is made where there is no outbox."""
    from pipelines.alerts.watch import outbox_path

    if not outbox_path(chosen.warehouse).exists():
        return {name: [] for name in ("open", *_STATES)}
    try:
        with _outbox(chosen.warehouse) as outbox:
            troubles = [
                {
                    "fingerprint": memory.trouble.fingerprint,
                    "severity": memory.trouble.severity.word,
                    "since": memory.since,
                    "title": memory.trouble.title,
                    "how_bad": memory.trouble.bad,
                    "held": memory.held,
                    "more": memory.trouble.command,
                }
                for memory in outbox.memories().values()
                if memory.is_open
            ]
            letters = {name: outbox.letters(*states) for name, states in _STATES.items()}
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{outbox_path(chosen.warehouse)}: {error}") from error
    return {"open": troubles, **{name: [*map(_shown, found)] for name, found in letters.items()}}


def _shown(letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.message.id,
        "receiver": letter.message.receiver,
        "created": letter.message.created,
        "title": letter.message.title,
        "tries": letter.tries,
        "next_try": letter.next_try if letter.state == "queued" else None,
        "reason": letter.reason,
    }


def _show(state: dict[str, list[dict[str, Any]]]) -> None:
    if not state["open"]:
        say("nothing is wrong that alerts know of")
    else:
        rows = [
            [
                row["severity"],
                _time(row["since"]),
                row["title"] + (" (held: it comes and goes)" * row["held"]),
            ]
            for row in state["open"]
        ]
        show_table(("severity", "since (UTC)", "open"), rows)
    for name in _STATES:
        if state[name]:
            say()
            shown = ("id", "receiver", "created", "tries", "title", "reason")
            rows = [[row[column] for column in shown] for row in state[name][-_SHOWN:]]
            for row in rows:
                row[2] = _time(row[2])
            show_table((name, "to", "made (UTC)", "tries", "what", "why not"), rows, right=frozenset({3}))


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
