"""Opening DuckDB for writing, and saying what went wrong in the project's own words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.errors import AuditFailed, StorageError

# Files stay readable to clients of DuckDB 1.5, whose storage format 2.0 would otherwise leave behind.
WRITING: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "default_block_size": "16384",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write ``path``; checkpointed and closed at the end, so that no ``.wal`` is left.

    Raises AuditFailed where a row breaks a declared key, else StorageError naming the file.
    """
    with explained(str(path)):
        connection = duckdb.connect(str(path), config=WRITING)
        try:
            connection.execute("set enable_progress_bar = false")
            yield connection
            connection.execute("checkpoint")
        finally:
            connection.close()


@contextmanager
def explained(what: str) -> Iterator[None]:
    """Turns DuckDB's and the system's errors into the project's; ``what`` names the file or relation."""
    try:
        yield
    except duckdb.ConstraintException as error:
        raise AuditFailed(f"{what}: {first_line(error)}") from error
    except duckdb.Error as error:
        raise StorageError(_meaning(what, error)) from error
    except OSError as error:
        raise StorageError(f"{what}: {error.strerror or error}") from error


def first_line(error: Exception) -> str:
    """The first line of an error's text: DuckDB adds the statement and a stack below it."""
    return str(error).partition("\n")[0]


def _meaning(what: str, error: duckdb.Error) -> str:
    if "newer version of DuckDB" in str(error) or "Unsupported Storage Version" in str(error):
        return f"{what}: written by a newer DuckDB than {duckdb.__version__}, which is installed; update it"
    return f"{what}: {first_line(error)}"


def wal(path: Path) -> Path:
    """DuckDB's write-ahead log beside the file at ``path``."""
    return path.with_name(path.name + ".wal")


def discard(path: Path) -> None:
    """Deletes a database file and what DuckDB keeps beside it."""
    for file in (path, wal(path), path.with_name(path.name + ".wal.checkpoint")):
        file.unlink(missing_ok=True)
    shutil.rmtree(path.with_name(path.name + ".tmp"), ignore_errors=True)
