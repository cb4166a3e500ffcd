"""What facts say now, and what those of the warehouse before said, in one form to be compared in."""

# ruff: noqa: S608 - the names put into SQL are those of schemas and the catalogue, never a user's
from __future__ import annotations

import duckdb

from schemas.fields import KIND_TABLE

_DOCUMENT = "document_id varchar, source_file varchar, text_sha256 varchar"
_FACT = "fact_id varchar, kind varchar, document_id varchar, evidence varchar, char_start integer, said json"
# What may differ though the fact says the same: where it stands, who read it, what is worked out from it.
_NOT_SAID = (
    "fact_id", "char_start", "char_end", "rule", "mention_ids", "amount_eur", "eur_rate", "eur_rate_date",
)  # fmt: skip


def attach_earlier(connection: duckdb.DuckDBPyConnection) -> None:
    """Shows all facts as ``staging.said``, those of the attached database ``previous`` as
    ``staging.previous_said``, and its documents as ``staging.previous_document``.

    ``said`` is the row as JSON, without what does not belong to what the fact says. Where no warehouse is
    attached, or it is of a version that had no such view yet, there are none.
    """
    found = connection.execute(
        "select view_name from duckdb_views() where database_name = 'previous' and schema_name = 'report'"
    ).fetchall()
    known = {name for (name,) in found}
    documents = [f"select {_names(_DOCUMENT)} from previous.report.documents"] if "documents" in known else []
    facts = [_said("previous.report", kind) for kind, view in KIND_TABLE.items() if view in known]
    for name, columns, selects in (("document", _DOCUMENT, documents), ("said", _FACT, facts)):
        connection.execute(f"create table staging.no_{name} ({columns})")
        every = " union all ".join([f"select * from staging.no_{name}", *selects])
        connection.execute(f"create view staging.previous_{name} as {every}")
    now = " union all ".join(_said("staging", kind) for kind in KIND_TABLE)
    connection.execute(f"create view staging.said as {now}")


def _said(schema: str, kind: str) -> str:
    """A SELECT of the facts of ``kind`` in ``schema`` with the columns of ``_FACT``."""
    without = "{" + ", ".join(f'"{name}": null' for name in _NOT_SAID) + "}"
    return (
        f"select fact_id, '{kind}' as kind, document_id, evidence, char_start,"
        f" json_merge_patch(to_json(facts), '{without}') as said"
        f" from {schema}.{KIND_TABLE[kind]} as facts"
    )


def _names(columns: str) -> str:
    return ", ".join(column.split()[0] for column in columns.split(","))
