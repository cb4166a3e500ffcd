"""What a warehouse says, as one hash: the same for every build of the same input by the same code.

Left out is what tells runs apart and not what they found: the runs themselves, what changed since the one
before, the alerts, the figures of checks, and the quarantine's run ids and counts. Which checks the run fails
is part of what it says, but for those that measure it against what was published before.
"""

# ruff: noqa: S608 - the names put into SQL are those of sql/ and the catalogue, never a user's
from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import duckdb

from pipelines.quality.drift import DRIFT_CHECKS
from pipelines.warehouse.audit import NEWEST_RUN
from pipelines.warehouse.connection import explained
from pipelines.warehouse.order import SCHEMAS

_NOT_CONTENT = frozenset({"quality.run", "quality.change", "quality.alert"})
_MEASURED = ", ".join(f"'{name}'" for name in sorted(DRIFT_CHECKS | {"score_not_worse"}))
# What is content of a table that also keeps what runs did.
_CONTENT = {
    "quality.quarantine": "select * exclude (first_run_id, last_run_id, times_seen)"
    " replace (released_run_id is not null as released_run_id) from quality.quarantine",
    "quality.check_result": "select check_name, relation, severity from quality.check_result"
    f" where run_id = {NEWEST_RUN} and not passed and check_name not in ({_MEASURED})",
    "quality.score": f"select * exclude (run_id) from quality.score where run_id = {NEWEST_RUN}",
}
_CATALOGUE = """
    select schema_name || '.' || table_name as relation, coalesce(comment, '') as comment, sql
    from duckdb_tables()
    where database_name = current_database() and schema_name in ('core', 'quality', 'report')
    union all
    select schema_name || '.' || view_name, coalesce(comment, ''), sql from duckdb_views()
    where database_name = current_database() and schema_name in ('core', 'quality', 'report')
    union all
    select schema_name || '.' || table_name || '.' || column_name, coalesce(comment, ''), data_type
    from duckdb_columns()
    where database_name = current_database() and schema_name in ('core', 'quality', 'report')
    order by all
"""


def content_hash(path: Path) -> str:
    """SHA-256 over every row of every table, in any order, and over the catalogue with its comments."""
    with explained(str(path)), duckdb.connect(str(path.resolve()), read_only=True) as connection:
        return content_hash_of(connection)


def content_hash_of(connection: duckdb.DuckDBPyConnection) -> str:
    """The content hash of the database that ``connection`` has open."""
    whole = sha256()
    for row in connection.execute(_CATALOGUE).fetchall():
        whole.update(repr(row).encode())
    tables = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables()"
        " where database_name = current_database() and list_contains(?, schema_name) order by all",
        [list(SCHEMAS)],
    ).fetchall()
    for (name,) in tables:
        if name not in _NOT_CONTENT:
            rows = _CONTENT.get(name, f"select * from {name}")
            found = connection.execute(
                "select sha256(coalesce(string_agg(line, '' order by line), '')) from"
                " (select sha256(cast(row_of as varchar)) as line"
                f" from ({rows}) as row_of)"
            ).fetchall()
            whole.update(f"{name}={found}".encode())
    return whole.hexdigest()
