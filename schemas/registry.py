"""Every table with a model: its columns, grain and key, and the rules its rows must keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandera.pandas as pandera

from schemas import corrections, dimensions, documents, facts, mentions, quarantine
from schemas.fields import TABLES, Table
from schemas.models import model
from schemas.rules import Context, Rule, Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """A table and its rules."""

    table: Table
    rules: tuple[Rule, ...]

    @property
    def grain(self) -> str:
        """What one row is."""
        return self.table.grain

    @property
    def key(self) -> tuple[str, ...]:
        """What tells rows apart."""
        return self.table.key

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; KeyError where the table has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(f"{self.table.name} has no rule {rule_id!r}")

    def model(self, context: Context, severity: Severity = "fail") -> pandera.DataFrameSchema:
        """The pandera model: the columns and the rules of one severity."""
        return model(self.table, [rule for rule in self.rules if rule.severity == severity], context)


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """A check as the documentation lists it. ``fail`` holds a row back, ``warn`` notes it."""

    relation: str
    name: str
    columns: tuple[str, ...]
    severity: Severity
    meaning: str


_RULES: Mapping[str, tuple[Rule, ...]] = {
    "documents": documents.RULES,
    "mentions": mentions.RULES,
    **facts.RULES,
    "quarantine": quarantine.RULES,
    "corrections": corrections.RULES,
}
REGISTRY: Mapping[str, Entry] = {
    **{name: Entry(TABLES[name], rules) for name, rules in _RULES.items()},
    **{name: Entry(dimensions.TABLES[name], rules) for name, rules in dimensions.RULES.items()},
}


def all_checks() -> list[CheckInfo]:
    """Each check of each table, in the order of the tables and their columns."""
    return [
        CheckInfo(name, rule.name, rule.columns, rule.severity, rule.meaning)
        for name, entry in REGISTRY.items()
        for rule in entry.rules
    ]
