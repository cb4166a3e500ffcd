"""Group ``warehouse``: a build made aside, and the published file that readers open."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from pipelines.assets.common import STORE, step
from pipelines.assets.validation import VALIDATED, valid_key
from pipelines.facts import extractor_version
from pipelines.resources import Run
from pipelines.warehouse import RunRecord, build, new_build, open_reader, publish, published


def build_path(run: Run) -> Path:
    """Where this run's build is: the newest one, so that a step run alone finds what was built before."""
    return run.home / "builds" / f"{run.run_id}.duckdb"
