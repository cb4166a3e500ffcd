"""The macros that statements are held against each other with: cases each, those that must not match too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from pipelines.warehouse.order import functions


@pytest.fixture(scope="module")
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for function in functions():
            connection.execute(function)
        yield connection


def value(macros: duckdb.DuckDBPyConnection, sql: str) -> Any:
    ((found,),) = macros.execute(f"select {sql}").fetchall()
    return found


@pytest.mark.parametrize(
    "same",
    [
        ("project", "projects"), ("centre", "centers"), ("programme", "programs"), ("agency", "agencies"),
        ("organisation", "organizations"), ("university", "universities"), ("train", "trained"),
    ],
)  # fmt: skip
def test_forms_of_a_word_are_one(same: tuple[str, str], macros: Any) -> None:
    assert value(macros, f"stem_of('{same[0]}') = stem_of('{same[1]}')")


@pytest.mark.parametrize("apart", [("research", "researcher"), ("minister", "ministry"), ("sea", "seas")])
def test_words_stay_apart(apart: tuple[str, str], macros: Any) -> None:
    assert not value(macros, f"stem_of('{apart[0]}') = stem_of('{apart[1]}')")


def test_telling_words(macros: Any) -> None:
    told = value(macros, "words_of('The 12 joint R&D projects were carried out in March 2014')")
    assert told == ["joint", "project", "r&d"]
    assert value(macros, "words_of(null)") == []


@pytest.mark.parametrize(
    ("one", "other", "rounded"),
    [
        ("450", "447", True), ("13.8", "14", True), ("1840000", "1800000", True), ("2702", "2700", True),
        ("12", "15", False), ("50", "48", False), ("40", "41", False), ("100", "99", False),
        ("105", "110", False), ("447", "447", False), ("447", "448", False), ("0", "0.004", False),
    ],
)  # fmt: skip
def test_rounding(one: str, other: str, rounded: bool, macros: Any) -> None:
    for first, second in ((one, other), (other, one)):
        assert value(macros, f"is_rounded({first}::decimal(38, 6), {second}::decimal(38, 6))") is rounded


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("5th Polar Science Forum 2016", "5th 2016"), ("Second Andes Dialogue", "second"),
        ("Action II", "ii"), ("Horizon", ""), ("Mix of Ideas", ""),
    ],
)  # fmt: skip
def test_numbers_of_a_name(name: str, numbers: str, macros: Any) -> None:
    assert value(macros, f"numbers_of('{name}')") == numbers


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1996/..", "1996-01-01", "1996-12-31"),
        ("1996-02/..", "1996-02-01", "1996-02-29"),
        ("1996-02-03/..", "1996-02-03", "1996-02-03"),
        ("2012~", "2012-01-01", "2012-12-31"),
    ],
)
def test_last_day_of_a_start(edtf: str, first: str, last: str, macros: Any) -> None:
    assert str(value(macros, f"last_day_of('{edtf}', date '{first}')")) == last
