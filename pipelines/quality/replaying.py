"""The replay: every fact and mention is looked up again in its text, every figure and date in its
mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from pipelines.quality.outcome import CheckOutcome, none_found
from pipelines.quality.rereading import read_again
from schemas.fields import FACT_TABLES, FIGURE

Row = Mapping[str, Any]
OPEN = ".."


def replay(documents: pa.Table, facts: Mapping[str, pa.Table], mentions: pa.Table) -> list[CheckOutcome]:
    """Whether all that is to be loaded can be had again from the texts; all outcomes are of severity
    ``fail``.

    ``facts`` are the valid fact tables by name (further tables are passed over), ``mentions`` the ledger.
    The evidence of each fact and the words of each mention are the text's at their place; the figure of a
    fact and each of its dates are those of the mentions it names, which lie in the same document.
    """
    texts = dict(zip(documents["document_id"].to_pylist(), documents["text"].to_pylist(), strict=True))
    known = {row["mention_id"]: row for row in mentions.to_pylist()}
    outcomes = [
        none_found(
            "words_in_text",
            "mentions",
            (key for key, row in known.items() if not _in_text(row, "text", texts)),
            "the words of every mention stand in the text where it says",
        ),
        *read_again(documents, (row for row in known.values() if row["document_id"] in texts)),
    ]
    for name in FACT_TABLES:
        if name in facts:
            outcomes += _fact_outcomes(name, facts[name].to_pylist(), texts, known)
    return outcomes


def _fact_outcomes(
    name: str, rows: list[dict[str, Any]], texts: Mapping[str, str], known: Mapping[str, Row]
) -> Iterator[CheckOutcome]:
    named = [(row, [known[each] for each in row["mention_ids"] if each in known]) for row in rows]
    yield none_found(
        "evidence_in_text",
        name,
        (row["fact_id"] for row in rows if not _in_text(row, "evidence", texts)),
        "the evidence of every fact stands in the text where it says",
    )
    yield none_found(
        "mentions_of_document",
        name,
        (
            row["fact_id"]
            for row, said in named
            if any(each["document_id"] != row["document_id"] for each in said)
        ),
        "every fact is read from mentions of its own document",
    )
    for low in _figures(name):
        yield none_found(
            f"{low}_replayed",
            name,
            (row["fact_id"] for row, said in named if not _figure_said(row, low, said)),
            f"the figure of every fact is that of a mention it names ({low} and its high side)",
        )
    for edtf in _dates(name):
        yield none_found(
            f"{edtf}_replayed",
            name,
            (row["fact_id"] for row, said in named if not _date_said(row[edtf], said)),
            f"the date of every fact is made of those of the mentions it names ({edtf})",
        )


def _figures(name: str) -> list[str]:
    return [
        field.name
        for field in FACT_TABLES[name].fields
        if field.type == FIGURE and field.name.endswith("_low")
    ]


def _dates(name: str) -> list[str]:
    return [field.name for field in FACT_TABLES[name].fields if field.name.endswith("_edtf")]


def _in_text(row: Row, quoted: str, texts: Mapping[str, str]) -> bool:
    text = texts.get(row["document_id"])
    return text is not None and text[row["char_start"] : row["char_end"]] == row[quoted]


def _figure_said(row: Row, low: str, said: Iterable[Row]) -> bool:
    """Whether a mention has the fact's numbers, and its currency or that it is a share or ratio.

    The qualifier may be another: a cut-off said of one figure holds for those that are added to it.
    """
    numbers = {row[low], row[low.removesuffix("low") + "high"]} - {None}
    unit = row["currency"] if "currency" in row else row["unit"]
    return any(
        numbers == {each["value_low"], each["value_high"]} - {None} and _same_unit(unit, each)
        for each in said
    )


def _same_unit(unit: str, mention: Row) -> bool:
    if mention["mention_kind"] in ("money", "percent", "ratio"):
        return bool(mention["unit"] == unit)
    return unit not in ("percent", "ratio")


def _date_said(edtf: str | None, said: Iterable[Row]) -> bool:
    """Whether ``edtf`` is a mention's date, or an interval from one mention's date to another's, or open."""
    if edtf is None:
        return True
    dates = {each["edtf"] for each in said if each["edtf"] is not None}
    sides = {side for date in dates for side in date.split("/")} - {OPEN}
    return edtf in dates or sides.issuperset(set(edtf.split("/")) - {OPEN})
