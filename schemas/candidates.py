"""Candidate rows as an Arrow table, whatever they hold, so that what is wrong reaches validation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pyarrow as pa

from schemas.fields import Table, arrow_schema
from schemas.parse import UnreadableError, parse


def candidate_table(table: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """``rows`` with ``table``'s Arrow schema; a column with a value that its type cannot hold is JSON
    instead.

    So a figure of NaN, a sum of 10**40 or 30 February is still there when ``pipelines.quality.validate``
    parses it, and goes to quarantine instead of ending the run.
    """
    schema = arrow_schema(table)
    columns = []
    for place, field in enumerate(schema):
        column = _column(field.type, [row.get(field.name) for row in rows])
        schema = schema.set(place, field.with_type(column.type))
        columns.append(column)
    return pa.table(columns, schema=schema)


def concat_candidates(table: Table, parts: Sequence[pa.Table]) -> pa.Table:
    """``parts``, each made by ``candidate_table``, one after the other; JSON in one is JSON in all."""
    if all(part.schema.equals(arrow_schema(table)) for part in parts):
        return pa.concat_tables(parts) if parts else arrow_schema(table).empty_table()
    return candidate_table(table, [row for part in parts for row in given_rows(part)])


def given_rows(rows: pa.Table) -> list[dict[str, object]]:
    """The rows of a candidate table as they were given, before any cell was parsed."""
    columns = [given_cells(column) for column in rows.columns]
    return [dict(zip(rows.column_names, row, strict=True)) for row in zip(*columns, strict=True)]


def given_cells(column: pa.ChunkedArray) -> list[object]:
    """The cells of one column of a candidate table as they were given."""
    if isinstance(column.type, pa.JsonType):
        return [None if cell is None else json.loads(cell) for cell in column.to_pylist()]
    try:
        cells: list[object] = column.to_pylist()
    except (OverflowError, ValueError):  # days that no calendar of Python's holds
        return [None if day is None else outside_years(day) for day in column.cast(pa.int32()).to_pylist()]
    return cells


def outside_years(day: int) -> str:
    """How a day outside the years 1 to 9999 is shown; Arrow holds it as a number."""
    return f"day {day} from 1970-01-01"


def _column(kind: pa.DataType, values: list[object]) -> pa.Array:
    try:
        return pa.array([parse(kind, value) for value in values], kind)
    except UnreadableError:
        cells = [None if value is None else json.dumps(value, default=str) for value in values]
        return pa.ExtensionArray.from_storage(pa.json_(), pa.array(cells, pa.string()))
