"""The published warehouse, as commands read it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.commands.options import settings
from pipelines.errors import ConfigurationError

if TYPE_CHECKING:
    import duckdb


def home_of(warehouse: Path | None) -> Path:
    """The warehouse's folder: the option, else the setting.

    A query is over in the time that reading the settings takes, so they are only read where there are some.
    """
    if warehouse is not None:
        return warehouse
    if Path("cooperation.toml").exists() or any(
        name.upper().startswith("COOPERATION_") for name in os.environ
    ):
        return settings().warehouse
    return Path("warehouse")


def published_file(warehouse: Path | None) -> Path:
    """The published DuckDB file of a warehouse folder, or the file itself where ``warehouse`` is one.

    Raises:
        ConfigurationError: nothing is published there; the text says what to do.
    """
    home = home_of(warehouse)
    if home.is_file():
        return home
    from pipelines.warehouse import published

    path = published(home)
    if path is None:
        raise ConfigurationError(f"nothing is published in {home}{os.sep} yet: run `cooperation run` first")
    return path


@contextmanager
def published_reader(warehouse: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the published file, closed at the end."""
    from pipelines.warehouse import open_reader

    db = open_reader(published_file(warehouse))
    try:
        yield db
    finally:
        db.close()


def rows_of(db: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """All rows of a query by column name."""
    cursor = db.execute(sql, list(values))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
