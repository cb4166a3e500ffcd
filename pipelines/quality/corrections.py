"""Corrections by people, applied to valid facts one after the other; a row of each says what came of it.

A fact keeps its id whatever is said of it. What does not fit any more (``expect``) is not applied: the fact
stays as it was read, and a check says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from pipelines.documents.corrections import Correction
from pipelines.mentions import edtf
from pipelines.quality.outcome import CheckOutcome, none_found
from pipelines.quality.rows import as_json, as_text
from pipelines.quality.validation import validate
from schemas.fields import CORRECTIONS, FACT_TABLES, TEXT, TEXTS, arrow_schema

Row = dict[str, Any]
_NAMES = frozenset({
    "name", "funder", "recipient", "programme", "organization", "member", "organizations", "people",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corrected:
    """``tables``: the facts to be loaded, in their order, by table; ``audit``: rows of
    ``schemas.fields.CORRECTIONS``; ``outcomes``: whether all corrections still fit.
    """

    tables: Mapping[str, pa.Table]
    audit: pa.Table
    outcomes: list[CheckOutcome]


@dataclass(frozen=True, slots=True)
class _Found:
    """What came of one correction at one fact: ``row`` as it was, ``after`` as it is (None: rejected)."""

    outcome: str
    relation: str | None
    row: Row | None = None
    after: Row | None = None
    message: str | None = None


def correct(
    valid: Mapping[str, pa.Table],
    corrections: Sequence[Correction],
    documents: pa.Table,
    rule_version: str,
    *,
    today: date | None = None,
) -> Corrected:
    """The fact tables of ``valid`` with ``corrections`` applied in their order.

    ``documents`` are the valid documents: an amended row must keep every rule that any other row keeps.
    """
    touched = {name for each in corrections for name in ([each.relation] if each.relation else FACT_TABLES)}
    rows = {name: {row["fact_id"]: row for row in valid[name].to_pylist()} for name in touched}
    audit: list[Row] = []
    missed: dict[str, list[str]] = {"warn": [], "fail": []}
    for correction in corrections:
        for found in list(_apply(correction, rows, _Judge(documents, rule_version, today))):
            audit.append(_audit_row(correction, found, len(audit)))
            if found.outcome == "applied":
                _put(rows, found)
            elif found.outcome != "applied":
                place = f"{correction.source_file} line {correction.line}"
                missed[correction.severity].append(f"{place}: {found.outcome}: {found.message}")
    tables = {name: valid[name] for name in FACT_TABLES} | {
        name: pa.Table.from_pylist(list(of.values()), schema=arrow_schema(FACT_TABLES[name]))
        for name, of in rows.items()
    }
    said = pa.Table.from_pylist(audit, schema=arrow_schema(CORRECTIONS))
    return Corrected(tables, said, _outcomes(missed))


def rejected(audit: pa.Table) -> list[Row]:
    """The facts that were taken out, as they were read, each with its ``relation``."""
    return [
        {**json.loads(row["row_json"]), "relation": row["relation"]}
        for row in audit.to_pylist()
        if (row["action"], row["outcome"]) == ("reject", "applied")
    ]


def _outcomes(missed: Mapping[str, Iterable[str]]) -> list[CheckOutcome]:
    message = "each correction still fits the fact that it is about"
    return [
        none_found("corrections_fit", "corrections", missed["warn"], message, "warn"),
        none_found("required_corrections_fit", "corrections", missed["fail"], message + " (severity fail)"),
    ]


def possible_outcomes() -> list[CheckOutcome]:
    """One outcome of each check on corrections."""
    return _outcomes({"warn": (), "fail": ()})


@dataclass(frozen=True, slots=True)
class _Judge:
    """Whether an amended row is one that may be loaded."""

    documents: pa.Table
    rule_version: str
    today: date | None

    def faults(self, relation: str, row: Row) -> list[str]:
        """The checks that ``row`` fails."""
        held_back = validate(relation, [row], self.documents, self.rule_version, today=self.today).quarantine
        return [f"{each['check_name']} on {each['column_name']}" for each in held_back.to_pylist()]


def _apply(correction: Correction, rows: Mapping[str, Mapping[str, Row]], judge: _Judge) -> Iterator[_Found]:
    if correction.action == "alias":
        yield from _renamed(correction, rows)
        return
    name = correction.relation
    there = _addressed(correction, rows[name])
    fitting = [row for row in there if _fits(row, correction.expect)]
    if not there:
        yield _Found("gone", name, message="no such fact is read any more")
    elif not fitting:
        yield _Found("lapsed", name, there[0], there[0], _why_lapsed(correction, there[0]))
    elif len(fitting) > 1:
        ids = ", ".join(row["fact_id"] for row in fitting)
        yield _Found(
            "ambiguous", name, message=f"{len(fitting)} facts fit: {ids}; expect can tell them apart"
        )
    elif correction.action == "amend":
        yield _amended(correction, fitting[0], judge)
    else:
        yield _Found("applied", name, fitting[0], None if correction.action == "reject" else fitting[0])


def _addressed(correction: Correction, rows: Mapping[str, Row]) -> list[Row]:
    """The facts that are meant: by id, or, ids change with the reading, by document and quotation."""
    if correction.fact_id is not None and correction.fact_id in rows:
        return [rows[correction.fact_id]]
    if correction.document_id is None or correction.quote is None:
        return []
    words = " ".join(correction.quote.split())
    return [
        row
        for row in rows.values()
        if row["document_id"] == correction.document_id and words in " ".join(row["evidence"].split())
    ]


def _fits(row: Row, expect: Mapping[str, object]) -> bool:
    return all(_same(row[column], value) for column, value in expect.items())


def _same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return one == other


def _why_lapsed(correction: Correction, row: Row) -> str:
    if correction.change and _fits(row, correction.change):
        return "what it says is read by now; it can be taken away"
    others = (
        f"{column} is {as_text(row[column])}, expected {as_text(value)}"
        for column, value in correction.expect.items()
        if not _same(row[column], value)
    )
    return "; ".join(others)


def _amended(correction: Correction, row: Row, judge: _Judge) -> _Found:
    after = {**row, **correction.change}
    for column, value in correction.change.items():
        if column.endswith("_edtf"):
            stem = column.removesuffix("edtf")
            after[stem + "from"], after[stem + "to"] = _days(value)
    faults = judge.faults(correction.relation, after)
    if faults:
        return _Found(
            "invalid", correction.relation, row, row, f"the amended fact breaks {', '.join(faults)}"
        )
    return _Found("applied", correction.relation, row, after)


def _days(value: object) -> tuple[date | None, date | None]:
    try:
        return edtf.bounds(str(value)) if value is not None else (None, None)
    except ValueError:  # which the row's own rules will say
        return None, None


def _renamed(correction: Correction, rows: Mapping[str, Mapping[str, Row]]) -> Iterator[_Found]:
    found = False
    for name, of in rows.items():
        columns = [one for one in FACT_TABLES[name].fields if one.name in _NAMES]
        for row in of.values():
            changed = {
                one.name: value
                for one in columns
                if (value := _other_name(one.type, row[one.name], correction)) != row[one.name]
            }
            if changed:
                found = True
                yield _Found("applied", name, row, {**row, **changed})
    if not found:
        yield _Found("gone", None, message=f"no fact names {correction.name!r}")


def _other_name(kind: pa.DataType, value: Any, correction: Correction) -> Any:
    if kind == TEXTS:
        named = (correction.means if each == correction.name else each for each in value)
        return list(dict.fromkeys(named)) if correction.name in value else value
    return correction.means if kind == TEXT and value == correction.name else value


def _put(rows: Mapping[str, dict[str, Row]], found: _Found) -> None:
    if found.row is None or found.relation is None:
        return
    of = rows[found.relation]
    if found.after is None:
        del of[found.row["fact_id"]]
    else:
        of[found.row["fact_id"]] = found.after


def _audit_row(correction: Correction, found: _Found, number: int) -> Row:
    row = found.row
    return {
        "correction_id": _correction_id(correction, found, number),
        "source_file": correction.source_file,
        "line": correction.line,
        "action": correction.action,
        "outcome": found.outcome,
        "relation": found.relation,
        "document_id": row["document_id"] if row else correction.document_id,
        "fact_id": row["fact_id"] if row else None,
        "evidence": row["evidence"] if row else correction.quote,
        "changes": _changes(row, found.after) if found.outcome == "applied" else None,
        "reason": correction.reason,
        "author": correction.author,
        "corrected_on": correction.day,
        "message": found.message,
        "row_json": as_json(row) if row else None,
    }


def _correction_id(correction: Correction, found: _Found, number: int) -> str:
    """``number`` is the row's place among all: one thing said twice gives two rows."""
    said = [correction.source_file, str(number), correction.action, found.relation or ""]
    said += [
        found.row["fact_id"] if found.row else "",
        as_json(correction.expect),
        as_json(correction.change),
    ]
    return "c_" + hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]


def _changes(row: Row | None, after: Row | None) -> str | None:
    if row is None or after is None:
        return None
    changed = [
        f"{column}: {_shown(row[column])} → {_shown(value)}"
        for column, value in after.items()
        if value != row[column]
    ]
    return "; ".join(changed) or None


def _shown(value: object) -> str:
    return as_text(value) or "nothing"
