"""Whose page a document is, and names in titles with capitals throughout."""

from __future__ import annotations

import pytest

from pipelines.documents.document import Document
from pipelines.facts.reading import Reading
from pipelines.mentions.names import find_names


def home(text: str) -> tuple[str, ...]:
    return Reading(Document("example", "example.txt", text, "", "")).home


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru fishes.\n\nPeru farms.\n\nPeru met Chile.", ("PE",)),
        ("Peru and Chile\n\nPeru fishes with Chile.\n\nChile farms with Peru.", ("CL", "PE")),
        ("The Peruvian Academy\n\nPeru, Chile and Laos met.\n\nChile, Laos and Peru left.", ("PE",)),
        ("Guests\n\nLIMA, 5 May 2019 – The Bolivian minister met the Peruvian one.", ("PE",)),
        ("Guests\n\nPeru, Chile, Laos and Mali met.", ()),
        ("Partners\n\nPeru\n\nThe school of fish.\n\nPeru\n\nThe school of trees.", ()),
    ],
)
def test_whose_page_it_is(text: str, expected: tuple[str, ...]) -> None:
    assert set(home(text)) == set(expected)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("ACADEMY OF SCIENCES OF THE CZECH REPUBLIC", {"ACADEMY OF SCIENCES OF THE CZECH REPUBLIC": ("CZ",)}),
        ("COOPERATION BETWEEN INDIA AND SOUTH KOREA", {"INDIA": ("IN",), "SOUTH KOREA": ("KR",)}),
        ("Agreement Between The Government of Chad and the Ministry Of Health of Peru",
         {"Government of Chad": ("TD",), "Ministry Of Health of Peru": ("PE",)}),
        ("with the Universidad de México", {"Universidad de México": ("MX",)}),
        ("Peru joined Instruct-ERIC and LifeWatch ERIC", {"Instruct-ERIC": (), "LifeWatch ERIC": ()}),
        ("Statutes of Lens - European Optics Consortium (Lens-ERIC). Lens-ERIC grew.", {"Lens-ERIC": ()}),
        ("the Ministry of Health and Human Services of Peru and the Academy of Sciences",
         {"Ministry of Health and Human Services of Peru": ("PE",), "Academy of Sciences": ()}),
        ("with the Technische Universität München", {"Technische Universität München": ("DE",)}),
    ],
)  # fmt: skip
def test_titles_in_capitals_and_names_in_other_languages(
    title: str, names: dict[str, tuple[str, ...]]
) -> None:
    found = {name.name: (name.code,) if name.code else name.countries for name in find_names(title)}
    assert names.items() <= found.items()


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("India and Australia\n\nIndia and Australia pay. India met Australia.\n\n- $5 m for peas", "AUD"),
        ("India and Latvia\n\nIndia and Latvia pay. India met Latvia.\n\n- $5 m for peas", "USD"),
    ],
)  # fmt: skip
def test_a_bare_dollar_is_that_of_the_pages_country(text: str, currency: str) -> None:
    reading = Reading(Document("example", "example.txt", text, "", ""))
    assert [mention.unit for mention in reading.mentions if mention.kind == "money"] == [currency]
