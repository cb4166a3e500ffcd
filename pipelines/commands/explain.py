"""``cooperation explain``: where a fact, or a cell of a report, comes from, down to the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.commands.grounds import Grounds
from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import published_reader, rows_of
from pipelines.commands.read import bounds
from pipelines.commands.standing import snapshot_lines, standing
from pipelines.commands.terminal import console, on_terminal, say, visible
from pipelines.errors import ConfigurationError
from pipelines.formats import cell

if TYPE_CHECKING:
    import duckdb

_CONTEXT = 300  # characters shown on either side of a fact's sentence
_COMMON = {"fact_id", "document_id", "evidence", "char_start", "char_end", "status", "rule"}
_FIGURES = ("value", "amount")
_SHOWN = 10

Row = Mapping[str, Any]


def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FACT_ID",
            help="A fact's id, or enough of its beginning; or a view: report.country_pairs.",
        ),
    ],
    where: Annotated[
        str | None, typer.Option(metavar="SQL", help="Which row of the view: \"country_a = 'BY'\".")
    ] = None,
    column: Annotated[str | None, typer.Option(metavar="NAME", help="Which cell of that row.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Show where a fact, or a cell of a report, comes from.

    Of a fact: its sentence stands in its context, each value beside the words that it was read from. Of a
    report: the facts that a row or a cell counts, each with its sentence:
    cooperation explain report.country_pairs --where "country_a = 'BD'" --column agreements
    """
    if what.startswith("report.") or where is not None or column is not None:
        from pipelines.commands.cells import explain_cell

        explain_cell(what, where, column, warehouse)
        return
    explain_fact(what, warehouse)


def explain_fact(fact_id: str, warehouse: Path | None) -> None:
    """Shows the one fact whose id begins with ``fact_id``."""
    from schemas.fields import KIND_TABLE

    with published_reader(warehouse) as db:
        kind, fact = _find(db, fact_id)
        document = rows_of(db, "select * from report.documents where document_id = ?", [fact["document_id"]])[
            0
        ]
        mentions = rows_of(
            db,
            "select * from report.mentions where list_contains(fact_ids, ?) order by char_start",
            [fact["fact_id"]],
        )
        known = [*snapshot_lines(db), *standing(db, KIND_TABLE[kind], fact)]
    text, start, end = document["text"], fact["char_start"], fact["char_end"]
    say(f"{kind} {fact['fact_id']} ({fact['status']})")
    say(f"  read by rule   {visible(fact['rule'])}")
    say(f"  document       {visible(document['title'] or document['document_id'])}")
    say(f"  source file    {visible(document['source_file'])}, line {text.count(chr(10), 0, start) + 1}")
    say(f"  characters     {start} to {end}")
    for label, column in (("publisher", "publisher"), ("address", "url")):
        if document[column]:
            say(f"  {label:<14} {visible(document[column])}")
    for mention in mentions:
        words = " ".join(mention["text"].split())
        place = f"({mention['char_start']} to {mention['char_end']})"
        say(f"  {'mentions':<14} {visible(f'“{words}” {place}')}")
    for label, words in known:
        say(f"  {label:<14} {visible(words)}")
    say()
    _show_context(text, start, end)
    say()
    grounds = Grounds(text, start, end, mentions)
    for column, ground, shown, value in _values(fact):
        words = grounds.of(ground, value)
        say(f"{column:<16}{visible(cell(shown))}" + (f"  ← {visible(words)}" if words else ""))


def _find(db: duckdb.DuckDBPyConnection, prefix: str) -> tuple[str, Row]:
    """The kind and the row of the one fact whose id begins with ``prefix``.

    Raises:
        ConfigurationError: no fact, or more than one, begins so.
    """
    found = rows_of(
        db,
        "select fact_id, kind, evidence from report.facts where starts_with(fact_id, ?) order by fact_id",
        [prefix.strip().lower()],
    )
    exact = [row for row in found if row["fact_id"] == prefix] or found
    if not exact:
        raise ConfigurationError(f"no fact's id begins with {prefix!r}; ids stand in report.facts")
    if len(exact) > 1:
        listed = "\n".join(
            f"  {row['fact_id']}  {row['kind']}  {row['evidence'][:60]}" for row in exact[:_SHOWN]
        )
        raise ConfigurationError(f"{len(exact)} facts begin with {prefix!r}, among them\n{listed}")
    from schemas.fields import KIND_TABLE

    row = exact[0]
    view = KIND_TABLE[row["kind"]]
    return row["kind"], rows_of(db, f"select * from report.{view} where fact_id = ?", [row["fact_id"]])[0]  # noqa: S608


def _values(fact: Row) -> Iterator[tuple[str, str, object, object]]:
    """(column, what its words are found by, value shown, value) of each column that says something."""
    for column, value in fact.items():
        stem, _, side = column.rpartition("_")
        if stem in _FIGURES and side in ("low", "high"):
            if side == "low":
                yield stem, "figure", bounds(value, fact[f"{stem}_high"]), None
        elif column not in _COMMON and side not in ("from", "to") and value not in (None, "", []):
            yield column, column, value, value


def _show_context(text: str, start: int, end: int) -> None:
    """The sentence with what stands around it: in reverse on a terminal, between arrows elsewhere."""
    before, after = _clipped(text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT])
    before = ("… " if start > _CONTEXT else "") + before
    after += " …" if end + _CONTEXT < len(text) else ""
    parts = [visible(part, lines=True) for part in (before, text[start:end], after)]
    if not on_terminal():
        say(f"{parts[0]}>>> {parts[1]} <<<{parts[2]}")
        return
    from rich.text import Text

    console().print(Text.assemble(parts[0], (parts[1], "reverse"), parts[2]))


def _clipped(before: str, after: str) -> tuple[str, str]:
    """Both sides without the word that the clipping cut in two."""
    if len(before) == _CONTEXT:
        before = before.partition(" ")[2]
    if len(after) == _CONTEXT:
        after = after.rpartition(" ")[0]
    return before, after
