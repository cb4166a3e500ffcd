"""Which module reads which ending. A further format is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from pipelines.documents.limits import SourceLimits
from pipelines.documents.text import read_text

# (bytes, charset declared in the sidecar, limits) -> stored text; raises SourceFault
Reader = Callable[[bytes, str | None, SourceLimits], str]

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
}


def reader_of(name: str) -> Reader | None:
    """The reader for a file's name, by its ending in any case; None where there is none."""
    return READERS.get(PurePosixPath(name).suffix.lower())
