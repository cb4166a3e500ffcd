"""Draws ``docs/star.svg`` from a warehouse's catalogue: ``python docs/star.py warehouse/cooperation.duckdb``.

Facts stand on the left, dimensions on the right; a line is a foreign key, a dashed one goes by way of a
bridge. ``tests/test_docs.py`` compares the picture with the catalogue.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import duckdb

_LEGEND = (
    "a line is a key; dashed, it goes by way of a bridge, one row a party; every fact has its document, too"
)
_FONT = "font-family='Helvetica, Arial, DejaVu Sans, sans-serif'"
_COLOURS = ("#2563eb", "#059669", "#d97706", "#dc2626", "#7c3aed", "#0891b2", "#be185d", "#4d7c0f")
_INK, _GREY = "#0f172a", "#475569"
_ROW, _TOP, _WIDTH, _BOX, _HEIGHT = 58, 64, 900, 310, 44
_RIGHT = _WIDTH - _BOX - 10
_OF_ALL = "dim_document"
_KEYS = """
    select table_name, referenced_table
    from duckdb_constraints()
    where schema_name = 'core' and constraint_type = 'FOREIGN KEY'
    order by all
"""
_COLUMNS = """
    select table_name, column_name
    from duckdb_columns()
    where schema_name = 'core'
    order by table_name, column_index
"""


class Line(NamedTuple):
    """A way from a fact to a dimension; ``bridged`` where it goes by way of a bridge."""

    fact: str
    dimension: str
    bridged: bool


def lines(keys: Sequence[tuple[str, str]]) -> list[Line]:
    """The ways between facts and dimensions that the foreign keys ``(table, referenced table)`` make.

    The document is left out: every fact has one, and nine lines to it would hide the others.
    """
    keys = [(table, to) for table, to in keys if to != _OF_ALL]
    straight = {
        Line(table, to, False) for table, to in keys if table.startswith("fact_") and to.startswith("dim_")
    }
    bridges: dict[str, list[str]] = {}
    for table, to in keys:
        if table.startswith("bridge_"):
            bridges.setdefault(table, []).append(to)
    bridged = {
        Line(fact, dimension, True)
        for ends in bridges.values()
        for fact in ends
        for dimension in ends
        if fact.startswith("fact_") and dimension.startswith("dim_")
    }
    return sorted(straight | {line for line in bridged if line._replace(bridged=False) not in straight})


def _shown(columns: Sequence[str], room: int = 42) -> str:
    """As many column names as there is room for; keys and what all facts share are left out."""
    idle = ("_id", "_key", "char_start", "char_end", "evidence", "rule", "status", "_from", "_to")
    telling = [column for column in columns if not column.endswith(idle)]
    text = ""
    for column in telling:
        longer = f"{text}, {column}" if text else column
        if len(longer) > room:
            return text + " …"
        text = longer
    return text


def _text(x: int, y: int, text: str, size: int, colour: str, *, bold: bool = False) -> str:
    weight = " font-weight='600'" if bold else ""
    return f"<text x='{x}' y='{y}' {_FONT} font-size='{size}'{weight} fill='{colour}'>{escape(text)}</text>"


def _box(x: int, y: int, colour: str, name: str, columns: Sequence[str]) -> str:
    return (
        f"<rect x='{x}' y='{y}' width='{_BOX}' height='{_HEIGHT}' rx='6' fill='white' stroke='{colour}'/>"
        + _text(x + 10, y + 19, name, 14, colour, bold=True)
        + _text(x + 10, y + 36, _shown(columns), 11, _GREY)
    )


def draw(keys: Sequence[tuple[str, str]], columns: Mapping[str, Sequence[str]]) -> str:
    """The picture as SVG."""
    return "\n".join(_parts(keys, columns)) + "\n"


def _parts(keys: Sequence[tuple[str, str]], columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    facts = sorted(table for table in columns if table.startswith("fact_"))
    dimensions = sorted(table for table in columns if table.startswith("dim_"))
    rows = max(len(facts), len(dimensions), 1)
    height = _TOP + rows * _ROW
    gap = (rows * _ROW) / max(len(dimensions), 1)
    left = {name: _TOP + _ROW * number for number, name in enumerate(facts)}
    right = {name: round(_TOP + gap * number + (gap - _ROW) / 2) for number, name in enumerate(dimensions)}
    colour = {name: _COLOURS[number % len(_COLOURS)] for number, name in enumerate(dimensions)}
    yield (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {height}' role='img' "
        "aria-label='Facts, dimensions and the keys between them'>"
    )
    yield f"<rect width='{_WIDTH}' height='{height}' fill='#f8fafc'/>"
    yield _text(10, 28, "The star: facts, and what they speak of", 16, _INK, bold=True)
    yield _text(10, 48, _LEGEND, 12, _GREY)
    for line in lines(keys):
        y1, y2 = left[line.fact] + _HEIGHT // 2, right[line.dimension] + _HEIGHT // 2
        middle = (10 + _BOX + _RIGHT) // 2
        dashes = " stroke-dasharray='5 4'" if line.bridged else ""
        yield (
            f"<path d='M{10 + _BOX} {y1} C{middle} {y1} {middle} {y2} {_RIGHT} {y2}' fill='none' "
            f"stroke='{colour[line.dimension]}' stroke-opacity='0.7' stroke-width='1.5'{dashes}/>"
        )
    for name, y in left.items():
        yield _box(10, y, _INK, name, columns[name])
    for name, y in right.items():
        yield _box(_RIGHT, y, colour[name], name, columns[name])
    yield "</svg>"


def drawn(warehouse: Path) -> str:
    """The picture of the published file ``warehouse``."""
    with duckdb.connect(str(warehouse), read_only=True) as db:
        keys = [(table, to) for table, to in db.execute(_KEYS).fetchall()]
        columns: dict[str, list[str]] = {}
        for table, column in db.execute(_COLUMNS).fetchall():
            columns.setdefault(table, []).append(column)
    return draw(keys, columns)


if __name__ == "__main__":
    Path(__file__).with_name("star.svg").write_text(drawn(Path(sys.argv[1])), encoding="utf-8")
