"""What the benchmarks of reading share: how long it takes beside splitting the same texts into words.

Both are measured in turn, batch by batch, so that both see the machine in the same state; the median of the
batches counts. Nothing is kept from one text to the next: what functions remember of texts is forgotten
before each (lexicons, which are loaded once, are no such thing).
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

BATCH = 100_000  # characters
TIMES = 3  # that each batch is split, the quickest counts


class Ratio(Protocol):
    """Measures reading ``texts`` one by one; gives how many times splitting them it takes."""

    def __call__(self, texts: Sequence[str], read: Callable[[str], object]) -> float: ...


def _remembering() -> list[Any]:
    """The functions of the pipeline that remember what they gave for some of the texts' words."""
    found = []
    for name, module in list(sys.modules.items()):
        if name.startswith("pipelines."):
            for value in vars(module).values():
                remembers = getattr(value, "cache_parameters", dict)().get("maxsize") or 0
                if remembers > 1:  # one alone is a lexicon
                    found.append(value)
    return found


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if sum(map(len, batch)) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _split(texts: Sequence[str]) -> float:
    begin = time.process_time()
    for text in texts:
        re.findall(r"\w+|[^\w\s]", text)
    return time.process_time() - begin


@pytest.fixture
def times_splitting(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> Ratio:
    """How many times as long as splitting texts into words reading them takes; printed."""

    def measure(texts: Sequence[str], read: Callable[[str], object]) -> float:
        read(texts[0])  # the lexicons are loaded with the first text
        remembering = _remembering()
        batches = list(_batches(texts))
        following = iter(batches)
        plain: list[float] = []

        def next_batch() -> tuple[tuple[list[str]], dict[str, object]]:
            batch = next(following)
            plain.append(min(_split(batch) for _ in range(TIMES)))
            return (batch,), {}

        def read_each(batch: list[str]) -> None:
            for text in batch:
                for function in remembering:
                    function.cache_clear()
                read(text)

        benchmark.pedantic(read_each, setup=next_batch, rounds=len(batches))
        taken: list[float] = benchmark.stats.stats.data
        ratio = statistics.median(map(float.__truediv__, taken, plain))
        benchmark.extra_info["ratio"] = round(ratio, 1)
        benchmark.extra_info["characters a second"] = int(sum(map(len, texts)) / sum(taken))
        with capsys.disabled():
            print(f"\n{benchmark.name}: {ratio:.1f} times splitting into words")
        return ratio

    return measure
