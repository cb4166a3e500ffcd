"""Rows against a table's rules, through pandera: which row breaks which rule."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
from pandera.errors import SchemaError, SchemaErrors

from pipelines.quality.outcome import CheckBroken
from schemas.models import frame_of
from schemas.registry import Entry
from schemas.rules import Context, Rule, Severity


@dataclass(frozen=True, slots=True)
class Failure:
    """Row number ``row`` breaks ``rule``."""

    row: int
    rule: Rule


def judge(entry: Entry, rows: pa.Table, context: Context, severity: Severity) -> list[Failure]:
    """All failures of ``rows``, which are of clean types, against the rules of one severity.

    CheckBroken where a check raised or pandera found what it cannot name a row for: that must never pass.
    """
    if rows.num_rows == 0:
        return []
    try:
        entry.model(context, severity).validate(frame_of(rows), lazy=True)
    except SchemaErrors as errors:
        return [failure for error in errors.schema_errors for failure in _failures(entry, error)]
    return []


def _failures(entry: Entry, error: SchemaError) -> list[Failure]:
    rows = _failing_rows(error)
    rule = next((rule for rule in entry.rules if rule.id == _rule_id(error)), None)
    if not rows or rule is None:  # a rule that raised, a column of another type, a column that is not there
        raise CheckBroken(f"{entry.table.name}: a check could not be carried out: {error}")
    return [Failure(row, rule) for row in rows]


def _failing_rows(error: SchemaError) -> list[int]:
    """The rows a failed check names, none where it names none."""
    output, cases = error.check_output, error.failure_cases
    if isinstance(output, pd.Series):
        return [int(row) for row in output.index[~output.to_numpy(dtype=bool)]]
    if isinstance(cases, pd.DataFrame) and "index" in cases and cases["index"].notna().all():
        return sorted({int(row) for row in cases["index"]})
    return []


def _rule_id(error: SchemaError) -> str:
    if not isinstance(error.check, str):
        return str(getattr(error.check, "name", None))
    if error.check == "not_nullable":
        return Rule("not_null", (error.schema.name,), "").id
    return error.check
