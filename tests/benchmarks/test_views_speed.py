"""How long every report view, typical questions and the twenty worked ones take (run with --benchmark-only).

What takes longest is measured against reading the warehouse's own facts, so that a slow machine slows both.
``COOPERATION_BENCHMARK_FACTS=1000000`` asks a larger warehouse than the usual hundred thousand.
"""

from __future__ import annotations

import os
import runpy
import time
from pathlib import Path

import duckdb
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

warehouse = runpy.run_path(str(Path(__file__).with_name("synthetic.py")))["warehouse"]
FACTS = int(os.environ.get("COOPERATION_BENCHMARK_FACTS", "100000"))
SQL = Path(__file__).parents[2] / "sql"
VIEWS = sorted(path.stem for path in (SQL / "views").glob("*.sql"))
EXAMPLES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((SQL / "examples").glob("*.sql"))}
QUESTIONS = {
    "facts by kind and status": "select kind, status, count(*) from report.facts group by all",
    "one fact": "select * from report.facts where fact_id = 'agreement77'",
    "agreements of a country": "select * from report.agreements"
    " where list_contains(countries, 'BY') limit 100",
    "agreements of two countries": "select * from report.agreement_register"
    " where list_has_all(countries, ['BY', 'IN']) and status = 'actual'",
    "partners of a country": "select country_b, agreements from report.country_pairs where country_a = 'BY'",
    "a country by year": "select year, facts, missing from report.coverage where country = 'IN'",
    "money by giver": "select funder, sum(adds_eur) as euro from report.funding_flows"
    " where status = 'actual' group by funder order by euro desc limit 20",
    "timeline of a country": "select edtf, what, label from report.timeline"
    " where list_contains(countries, 'CN') and year = 2010",
    "figures of a programme": "select measure, value_low, period_edtf from report.observations"
    " where programme like 'Grand telbor%' limit 100",
    "who met a body": "select party_a, events from report.who_meets_whom"
    " where party_b like 'Grand bor%' limit 100",
    "a document's facts": "select * from report.facts where document_id = 'd3'",
    **EXAMPLES,
}  # fmt: skip
SLOWEST = 90  # times what it takes to count the facts, each read in full


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of FACTS made-up facts."""
    return warehouse(tmp_path_factory.mktemp("large") / "large.duckdb", FACTS)


@pytest.fixture(scope="module")
def measure(large: Path) -> float:
    """Seconds that reading all facts once takes here: the yardstick."""
    return min(_seconds(large, "select count(hash(facts)) from report.facts as facts") for _ in range(3))


def _seconds(path: Path, sql: str) -> float:
    with duckdb.connect(str(path), read_only=True) as connection:
        begin = time.perf_counter()
        connection.sql(sql).to_arrow_table()
        return time.perf_counter() - begin


@pytest.mark.parametrize("view", VIEWS)
def test_a_view(view: str, large: Path, measure: float, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(_seconds, args=(large, f"select count(hash(v)) from report.{view} as v"), rounds=2)
    assert benchmark.stats.stats.min < SLOWEST * measure


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question(question: str, large: Path, measure: float, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(_seconds, args=(large, QUESTIONS[question]), rounds=3)
    assert benchmark.stats.stats.min < SLOWEST / 6 * measure
