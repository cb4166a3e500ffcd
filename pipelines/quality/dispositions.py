"""The mentions' ledger: what became of each figure and date of every text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from pipelines.quality.clean import clean
from schemas.fields import FACT_TABLES, MENTIONS, arrow_schema

REPEATS, UNATTACHED, HELD_BACK, REJECTED = "repeats", "unattached", "held back", "rejected"
_READING = ("document_id", "mention_kind", "value_low", "value_high", "qualifier", "unit", "edtf")


def ledger(
    mentions: pa.Table,
    valid: Mapping[str, pa.Table],
    quarantine: pa.Table,
    rejected: Iterable[Mapping[str, Any]] = (),
) -> pa.Table:
    """``mentions`` with one disposition each, the facts and quarantined rows that name them, and the
    reason.

    ``valid`` holds the valid fact tables by name, and the valid ``documents`` where some may have been held
    back: mentions of those are held back with them and stand in no ledger. A mention is a ``fact``
    where a valid fact names it, else ``quarantined`` where a row that was held back names it or it was held
    back itself, else ``ignored``: for the reason it came with, because the facts that named it were
    ``rejected`` by a person (``rejected``: those facts), because it ``repeats`` what the same document says
    elsewhere in the same words where that one is a fact, or else as ``unattached``. The
    reason of a mention without a value is kept. A mention that was held back itself and is no fact's loses
    its figure or date: only what is valid is shown. Of mentions with the same id the first stays.
    """
    facts = _facts_by_mention(valid)
    held_back, own = _quarantined_by_mention(quarantine)
    first: dict[str, dict[str, Any]] = {}
    known = set(valid["documents"]["document_id"].to_pylist()) if "documents" in valid else None
    for row in clean(MENTIONS, mentions)[0].to_pylist():
        if known is None or row["document_id"] in known:
            first.setdefault(row["mention_id"], row)
    rows = list(first.values())
    said = {_words(row) for row in rows if row["mention_id"] in facts}
    taken_out = {mention for fact in rejected for mention in fact["mention_ids"]}
    for row in rows:
        mention = row["mention_id"]
        row["fact_ids"] = sorted(facts.get(mention, ()))
        row["quarantine_ids"] = sorted(held_back.get(mention, ()))
        row["disposition"], row["reason"] = _disposition(row, said, mention in taken_out)
        if mention in own and not row["fact_ids"]:
            row.update(_WITHOUT_VALUE)
            row["reason"] = row["reason"] or HELD_BACK
    return pa.Table.from_pylist(rows, schema=arrow_schema(MENTIONS))


_WITHOUT_VALUE = dict.fromkeys(
    ("value_low", "value_high", "qualifier", "unit", "edtf", "date_from", "date_to")
)


def _disposition(
    row: Mapping[str, Any], said: set[tuple[object, ...]], taken_out: bool
) -> tuple[str, str | None]:
    """The disposition of a mention and its reason; ``said`` is what facts were read from."""
    valueless = row["value_low"] is None and row["value_high"] is None and row["edtf"] is None
    why_valueless = row["reason"] if valueless else None
    if row["fact_ids"]:
        return "fact", why_valueless
    if row["quarantine_ids"]:
        return "quarantined", why_valueless
    if taken_out:
        return "ignored", row["reason"] or REJECTED
    return "ignored", row["reason"] or (REPEATS if _words(row) in said else UNATTACHED)


def _words(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What a mention says and in which words, without regard to case and white space."""
    return (" ".join(row["text"].casefold().split()), *(row[column] for column in _READING))


def _facts_by_mention(valid: Mapping[str, pa.Table]) -> dict[str, set[str]]:
    facts: dict[str, set[str]] = defaultdict(set)
    for name in FACT_TABLES:
        if name in valid:
            table = valid[name]
            for fact, mentions in zip(
                table["fact_id"].to_pylist(), table["mention_ids"].to_pylist(), strict=True
            ):
                for mention in mentions:
                    facts[mention].add(fact)
    return facts


def _quarantined_by_mention(quarantine: pa.Table) -> tuple[dict[str, set[str]], set[str]]:
    """The quarantine rows that name each mention, and the mentions that were held back themselves."""
    held_back: dict[str, set[str]] = defaultdict(set)
    own: set[str] = set()
    for row in quarantine.select(["quarantine_id", "relation", "row_json"]).to_pylist():
        whole = json.loads(row["row_json"])
        for mention in _named(row["relation"], whole):
            held_back[mention].add(row["quarantine_id"])
            if row["relation"] == MENTIONS.name:
                own.add(mention)
    return held_back, own


def _named(relation: str, row: Mapping[str, object]) -> Iterable[str]:
    """The mentions that a row names, as far as its cells can be read."""
    if relation == MENTIONS.name:
        return [row["mention_id"]] if isinstance(row.get("mention_id"), str) else []  # type: ignore[list-item]
    named = row.get("mention_ids")
    return [each for each in named if isinstance(each, str)] if isinstance(named, list) else []
