"""Cost follows change: only documents that changed are read, the rows of the others are taken over.

A document's rows are good as long as its source key and the extractor's version (code, lexicon) are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.documents import Document
from pipelines.engine.reading import Failure, Reading
from schemas.fields import FACT_TABLES, TABLES, TEXT, Field, Table, arrow_schema

READINGS = Table(
    "readings",
    "one row a document that was to be read",
    ("document_id",),
    (
        Field("document_id", TEXT, "the document", False),
        Field("source_file", TEXT, "its file below raw/", False),
        Field("source_key", TEXT, "hash of all that its reading depends on", False),
        Field("run_id", TEXT, "the run that read it", False),
        Field("extractor_version", TEXT, "version of the code and lexicon that read it", False),
        Field("code", TEXT, "why it could not be read, as a code; null where it was"),
        Field("message", TEXT, "why it could not be read, in words"),
        Field("value", TEXT, "the rule or the limit at which reading ended"),
    ),
)
STAGED = ("mentions", *FACT_TABLES)
_ORDER = {"mentions": ("document_id", "char_start", "char_end", "mention_id")}
_FACT_ORDER = ("document_id", "char_start", "char_end", "fact_id")

Reader = Callable[[Sequence[Document]], list[Reading]]


@dataclass(frozen=True, slots=True)
class Staged:
    """``tables``: mentions and candidate facts by name; ``readings``: what they were read from, and how;
    ``read_now``: how many documents were not taken over.
    """

    readings: pa.Table
    tables: Mapping[str, pa.Table]
    read_now: int = 0


def read_changed(
    documents: Sequence[tuple[Document, str]],
    reader: Reader,
    previous: Staged | None,
    *,
    version: str,
    run_id: str,
) -> Staged:
    """All of ``documents`` (each with its source key) staged, as few as possible of them read.

    ``version`` and ``run_id`` are noted of what is read now. Documents that could not be read last time are
    tried again. Rows are sorted, so the same documents give the same tables whatever was taken over.
    """
    good = _still_good(documents, version, previous)
    to_read = [document for document, _ in documents if document.document_id not in good]
    results = reader(to_read)
    tables = {name: _merged(name, results, previous, good) for name in STAGED}
    failures = {result.document_id: result.failure for result in results}
    rows = [
        good.get(document.document_id)
        or _row(document, key, failures[document.document_id], extractor_version=version, run_id=run_id)
        for document, key in documents
    ]
    return Staged(pa.Table.from_pylist(rows, schema=arrow_schema(READINGS)), tables, len(to_read))


def _merged(name: str, results: Sequence[Reading], previous: Staged | None, good: frozenset[str]) -> pa.Table:
    """One staged table: the rows just read and those taken over, sorted."""
    parts = [arrow_schema(TABLES[name]).empty_table()]
    parts += [result.tables[name] for result in results if result.tables is not None]
    if previous is not None:
        old = previous.tables[name]
        parts.append(old.filter(pc.is_in(old["document_id"], pa.array(sorted(good), TEXT))))
    order = [(column, "ascending") for column in _ORDER.get(name, _FACT_ORDER)]
    return pa.concat_tables(parts).sort_by(order).combine_chunks()


def _still_good(
    documents: Sequence[tuple[Document, str]], version: str, previous: Staged | None
) -> dict[str, dict[str, object]]:
    """The readings of last time that hold, by document id."""
    if previous is None:
        return {}
    keys = {document.document_id: key for document, key in documents}
    return {
        row["document_id"]: row
        for row in previous.readings.to_pylist()
        if row["code"] is None
        and row["extractor_version"] == version
        and row["source_key"] == keys.get(row["document_id"])
    }


def _row(document: Document, key: str, failure: Failure | None, **made_by: str) -> dict[str, object]:
    return {
        "document_id": document.document_id,
        "source_file": document.source_file,
        "source_key": key,
        "code": failure.code if failure else None,
        "message": failure.message if failure else None,
        "value": failure.value if failure else None,
        **made_by,
    }
