"""Each check of what is staged, of drift, of dimensions and of the score: silent on a sound run, heard on one
that breaks it. A check without a case fails here. Rules of rows have theirs in ``tests/contracts``, the
audit's in ``tests/sql/test_checks.py``; that every check of the page has one is asked at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipelines.catalogue import page
from pipelines.documents import load_sources
from pipelines.documents.corrections import Correction
from pipelines.facts import extract
from pipelines.facts.rows import frames
from pipelines.quality import dimensions, ledger, validate
from pipelines.quality.contents import Contents, Yield, contents_of
from pipelines.quality.corrections import correct
from pipelines.quality.drift import DriftLimits
from pipelines.quality.outcome import CheckOutcome
from pipelines.quality.scored import ALL, Figures, Lines, score_outcomes
from pipelines.quality.staging import Asked, Staged, possible_outcomes, staging_outcomes
from pipelines.warehouse import checks
from schemas.dimensions import TABLES as DIMENSIONS
from schemas.expectations import WarehouseExpectations
from schemas.fields import FACT_TABLES, TABLES, arrow_schema

TODAY = date(2026, 11, 22)
TEXT = """Norway and Chile in science

On 14 March 2011, Norway and Chile signed an Agreement on Polar Research for 2011-2015.

On 3 May 2016, the third Polar Science Forum was held in Oslo.

In 2015, the Government of Norway allocated 3 million euros to Chile for seismic stations.

In 2014, 12 joint projects were carried out by Norway and Chile.

The Southern Light Programme runs from 2012 to 2018.

The Andes Fjord Centre for Ocean Studies was founded in 1992.

Chile has been a member of the Southern Ocean Council since 2009.

Project B-1872 "Ice cores of the Andes" was carried out from 2012 to 2014.

Olga Berg, Director of the Andes Fjord Centre for Ocean Studies, opened the forum.
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """What a run stages of one text that has a fact of each kind, with each of its dates."""
    raw = tmp_path_factory.mktemp("raw")
    (raw / "fjord.txt").write_text(TEXT, encoding="utf-8")
    documents = load_sources(raw).documents
    read = dict(frames([extract(document) for document in documents], documents))
    facts = {name: validate(name, read[name], read["documents"], "v1").valid for name in FACT_TABLES}
    none = {name: arrow_schema(TABLES[name]).empty_table() for name in ("quarantine", "corrections")}
    tables = facts | {"documents": read["documents"]}
    book = ledger(read["mentions"], tables, none["quarantine"])
    return Staged(
        read["documents"], read["mentions"], {name: read[name] for name in tables}, tables,
        none["quarantine"], book, facts, none["corrections"],
    )  # fmt: skip


def put(table: pa.Table, row: int = 0, **cells: Any) -> pa.Table:
    """The table with other values in one row."""
    rows = table.to_pylist()
    rows[row].update(cells)
    return pa.Table.from_pylist(rows, schema=table.schema)


def in_ledger(sound: Staged, row: int = 0, **cells: Any) -> Staged:
    return replace(sound, ledger=put(sound.ledger, row, **cells))


def in_facts(sound: Staged, relation: str, **cells: Any) -> Staged:
    """The facts of one table as another reading might have them."""
    table = put(sound.valid[relation], **cells)
    return replace(
        sound,
        valid={**sound.valid, relation: table},
        corrected={**sound.corrected, **({relation: table} if relation in FACT_TABLES else {})},
    )


def figure(sound: Staged) -> int:
    """The ledger's row of the money."""
    return sound.ledger["mention_kind"].to_pylist().index("money")


def expecting(severity: str) -> Asked:
    row = {"scope": "document", "name": "fjord", "relation": "events", "low": 9, "high": None}
    return Asked(expected=pa.Table.from_pylist([{**row, "severity": severity}]))


def of_warehouse(**expected: Any) -> Asked:
    return Asked(warehouse=WarehouseExpectations(**expected), today=TODAY)


def now(sound: Staged) -> Contents:
    return contents_of(sound.documents, sound.corrected)


def before(sound: Staged, limits: DriftLimits | None = None, **changed: Any) -> Asked:
    """A published warehouse that was not as this one is."""
    return Asked(before=replace(now(sound), **changed), limits=limits or DriftLimits())


def vanished(sound: Staged) -> dict[str, Any]:
    return {"facts": {**now(sound).facts, "old": ("fjord", "events", 900, 910)}}


def without_code(sound: Staged, what: str) -> Asked:
    return before(sound, codes={**now(sound).codes, what: frozenset()})


