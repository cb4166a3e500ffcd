"""When the pipeline runs because raw/ has changed."""

import time

import dagster as dg

from pipelines.config import Settings
from pipelines.fingerprint import nothing_new, raw_signs


def raw_changed(job: str, settings: Settings) -> dg.SensorDefinition:
    """A run for every change of the files below raw/: new, changed or removed.

    The cursor is a digest of their names, sizes and times. It moves on only once the newest file has been
    left alone for a moment, so that no file is taken while it is being copied in.
    """

    @dg.sensor(
        name="raw_changed",
        job_name=job,
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
