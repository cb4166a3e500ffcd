"""Asking one snapshot: rows as dictionaries, and which views it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from pipelines.report.groups import Groups
from pipelines.warehouse import Limits, open_reader
from schemas.fields import KIND_TABLE

Row = Mapping[str, Any]
# The page asks for every fact at once, which a person's query does not.
_LIMITS = Limits(memory=4096, seconds=600, result=4096)


@dataclass(frozen=True)
class Fact:
    """One fact: the columns that all kinds have, and ``values``, those of its kind, by column."""

    fact_id: str
    kind: str
    document_id: str
    start: int
    end: int
    status: str
    rule: str
    is_confirmed: bool
    is_amended: bool
    values: Row = field(repr=False)


@dataclass
class Content:
    """A snapshot, read-only; what is asked more than once is kept. ``groups`` are filled by the sections."""

    connection: duckdb.DuckDBPyConnection
    groups: Groups = field(default_factory=Groups)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """All rows of a query by column name."""
        cursor = self.connection.execute(sql, list(values))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def top(self, sql: str, number: int) -> tuple[list[dict[str, Any]], int]:
        """The first ``number`` rows of a query, and how many there are."""
        total = self.rows(f"select count(*) as total from ({sql})")[0]["total"]  # noqa: S608 - our own query
        return self.rows(f"{sql} limit {number}"), total

    @cached_property
    def run(self) -> Row:
        """The run that made the snapshot."""
        return self.rows("select * from quality.run order by started_at desc, run_id desc limit 1")[0]

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """Every country's name by its code."""
        rows = self.rows("select country_code, name from core.dim_country order by country_code")
        return {row["country_code"]: row["name"] for row in rows}

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """Every text with what is known of it, in the order of ids."""
        return self.rows("""
            select document_id, source_file, title, publisher, url, published_date, language, text
            from report.documents
            order by document_id
        """)

    @cached_property
    def facts(self) -> list[Fact]:
        """Every fact, in reading order."""
        found = [fact for kind, view in KIND_TABLE.items() for fact in self._of(kind, view)]
        return sorted(found, key=lambda fact: (fact.document_id, fact.start, fact.end, fact.fact_id))

    def _of(self, kind: str, view: str) -> Iterator[Fact]:
        common = ("fact_id", "document_id", "char_start", "char_end", "status", "rule")
        sql = f"""
            select one.* exclude (evidence), facts.is_confirmed, facts.is_amended
            from report.{view} as one
            inner join report.facts as facts on one.fact_id = facts.fact_id
        """  # noqa: S608 - the names are those of schemas/fields.py
        for row in self.rows(sql):
            fact_id, document_id, start, end, status, rule = (row.pop(name) for name in common)
            said = row.pop("is_confirmed"), row.pop("is_amended")
            yield Fact(fact_id, kind, document_id, start, end, status, rule, *said, row)

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        """Every fact by its id."""
        return {fact.fact_id: fact for fact in self.facts}

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Every fact's place in reading order, by its id."""
        return {fact.fact_id: place for place, fact in enumerate(self.facts)}

    @cached_property
    def mentions(self) -> list[dict[str, Any]]:
        """The ledger, in reading order."""
        return self.rows("""
            select document_id, char_start, char_end, mention_kind, disposition, reason, fact_ids
            from report.mentions
            order by document_id, char_start, char_end, mention_id
        """)


@contextmanager
def opened(path: Path) -> Iterator[Content]:
    """The snapshot at ``path``. Raises StorageError where there is none."""
    connection = open_reader(path, _LIMITS)
    try:
        yield Content(connection)
    finally:
        connection.close()
