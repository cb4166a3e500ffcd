"""What a build reads: the Parquet files of ``staging/``, reference tables, the run, the warehouse before."""

# ruff: noqa: S608 - the names put into SQL are those of sql/ and the catalogue, never a user's
from __future__ import annotations

from datetime import UTC
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.errors import StorageError
from pipelines.warehouse.audit import CHECK_RESULTS
from pipelines.warehouse.earlier import attach_earlier
from pipelines.warehouse.model import RunRecord
from schemas.fields import FACT_TABLES, TABLES, arrow_schema

HISTORY = ("run", "quarantine", "check_result", "score", "alert")
_TEXTS = ("alert_id", "receiver", "severity", "title", "body", "state")
ALERTS = pa.schema(
    [
        *(pa.field(name, pa.string(), nullable=False) for name in _TEXTS),
        pa.field("tries", pa.int32(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("created_at", pa.timestamp("us"), nullable=False),
        pa.field("changed_at", pa.timestamp("us"), nullable=False),
    ]
)
"""The shape of the alerts that a build is handed, one row each, times in UTC."""


def attach(
    connection: duckdb.DuckDBPyConnection,
    staging: Path,
    run: RunRecord,
    previous: Path | None,
    alerts: pa.Table | None,
) -> None:
    """Shows all that a build reads as ``staging.*``, in a database in memory that is never published."""
    # The lexicon takes a while to load, and queries, which import this package too, need none of it.
    from pipelines.warehouse import reference

    connection.execute("attach ':memory:' as staging")
    for name, path in staged_files(staging).items():
        connection.execute(f"create view staging.{name} as select * from read_parquet({_literal(path)})")
    tables = {
        "countries": reference.countries(),
        "currencies": reference.currencies(),
        "exchange_rates": reference.exchange_rates(),
        "run": _run_table(run),
        "alerts": ALERTS.empty_table() if alerts is None else alerts.cast(ALERTS),
    }
    for name, table in tables.items():
        connection.register("handed_over", table)
        connection.execute(f"create table staging.{name} as select * from handed_over")
        connection.unregister("handed_over")
    if previous is not None:
        connection.execute(f"attach '{_quoted(str(previous.resolve()))}' as previous (read_only)")
    attach_earlier(connection)


def attach_history(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Shows ``quality.NAME`` of the warehouse before as ``staging.previous_NAME``, empty where there is none.

    The table's own columns come first, so that a column the previous warehouse did not have yet is null.
    """
    known = connection.execute(
        "select 1 from duckdb_tables()"
        " where (database_name, schema_name, table_name) = ('previous', 'quality', ?)",
        [name],
    ).fetchall()
    earlier = f" union all by name select * from previous.quality.{name}" if known else ""
    connection.execute(
        f"create table staging.previous_{name} as select * from quality.{name} where false{earlier}"
    )


def staged_files(staging: Path) -> dict[str, Path]:
    """The name of each staged table -> its file. Raises StorageError naming a missing file or column."""
    loaded = ("documents", "mentions", "corrections", *FACT_TABLES)
    files = {name: staging / "valid" / f"{name}.parquet" for name in loaded}
    files |= {name: staging / f"{name}.parquet" for name in ("quarantine", "check_results")}
    for name, path in files.items():
        expected = CHECK_RESULTS if name == "check_results" else arrow_schema(TABLES[name])
        try:
            given = pq.read_schema(path).names
        except FileNotFoundError as error:
            raise StorageError(f"{path}: missing; the run did not stage {name}") from error
        except (OSError, pa.ArrowInvalid) as error:
            raise StorageError(f"{path}: cannot be read: {error}") from error
        for column in expected.names:
            if column not in given:
                raise StorageError(f"{path}: has no column {column!r}; it was staged by another version")
    return files


def _run_table(run: RunRecord) -> pa.Table:
    row = {
        "run_id": run.run_id,
        "started_at": run.started_at.astimezone(UTC).replace(tzinfo=None),
        "extractor_version": run.extractor_version,
        "engine": run.engine,
        "is_full": run.full,
        "accepts_drift": run.accept_drift,
    }
    return pa.Table.from_pylist([row])


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _literal(path: Path) -> str:
    """``path`` as SQL text that names this file alone: to DuckDB ``*``, ``?`` and ``[`` are patterns."""
    exact = "".join(f"[{char}]" if char in "*?[" else char for char in str(path))
    return f"'{_quoted(exact)}'"
