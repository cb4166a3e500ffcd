"""Reading in this process, one document after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.documents.document import Document
from pipelines.engine.reading import Reading, read_one


def read_here(documents: Sequence[Document], seconds: float, _workers: int) -> Iterator[Reading]:
    """Readings in order."""
    return (read_one(document, seconds) for document in documents)
