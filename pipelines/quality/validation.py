"""Candidate rows into valid ones and quarantine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from pipelines.mentions import edtf
from pipelines.quality.clean import Flaw, Rows, clean, raw_rows
from pipelines.quality.duplicates import duplicates
from pipelines.quality.judge import Failure, judge
from pipelines.quality.outcome import SAMPLE, CheckOutcome
from pipelines.quality.rows import as_json, as_text, held_back, quarantine_table
from schemas.fields import arrow_schema
from schemas.registry import REGISTRY, Entry
from schemas.rules import Context, Days, Rule

_Cells = dict[
    tuple[int, str], object
]  # row number and column of cells that could not be read, to what they held


@dataclass(frozen=True, slots=True)
class Validated:
    """What became of the candidates of one table.

    ``valid`` has the table's Arrow schema, its rows in the candidates' order. ``quarantine`` has a row for
    each failed check of each row held back. ``deduplicated`` counts the candidates left out because another
    one says the same. ``outcomes`` has one outcome for each rule of the table, none of which blocks: what
    breaks a fail rule is not loaded. ``warnings`` are those of the warn rules that valid rows break.
    """

    valid: pa.Table
    quarantine: pa.Table
    deduplicated: int
    warnings: list[CheckOutcome]
    outcomes: list[CheckOutcome]


def validate(
    table_name: str,
    candidates: Rows,
    documents: pa.Table,
    rule_version: str,
    *,
    today: date | None = None,
    bounds: Callable[[str], Days] = edtf.bounds,
    misread: frozenset[str] = frozenset(),
) -> Validated:
    """Parse, deduplicate and judge ``candidates`` of the staged table ``table_name``.

    ``candidates`` may hold anything in any cell (a Table, or mappings). ``documents`` are the valid
    documents, with whose texts spans are compared. ``today`` is the day of the run: without it nothing is
    said of days far ahead. Facts read from ``misread`` mentions are held back. KeyError for an unknown
    table, CheckBroken where a check could not be carried out.
    """
    entry = REGISTRY[table_name]
    parsed, flaws = clean(entry.table, candidates)
    once = duplicates(entry.table, parsed, candidates)
    context = Context(bounds, _texts(documents), today, misread)
    rows = once.merged(parsed).take(pa.array(once.kept, pa.int64()))

    judged = [
        Failure(once.kept[failure.row], failure.rule) for failure in judge(entry, rows, context, "fail")
    ]
    cells: _Cells = {(flaw.row, flaw.column): flaw.value for flaw in flaws if flaw.row not in once.dropped}
    failures = _all_failures(entry, flaws, cells, judged)
    bad = {failure.row for failure in failures}
    good = [place for place, row in enumerate(once.kept) if row not in bad]
    valid = rows.take(pa.array(good, pa.int64())).cast(arrow_schema(entry.table))
    noted = judge(entry, valid, context, "warn")

    outcomes = [
        *_outcomes(entry, "fail", failures, parsed),
        *_outcomes(entry, "warn", noted, valid),
    ]
    warn_rules = {rule.id for rule in entry.rules if rule.severity == "warn"}
    return Validated(
        valid=valid,
        quarantine=_quarantined(entry, candidates, failures, rule_version),
        deduplicated=len(once.dropped),
        warnings=[outcome for outcome in outcomes if not outcome.passed and outcome.name in warn_rules],
        outcomes=outcomes,
    )


def _texts(documents: pa.Table) -> dict[str, str]:
    return dict(zip(documents["document_id"].to_pylist(), documents["text"].to_pylist(), strict=True))


def _all_failures(entry: Entry, flaws: list[Flaw], cells: _Cells, judged: list[Failure]) -> list[Failure]:
    """Failures of cells and of rules, by row and rule; a rule is not asked of a cell that could not be
    read.
    """
    unread = [
        Failure(flaw.row, entry.rule(Rule(flaw.check, (flaw.column,), "").id))
        for flaw in flaws
        if (flaw.row, flaw.column) in cells
    ]
    asked = [each for each in judged if not any((each.row, column) in cells for column in each.rule.columns)]
    place = {rule.id: number for number, rule in enumerate(entry.rules)}
    return sorted([*unread, *asked], key=lambda failure: (failure.row, place[failure.rule.id]))


def _quarantined(entry: Entry, candidates: Rows, failures: list[Failure], rule_version: str) -> pa.Table:
    bad = sorted({failure.row for failure in failures})
    raw = dict(zip(bad, raw_rows(candidates, bad), strict=True))
    whole = {row: as_json(values) for row, values in raw.items()}
    return quarantine_table(
        held_back(
            entry.table.name,
            raw[failure.row],
            whole[failure.row],
            failure.rule.name,
            failure.rule.columns[0],
            _offending(failure, raw[failure.row]),
            rule_version,
        )
        for failure in failures
    )


def _offending(failure: Failure, row: dict[str, object]) -> object:
    """The value that breaks the rule: of its column, or of each of its columns by name."""
    columns = failure.rule.columns
    if len(columns) == 1:
        return row.get(columns[0])
    return ", ".join(f"{column}={as_text(row.get(column))}" for column in columns)


def _outcomes(entry: Entry, severity: str, failures: Iterable[Failure], rows: pa.Table) -> list[CheckOutcome]:
    broken: dict[str, list[int]] = defaultdict(list)
    for failure in failures:
        broken[failure.rule.id].append(failure.row)
    return [
        CheckOutcome(
            name=rule.id,
            severity="warn",
            passed=not broken[rule.id],
            observed=str(len(broken[rule.id])),
            expected="0",
            relation=entry.table.name,
            sample=tuple(_key(entry, rows, row) for row in broken[rule.id][:SAMPLE]),
            message=rule.meaning,
        )
        for rule in entry.rules
        if rule.severity == severity
    ]


def _key(entry: Entry, rows: pa.Table, row: int) -> str:
    return " ".join(str(as_text(rows[column][row].as_py())) for column in entry.table.key)
