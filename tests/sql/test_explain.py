"""``cooperation explain`` of a report: every number leads to the facts it counts, and to their sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.commands.cells import facts_of

CASES = Path(__file__).parent / "views"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, stage: Any, run_record: Any) -> Path:
    """A warehouse of the facts of the case of the country pairs, with meetings of persons."""
    from pipelines.warehouse import build

    given = yaml.safe_load((CASES / "country_pairs.yml").read_text(encoding="utf-8"))["given"]
    given["events"][0] |= {"people": ["Olga B", "Ivan A"]}
    given["programmes"] = [{"fact_id": "p1", "document_id": "a", "name": "Polar Grants", "countries": ["FI"]}]
    folder = tmp_path_factory.mktemp("explain")
    target = folder / "small.duckdb"
    build(stage(folder / "staging", given), target, run_record(1))
    return target


@pytest.fixture
def explain(warehouse: Path) -> Any:
    """``explain(view, …)`` as on the command line, without a terminal."""
    return lambda *words: CliRunner().invoke(app, ["explain", *words, "--warehouse", str(warehouse)])


PAIR = ("--where", "country_a = 'CL' and country_b = 'FI'")


def test_a_count_leads_to_its_facts_their_sentences_and_the_snapshot(explain: Any) -> None:
    said = explain("report.country_pairs", *PAIR, "--column", "agreements").stdout
    assert "cell         agreements = 1" in said
    assert "small, made by run run-1" in said
    assert "rests on     2 facts" in said  # one memorandum, told twice
    assert "agreement g1 (actual)" in said
    assert "agreement g2 (actual)" in said
    assert "g3" not in said  # planned
    assert "“Belarus”" in said


def test_a_sum_says_what_it_leaves_out(explain: Any) -> None:
    said = explain("report.country_pairs", *PAIR, "--column", "amount_eur").stdout
    assert "amount_eur = 1000000" in said
    assert "rests on     1 fact\n" in said
    assert "left out: fact m2 is held by fact m1 (covered)" in said


def test_a_count_of_none_rests_on_nothing(explain: Any) -> None:
    assert "rests on     0 facts" in explain("report.country_pairs", *PAIR, "--column", "denied").stdout


def test_a_row_of_one_fact_is_explained_as_well(explain: Any) -> None:
    said = explain("report.timeline", "--where", "fact_id = 'e1'").stdout
    assert "event e1 (actual)" in said


def test_a_fact_says_its_snapshot_checks_and_what_it_is_part_of(explain: Any) -> None:
    said = explain("m2").stdout
    assert "small, made by run run-1" in said
    assert "in euro" in said
    assert "fact m1 (covered)" in said
    assert "agrees" in explain("g1").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("report.country_pair",), "there is no view report.country_pair; there are: agreement_register"),
        (("report.country_pairs",), "3 rows of report.country_pairs are like that"),
        (("report.country_pairs", *PAIR, "--column", "agreement"), "there is no column 'agreement'"),
        (("report.country_pairs", "--where", "country_a = 'XX'"), "no row"),
        (("report.country_pairs", "--where", "1 = 1; drop view report.facts"), "one statement"),
        (("report.country_pairs", "--where", "exists (from read_text('/etc/passwd'))"), "refused"),
    ],
)
def test_what_cannot_be_explained_is_said(explain: Any, words: tuple[str, ...], message: str) -> None:
    ended = explain(*words)
    assert ended.exit_code == 2
    assert message in ended.stderr
    assert ended.stdout == ""


def test_an_empty_report_has_nothing_to_explain(make: Any) -> None:
    ended = CliRunner().invoke(app, ["explain", "report.country_pairs", "--warehouse", str(make({}))])
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "no row of report.country_pairs" in ended.stderr


def test_every_number_of_every_view_leads_to_facts_that_are_there(warehouse: Path) -> None:
    counting = set()
    with duckdb.connect(str(warehouse), read_only=True) as db:
        facts = {fact for (fact,) in db.execute("select fact_id from report.facts").fetchall()}
        views = db.execute("select view_name from duckdb_views() where schema_name = 'report'").fetchall()
        for (view,) in views:
            for row in db.sql(f"select * from report.{view}").to_arrow_table().to_pylist():
                assert set(facts_of(row, None)) <= facts, view
                for column, behind in dict(row.get("facts_behind") or {}).items():
                    counting.add(view)
                    assert column in row, view
                    assert set(behind) <= facts, (view, column)
                    assert behind or not row[column], (view, column)
                    assert not behind or row[column] is not None, (view, column)
    assert counting >= {"country_pairs", "countries", "coverage", "funding_flows", "programme_periods",
                        "who_meets_whom"}  # fmt: skip
