"""Each rule of each table, broken once: a rule without a case here fails the test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipelines.quality import validate
from schemas.fields import DAY, FIGURE, TABLES, TEXTS
from schemas.registry import REGISTRY, CheckInfo, all_checks

TODAY = date(2026, 11, 22)
Row = dict[str, Any]
Change = Callable[[CheckInfo, Row], Row]


def _first(value: Any) -> Change:
    """A change of the rule's first column alone."""
    return lambda check, row: {check.columns[0]: value}


def _fixed(**changes: Any) -> Change:
    return lambda check, row: changes


def _out_of_range(check: CheckInfo, row: Row) -> Row:
    too_big = {"char_start": -1, "char_end": -1, "char_count": 0, "decimals": 9, "line": 0}
    return {check.columns[0]: too_big.get(check.columns[0], 10000)}


def _unknown_code(check: CheckInfo, row: Row) -> Row:
    column = check.columns[0]
    return {column: ["ZZ"] if isinstance(row[column], list) else "ZZ"}


def _unlike_its_type(check: CheckInfo, row: Row) -> Row:
    kind = REGISTRY[check.relation].table.field(check.columns[0]).type
    return {check.columns[0]: 7 if kind == DAY else "seven" if kind in (FIGURE, pa.int32()) else {"seven": 7}}


def _too_big(check: CheckInfo, row: Row) -> Row:
    kind = REGISTRY[check.relation].table.field(check.columns[0]).type
    return {check.columns[0]: Decimal("1e309") if kind == FIGURE else 2**63}


def _distinct(check: CheckInfo, row: Row) -> Row:
    column = check.columns[0]
    return {column: (row[column] or ["BY"]) * 2}


def _other_days(check: CheckInfo, row: Row) -> Row:
    return {check.columns[0]: "2011"}


def _backwards(check: CheckInfo, row: Row) -> Row:
    first, last = check.columns
    return {first: date(2013, 1, 1), last: date(2012, 1, 1)}


def _unusual(check: CheckInfo, row: Row) -> Row:
    """A date that is well formed, but long ago where the column is the first day and far ahead where the
    last.
    """
    column = check.columns[0]
    prefix = column.removesuffix("from").removesuffix("to")
    year = 1500 if column.endswith("from") else 2077
    edtf = "edtf" if "edtf" in row else f"{prefix}edtf"
    figures = dict.fromkeys(
        {"value_low", "value_high", "qualifier", "unit"} & row.keys() if edtf == "edtf" else ()
    )
    days = {edtf: str(year), f"{prefix}from": date(year, 1, 1), f"{prefix}to": date(year, 12, 31)}
    # A term of 1500 would begin before the signature of 2012.
    signed = {"signed_edtf": None, "signed_from": None, "signed_to": None} if prefix == "valid_" else {}
    term = {"valid_edtf": None, "valid_from": None, "valid_to": None} if prefix == "signed_" else {}
    return {**signed, **term, **figures, **days}


def _negative(check: CheckInfo, row: Row) -> Row:
    other = "low" if check.columns[0].endswith("high") else "high"
    sides = {check.columns[0]: Decimal(-3), check.columns[0][: check.columns[0].index("_") + 1] + other: None}
    return {**sides, "qualifier": "under" if other == "low" else "over"}


def _over_hundred(check: CheckInfo, row: Row) -> Row:
    return {
        **_negative(check, row),
        check.columns[0]: Decimal(101),
        "unit": "percent",
        **_of_kind(row, "percent"),
    }


def _of_kind(row: Row, kind: str) -> Row:
    return {"mention_kind": kind} if "mention_kind" in row else {}


def _half_a_thing(check: CheckInfo, row: Row) -> Row:
    return {"value_low": Decimal("1.5"), "value_high": Decimal("1.5")}


