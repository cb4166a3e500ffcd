"""How long it takes to hold a hundred thousand facts against each other (run with --benchmark-only)."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from pytest_benchmark.fixture import BenchmarkFixture

from pipelines.warehouse import CHECK_RESULTS, RunRecord, build
from schemas.fields import TABLES, arrow_schema

FACTS = 100_000
DOCUMENTS = 5_000
SECONDS = 60  # for the whole build on two slow cores, of which holding against each other is a part
STATES = ["NO", "CL", "PT", "GH", "PE", "KE", "FI", "LA", "UY", "NP", "FJ", "MT", "IS", "OM", "ZM", "EE"]
UNITS = ["projects", "students", "seminars", "grants", "publications", "percent", "laboratories"]
WORDS = [
    f"{a}{b}{c}" for a in ("bor", "tel", "mar", "sol", "ven") for b in "aeiou" for c in ("nic", "lor", "mat")
]


def _common(number: int, chosen: random.Random, kind: str) -> dict[str, object]:
    return {
        "fact_id": f"{kind}{number}", "document_id": f"d{chosen.randrange(DOCUMENTS)}",
        "evidence": " ".join(chosen.sample(WORDS, 12)), "char_start": number, "char_end": number + 1,
        "status": chosen.choices(["actual", "planned", "negated"], [90, 8, 2])[0], "rule": "r",
        "countries": chosen.sample(STATES, 2), "organizations": [], "mention_ids": [],
    }  # fmt: skip


def _tables(facts: int) -> dict[str, list[dict[str, object]]]:
    """Documents on sixteen states: half of the facts figures, a quarter agreements, the rest events."""
    chosen = random.Random(4)
    tables: dict[str, list[dict[str, object]]] = {"observations": [], "agreements": [], "events": []}
    for number in range(facts):
        year = chosen.randrange(1995, 2025)
        span = (f"{year}", date(year, 1, 1), date(year, 12, 31))
        words = " ".join(chosen.sample(WORDS, 4))
        if number % 2:
            value = Decimal(chosen.randrange(1, 900))
            row = dict(zip(("period_edtf", "period_from", "period_to"), span, strict=True))
            row |= {"value_low": value, "value_high": value, "qualifier": "exact", "measure": words}
            tables["observations"].append(_common(number, chosen, "o") | row | {"unit": chosen.choice(UNITS)})
        elif number % 4:
            row = dict(zip(("signed_edtf", "signed_from", "signed_to"), span, strict=True))
            tables["agreements"].append(
                _common(number, chosen, "a") | row | {"instrument": "agreement", "title": words}
            )
        else:
            row = dict(zip(("date_edtf", "date_from", "date_to"), span, strict=True))
            more = {"event_kind": "conference", "name": f"{words} {year}", "people": []}
            tables["events"].append(_common(number, chosen, "e") | row | more)
    return tables


def _stage(folder: Path, facts: int) -> Path:
    documents = [
        {"document_id": f"d{n}", "source_file": f"d{n}.txt", "other_files": [], "content_sha256": f"{n}",
         "text_sha256": f"{n}", "char_count": 1, "text": "x"}
        for n in range(DOCUMENTS)
    ]  # fmt: skip
    tables = _tables(facts) | {"documents": documents}
    (folder / "valid").mkdir(parents=True)
    for name, table in TABLES.items():
        where = folder if name == "quarantine" else folder / "valid"
        schema = arrow_schema(table)
        rows = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), where / f"{name}.parquet")
    pq.write_table(pa.Table.from_pylist([], schema=CHECK_RESULTS), folder / "check_results.parquet")
    return folder


def test_a_hundred_thousand_facts(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    staging = _stage(tmp_path / "staging", FACTS)
    times: list[tuple[str, datetime]] = []
    target = tmp_path / "large.duckdb"
    run = RunRecord("run", datetime(2026, 11, 1, tzinfo=UTC), "v")
    benchmark.pedantic(
        build, args=(staging, target, run), rounds=1,
        kwargs={"step": lambda name: times.append((name, datetime.now(UTC)))},
    )  # fmt: skip
    for (name, begin), (_, end) in pairwise(times):
        benchmark.extra_info[name] = round((end - begin).total_seconds(), 1)
    with duckdb.connect(str(target), read_only=True) as connection:
        for view in ("contradictions", "corroborations", "promises", "event_reports"):
            begin = datetime.now(UTC)
            found = connection.execute(f"select * from report.{view}").fetchall()
            seconds = (datetime.now(UTC) - begin).total_seconds()
            benchmark.extra_info[view] = f"{len(found)} rows in {seconds:.1f} s"
            assert seconds < SECONDS / 6
    assert benchmark.stats.stats.max < SECONDS
