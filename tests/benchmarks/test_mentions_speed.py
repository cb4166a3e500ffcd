"""How long finding figures and dates takes beside splitting the same text into words (run with --benchmark-
only).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pipelines.mentions.find import find_mentions

RAW = Path(__file__).parents[2] / "raw"
MOST = 20  # times the plain split; the whole reading may take 30


def _texts(megabytes: float) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(RAW.glob("*.txt"))]
    if not texts:
        pytest.skip("raw/ holds no texts")
    return texts * max(1, int(megabytes * 1_000_000 / sum(map(len, texts))))


def _seconds(texts: list[str]) -> float:
    begin = time.perf_counter()
    for text in texts:
        find_mentions(text)
    return time.perf_counter() - begin


@pytest.mark.benchmark(timer=time.process_time)
def test_ratio_to_splitting_into_words(times_splitting: Callable[..., float]) -> None:
    assert times_splitting(_texts(1), find_mentions) < MOST


def test_time_is_linear_in_the_text(benchmark: BenchmarkFixture) -> None:
    text = "\n\n".join(_texts(0.03))
    once = min(_seconds([text]) for _ in range(3))
    tenfold = benchmark.pedantic(_seconds, args=([text * 10],), rounds=1)
    benchmark.extra_info["tenfold"] = round(tenfold / once, 1)
    assert tenfold < 15 * once
