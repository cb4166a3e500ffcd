"""The pipeline once, from start to exit code: what ``cooperation run`` does.

Dagster is only imported where there is something to do: a run that finds nothing new is over before that.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.config import Settings
from pipelines.errors import AuditFailed, ConfigurationError, CooperationError, StorageError
from pipelines.fingerprint import fingerprint
from pipelines.instance import prepare_home
from pipelines.warehouse import RunLock, published

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
    code.
    """
    began = time.monotonic()
    _check_arguments(settings, engine)
    home = prepare_home(settings)
    with RunLock(settings.warehouse):
        earlier = _published_summary(settings)
        if earlier is not None and not full and earlier["fingerprint"] == fingerprint(settings):
            return _summary(NOTHING_NEW, settings, {**earlier, "read_again": 0}, began)
        options = {"full": full, "engine": engine, "accept_drift": accept_drift}
        before = published(settings.warehouse)
        _execute(settings, home, options, progress)
        outcome = NOTHING_NEW if published(settings.warehouse) == before else PUBLISHED
        return _summary(outcome, settings, _published_summary(settings), began)


def _check_arguments(settings: Settings, engine: str) -> None:
    if engine not in ENGINES:
        raise ConfigurationError(f"--engine {engine!r}: not one of {', '.join(ENGINES)}")
    if not settings.raw.is_dir():
        raise ConfigurationError(f"{settings.raw}: there is no such folder of sources")


def _execute(settings: Settings, home: Path, options: Mapping[str, Any], progress: Progress | None) -> None:
    """The job in this process, on the instance of ``home``; its failure as one of the project's errors."""
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
            job.execute_in_process(run_config=config, instance=instance)
    except dg.DagsterAssetCheckFailedError as error:
        raise AuditFailed(str(error)) from error
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
