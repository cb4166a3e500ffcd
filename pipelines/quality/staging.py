"""All that is asked of the staged tables as a whole, before a warehouse is built of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa

from pipelines.quality import corrections
from pipelines.quality.books import reconcile
from pipelines.quality.contents import Contents, contents_of
from pipelines.quality.corrections import rejected
from pipelines.quality.dispositions import UNATTACHED
from pipelines.quality.drift import DriftLimits, drift
from pipelines.quality.expectations import Volumes, source_expectations, warehouse_expectations
from pipelines.quality.outcome import CheckOutcome
from pipelines.quality.replaying import replay
from schemas.expectations import WarehouseExpectations
from schemas.fields import FACT_TABLES, TABLES, arrow_schema

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Staged:
    """What a run staged.

    ``documents`` that could be read, ``mentions`` and ``candidates`` as they were read (candidates with the
    documents among them), ``valid`` what validation let through, ``quarantine``, the ``ledger``;
    ``corrected`` the facts to be loaded, after people's corrections, whose audit rows are ``corrections``.
    """

    documents: pa.Table
    mentions: pa.Table
    candidates: Tables
    valid: Tables
    quarantine: pa.Table
    ledger: pa.Table
    corrected: Tables
    corrections: pa.Table


@dataclass(frozen=True, slots=True)
class Asked:
    """What is expected of it: rows of ``engine.sources.EXPECTATIONS``, sidecars without a source, the
    settings, the day of the run (None: nothing is said of freshness); and what is published now.
    """

    expected: pa.Table | None = None
    orphans: tuple[str, ...] = ()
    warehouse: WarehouseExpectations = field(default_factory=WarehouseExpectations)
    limits: DriftLimits = field(default_factory=DriftLimits)
    before: Contents = field(default_factory=Contents)
    accept_drift: bool = False
    today: date | None = None


def staging_outcomes(staged: Staged, asked: Asked) -> list[CheckOutcome]:
    """The books' balance, the replay, expectations and drift; accepted drift is only noted.

    Replayed are facts as they were read: what people amended need not stand in the text.
    """
    facts = {name: staged.corrected[name] for name in FACT_TABLES}
    documents = staged.valid["documents"]
    taken_out = rejected(staged.corrections)
    ids = [row["fact_id"] for row in taken_out]
    drifted = drift(asked.before, contents_of(documents, facts), asked.limits, ids)
    expected = asked.expected.to_pylist() if asked.expected is not None else []
    return [
        *reconcile(
            documents,
            staged.mentions,
            staged.candidates,
            facts | {"documents": documents},
            staged.quarantine,
            staged.ledger,
            taken_out,
        ),
        *replay(documents, staged.valid, staged.ledger),
        *source_expectations(expected, _counts(facts), asked.orphans),
        *warehouse_expectations(asked.warehouse, _volumes(staged, facts), asked.today),
        *(replace(each, severity="warn") if asked.accept_drift else each for each in drifted),
    ]


def possible_outcomes() -> list[CheckOutcome]:
    """One outcome of every check there can be, all of them passed: of staged tables that are empty."""
    empty = {name: arrow_schema(table).empty_table() for name, table in TABLES.items()}
    facts = {name: empty[name] for name in ("documents", *FACT_TABLES)}
    documents, mentions = empty["documents"], empty["mentions"]
    staged = Staged(
        documents, mentions, facts, facts, empty["quarantine"], mentions, facts, empty["corrections"]
    )
    return [*staging_outcomes(staged, Asked()), *corrections.possible_outcomes()]


def _counts(facts: Tables) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, table in facts.items():
        for document in table["document_id"].to_pylist():
            counts[document][name] += 1
    return counts


def _volumes(staged: Staged, facts: Tables) -> Volumes:
    rows = {name: table.num_rows for name, table in facts.items()}
    documents = staged.valid["documents"]
    rows |= {
        "facts": sum(rows.values()),
        "documents": documents.num_rows,
        "mentions": staged.ledger.num_rows,
    }
    days = [day for day in documents["published_date"].to_pylist() if day is not None]
    held_back = {
        row["row_json"]
        for row in staged.quarantine.select(["relation", "row_json"]).to_pylist()
        if row["relation"] in FACT_TABLES
    }
    return Volumes(
        rows=rows,
        unattached=staged.ledger["reason"].to_pylist().count(UNATTACHED),
        held_back=len(held_back),
        candidates=sum(staged.candidates[name].num_rows for name in FACT_TABLES),
        newest=max(days, default=None),
    )
