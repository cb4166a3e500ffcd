"""What is expected of sources and of the warehouse: what is missed, and who decides what comes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from pipelines.documents import load_sources
from pipelines.engine.sources import expectation_tables
from pipelines.quality.expectations import Volumes, source_expectations, warehouse_expectations
from pipelines.quality.outcome import CheckOutcome
from schemas.expectations import WarehouseExpectations

COUNTS = {"north/fjord": {"events": 3}, "north/lake": {"events": 1, "funding": 2}, "south": {"events": 5}}


def row(
    scope: str, name: str, relation: str, low: int | None, high: int | None, severity: str = "warn"
) -> Any:
    return {
        "scope": scope,
        "name": name,
        "relation": relation,
        "low": low,
        "high": high,
        "severity": severity,
    }


def outcomes(*expected: Any, orphans: tuple[str, ...] = ()) -> dict[str, CheckOutcome]:
    return {outcome.name: outcome for outcome in source_expectations(expected, COUNTS, orphans)}


@pytest.mark.parametrize(
    ("expected", "missed"),
    [
        (row("document", "north/fjord", "events", 3, 3), ()),
        (row("document", "north/fjord", "events", 4, None), ("north/fjord: 3 events, expected at least 4",)),
        (row("document", "north/fjord", "events", None, 2), ("north/fjord: 3 events, expected at most 2",)),
        (row("document", "north/fjord", "people", 1, 9), ("north/fjord: 0 people, expected 1 to 9",)),
        (row("document", "gone", "events", 1, None), ("gone: 0 events, expected at least 1",)),
        (row("folder", "north/", "events", 4, 4), ()),
        (row("folder", "", "events", None, 8), ("raw/: 9 events, expected at most 8",)),
    ],
)
def test_a_source_or_folder_that_gives_too_few_or_too_many_is_named(
    expected: Any, missed: tuple[str, ...]
) -> None:
    assert outcomes(expected)["expected_facts"].sample == missed
    assert outcomes(expected)["expected_facts"].severity == "warn"
    assert outcomes(expected)["required_facts"].passed


def test_severity_fail_blocks() -> None:
    found = outcomes(row("document", "south", "events", 6, None, "fail"))
    assert found["expected_facts"].passed
    assert (found["required_facts"].passed, found["required_facts"].severity) == (False, "fail")


def test_a_sidecar_without_a_source_is_named() -> None:
    assert outcomes()["sidecars_have_sources"].passed
    found = outcomes(orphans=("fjrod.yml",))["sidecars_have_sources"]
    assert (found.sample, found.severity) == (("fjrod.yml",), "warn")


TODAY = date(2026, 11, 22)
VOLUMES = Volumes({"facts": 40, "mentions": 10}, 4, 1, 10, date(2026, 11, 1))


def of_warehouse(volumes: Volumes = VOLUMES, **expected: Any) -> dict[str, CheckOutcome]:
    found = warehouse_expectations(WarehouseExpectations(**expected), volumes, TODAY)
    return {outcome.name: outcome for outcome in found}


def test_without_a_word_the_usual_is_expected() -> None:
    found = of_warehouse()
    assert set(found) == {"volume", "unattached_share", "quarantined_share", "newest_source"}
    assert all(outcome.passed and outcome.severity == "warn" for outcome in found.values())
    assert all(outcome.passed for outcome in of_warehouse(Volumes({})).values())


@pytest.mark.parametrize(
    ("name", "expected", "observed"),
    [
        ("volume", {"rows": {"facts": {"min": 41, "severity": "fail"}}}, "40"),
        ("volume", {"rows": {"events": {"min": 1, "severity": "fail"}}}, "0"),
        ("unattached_share", {"unattached": {"max": 0.39, "severity": "fail"}}, "40.0%"),
        ("quarantined_share", {"quarantined": {"max": 0.05, "severity": "fail"}}, "10.0%"),
        ("newest_source", {"newest_source": {"max": 20, "severity": "fail"}}, "21 days"),
    ],
)
def test_what_is_missed_is_told_with_the_severity_that_was_set(
    name: str, expected: Any, observed: str
) -> None:
    outcome = of_warehouse(**expected)[name]
    assert (outcome.passed, outcome.severity, outcome.observed) == (False, "fail", observed)


def test_what_is_just_reached_holds() -> None:
    found = of_warehouse(
        rows={"facts": {"min": 40, "max": 40}}, unattached={"max": 0.4}, quarantined={"max": 0.1},
        newest_source={"max": 21},
    )  # fmt: skip
    assert all(outcome.passed for outcome in found.values())


def test_where_no_source_has_a_day_freshness_is_missed() -> None:
    assert not of_warehouse(Volumes({}), newest_source={"max": 9999})["newest_source"].passed


@pytest.mark.parametrize(
    "expected", [{"rows": {"treaties": {"min": 1}}}, {"unattached": {"max": 2}}, {"x": 1}]
)
def test_an_expectation_that_is_none_is_refused(expected: Any) -> None:
    with pytest.raises(ValidationError):
        WarehouseExpectations(**expected)


def test_sidecars_and_folders_say_what_is_expected(tmp_path: Path) -> None:
    north = tmp_path / "north"
    north.mkdir()
    (north / "fjord.txt").write_text("In 2020 a text.", encoding="utf-8")
    (north / "fjord.yml").write_text("expect:\n  events: {min: 1, severity: fail}\n", encoding="utf-8")
    (north / "_expect.yml").write_text("expect:\n  funding: {max: 7}\n", encoding="utf-8")
    (north / "fjrod.yml").write_text("title: A slip\n", encoding="utf-8")
    sources = load_sources(tmp_path)
    assert sources.refusals == []
    tables = expectation_tables(sources)
    assert tables["expectations"].to_pylist() == [
        row("document", "north/fjord", "events", 1, None, "fail"),
        row("folder", "north/", "funding", None, 7),
    ]
    assert tables["orphans"].to_pylist() == [{"source_file": "north/fjrod.yml"}]


def test_a_folder_s_file_that_says_too_much_is_refused_alone(tmp_path: Path) -> None:
    (tmp_path / "fjord.txt").write_text("In 2020 a text.", encoding="utf-8")
    (tmp_path / "_expect.yml").write_text("expect:\n  funding: {max: 7}\nexcept: 1\n", encoding="utf-8")
    sources = load_sources(tmp_path)
    assert [document.document_id for document in sources.documents] == ["fjord"]
    (refusal,) = sources.refusals
    assert (refusal.source_file, refusal.code, refusal.place) == ("_expect.yml", "BAD_SIDECAR", 3)
    assert "except" in refusal.message
