"""Sending: through apprise, to some 170 kinds of receiver; and to a file, which needs no account.

apprise says only whether it worked. What the other side answered stands in the log of the attempt, its own
or that of the HTTP library below it, which is read in memory and never kept: it can hold addresses, and those
hold secrets.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.alerts.message import Message
from pipelines.alerts.trouble import Severity

if TYPE_CHECKING:
    from apprise import AppriseAsset

FILE = "file://"
_HTTP = re.compile(r"\berror=(\d{3})\b")
_SMTP = re.compile(r"\((\d{3}), b?['\"]|refused: (\d{3}) ")
_ANSWER = re.compile(r'HTTP/[\d.]+" (\d{3}) ')
_PASSING_HTTP = {408, 425, 429}
_LOGGERS = ("apprise", "urllib3", "requests_oauthlib")


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one attempt: it worked, or why not, and whether to try again (``passing``)."""

    worked: bool
    reason: str = ""
    passing: bool = False


def usable(url: str) -> bool:
    """Whether ``url`` is an address that can be sent to, as far as its form says."""
    if url.startswith(FILE):
        return len(url) > len(FILE)
    import apprise

    with _in_memory_only():
        return apprise.Apprise.instantiate(url, asset=_asset(), suppress_exceptions=True) is not None


def send(url: str, message: Message) -> Sent:
    """Send ``message`` once. Raises nothing that apprise or the network can do."""
    return _append(Path(url.removeprefix(FILE)), message) if url.startswith(FILE) else _notify(url, message)


def _append(path: Path, message: Message) -> Sent:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{message.title}\n\n{message.body}\n\n")
    except OSError as error:
        return Sent(False, f"file: {error.strerror}", passing=True)
    return Sent(True)


def _notify(url: str, message: Message) -> Sent:
    import apprise

    kinds = {
        Severity.INFO: apprise.NotifyType.INFO,
        Severity.WARNING: apprise.NotifyType.WARNING,
        Severity.ERROR: apprise.NotifyType.FAILURE,
    }
    with _in_memory_only() as answers:
        receivers = apprise.Apprise(asset=_asset())
        if not receivers.add(url):
            return Sent(False, "the address is none that apprise knows")
        result = receivers.notify(
            title=message.title,
            body=message.body,
            notify_type=kinds[message.severity],
            body_format=apprise.NotifyFormat.TEXT,
            log_level=logging.DEBUG,
        )
        if result:
            return Sent(True)
        return judged([entry.message for each in result for entry in each.logs()], answers)


def judged(log: list[str], answers: Sequence[int] = ()) -> Sent:
    """Why an attempt failed: a number in what apprise logged of it, else in the HTTP ``answers`` it got (some
    of its plugins log no number), or no answer at all.
    """
    codes = [int(found.group(1)) for line in log if (found := _HTTP.search(line))]
    codes = codes[:1] or [code for code in answers[-1:] if code >= 300]
    for code in codes:
        return Sent(False, f"HTTP {code}", passing=code >= 500 or code in _PASSING_HTTP)
    for line in log:
        if found := _SMTP.search(line):
            code = int(found.group(1) or found.group(2))
            return Sent(False, f"SMTP {code}", passing=code < 500)  # in mail, 4xx passes and 5xx stays
    return Sent(False, "no answer", passing=True)


def _asset() -> AppriseAsset:
    """apprise without threads, without files of its own, and without following a redirect with secrets."""
    import apprise

    return apprise.AppriseAsset(
        app_id="cooperation",
        app_desc="cooperation warehouse",
        async_mode=False,
        http_redirects=False,
        pgp_autogen=False,
        pem_autogen=False,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
    )


class _Answers(logging.Handler):
    """Keeps the numbers of the HTTP answers that are logged, and nothing else of what is."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[int] = []

    def emit(self, record: logging.LogRecord) -> None:
        """The number in the line of one request, where it is such a line."""
        if found := _ANSWER.search(record.getMessage()):
            self.codes.append(int(found.group(1)))


@contextmanager
def _in_memory_only() -> Iterator[list[int]]:
    """Let apprise log to its own attempts and to nowhere else; yields the HTTP answers it gets."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(logger, logger.level, logger.propagate, logger.handlers) for logger in loggers]
    answers = _Answers()
    for logger in loggers:
        logger.propagate, logger.handlers = False, [answers]
        logger.setLevel(logging.DEBUG)
    try:
        yield answers.codes
    finally:
        for logger, level, propagate, handlers in before:
            logger.propagate, logger.handlers = propagate, handlers
            logger.setLevel(level)
