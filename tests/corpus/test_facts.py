"""The examples of the rules that make facts (``facts/*.yml``).

Each positive one gives what it says, no negative one gives a fact of its rule. A file is a list of rules:
``rule``, ``reads`` (what it reads, in a sentence), ``positive`` (``text`` and the ``facts`` it gives, any
slots of them; ``evidence`` is a part of the fact's evidence) and ``negative`` (``text`` and ``why``).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.documents.document import Document
from pipelines.facts import extract
from pipelines.facts.fact import Fact

FILES = sorted((Path(__file__).parent / "facts").glob("*.yml"))
LEAST_POSITIVE, LEAST_NEGATIVE = 6, 4


def _rules() -> list[dict[str, Any]]:
    return [rule for path in FILES for rule in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _cases(which: str) -> list[Any]:
    return [
        pytest.param(rule["rule"], case, id=f"{rule['rule']}-{number}")
        for rule in _rules()
        for number, case in enumerate(rule[which])
    ]


def _facts(text: str) -> tuple[Fact, ...]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract(Document("example", "example.txt", text, digest, digest)).facts


def _plain(value: object) -> object:
    """A slot as the examples write it: text for numbers and dates, a sorted list for several values."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return sorted(str(item) for item in value)
    return str(value)


def _told(text: str, fact: Fact, wanted: dict[str, object]) -> bool:
    """Whether ``fact`` holds all that an example wants of it."""
    for slot, value in wanted.items():
        if slot == "evidence":
            if str(value) not in text[fact.start : fact.end]:
                return False
            continue
        own = getattr(fact, slot) if slot in ("kind", "status", "rule") else fact.slots.get(slot)
        if _plain(own) != _plain(value):
            return False
    return True


@pytest.mark.parametrize(("rule", "case"), _cases("positive"))
def test_positive(rule: str, case: dict[str, Any]) -> None:
    facts = _facts(case["text"])
    assert rule in {fact.rule for fact in facts}, [(fact.rule, dict(fact.slots)) for fact in facts]
    for wanted in case["facts"]:
        assert any(_told(case["text"], fact, wanted) for fact in facts), (
            wanted,
            [(fact.rule, fact.status, dict(fact.slots)) for fact in facts if fact.kind == wanted["kind"]],
        )


@pytest.mark.parametrize(("rule", "case"), _cases("negative"))
def test_negative(rule: str, case: dict[str, Any]) -> None:
    read = [(fact.rule, dict(fact.slots)) for fact in _facts(case["text"]) if fact.rule == rule]
    assert not read, case["why"]


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: str(rule["rule"]))
def test_enough_examples(rule: dict[str, Any]) -> None:
    assert rule["reads"].strip()
    assert len({case["text"] for case in rule["positive"]}) >= LEAST_POSITIVE
    assert len({case["text"] for case in rule["negative"]}) >= LEAST_NEGATIVE
    assert all(case["facts"] for case in rule["positive"])
    assert all(case.get("why") for case in rule["negative"])  # the page of rules says it
