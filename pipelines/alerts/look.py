"""Looking at what a run left behind: the published warehouse, or what held the new one back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from pipelines.alerts import rules
from pipelines.alerts.trouble import Trouble
from pipelines.errors import AuditFailed, CooperationError
from pipelines.warehouse import open_reader, published, query

_NEWEST = "(select run_id from quality.run order by started_at desc, run_id desc limit 1)"
_RESULTS = f"select * from quality.check_result where not passed and run_id = {_NEWEST}"  # noqa: S608
_HELD_BACK = """
    select check_name, relation, count(*) as rows, count(distinct document_id) as documents,
        list(concat(document_id, ': ', column_name, ' = ', value) order by quarantine_id)[1:5] as sample
    from quality.quarantine
    where released_run_id is null and relation <> 'sources'
    group by check_name, relation
    order by check_name, relation
"""
_REFUSED = """
    select check_name, row_json ->> 'source_file' as source_file, row_json ->> 'message' as message
    from quality.quarantine
    where released_run_id is null and relation = 'sources'
    order by source_file
"""
_CONFLICTS = """
    select kind, respect, value, other_value, document_id, other_document_id, evidence, other_evidence,
        fact_id, other_fact_id
    from report.contradictions
    where verdict = 'conflict'
    order by fact_id, other_fact_id, respect
"""
_FILES = "select source_file from report.documents order by source_file"


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that came to its end: its id, when it ended; what ended it, if it failed.

    ``blocked``: checks held the new warehouse back; else it was the machine. ``message`` is the error's.
    """

    run_id: str
    at: datetime
    message: str | None = None
    blocked: bool = False

    @classmethod
    def by(cls, run_id: str, at: datetime, error: BaseException | None) -> Ended:
        """The end of a run in this process."""
        return cls(run_id, at, None if error is None else str(error), isinstance(error, AuditFailed))

    @property
    def well(self) -> bool:
        """Whether the run published, or found nothing new."""
        return self.message is None


@dataclass(frozen=True, slots=True)
class Look:
    """What is wrong now, and the kinds of trouble that this look could see: those not in it are over."""

    troubles: tuple[Trouble, ...] = ()
    judged: frozenset[str] = frozenset()
    well: bool = False


NOTHING_SEEN = Look()


def look(raw: Path, home: Path, ended: Ended, now: datetime, stale_days: float) -> Look:
    """What the run that ``ended`` left behind. Raises CooperationError where it cannot be read, OSError."""
    if ended.message is None:
        troubles = tuple(_published(raw, home, now, stale_days))
        return Look(troubles, rules.CONTENT_KINDS | rules.RUN_KINDS, well=True)
    if ended.blocked:
        held_back_by = list(_failed_checks(home, ended.run_id, ended.message))
        return Look(tuple(rules.blocked(ended.message, held_back_by)), rules.RUN_KINDS)
    return Look((rules.failed(ended.message),), frozenset({"failed"}))


def _published(raw: Path, home: Path, now: datetime, stale_days: float) -> Iterator[Trouble]:
    path = published(home)
    if path is None:
        return
    with open_reader(path) as db:

        def rows(sql: str) -> list[dict[str, Any]]:
            cursor = db.execute(sql)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        yield from rules.failing_checks(rows(_RESULTS))
        yield from rules.quarantined(rows(_HELD_BACK))
        yield from rules.refused(rows(_REFUSED))
        with suppress(duckdb.CatalogException, duckdb.BinderException):  # of a version that has no such view
            yield from rules.contradictions(rows(_CONFLICTS))
        names = [row["source_file"] for row in rows(_FILES)] if stale_days else []
    yield from rules.stale_sources(_changed(raw, names), now, stale_days)


def _changed(raw: Path, names: list[str]) -> dict[str, datetime]:
    changed = {}
    for name in names:
        with suppress(OSError):  # removed since: the next run tells of it
            changed[name] = datetime.fromtimestamp((raw / name).stat().st_mtime, UTC)
    return changed


def _failed_checks(home: Path, run_id: str, message: str) -> Iterator[dict[str, Any]]:
    """The checks that the run's ``message`` names, as rows of ``check_result``, from build or staging.

    Rows that break a contract are failures too, but hold back themselves alone: the message tells them apart.
    """
    build = home / "builds" / f"{run_id}.duckdb"
    rows: list[dict[str, Any]] = []
    with suppress(CooperationError, OSError):
        if build.is_file():
            rows = query(build, _RESULTS).to_pylist()
        else:
            rows = pq.read_table(home / "staging" / "check_results.parquet").to_pylist()
    for row in rows:
        if not row["passed"] and f"{row['relation']}: {row['check_name']}: " in message:
            yield row
