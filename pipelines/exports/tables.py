"""A table of a snapshot as Parquet, CSV and JSON Lines: the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from pipelines.formats import as_json, csv_lines


def rows_of(table: pa.Table) -> Iterator[tuple[object, ...]]:
    """The rows of ``table``, batch by batch."""
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist(maps_as_pydicts="strict") for column in batch.columns), strict=True)


def write_parquet(table: pa.Table, path: Path) -> None:
    """Parquet with the columns' meanings as Arrow metadata."""
    parquet.write_table(table, path, compression="zstd")


def write_csv(table: pa.Table, path: Path) -> None:
    """CSV (RFC 4180, UTF-8); lists as JSON; a text that a spreadsheet would run begins with an apostrophe."""
    _write_lines(path, csv_lines(table.column_names, rows_of(table)))


def write_jsonl(table: pa.Table, path: Path) -> None:
    """JSON Lines: one object a row."""
    names = table.column_names
    _write_lines(path, (as_json(dict(zip(names, row, strict=True))) for row in rows_of(table)))


def _write_lines(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in lines)
