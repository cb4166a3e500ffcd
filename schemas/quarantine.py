"""Rules on quarantined rows: each can be found again and tells where it is from."""

from __future__ import annotations

import json

from schemas.fields import QUARANTINE, TABLES
from schemas.rules import Context, Rule, rules_of

SOURCES = "sources"  # the relation of a file that was refused


def _relation(_: Context, relation: str | None) -> bool:
    return relation is None or relation == SOURCES or relation in TABLES


def _is_json(_: Context, row: str | None) -> bool:
    try:
        return row is None or isinstance(json.loads(row), dict)
    except ValueError:
        return False


RULES: tuple[Rule, ...] = (
    *rules_of(QUARANTINE),
    Rule("relation", ("relation",), f"relation is a staged table or {SOURCES}", _relation),
    Rule("row_json", ("row_json",), "row_json is a JSON object", _is_json),
)
