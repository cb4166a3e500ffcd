"""What the warehouse's modules hand to each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

Step = Callable[[str], None]
"""Called with the name of each step that is about to begin; tests break off here."""


def no_step(_: str) -> None:
    """The step that does nothing."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run, as ``quality.run`` keeps it. ``started_at`` is an aware datetime."""

    run_id: str
    started_at: datetime
    extractor_version: str
    engine: str = "local"
    full: bool = False
    accept_drift: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build holds: ``rows`` maps ``schema.table`` to the number of its rows, views left out."""

    path: Path
    run_id: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One warehouse of ``snapshots/``. ``created`` is an aware datetime, ``path`` where the file is."""

    id: str
    path: Path
    created: datetime
    run_id: str
    sha256: str
    content_hash: str
    rows: Mapping[str, int]
    published: bool
