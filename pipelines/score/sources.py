"""The two sides of a score: a folder of labels, and the public views of a warehouse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
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


@dataclass(frozen=True)
class Labelled:
    """What was labelled, or found, in one document."""

    facts: list[Fact] = field(default_factory=list)
    dates: list[Fact] = field(default_factory=list)
    figures: list[Fact] = field(default_factory=list)

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
            raise ConfigurationError(f"{path} is no file of labels: {error!r}") from error
    if not documents:
        raise ConfigurationError(f"no labels (*.json) in {folder}")
    return documents


def _rows(db: duckdb.DuckDBPyConnection, view: str, warn: Callable[[str], None]) -> list[dict[str, Any]]:
    """The rows of a view by column; none, and a warning, where it cannot be read."""
    import duckdb

    try:
        cursor = db.execute(f"select * from {view}")  # noqa: S608 - the names are this module's
    except duckdb.Error as error:
        warn(f"{view}: {str(error).splitlines()[0]}")
        return []
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _fact(kind: str, row: Fact) -> Fact:
    slots = {_BOUNDS.get(name, name.removesuffix("_edtf")): value for name, value in row.items()}
    return {**slots, "kind": kind}


def _add_mention(found: Labelled, row: Fact) -> None:
    """Count a mention among the dates or figures, unless it is furniture or was left open on purpose."""
    kind, low, high = row["mention_kind"], row["value_low"], row["value_high"]
    if (row["reason"] or "").startswith("furniture"):
        return
    if kind == "date" and row["edtf"]:
        found.dates.append({"edtf": row["edtf"], "quote": row["text"]})
    elif kind in FIGURES and (low is not None or high is not None) and re.search(r"\d", row["text"] or ""):
        found.figures.append(
            {"kind": kind, "low": low, "high": high, "unit": row["unit"], "quote": row["text"]}
        )


def read_warehouse(
    db: duckdb.DuckDBPyConnection, wanted: set[str], warn: Callable[[str], None]
) -> Mapping[str, Labelled]:
    """What the public views of ``db`` hold of the documents ``wanted``; ``warn`` hears of what is missing."""
    found = {document: Labelled() for document in wanted}
    there = {row["document_id"] for row in _rows(db, "report.documents", warn)}
    if missing := wanted - there:
        warn("not in the warehouse, so nothing of them is found: " + ", ".join(sorted(missing)))
    for kind, view in KIND_TABLE.items():
        for row in _rows(db, f"report.{view}", warn):
            if row["document_id"] in wanted:
                found[row["document_id"]].facts.append(_fact(kind, row))
    for row in _rows(db, "report.mentions", warn):
        if row["document_id"] in wanted:
            _add_mention(found[row["document_id"]], row)
    return found
