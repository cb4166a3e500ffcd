"""What every asset of a run is handed: the settings, this run's options, the lock on the warehouse folder."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from pipelines.config import Settings
from pipelines.documents import SourceLimits
from pipelines.errors import LockHeld
from pipelines.fingerprint import fingerprint
from pipelines.warehouse import RunLock

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how much of it is done, and of how much."""


def silent(_step: str, _done: int, _total: int) -> None:
    """No progress shown."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline: its name, when it started, what was asked for, where it works."""

    run_id: str
    started: datetime
    settings: Settings
    fingerprint: str
    full: bool = False
    engine: str = "local"
    accept_drift: bool = False
    progress: Progress = silent

    @property
    def home(self) -> Path:
        """The warehouse folder."""
        return self.settings.warehouse.resolve()

    @property
    def staging(self) -> Path:
        """Where the Parquet files between the assets are."""
        return self.home / "staging"

    @property
    def limits(self) -> SourceLimits:
        """Bounds on source files."""
        return SourceLimits(
            self.settings.max_file_bytes, self.settings.max_line_bytes, self.settings.settle_seconds
        )


def run_resource(settings: Settings, progress: Progress | None, locked: bool) -> dg.ResourceDefinition:
    """The resource ``run``. ``locked``: whoever starts the run in this process holds the lock already."""

    @dg.resource(
        description="Settings, options and the warehouse's lock",
        config_schema={
            "full": dg.Field(bool, default_value=False, description="read every document again"),
            "engine": dg.Field(str, default_value="local", description="local, pool or ray"),
            "accept_drift": dg.Field(bool, default_value=False, description="publish in spite of drift"),
        },
    )
    @contextmanager
    def run(context: dg.InitResourceContext) -> Iterator[Run]:
        with nullcontext() if locked else _waited_lock(settings):
            yield Run(
                run_id=context.run.run_id if context.run else "",
                started=datetime.now(UTC),
                settings=settings,
                fingerprint=fingerprint(settings),
                progress=progress or silent,
                **context.resource_config,
            )

    return run


@contextmanager
def _waited_lock(settings: Settings) -> Iterator[None]:
    """The lock, waited for: a scheduled run that meets one started by hand comes after it."""
    end = time.monotonic() + settings.lock_wait_seconds
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(RunLock(settings.warehouse, datetime.now(UTC)))
                break
            except LockHeld:
                if time.monotonic() >= end:
                    raise
                time.sleep(1)
        yield
