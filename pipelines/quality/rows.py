"""Rows as JSON and as quarantine rows, with ids that stay the same from run to run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Protocol

import pyarrow as pa

from schemas.fields import OFFSET, QUARANTINE, TEXT, arrow_schema
from schemas.parse import UnreadableError, parse
from schemas.quarantine import SOURCES

_REFUSAL = ("source_file", "document_id", "code", "message", "place", "value")
LONGEST_VALUE = 500  # of an offending value, which may be a whole document; row_json has it all


class Refusal(Protocol):
    """A source that was not read (``pipelines.documents``)."""

    @property
    def source_file(self) -> str: ...
    @property
    def document_id(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def place(self) -> int | None: ...
    @property
    def value(self) -> str: ...


def as_json(row: Mapping[str, object], without: tuple[str, ...] = ()) -> str:
    """``row`` as canonical JSON: columns in order, days in ISO form, figures as text without trailing
    zeros.
    """
    plain = {name: _plain(value) for name, value in row.items() if name not in without}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def as_text(value: object) -> str | None:
    """A value as a reader should see it in quarantine; None for null."""
    plain = _plain(value)
    if plain is None:
        return None
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return (
            format(value.normalize(), "f") if value.is_finite() and abs(value.adjusted()) < 50 else str(value)
        )
    if isinstance(value, date):  # datetimes too
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value).encode("utf-8", "backslashreplace").decode()


def held_back(
    relation: str,
    row: Mapping[str, object],
    row_json: str,
    check: str,
    column: str,
    value: object,
    rule_version: str,
) -> dict[str, object]:
    """The quarantine row of one failed ``check`` of ``row``, which is as it was given; ``row_json`` is
    ``as_json`` of it.
    """
    return {
        "quarantine_id": _quarantine_id(relation, row_json, check, column),
        "relation": relation,
        "document_id": _if_readable(TEXT, row.get("document_id")),
        "char_start": _if_readable(OFFSET, row.get("char_start")),
        "char_end": _if_readable(OFFSET, row.get("char_end")),
        "evidence": _if_readable(TEXT, row.get("text" if relation == "mentions" else "evidence")),
        "check_name": check,
        "column_name": column,
        "value": as_text(value),
        "rule": _if_readable(TEXT, row.get("rule")),
        "rule_version": rule_version,
        "row_json": row_json,
    }


def refused(refusals: Iterable[Refusal], rule_version: str) -> pa.Table:
    """Refused sources as quarantine rows of the relation ``sources``; the check is the refusal's code."""
    rows = []
    for refusal in refusals:
        row = {name: getattr(refusal, name) for name in _REFUSAL}
        rows.append(
            held_back(
                SOURCES, row, as_json(row), str(refusal.code), "source_file", refusal.value, rule_version
            )
        )
    return quarantine_table(rows)


def quarantine_table(rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Quarantine rows as a table, each id once."""
    once = {row["quarantine_id"]: row for row in rows}
    return pa.Table.from_pylist(list(once.values()), schema=arrow_schema(QUARANTINE))


def _quarantine_id(relation: str, row_json: str, check: str, column: str) -> str:
    said = json.dumps([relation, row_json, check, column], ensure_ascii=False)
    return "q_" + hashlib.sha256(said.encode()).hexdigest()[:24]


def _if_readable(kind: pa.DataType, value: object) -> object:
    try:
        return parse(kind, value)
    except UnreadableError:
        return None
