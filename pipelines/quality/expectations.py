"""What was expected of sources and of the whole warehouse, beside what came.

Nothing here says that a row is wrong. Whoever expects something says whether missing it is noted (``warn``)
or keeps the warehouse from being published (``fail``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.quality.outcome import CheckOutcome, none_found
from schemas.expectations import Days, Expected, Share, WarehouseExpectations
from schemas.rules import Severity

SEVERITY_IS_SET = frozenset({"volume", "unattached_share", "quarantined_share", "newest_source"})
"""Checks whose severity stands in the settings."""
Counts = Mapping[str, Mapping[str, int]]
"""Document id -> table -> number of its facts."""


@dataclass(frozen=True, slots=True)
class Volumes:
    """How much a warehouse would hold: ``rows`` by table (``facts`` for all of them), ``unattached`` of its
    mentions, ``held_back`` of ``candidates`` facts, the day on which the ``newest`` source was published.
    """

    rows: Mapping[str, int]
    unattached: int = 0
    held_back: int = 0
    candidates: int = 0
    newest: date | None = None


def source_expectations(
    expected: Iterable[Mapping[str, Any]], counts: Counts, orphans: Sequence[str]
) -> list[CheckOutcome]:
    """Whether each source and folder gave as many facts as its sidecar says.

    ``expected`` are rows of ``engine.sources.EXPECTATIONS``, ``orphans`` the sidecars without a source, which
    are read by nobody.
    """
    missed: dict[str, list[str]] = {"warn": [], "fail": []}
    for row in expected:
        found = _found(row["scope"], row["name"], row["relation"], counts)
        bounds = Expected(min=row["low"], max=row["high"])
        if not bounds.holds(found):
            name = row["name"] or "raw/"
            missed[row["severity"]].append(f"{name}: {found} {row['relation']}, expected {bounds}")
    return [
        none_found(
            "expected_facts",
            "documents",
            missed["warn"],
            "each source and folder gives as many facts of a kind as its sidecar expects",
            "warn",
        ),
        none_found(
            "required_facts",
            "documents",
            missed["fail"],
            "each source and folder gives as many facts of a kind as its sidecar expects with severity fail",
        ),
        none_found(
            "sidecars_have_sources",
            "sources",
            orphans,
            "each sidecar stands beside the source that it describes",
            "warn",
        ),
    ]


def _found(scope: str, name: str, relation: str, counts: Counts) -> int:
    of = counts.items()
    return sum(
        tables.get(relation, 0)
        for document, tables in of
        if document == name or (scope == "folder" and document.startswith(name))
    )


def warehouse_expectations(
    expected: WarehouseExpectations, volumes: Volumes, today: date | None
) -> list[CheckOutcome]:
    """Whether the warehouse is as large, as complete and as fresh as its settings expect.

    ``today`` is the day of the run; None leaves out freshness.
    """
    return [
        *(_volume(name, bounds, volumes.rows.get(name, 0)) for name, bounds in _bounds(expected)),
        _share(
            "unattached_share",
            "mentions",
            expected.unattached,
            volumes.unattached,
            volumes.rows.get("mentions", 0),
            "not too large a share of the figures and dates is left without a fact",
        ),
        _share(
            "quarantined_share",
            "quarantine",
            expected.quarantined,
            volumes.held_back,
            volumes.candidates,
            "not too large a share of the candidate facts is held back",
        ),
        _freshness(expected.newest_source, volumes.newest, today),
    ]


def _bounds(expected: WarehouseExpectations) -> Iterable[tuple[str, Expected]]:
    return expected.rows.items() or [("facts", Expected())]


def _volume(name: str, bounds: Expected, count: int) -> CheckOutcome:
    return CheckOutcome(
        "volume",
        bounds.severity,
        bounds.holds(count),
        str(count),
        str(bounds),
        name,
        (),
        "the warehouse holds as many rows as its settings expect",
    )


def _share(name: str, relation: str, most: Share, part: int, whole: int, message: str) -> CheckOutcome:
    share = part / whole if whole else 0.0
    expected = f"at most {most.max:.1%}"
    holds = share <= most.max
    return CheckOutcome(name, most.severity, holds, f"{share:.1%}", expected, relation, (), message)


def _freshness(most: Days | None, newest: date | None, today: date | None) -> CheckOutcome:
    severity: Severity = "warn" if most is None else most.severity
    age = None if newest is None or today is None else (today - newest).days
    return CheckOutcome(
        "newest_source",
        severity,
        most is None or today is None or (age is not None and age <= most.max),
        "no source with a day" if age is None else f"{age} days",
        "any age" if most is None else f"at most {most.max} days",
        "documents",
        (),
        "the source that was published last is not older than expected",
    )
