"""Where ``extract(document)`` runs: this process, a pool of them, a Ray cluster. The function is the same.

What belongs here: handing documents out, the time limit of each, getting readings back in order, taking over
what did not change. What does not: how a document is read (``pipelines.facts``) and what becomes of it
(``pipelines.assets``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipelines.documents.document import Document
from pipelines.engine.local import read_here
from pipelines.engine.pool import read_in_pool
from pipelines.engine.ray import read_on_ray
from pipelines.engine.reading import Reading

__all__ = ["ENGINES", "Reading", "read_documents"]

Engine = Callable[[Sequence[Document], float, int], Iterator[Reading]]
ENGINES: dict[str, Engine] = {"local": read_here, "pool": read_in_pool, "ray": read_on_ray}


def read_documents(
    documents: Sequence[Document],
    *,
    engine: str,
    seconds: float,
    workers: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Reading]:
    """Every document's ``Reading``, in the order given; ``progress(done, total)`` follows them.

    ``seconds`` is the time limit of one document, ``workers`` the number of processes (0: one a core). A
    document that cannot be read gives a reading with its failure; only infrastructure raises
    (``StorageError``).
    """
    readings = []
    progress(0, len(documents))
    for reading in ENGINES[engine](documents, seconds, workers):
        readings.append(reading)
        progress(len(readings), len(documents))
    return readings
