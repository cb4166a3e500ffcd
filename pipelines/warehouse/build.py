"""Building a warehouse aside: a new file, loaded from the staged Parquet files by ``sql/``."""

# ruff: noqa: S608 - the names put into SQL are those of sql/ and the catalogue, never a user's
from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.errors import StorageError
from pipelines.warehouse import staged
from pipelines.warehouse.comments import comment
from pipelines.warehouse.connection import discard, explained, writing
from pipelines.warehouse.model import BuildReport, RunRecord, Step, no_step
from pipelines.warehouse.order import SCHEMAS, SQL, Relation, functions, relations

BUILDS = "builds"


def new_build(home: Path, run_id: str) -> Path:
    """Where the run's build belongs; what killed runs left in ``builds/`` is deleted. The run holds the lock.

    Raises StorageError where the folder cannot be made or written.
    """
    builds = home / BUILDS
    with explained(str(builds)):
        builds.mkdir(parents=True, exist_ok=True)
        for left in sorted(builds.glob("*.duckdb*")):
            discard(left)
    return builds / f"{run_id}.duckdb"


def build(
    staging: Path,
    target: Path,
    run: RunRecord,
    previous: Path | None = None,
    *,
    alerts: pa.Table | None = None,
    sql: Path = SQL,
    step: Step = no_step,
) -> BuildReport:
    """Makes the warehouse ``target`` from the files of ``staging``.

    ``previous`` is the published warehouse, whose runs, check results and quarantine history are carried
    over; ``alerts`` are those known by now, of the shape ALERTS. Raises StorageError (disk, missing or broken
    file) or AuditFailed (a row breaks a declared key); then ``target`` is deleted, and ``previous`` is as it
    was.
    """
    in_order = relations(sql)
    try:
        step("create")
        discard_existing(target)
        with writing(target) as connection:
            staged.attach(connection, staging, run, previous, alerts)
            for schema in SCHEMAS:
                connection.execute(f"create schema {schema}")
            for function in functions(sql):
                connection.execute(function)
            for relation in in_order:
                step(f"load {relation.full_name}")
                with explained(str(relation.path)):
                    _make(connection, relation)
            comment(connection, in_order)
            rows = count_rows(connection)
            step("checkpoint")
        step("close")
    except BaseException:
        discard(target)
        raise
    return BuildReport(target, run.run_id, rows)


def discard_existing(target: Path) -> None:
    """Deletes what an earlier attempt left at ``target``. Raises StorageError where it cannot."""
    with explained(str(target.parent)):
        target.parent.mkdir(parents=True, exist_ok=True)
        discard(target)


def _make(connection: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    create, *others = connection.extract_statements(relation.sql)
    connection.execute(create)
    if relation.schema == "quality" and relation.name in staged.HISTORY:
        staged.attach_history(connection, relation.name)
    connection.execute("begin")  # each commit waits for the disk
    for statement in others:
        connection.execute(statement)
    connection.execute("commit")


def count_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """``schema.table`` -> the number of its rows, for every table of the published schemas, in order."""
    tables = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables()"
        " where database_name = current_database() and list_contains(?, schema_name) order by all",
        [list(SCHEMAS)],
    ).fetchall()
    if not tables:
        raise StorageError("the warehouse holds no tables")
    counts = " union all ".join(f"select '{name}', count(*) from {name}" for (name,) in tables)
    return dict(connection.execute(counts).fetchall())
