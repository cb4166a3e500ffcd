"""Group ``raw``: what lies in raw/, file by file, and the documents made of it."""

import time
from collections.abc import Iterator

import dagster as dg

from pipelines.assets.common import READING, described, read, step, write
from pipelines.documents import load_sources
from pipelines.engine.sources import expectation_tables, source_tables
from pipelines.resources import Run

_SPECS = [
    dg.AssetSpec(
        "source_files",
        group_name="raw",
        kinds={"file"},
        owners=[READING],
        description="Every file below raw/ that is a source: read, refused (and why), or left for the next "
        "run because it is still being written.",
    ),
    dg.AssetSpec(
        "documents",
        deps=["source_files"],
        group_name="raw",
        kinds={"python", "parquet"},
        owners=[READING],
        description="One row a source text: decoded, repaired, described by its sidecar. All offsets in the "
        "warehouse count this text's code points.",
    ),
    dg.AssetSpec(
        "expectations",
        deps=["source_files"],
        group_name="raw",
        kinds={"file"},
        owners=[READING],
        description="How many facts of a kind a source or a folder should give, from their sidecars.",
    ),
]


@dg.multi_asset(name="ingest", specs=_SPECS)
def ingest(context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]) -> Iterator[dg.MaterializeResult]:
    """One look at raw/: files, documents, and what is expected of them."""
    with step(context, run, "ingest"):
        paths = {name: run.staging / f"{name}.parquet" for name in ("source_files", "documents")}
        previous = {name: read(path) for name, path in paths.items() if path.exists()}
        sources = load_sources(run.settings.raw, run.limits, time)
        tables = source_tables(sources, previous)
        others = expectation_tables(sources)
        for name, path in paths.items():
            write(tables[name], path)
        for name, table in others.items():
            write(table, run.staging / f"{name}.parquet")
    for name, table in tables.items():
        yield dg.MaterializeResult(asset_key=name, metadata=described(table))
    expected = described(others["expectations"], sidecars_without_source=others["orphans"].num_rows)
    yield dg.MaterializeResult(asset_key="expectations", metadata=expected)
