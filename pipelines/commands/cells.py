"""``cooperation explain VIEW``: what a cell of a report rests on, down to the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.commands.published import published_file, rows_of
from pipelines.commands.standing import relations, snapshot_lines
from pipelines.commands.terminal import say, visible
from pipelines.errors import ConfigurationError
from pipelines.formats import cell

if TYPE_CHECKING:
    import duckdb

Row = Mapping[str, Any]

_BEHIND = "facts_behind"
_FACTS = "fact_ids"
_SHOWN = 8  # rows named where a condition fits several
_WIDE = 60
_SAID = """
    select
        facts.fact_id, facts.kind, facts.status, facts.rule, facts.evidence, facts.char_start, facts.char_end,
        documents.source_file,
        len(string_split(documents.text[:facts.char_start], chr(10))) as line
    from report.facts as facts
    inner join report.documents as documents on facts.document_id = documents.document_id
    where list_contains(?, facts.fact_id)
    order by facts.document_id, facts.char_start, facts.fact_id
"""
_LEFT_OUT = """
    select fact_id, of_fact_id, rule
    from core.funding_part
    where list_contains($1, fact_id) and not list_contains($2, fact_id) and list_contains($1, of_fact_id)
    order by all
"""


def explain_cell(name: str, where: str | None, column: str | None, warehouse: Path | None) -> None:
    """Shows which facts, sentences and snapshot a row of ``report.NAME``, or one cell of it, rests on.

    Raises:
        ConfigurationError: no such view or column, or not exactly one row fits ``where``.
    """
    from pipelines.warehouse import open_reader, query

    path = published_file(warehouse)
    view = name.removeprefix("report.")
    with open_reader(path) as db:
        known = relations(db)
        if f"report.{view}" not in known:
            views = ", ".join(
                sorted(one.removeprefix("report.") for one in known if one.startswith("report."))
            )
            raise ConfigurationError(f"there is no view report.{view}; there are: {views}")
        condition = f" where {where}" if where else ""
        rows = query(path, f"select * from report.{view}{condition}").to_pylist()  # noqa: S608
        row = _only(view, rows)
        facts = facts_of(row, column)
        comments = _comments(db, view)
        for label, words in _head(db, view, row, column, comments):
            say(f"{label:<12} {visible(words)}")
        _show_facts(db, facts)
        if column and "core.funding_part" in known:
            _show_left_out(db, row, facts)


def facts_of(row: Row, column: str | None) -> list[str]:
    """The ids of the facts that ``column`` of ``row`` counts, or that the whole row rests on.

    A row says so itself: in ``facts_behind`` for a column that counts or adds up, else in ``fact_ids``, else
    in the columns that hold the id of one fact each.
    """
    if column is not None and column not in row:
        raise ConfigurationError(f"there is no column {column!r}; there are: {', '.join(row)}")
    behind = dict(row.get(_BEHIND) or {})
    if column in behind:
        return list(behind[column])
    if column is not None and _BEHIND in row and row[column] == 0:
        return []
    if _FACTS in row:
        return list(row[_FACTS])
    return [row[name] for name in row if name.endswith("fact_id") and row[name] is not None]


def _only(view: str, rows: Sequence[Row]) -> Row:
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise ConfigurationError(f"no row of report.{view} is like that")
    listed = "\n".join(f"  {_key(row)}" for row in rows[:_SHOWN])
    raise ConfigurationError(
        f"{len(rows)} rows of report.{view} are like that: say which with --where, among them\n{listed}"
    )


def _key(row: Row) -> str:
    """The first values of a row, which tell it from others."""
    plain = {
        name: value for name, value in row.items() if not isinstance(value, list | dict) and value is not None
    }
    return ", ".join(f"{name} {cell(value)[:_WIDE]}" for name, value in list(plain.items())[:4])


def _comments(db: duckdb.DuckDBPyConnection, view: str) -> dict[str, str]:
    """Column -> its comment; the view's own under the empty name."""
    columns = (
        "select column_name, comment from duckdb_columns() where (schema_name, table_name) = ('report', ?)"
    )
    whole = "select '', comment from duckdb_views() where (schema_name, view_name) = ('report', ?)"
    found = db.execute(f"{columns} union all {whole}", [view, view]).fetchall()
    return {name: comment or "" for name, comment in found}


def _head(
    db: duckdb.DuckDBPyConnection, view: str, row: Row, column: str | None, comments: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    question = re.match(r"[^?]*\?|[^.]*\.", comments.get("", ""))
    yield "view", f"report.{view}" + (f": {question.group()}" if question else "")
    yield "row", _key(row)
    if column:
        yield "cell", f"{column} = {cell(row[column])}"
        yield "means", comments.get(column, "")
    yield from snapshot_lines(db)


def _show_facts(db: duckdb.DuckDBPyConnection, facts: Sequence[str]) -> None:
    """Each fact with its sentence and where that stands."""
    rows = rows_of(db, _SAID, [list(facts)])
    say(f"{'rests on':<12} {len(rows)} fact{'' if len(rows) == 1 else 's'}")
    for row in rows:
        say()
        say(f"{row['kind']} {row['fact_id']} ({row['status']}), read by {visible(row['rule'])}")
        place = (
            f"{row['source_file']}, line {row['line']}, characters {row['char_start']} to {row['char_end']}"
        )
        say(f"  {visible(place)}")
        say(f"  “{visible(row['evidence'])}”")


def _show_left_out(db: duckdb.DuckDBPyConnection, row: Row, facts: Sequence[str]) -> None:
    """Amounts of the row that the cell does not add up, being part of others."""
    said = rows_of(db, _LEFT_OUT, [list(row.get(_FACTS) or []), list(facts)])
    if said:
        say()
    for one in said:
        say(f"left out: fact {one['fact_id']} is held by fact {one['of_fact_id']} ({one['rule']})")
