"""Who takes part: lists of parties taken apart, subjects, offices, and parties that are not named."""

from __future__ import annotations

import pytest

from pipelines.documents.document import Document
from pipelines.facts.agreements.concluded import sides
from pipelines.facts.parties import both, countries_of, listed, organizations_of, parties, subjects, with_home
from pipelines.facts.reading import Reading, View


def view_of(text: str, number: int = 0) -> View:
    """A sentence of ``text`` made ready, the first one by default."""
    return Reading(Document("example", "example.txt", text, "", "")).views[number]


@pytest.mark.parametrize(
    ("text", "after", "codes"),
    [
        ("Agreements with Chile, Peru and Ecuador exist.", "with ", ("CL", "PE", "EC")),
        ("Agreements with Chile (1999), Peru (2001) and others exist.", "with ", ("CL", "PE")),
        ("Agreements with Chile, as well as with countries like Japan exist.", "with ", ("CL", "JP")),
        ("Agreements with Chile were signed while Peru waited.", "with ", ("CL",)),
        ("Agreements with nobody exist.", "with ", ()),
    ],
)
def test_listed(text: str, after: str, codes: tuple[str, ...]) -> None:
    view = view_of(text)
    found = listed(view, text.index(after) + len(after), view.end)
    assert countries_of(found) == codes


def test_a_plain_phrase_opens_a_list_only_where_it_may() -> None:
    text = "The University of Graz signed a contract with Siemens and Lund University."
    view = view_of(text)
    start = text.index("with ") + 5
    assert organizations_of(listed(view, start, view.end, phrases=True)) == ("Siemens", "Lund University")
    assert organizations_of(listed(view, start, view.end)) == ("Lund University",)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chile and Peru signed a treaty.", ("CL", "PE")),
        ("Having no ties to Chile, Peru signed a treaty.", ("PE",)),
        ("In the presence of guests from Ghana, Togo signed a treaty.", ("TG",)),
        ("The guests signed a treaty.", ()),
    ],
)
def test_subjects(text: str, codes: tuple[str, ...]) -> None:
    view = view_of(text)
    assert countries_of(subjects(view, view.start, text.index("signed"))) == codes


def test_a_phrase_is_subject_only_where_asked_for() -> None:
    text = "Siemens signed a contract with Lund University."
    view = view_of(text)
    before = text.index("signed")
    assert [each.organization for each in subjects(view, 0, before, phrases=True)] == ["Siemens"]
    assert subjects(view, 0, before) == []


def test_an_office_speaks_for_its_state_or_body() -> None:
    view = view_of("The President of Chile and the Rector of Lund University signed a contract.")
    found = parties(view, view.start, view.end)
    assert countries_of(found)[:1] == ("CL",)
    assert "Lund University" in organizations_of(found)


def test_a_ministry_is_a_body_and_a_government_a_state() -> None:
    view = view_of("The Government of Ghana and the Ministry of Health of Togo signed it.")
    found = parties(view, view.start, view.end)
    assert [(each.code, each.organization) for each in found] == [
        ("GH", None),
        (None, "Ministry of Health of Togo"),
    ]


def test_both_sides_are_the_two_countries_of_the_page() -> None:
    text = "Latvia and Taiwan work together. Both sides of Latvia and Taiwan signed a protocol."
    view = view_of(text, 1)
    assert set(both(view, view.start, view.end)) == {"LV", "TW"}


def test_a_group_of_countries_is_taken_from_the_lexicon() -> None:
    view = view_of("An agreement of the Nordic countries was signed.")
    assert set(both(view, view.start, view.end)) == {"DK", "FI", "IS", "NO", "SE"}


def test_these_three_countries_are_those_listed_before() -> None:
    text = "Chile, Peru and Ecuador met in May. These three countries signed a treaty."
    view = view_of(text, 1)
    assert set(both(view, view.start, view.end)) == {"CL", "PE", "EC"}


def test_with_home_puts_the_pages_country_first() -> None:
    view = view_of("Latvia works with Peru. Latvia is glad.")
    assert with_home(view, ("PE",)) == ("LV", "PE")


def test_headings_of_a_list_of_partners_say_not_whose_page_it_is() -> None:
    partners = "Peru\n\nThe Andean school.\n\nPeru\n\nThe coastal school.\n\n"
    view = view_of("Latvia abroad\n\n" + partners + "A plan was signed by Latvia.")
    assert view.reading.home == ("LV",)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Peru and Norway\n\nPeru and Norway trade. Norway and Peru fish. A plan was signed.", {"PE", "NO"}),
        ("In 2012 the President of Finland visited Chile. A plan was signed.", {"CL", "FI"}),
        ("Envoys of Chile, Peru and Kenya met. A plan was signed.", set()),
    ],
)
def test_an_instrument_without_parties_is_between_the_two_spoken_of(text: str, countries: set[str]) -> None:
    reading = Reading(Document("example", "example.txt", text, "", ""))
    assert set(sides(reading.views[-1])) == countries
