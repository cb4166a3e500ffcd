"""What a warehouse says, as far as drift looks: from the published views, or from tables to be loaded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import pyarrow as pa

from schemas.fields import FACT_TABLES, TABLES

Place = tuple[str, str, int, int]
"""Document id, table, start and end of the evidence."""

_COUNTRIES = ("countries", "place_country", "country", "member")
_CODES = {"country": _COUNTRIES, "currency": ("currency",), "instrument": ("instrument",)}
_FIGURES = {"funding": ("amount", "currency"), "observations": ("value", "unit")}


@dataclass(frozen=True, slots=True)
class Yield:
    """What one document gave: its number of facts, the length of its text in code points, its hash."""

    facts: int
    chars: int
    text_sha256: str = ""


@dataclass(frozen=True)
class Contents:
    """``documents`` by id; ``facts`` by id, each with its place; ``sums`` of figures by document, table and
    unit (currency); ``codes`` in use by what they name: country, currency, instrument.
    """

    documents: Mapping[str, Yield] = field(default_factory=dict)
    facts: Mapping[str, Place] = field(default_factory=dict)
    sums: Mapping[tuple[str, str, str], Decimal] = field(default_factory=dict)
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Counter[tuple[str, str]]:
        """The number of facts by document and table."""
        return Counter((document, table) for document, table, _, _ in self.facts.values())


def columns_of(table: str) -> list[str]:
    """The columns of a table that drift looks at; the report views have them all."""
    if table == "documents":
        return ["document_id", "char_count", "text_sha256"]
    wanted = {
        "fact_id",
        "document_id",
        "char_start",
        "char_end",
        *_CODES["country"],
        "currency",
        "instrument",
    }
    if table in _FIGURES:
        stem, unit = _FIGURES[table]
        wanted |= {f"{stem}_low", f"{stem}_high", unit}
    return [column.name for column in TABLES[table].fields if column.name in wanted]


def contents_of(documents: pa.Table, facts: Mapping[str, pa.Table]) -> Contents:
    """The contents of ``documents`` and the fact tables in ``facts``, which have at least ``columns_of``."""
    places: dict[str, Place] = {}
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    codes: dict[str, set[str]] = {name: set() for name in _CODES}
    for name in FACT_TABLES:
        for row in facts[name].select(columns_of(name)).to_pylist() if name in facts else ():
            places[row["fact_id"]] = (row["document_id"], name, row["char_start"], row["char_end"])
            for what, columns in _CODES.items():
                codes[what].update(_codes(row, columns))
            if name in _FIGURES:
                stem, unit = _FIGURES[name]
                sums[row["document_id"], name, row[unit] or ""] += _figure(row, stem)
    given = Counter(document for document, *_ in places.values())
    read = {
        row["document_id"]: Yield(given[row["document_id"]], row["char_count"], row["text_sha256"])
        for row in documents.select(columns_of("documents")).to_pylist()
    }
    return Contents(read, places, dict(sums), {name: frozenset(found) for name, found in codes.items()})


def _codes(row: Mapping[str, Any], columns: Iterable[str]) -> set[str]:
    cells = [row[column] for column in columns if row.get(column) is not None]
    values = {item for cell in cells for item in (cell if isinstance(cell, list) else [cell])}
    # a member is an organisation's name where it is no code
    return {value for value in values if "member" not in row or (len(value) == 2 and value.isupper())}


def _figure(row: Mapping[str, Any], stem: str) -> Decimal:
    low, high = row[f"{stem}_low"], row[f"{stem}_high"]
    value: Decimal = next((each for each in (low, high) if each is not None), Decimal(0))
    return value
