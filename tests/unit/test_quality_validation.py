"""validate: duplicates, quarantine rows and their ids, figures and spans beside each other."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from pipelines.mentions.edtf import bounds
from pipelines.quality import Validated, refused, validate
from schemas.candidates import candidate_table, concat_candidates
from schemas.fields import DOCUMENTS, FIGURE, OBSERVATIONS, QUARANTINE, arrow_schema

TEXT = "Exports grew by 130 percent. The share is 140 percent. About 12 labs work."
DOCUMENT = pa.table({"document_id": ["d"], "text": [TEXT]})


def _row(sentence: int = 2, **changes: Any) -> dict[str, Any]:
    starts = [0, 29, 55, len(TEXT) + 1]
    start, end = starts[sentence], starts[sentence + 1] - 1
    row = {
        "fact_id": "f1", "document_id": "d", "evidence": TEXT[start:end], "char_start": start,
        "char_end": end,
        "status": "actual", "rule": "r", "value_low": Decimal(12), "value_high": Decimal(12),
        "qualifier": "about",
        "unit": "labs", "measure": None, "programme": None, "period_edtf": None, "period_from": None,
        "period_to": None, "countries": [], "mention_ids": ["m1"],
    }  # fmt: skip
    return {**row, **changes}


def _validate(*rows: dict[str, Any]) -> Validated:
    return validate("observations", list(rows), DOCUMENT, "v1", today=date(2026, 1, 1))


def _checks(*rows: dict[str, Any]) -> list[str]:
    return [row["check_name"] for row in _validate(*rows).quarantine.to_pylist()]


def test_the_same_fact_twice_is_loaded_once_with_the_mentions_of_both() -> None:
    result = _validate(_row(), _row(rule="another", mention_ids=["m2", "m1"]), _row())
    assert (result.valid.num_rows, result.deduplicated, result.quarantine.num_rows) == (1, 2, 0)
    assert result.valid["mention_ids"].to_pylist() == [["m1", "m2"]]
    assert result.valid["rule"].to_pylist() == ["r"]


def test_one_id_for_two_facts_holds_both_back() -> None:
    result = _validate(_row(), _row(unit="laboratories"), _row(fact_id="f2"))
    assert result.valid["fact_id"].to_pylist() == ["f2"]
    assert {row["check_name"] for row in result.quarantine.to_pylist()} == {"key_unique"}
    assert len({row["row_json"] for row in result.quarantine.to_pylist()}) == 2


def test_a_fact_of_a_mention_whose_words_say_otherwise_is_held_back() -> None:
    rows = [_row(), _row(fact_id="f2", unit="laboratories", mention_ids=["m2", "m3"])]
    result = validate("observations", rows, DOCUMENT, "v1", misread=frozenset({"m3"}))
    assert result.valid["fact_id"].to_pylist() == ["f1"]
    (held,) = result.quarantine.to_pylist()
    assert (held["check_name"], held["relation"]) == ("mentions_read_alike", "observations")


def test_a_duplicate_of_a_bad_row_is_counted_once() -> None:
    result = _validate(_row(unit=None), _row(unit=None))
    assert (result.valid.num_rows, result.deduplicated, result.quarantine.num_rows) == (0, 1, 1)


def test_each_failed_check_of_a_row_is_a_quarantine_row() -> None:
    assert _checks(_row(status="perhaps", countries=["BY", "Belarus"], value_high=Decimal(13))) == [
        "code", "code", "qualifier_sides",
    ]  # fmt: skip


def test_quarantine_ids_are_the_same_from_run_to_run_and_differ_by_check() -> None:
    bad = _row(status="perhaps", countries=["Belarus"])
    first, again = _validate(bad).quarantine, _validate(_row(fact_id="f0"), bad).quarantine
    assert first.equals(again)
    assert len(set(first["quarantine_id"].to_pylist())) == 2
    assert first.schema.equals(arrow_schema(QUARANTINE))


def test_quarantine_keeps_the_row_as_it_was_given() -> None:
    quarantine = _validate(
        _row(value_low=float("nan"), period_from=date(2012, 5, 1), unit=7)
    ).quarantine.to_pylist()
    whole = json.loads(quarantine[0]["row_json"])
    assert whole == {**_row(), "value_low": "nan", "value_high": "12", "period_from": "2012-05-01", "unit": 7}


def test_a_cell_that_could_not_be_read_breaks_no_other_rule() -> None:
    assert _checks(_row(value_low="a dozen")) == ["type"]


@pytest.mark.parametrize(
    ("sentence", "low", "checks"),
    [
        (0, 130, []),
        (0, -130, []),
        (1, 140, ["percent_bounds"] * 2),
        (1, -5, ["not_negative"] * 2),
        (1, 100, []),
    ],
)
def test_only_a_change_leaves_0_to_100_percent(sentence: int, low: int, checks: list[str]) -> None:
    row = _row(sentence, value_low=Decimal(low), value_high=Decimal(low), qualifier="exact", unit="percent")
    assert _checks(row) == checks


def test_a_change_may_be_said_by_the_measure() -> None:
    sides = {"value_low": Decimal(140), "value_high": Decimal(140), "qualifier": "exact", "unit": "percent"}
    assert _checks(_row(1, measure="increase in exports", **sides)) == []


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "right"),
    [
        ("over", 5, None, True), ("over", 5, 6, False), ("over", None, 5, False),
        ("under", None, 5, True), ("under", 5, 5, False), ("exact", 5, 5, True), ("exact", 5, None, False),
        ("exact", None, None, False), ("about", 5, 5, True), ("about", 5, 6, False), ("range", 5, 6, True),
        ("range", 5, None, False),
    ],
)  # fmt: skip
def test_the_qualifier_says_which_side_is_open(
    qualifier: str, low: int | None, high: int | None, right: bool
) -> None:
    assert (_checks(_row(qualifier=qualifier, value_low=low, value_high=high)) == []) is right


def test_evidence_is_compared_in_code_points() -> None:
    text = "𝔘niversity \u0301of Minsk has 3 labs."
    documents = pa.table({"document_id": ["d"], "text": [text]})
    row = _row(evidence=text[13:], char_start=13, char_end=len(text))
    assert validate("observations", [row], documents, "v1").quarantine.num_rows == 0
    moved = _row(evidence=text[13:], char_start=14, char_end=len(text))
    assert validate("observations", [moved], documents, "v1").quarantine["check_name"].to_pylist() == [
        "span_text"
    ]


@pytest.mark.parametrize(
    ("signed", "valid", "right"),
    [("2012-05", "2012/2015", True), ("2012-05", "2011/2015", False), ("2012-05", "../2015", True),
     ("2012-05", "2012-04/..", False), (None, "2011", True), ("2012-05", "2012-05-31/..", True)],
)  # fmt: skip
def test_a_term_does_not_begin_before_its_signature(signed: str | None, valid: str, right: bool) -> None:
    days: dict[str, Any] = {}
    for name, edtf in (("signed", signed), ("valid", valid)):
        first, last = bounds(edtf) if edtf else (None, None)
        days |= {f"{name}_edtf": edtf, f"{name}_from": first, f"{name}_to": last}
    own = {
        "value_low",
        "value_high",
        "qualifier",
        "unit",
        "measure",
        "programme",
        "period_edtf",
        "period_from",
        "period_to",
    }
    common = {name: value for name, value in _row(countries=[]).items() if name not in own}
    row = {**common, **days, "instrument": "treaty", "title": None, "organizations": []}
    result = validate("agreements", [row], DOCUMENT, "v1")
    assert (result.valid.num_rows == 1) is right


def test_no_candidates_are_no_failure() -> None:
    result = validate("observations", candidate_table(OBSERVATIONS, []), DOCUMENT, "v1")
    assert (result.valid.num_rows, result.quarantine.num_rows, result.warnings) == (0, 0, [])
    assert result.valid.schema.equals(arrow_schema(OBSERVATIONS))
    assert result.outcomes
    assert all(outcome.passed for outcome in result.outcomes)


def test_candidates_of_clean_values_have_the_table_s_schema() -> None:
    assert candidate_table(OBSERVATIONS, [_row()]).schema.equals(
        arrow_schema(OBSERVATIONS), check_metadata=True
    )
    mixed = candidate_table(OBSERVATIONS, [_row(), _row(value_low=float("inf"))])
    assert mixed.schema.field("value_low").type == pa.json_()
    assert mixed.schema.field("value_high").type == FIGURE


def test_candidates_of_two_documents_are_put_together_whatever_they_hold() -> None:
    clean = candidate_table(OBSERVATIONS, [_row()])
    mixed = candidate_table(
        OBSERVATIONS, [_row(fact_id="f2", value_low=float("inf"), period_from="2012-02-30")]
    )
    assert concat_candidates(OBSERVATIONS, [clean, clean]).schema.equals(arrow_schema(OBSERVATIONS))
    assert concat_candidates(OBSERVATIONS, []).schema.equals(arrow_schema(OBSERVATIONS))
    both = concat_candidates(OBSERVATIONS, [clean, mixed, clean])
    result = validate("observations", both, DOCUMENT, "v1")
    assert (both.num_rows, result.valid.num_rows, result.deduplicated) == (3, 1, 1)
    assert result.quarantine["check_name"].to_pylist() == ["finite", "type"]


def test_refused_sources_are_quarantine_rows() -> None:
    refusal = SimpleNamespace(
        source_file="b.txt", document_id="b", code="BAD_ENCODING", message="byte 7", place=7, value="ff"
    )
    rows = refused([refusal], "v1").to_pylist()
    assert len(rows) == 1
    assert (rows[0]["relation"], rows[0]["document_id"]) == ("sources", "b")
    assert (rows[0]["check_name"], rows[0]["column_name"], rows[0]["value"]) == (
        "BAD_ENCODING",
        "source_file",
        "ff",
    )
    assert json.loads(rows[0]["row_json"])["place"] == 7


def test_a_name_that_is_no_text_is_quarantined_all_the_same() -> None:
    refusal = SimpleNamespace(
        source_file="\udcff.txt", document_id="\udcff", code="UNREADABLE", message="m", place=None, value=""
    )
    row = refused([refusal], "v1").to_pylist()[0]
    assert row["document_id"] is None
    assert "\\udcff" in row["row_json"]


def test_inputs_are_not_changed() -> None:
    rows = [_row(), _row(mention_ids=["m2"])]
    table = candidate_table(OBSERVATIONS, rows)
    before = table.to_pylist()
    validate("observations", table, DOCUMENT, "v1")
    validate("observations", rows, DOCUMENT, "v1")
    assert table.to_pylist() == before
    assert rows == [_row(), _row(mention_ids=["m2"])]


def test_documents_of_another_text_are_held_back() -> None:
    row = {field.name: None for field in DOCUMENTS.fields} | {
        "document_id": "d", "source_file": "d.txt", "other_files": [], "content_sha256": "0" * 64,
        "text_sha256": "0" * 64, "char_count": 3, "text": "four",
    }  # fmt: skip
    result = validate("documents", [row], DOCUMENT, "v1")
    assert result.quarantine["check_name"].to_pylist() == ["text_hash", "text_length"]
