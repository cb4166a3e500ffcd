"""How long a text takes to be read completely (document in, facts out) beside splitting it into words."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pipelines.documents.document import Document
from pipelines.facts import extract

RAW = Path(__file__).parents[2] / "raw"
ROUNDS = 5
MEGABYTES = 5  # as separate documents, nothing kept from one to the next


def _texts(megabytes: float) -> list[str]:
    """The texts of raw/ again and again."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(RAW.glob("*.txt"))]
    if not texts:
        pytest.skip("raw/ holds no texts")
    return texts * max(1, int(megabytes * 1_000_000 / sum(map(len, texts))))


def _document(text: str, name: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, f"{name}.txt", text, digest, digest)


def _seconds(work: Callable[[], object]) -> float:
    """The least of a few measurements: what else the machine does can only add to it."""
    measured = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        measured.append(time.process_time() - begin)
    return min(measured)


@pytest.mark.benchmark(timer=time.process_time)
def test_ratio_to_splitting_into_words(times_splitting: Callable[..., float]) -> None:
    times_splitting(_texts(MEGABYTES), lambda text: extract(_document(text, "text")))


@pytest.mark.parametrize("times", [1, 10, 100])
@pytest.mark.benchmark(timer=time.process_time)
def test_time_is_linear_in_the_text(benchmark: BenchmarkFixture, times: int) -> None:
    text = "\n\n".join(_texts(0.01))
    once = _seconds(lambda: extract(_document(text, "once")))
    long = _document("\n\n".join([text] * times), "long")
    benchmark.pedantic(lambda: extract(long), rounds=3)
    growth = benchmark.stats.stats.min / once
    benchmark.extra_info["growth"] = round(growth, 1)
    assert growth < 2 * times
