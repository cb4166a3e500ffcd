"""How long a text takes to be read completely (document in, facts out) beside splitting it into words."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pipelines.documents.document import Document
from pipelines.facts import extract

RAW = Path(__file__).parents[2] / "raw"
ROUNDS = 5
MEGABYTES = 5  # as separate documents, nothing kept from one to the next


def _documents(megabytes: float) -> list[Document]:
    """The texts of raw/ again and again, each time as documents of their own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(RAW.glob("*.txt"))]
    if not texts:
        pytest.skip("raw/ holds no texts")
    times = max(1, int(megabytes * 1_000_000 / sum(map(len, texts))))
    return [_document(text, f"{number}") for number, text in enumerate(texts * times)]


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


def _each(documents: Iterable[Document], work: Callable[[Document], object]) -> None:
    """Do ``work`` for each document; what it gives is not kept, as a run hands it on."""
    for document in documents:
        work(document)


@pytest.mark.benchmark(timer=time.process_time)
def test_ratio_to_splitting_into_words(benchmark: BenchmarkFixture) -> None:
    documents = _documents(MEGABYTES)
    for document in documents[:5]:
        extract(document)  # the words are loaded once, with the first text
    plain = _seconds(lambda: _each(documents, lambda document: re.findall(r"\w+|[^\w\s]", document.text)))
    benchmark.pedantic(lambda: _each(documents, extract), rounds=3)
    reading = benchmark.stats.stats.min
    benchmark.extra_info["ratio"] = round(reading / plain, 1)
    benchmark.extra_info["characters a second"] = int(sum(len(d.text) for d in documents) / reading)


@pytest.mark.parametrize("times", [1, 10, 100])
@pytest.mark.benchmark(timer=time.process_time)
def test_time_is_linear_in_the_text(benchmark: BenchmarkFixture, times: int) -> None:
    text = "\n\n".join(document.text for document in _documents(0.01))
    once = _seconds(lambda: extract(_document(text, "once")))
    long = _document("\n\n".join([text] * times), "long")
    benchmark.pedantic(lambda: extract(long), rounds=1)
    growth = benchmark.stats.stats.min / once
    benchmark.extra_info["growth"] = round(growth, 1)
    assert growth < 2 * times
