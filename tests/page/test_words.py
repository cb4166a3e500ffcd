"""Values in words, as the page says them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipelines.report import words
from schemas.fields import KIND_TABLE

NAMES = {"NO": "Norway", "CL": "Chile"}


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2015-04-08/2015-04-09", "8–9 April 2015"),
        ("2010-05-31/2010-06-04", "31 May – 4 June 2010"),
        ("2010-12-31/2011-01-02", "31 December 2010 – 2 January 2011"),
        ("2015-10", "October 2015"),
        ("2012", "2012"),
        ("2017/2018", "2017–2018"),
        ("2017-03/2018-04", "March 2017 – April 2018"),
        ("1996/..", "since 1996"),
        ("../2011-11", "until November 2011"),
        ("199X", "1990s"),
        ("2012~", "about 2012"),
        ("XXXX-05-16", "16 May (year not said)"),
        (None, ""),
        ("what is this", "what is this"),
    ],
)
def test_dates(edtf: str | None, said: str) -> None:
    assert words.when(edtf) == said


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "said"),
    [
        ("31", "31", "exact", "31"),
        ("3", "4", "range", "3–4"),
        ("45", None, "over", "over 45"),
        (None, "50", "under", "under 50"),
        ("450", "450", "about", "about 450"),
        ("102938.000000", "102938.000000", "exact", "102,938"),
        ("0.011111", "0.011111", "exact", "0.011111"),
        (None, None, "exact", ""),
    ],
)
def test_figures(low: str | None, high: str | None, qualifier: str, said: str) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert words.bounds(*ends, qualifier) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("836500000", "836.5 million"),
        ("46070000", "46.07 million"),
        ("620000", "620,000"),
        ("2e9", "2 billion"),
    ],
)
def test_large_amounts(amount: str, said: str) -> None:
    assert words.short(Decimal(amount)) == said


def test_every_kind_of_fact_has_its_words() -> None:
    assert set(words.KINDS) == set(KIND_TABLE)


def test_what_a_fact_says_names_countries_not_codes() -> None:
    row = {"title": None, "instrument": "memorandum", "countries": ["NO", "CL"], "organizations": []}
    assert words.says("agreement", row, NAMES) == "Memorandum: Norway – Chile"
    assert words.says("membership", {"member": "NO", "organization": "NATO"}, NAMES) == "Norway in NATO"


def test_the_time_of_a_fact_is_the_one_it_is_mainly_about() -> None:
    row = {
        "signed_edtf": None, "signed_from": None, "signed_to": None,
        "valid_edtf": "2012", "valid_from": date(2012, 1, 1), "valid_to": date(2012, 12, 31),
    }  # fmt: skip
    assert words.time_of(row) == ("2012", date(2012, 1, 1), date(2012, 12, 31))
    assert words.time_of({"name": "x"}) == (None, None, None)


def test_countries_of_a_fact_are_named_once_and_members_that_are_no_state_are_none() -> None:
    assert words.countries_of({"countries": ["NO", "CL"], "place_country": "CL"}) == ["NO", "CL"]
    assert words.countries_of({"member": "NO"}) == ["NO"]
    assert words.countries_of({"member": "University of Oslo"}) == []


def test_a_line_has_an_end() -> None:
    row = {"title": "x" * 10_000, "instrument": "agreement", "countries": [], "organizations": []}
    assert len(words.says("agreement", row, NAMES)) == 200
