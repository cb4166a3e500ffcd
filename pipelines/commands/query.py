"""``cooperation query``: SQL on the published warehouse, read-only and shut in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal, TextIO

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import published_file
from pipelines.commands.terminal import note, on_terminal, show_table, visible
from pipelines.errors import ConfigurationError, StorageError
from pipelines.formats import cell, csv_lines, distinct, json_lines

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["table", "csv", "json", "parquet"]


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT; - reads it from standard input.")],
    format_: Annotated[Format, typer.Option("--format", help="How to show the result.")] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write to a file, not standard output.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Stop the query after this time.")] = 60,
    memory: Annotated[int, typer.Option(min=16, metavar="MB", help="Memory that the query may use.")] = 1024,
    warehouse: WarehouseOption = None,
) -> None:
    """Ask the published warehouse in SQL, read-only.

    A query sees the warehouse and nothing else. The views to ask are those of the schema `report`, one a kind
    of fact: cooperation query "SELECT kind, count(*) FROM report.facts GROUP BY kind"
    """
    if format_ == "parquet" and output is None and on_terminal():
        raise ConfigurationError(
            "parquet is not for a terminal: give --output FILE, or send it on with > FILE"
        )
    path = published_file(warehouse)
    from pipelines.warehouse.reader import Limits
    from pipelines.warehouse.reader import query as ask

    result = ask(path, _text(sql), Limits(memory=memory, seconds=seconds))
    if output is None and format_ == "parquet":
        _write_parquet(result, sys.stdout.buffer)
    elif output is None:
        _write(result, format_, sys.stdout)
    else:
        _write_file(result, format_, output)


def _text(sql: str) -> str:
    text = sys.stdin.read() if sql == "-" else sql
    if not text.strip():
        raise ConfigurationError("no SQL was given")
    return text


def _write_file(result: pa.Table, format_: Format, output: Path) -> None:
    try:
        if format_ == "parquet":
            with output.open("wb") as binary:
                _write_parquet(result, binary)
        else:
            with output.open("w", encoding="utf-8", newline="") as file:
                _write(result, format_, file)
    except OSError as error:
        raise StorageError(f"{output}: cannot be written: {error.strerror or error}") from error
    note(f"{result.num_rows} rows in {output}")


def _write(result: pa.Table, format_: Format, to: TextIO) -> None:
    """The rows as text. Column by column: a name may stand twice in a result."""
    columns = result.column_names
    rows = list(zip(*(column.to_pylist(maps_as_pydicts="strict") for column in result.columns), strict=True))
    if format_ == "csv":
        for line in csv_lines(columns, rows):
            to.write((visible(line, lines=True) if to.isatty() else line) + "\n")
    elif format_ == "json":
        to.writelines(f"{line}\n" for line in json_lines(columns, rows))
    else:
        right = frozenset(number for number, field in enumerate(result.schema) if _is_figure(field.type))
        texts = [[cell(value) for value in row] for row in rows]
        show_table(columns, texts, right=right, to=None if to is sys.stdout else to)


def _is_figure(kind: pa.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))


def _write_parquet(result: pa.Table, to: BinaryIO) -> None:
    from pyarrow import parquet

    parquet.write_table(result.rename_columns(distinct(result.column_names)), to, compression="zstd")
    to.flush()
