"""Candidate rows into clean types, cell by cell, before pandera sees them.

A cell that cannot be read as its column's type becomes null and a ``Flaw`` that keeps the value; the row's
other columns are still judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.quality.outcome import CheckBroken
from schemas.candidates import given_cells, given_rows, outside_years
from schemas.fields import DAY, Field, Table
from schemas.parse import UnreadableError, parse

Rows: TypeAlias = pa.Table | Sequence[Mapping[str, object]]
_FIRST_DAY, _LAST_DAY = ((day - date(1970, 1, 1)).days for day in (date.min, date.max))


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that could not be read: which rule it breaks and what it held."""

    row: int
    column: str
    check: str
    value: object


def clean(table: Table, rows: Rows) -> tuple[pa.Table, list[Flaw]]:
    """``rows`` in the types of ``table``, all columns nullable, and the cells that could not be read.

    A Table's column that has the right type already is taken as it is, but for days outside the years 1 to
    9999. CheckBroken where a Table lacks a column, or where a column is unknown: a fault of the code, not
    of a row.
    """
    _same_columns(table, rows)
    flaws: list[Flaw] = []
    columns = [_column(field, rows, flaws) for field in table.fields]
    return pa.table(columns, names=[field.name for field in table.fields]), flaws


def raw_rows(rows: Rows, numbers: Sequence[int]) -> list[dict[str, object]]:
    """The rows of these ``numbers`` as they were given, before any cell was parsed."""
    if not isinstance(rows, pa.Table):
        return [dict(rows[number]) for number in numbers]
    return given_rows(rows.take(pa.array(numbers, pa.int64())))


def _same_columns(table: Table, rows: Rows) -> None:
    wanted = {field.name for field in table.fields}
    given = set(rows.column_names) if isinstance(rows, pa.Table) else {name for row in rows for name in row}
    missing = wanted - given if isinstance(rows, pa.Table) else set()
    if missing or given - wanted:
        raise CheckBroken(
            f"{table.name}: columns missing {sorted(missing)}, unknown {sorted(given - wanted)}"
        )


def _column(field: Field, rows: Rows, flaws: list[Flaw]) -> pa.ChunkedArray:
    if not isinstance(rows, pa.Table):
        return _parsed(field, [row.get(field.name) for row in rows], flaws)
    column = rows.column(field.name)
    if pa.types.is_date32(column.type) and field.type == DAY:
        return _within_years(field, column, flaws)
    if column.type == field.type:
        return column
    return _parsed(field, given_cells(column), flaws)


def _within_years(field: Field, column: pa.ChunkedArray, flaws: list[Flaw]) -> pa.ChunkedArray:
    """Arrow holds days that Python's calendar does not."""
    days = column.cast(pa.int32())
    outside = pc.fill_null(pc.or_(pc.less(days, _FIRST_DAY), pc.greater(days, _LAST_DAY)), False)
    numbers = pc.indices_nonzero(outside).to_pylist()
    flaws.extend(Flaw(row, field.name, "years", outside_years(days[row].as_py())) for row in numbers)
    return pc.if_else(outside, pa.scalar(None, pa.int32()), days).cast(DAY)


def _parsed(field: Field, values: Sequence[object], flaws: list[Flaw]) -> pa.ChunkedArray:
    parsed: list[object] = []
    for row, value in enumerate(values):
        try:
            parsed.append(parse(field.type, value))
        except UnreadableError as unreadable:
            flaws.append(Flaw(row, field.name, unreadable.rule, value))
            parsed.append(None)
    return pa.chunked_array([pa.array(parsed, field.type)], field.type)
