"""Drift: what is missed, and what is no news."""

from __future__ import annotations

import pytest

from pipelines.quality.drift import Yield, drift

BEFORE = {"a": Yield(10, 1000), "b": Yield(6, 800), "c": Yield(4, 500)}


def failed(now: dict[str, Yield], share: float = 0.5) -> dict[str, tuple[str, ...]]:
    return {outcome.name: outcome.sample for outcome in drift(BEFORE, now, share) if not outcome.passed}


def test_the_same_again_is_no_drift() -> None:
    assert failed(BEFORE) == {}
    assert all(outcome.passed for outcome in drift({}, BEFORE, 0))


def test_half_of_all_facts_may_go_and_no_more() -> None:
    assert failed({"b": BEFORE["b"], "c": BEFORE["c"]}) == {}
    assert failed({"c": BEFORE["c"]}) == {"withdrawn_share": ("a", "b")}
    assert failed({"b": BEFORE["b"], "c": BEFORE["c"]}, 0.4) == {"withdrawn_share": ("a",)}
    assert failed({}, 1) == {}


@pytest.mark.parametrize(
    ("now", "missed"),
    [
        (Yield(5, 1000), True),  # by half
        (Yield(6, 1000), False),
        (Yield(0, 1050), True),  # to none, a word added
        (Yield(0, 400), False),  # the text is another one
        (Yield(30, 1000), False),
    ],
)
def test_a_document_whose_facts_fall_while_its_text_stays_is_missed(now: Yield, missed: bool) -> None:
    assert ("facts_fell" in failed({**BEFORE, "a": now})) is missed


def test_small_numbers_do_not_count_as_halves() -> None:
    names = [
        outcome.name for outcome in drift({"d": Yield(3, 90)}, {"d": Yield(1, 90)}, 1) if not outcome.passed
    ]
    assert names == []
    names = [
        outcome.name for outcome in drift({"d": Yield(3, 90)}, {"d": Yield(0, 90)}, 1) if not outcome.passed
    ]
    assert names == ["facts_fell"]
