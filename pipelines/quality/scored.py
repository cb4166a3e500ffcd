"""How well the reading does against labels, as checks: over the lines set, and no worse than before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.quality.outcome import CheckOutcome, none_found

ALL = "ALL FACTS"
NOTED = 0.005  # F1 that falls by less is no news
SCORE_CHECKS = frozenset({"score_over_line", "score_not_worse"})


@dataclass(frozen=True, slots=True)
class Figures:
    """One kind: facts labelled (``gold``) and ``found``; ``soft`` and ``strict`` F1, 0 to 1."""

    gold: int
    found: int
    soft: float
    strict: float


@dataclass(frozen=True, slots=True)
class Lines:
    """F1 of all facts under which nothing is published; None where there is no such line."""

    soft: float | None = None
    strict: float | None = None


def score_outcomes(
    now: Mapping[str, Figures], before: Mapping[str, Figures], lines: Lines
) -> list[CheckOutcome]:
    """Both checks. ``now`` and ``before`` (the last published run) are by kind, ``ALL`` among them; each may
    be empty.
    """
    fell = [
        f"{kind}: {name} {_shown(old)}, now {_shown(new)}"
        for kind in now
        if kind in before and now[kind].gold == before[kind].gold
        for name, old, new in (
            ("soft F1", before[kind].soft, now[kind].soft),
            ("strict F1", before[kind].strict, now[kind].strict),
        )
        if new < old - NOTED
    ]
    worse = none_found("score_not_worse", "score", fell, "no kind is read worse than by the last run", "warn")
    return [_over_lines(now.get(ALL), lines), worse]


def _over_lines(found: Figures | None, lines: Lines) -> CheckOutcome:
    wanted = [
        (name, line) for name, line in (("soft", lines.soft), ("strict", lines.strict)) if line is not None
    ]
    expected = ", ".join(f"{name} F1 at least {_shown(line)}" for name, line in wanted) or "any"
    message = "the reading agrees with the labels as far as the settings ask"
    if found is None:
        return CheckOutcome("score_over_line", "fail", True, "no labels", expected, "score", (), message)
    observed = f"soft F1 {_shown(found.soft)}, strict F1 {_shown(found.strict)}"
    over = all(getattr(found, name) >= line for name, line in wanted)
    return CheckOutcome("score_over_line", "fail", over, observed, expected, "score", (), message)


def _shown(value: float) -> str:
    return f"{value:.3f}"
