"""What changed between two snapshots, by the SQL that says what changed since the last publication."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.warehouse.connection import explained
from pipelines.warehouse.earlier import attach_earlier
from pipelines.warehouse.order import SQL
from schemas.fields import KIND_TABLE

_CHANGE = SQL / "quality" / "change.sql"


def changes_between(earlier: Path, later: Path) -> pa.Table:
    """The rows that ``quality.change`` would have had, had ``later`` followed upon ``earlier``.

    Both are files of snapshots, opened read-only. Raises StorageError where one cannot be read.
    """
    with explained(f"{earlier}, {later}"), duckdb.connect(":memory:") as connection:
        connection.execute("set enable_progress_bar = false")
        for name, path in (("previous", earlier), ("later", later)):
            quoted = str(path.resolve()).replace("'", "''")
            connection.execute(f"attach '{quoted}' as {name} (read_only)")
        connection.execute("attach ':memory:' as staging")
        for view in ("documents", *KIND_TABLE.values()):
            connection.execute(f"create view staging.{view} as from later.report.{view}")
        attach_earlier(connection)
        connection.execute("create schema core; create schema quality")
        connection.execute("create view core.statement as from later.core.statement")
        connection.execute(_CHANGE.read_text(encoding="utf-8"))
        return connection.sql(
            "from quality.change order by document_id, kind != 'document', change_id"
        ).to_arrow_table()
