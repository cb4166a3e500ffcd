"""What all assets share: Parquet in and out, a table's face on the lineage page, faults of the machine."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.errors import StorageError
from pipelines.resources import Run

Context = dg.AssetExecutionContext | dg.AssetCheckExecutionContext
READING, QUALITY, STORE = "team:reading", "team:quality", "team:warehouse"
RETRIES, RETRY_SECONDS = 2, 2
_PREVIEW_ROWS = 5
_PREVIEW_WIDTH = 60
# Faults that can be gone a moment later. A full disk or a missing right stays.
_PASSING = {
    errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOLCK, errno.ESTALE,
    errno.ETIMEDOUT,
}  # fmt: skip


def write(table: pa.Table, path: Path) -> None:
    """``table`` as Parquet at ``path``: whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    try:
        pq.write_table(table, aside, compression="zstd")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def read(path: Path) -> pa.Table:
    """The Parquet file at ``path``. Raises OSError."""
    return pq.ParquetFile(path).read()


@contextmanager
def step(context: Context, run: Run, name: str) -> Iterator[None]:
    """Around an asset's work: says that it began, and tells the machine's faults from those of the data.

    A fault that may pass is tried again (``RetryRequested``), any other becomes a ``StorageError``; errors of
    the data go through as they are, and are never tried again.
    """
    run.progress(name, 0, 0)
    try:
        yield
    except (OSError, StorageError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        passing = isinstance(cause, OSError) and cause.errno in _PASSING
        if passing and context.retry_number < RETRIES:
            raise dg.RetryRequested(max_retries=RETRIES, seconds_to_wait=RETRY_SECONDS) from error
        if isinstance(error, StorageError):
            raise
        raise StorageError(f"{name}: {error}") from error


def described(table: pa.Table, **more: Any) -> dict[str, Any]:
    """Metadata of a table for the lineage page: rows, columns with their meaning, the first rows."""
    columns = [
        dg.TableColumn(
            name=field.name,
            type=str(field.type),
            description=(field.metadata or {}).get(b"description", b"").decode() or None,
            constraints=dg.TableColumnConstraints(nullable=field.nullable),
        )
        for field in table.schema
    ]
    return {
        "dagster/row_count": table.num_rows,
        "dagster/column_schema": dg.TableSchema(columns=columns),
        "preview": dg.MetadataValue.md(_preview(table)),
        **more,
    }


def _preview(table: pa.Table) -> str:
    """The first rows as a Markdown table, long cells cut."""
    rows = table.slice(0, _PREVIEW_ROWS).to_pylist()
    if not rows:
        return "no rows"
    lines = ["| " + " | ".join(table.column_names) + " |", "|" + " --- |" * table.num_columns]
    lines += ["| " + " | ".join(_cell(value) for value in row.values()) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    text = "" if value is None else ascii(str(value))[1:-1] if not str(value).isprintable() else str(value)
    cut = text if len(text) <= _PREVIEW_WIDTH else text[: _PREVIEW_WIDTH - 1] + "…"
    return cut.replace("|", "\\|").replace("<", "&lt;")
