"""Comments in the catalogue: what each table, view and column means.

A column's meaning is said once: in the SQL file that makes it, else in ``schemas.fields``, else where it was
read.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from pipelines.warehouse.order import Relation
from schemas.fields import TABLES


def comment(connection: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    """Comments ``relation`` with its purpose, and those of its columns that its own file says nothing of."""
    kind = "view" if relation.is_view else "table"
    connection.execute(f"comment on {kind} {relation.full_name} is {_literal(relation.purpose)}")
    for column in _uncommented(connection, relation):
        meaning = _meaning(connection, relation, column)
        if meaning is not None:
            connection.execute(f"comment on column {relation.full_name}.{column} is {_literal(meaning)}")


def _uncommented(connection: duckdb.DuckDBPyConnection, relation: Relation) -> list[str]:
    rows = connection.execute(
        "select column_name from duckdb_columns() where database_name = current_database()"
        " and schema_name = ? and table_name = ? and comment is null",
        [relation.schema, relation.name],
    ).fetchall()
    return [name for (name,) in rows]


def _meaning(connection: duckdb.DuckDBPyConnection, relation: Relation, column: str) -> str | None:
    """What ``column`` means where it comes from; None where nothing says so or the sources disagree."""
    staged = sorted(name.removeprefix("staging.") for name in relation.reads if name.startswith("staging."))
    public = [relation.name] if relation.schema == "report" else []
    found = _fields(public, column) or _fields(staged, column) or _inherited(connection, relation, column)
    return found.pop() if len(found) == 1 else None


def _fields(tables: Iterable[str], column: str) -> set[str]:
    return {
        f.description for name in tables if name in TABLES for f in TABLES[name].fields if f.name == column
    }


def _inherited(connection: duckdb.DuckDBPyConnection, relation: Relation, column: str) -> set[str]:
    rows = connection.execute(
        "select comment from duckdb_columns() where database_name = current_database() and column_name = ?"
        " and list_contains(?, schema_name || '.' || table_name) and comment is not null",
        [column, sorted(relation.reads)],
    ).fetchall()
    return {text for (text,) in rows}


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
