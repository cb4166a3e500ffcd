"""From extractions to the staged tables: ids, evidence, and the first and last day of every date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa

from pipelines.documents.document import Document
from pipelines.facts.fact import Extraction, Fact
from pipelines.mentions.edtf import bounds
from pipelines.mentions.mention import Mention
from schemas.candidates import candidate_table
from schemas.fields import DOCUMENTS, FACT_TABLES, KIND_TABLE, MENTIONS, TEXTS, Table

_PLACES = 6
_DAY_SUFFIXES = ("_edtf", "_from", "_to")


def stable_id(*parts: object) -> str:
    """A short hash of what a row says and where: the same parts give the same id, on any machine."""
    said = json.dumps(parts, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:20]


def mention_id(document_id: str, mention: Mention) -> str:
    """The id of a mention: its document, kind and span."""
    return stable_id(document_id, mention.kind, mention.start, mention.end)


def fact_id(document_id: str, fact: Fact) -> str:
    """The id of a fact: its document, kind, span, status and all that its slots say."""
    return stable_id(document_id, fact.kind, fact.start, fact.end, fact.status, sorted(fact.slots.items()))


def frames(extractions: Iterable[Extraction], documents: Sequence[Document]) -> dict[str, pa.Table]:
    """The staged tables of some documents and what was read from them, keyed by table name.

    ``documents`` and ``extractions`` are paired by ``document_id``; KeyError where an extraction has no
    document.
    Every table of ``schemas.fields`` but ``quarantine`` is there, also where it has no row.
    """
    by_id = {document.document_id: document for document in documents}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ("mentions", *FACT_TABLES)}
    for extraction in extractions:
        document = by_id[extraction.document_id]
        rows["mentions"].extend(_mention_row(document, mention) for mention in extraction.mentions)
        for fact in extraction.facts:
            table = FACT_TABLES[KIND_TABLE[fact.kind]]
            rows[table.name].append(_fact_row(table, document, fact))
    tables = {DOCUMENTS.name: _table(DOCUMENTS, [document_row(document) for document in documents])}
    tables[MENTIONS.name] = _table(MENTIONS, rows["mentions"])
    tables.update({name: _table(table, rows[name]) for name, table in FACT_TABLES.items()})
    return tables


def _table(table: Table, rows: list[dict[str, Any]]) -> pa.Table:
    return candidate_table(table, rows)


def document_row(document: Document) -> dict[str, Any]:
    """The ``documents`` row of ``document``."""
    row = {field.name: getattr(document, field.name, None) for field in DOCUMENTS.fields}
    return {**row, "other_files": list(document.other_files), "char_count": len(document.text)}


def _mention_row(document: Document, mention: Mention) -> dict[str, Any]:
    first, last = _days(mention.edtf)
    return {
        "mention_id": mention_id(document.document_id, mention),
        "document_id": document.document_id,
        "char_start": mention.start,
        "char_end": mention.end,
        "text": document.text[mention.start : mention.end],
        "mention_kind": mention.kind,
        "value_low": _held(mention.low),
        "value_high": _held(mention.high),
        "qualifier": mention.qualifier,
        "unit": mention.unit,
        "edtf": mention.edtf,
        "date_from": first,
        "date_to": last,
        "disposition": "ignored",  # until the ledger says otherwise
        "fact_ids": [],
        "quarantine_ids": [],
        "reason": mention.reason,
    }


def _fact_row(table: Table, document: Document, fact: Fact) -> dict[str, Any]:
    row: dict[str, Any] = {
        "fact_id": fact_id(document.document_id, fact),
        "document_id": document.document_id,
        "evidence": document.text[fact.start : fact.end],
        "char_start": fact.start,
        "char_end": fact.end,
        "status": fact.status,
        "rule": fact.rule,
        "mention_ids": [mention_id(document.document_id, mention) for mention in fact.mentions],
    }
    row.update(_slots(table, fact.slots))
    return row


def _slots(table: Table, slots: Mapping[str, object]) -> dict[str, Any]:
    """The columns of ``table`` that ``slots`` fill, three for a date. KeyError for a slot it has not."""
    row: dict[str, Any] = {}
    for slot, value in slots.items():
        if slot in _date_prefixes(table):
            days = (value, *_days(value))
            row.update({slot + suffix: day for suffix, day in zip(_DAY_SUFFIXES, days, strict=True)})
            continue
        row[slot] = list(value) if isinstance(value, tuple) else _held(value)
    for field in table.fields:
        if field.type == TEXTS and field.name not in ("mention_ids",):
            row.setdefault(field.name, [])
    return row


def _days(edtf: object) -> tuple[date | None, date | None]:
    """The days an EDTF text covers; none for a malformed one, which validation will hold back."""
    try:
        return bounds(str(edtf)) if edtf else (None, None)
    except ValueError:
        return None, None


def _held(value: object) -> object:
    """A figure to the six places that its column holds (a third of something has more)."""
    return round(value, _PLACES) if isinstance(value, Decimal) and value.is_finite() else value


@cache
def _date_prefixes(table: Table) -> frozenset[str]:
    edtf = [field.name for field in table.fields if field.name.endswith("_edtf")]
    return frozenset(name.removesuffix("_edtf") for name in edtf)
