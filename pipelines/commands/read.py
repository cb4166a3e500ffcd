"""``cooperation read``: what would be extracted from one file, without touching a warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from pipelines.commands.options import RawOption, settings
from pipelines.commands.terminal import say, show_table, visible
from pipelines.errors import ConfigurationError
from pipelines.formats import as_json, cell

# Columns that a person gains nothing from: ids, offsets, and the bounds that EDTF says already.
_IDLE = {"fact_id", "document_id", "evidence", "char_start", "char_end", "mention_ids"}
_LAST = ("status", "rule")
_IDLE_ENDINGS = ("_from", "_to")

Row = Mapping[str, Any]


def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text, below raw/ or anywhere else.")],
    format_: Annotated[Literal["table", "json"], typer.Option("--format", help="How to show it.")] = "table",
    raw: RawOption = None,
) -> None:
    """Show what one file would give, without a warehouse."""
    document_id, facts, mentions = _extracted(file, raw)
    if format_ == "json":
        say(as_json({"document_id": document_id, "facts": facts, "mentions": mentions}))
        return
    say(f"{visible(document_id)}: facts {len(facts)}, figures and dates {len(mentions)}")
    for kind, rows in _by_kind(facts).items():
        say()
        say(f"{kind} ({len(rows)})")
        _show_facts(rows)
    if mentions:
        say()
        _show_mentions(mentions)


def _extracted(file: Path, raw: Path | None) -> tuple[str, list[Row], list[Row]]:
    """The document's id, its facts (columns of their staging table, and ``kind``) and its mentions."""
    from pipelines.documents import read_document
    from pipelines.facts import extract
    from pipelines.facts.rows import frames
    from pipelines.quality import ledger
    from schemas.fields import KIND_TABLE, QUARANTINE, arrow_schema

    if not file.exists():
        raise ConfigurationError(f"{file}: there is no such file")
    if file.is_dir():
        raise ConfigurationError(f"{file}: is a folder; name one file")
    chosen = settings(raw=raw)
    below = chosen.raw if file.resolve().is_relative_to(chosen.raw.resolve()) else file.parent
    document = read_document(file, below)
    tables = frames([extract(document)], [document])
    facts: list[Row] = [
        {"kind": kind, **row} for kind, table in KIND_TABLE.items() for row in tables[table].to_pylist()
    ]
    facts.sort(key=lambda fact: (fact["char_start"], fact["char_end"], fact["kind"], fact["fact_id"]))
    used = ledger(tables["mentions"], tables, arrow_schema(QUARANTINE).empty_table()).to_pylist()
    return document.document_id, facts, sorted(used, key=lambda mention: mention["char_start"])


def _by_kind(facts: Sequence[Row]) -> dict[str, list[Row]]:
    kinds: dict[str, list[Row]] = {}
    for fact in facts:
        kinds.setdefault(fact["kind"], []).append(fact)
    return kinds


def _show_facts(rows: Sequence[Row]) -> None:
    """Each fact as its words and what was read from them, empty columns left out."""
    for row in rows:
        say(f"  “{visible(row['evidence'])}”")
        names = [name for name in row if name not in ("kind", *_LAST) and _says_something(name, row[name])]
        for name in (*names, *_LAST):
            say(f"    {name:<16} {visible(cell(row[name]))}")


def _says_something(name: str, value: object) -> bool:
    return value not in (None, "", []) and name not in _IDLE and not name.endswith(_IDLE_ENDINGS)


def _show_mentions(mentions: Sequence[Row]) -> None:
    show_table(
        ("at", "words", "kind", "value", "unit", "became", "why"),
        [
            (
                mention["char_start"],
                mention["text"],
                mention["mention_kind"],
                mention["edtf"] or bounds(mention["value_low"], mention["value_high"]),
                mention["unit"] or "",
                mention["disposition"],
                mention["reason"] or "",
            )
            for mention in mentions
        ],
        right=frozenset({0}),
        title="Figures and dates",
    )


def bounds(low: Any, high: Any) -> str:
    """The two sides of a figure as one: ``3``, ``3 to 4``, ``over 45``, ``up to 50``; empty where none is."""
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {cell(high)}"
    if high is None:
        return f"over {cell(low)}"
    return cell(low) if low == high else f"{cell(low)} to {cell(high)}"
