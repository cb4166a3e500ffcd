"""The models of the dimensions have the columns that sql/dims makes."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from schemas.dimensions import TABLES
from schemas.fields import DAY, TEXT, TEXTS

DIMS = Path(__file__).resolve().parents[2] / "sql" / "dims"
SQL_TYPES = {TEXT: "VARCHAR", TEXTS: "VARCHAR[]", DAY: "DATE"}


@pytest.fixture(scope="module")
def star() -> duckdb.DuckDBPyConnection:
    """The dimensions, empty."""
    connection = duckdb.connect()
    connection.execute("create schema core")
    for name in sorted(
        TABLES, key=lambda name: name not in ("dim_date", "dim_country")
    ):  # others refer to these
        for statement in duckdb.extract_statements((DIMS / f"{name}.sql").read_text(encoding="utf-8")):
            if statement.type == duckdb.StatementType.CREATE:
                connection.execute(statement)
    return connection


def test_every_dimension_has_a_model() -> None:
    assert {path.stem for path in DIMS.glob("*.sql")} == set(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_and_keys_are_those_of_the_warehouse(name: str, star: duckdb.DuckDBPyConnection) -> None:
    found = star.execute(
        f"select name, type, \"notnull\", pk from pragma_table_info('core.{name}')"
    ).fetchall()
    table = TABLES[name]
    assert [(column, kind, required) for column, kind, required, _ in found] == [
        (field.name, SQL_TYPES.get(field.type, "INTEGER"), not field.nullable) for field in table.fields
    ]
    assert tuple(column for column, *_, key in found if key) == table.key
