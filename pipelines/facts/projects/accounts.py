"""One account of a project from the several places of a text that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.facts.fact import Fact
from pipelines.facts.reading import Reading

_THIS = re.compile(
    r"\b(?:[Tt]his|[Tt]he|[Oo]ur)\s(?:[a-z]+\s)?project\s(?:has|had|is|was|receives|received)\b"
)
_SAID_ONCE = ("code", "funder", "period")


def merged(facts: Iterable[Fact], reading: Reading) -> list[Fact]:
    """``facts`` with the number that "this project" is said to have given to the one told of before."""
    found: list[Fact] = []
    for fact in facts:
        before = found[-1] if found else None
        this = _THIS.search(reading.text, fact.start, fact.end) if fact.slots["code"] else None
        if this is None or fact.slots["title"] or before is None or before.slots["code"]:
            found.append(fact)
        elif before.slots["title"]:
            found[-1] = completed(before, fact)
        else:
            found.append(fact)
    return found


def completed(fact: Fact, other: Fact) -> Fact:
    """``fact`` with its number, payer and term from another place where those are told."""
    told = {slot: other.slots[slot] for slot in _SAID_ONCE if not fact.slots[slot] and other.slots[slot]}
    if not told:
        return fact
    return fact._replace(slots={**fact.slots, **told}, mentions=(*fact.mentions, *other.mentions))


def fullness(fact: Fact) -> int:
    """How much is told of a project, its term above all."""
    return sum(map(bool, fact.slots.values())) + bool(fact.slots["period"])
