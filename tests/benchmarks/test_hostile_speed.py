"""How time grows with texts made to be slow (run with --benchmark-only): no rule is quadratic."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pipelines.documents.document import Document
from pipelines.facts import extract
from pipelines.mentions.find import find_mentions
from pipelines.mentions.tables import find_records

TIMES = 8  # a quadratic rule would take 64 times as long
PIECES = {
    "9": 2500, "1,": 1250, " 1": 1250, "1-": 1250, "1/": 1250, "May ": 600, "1 000 ": 500, "since ": 500,
    "two hundred and ": 250, "5 and ": 500, "(((((5": 400, "€€€€$5": 400, "@@@@1": 500, "US$": 600,
}  # fmt: skip
LINES = ["Partner | Country\n", "Projects\nBudget\nPartner\n", "Budget: 5\n", "a\tb\tc\n"]

# One sentence without an end, in which each figure has dates on both sides.
CLAUSES = [
    "in 2012 they had 12 projects (2011: 10), of which 5 in Peru, ",
    "from 5 in 2010 to 9 in 2012 and since its launch in 2001 some 40 students, ",
    "the second call (2018) attracted 23, ",
]


def _growth(benchmark: BenchmarkFixture, read: Callable[[str], object], text: str) -> float:
    def seconds(given: str) -> float:
        begin = time.process_time()
        read(given)
        return time.process_time() - begin

    once = min(seconds(text) for _ in range(5))
    longer = benchmark.pedantic(seconds, args=(text * TIMES,), rounds=1)
    growth = longer / once
    benchmark.extra_info["growth"] = round(growth, 1)
    return growth


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.strip())
def test_figures_and_dates(benchmark: BenchmarkFixture, piece: str) -> None:
    assert _growth(benchmark, find_mentions, piece * PIECES[piece]) < 3 * TIMES


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.strip())
def test_tables(benchmark: BenchmarkFixture, line: str) -> None:
    assert _growth(benchmark, find_records, line * 400) < 3 * TIMES


@pytest.mark.parametrize("clause", CLAUSES)
def test_sentences(benchmark: BenchmarkFixture, clause: str) -> None:
    def read(text: str) -> object:
        return extract(Document("d", "d.txt", text, "0" * 64, "0" * 64))

    assert _growth(benchmark, read, clause * 40) < 5 * TIMES
