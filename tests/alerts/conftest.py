"""Real receivers on loopback, and a warehouse folder whose troubles are made up."""

from __future__ import annotations

import email
import email.policy
import json
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from pipelines.alerts.look import Look
from pipelines.alerts.outbox import DEAD, QUEUED, SENDING, SENT, Letter, Outbox
from pipelines.alerts.rules import CONTENT_KINDS, RUN_KINDS
from pipelines.alerts.trouble import Severity, Trouble
from pipelines.alerts.watch import deliver, note, outbox_path
from pipelines.config import Settings

START = datetime(2026, 3, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Hook:
    """An HTTP receiver: keeps what it is sent, answers with ``codes`` one by one, then with 200.

    ``kills`` is the process that is killed once its message has arrived, before it gets an answer.
    """

    def __init__(self, port: int = 0) -> None:
        self.codes: list[int] = []
        self.got: list[dict[str, Any]] = []
        self.kills: int | None = None
        self.server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.port = self.server.server_port
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def _handler(hook) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if hook.kills is not None:
                    hook.got.append(body)
                    os.kill(hook.kills, signal.SIGKILL)
                    return
                code = hook.codes.pop(0) if hook.codes else 200
                if code == 200:
                    hook.got.append(body)
                self.send_response(code)
                if code in (301, 302):
                    self.send_header("Location", f"http://127.0.0.1:{hook.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Post:
    """An SMTP server: keeps the mails it takes; refuses with ``answer`` where one is set."""

    def __init__(self, port: int = 0) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = ""
        self.controller = Controller(self, hostname="127.0.0.1", port=port or free_port())
        self.controller.start()
        self.port = self.controller.port

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        if self.answer:
            return self.answer
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

    def stop(self) -> None:
        if self.controller.loop.is_running():
            self.controller.stop()


def free_port() -> int:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.server_close()
    return server.server_port


@dataclass
class House:
    """A warehouse folder, its settings, and a clock that goes on an hour a look."""

    folder: Path
    alerts: dict[str, Any]
    now: datetime = START
    hook: Hook | None = None
    settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        self.configure(**self.alerts)

    def configure(self, **alerts: Any) -> None:
        self.alerts = {"silent_hours": 0, **alerts}
        folders = {"raw": self.folder / "raw", "warehouse": self.folder / "warehouse"}
        self.settings = Settings(**folders, alerts=self.alerts)

    @property
    def outbox(self) -> Outbox:
        return Outbox(outbox_path(self.settings.warehouse))

    def look(self, *troubles: Trouble, well: bool = True, after: timedelta = HOUR) -> None:
        """A run that ended with these troubles, its alerts sent."""
        self.now += after
        with self.outbox as outbox:
            note(outbox, self.settings, Look(troubles, CONTENT_KINDS | RUN_KINDS, well), self.now)
        self.deliver()

    def tick(self, after: timedelta = HOUR) -> None:
        """Time goes by, nothing is looked at."""
        self.now += after
        with self.outbox as outbox:
            note(outbox, self.settings, Look(), self.now)
        self.deliver()

    def deliver(self) -> None:
        with self.outbox as outbox:
            deliver(outbox, self.settings, self.now)

    def letters(self, *states: str) -> list[Letter]:
        with self.outbox as outbox:
            return outbox.letters(*(states or (QUEUED, SENDING, SENT, DEAD)))

    def titles(self) -> list[str]:
        assert self.hook is not None
        return [body["title"].removeprefix("[cooperation] ") for body in self.hook.got]


def trouble(**changes: Any) -> Trouble:
    made = Trouble(
        "check", "sums_fit on funding", Severity.WARNING, "check failed: sums_fit on funding",
        "should hold: parts make the whole", 3, "found 3, expected 0", ("ledger: 4 + 5 = 8",),
        "cooperation status",
    )  # fmt: skip
    return replace(made, **changes)


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.stop()


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    yield post
    post.stop()


@pytest.fixture
def house(tmp_path: Path, hook: Hook) -> House:
    """A house with one receiver, a web hook, that hears of everything."""
    receiver = {"name": "team", "url": f"json://127.0.0.1:{hook.port}/in", "severity": "info"}
    return House(tmp_path, {"receivers": [receiver]}, hook=hook)


@pytest.fixture(name="trouble")
def _trouble() -> Any:
    """The function that makes a trouble."""
    return trouble
