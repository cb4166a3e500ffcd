"""Dagster's home: history of runs, schedule and sensor, in ``.dagster`` of the warehouse folder.

``python -m pipelines.instance`` makes it and prints where it is; ``make serve`` sets DAGSTER_HOME to that.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines.config import Settings
from pipelines.errors import CooperationError, StorageError

_COMMITTED = Path(__file__).resolve().parents[1] / "dagster.yaml"


def prepare_home(settings: Settings) -> Path:
    """The folder for DAGSTER_HOME, made, the committed ``dagster.yaml`` in it. Raises ``StorageError``."""
    home = settings.warehouse.resolve() / ".dagster"
    try:
        home.mkdir(parents=True, exist_ok=True)
        wanted = _COMMITTED.read_bytes()
        target = home / _COMMITTED.name
        if not target.exists() or target.read_bytes() != wanted:
            target.write_bytes(wanted)
    except OSError as error:
        raise StorageError(f"{home}: cannot be written: {error.strerror}") from error
    return home


if __name__ == "__main__":
    try:
        print(prepare_home(Settings()))
    except CooperationError as error:
        sys.exit(f"{error}")
