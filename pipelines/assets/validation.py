"""Group ``validation``: what holds, what is held back, and the ledger of every figure and date."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.assets.common import QUALITY, described, read, step, write
from pipelines.assets.staging import staged_key, staged_path
from pipelines.documents import Refusal
from pipelines.documents.corrections import load_corrections
from pipelines.engine.sources import READ
from pipelines.facts import extractor_version
from pipelines.quality import ledger as settle
from pipelines.quality import refused, validate
from pipelines.quality.corrections import correct, rejected
from pipelines.quality.rereading import misread
from pipelines.resources import Run
from pipelines.warehouse import check_results
from schemas.fields import FACT_TABLES, TABLES

VALIDATED = ("documents", *FACT_TABLES)
_TABLE = {"group_name": "validation", "kinds": {"pandera", "parquet"}, "owners": [QUALITY]}


def valid_key(name: str) -> dg.AssetKey:
    """The asset of one table of valid rows."""
    return dg.AssetKey(["valid", name])


def judged_path(staging: Path, name: str) -> Path:
    """Where one table of valid rows is kept as they were read, before people's corrections."""
    return valid_path(staging, name) if name == "documents" else staging / "judged" / f"{name}.parquet"


def valid_path(staging: Path, name: str) -> Path:
    """Where one table of rows to be loaded is kept."""
    return staging / "valid" / f"{name}.parquet"


@dg.multi_asset(
    name="validation",
    specs=[
        *(
            dg.AssetSpec(
                valid_key(name),
                deps=["documents", "mentions", *([staged_key(name)] if name in FACT_TABLES else [])],
                description=f"Valid rows: {TABLES[name].grain}.",
                **_TABLE,
            )
            for name in VALIDATED
        ),
        dg.AssetSpec(
            "quarantine",
            deps=["source_files", "documents", "mentions", *map(staged_key, FACT_TABLES)],
            description="What was held back: one row a failed check of a row, or a source that was refused.",
            **_TABLE,
        ),
    ],
)
def validated(
    context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.MaterializeResult]:
    """Every candidate is valid, quarantined with its reason, or said twice."""
    with step(context, run, "validation"):
        version = extractor_version()
        candidates = {name: read(staged_path(run.staging, name)) for name in ("mentions", *FACT_TABLES)}
        today = run.started.date()
        readable = readable_documents(run.staging)
        documents = validate("documents", readable, _NO_DOCUMENTS, version, today=today)
        results = {"documents": documents}
        others = misread(documents.valid, candidates["mentions"])
        for name, table in candidates.items():
            results[name] = validate(name, table, documents.valid, version, today=today, misread=others)
        held_back = [refused(refusals(run.staging), version), *(each.quarantine for each in results.values())]
        quarantine = pa.concat_tables(held_back).sort_by("quarantine_id")
        outcomes = check_results(outcome for each in results.values() for outcome in each.outcomes)
        for name in VALIDATED:
            write(results[name].valid, judged_path(run.staging, name))
        write(quarantine, run.staging / "quarantine.parquet")
        write(outcomes, run.staging / "contract_results.parquet")
    for name in VALIDATED:
        result = results[name]
        numbers = {"candidates": candidates[name].num_rows} if name in candidates else {}
        numbers |= {"deduplicated": result.deduplicated, "held_back": _rows_held_back(result.quarantine)}
        yield dg.MaterializeResult(asset_key=valid_key(name), metadata=described(result.valid, **numbers))
    yield dg.MaterializeResult(asset_key="quarantine", metadata=described(quarantine))


@dg.asset(
    key="corrections",
    deps=[*map(valid_key, VALIDATED)],
    group_name="validation",
    kinds={"python", "parquet"},
    owners=[QUALITY],
    description="What people said of facts in raw/corrections/, applied to the valid rows: one row a "
    "correction and fact, with reason, author and what came of it.",
)
def corrections(context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """Facts rejected, amended, confirmed, renamed."""
    with step(context, run, "corrections"):
        corrected = correct(
            {name: read(judged_path(run.staging, name)) for name in FACT_TABLES},
            load_corrections(run.settings.raw),
            read(valid_path(run.staging, "documents")),
            extractor_version(),
            today=run.started.date(),
        )
        for name, table in corrected.tables.items():
            write(table, valid_path(run.staging, name))
        write(corrected.audit, valid_path(run.staging, "corrections"))
        write(check_results(corrected.outcomes), run.staging / "correction_results.parquet")
    return dg.MaterializeResult(metadata=described(corrected.audit))


@dg.asset(
    key="ledger",
    deps=["mentions", "quarantine", "corrections", *map(valid_key, VALIDATED)],
    group_name="validation",
    kinds={"python", "parquet"},
    owners=[QUALITY],
    description="Every figure and date with what became of it: a fact, quarantined, or ignored, and why.",
)
def ledger(context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """The mentions' books."""
    with step(context, run, "ledger"):
        table = settle(
            read(run.staging / "mentions.parquet"),
            {name: read(valid_path(run.staging, name)) for name in VALIDATED},
            read(run.staging / "quarantine.parquet"),
            rejected(read(valid_path(run.staging, "corrections"))),
        )
        write(table, valid_path(run.staging, "mentions"))
    counts = {row["values"]: row["counts"] for row in pc.value_counts(table["disposition"]).to_pylist()}
    return dg.MaterializeResult(metadata=described(table, **counts))


_NO_DOCUMENTS = pa.table({"document_id": pa.array([], pa.string()), "text": pa.array([], pa.string())})


def readable_documents(staging: Path) -> pa.Table:
    """The documents that could be read: all but those whose reading failed."""
    readings = read(staging / "readings.parquet")
    good = readings.filter(pc.is_null(readings["code"]))["document_id"].combine_chunks()
    documents = read(staging / "documents.parquet")
    return documents.filter(pc.is_in(documents["document_id"], good))


def refusals(staging: Path) -> list[Refusal]:
    """Sources that were refused or deferred, and documents whose reading failed."""
    files = [row for row in read(staging / "source_files.parquet").to_pylist() if row["status"] != READ]
    failed = [row for row in read(staging / "readings.parquet").to_pylist() if row["code"]]
    return [
        Refusal(
            source_file=row["source_file"],
            document_id=row["document_id"],
            code=row["code"],
            message=row["message"],
            place=row.get("place"),
            value=row["value"],
        )
        for row in (*files, *failed)
    ]


def _rows_held_back(quarantine: pa.Table) -> int:
    """Rows, not failed checks: one row can fail several."""
    return len(quarantine["row_json"].unique())
