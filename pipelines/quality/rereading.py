"""Mentions read again from their own words, by the grammar that read them in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

import pyarrow as pa

from pipelines.mentions.numbers import Separators
from pipelines.mentions.replay import replay_date, replay_figure
from pipelines.quality.outcome import CheckOutcome, none_found

Row = Mapping[str, Any]
Figure = tuple[Decimal | None, Decimal | None, str | None]  # low, high, qualifier
Verdict = Literal["same", "other", "unsaid"]
_COLUMNS = [
    "mention_id", "document_id", "mention_kind", "text", "value_low", "value_high", "qualifier", "unit",
    "edtf",
]  # fmt: skip
_YEAR = re.compile(r"\d{4}")


def read_again(documents: pa.Table, mentions: Iterable[Row]) -> list[CheckOutcome]:
    """Whether each mention's figure or date is what its own words say.

    Both are a ``warn``: one figure in thousands must not hold a warehouse back, and facts that are read from
    a mention of another value are in quarantine (``misread``). What a fact says is held against its mentions
    elsewhere, and blocks. ``read_again`` finds another value, ``read_alone`` words that alone say none
    ("half").
    """
    verdicts = _verdicts(documents, mentions)
    return [
        none_found(
            "read_again",
            "mentions",
            (key for key, verdict in verdicts.items() if verdict == "other"),
            "the figure or date of every mention is what its words say when they are read again",
            "warn",
        ),
        none_found(
            "read_alone",
            "mentions",
            (key for key, verdict in verdicts.items() if verdict == "unsaid"),
            "the words of a mention say its figure or date without the text around them",
            "warn",
        ),
    ]


def misread(documents: pa.Table, mentions: pa.Table) -> frozenset[str]:
    """The mentions whose words say another figure or date when they are read again: no fact is made of
    them."""
    known = set(documents["document_id"].to_pylist())
    rows = [
        row for row in mentions.select(_COLUMNS).to_pylist() if row["document_id"] in known and row["text"]
    ]
    return frozenset(key for key, verdict in _verdicts(documents, rows).items() if verdict == "other")


def _verdicts(documents: pa.Table, mentions: Iterable[Row]) -> dict[str, Verdict]:
    known = {
        row["document_id"]: (Separators.of(row["text"]).sign, row["published_date"])
        for row in documents.select(["document_id", "text", "published_date"]).to_pylist()
    }
    return {
        row["mention_id"]: _verdict(row, *known[row["document_id"]]) for row in mentions if _has_value(row)
    }


def _has_value(row: Row) -> bool:
    return any(row[column] is not None for column in ("value_low", "value_high", "edtf"))


def _verdict(row: Row, sign: str | None, published: date | None) -> Verdict:
    if row["edtf"] is not None:
        return _date_verdict(row["text"], row["edtf"], published)
    figure = (row["value_low"], row["value_high"], row["qualifier"])
    return _figure_verdict(row["text"], figure, row["unit"] if row["mention_kind"] == "money" else None, sign)


@lru_cache(maxsize=4096)
def _date_verdict(words: str, edtf: str, published: date | None) -> Verdict:
    """The year of a date without one is the document's, so any year of ``edtf`` may stand in for it."""
    years: list[int | None] = [int(year) for year in _YEAR.findall(edtf)]
    said = {replay_date(words, published, year) for year in years or [None]}
    return "same" if edtf in said else "unsaid" if said == {None} else "other"


@lru_cache(maxsize=4096)
def _figure_verdict(
    words: str, figure: tuple[object, ...], currency: str | None, sign: str | None
) -> Verdict:
    """A bare sign ("$") is of the page's country, which is told by the currency's code: NZ for NZD."""
    said = replay_figure(words, sign, currency[:2] if currency else None)
    if said is None:
        return "unsaid"
    if (said.low, said.high, said.qualifier) != figure:
        return "other"
    if currency is None or said.unit == currency:
        return "same"
    return "other" if said.unit is not None else "unsaid"  # "of which 2 million": the sum before says of what