def held_back(sound: Staged) -> Staged:
    broken = put(sound.candidates["funding"], currency="QQQ")
    return replace(sound, quarantine=validate("funding", broken, sound.documents, "v1").quarantine)


def corrected(sound: Staged, severity: Any) -> list[CheckOutcome]:
    row = sound.valid["events"].to_pylist()[0]
    wrong = Correction(
        "corrections/a.yml", 2, "confirm", "why", "A. Person", TODAY, severity, "events",
        fact_id=row["fact_id"], expect={"city": "Bergen"},
    )  # fmt: skip
    return correct(sound.valid, [wrong], sound.documents, "v1").outcomes


def scored(soft: float, before: float, line: float | None) -> list[CheckOutcome]:
    return score_outcomes(
        {ALL: Figures(9, 9, soft, soft)}, {ALL: Figures(9, 9, before, before)}, Lines(soft=line)
    )


def star(**rows: list[dict[str, Any]]) -> list[CheckOutcome]:
    tables = {
        name: pa.Table.from_pylist(rows.get(name, []), schema=arrow_schema(table))
        for name, table in DIMENSIONS.items()
    }
    return dimensions.dimension_outcomes(tables, "v1")


def _another_row(sound: Staged, relation: str) -> Staged:
    """A candidate more than was loaded."""
    key = "fact_id" if relation in FACT_TABLES else "document_id"
    came = pa.concat_tables([sound.candidates[relation], put(sound.candidates[relation], **{key: "more"})])
    return replace(sound, candidates={**sound.candidates, relation: came})


def _elsewhere(sound: Staged, relation: str) -> Staged:
    mention = sound.ledger["mention_id"].to_pylist()[0]
    return in_facts(sound, relation, document_id="elsewhere", mention_ids=[mention])


Staging = Callable[[Staged, str], Staged]
# What breaks each check of what is staged, in the table that it is asked of.
BREAKS: dict[str, Staging] = {
    "rows_add_up": _another_row,
    "some_rows_valid": lambda s, _: replace(
        s, corrected={name: table.slice(0, 0) for name, table in s.corrected.items()}
    ),
    "mentions_add_up": lambda s, _: replace(s, ledger=s.ledger.slice(1)),
    "digits_in_mentions": lambda s, _: in_ledger(s, char_end=33),
    "fact_mentions_name_facts": lambda s, _: in_ledger(s, fact_ids=["gone"]),
    "quarantined_mentions_name_rows": lambda s, _: in_ledger(s, quarantine_ids=["gone"]),
    "facts_name_mentions": lambda s, relation: in_facts(s, relation, mention_ids=["gone"]),
    "words_in_text": lambda s, _: in_ledger(s, text="15 March 2011"),
    "read_again": lambda s, _: in_ledger(s, edtf="2011-03-15"),
    "read_alone": lambda s, _: in_ledger(s, figure(s), text="a good many"),
    "evidence_in_text": lambda s, relation: in_facts(s, relation, evidence="Nobody said so."),
    "mentions_of_document": _elsewhere,
    **{
        f"{column}_edtf_replayed": (
            lambda s, relation, column=column: in_facts(s, relation, **{f"{column}_edtf": "1901"})
        )
        for column in ("signed", "valid", "date", "period", "established", "since")
    },
    **{
        f"{column}_low_replayed": (
            lambda s, relation, column=column: in_facts(s, relation, **{f"{column}_low": Decimal(7)})
        )
        for column in ("amount", "value")
    },
}  # fmt: skip
# What breaks each of the others; a sound run is asked of what it is sound in.
ASKED: dict[str, tuple[Callable[[Staged], Staged], Callable[[Staged], Asked]]] = {
    "expected_facts": (lambda s: s, lambda s: expecting("warn")),
    "required_facts": (lambda s: s, lambda s: expecting("fail")),
    "sidecars_have_sources": (lambda s: s, lambda s: Asked(orphans=("stray.yml",))),
    "volume": (lambda s: s, lambda s: of_warehouse(rows={"facts": {"min": 99}})),
    "unattached_share": (
        lambda s: in_ledger(s, disposition="ignored", reason="unattached"),
        lambda s: of_warehouse(unattached={"max": 0}),
    ),
    "quarantined_share": (held_back, lambda s: of_warehouse(quarantined={"max": 0})),
    "newest_source": (lambda s: s, lambda s: of_warehouse(newest_source={"max": 9})),
    "withdrawn_share": (
        lambda s: s,
        lambda s: before(s, documents={**now(s).documents, "gone": Yield(99, 9)}),
    ),
    "facts_fell": (
        lambda s: s,
        lambda s: before(s, documents={"fjord": Yield(99, len(TEXT))}),
    ),
    "facts_vanished": (lambda s: s, lambda s: before(s, **vanished(s))),
    "vanished_share": (lambda s: s, lambda s: before(s, DriftLimits(1, 0), **vanished(s))),
    "counts_jumped": (
        lambda s: s,
        lambda s: before(s, facts={f"e{n}": ("fjord", "events", n, n + 1) for n in range(9)}),
    ),
    "sums_jumped": (
        lambda s: s,
        lambda s: before(s, sums={("fjord", "funding", "EUR"): Decimal(3000)}),
    ),
    "new_country": (lambda s: s, lambda s: without_code(s, "country")),
    "new_currency": (lambda s: s, lambda s: without_code(s, "currency")),
    "new_instrument": (lambda s: s, lambda s: without_code(s, "instrument")),
}  # fmt: skip
OTHERS: dict[str, tuple[Callable[[Staged], list[CheckOutcome]], Callable[[Staged], list[CheckOutcome]]]] = {
    # name: (heard, silent)
    "corrections_fit": (lambda s: corrected(s, "warn"), lambda s: corrected(s, "fail")),
    "required_corrections_fit": (lambda s: corrected(s, "fail"), lambda s: corrected(s, "warn")),
    "score_over_line": (lambda s: scored(0.7, 0.7, 0.8), lambda s: scored(0.8, 0.8, 0.8)),
    "score_not_worse": (lambda s: scored(0.7, 0.8, None), lambda s: scored(0.8, 0.7, None)),
    dimensions.NAME: (
        lambda s: star(dim_currency=[{"currency": "QQQ", "name": "None", "decimals": 2}]),
        lambda s: star(dim_currency=[{"currency": "EUR", "name": "Euro", "decimals": 2}]),
    ),
}
POSSIBLE = [(each.name, each.relation) for each in possible_outcomes() if each.name in BREAKS]


