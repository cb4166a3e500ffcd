"""When the pipeline runs by the clock."""

import dagster as dg

from pipelines.config import Settings
from pipelines.fingerprint import nothing_new


def daily(job: str, settings: Settings) -> dg.ScheduleDefinition:
    """The daily run; a tick that finds nothing new starts none. Missed ticks are one run."""

    @dg.schedule(
        name="daily",
        job_name=job,
        cron_schedule=settings.schedule,
        execution_timezone=settings.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Reads raw/ once a day, whether or not the sensor saw a change.",
    )
    def schedule() -> dg.RunRequest | dg.SkipReason:
        return dg.SkipReason("nothing is new") if nothing_new(settings) else dg.RunRequest()

    return schedule
