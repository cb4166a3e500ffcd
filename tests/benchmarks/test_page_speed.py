"""How long the page takes to make and to open with a hundred thousand facts (run with --benchmark-only)."""

from __future__ import annotations

import random
import shutil
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from pipelines.report.render import render
from pipelines.warehouse import CHECK_RESULTS, RunRecord, build
from schemas.fields import TABLES, arrow_schema

FACTS, A_DOCUMENT = 100_000, 20
STATES = ["NO", "CL", "PT", "GH", "PE", "KE", "FI", "LA", "UY", "NP", "FJ", "MT", "IS", "OM", "ZM", "EE"]
UNITS = ["projects", "students", "seminars", "grants", "publications", "percent", "laboratories"]
WORDS = [
    f"{a}{b}{c}" for a in ("bor", "tel", "mar", "sol", "ven") for b in "aeiou" for c in ("nic", "lor", "mat")
]
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]


def _tables() -> dict[str, list[dict[str, Any]]]:
    """Documents of twenty sentences; each sentence a fact with a year, which is a mention."""
    chosen = random.Random(7)
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("documents", "mentions", "agreements", "events", "funding", "observations")
    }
    for document in range(FACTS // A_DOCUMENT):
        text = ""
        for number in range(A_DOCUMENT):
            year = chosen.randrange(1995, 2025)
            sentence = f"In {year} {' '.join(chosen.choices(WORDS, k=18))}."
            _fact(tables, chosen, f"{document}-{number}", f"d{document}", sentence, len(text), year)
            text += sentence + ("\n" if number % 4 == 3 else " ")
        tables["documents"].append(
            {"document_id": f"d{document}", "source_file": f"d{document}.txt", "other_files": [],
             "title": " ".join(chosen.choices(WORDS, k=6)), "content_sha256": f"{document}",
             "text_sha256": f"{document}", "char_count": len(text), "text": text}
        )  # fmt: skip
    return tables


def _fact(
    tables: dict[str, list[dict[str, Any]]],
    chosen: random.Random,
    name: str,
    document: str,
    sentence: str,
    start: int,
    year: int,
) -> None:
    fact_id = f"{chosen.getrandbits(80):020x}"
    status = chosen.choices(["actual", "planned", "negated"], [90, 8, 2])[0]
    row: dict[str, Any] = {
        "fact_id": fact_id, "document_id": document, "evidence": sentence, "char_start": start,
        "char_end": start + len(sentence), "status": status, "rule": "r", "organizations": [], "people": [],
        "countries": chosen.sample(STATES, 2), "mention_ids": [f"m{name}"],
    }  # fmt: skip
    words = " ".join(chosen.choices(WORDS, k=4))
    kind = chosen.choices(["agreements", "events", "funding", "observations"], [25, 25, 10, 40])[0]
    prefix = {"agreements": "signed", "events": "date"}.get(kind, "period")
    time_of = (f"{year}", date(year, 1, 1), date(year, 12, 31))
    row |= dict(zip((f"{prefix}_edtf", f"{prefix}_from", f"{prefix}_to"), time_of, strict=True))
    value = Decimal(chosen.randrange(1, 10**6))
    tables[kind].append(
        row
        | {
            "instrument": "agreement", "title": words, "event_kind": "conference", "name": words,
            "amount_low": value, "amount_high": value, "currency": "EUR", "funder": words,
            "qualifier": "exact", "value_low": value, "value_high": value, "unit": chosen.choice(UNITS),
            "measure": words,
        }
    )  # fmt: skip
    tables["mentions"].append(
        {"mention_id": f"m{name}", "document_id": document, "char_start": start + 3, "char_end": start + 7,
         "text": f"{year}", "mention_kind": "date", "edtf": f"{year}", "date_from": date(year, 1, 1),
         "date_to": date(year, 12, 31), "disposition": "fact", "fact_ids": [fact_id], "quarantine_ids": []}
    )  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    staging = folder / "staging"
    (staging / "valid").mkdir(parents=True)
    tables = _tables()
    for name, table in TABLES.items():
        where = staging if name == "quarantine" else staging / "valid"
        schema = arrow_schema(table)
        rows = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), where / f"{name}.parquet")
    pq.write_table(CHECK_RESULTS.empty_table(), staging / "check_results.parquet")
    build(staging, folder / "large.duckdb", RunRecord("run", datetime(2026, 11, 1, tzinfo=UTC), "v"))
    return folder / "large.duckdb"


def test_making_and_opening_the_page(benchmark: BenchmarkFixture, warehouse: Path) -> None:
    page = warehouse.with_name("page.html")

    def make() -> None:
        page.write_text(render(warehouse, "large"), encoding="utf-8")

    benchmark.pedantic(make, rounds=1)
    benchmark.extra_info["megabytes"] = round(page.stat().st_size / 1e6, 1)
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_QUIET)
        window = browser.new_page()
        window.goto("about:blank")
        begin = time.perf_counter()
        window.goto(page.as_uri(), wait_until="commit")
        window.wait_for_selector("html[data-listed]")
        listed = time.perf_counter() - begin
        window.wait_for_selector("html[data-ready]")
        ready = time.perf_counter() - begin
        told = window.inner_text("#found")
        painted = window.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        searched = window.evaluate("""async () => {
            const begin = performance.now();
            document.getElementById('q').value = 'bornic venmat';
            document.getElementById('filters').dispatchEvent(new Event('input'));
            while (document.getElementById('found').textContent.startsWith('100,000')) {
                await new Promise((done) => setTimeout(done, 5));
            }
            return performance.now() - begin;
        }""")
        browser.close()
    benchmark.extra_info |= {
        "painted": f"{painted / 1000:.2f} s", "facts listed": f"{listed:.2f} s", "all": f"{ready:.2f} s",
        "first search": f"{searched / 1000:.2f} s",
    }  # fmt: skip
    assert told == "100,000 facts"