def outcomes(staged: Staged, asked: Asked) -> dict[tuple[str, str], CheckOutcome]:
    return {(each.name, each.relation): each for each in staging_outcomes(staged, asked)}


def test_a_sound_run_passes_them_all(sound: Staged) -> None:
    asked = replace(before(sound), today=TODAY)
    assert [each.name for each in outcomes(sound, asked).values() if not each.passed] == []
    assert all(sound.valid[name].num_rows for name in FACT_TABLES), (
        "nothing is shown by a kind without a fact"
    )


@pytest.mark.parametrize(("name", "relation"), POSSIBLE, ids=lambda each: each)
def test_what_is_broken_in_a_table_is_heard(name: str, relation: str, sound: Staged) -> None:
    found = outcomes(BREAKS[name](sound, relation), Asked())[name, relation]
    assert not found.passed
    assert found.observed != found.expected
    assert found.sample or name == "some_rows_valid"


@pytest.mark.parametrize("name", ASKED)
def test_what_was_asked_and_is_not_so_is_heard(name: str, sound: Staged) -> None:
    change, asked = ASKED[name]
    (found,) = [each for each in staging_outcomes(change(sound), asked(sound)) if each.name == name]
    assert not found.passed
    assert found.observed != found.expected


@pytest.mark.parametrize("name", OTHERS)
def test_the_others_are_heard_and_silent(name: str, sound: Staged) -> None:
    heard, silent = OTHERS[name]
    assert [each.passed for each in heard(sound) if each.name == name and not each.passed] == [False]
    assert all(each.passed for each in silent(sound) if each.name == name)


def test_every_check_of_the_page_has_a_case() -> None:
    before_rows = page().split("## Rules of rows")[0]
    listed = set(re.findall(r"^\| `([^`]+)` \|", before_rows, re.MULTILINE))
    audited = {check.name for check in checks()}
    assert listed == {*BREAKS, *ASKED, *OTHERS, *audited}


def test_every_reason_to_refuse_a_source_is_tested() -> None:
    tests = Path(__file__).resolve().parents[1]
    codes = re.findall(r"`([A-Z_]+)`", page().split("## Refused sources")[1])
    sources = "".join(
        path.read_text(encoding="utf-8") for path in tests.rglob("test_*.py") if path != Path(__file__)
    )
    assert [code for code in codes if not re.search(rf"\b{code}\b", sources)] == []
