"""A sidecar: what may stand in it, and how a slip in it is told."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.documents.refusal import Code, SourceFault
from pipelines.documents.sidecar import Sidecar, parse_sidecar
from schemas.expectations import Expected

FULL = """\
publisher: Ministry of Tests
title: A title
url: https://example.org/page
language: en
licence: The text belongs to its publisher
published: 2022-09-13
country: NO
charset: Windows-1251
expect:
  agreements: {min: 1, max: 20}
  people: {max: 3}
"""


def fault(text: str) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        parse_sidecar(text.encode(), "a/name.yml")
    assert caught.value.code is Code.BAD_SIDECAR
    assert "a/name.yml" in caught.value.message
    return caught.value


def test_every_key_is_read() -> None:
    assert parse_sidecar(FULL.encode(), "name.yml") == Sidecar(
        publisher="Ministry of Tests",
        title="A title",
        url="https://example.org/page",
        language="en",
        licence="The text belongs to its publisher",
        published=date(2022, 9, 13),
        country="NO",  # which YAML would read as false
        charset="cp1251",
        expect={"agreements": Expected(min=1, max=20), "people": Expected(max=3)},
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "publisher:\ntitle: ~\nurl: null\n"])
def test_an_empty_sidecar_says_nothing(text: str) -> None:
    assert parse_sidecar(text.encode(), "name.yml") == Sidecar()


@pytest.mark.parametrize(
    ("text", "line", "key", "value"),
    [
        ("title: x\npublsher: y\n", 2, "publsher", "y"),
        ("title: x\npublished: 2022\n", 2, "published", "2022"),
        ("published: 2022-02-30\n", 1, "published", "2022-02-30"),
        ("published: 13.09.2022\n", 1, "published", "13.09.2022"),
        ("url: javascript:alert(1)\n", 1, "url", "javascript:alert(1)"),
        ("language: English\n", 1, "language", "English"),
        ("country: ZZ\n", 1, "country", "ZZ"),
        ("charset: klingon\n", 1, "charset", "klingon"),
        ("charset: base64\n", 1, "charset", "base64"),
        ("charset: unicode_escape\n", 1, "charset", "unicode_escape"),
        ("expect:\n  treaties: {min: 1}\n", 1, "expect", ""),
        ("expect:\n  agreements:\n    min: -1\n", 3, "expect.agreements.min", "-1"),
        ("expect:\n  agreements:\n    least: 1\n", 3, "expect.agreements.least", "1"),
        ("expect:\n  agreements: {min: 5, max: 2}\n", 2, "expect.agreements", ""),
        ("title: x\ntitle: y\n", 2, "title", ""),
        ("title: [x, y]\n", 1, "title", ""),
        ("title: 'x\n", None, "", ""),
        ("- title\n", 1, "", ""),
        ("title: &a x\npublisher: *a\n", None, "alias", ""),
        ("published: 1663027200\n", 1, "published", "1663027200"),
        ("title: " + "[" * 5000 + "]" * 5000, None, "", ""),
        ("[" * 5000, None, "", ""),
    ],
)
def test_a_slip_is_told_with_line_key_and_value(text: str, line: int | None, key: str, value: str) -> None:
    found = fault(text)
    if line is not None:
        assert found.place == line
        assert f"line {line}" in found.message
    assert key in found.message
    assert value in found.message


def test_a_sidecar_that_is_no_utf8_is_refused() -> None:
    with pytest.raises(SourceFault, match="byte 7"):
        parse_sidecar(b"title: \xff", "name.yml")


def test_control_characters_of_a_sidecar_are_escaped_in_the_message() -> None:
    assert "\u202e" not in fault('"ti\u202etle": x\n').message
