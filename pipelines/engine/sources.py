"""Sources as tables: one row a file of raw/, one row a document; and documents back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.documents import Document, Refusal, Sources, source_key
from pipelines.facts.rows import frames
from schemas.fields import OFFSET, TEXT, Field, Table, arrow_schema

READ, REFUSED, DEFERRED = "read", "refused", "deferred"
SCOPES = ("document", "folder")
SOURCE_FILES = Table(
    "source_files",
    "one row a source file",
    ("source_file",),
    (
        Field("source_file", TEXT, "the file's path below raw/", False),
        Field("document_id", TEXT, "the document it is, or would be", False),
        Field("status", TEXT, "what became of it", False, codes=(READ, REFUSED, DEFERRED)),
        Field("country", TEXT, "whose page it is (ISO 3166-1 alpha-2), from its sidecar"),
        Field("source_key", TEXT, "hash of all that its reading depends on; null where it was not read"),
        Field("code", TEXT, "why it was not read, as a code"),
        Field("message", TEXT, "why it was not read, in words"),
        Field("place", OFFSET, "where the fault is: a byte of the file, a line of its sidecar"),
        Field("value", TEXT, "what was found there"),
    ),
)

EXPECTATIONS = Table(
    "expectations",
    "one row a table whose number of facts is expected of a document or a folder",
    ("scope", "name", "relation"),
    (
        Field("scope", TEXT, "of what it is expected", False, codes=SCOPES),
        Field("name", TEXT, "the document's id, or the folder below raw/ with a slash at its end", False),
        Field("relation", TEXT, "the table of facts", False),
        Field("low", OFFSET, "the least number of facts; null where there is none"),
        Field("high", OFFSET, "the greatest number of facts; null where there is none"),
        Field("severity", TEXT, "what comes of missing it", False, codes=("fail", "warn")),
    ),
)
ORPHANS = Table(
    "orphans",
    "one row a sidecar that belongs to no source",
    ("source_file",),
    (Field("source_file", TEXT, "the sidecar's path below raw/", False),),
)


def expectation_tables(sources: Sources) -> dict[str, pa.Table]:
    """``expectations`` and ``orphans`` of one look at raw/, sorted."""
    by_scope = zip(SCOPES, (sources.expectations, sources.folder_expectations), strict=True)
    rows = [
        {"scope": scope, "name": name, "relation": relation,
         "low": bounds.min, "high": bounds.max, "severity": bounds.severity}
        for scope, said in by_scope
        for name, expected in sorted(said.items())
        for relation, bounds in sorted(expected.items())
    ]  # fmt: skip
    orphans = [{"source_file": name} for name in sources.orphans]
    return {
        "expectations": pa.Table.from_pylist(rows, schema=arrow_schema(EXPECTATIONS)),
        "orphans": pa.Table.from_pylist(orphans, schema=arrow_schema(ORPHANS)),
    }


def source_tables(sources: Sources, previous: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """``source_files`` and ``documents`` of one look at raw/.

    A document whose file is deferred (still being written) stays as it was in ``previous``, so that its facts
    are not withdrawn for a moment.
    """
    documents = frames([], sources.documents)["documents"]
    rows = [_read(document) for document in sources.documents]
    rows += [refusal_row(refusal) for refusal in sources.refusals]
    waiting = [refusal.document_id for refusal in sources.refusals if refusal.deferred]
    if previous and waiting:
        documents = pa.concat_tables([documents, _only(previous["documents"], waiting)])
        earlier = _only(previous["source_files"], waiting).to_pylist()
        keys = {row["document_id"]: (row["country"], row["source_key"]) for row in earlier}
        for row in rows:
            if row["status"] == DEFERRED and row["document_id"] in keys:
                row["country"], row["source_key"] = keys[row["document_id"]]
    files = pa.Table.from_pylist(rows, schema=arrow_schema(SOURCE_FILES))
    return {
        "source_files": files.sort_by("source_file"),
        "documents": documents.sort_by("document_id"),
    }


def documents_of(documents: pa.Table, files: pa.Table) -> list[tuple[Document, str]]:
    """The documents of the two tables, each with its source key, sorted by document id."""
    keys = {row["document_id"]: row for row in files.to_pylist() if row["source_key"]}
    found = []
    for row in documents.to_pylist():
        row["other_files"] = tuple(row["other_files"])
        del row["char_count"]
        known = keys[row["document_id"]]
        found.append((Document(**row, country=known["country"]), known["source_key"]))
    return found


def refusal_row(refusal: Refusal) -> dict[str, object]:
    """A refusal as a row of ``source_files``."""
    return {
        "source_file": refusal.source_file,
        "document_id": refusal.document_id,
        "status": DEFERRED if refusal.deferred else REFUSED,
        "code": str(refusal.code),
        "message": refusal.message,
        "place": refusal.place,
        "value": refusal.value,
    }


def _read(document: Document) -> dict[str, object]:
    return {
        "source_file": document.source_file,
        "document_id": document.document_id,
        "status": READ,
        "country": document.country,
        "source_key": source_key(document),
    }


def _only(table: pa.Table, document_ids: Iterable[str]) -> pa.Table:
    wanted = pa.array(list(document_ids), TEXT)
    return table.filter(pc.is_in(table["document_id"], wanted))
