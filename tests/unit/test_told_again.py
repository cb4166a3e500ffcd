"""An agreement that is told in several sentences is one fact; two of them stay two."""

from __future__ import annotations

import hashlib

import pytest

from pipelines.documents.document import Document
from pipelines.facts import extract

OPENING = "An agreement on science between Chad and Niger was signed in 2004. "


def _agreements(text: str) -> list[tuple[object, object, str]]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    facts = extract(Document("example", "example.txt", text, digest, digest)).facts
    return [
        (fact.slots["signed"], fact.slots["valid"], fact.status) for fact in facts if fact.kind == "agreement"
    ]


@pytest.mark.parametrize(
    ("more", "valid"),
    [
        ("The agreement entered into force in 2006.", "2006/.."),
        ("The agreement was signed in 2004.", None),
        ("Both countries value it. The agreement is valid until 2012.", "../2012"),
        ("The agreement will remain in force from 2005 to 2009.", "2005/2009"),
    ],
)
def test_one(more: str, valid: str | None) -> None:
    assert _agreements(OPENING + more) == [("2004", valid, "actual")]


def test_announced_before_a_colon() -> None:
    told = "The agreements in force between Chad and Niger are: Agreement on Water Research (signed in 2001)."
    assert [signed for signed, _, _ in _agreements(told)] == ["2001"]


def test_by_its_acronym() -> None:
    told = (
        "Chad and Niger made a Research Cooperation Agreement (RCA). Chad and Niger signed the RCA in 2004."
    )
    assert _agreements(told) == [("2004", None, "actual")]


def test_the_last_one() -> None:
    told = "A memorandum between Chad and Niger exists. A memorandum between Chad and Oman was agreed on."
    more = " The memorandum, signed in 2011, is about water."
    assert _agreements(told + more) == [(None, None, "actual"), ("2011", None, "actual")]


def test_announced_and_listed() -> None:
    told = "They have signed several agreements, such as an Agreement on Water between Chad and Niger (2001)."
    assert _agreements(told) == [("2001", None, "actual")]


@pytest.mark.parametrize(
    "more",
    [
        "An agreement on fishing between Chad and Niger was signed in 2009.",
        "The agreement between Chad and Niger of 2011 was signed in Paris.",
        "The agreement between Chad and Niger is not in force.",
        "A protocol between Chad and Niger was signed in 2004.",
    ],
)
def test_two(more: str) -> None:
    assert len(_agreements(OPENING + more)) == 2
