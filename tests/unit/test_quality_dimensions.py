"""The dimensions of a build are held against their models."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from pipelines.quality.dimensions import dimension_outcomes
from schemas.dimensions import TABLES
from schemas.fields import arrow_schema


def _star(**rows: list[dict[str, object]]) -> dict[str, pa.Table]:
    return {
        name: pa.Table.from_pylist(rows.get(name, []), schema=arrow_schema(table))
        for name, table in TABLES.items()
    }


@pytest.mark.parametrize("name", sorted(TABLES))
def test_an_empty_dimension_passes(name: str) -> None:
    passed = {outcome.relation: outcome.passed for outcome in dimension_outcomes(_star(), "v")}
    assert passed[f"core.{name}"]


def test_a_row_that_breaks_a_rule_fails_its_dimension_alone() -> None:
    day = {
        "day": date(2020, 5, 6), "year": 2021, "quarter": 2, "month": 5, "month_name": "May",
        "month_start": date(2020, 5, 1), "day_of_month": 6, "weekday": 3,
    }  # fmt: skip
    money = [{"currency": "CNH", "name": "Chinese yuan (offshore)", "decimals": 2}]
    outcomes = dimension_outcomes(_star(dim_date=[day], dim_currency=money), "v")
    failed = [outcome for outcome in outcomes if not outcome.passed]
    assert {outcome.relation for outcome in failed} == {"core.dim_date", "core.dim_currency"}
    assert all(outcome.severity == "fail" for outcome in failed)
    assert any("CNH" in key for outcome in failed for key in outcome.sample)
