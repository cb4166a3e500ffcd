"""All that Dagster sees, and nothing else: assets, checks, job, schedule, sensor, resource."""

from __future__ import annotations

import dagster as dg

from pipelines.assets import ingest, reporting, staging, validation, warehouse
from pipelines.checks import CHECKS
from pipelines.config import Settings
from pipelines.resources import Progress, run_resource
from pipelines.schedules import daily
from pipelines.sensors import raw_changed

JOB = "cooperation"


def build_defs(
    overrides: Settings | None = None, *, progress: Progress | None = None, locked: bool = False
) -> dg.Definitions:
    """The project's definitions, over the user's settings or ``overrides``.

    ``progress`` is told how far a run in this process is; ``locked`` says that its starter holds the
    warehouse's lock already. Raises ``ConfigurationError``.
    """
    settings = overrides or Settings()
    job = dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all(),
        description="raw/ to the published warehouse",
        tags={"dagster/max_runtime": str(settings.run_seconds)},
    )
    return dg.Definitions(
        assets=[
            ingest.ingest,
            staging.staging,
            validation.validated,
            validation.corrections,
            validation.ledger,
            warehouse.warehouse_build,
            warehouse.published_warehouse,
            reporting.report_views,
            reporting.report_page,
        ],
        asset_checks=CHECKS,
        jobs=[job],
        schedules=[daily(JOB, settings)],
        sensors=[raw_changed(JOB, settings), *_alert_sensors(settings)],
        resources={"run": run_resource(settings, progress, locked)},
        # One process a run: all steps share the lock, and a process for each takes three times as long.
        executor=dg.in_process_executor,
    )


def _alert_sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """The sensor that sends alerts, where somebody is set to be told."""
    if not settings.alerts.receivers:
        return []
    from pipelines.alert_sensor import alerts_due

    return [alerts_due(JOB, settings)]


defs = build_defs()
