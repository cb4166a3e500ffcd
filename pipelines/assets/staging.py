"""Group ``staging``: the figures and dates of every document, and the candidate facts read from them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dagster as dg

from pipelines.assets.common import READING, described, read, step, write
from pipelines.engine import read_documents
from pipelines.engine.incremental import READINGS, STAGED, Staged, read_changed
from pipelines.engine.sources import documents_of
from pipelines.facts import extractor_version
from pipelines.resources import Run
from schemas.fields import FACT_TABLES, TABLES, arrow_schema

_TEXTS = {
    "mentions": "Every figure (in digits or words) and every date of every text, with its span.",
    **{name: f"Candidate facts, {table.grain}; not yet validated." for name, table in FACT_TABLES.items()},
}


def staged_key(name: str) -> dg.AssetKey:
    """The asset of one staged table."""
    return dg.AssetKey(["candidates", name] if name in FACT_TABLES else [name])


@dg.multi_asset(
    name="reading",
    specs=[
        dg.AssetSpec(
            staged_key(name),
            deps=["documents", "source_files"],
            group_name="staging",
            kinds={"python", "parquet"},
            owners=[READING],
            description=_TEXTS[name],
        )
        for name in STAGED
    ],
)
def staging(context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]) -> Iterator[dg.MaterializeResult]:
    """Documents that changed are read, the rows of the others are taken over."""
    with step(context, run, "reading"):
        documents = documents_of(
            read(run.staging / "documents.parquet"), read(run.staging / "source_files.parquet")
        )
        reader = partial(
            read_documents,
            engine=run.engine,
            seconds=run.settings.document_seconds,
            workers=run.settings.workers,
            progress=partial(run.progress, "reading"),
        )
        previous = None if run.full else _previous(run.staging)
        staged = read_changed(documents, reader, previous, version=extractor_version(), run_id=run.run_id)
        _save(staged, run.staging)
    for name, table in staged.tables.items():
        yield dg.MaterializeResult(
            asset_key=staged_key(name),
            metadata=described(table, documents=len(documents), documents_read_now=staged.read_now),
        )


def staged_path(staging: Path, name: str) -> Path:
    """Where one staged table is kept."""
    return staging / ("candidates" if name in FACT_TABLES else "") / f"{name}.parquet"


def _previous(staging: Path) -> Staged | None:
    """What the last run staged; None where it was cut short or had other columns."""
    path = staging / "readings.parquet"
    if not path.exists():
        return None
    readings = read(path)
    tables = {name: read(staged_path(staging, name)) for name in STAGED}
    as_now = readings.schema.equals(arrow_schema(READINGS)) and all(
        table.schema.equals(arrow_schema(TABLES[name])) for name, table in tables.items()
    )
    return Staged(readings, tables) if as_now else None


def _save(staged: Staged, staging: Path) -> None:
    """``readings`` vouches for the other tables: it goes first and comes last, killed or not."""
    path = staging / "readings.parquet"
    path.unlink(missing_ok=True)
    for name, table in staged.tables.items():
        write(table, staged_path(staging, name))
    write(staged.readings, path)
