"""Scores as checks: a line that is set blocks, what is read worse than before is told."""

from __future__ import annotations

import pytest

from pipelines.quality.scored import ALL, SCORE_CHECKS, Figures, Lines, score_outcomes

BEFORE = {"event": Figures(10, 9, 0.8, 0.7), ALL: Figures(10, 9, 0.8, 0.7)}


def test_without_labels_nothing_is_asked() -> None:
    found = score_outcomes({}, BEFORE, Lines(0.9, 0.9))
    assert {each.name for each in found} == SCORE_CHECKS
    assert all(each.passed for each in found)


@pytest.mark.parametrize(
    ("lines", "passed"),
    [(Lines(), True), (Lines(0.8, 0.7), True), (Lines(0.81), False), (Lines(strict=0.71), False)],
)
def test_under_a_line_that_is_set_nothing_is_published(lines: Lines, passed: bool) -> None:
    over, _ = score_outcomes(BEFORE, {}, lines)
    assert (over.passed, over.severity) == (passed, "fail")
    assert over.observed == "soft F1 0.800, strict F1 0.700"


def test_what_is_read_worse_is_told() -> None:
    now = {"event": Figures(10, 9, 0.75, 0.7), ALL: Figures(10, 9, 0.85, 0.7)}
    _, worse = score_outcomes(now, BEFORE, Lines())
    assert (worse.passed, worse.severity) == (False, "warn")
    assert worse.sample == ("event: soft F1 0.800, now 0.750",)
    assert score_outcomes(BEFORE, now, Lines())[1].sample == (f"{ALL}: soft F1 0.850, now 0.800",)
    assert score_outcomes(BEFORE, BEFORE, Lines())[1].passed


def test_other_labels_are_no_measure() -> None:
    now = {"event": Figures(12, 9, 0.1, 0.1)}
    assert score_outcomes(now, BEFORE, Lines())[1].passed
