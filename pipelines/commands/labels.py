"""Confirmed and amended facts as labels, in the form that ``cooperation score`` reads."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipelines.commands.published import rows_of
from pipelines.errors import StorageError
from pipelines.formats import plain
from pipelines.score import SLOTS
from schemas.fields import KIND_TABLE

if TYPE_CHECKING:
    import duckdb

_WORDS = 8  # of a quotation, at most
_FIRST_WORDS = re.compile(rf"\S+(?:\s+\S+){{0,{_WORDS - 1}}}")
_SAID = """
    select distinct facts.kind, facts.fact_id, facts.document_id, facts.char_start
    from report.facts as facts
    inner join report.corrections as corrections on facts.fact_id = corrections.fact_id
    where corrections.outcome = 'applied' and corrections.action in ('confirm', 'amend')
    order by facts.document_id, facts.char_start, facts.fact_id
"""


def write_labels(db: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Writes one file a document with the facts that people confirmed or amended; the number of facts.

    A document's file holds what people looked at, not all that the document says: recall against it means
    something, precision does not. Files of other documents in ``folder`` stay. Raises StorageError.
    """
    labels: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for said in rows_of(db, _SAID):
        view = KIND_TABLE[said["kind"]]
        (row,) = rows_of(db, f"select * from report.{view} where fact_id = ?", [said["fact_id"]])  # noqa: S608
        labels[said["document_id"]].append(_label(said["kind"], row))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for document, facts in labels.items():
            content = {"document_id": document, "facts": facts, "dates": [], "figures": []}
            path = folder / f"{quote(document, safe=' ')}.json"
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{folder}: labels cannot be written: {error.strerror}") from error
    return sum(map(len, labels.values()))


def _label(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    found = _FIRST_WORDS.search(row["evidence"])
    label: dict[str, Any] = {"kind": kind, "quote": found.group() if found else "", "status": row["status"]}
    for slot in SLOTS[kind]:
        if slot == "amount":
            stem = "amount" if "amount_low" in row else "value"
            label |= {side: plain(row[f"{stem}_{side}"]) for side in ("low", "high")}
        else:
            label[slot] = plain(row[f"{slot}_edtf"] if f"{slot}_edtf" in row else row[slot])
    return label
