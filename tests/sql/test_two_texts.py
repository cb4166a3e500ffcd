"""Two texts that contradict each other in three ways and confirm each other in two, read and built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.warehouse import audit, build, content_hash

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    target = folder / "texts.duckdb"
    stage_texts, run_record = (request.getfixturevalue(name) for name in ("stage_texts", "run_record"))
    build(stage_texts(folder / "staging", TEXTS), target, run_record(1))
    return target


def found(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_three_contradictions_and_no_other(warehouse: Path) -> None:
    rows = found(
        warehouse,
        "select kind, respect, verdict, rule, other_value, value from report.contradictions order by all",
    )
    assert rows == [
        ("agreement", "day", "conflict", "other_day", "2012", "2013"),
        ("membership", "status", "conflict", "said_and_denied", "actual", "negated"),
        ("observation", "figure", "conflict", "other_figure", "12 projects", "15 projects"),
        # One verdict that is none of a conflict: the next year's students.
        ("observation", "figure", "other date", "other_period", "40 students", "55 students"),
    ]


def test_both_sentences_stand_beside_each_other(warehouse: Path) -> None:
    ((one, other, document, other_document),) = found(
        warehouse,
        "select evidence, other_evidence, document_id, other_document_id from report.contradictions"
        " where kind = 'agreement'",
    )
    assert one.endswith("was signed in 2013.")
    assert other.startswith("In 2012, Norway and Chile signed")
    assert (document, other_document) == ("herald", "review")


def test_two_confirmations_and_no_other(warehouse: Path) -> None:
    rows = found(
        warehouse,
        'select kind, sources, reports, wordings, "values" from report.corroborations order by all',
    )
    assert rows == [
        ("event", 2, 2, 2, ["2016-05-03", "2016-05-03"]),
        ("funding", 2, 2, 2, ["3000000 EUR", "3000000 EUR"]),
    ]


def test_what_was_announced_came_about(warehouse: Path) -> None:
    rows = found(
        warehouse,
        "select kind, due_edtf, outcome, outcome_rule, outcome_document_id from report.promises",
    )
    assert rows == [("agreement", "2019", "followed", "when_due", "herald")]


def test_one_forum_reported_twice(warehouse: Path) -> None:
    rows = found(warehouse, "select name, reports from report.event_reports where name like '%Forum'")
    assert rows == [("third Polar Science Forum", 2)]


def test_the_texts_add_up(warehouse: Path) -> None:
    assert [outcome.name for outcome in audit(warehouse) if not outcome.passed] == []


def test_the_same_again(warehouse: Path, tmp_path: Path, stage_texts: Any, run_record: Any) -> None:
    again = tmp_path / "again.duckdb"
    build(stage_texts(tmp_path / "staging", TEXTS), again, run_record(2))
    assert content_hash(again) == content_hash(warehouse)
