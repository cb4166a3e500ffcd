"""The worked questions of ``sql/examples``: each says how to read its answer, runs shut in, needs no data."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.warehouse import build, query

ROOT = Path(__file__).resolve().parents[2]
PAGE = runpy.run_path(str(ROOT / "docs" / "examples.py"))
EXAMPLES = PAGE["examples"]()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, stage: Any, run_record: Any) -> Path:
    """A warehouse of no documents."""
    folder = tmp_path_factory.mktemp("empty")
    build(stage(folder / "staging", {}), folder / "empty.duckdb", run_record(1))
    return folder / "empty.duckdb"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, stage: Any, run_record: Any) -> Path:
    """A warehouse of the rows of some cases of the views."""
    folder = tmp_path_factory.mktemp("small")
    case = Path(__file__).parent / "views" / "country_pairs.yml"
    given = yaml.safe_load(case.read_text(encoding="utf-8"))["given"]
    build(stage(folder / "staging", given), folder / "small.duckdb", run_record(1))
    return folder / "small.duckdb"


def test_there_are_twenty() -> None:
    assert len(EXAMPLES) >= 20
    assert len({example.question for example in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_without_data_a_question_is_answered_with_no_data(example: Any, empty: Path) -> None:
    assert PAGE["answer"](example.sql, empty) == ["no data"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_question_reads_the_public_views_alone_and_answers_the_same_twice(
    example: Any, small: Path
) -> None:
    assert "core." not in example.sql
    assert "limit" not in example.sql or "order by" in example.sql
    assert query(small, example.sql).equals(query(small, example.sql))


def test_plans_and_parts_are_not_counted_in_the_answers(small: Path) -> None:
    answers = {example.name: query(small, example.sql).to_pylist() for example in EXAMPLES}
    pair = answers["01_closest_countries"][0]
    assert (pair["name_a"], pair["name_b"], pair["agreements"], pair["planned"]) == ("Chile", "Finland", 1, 2)
    givers = {row["giver"]: row for row in answers["06_money_by_giver"]}
    assert givers["Finland"]["euro"] == 1_000_000
    assert givers["Chile"] == {"giver": "Chile", "sums": 1, "euro": None, "without_rate": 1,
                               "first_year": 2011, "last_year": 2011}  # fmt: skip


def test_a_question_without_its_reading_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.sql").write_text("-- Why?\nselect 1;\n", encoding="utf-8")
    monkeypatch.setitem(PAGE["examples"].__globals__, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"x\.sql.*How to read it"):
        PAGE["examples"]()
