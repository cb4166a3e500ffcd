"""Tables and records are seen by their structure, whatever their layout; menus and prose are none."""

from __future__ import annotations

import pytest

from pipelines.mentions.domains import country_of_addresses
from pipelines.mentions.table_heads import slot_of
from pipelines.mentions.tables import Record, find_records, parted

ROWS = [("University of Graz", "Austria", "12.05.2011"), ("University of Split", "Croatia", "03.02.2014")]


def told(text: str, record: Record) -> list[tuple[str, str]]:
    return [(field.slot, text[field.start : field.end]) for field in record.fields]


@pytest.mark.parametrize(
    ("label", "slot"),
    [
        ("Signed On", "signed"),
        ("Date of signature", "signed"),
        ("Valid Upto", "valid"),
        ("Partner country", "country"),
        ("Name of the university", "partner"),
        ("Project title", "title"),
        ("Project budget (EUR)", "amount"),
        ("Funding agency", "funder"),
        ("Number of projects", "count"),
        ("2019", "year"),
        ("S.No.", "serial"),
        ("Institutions/Organization/Country", "partner"),
        ("Weather", ""),
    ],
)
def test_a_head_is_told_by_its_last_words(label: str, slot: str) -> None:
    assert slot_of(label) == slot


@pytest.mark.parametrize("mark", [" | ", "\t", "     "])
def test_rows_are_found_whatever_parts_their_cells(mark: str) -> None:
    text = "\n".join(mark.join(cells) for cells in [("Partner", "Country", "Signed on"), *ROWS])
    records = find_records(text)
    assert [told(text, record) for record in records] == [
        list(zip(("partner", "country", "signed"), row, strict=True)) for row in ROWS
    ]


def test_a_cell_a_line_under_a_head_of_lines() -> None:
    text = "Austria\n\nNo.\nPartner\nSigned on\nValid until\n\n1.\nUniversity of Graz\n12.05.2011\n-\n"
    (record,) = find_records(text)
    assert told(text, record)[1:3] == [("partner", "University of Graz"), ("signed", "12.05.2011")]
    assert text[slice(*record.above)] == "Austria"


def test_labelled_lines_are_one_record() -> None:
    text = "Grant period 1\n\nAttribute | Value\nPeriod | 2020 to 2021\nGrant holder | University of Graz\n"
    (record,) = find_records(text)
    assert record.layout == "pairs"
    assert told(text, record) == [("period", "2020 to 2021"), ("recipient", "University of Graz")]


@pytest.mark.parametrize(
    "text",
    [
        "Home | Partners | Country | Search\nNews | Events | Agreements | Library",
        "Projects\nPartners\nCountries\nContact",
        "The partner of the project signed.  It was in May.\nThe budget grew.  It was large.",
        "Partner | Country",
        "",
    ],
)
def test_menus_and_prose_are_no_tables(text: str) -> None:
    assert find_records(text) == []


def test_cells_that_spaces_part_become_lines_of_their_own() -> None:
    text = "Partner\tSigned on\nUniversity of Lima\t12.05.2011\n"
    assert parted(text, find_records(text)).split("\n")[1:] == ["University of Lima", "12.05.2011", ""]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Write to office@iit.example.ac.in", "IN"),
        ("See www.ministry.gov.uk and info@ministry.gov.uk", "GB"),
        ("Write to office@institute.org", None),
        ("Write to a@b.fr or c@d.de", None),
        ("See www.startup.io", None),
    ],
)
def test_addresses_tell_the_page_s_country(text: str, country: str | None) -> None:
    assert country_of_addresses(text) == country
