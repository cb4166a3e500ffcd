"""The warehouse: built aside from staged Parquet by ``sql/``, audited, published in one step, read shut in.

The only package that opens DuckDB. A run holds ``RunLock`` and calls ``new_build``, ``build``, ``audit``,
then ``publish`` where not ``unchanged``.
"""

from pipelines.warehouse.audit import (
    CHECK_RESULTS,
    Check,
    audit,
    check_results,
    checks,
    keep_outcomes,
    outcomes_of,
)
from pipelines.warehouse.build import build, new_build
from pipelines.warehouse.connection import discard
from pipelines.warehouse.content import content_hash
from pipelines.warehouse.lock import RunLock
from pipelines.warehouse.manifest import file_hash
from pipelines.warehouse.model import BuildReport, RunRecord, Snapshot, Step
from pipelines.warehouse.order import Relation, relations
from pipelines.warehouse.publish import (
    publish,
    published,
    rollback,
    snapshot_called,
    snapshots,
    unchanged,
    verify,
)
from pipelines.warehouse.reader import Limits, QueryRefused, QueryStopped, open_reader, query
from pipelines.warehouse.scores import keep_scores, last_scores
from pipelines.warehouse.staged import ALERTS

__all__ = [
    "ALERTS",
    "CHECK_RESULTS",
    "BuildReport",
    "Check",
    "Limits",
    "QueryRefused",
    "QueryStopped",
    "Relation",
    "RunLock",
    "RunRecord",
    "Snapshot",
    "Step",
    "audit",
    "build",
    "check_results",
    "checks",
    "content_hash",
    "discard",
    "file_hash",
    "keep_outcomes",
    "keep_scores",
    "last_scores",
    "new_build",
    "open_reader",
    "outcomes_of",
    "publish",
    "published",
    "query",
    "relations",
    "rollback",
    "snapshot_called",
    "snapshots",
    "unchanged",
    "verify",
]
