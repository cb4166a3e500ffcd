"""Alerts under Dagster's daemon. Only imported where somebody is set to be told."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from pipelines.alerts.look import Ended
from pipelines.alerts.receivers import addresses
from pipelines.alerts.watch import by_the_clock
from pipelines.config import Settings
from pipelines.errors import AuditFailed, CooperationError, LockHeld, StorageError

_ENDS = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE]
_FAILURES = {dg.DagsterEventType.STEP_FAILURE, dg.DagsterEventType.RUN_FAILURE}


def alerts_due(job: str, settings: Settings) -> dg.SensorDefinition:
    """Tells of the runs that the daemon made, tries again what could not be sent, and keeps the time.

    Raises ``ConfigurationError`` where a receiver's address is incomplete.
    """
    addresses(settings.alerts, os.environ)

    @dg.sensor(
        name="alerts_due",
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends the alerts that are due: troubles of runs, silence, the daily digest.",
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        by_the_clock(settings, last_ended(context.instance, job), datetime.now(UTC))
        return dg.SkipReason("alerts are looked after")

    return sensor


def last_ended(instance: dg.DagsterInstance, job: str) -> Ended | None:
    """How the last run of ``job`` ended; None where none did, or where it only met another one's lock."""
    records = instance.get_run_records(dg.RunsFilter(job_name=job, statuses=_ENDS), limit=1)
    if not records:
        return None
    run = records[0].dagster_run
    at = datetime.fromtimestamp(records[0].end_time or 0, UTC)
    if run.is_success:
        return Ended(run.run_id, at)
    kind, message = _reason(instance, run.run_id)
    if issubclass(kind, LockHeld):
        return None
    return Ended(run.run_id, at, message, blocked=issubclass(kind, AuditFailed))


def _reason(instance: dg.DagsterInstance, run_id: str) -> tuple[type[CooperationError], str]:
    """The project's error that ended a run; else what Dagster says of it."""
    kinds = {kind.__name__: kind for kind in _kinds(CooperationError)}
    said = "the run failed"
    for entry in instance.all_logs(run_id, of_type=_FAILURES):
        event = entry.dagster_event
        said = event.message or said if event else said
        error = getattr(event.event_specific_data, "error", None) if event else None
        while error is not None:
            if error.cls_name in kinds:
                return kinds[error.cls_name], error.message.partition(": ")[2].strip()
            error = error.cause
    return StorageError, said


def _kinds(kind: type[CooperationError]) -> Iterator[type[CooperationError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _kinds(each)
