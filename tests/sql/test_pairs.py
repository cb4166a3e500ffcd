"""Pairs of texts, all in one warehouse: what each pair is found to differ and agree in, and no more."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from pipelines.warehouse import build

PAIRS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "pairs.yml").read_text(encoding="utf-8")
)
_DIFFER = """
    select document_id, other_document_id, kind, respect, verdict, value, other_value
    from report.contradictions
"""
_AGREE = """
    select document_ids, kind, "values" from report.corroborations
    where kind not in ('programme', 'institution') -- that the body of a figure exists is agreed on by the way
"""
Found = dict[frozenset[str], list[list[Any]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Found, Found]:
    """What differs and what agrees, by the documents that say it; and that each text gave facts at all."""
    folder = tmp_path_factory.mktemp("pairs")
    raw = folder / "raw"
    raw.mkdir()
    for number, pair in enumerate(PAIRS):
        for side in ("one", "other"):
            (raw / f"{number}-{side}.txt").write_text(pair[side] + "\n", encoding="utf-8")
    target = folder / "pairs.duckdb"
    stage_texts, run_record = (request.getfixturevalue(name) for name in ("stage_texts", "run_record"))
    build(stage_texts(folder / "staging", raw), target, run_record(1))
    differ, agree = defaultdict(list), defaultdict(list)
    with duckdb.connect(str(target), read_only=True) as connection:
        for one, other, *row in connection.execute(_DIFFER).fetchall():
            differ[frozenset((one, other))].append(row)
        for documents, kind, values in connection.execute(_AGREE).fetchall():
            agree[frozenset(documents)].append([kind, *values])
        silent = connection.execute(
            "select document_id from report.documents where document_id not in"
            " (select document_id from report.facts)"
        ).fetchall()
    assert silent == [], "a text that gives no fact shows nothing"
    return differ, agree


def both(number: int) -> frozenset[str]:
    return frozenset((f"{number}-one", f"{number}-other"))


@pytest.mark.parametrize("number", range(len(PAIRS)), ids=[pair["about"] for pair in PAIRS])
def test_a_pair(number: int, found: tuple[Found, Found]) -> None:
    differ, agree = found
    of_pair = [row for documents, rows in differ.items() if documents <= both(number) for row in rows]
    assert of_pair == PAIRS[number].get("differ", [])
    assert agree.get(both(number), []) == PAIRS[number].get("agree", [])


def test_texts_of_other_pairs_have_nothing_to_do_with_each_other(found: tuple[Found, Found]) -> None:
    pairs = {both(number) for number in range(len(PAIRS))}
    across = [
        documents for each in found for documents in each if not any(documents <= pair for pair in pairs)
    ]
    assert across == []
