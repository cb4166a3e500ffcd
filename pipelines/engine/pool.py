"""Reading in a pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from pipelines.documents.document import Document
from pipelines.engine.reading import Reading, read_one
from pipelines.errors import StorageError

_CHUNKS_A_WORKER = 8  # few enough to keep messages rare, enough to keep all workers busy to the end


def read_in_pool(documents: Sequence[Document], seconds: float, workers: int) -> Iterator[Reading]:
    """Readings in order. ``StorageError`` where a worker dies (out of memory, killed)."""
    if not documents:
        return
    processes = min(workers or os.cpu_count() or 1, len(documents))
    chunk = max(1, len(documents) // (processes * _CHUNKS_A_WORKER))
    # "spawn": a fork of a process with threads (Dagster has some) can hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        try:
            yield from pool.map(partial(read_one, seconds=seconds), documents, chunksize=chunk)
        except BrokenProcessPool as error:
            raise StorageError(f"a reading process died: {error}") from error
