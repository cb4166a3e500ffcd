"""Rules on corrections by people: each says what came of it, and why where it was not applied."""

from __future__ import annotations

from schemas.fields import CORRECTIONS, FACT_TABLES
from schemas.rules import Context, Rule, rules_of

APPLIED = "applied"


def _relation(_: Context, relation: str | None) -> bool:
    return relation is None or relation in FACT_TABLES


def _explained(_: Context, outcome: str | None, fact_id: str | None, message: str | None) -> bool:
    return (fact_id is not None and message is None) if outcome == APPLIED else message is not None


RULES: tuple[Rule, ...] = (
    *rules_of(CORRECTIONS),
    Rule("relation", ("relation",), "relation is a table of facts", _relation),
    Rule(
        "explained",
        ("outcome", "fact_id", "message"),
        "what was applied names its fact, what was not says why",
        _explained,
    ),
)
