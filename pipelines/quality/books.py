"""The books' balance: no candidate, no mention and no digit of a text goes missing on the way."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipelines.quality.clean import clean
from pipelines.quality.duplicates import duplicates
from pipelines.quality.outcome import CheckOutcome, none_found
from schemas.fields import DISPOSITION, FACT_TABLES, MENTIONS
from schemas.registry import REGISTRY

_DIGIT = re.compile(r"\d")
Tables = Mapping[str, pa.Table]


def reconcile(
    documents: pa.Table,
    mentions: pa.Table,
    candidates: Tables,
    valid: Tables,
    quarantine: pa.Table,
    ledger: pa.Table,
    rejected: Sequence[Mapping[str, Any]] = (),
) -> list[CheckOutcome]:
    """Whether everything that was read is accounted for; all outcomes are of severity ``fail``.

    ``documents`` are the valid ones.
    ``mentions`` and ``candidates`` are as they were staged, ``valid`` and ``quarantine`` what validation
    and people's corrections made of the candidates (by table name: fact tables, and ``documents`` where it is
    wanted), ``ledger`` the mentions with their dispositions, ``rejected`` the facts that corrections took
    out, each with its ``relation``.
    """
    facts = {name: table for name, table in valid.items() if name in FACT_TABLES}
    return [
        *(_rows_add_up(name, came, valid[name], quarantine, rejected) for name, came in candidates.items()),
        _some_valid({name: table for name, table in candidates.items() if name in FACT_TABLES}, facts),
        _mentions_add_up(documents, mentions, quarantine, ledger),
        _digits_in_mentions(documents, ledger),
        *_names_exist(ledger, facts, quarantine),
    ]


def _rows_add_up(
    name: str,
    candidates: pa.Table,
    valid: pa.Table,
    quarantine: pa.Table,
    rejected: Sequence[Mapping[str, Any]],
) -> CheckOutcome:
    """Candidates = loaded + quarantined + deduplicated + rejected, for each document."""
    table = REGISTRY[name].table
    parsed, _ = clean(table, candidates)
    ids = parsed["document_id"].to_pylist()
    came = Counter(ids)
    loaded = Counter(valid["document_id"].to_pylist())
    again = Counter(ids[row] for row in duplicates(table, parsed, candidates).dropped)
    rows = {
        (row["document_id"], row["row_json"])
        for row in quarantine.select(["relation", "document_id", "row_json"]).to_pylist()
        if row["relation"] == name
    }
    held_back = Counter(document for document, _ in rows)
    taken_out = Counter(row["document_id"] for row in rejected if row["relation"] == name)
    went = loaded + held_back + again + taken_out
    wrong = [
        f"{document}: {came[document]} candidates, {loaded[document]} loaded, "
        f"{held_back[document]} quarantined, {again[document]} deduplicated, {taken_out[document]} rejected"
        for document in sorted(came.keys() | went.keys(), key=str)
        if came[document] != went[document]
    ]
    message = "for each document, candidates = loaded + quarantined + deduplicated + rejected"
    return none_found("rows_add_up", name, wrong, message)


def _some_valid(candidates: Tables, facts: Tables) -> CheckOutcome:
    came = sum(table.num_rows for table in candidates.values())
    kept = sum(table.num_rows for table in facts.values())
    message = "where there are candidate facts, not all of them are held back"
    return CheckOutcome(
        "some_rows_valid", "fail", kept > 0 or came == 0, str(kept), ">0", "facts", (), message
    )


def _mentions_add_up(
    documents: pa.Table, mentions: pa.Table, quarantine: pa.Table, ledger: pa.Table
) -> CheckOutcome:
    """Mentions = fact + quarantined + ignored, for each document, each mention once; those of a document that
    was held back are held back with it.
    """
    once = dict(zip(mentions["mention_id"].to_pylist(), mentions["document_id"].to_pylist(), strict=True))
    known = set(documents["document_id"].to_pylist())
    held_back = {
        json.loads(row["row_json"]).get("mention_id")
        for row in quarantine.select(["relation", "row_json"]).to_pylist()
        if row["relation"] == MENTIONS.name
    }
    came = Counter(
        document for mention, document in once.items() if document in known or mention not in held_back
    )
    went = Counter(
        row["document_id"]
        for row in ledger.select(["document_id", "disposition", "reason"]).to_pylist()
        if row["disposition"] in DISPOSITION
        and (row["disposition"] != "ignored" or row["reason"] is not None)
    )
    wrong = [
        f"{document}: {came[document]} mentions, {went[document]} in the ledger"
        for document in sorted(came.keys() | went.keys())
        if came[document] != went[document]
    ]
    message = "for each document, mentions = fact + quarantined + ignored, what is ignored with a reason"
    return none_found("mentions_add_up", "mentions", wrong, message)


def _digits_in_mentions(documents: pa.Table, ledger: pa.Table) -> CheckOutcome:
    spans: dict[str, list[tuple[int, int]]] = {}
    columns = (ledger[name].to_pylist() for name in ("document_id", "char_start", "char_end"))
    for document, start, end in zip(*columns, strict=True):
        spans.setdefault(document, []).append((start, end))
    texts = zip(documents["document_id"].to_pylist(), documents["text"].to_pylist(), strict=True)
    left_out = [
        f"{document}:{place}" for document, text in texts for place in _outside(text, spans.get(document, ()))
    ]
    return none_found(
        "digits_in_mentions", "mentions", left_out, "every digit of every text lies inside a mention"
    )


def _outside(text: str, spans: Iterable[tuple[int, int]]) -> list[int]:
    """The places of digits in ``text`` that lie in none of ``spans``."""
    inside = bytearray(len(text))
    for start, end in spans:
        start, end = max(start, 0), min(end, len(text))
        inside[start:end] = b"\x01" * max(end - start, 0)
    return [match.start() for match in _DIGIT.finditer(text) if not inside[match.start()]]


def _names_exist(ledger: pa.Table, facts: Tables, quarantine: pa.Table) -> list[CheckOutcome]:
    """Whether mentions name facts and quarantined rows that are there, and facts mentions that are there."""
    rows = ledger.select(["mention_id", "disposition", "fact_ids", "quarantine_ids"]).to_pylist()
    fact_ids = {fact for table in facts.values() for fact in table["fact_id"].to_pylist()}
    held_back = set(quarantine["quarantine_id"].to_pylist())
    mention_ids = {row["mention_id"] for row in rows}
    return [
        none_found(
            "fact_mentions_name_facts",
            "mentions",
            _misnamed(rows, "fact", "fact_ids", fact_ids),
            "every mention that is a fact names facts, and all facts that mentions name exist",
        ),
        none_found(
            "quarantined_mentions_name_rows",
            "mentions",
            _misnamed(rows, "quarantined", "quarantine_ids", held_back),
            "every quarantined mention names quarantined rows, and all that mentions name exist",
        ),
        *(_mentions_exist(name, table, mention_ids) for name, table in facts.items()),
    ]


def _mentions_exist(name: str, facts: pa.Table, mention_ids: set[str]) -> CheckOutcome:
    named = zip(facts["fact_id"].to_pylist(), facts["mention_ids"].to_pylist(), strict=True)
    lost = (fact for fact, mentions in named if not mention_ids.issuperset(mentions))
    return none_found("facts_name_mentions", name, lost, "the mentions that a fact names exist")


def _misnamed(rows: Iterable[Mapping[str, Any]], disposition: str, column: str, known: set[str]) -> list[str]:
    return [
        str(row["mention_id"])
        for row in rows
        if not known.issuperset(row[column]) or (row["disposition"] == disposition and not row[column])
    ]
