"""Comments in the catalogue: what each table, view and column means.

A column's meaning is said once: in the SQL file that makes it, else in ``schemas.fields``, else where it
was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb

from pipelines.warehouse.order import Relation
from schemas.fields import TABLES

Columns = dict[str, dict[str, str | None]]
"""``schema.relation`` -> column -> its comment, None where there is none yet."""


def comment(connection: duckdb.DuckDBPyConnection, relations: Iterable[Relation]) -> None:
    """Comments each relation with its purpose, and its columns that its own file says nothing of.

    ``relations`` stand in the order they were made in, so that a meaning can be read on from one to the next.
    """
    known = _known(connection)
    statements = []
    for relation in relations:
        kind = "view" if relation.is_view else "table"
        statements.append(f"comment on {kind} {relation.full_name} is {_literal(relation.purpose)}")
        columns = known[relation.full_name]
        for column in [name for name, said in columns.items() if said is None]:
            columns[column] = _meaning(known, relation, column)
            if columns[column] is not None:
                meaning = _literal(str(columns[column]))
                statements.append(f"comment on column {relation.full_name}.{column} is {meaning}")
    connection.execute(";\n".join(["begin", *statements, "commit"]))


def _known(connection: duckdb.DuckDBPyConnection) -> Columns:
    known: Columns = {}
    rows = connection.execute(
        "select schema_name || '.' || table_name, column_name, comment from duckdb_columns()"
        " where database_name = current_database()"
    ).fetchall()
    for relation, column, said in rows:
        known.setdefault(relation, {})[column] = said
    return known


def _meaning(known: Mapping[str, Mapping[str, str | None]], relation: Relation, column: str) -> str | None:
    """What ``column`` means where it comes from; None where nothing says so or the sources disagree."""
    staged = sorted(name.removeprefix("staging.") for name in relation.reads if name.startswith("staging."))
    public = [relation.name] if relation.schema == "report" else []
    inherited = {known[name].get(column) for name in relation.reads if name in known} - {None}
    found = _fields(public, column) or _fields(staged, column) or inherited
    return found.pop() if len(found) == 1 else None


def _fields(tables: Iterable[str], column: str) -> set[str | None]:
    known = [table for name in tables if (table := TABLES.get(name)) is not None]
    return {field.description for table in known for field in table.fields if field.name == column}


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
