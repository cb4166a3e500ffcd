"""The alerts of the outbox as a table, for ``quality.alert``."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from pipelines.alerts.outbox import DEAD, FOLDER, NAME, QUEUED, SENDING, SENT, Letter, Outbox
from pipelines.warehouse import ALERTS

_STATES = {QUEUED: "waiting", SENDING: "waiting", SENT: "sent", DEAD: "dead"}


def alert_history(home: Path) -> pa.Table:
    """Every alert that the warehouse folder's outbox knows of, of the shape ALERTS.

    Empty where there is no outbox, or none that can be read: what becomes of alerts never ends a run.
    """
    path = home / FOLDER / NAME
    try:
        letters = _letters(path) if path.is_file() else []
    except (OSError, sqlite3.Error):
        letters = []
    return pa.Table.from_pylist([_row(letter) for letter in letters], schema=ALERTS)


def _letters(path: Path) -> list[Letter]:
    with Outbox(path) as outbox:
        return outbox.letters(*_STATES)


def _row(letter: Letter) -> dict[str, object]:
    message = letter.message
    return {
        "alert_id": message.id,
        "receiver": message.receiver,
        "severity": message.severity.word,
        "title": message.title,
        "body": message.body,
        "state": _STATES[letter.state],
        "tries": letter.tries,
        "reason": letter.reason or None,
        "created_at": _utc(message.created),
        "changed_at": _utc(letter.changed),
    }


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
