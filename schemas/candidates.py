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


def _column(kind: pa.DataType, values: list[object]) -> pa.Array:
    try:
        return pa.array([parse(kind, value) for value in values], kind)
    except UnreadableError:
        cells = [None if value is None else json.dumps(value, default=str) for value in values]
        return pa.ExtensionArray.from_storage(pa.json_(), pa.array(cells, pa.string()))