GENERAL: Mapping[str, Change] = {
    "type": _unlike_its_type,
    "not_null": _first(None),
    "finite": _first(float("inf")),
    "fits": _too_big,
    "years": _first("10000-01-01"),
    "not_blank": _first(" \t"),
    "list_items": _first(["BY", " "]),
    "list_distinct": _distinct,
    "code": _unknown_code,
    "bounds": _out_of_range,
    "edtf_well_formed": _first("2012-02-30"),
    "edtf_days": _other_days,
    "start_before_end": _backwards,
    "usual_years": _unusual,
    "document_known": _first("another"),
    "span_order": _fixed(char_start=9, char_end=9),
    "span_inside": _fixed(char_end=1000),
    "span_text": _first("words that the text has not"),
    "not_negative": _negative,
    "percent_bounds": _over_hundred,
    "low_not_above_high": lambda check, row: {"qualifier": "range", check.columns[0]: Decimal(10**9)},
    "qualifier_sides": _fixed(qualifier="over"),
    "name_key": _first("not a hash"),
    "sha256": _first("abc"),
    "text_hash": _first("0" * 64),
    "text_length": _first(1),
    "named_after_file": _first("b/text"),
    "language_code": _first("english"),
    "web_address": _first("javascript:alert(1)"),
    "not_in_future": _first(date(2031, 1, 1)),
}  # fmt: skip
SPECIAL: Mapping[tuple[str, str], Change] = {
    ("mentions", "money_has_currency"): _fixed(unit=None),
    ("mentions",
    "figure_or_date"): _fixed(edtf="2012-05", date_from=date(2012, 5, 1), date_to=date(2012, 5, 31)),
    ("agreements", "valid_not_before_signed"): _fixed(
        valid_edtf="2011/..", valid_from=date(2011, 1, 1), valid_to=None
    ),
    ("observations", "money_has_currency"): _fixed(unit="euros"),
    ("observations", "whole_count"): _half_a_thing,
    ("memberships", "state_code"): _fixed(member="ZZ"),
    ("projects", "identified"): _fixed(code=None, title=None),
    ("quarantine", "relation"): _fixed(relation="nowhere"),
    ("quarantine", "row_json"): _fixed(row_json="[1"),
    ("corrections", "relation"): _fixed(relation="nowhere"),
    ("corrections", "explained"): _fixed(outcome="gone"),
    ("dim_date", "calendar"): _fixed(weekday=1),
}  # fmt: skip


def _other_content(check: CheckInfo, row: Row) -> Row:
    """A row with the same key that says something else."""
    changed = {
        "documents": {"title": "Another"}, "dim_document": {"title": "Another"},
        "mentions": {"reason": "names"},
        "quarantine": {"value": "other"}, "corrections": {"reason": "other"},
        "dim_date": {"month_name": "Mai"}, "dim_currency": {"decimals": 3},
    }  # fmt: skip
    if check.relation in changed:
        return {**row, **changed[check.relation]}
    return {**row, **({"status": "planned"} if "status" in row else {"name": "Another"})}


def _broken(results: Any) -> set[str]:
    return {outcome.name for outcome in results.outcomes if not outcome.passed}


@pytest.mark.parametrize("relation", sorted(REGISTRY))
def test_a_right_row_keeps_every_rule(relation: str, sample: Any, documents: pa.Table) -> None:
    results = validate(relation, [sample(relation)], documents, "v1", today=TODAY)
    assert results.valid.num_rows == 1
    assert _broken(results) == set()


@pytest.mark.parametrize(
    "check", all_checks(), ids=lambda check: f"{check.relation}-{check.name}-{'+'.join(check.columns)}"
)
def test_each_rule_can_be_broken(check: CheckInfo, sample: Any, documents: pa.Table) -> None:
    row = sample(check.relation)
    misread: frozenset[str] = frozenset()
    if check.name == "key_unique":
        rows = [row, _other_content(check, row)]
    elif check.name == "mentions_read_alike":  # what is wrong is the mention
        rows, misread = [row], frozenset(row["mention_ids"])
    else:
        change = SPECIAL.get((check.relation, check.name)) or GENERAL.get(check.name)
        assert change is not None, f"no case breaks the rule {check.name} of {check.relation}"
        rows = [{**row, **change(check, row)}]

    results = validate(check.relation, rows, documents, "v1", today=TODAY, misread=misread)

    assert f"{check.name}({', '.join(check.columns)})" in _broken(results)
    if check.severity == "fail":
        assert results.valid.num_rows == 0
        held_back = {(row["check_name"], row["column_name"]) for row in results.quarantine.to_pylist()}
        assert (check.name, check.columns[0]) in held_back
    else:
        assert results.valid.num_rows == 1
        assert results.quarantine.num_rows == 0
        assert check.name in {outcome.name.split("(")[0] for outcome in results.warnings}


def test_every_rule_is_listed_once_with_a_meaning() -> None:
    checks = all_checks()
    assert len({(check.relation, check.name, check.columns) for check in checks}) == len(checks)
    assert all(check.meaning for check in checks)
    assert {check.relation for check in checks} >= set(TABLES)


def test_every_column_of_a_table_has_a_rule_for_its_type() -> None:
    for name, entry in REGISTRY.items():
        typed = {
            check.columns[0] for check in all_checks() if check.relation == name and check.name == "type"
        }
        assert typed == {field.name for field in entry.table.fields}
        lists = {
            check.columns[0] for check in all_checks() if (check.relation, check.name) == (name, "list_items")
        }
        assert lists == {field.name for field in entry.table.fields if field.type == TEXTS}
