"""Figures and dates begin where the pattern for their beginnings says, though it is not tried everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from pipelines.lexicon.words import word_file
from pipelines.mentions.find import ANCHOR, anchors

CASES = Path(__file__).parents[1] / "corpus"


def _said(value: object) -> Iterator[str]:
    """Every text in a file of cases."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _said(inner)


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.yml")), ids=lambda path: path.stem)
def test_the_beginnings_are_those_of_the_pattern(path: Path) -> None:
    text = "\n\n".join(_said(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert [found.span() for found in anchors(text)] == [found.span() for found in ANCHOR.finditer(text)]


@pytest.mark.parametrize("name", ["dates", "numerals", "scales", "fractions"])
def test_every_word_of_a_list_begins_where_the_pattern_says(name: str) -> None:
    words = [word for listed in word_file(name).values() for word in listed]
    text = "\n".join(
        f"{form} of May 2012, a {form} of it, {form} million, {form} 5, {form}-5"
        for word in words
        for form in (word, word.capitalize(), word.upper())
    )
    assert [found.span() for found in anchors(text)] == [found.span() for found in ANCHOR.finditer(text)]
