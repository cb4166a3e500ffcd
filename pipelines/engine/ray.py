"""Reading on a Ray cluster, or on this machine where none is named (RAY_ADDRESS). Needs the extra ``ray``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.documents.document import Document
from pipelines.engine.reading import Reading, read_one
from pipelines.errors import ConfigurationError, StorageError


def read_on_ray(documents: Sequence[Document], seconds: float, _workers: int) -> Iterator[Reading]:
    """Readings in order. ``ConfigurationError`` without the extra, ``StorageError`` where Ray fails."""
    try:
        import ray
    except ModuleNotFoundError:
        raise ConfigurationError(
            "engine 'ray' needs the extra of that name: .venv/bin/python -m pip install -e '.[ray]'"
        ) from None
    ray.init(ignore_reinit_error=True, log_to_driver=False)
    task = ray.remote(read_one)
    pending = [task.remote(document, seconds) for document in documents]
    try:
        for reference in pending:
            yield ray.get(reference)
    except ray.exceptions.RayError as error:
        raise StorageError(f"the Ray cluster failed: {error}") from error
    finally:
        ray.shutdown()
