"""The two sides of a score: a folder of labels, and the public views of a warehouse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import ConfigurationError
from pipelines.score.likeness import Fact
from pipelines.score.slots import FIGURES
from schemas.fields import KIND_TABLE

if TYPE_CHECKING:
    import duckdb

# The labels name bounds alike for every kind; the views say what the figure is.
_BOUNDS = {"amount_low": "low", "amount_high": "high", "value_low": "low", "value_high": "high"}
_MENTIONS = """
    SELECT document_id, mention_kind, text, value_low, value_high, unit, edtf, reason FROM report.mentions
"""


@dataclass(frozen=True)
class Labelled:
    """What was labelled, or found, in one document."""

    facts: Sequence[Fact] = field(default_factory=list)
    dates: Sequence[Fact] = field(default_factory=list)
    figures: Sequence[Fact] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[Fact]:
        """The facts of one kind, in order."""
        return [fact for fact in self.facts if fact["kind"] == kind]


def read_labels(folder: Path) -> dict[str, Labelled]:
    """The labels of ``folder`` (``*.json``, one file a document), by document, sorted by file name.

    Raises:
        ConfigurationError: there is no label, or a file is not one; the text names the file.
    """
    documents: dict[str, Labelled] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            label = json.loads(path.read_text(encoding="utf-8"))
            documents[label["document_id"]] = Labelled(
                label["facts"], label.get("dates", []), label.get("figures", [])
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigurationError(f"{path} is no file of labels: {type(error).__name__}: {error}") from error
    if not documents:
        raise ConfigurationError(f"no labels (*.json) in {folder}")
    return documents


def _query(db: duckdb.DuckDBPyConnection, view: str, sql: str, warn: Callable[[str], None]) -> list[dict[str, Any]]:
    """The rows of ``sql`` by column; none, and a warning, where ``view`` cannot be read."""
    import duckdb

    try:
        cursor = db.execute(sql)
    except duckdb.Error as error:
        warn(f"{view}: {str(error).splitlines()[0]}")
        return []
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def read_warehouse(
    db: duckdb.DuckDBPyConnection, wanted: set[str], warn: Callable[[str], None]
) -> Mapping[str, Labelled]:
    """What the public views of ``db`` hold of the documents ``wanted``; ``warn`` hears of what is not there."""
    found = {document: Labelled() for document in wanted}
    rows = _query(db, "report.documents", "SELECT document_id FROM report.documents", warn)
    if missing := wanted - {row["document_id"] for row in rows}:
        warn("not in the warehouse, so nothing of them is found: " + ", ".join(sorted(missing)))
    facts: dict[str, list[Fact]] = {document: [] for document in wanted}
    for kind, view in KIND_TABLE.items():
        for row in _query(db, f"report.{view}", f"SELECT * FROM report.{view}", warn):
            if row["document_id"] in wanted:
                slots = {_BOUNDS.get(name, name.removesuffix("_edtf")): value for name, value in row.items()}
                facts[row["document_id"]].append({**slots, "kind": kind})
    dates: dict[str, list[Fact]] = {document: [] for document in wanted}
    figures: dict[str, list[Fact]] = {document: [] for document in wanted}
    for row in _query(db, "report.mentions", _MENTIONS, warn):
        document, kind = row["document_id"], row["mention_kind"]
        low, high, text = row["value_low"], row["value_high"], row["text"]
        if document not in wanted or (row["reason"] or "").startswith("furniture"):
            continue
        if kind == "date" and row["edtf"]:  # what was left open on purpose has no value and is not scored
            dates[document].append({"edtf": row["edtf"], "quote": text})
        elif kind in FIGURES and (low is not None or high is not None) and re.search(r"\d", text or ""):
            figures[document].append({"kind": kind, "low": low, "high": high, "unit": row["unit"], "quote": text})
    for document in found:
        found[document] = Labelled(facts[document], dates[document], figures[document])
    return found
