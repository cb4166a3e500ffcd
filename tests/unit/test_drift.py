"""Drift: what is missed, and what is no news."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from pipelines.quality.contents import Contents, Place, Yield, columns_of, contents_of
from pipelines.quality.drift import DRIFT_CHECKS, DriftLimits, drift
from pipelines.quality.outcome import CheckOutcome
from schemas.candidates import candidate_table
from schemas.fields import DOCUMENTS, FACT_TABLES

BEFORE = {"a": Yield(10, 1000), "b": Yield(6, 800), "c": Yield(4, 500)}
LENIENT = DriftLimits(1, 1)


def outcomes(
    before: Contents, now: Contents, limits: DriftLimits = LENIENT, *rejected: str
) -> dict[str, CheckOutcome]:
    return {outcome.name: outcome for outcome in drift(before, now, limits, rejected)}


def failed(now: dict[str, Yield], share: float = 0.5) -> dict[str, tuple[str, ...]]:
    found = outcomes(Contents(BEFORE), Contents(now), DriftLimits(share))
    return {name: outcome.sample for name, outcome in found.items() if not outcome.passed}


def test_the_same_again_is_no_drift() -> None:
    assert failed(BEFORE) == {}
    found = outcomes(Contents(), Contents(BEFORE, codes={"country": frozenset({"NO"})}), DriftLimits(0, 0))
    assert all(outcome.passed for outcome in found.values())
    assert set(found) == DRIFT_CHECKS


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
    found = outcomes(Contents({"d": Yield(3, 90)}), Contents({"d": Yield(1, 90)}))
    assert [name for name, outcome in found.items() if not outcome.passed] == []


def facts(**places: Place) -> Mapping[str, Place]:
    return places


def of(facts: Mapping[str, Place], text: str = "t", **more: object) -> Contents:
    return Contents({"d": Yield(len(facts), 100, text)}, facts, **more)  # type: ignore[arg-type]


PLACE, OTHER = ("d", "events", 0, 10), ("d", "events", 20, 30)


@pytest.mark.parametrize(
    ("now", "text", "gone"),
    [
        (facts(f1=PLACE, f2=PLACE, f3=OTHER), "t", ()),
        (facts(f1=PLACE, f3=OTHER), "t", ("f2",)),
        (facts(f1=PLACE, f9=PLACE, f3=OTHER), "t", ()),  # read otherwise, so its id is another
        (facts(f1=PLACE, f2=PLACE), "t", ("f3",)),
        (facts(f1=PLACE, f2=PLACE), "another text", ()),
    ],
)
def test_a_fact_that_vanishes_from_an_unchanged_text_is_named(
    now: Mapping[str, Place], text: str, gone: tuple[str, ...]
) -> None:
    before = of(facts(f1=PLACE, f2=PLACE, f3=OTHER))
    found = outcomes(before, of(now, text), DriftLimits(vanished=0.3))
    assert found["facts_vanished"].sample == gone
    assert found["facts_vanished"].severity == "warn"
    assert found["vanished_share"].passed is not bool(gone)  # one of three is more than 0.3
    assert found["vanished_share"].severity == "fail"
    assert outcomes(before, of(now, text), DriftLimits(vanished=0.4))["vanished_share"].passed


def test_nobody_misses_what_a_person_rejected() -> None:
    four = facts(**{f"f{number}": ("d", "events", number, 10) for number in range(4)})
    one = {"f0": four["f0"]}
    assert not outcomes(of(four), of(one), LENIENT)["facts_fell"].passed
    found = outcomes(of(four), of(one), DriftLimits(0, 0), "f1", "f2", "f3")
    assert found["facts_fell"].passed
    assert found["facts_vanished"].passed


def many(count: int, document: str = "d", table: str = "events") -> Mapping[str, Place]:
    return {f"{table}{number}": (document, table, number, number + 1) for number in range(count)}


@pytest.mark.parametrize(
    ("old", "new", "jumps"), [(5, 10, True), (5, 9, False), (20, 30, False), (1, 4, False)]
)
def test_a_jump_of_counts_is_told_by_document_and_kind(old: int, new: int, jumps: bool) -> None:
    found = outcomes(of(many(old)), of(many(new)))["counts_jumped"]
    said = (f"d events: {old} facts, now {new}", f"all events: {old} facts, now {new}")
    assert found.sample == (said if jumps else ())
    assert found.severity == "warn"


def test_another_text_may_give_any_number() -> None:
    longer = Contents({"d": Yield(20, 200)}, many(20))
    assert outcomes(of(many(5)), longer)["counts_jumped"].passed


@pytest.mark.parametrize(
    ("old", "new", "text", "passed"),
    [
        (620, 620_000, "t", False),
        (620_000, 620, "t", False),
        (620, 6_100, "t", True),
        (620, 620_000, "another text", True),
        (0, 620, "t", True),
    ],
)
def test_a_figure_read_on_another_scale_is_held_back(old: int, new: int, text: str, passed: bool) -> None:
    key = ("d", "funding", "EUR")
    before = of({}, sums={key: Decimal(old)})
    found = outcomes(before, of({}, text, sums={key: Decimal(new)}))["sums_jumped"]
    assert (found.passed, found.severity) == (passed, "fail")


def test_a_code_seen_for_the_first_time_is_told() -> None:
    codes = {
        "country": frozenset({"NO"}),
        "currency": frozenset({"EUR"}),
        "instrument": frozenset({"treaty"}),
    }
    more = {**codes, "country": frozenset({"NO", "CL"})}
    found = outcomes(of({}, codes=codes), of({}, codes=more))
    assert found["new_country"].sample == ("CL",)
    assert found["new_country"].severity == "warn"
    assert found["new_currency"].passed
    assert found["new_instrument"].passed
    assert outcomes(of({}, codes=more), of({}, codes=codes))["new_country"].passed  # one that goes is not new


def test_contents_are_those_of_the_tables() -> None:
    common = {
        "document_id": "d",
        "evidence": "x",
        "char_start": 0,
        "char_end": 1,
        "status": "actual",
        "rule": "r",
    }
    given = {
        "funding": [
            {
                "fact_id": "f1",
                "amount_low": 2,
                "amount_high": None,
                "currency": "EUR",
                "countries": ["NO", "CL"],
            },
            {"fact_id": "f2", "amount_low": None, "amount_high": 3, "currency": "EUR", "countries": []},
        ],
        "memberships": [
            {"fact_id": "f3", "member": "PT", "organization": "A union"},
            {"fact_id": "f4", "member": "An academy", "organization": "A union"},
        ],
    }
    tables = {
        name: candidate_table(FACT_TABLES[name], [common | row for row in rows]).select(columns_of(name))
        for name, rows in given.items()
    }
    documents = candidate_table(DOCUMENTS, [{"document_id": "d", "char_count": 9, "text_sha256": "t"}])
    found = contents_of(documents, tables)
    assert found.documents == {"d": Yield(4, 9, "t")}
    assert found.sums == {("d", "funding", "EUR"): Decimal(5)}
    assert found.codes["country"] == {"NO", "CL", "PT"}
    assert found.codes["currency"] == {"EUR"}
    assert found.facts["f3"] == ("d", "memberships", 0, 1)
