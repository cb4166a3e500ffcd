"""FAULTS 29 to 34: what validation must survive, and what must end the run."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.errors import AuditFailed
from pipelines.mentions.edtf import bounds
from pipelines.quality import CheckBroken, reconcile, validate
from pipelines.quality.judge import judge
from pipelines.quality.rows import quarantine_table
from schemas import facts
from schemas.candidates import candidate_table
from schemas.fields import AGREEMENTS, FUNDING, MENTIONS, arrow_schema
from schemas.models import frame_of, model
from schemas.registry import REGISTRY, Entry
from schemas.rules import Context, Rule


def _failed(quarantine: pa.Table) -> list[tuple[str, str, str]]:
    rows = quarantine.to_pylist()
    return [(json.loads(row["row_json"])["fact_id"], row["check_name"], row["column_name"]) for row in rows]


# 29. Mixed types: every bad row is quarantined with column, check, value and place.


def test_a_bad_value_hides_no_other_bad_value_of_its_column(sample: Any, documents: pa.Table) -> None:
    rows = [
        sample("funding", fact_id="f1", amount_low="twelve"),
        sample("funding", fact_id="f2", amount_low=Decimal(-3), amount_high=Decimal(-3)),
        sample("funding", fact_id="f3"),
    ]
    results = validate("funding", rows, documents, "v1")
    assert results.valid["fact_id"].to_pylist() == ["f3"]
    assert _failed(results.quarantine) == [
        ("f1", "type", "amount_low"),
        ("f2", "not_negative", "amount_low"),
        ("f2", "not_negative", "amount_high"),
    ]
    first = results.quarantine.to_pylist()[0]
    assert first["value"] == "twelve"
    assert (first["document_id"], first["char_start"], first["char_end"]) == (
        "a/text",
        0,
        len(first["evidence"]),
    )
    assert (first["relation"], first["rule"], first["rule_version"]) == ("funding", "sample", "v1")


def test_pandera_alone_lets_the_bad_row_by() -> None:
    """Why values are parsed first: should this fail one day, pandera has mended it and parsing may go."""
    column = pandera.Column(int, pandera.Check(lambda values: values >= 0), coerce=True)
    with pytest.raises(pandera.errors.SchemaErrors) as raised:
        pandera.DataFrameSchema({"x": column}).validate(
            pd.DataFrame({"x": ["a", "-3"]}, dtype=object), lazy=True
        )
    named = set(raised.value.failure_cases["index"].dropna())
    assert 1 not in named


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(), st.binary(), st.dates(),
    st.datetimes(), st.lists(st.one_of(st.none(), st.text(), st.integers())), st.just("12"), st.just(["BY"]),
)  # fmt: skip
COLUMNS = [field.name for field in FUNDING.fields if field.name != "fact_id"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.sampled_from(COLUMNS), ANYTHING), max_size=8), as_table=st.booleans())
def test_whatever_a_column_holds_each_row_is_valid_or_quarantined(
    changes: list[tuple[str, Any]], as_table: bool, sample: Any, documents: pa.Table
) -> None:
    rows = [
        sample("funding", fact_id=f"f{n}", **{column: value}) for n, (column, value) in enumerate(changes)
    ]
    rows.append(sample("funding", fact_id="right"))
    results = validate("funding", candidate_table(FUNDING, rows) if as_table else rows, documents, "v1")
    valid, held_back = (
        results.valid["fact_id"].to_pylist(),
        {fact for fact, *_ in _failed(results.quarantine)},
    )
    assert results.deduplicated == 0
    assert not held_back & set(valid)
    assert held_back | set(valid) == {row["fact_id"] for row in rows}
    assert "right" in valid
    assert results.valid.schema.equals(arrow_schema(FUNDING))
    results.valid.validate(full=True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(ANYTHING, min_size=1, max_size=6))
def test_a_bad_figure_is_found_beside_any_other_values(
    values: list[Any], sample: Any, documents: pa.Table
) -> None:
    rows = [sample("funding", fact_id=f"f{n}", amount_low=value) for n, value in enumerate(values)]
    rows.append(sample("funding", fact_id="bad", amount_low=Decimal(-3), amount_high=Decimal(-3)))
    assert ("bad", "not_negative", "amount_low") in _failed(
        validate("funding", rows, documents, "v1").quarantine
    )


# 30. Numbers that are none, or too big, or no whole ones.


@pytest.mark.parametrize(
    ("value", "check"),
    [
        (math.nan, "finite"), (math.inf, "finite"), (-math.inf, "finite"), (Decimal("NaN"), "finite"),
        ("Infinity", "finite"), (Decimal("1e309"), "fits"), ("1e309", "fits"), (10**32, "fits"),
        (Decimal("0.0000001"), "fits"), (True, "type"), ("1,5", "type"), ("١٢", "type"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_table", [False, True])
def test_figures_that_are_none(
    value: Any, check: str, as_table: bool, sample: Any, documents: pa.Table
) -> None:
    rows = [sample("funding", amount_low=value)]
    results = validate("funding", candidate_table(FUNDING, rows) if as_table else rows, documents, "v1")
    assert _failed(results.quarantine) == [("f1", check, "amount_low")]


@pytest.mark.parametrize(
    ("value", "check"), [(2**63, "fits"), (1.5, "fits"), (math.nan, "finite"), ("x", "type")]
)
@pytest.mark.parametrize("as_table", [False, True])
def test_offsets_that_are_none(
    value: Any, check: str, as_table: bool, sample: Any, documents: pa.Table
) -> None:
    rows = [sample("funding", char_end=value)]
    results = validate("funding", candidate_table(FUNDING, rows) if as_table else rows, documents, "v1")
    assert _failed(results.quarantine) == [("f1", check, "char_end")]


@pytest.mark.parametrize("value", [12, 12.0, "12", "12.000", Decimal("12")])
def test_figures_in_any_usual_form_are_read(value: Any, sample: Any, documents: pa.Table) -> None:
    results = validate("funding", [sample("funding", amount_low=value, amount_high=12)], documents, "v1")
    assert results.valid["amount_low"].to_pylist() == [Decimal("12.000000")]


def test_floats_of_a_table_are_judged_as_numbers(sample: Any, documents: pa.Table) -> None:
    rows = pa.Table.from_pylist(
        [sample("funding", fact_id=f"f{n}") for n in range(4)], schema=arrow_schema(FUNDING)
    )
    floats = pa.array([120000.0, math.nan, math.inf, -120000.0])
    place = rows.column_names.index("amount_low")
    results = validate("funding", rows.set_column(place, "amount_low", floats), documents, "v1")
    assert results.valid["fact_id"].to_pylist() == ["f0"]
    assert [(fact, check) for fact, check, _ in _failed(results.quarantine)] == [
        ("f1", "finite"), ("f2", "finite"), ("f3", "qualifier_sides"), ("f3", "not_negative"),
    ]  # fmt: skip


# 31. Days that no calendar has; days that are merely old.


@pytest.mark.parametrize(
    ("value", "check"),
    [
        ("2012-02-30", "type"),
        ("0000-01-01", "years"),
        ("10000-01-01", "years"),
        (datetime(2012, 5, 1, 7), "type"),
    ],
)
@pytest.mark.parametrize("as_table", [False, True])
def test_days_that_are_none(value: Any, check: str, as_table: bool, sample: Any, documents: pa.Table) -> None:
    rows = [sample("funding", period_from=value)]
    results = validate("funding", candidate_table(FUNDING, rows) if as_table else rows, documents, "v1")
    assert _failed(results.quarantine) == [("f1", check, "period_from")]


def test_a_day_that_arrow_holds_and_python_does_not(sample: Any, documents: pa.Table) -> None:
    rows = pa.Table.from_pylist([sample("funding")], schema=arrow_schema(FUNDING))
    year_12000 = pa.array([3_660_000], pa.int32()).cast(pa.date32())
    place = rows.column_names.index("period_from")
    results = validate(
        "funding", rows.set_column(place, rows.schema.field(place), year_12000), documents, "v1"
    )
    assert _failed(results.quarantine) == [("f1", "years", "period_from")]
    assert "3660000" in results.quarantine["value"][0].as_py()


@pytest.mark.parametrize("edtf", ["2012-02-30", "0000", "10000", "2013/2012", "May 2012"])
def test_malformed_edtf_is_held_back(edtf: str, sample: Any, documents: pa.Table) -> None:
    row = sample("funding", period_edtf=edtf, period_from=None, period_to=None)
    assert _failed(validate("funding", [row], documents, "v1").quarantine) == [
        ("f1", "edtf_well_formed", "period_edtf")
    ]


def test_start_after_end_is_held_back(sample: Any, documents: pa.Table) -> None:
    row = sample("funding", period_from=date(2012, 6, 1))
    checks = {check for _, check, _ in _failed(validate("funding", [row], documents, "v1").quarantine)}
    assert checks == {"edtf_days", "start_before_end"}


@pytest.mark.parametrize("year", [1500, 9999])
def test_old_and_far_days_load_with_a_warning(year: int, sample: Any, documents: pa.Table) -> None:
    days = {"period_from": date(year, 1, 1), "period_to": date(year, 12, 31)}
    row = sample("funding", period_edtf=str(year), **days)
    results = validate("funding", [row], documents, "v1", today=date(2026, 11, 22))
    assert results.valid["period_to"].to_pylist() == [date(year, 12, 31)]
    assert {outcome.name for outcome in results.warnings} == {
        "usual_years(period_from)",
        "usual_years(period_to)",
    }
    assert all(outcome.severity == "warn" and outcome.sample == ("f1",) for outcome in results.warnings)


def test_days_within_fifty_years_are_usual(sample: Any, documents: pa.Table) -> None:
    row = sample("funding", period_edtf="2076", period_from=date(2076, 1, 1), period_to=date(2076, 12, 31))
    assert validate("funding", [row], documents, "v1", today=date(2026, 11, 22)).warnings == []
    assert len(validate("funding", [row], documents, "v1", today=date(2025, 11, 22)).warnings) == 2


# 32. All rows bad.


def test_all_rows_bad_fails_the_run(sample: Any, documents: pa.Table) -> None:
    rows = candidate_table(FUNDING, [sample("funding", currency="XXX")])
    results = validate("funding", rows, documents, "v1")
    assert not _outcome(documents, rows, results.valid, results.quarantine, "some_rows_valid").passed


def test_one_good_row_does_not(sample: Any, documents: pa.Table) -> None:
    rows = candidate_table(FUNDING, [sample("funding", fact_id="f2", currency="XXX"), sample("funding")])
    results = validate("funding", rows, documents, "v1")
    assert _outcome(documents, rows, results.valid, results.quarantine, "some_rows_valid").passed


# 33. A check that raises fails the run.


def _with_rule(rule: Rule) -> Entry:
    entry = REGISTRY["funding"]
    return replace(entry, rules=(*entry.rules, rule))


@pytest.mark.parametrize("columns", [("funder",), ("funder", "currency")])
@pytest.mark.parametrize("severity", ["fail", "warn"])
def test_a_check_that_raises_fails_the_run(columns: tuple[str, ...], severity: Any, sample: Any) -> None:
    def raising(*_: object) -> bool:
        raise ZeroDivisionError("the check itself is wrong")

    entry = _with_rule(Rule("raising", columns, "never answers", raising, severity))
    rows = candidate_table(FUNDING, [sample("funding")])
    with pytest.raises(CheckBroken, match="the check itself is wrong"):
        judge(entry, rows, Context(bounds), severity)
    assert issubclass(CheckBroken, AuditFailed)


def test_a_check_that_answers_neither_yes_nor_no_fails_the_run(sample: Any) -> None:
    entry = _with_rule(Rule("silent", ("funder",), "says nothing", lambda context, funder: None))  # type: ignore[arg-type, return-value]
    with pytest.raises(CheckBroken):
        judge(entry, candidate_table(FUNDING, [sample("funding")]), Context(bounds), "fail")


def test_a_failure_without_a_row_fails_the_run(sample: Any) -> None:
    rows = candidate_table(FUNDING, [sample("funding")])
    place = rows.column_names.index("amount_low")
    with pytest.raises(CheckBroken):
        judge(
            REGISTRY["funding"],
            rows.set_column(place, "amount_low", pa.array(["12"])),
            Context(bounds),
            "fail",
        )
    with pytest.raises(CheckBroken):
        judge(REGISTRY["funding"], rows.drop_columns(["amount_low"]), Context(bounds), "fail")


@pytest.mark.parametrize("name", ["amount_lwo", "amount_low"])
def test_columns_missing_or_unknown_fail_the_run(name: str, sample: Any, documents: pa.Table) -> None:
    rows = candidate_table(FUNDING, [sample("funding")])
    given = (
        rows.drop_columns([name])
        if name in rows.column_names
        else rows.append_column(name, rows["amount_low"])
    )
    with pytest.raises(CheckBroken, match=name):
        validate("funding", given, documents, "v1")


def test_no_model_drops_invalid_rows(sample: Any) -> None:
    made = model(AGREEMENTS, facts.RULES["agreements"], Context(bounds))
    assert made.drop_invalid_rows is False
    assert not any(column.drop_invalid_rows for column in made.columns.values())
    assert not any(check.ignore_na for check in made.checks)
    assert frame_of(candidate_table(AGREEMENTS, [sample("agreements")])).dtypes.to_dict() == {
        name: column.dtype.type for name, column in made.columns.items()
    }


# 34. Candidates = loaded + quarantined + deduplicated, for every document.


def _outcome(documents: pa.Table, rows: pa.Table, valid: pa.Table, quarantine: pa.Table, name: str) -> Any:
    nothing = arrow_schema(MENTIONS).empty_table()
    outcomes = reconcile(documents, nothing, {"funding": rows}, {"funding": valid}, quarantine, nothing)
    return next(outcome for outcome in outcomes if outcome.name == name)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(
        st.tuples(
            st.sampled_from(["f1", "f2", "f3", None]),
            st.sampled_from(["a/text", "another", None]),
            st.sampled_from(["EUR", "XXX", None, 7]),
            st.sampled_from(["one", "another"]),
        ),
        max_size=12,
    )
)
def test_no_candidate_goes_missing(said: list[tuple[Any, ...]], sample: Any, documents: pa.Table) -> None:
    names = ("fact_id", "document_id", "currency", "rule")
    rows = candidate_table(
        FUNDING, [sample("funding", **dict(zip(names, each, strict=True))) for each in said]
    )
    results = validate("funding", rows, documents, "v1")
    balance = _outcome(documents, rows, results.valid, results.quarantine, "rows_add_up")
    assert balance.passed, balance.sample
    held_back = {row["row_json"] for row in results.quarantine.to_pylist()}
    assert len(said) == results.valid.num_rows + len(held_back) + results.deduplicated
    assert max(Counter(results.valid["fact_id"].to_pylist()).values(), default=1) == 1


def test_a_lost_row_is_noticed(sample: Any, documents: pa.Table) -> None:
    rows = candidate_table(FUNDING, [sample("funding"), sample("funding", fact_id="f2", currency="XXX")])
    results = validate("funding", rows, documents, "v1")
    balance = _outcome(documents, rows, results.valid.slice(0, 0), results.quarantine, "rows_add_up")
    assert (balance.passed, balance.severity) == (False, "fail")
    assert balance.sample == ("a/text: 2 candidates, 0 loaded, 1 quarantined, 0 deduplicated, 0 rejected",)
    assert not _outcome(documents, rows, results.valid, quarantine_table([]), "rows_add_up").passed
