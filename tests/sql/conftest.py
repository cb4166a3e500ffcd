"""A small warehouse from rows typed by hand: staged tables in, a built and audited file out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.documents import load_sources
from pipelines.facts import extract
from pipelines.facts.rows import frames
from pipelines.quality import ledger, validate
from pipelines.warehouse import CHECK_RESULTS, RunRecord, build
from schemas.fields import DAY, FACT_TABLES, FIGURE, OFFSET, TABLES, Field, Table, arrow_schema

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
TEXT = "Belarus and China signed 2 agreements in 2012."
START = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)


def _default(field: Field) -> Any:
    if field.nullable:
        return None
    if pa.types.is_list(field.type):
        return []
    if field.codes:
        return field.codes[0]
    return {"char_start": 0, "char_end": 7, "currency": "EUR", "evidence": "Belarus"}.get(field.name, "x")


def _value(field: Field, value: Any) -> Any:
    if value is not None and field.type == FIGURE:
        return Decimal(str(value))
    if value is not None and field.type not in (DAY, OFFSET) and not pa.types.is_list(field.type):
        return str(value)
    return value


def _row(table: Table, number: int, given: Mapping[str, Any]) -> dict[str, Any]:
    """``given`` filled up to a whole row; a document's length and hash follow from its text."""
    row = {field.name: _value(field, given.get(field.name, _default(field))) for field in table.fields}
    if table.name == "documents":
        text = given.get("text", TEXT)
        row |= {
            "text": text,
            "char_count": len(text),
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        }
    for key in table.key:
        row[key] = given.get(key, f"{table.name}-{number}")
    if "document_id" in row and "document_id" not in given:
        row["document_id"] = "a"
    return row


def stage(folder: Path, tables: Rows, results: Sequence[Mapping[str, Any]] = ()) -> Path:
    """Writes ``tables`` as the staged files of ``folder``; tables that are not given are empty."""
    unknown = set(tables) - set(TABLES)
    assert not unknown, f"no such table: {unknown}"
    typed = {
        name: [_row(table, number, given) for number, given in enumerate(tables.get(name, ()), start=1)]
        for name, table in TABLES.items()
    }
    return _write(
        folder,
        {name: pa.Table.from_pylist(rows, schema=arrow_schema(TABLES[name])) for name, rows in typed.items()},
        results,
    )


def stage_texts(folder: Path, raw: Path) -> Path:
    """Writes what a run would stage of the texts of ``raw`` as the staged files of ``folder``."""
    documents = load_sources(raw).documents
    tables: dict[str, pa.Table] = {name: arrow_schema(table).empty_table() for name, table in TABLES.items()}
    tables |= frames([extract(document) for document in documents], documents)
    tables |= {name: validate(name, tables[name], tables["documents"], "v1").valid for name in FACT_TABLES}
    tables["mentions"] = ledger(tables["mentions"], tables, tables["quarantine"])
    return _write(
        folder, {name: tables[name].select(arrow_schema(table).names) for name, table in TABLES.items()}
    )


def _write(folder: Path, tables: Mapping[str, pa.Table], results: Sequence[Mapping[str, Any]] = ()) -> Path:
    (folder / "valid").mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        where = folder if name == "quarantine" else folder / "valid"
        pq.write_table(table, where / f"{name}.parquet")
    found = pa.Table.from_pylist(list(results), schema=CHECK_RESULTS)
    pq.write_table(found, folder / "check_results.parquet")
    return folder


def run_record(number: int = 1) -> RunRecord:
    """The ``number``th run, a day after the one before."""
    return RunRecord(f"run-{number}", START + timedelta(days=number - 1), "v1")


Maker = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """``make(tables, number=1, previous=None)`` builds a warehouse of those rows and gives its path."""

    def made(tables: Rows, number: int = 1, previous: Path | None = None, **more: Any) -> Path:
        staging = stage(tmp_path / f"staging-{number}", tables, **more)
        target = tmp_path / f"run-{number}.duckdb"
        build(staging, target, run_record(number), previous)
        return target

    return made


@pytest.fixture(scope="session", name="stage")
def stage_fixture() -> Callable[..., Path]:
    """``stage(folder, tables)`` writes staged tables."""
    return stage


@pytest.fixture(scope="session", name="stage_texts")
def stage_texts_fixture() -> Callable[..., Path]:
    """``stage_texts(folder, raw)`` reads texts and writes them as staged tables."""
    return stage_texts


@pytest.fixture(scope="session", name="run_record")
def run_record_fixture() -> Callable[[int], RunRecord]:
    """``run_record(n)`` is the nth run."""
    return run_record
