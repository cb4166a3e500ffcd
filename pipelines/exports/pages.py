"""The data dictionary as Markdown and as a page of its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipelines.exports.dictionary import Column, Entry, words_of
from pipelines.formats import cell

SCHEMA_MEANING = {
    "report": "What people query: flat views, names resolved, one row a fact; and analyses built on them.",
    "core": "The star: dimensions, facts and bridges, with declared keys.",
    "quality": "What became of every figure and date, what was held back and why, checks and runs.",
}
_STYLE = Path(__file__).parent / "static" / "dictionary.css"
_MOST = 70  # characters of an example
_HEAD = """# Data dictionary

Made from the warehouse's own catalogue (`COMMENT`s and keys), `schemas/` and `sql/`; a test compares it.
The example is a row of the warehouse that the texts in `raw/` give; empty where there is none, or where it
differs from run to run.
"""
# What differs from run to run, or with each change of the code, and would tell a reader nothing.
_IDLE_TYPES = ("TIMESTAMP", "DOUBLE")
_IDLE_COLUMNS = ("run_id", "rule_version", "extractor_version", "times_seen")


def markdown_page(entries: Sequence[Entry]) -> str:
    """The dictionary as one Markdown page."""
    return "\n".join([_HEAD, *_contents(entries), *(line for entry in entries for line in _section(entry))])


def html_page(
    entries: Sequence[Entry], title: str, *, style: str = "", snapshot: str = "", back: str = ""
) -> str:
    """The dictionary as one HTML page that needs no other file; whatever comes from sources is escaped.

    ``style`` replaces its own look; ``snapshot`` is named on it, ``back`` the page to go back to.
    """
    environment = Environment(
        loader=PackageLoader("pipelines.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters.update(example=example, limits=lambda column: list(words_of(column)))
    look = style or _STYLE.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(look.encode()).digest()).decode()
    return environment.get_template("dictionary.html.j2").render(
        title=title,
        schemas=[(name, SCHEMA_MEANING[name], list(group)) for name, group in _by_schema(entries)],
        names={entry.full_name for entry in entries},
        style=Markup(look),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        snapshot=snapshot,
        back=back,
    ) + "\n"  # fmt: skip


def example(column: Column) -> str:
    """The example of a column, short; empty for what would differ from run to run."""
    value = column.example
    if value is None or column.type.startswith(_IDLE_TYPES) or column.name.endswith(_IDLE_COLUMNS):
        return ""
    text = " ".join(cell(value).split())
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def _by_schema(entries: Iterable[Entry]) -> Iterator[tuple[str, Iterator[Entry]]]:
    return groupby(entries, key=lambda entry: entry.schema)


def _contents(entries: Sequence[Entry]) -> Iterator[str]:
    for schema, group in _by_schema(entries):
        links = ", ".join(f"[{entry.name}](#{entry.schema}{entry.name})" for entry in group)
        yield f"**{schema}**: {SCHEMA_MEANING[schema]}\n{links}\n"


def _section(entry: Entry) -> Iterator[str]:
    kind = "View" if entry.is_view else "Table"
    yield f"## {entry.full_name}\n"
    yield f"{entry.meaning}\n"
    facts = [kind]
    if entry.key:
        facts.append("key " + ", ".join(map(_code, entry.key)))
    facts += [
        f"{', '.join(map(_code, reference.columns))} leads to `{reference.to}`"
        for reference in entry.references
    ]
    if entry.reads:
        facts.append("made from " + ", ".join(map(_code, entry.reads)))
    yield "; ".join(facts) + ".\n"
    yield "| column | type | values | meaning | example |\n| --- | --- | --- | --- | --- |"
    for column in entry.columns:
        limits = "; ".join(words_of(column))
        shown = example(column)
        yield _row(_code(column.name), column.type, limits, column.meaning, _code(shown) if shown else "")
    yield ""


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(text.replace("|", "\\|") for text in cells) + " |"
