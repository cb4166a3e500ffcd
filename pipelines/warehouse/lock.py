"""One run at a time: an ``flock`` on a file of its own.

Not on the database: in the process that holds a DuckDB file, ``open(db, "rb").close()`` drops DuckDB's own
lock. The system lets go of the lock when its holder ends, however it ends: nothing stale is left to clear.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pipelines.errors import LockHeld
from pipelines.warehouse.connection import explained

LOCK = "lock"
_PATIENCE = 0.2  # seconds a new holder may take to write its name into the file


class RunLock:
    """The lock of the warehouse ``home``; a context manager. ``started`` is when the run began, which
    others are told.

    Raises LockHeld at once, with the holder's process id and start time, where another process holds it.
    """

    def __init__(self, home: Path, started: datetime) -> None:
        self.path = home / LOCK
        self._started = started
        self._file: int | None = None

    def __enter__(self) -> Self:
        with explained(str(self.path)):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(file)
            raise LockHeld(self._holder()) from error
        with explained(str(self.path)):
            os.ftruncate(file, 0)
            os.write(file, json.dumps({"pid": os.getpid(), "started": self._started.isoformat()}).encode())
        self._file = file
        os.register_at_fork(
            after_in_child=self._let_go
        )  # a child that outlives the run must not hold its lock
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            os.ftruncate(self._file, 0)
        self._let_go()

    def _let_go(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _holder(self) -> str:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                holder = json.loads(self.path.read_text(encoding="utf-8"))
                os.kill(holder["pid"], 0)
            except (OSError, ValueError):  # not yet written, or the name of a holder that was killed
                if time.monotonic() >= deadline:
                    return f"{self.path}: another run holds the lock"
                time.sleep(_PATIENCE / 20)
            else:
                who = f"process {holder['pid']}, started {holder['started']}"
                return f"another run is under way: {who} ({self.path})"
