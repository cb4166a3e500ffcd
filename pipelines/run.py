"""The pipeline once, from start to exit code: what ``cooperation run`` does.

Dagster is only imported where there is something to do: a run that finds nothing new is over before that.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow.parquet as pq

from pipelines.config import Settings
from pipelines.errors import ConfigurationError, CooperationError, LockHeld, StorageError
from pipelines.fingerprint import nothing_new
from pipelines.instance import prepare_home
from pipelines.report import is_current, page_path
from pipelines.warehouse import RunLock, published, query, verify
from pipelines.warehouse.publish import LINK

ENGINES = ("local", "pool", "ray")
PUBLISHED, NOTHING_NEW = "published", "nothing-new"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What came of a run.

    ``facts`` are counted by kind, ``mentions`` by disposition; ``quarantined`` counts rows of the quarantine,
    refused sources among them (``refused``); ``read_again`` counts the documents that this run read itself.
    ``outcome`` is ``published`` or ``nothing-new``: a run that is held back raises.
    """

    outcome: str
    run_id: str
    documents: int
    facts: Mapping[str, int]
    mentions: Mapping[str, int]
    quarantined: int
    refused: int
    read_again: int
    failed_checks: tuple[str, ...]
    seconds: float
    published: Path
    page: Path

    @property
    def exit_code(self) -> int:
        """0, or 3 where this run published and held something back."""
        return 3 if self.outcome == PUBLISHED and self.quarantined else 0


def run_pipeline(
    settings: Settings,
    full: bool = False,
    engine: str = "local",
    accept_drift: bool = False,
    progress: Progress | None = None,
) -> RunSummary:
    """Run the pipeline in this process and publish.

    ``full`` reads every document again, ``engine`` says where, ``accept_drift`` publishes what only a drift
    check holds back; ``progress(step, done, total)`` is told how far it is. Raises ``ConfigurationError``
    (nothing was written), ``LockHeld``, ``AuditFailed`` (not published), ``StorageError``; each has its exit
    code. Who is set to hear of trouble is told, whatever came of the run but a wrong setting or a held lock.
    """
    _check_arguments(settings, engine)
    run_id = str(uuid4())
    options = {"full": full, "engine": engine, "accept_drift": accept_drift}
    try:
        summary = _run(settings, run_id, options, progress)
    except (ConfigurationError, LockHeld):
        raise
    except CooperationError as error:
        _alert(settings, run_id, error)
        raise
    _alert(settings, run_id, None)
    return summary


def _run(
    settings: Settings, run_id: str, options: Mapping[str, Any], progress: Progress | None
) -> RunSummary:
    """The run under the warehouse's lock."""
    began = time.monotonic()
    home = settings.warehouse
    dagster_home = prepare_home(settings)
    with RunLock(home, datetime.now(UTC)):
        before = verify(home)
        if before is not None and not options["full"] and nothing_new(settings) and is_current(home):
            return _summary(NOTHING_NEW, home, 0, began)
        _execute(settings, dagster_home, run_id, options, progress)
        after = verify(home)
        outcome = NOTHING_NEW if before is not None and after == before else PUBLISHED
        return _summary(outcome, home, _documents_read(home, run_id), began)


def _alert(settings: Settings, run_id: str, error: CooperationError | None) -> None:
    """Tell who is to hear of it; where that fails it is said, and the run ends as it would have."""
    if not settings.alerts.receivers:
        return
    from pipelines.alerts.look import Ended
    from pipelines.alerts.watch import after_run

    now = datetime.now(UTC)
    problem = after_run(settings, Ended.by(run_id, now, error), now)
    if problem:
        print(problem, file=sys.stderr)


def _check_arguments(settings: Settings, engine: str) -> None:
    if engine not in ENGINES:
        raise ConfigurationError(f"--engine {engine!r}: not one of {', '.join(ENGINES)}")
    if not settings.raw.is_dir():
        raise ConfigurationError(f"{settings.raw}: there is no such folder of sources")
    if settings.alerts.receivers:
        from pipelines.alerts.receivers import check

        check(settings.alerts, os.environ)
    if settings.labels is not None:
        from pipelines.score import read_labels

        read_labels(settings.labels)
    if (settings.raw / "corrections").exists():
        from pipelines.documents.corrections import load_corrections  # takes a while to import

        load_corrections(settings.raw)  # a wrong one ends the run before anything is written


def _execute(
    settings: Settings, home: Path, run_id: str, options: Mapping[str, Any], progress: Progress | None
) -> None:
    """The job in this process, on the instance of ``home``. Raises the project's errors."""
    os.environ["DAGSTER_HOME"] = str(home)
    logging.getLogger("dagster").setLevel(logging.CRITICAL)  # the errors are told once, by the caller
    import dagster as dg

    from pipelines.definitions import JOB, build_defs

    job = build_defs(settings, progress=progress, locked=True).resolve_job_def(JOB)
    config = {
        "resources": {"run": {"config": dict(options)}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    try:
        with dg.DagsterInstance.get() as instance:
            job.execute_in_process(run_config=config, instance=instance, run_id=run_id)
    except (dg.DagsterError, OSError, CooperationError) as error:
        raise _cause(error) from error


def _cause(error: BaseException) -> CooperationError:
    """The project's own error behind one of Dagster's; a ``StorageError`` where there is none."""
    at: BaseException | None = error
    while at is not None:
        if isinstance(at, CooperationError):
            return at
        at = at.__cause__
    return StorageError(f"{type(error).__name__}: {error}")


_COUNTS = """
    select 'document' as what, '' as name, count(*) as rows from report.documents
    union all select 'fact', kind, count(*) from report.facts group by kind
    union all select 'mention', disposition, count(*) from report.mentions group by disposition
    union all select 'quarantined', relation, count(*) from quality.quarantine
        where released_run_id is null group by relation
    union all select 'failed check', check_name || ' on ' || relation, count(*) from quality.check_result
        where not passed
        and run_id = (select run_id from quality.run order by started_at desc, run_id desc limit 1)
        group by check_name, relation
    order by all
"""


def _summary(outcome: str, home: Path, read_again: int, began: float) -> RunSummary:
    """What came of the run, counted in the published warehouse itself."""
    path = published(home)
    if path is None:
        raise StorageError(f"{home}: nothing is published")
    run = query(path, "select run_id from quality.run order by started_at desc, run_id desc limit 1")
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in query(path, _COUNTS).to_pylist():
        counts[row["what"]][row["name"]] = row["rows"]
    return RunSummary(
        outcome=outcome,
        run_id=run["run_id"][0].as_py(),
        documents=counts["document"][""],
        facts=counts["fact"],
        mentions=counts["mention"],
        quarantined=sum(counts["quarantined"].values()),
        refused=counts["quarantined"].get("sources", 0),
        read_again=read_again,
        failed_checks=tuple(counts["failed check"]),
        seconds=time.monotonic() - began,
        published=home / LINK,
        page=page_path(home),
    )


def _documents_read(home: Path, run_id: str) -> int:
    """How many documents this run read itself."""
    return pq.read_table(home / "staging" / "readings.parquet")["run_id"].to_pylist().count(run_id)
