"""When the pipeline runs because raw/ has changed."""

from __future__ import annotations

import time

import dagster as dg

from pipelines.config import Settings
from pipelines.fingerprint import fingerprint, raw_signs
from pipelines.warehouse import published_manifest


def raw_changed(job: dg.UnresolvedAssetJobDefinition, settings: Settings) -> dg.SensorDefinition:
    """A run for every change of the files below raw/: new, changed or removed.

    The cursor is a digest of their names, sizes and times. It moves on only once the newest file has been
    left alone for a moment, so that no file is taken while it is being copied in.
    """

    @dg.sensor(
        name="raw_changed",
        job=job,
        minimum_interval_seconds=settings.sensor_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Looks for new, changed and removed files in raw/.",
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        signs, newest = raw_signs(settings.raw)
        if signs == context.cursor:
            return dg.SkipReason("raw/ is as it was")
        if abs(time.time() - newest) < settings.settle_seconds:
            return dg.SkipReason("a file in raw/ was changed just now; it is looked at again in a moment")
        if nothing_new(settings):
            return dg.SensorResult(skip_reason="the files' contents are published already", cursor=signs)
        return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=signs)

    return sensor


def nothing_new(settings: Settings) -> bool:
    """Whether sources, code and settings are those of the published warehouse."""
    manifest = published_manifest(settings.warehouse)
    return manifest is not None and manifest.get("fingerprint") == fingerprint(settings)
