"""What is remembered and what is to be sent: one SQLite file beside the snapshots, outside the warehouse.

A look at the warehouse and the messages it gives rise to are one transaction. A message is noted as
``sending`` before and as ``sent`` after it goes out: a process killed in between leaves it ``sending``, and
it goes out once more, with the same id. No address of a receiver is kept here, only its name.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pipelines.alerts.follow import Memory
from pipelines.alerts.message import Message
from pipelines.alerts.trouble import Severity

FOLDER, NAME = "alerts", "outbox.sqlite"
QUEUED, SENDING, SENT, DEAD = "queued", "sending", "sent", "dead"
_BUSY_SECONDS = 30
_TABLES = """
    create table if not exists note (name text primary key, value text not null);
    create table if not exists trouble (fingerprint text primary key, memory text not null);
    create table if not exists message (
        id text primary key, receiver text not null, severity integer not null, title text not null,
        body text not null, created text not null, state text not null, tries integer not null,
        next_try text not null, reason text not null, changed text not null
    );
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in the outbox: its state, how often it was tried, when next, what was wrong the last time."""

    message: Message
    state: str
    tries: int
    next_try: datetime
    reason: str
    changed: datetime


class Outbox:
    """The outbox at ``path``, made where there is none; a context manager. Raises OSError, sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and nobody else in between."""
        with self._db:
            self._db.execute("begin immediate")
            yield

    def noted(self, name: str) -> str | None:
        """A note by its name."""
        row = self._db.execute("select value from note where name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, name: str, value: str) -> None:
        """Keep a note in the place of an earlier one."""
        self._db.execute("insert or replace into note values (?, ?)", (name, value))

    def memories(self) -> dict[str, Memory]:
        """All troubles that are remembered, by fingerprint."""
        rows = self._db.execute("select fingerprint, memory from trouble order by fingerprint")
        return {fingerprint: Memory.from_dict(json.loads(memory)) for fingerprint, memory in rows}

    def remember(self, memory: Memory) -> None:
        """Keep what is known of a trouble."""
        value = json.dumps(memory.as_dict())
        self._db.execute("insert or replace into trouble values (?, ?)", (memory.trouble.fingerprint, value))

    def forget(self, memory: Memory) -> None:
        """Drop a trouble that is long over."""
        self._db.execute("delete from trouble where fingerprint = ?", (memory.trouble.fingerprint,))

    def add(self, message: Message) -> None:
        """Queue ``message``, to be sent at once."""
        created = message.created.isoformat()
        self._db.execute(
            "insert or ignore into message values (?, ?, ?, ?, ?, ?, ?, 0, ?, '', ?)",
            (
                message.id, message.receiver, int(message.severity), message.title, message.body,
                created, QUEUED, created, created,
            ),
        )  # fmt: skip

    def letters(self, *states: str) -> list[Letter]:
        """The messages in one of ``states``, the oldest first."""
        rows = self._db.execute(
            "select id, receiver, severity, title, body, created, state, tries, next_try, reason, changed"
            " from message where state in (select value from json_each(?)) order by created, rowid",
            (json.dumps(states),),
        )
        return [_letter(*row) for row in rows]

    def mark(
        self,
        id_: str,
        state: str,
        now: datetime,
        *,
        tries: int,
        reason: str = "",
        next_try: datetime | None = None,
    ) -> None:
        """Note what became of a message; on the disk when this returns."""
        self._db.execute(
            "update message set state = ?, tries = ?, reason = ?, next_try = ?, changed = ? where id = ?",
            (state, tries, reason, (next_try or now).isoformat(), now.isoformat(), id_),
        )

    def revive(self, now: datetime) -> int:
        """Queue the dead messages once more; how many there were."""
        dead = self.letters(DEAD)
        for letter in dead:
            self.mark(letter.message.id, QUEUED, now, tries=0)
        return len(dead)

    def clear(self, before: datetime) -> None:
        """Drop sent and dead messages that nothing happened to since ``before``."""
        self._db.execute(
            "delete from message where state in (?, ?) and changed < ?", (SENT, DEAD, before.isoformat())
        )


def _letter(
    id_: str, receiver: str, severity: int, title: str, body: str, created: str,
    state: str, tries: int, next_try: str, reason: str, changed: str,
) -> Letter:  # fmt: skip
    message = Message(id_, receiver, Severity(severity), title, body, datetime.fromisoformat(created))
    return Letter(
        message, state, tries, datetime.fromisoformat(next_try), reason, datetime.fromisoformat(changed)
    )
