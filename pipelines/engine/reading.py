"""One document, read under a time limit: the edge where a failing rule refuses the document alone."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa

from pipelines.documents.document import Document
from pipelines.errors import RuleFailed
from pipelines.facts import extract
from pipelines.facts.rows import frames


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read: a code, the reason in words, the rule or limit at which it ended."""

    code: str
    message: str
    value: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document: its staged tables by name, or the reason why there are none."""

    document_id: str
    tables: Mapping[str, pa.Table] | None
    failure: Failure | None = None


class _TimeIsUp(BaseException):
    """Not an ``Exception``, so that no rule's own handler can swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``_TimeIsUp`` in the block after ``seconds``.

    Python's regular expressions look for signals while they backtrack, so a slow pattern ends too. Signals
    reach the main thread only: elsewhere (a test runner's thread, Windows) the block runs without a limit.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: object) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def read_one(document: Document, seconds: float) -> Reading:
    """``document`` read, or refused as ``TIME_LIMIT`` or ``RULE_FAILED``; never raises for a document."""
    try:
        with time_limit(seconds):
            return Reading(document.document_id, frames([extract(document)], [document]))
    except _TimeIsUp:
        return _failed(document, "TIME_LIMIT", f"not read within {seconds:g} seconds", f"{seconds:g}")
    except RuleFailed as error:
        return _failed(document, "RULE_FAILED", str(error), error.rule)
    except Exception as error:  # noqa: BLE001  the edge of a document: the others load
        message = f"reading failed: {type(error).__name__}: {error}"
        return _failed(document, "RULE_FAILED", message, type(error).__name__)


def _failed(document: Document, code: str, message: str, value: str) -> Reading:
    return Reading(document.document_id, None, Failure(code, message, value))
