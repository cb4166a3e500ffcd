"""Why a source was not read, as data: a refused source is a row, never a traceback."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipelines.errors import CooperationError
from pipelines.formats import escaped


class Code(StrEnum):
    """The reasons for not reading a source."""

    EMPTY_SOURCE = "EMPTY_SOURCE"
    BINARY_SOURCE = "BINARY_SOURCE"
    BAD_ENCODING = "BAD_ENCODING"
    TOO_LARGE = "TOO_LARGE"
    UNKNOWN_FORMAT = "UNKNOWN_FORMAT"
    BAD_SIDECAR = "BAD_SIDECAR"
    UNREADABLE = "UNREADABLE"
    VANISHED = "VANISHED"
    OUTSIDE_RAW = "OUTSIDE_RAW"
    NOT_A_FILE = "NOT_A_FILE"
    GROWING = "GROWING"
    READER_FAILED = "READER_FAILED"


# Nothing is wrong with such a file: it could only not be read whole this time. A later run reads it.
DEFERRED = frozenset({Code.GROWING, Code.VANISHED})


@dataclass(frozen=True, slots=True)
class Refusal:
    """One source that was not read.

    ``place`` is a byte offset in the file for BAD_ENCODING, BINARY_SOURCE and TOO_LARGE, a 1-based line of
    the sidecar for BAD_SIDECAR, else None; ``message`` says which in words. ``value`` is what was found
    there. ``source_file`` and ``document_id`` are as on disk: pass them through `shown` before showing them.
    """

    source_file: str
    document_id: str
    code: Code
    message: str
    place: int | None = None
    value: str = ""

    @property
    def deferred(self) -> bool:
        """Whether the source may be whole at the next run, so that its earlier facts should stay."""
        return self.code in DEFERRED

    def __str__(self) -> str:
        return f"{self.code} {shown(self.source_file)}: {self.message}"


class SourceFault(Exception):
    """Raised while one file is read; `load_sources` turns it into a `Refusal`."""

    def __init__(self, code: Code, message: str, place: int | None = None, value: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.place = place
        self.value = value

    def refusal(self, source_file: str, document_id: str) -> Refusal:
        """This fault, said of one file."""
        return Refusal(source_file, document_id, self.code, self.message, self.place, self.value)


class SourceRefused(CooperationError):
    """A single file that was asked for cannot be read; ``refusal`` says why."""

    exit_code = 3

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


def shown(name: str) -> str:
    r"""``name`` with its control, formatting and bidi characters escaped: ``a\nb`` stays on one line."""
    return escaped(name)
