"""Every rule of the figures' and dates' grammar, on texts made for it: what it must read, and what it must
not.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.mentions.find import find_mentions
from pipelines.mentions.mention import Mention
from pipelines.mentions.rules import RULES

CASES = Path(__file__).parent / "cases" / "mentions"


def _rules() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CASES.glob("*.yml")):
        found.update(yaml.safe_load(path.read_text(encoding="utf-8")))
    return found


CORPUS = _rules()


def number(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def rendered(mention: Mention) -> str:
    """A reading in one line, as the cases write it."""
    if mention.kind == "date":
        return f"date {mention.edtf or mention.reason}"
    if mention.kind in ("identifier", "other") or mention.low is mention.high is None:
        return f"{mention.kind} {mention.reason}"
    low, high = number(mention.low), number(mention.high)
    value = low if low == high else f"{low}..{high}"
    return f"{mention.kind} {value} {mention.unit} {mention.qualifier}"


def marked(case: str) -> tuple[str, int, int, str]:
    """The text of a case without its marks, the marked span, and what is expected of it."""
    text, _, expected = case.partition(" => ")
    start = text.rindex("{")
    plain = text.replace("{", "").replace("}", "")
    before = text[:start].count("{") + text[:start].count("}")
    end = text.index("}", start) - 1 - before
    return plain, start - before, end, expected.strip()


def _params(part: str) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule}-{index}")
        for rule, entry in CORPUS.items()
        for index, case in enumerate(entry[part])
    ]


@pytest.mark.parametrize(("rule", "case"), _params("positive"))
def test_reads(rule: str, case: str) -> None:
    text, start, end, expected = marked(case)
    readings = {(m.start, m.end): rendered(m) for m in find_mentions(text)}
    if expected.endswith("?"):
        # The span is not fixed by the case (a qualifier belongs to it): the class still is.
        touching = [value for (first, last), value in readings.items() if first < end and start < last]
        assert touching
        assert touching[0].startswith(expected[:-1].strip())
        return
    assert readings.get((start, end)) == expected, readings


@pytest.mark.parametrize(("rule", "case"), _params("negative"))
def test_does_not_read(rule: str, case: str) -> None:
    text, start, end, _ = marked(case)
    wrong = re.compile(CORPUS[rule]["class"])
    for mention in find_mentions(text):
        if mention.start < end and start < mention.end:
            assert not wrong.search(rendered(mention)), (text[mention.start : mention.end], rendered(mention))


def test_every_rule_is_named_explained_and_shown() -> None:
    assert {rule: entry["reads"] for rule, entry in CORPUS.items()} == {
        rule.name: rule.reads for rule in RULES
    }
    thin = [
        rule for rule, entry in CORPUS.items() if len(entry["positive"]) < 6 or len(entry["negative"]) < 4
    ]
    assert thin == []


def test_positive_cases_belong_to_the_class_their_negatives_are_kept_out_of() -> None:
    for rule, entry in CORPUS.items():
        for case in entry["positive"]:
            expected = marked(case)[3]
            assert expected.endswith("?") or re.search(entry["class"], expected), (rule, case)
