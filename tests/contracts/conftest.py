"""One row of each table that keeps every rule, and the text it is from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from schemas.fields import DOCUMENTS, arrow_schema

TEXT = "In May 2012 the Academy gave 120 thous. EUR to 12 projects. A shorter line."
EVIDENCE = "In May 2012 the Academy gave 120 thous. EUR to 12 projects."
KEY = "0123456789abcdef"
Row = dict[str, Any]
Sample = Callable[..., Row]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _period(prefix: str) -> Row:
    days = {"edtf": "2012-05", "from": date(2012, 5, 1), "to": date(2012, 5, 31)}
    return {f"{prefix}_{part}": value for part, value in days.items()}


def _fact(**own: Any) -> Row:
    start = TEXT.index(EVIDENCE)
    common = {
        "fact_id": "f1", "document_id": "a/text", "evidence": EVIDENCE, "char_start": start,
        "char_end": start + len(EVIDENCE), "status": "actual", "rule": "sample", "mention_ids": ["m1"],
    }  # fmt: skip
    return {**common, **own}


DOCUMENT: Row = {
    "document_id": "a/text", "source_file": "a/text.txt", "other_files": [], "title": "A text",
    "publisher": "Somebody",
    "url": "https://example.org/a", "published_date": date(2012, 6, 1), "language": "en",
    "content_sha256": _sha256("bytes"), "text_sha256": _sha256(TEXT), "char_count": len(TEXT), "text": TEXT,
}  # fmt: skip
SAMPLES: dict[str, Row] = {
    "documents": DOCUMENT,
    "mentions": {
        "mention_id": "m1", "document_id": "a/text", "char_start": 28, "char_end": 43, "text": TEXT[28:43],
        "mention_kind": "money", "value_low": Decimal(120000), "value_high": Decimal(120000),
        "qualifier": "exact",
        "unit": "EUR", "edtf": None, "date_from": None, "date_to": None, "disposition": "ignored",
        "fact_ids": [],
        "quarantine_ids": [], "reason": None,
    },
    "agreements": _fact(
        instrument="agreement", title="An agreement", countries=["BY", "EU"], organizations=["Academy"],
        **_period("signed"), valid_edtf="2012/..", valid_from=date(2012, 1, 1), valid_to=None,
    ),
    "events": _fact(
        event_kind="meeting", name="A meeting", **_period("date"), city="Minsk", place_country="BY",
        countries=["BY"], organizations=[], people=["A. Person"],
    ),
    "funding": _fact(
        amount_low=Decimal(120000), amount_high=Decimal(120000), currency="EUR", qualifier="exact",
        funder="Academy",
        recipient=None, programme=None, purpose=None, **_period("period"), countries=["BY"],
    ),
    "observations": _fact(
        value_low=Decimal(12), value_high=Decimal(12), qualifier="exact", unit="projects",
        measure="projects paid for",
        programme=None, **_period("period"), countries=["BY"],
    ),
    "programmes": _fact(name="A programme", acronym="AP", **_period("period"), countries=[],
    organizations=[]),
    "institutions": _fact(
        name="A centre", institution_kind="centre", **_period("established"), countries=["BY"],
        organizations=[],
    ),
    "memberships": _fact(member="BY", organization="A union", **_period("since")),
    "projects": _fact(
        code="B-1", title=None, organizations=[], countries=["BY"], funder=None, **_period("period"),
    ),
    "people": _fact(name="A. Person", role="head", organization="Academy", country="BY"),
    "quarantine": {
        "quarantine_id": "q1", "relation": "funding", "document_id": "a/text", "char_start": 0, "char_end": 5,
        "evidence": "In Ma", "check_name": "code", "column_name": "countries", "value": "ZZ",
        "rule": "sample",
        "rule_version": "v1", "row_json": "{}",
    },
    "corrections": {
        "correction_id": "c1", "source_file": "corrections/a.yml", "line": 2, "action": "reject",
        "outcome": "applied", "relation": "funding", "document_id": "a/text", "fact_id": "f1",
        "evidence": EVIDENCE, "changes": None, "reason": "It was a loan.", "author": "A. Person",
        "corrected_on": date(2026, 11, 1), "message": None, "row_json": "{}",
    },
    "dim_document": DOCUMENT,
    "dim_country": {"country_code": "BY", "name": "Belarus", "region": "Europe"},
    "dim_organization": {"organization_key": KEY, "name": "Academy", "country_code": None},
    "dim_person": {"person_key": KEY, "name": "A. Person"},
    "dim_programme": {"programme_key": KEY, "name": "A programme", "acronym": "AP"},
    "dim_date": {
        "day": date(2012, 5, 16), "year": 2012, "quarter": 2, "month": 5, "month_name": "May",
        "month_start": date(2012, 5, 1), "day_of_month": 16, "weekday": 3,
    },
    "dim_currency": {"currency": "EUR", "name": "Euro", "decimals": 2},
}  # fmt: skip


@pytest.fixture
def sample() -> Sample:
    """``sample(table, column=value, ...)``: a fresh row of ``table`` that keeps every rule but for what is
    changed.
    """

    def row(table: str, **changes: Any) -> Row:
        assert changes.keys() <= SAMPLES[table].keys()
        return {**SAMPLES[table], **changes}

    return row


@pytest.fixture
def documents() -> pa.Table:
    """The one document that all samples are from."""
    return pa.Table.from_pylist([DOCUMENT], schema=arrow_schema(DOCUMENTS))
