"""Group ``warehouse``: a build made aside, and the published file that readers open."""

from collections.abc import Mapping
from pathlib import Path

import dagster as dg

from pipelines.alerts.history import alert_history
from pipelines.assets.common import STORE, step
from pipelines.assets.validation import VALIDATED, refusals, valid_key
from pipelines.errors import StorageError
from pipelines.facts import extractor_version
from pipelines.fingerprint import note_published
from pipelines.quality.contents import Contents, columns_of, contents_of
from pipelines.report import write_pages
from pipelines.resources import Run
from pipelines.warehouse import (
    QueryRefused,
    RunRecord,
    build,
    discard,
    new_build,
    publish,
    published,
    query,
    unchanged,
)
from schemas.fields import FACT_TABLES


@dg.asset(
    deps=["ledger", "quarantine", "corrections", *map(valid_key, VALIDATED)],
    group_name="warehouse",
    kinds={"duckdb", "sql"},
    owners=[STORE],
    description="A new DuckDB file, loaded by sql/ from valid rows, quarantine and ledger. Nobody "
    "reads it before it has passed the audit.",
)
def warehouse_build(context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """The star, the quality tables and the report views, made aside."""
    with step(context, run, "build"):
        record = RunRecord(
            run.run_id, run.started, extractor_version(), run.engine, run.full, run.accept_drift
        )
        report = build(
            run.staging,
            new_build(run.home, run.run_id),
            record,
            published(run.home),
            alerts=alert_history(run.home),
        )
    facts = sum(count for name, count in report.rows.items() if name.startswith("core.fact_"))
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": facts,
            "path": dg.MetadataValue.path(str(report.path)),
            "rows": dg.MetadataValue.md(counts_table(report.rows)),
        }
    )


@dg.asset(
    deps=["warehouse_build"],
    group_name="warehouse",
    kinds={"duckdb"},
    owners=[STORE],
    description="cooperation.duckdb: the build, audited, read once more, sealed and switched to at once, "
    "together with its page. A build that says what is published already is no news and is dropped.",
)
def published_warehouse(
    context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]
) -> dg.MaterializeResult:
    """What readers get."""
    with step(context, run, "publish"):
        target = build_path(run.home)
        is_new = not unchanged(target, run.home)
        if is_new:
            kept = run.settings.snapshots_kept
            publish(target, run.home, created=run.started, keep=kept, pages=write_pages)
        else:
            discard(target)
        # What could not be read this time may be whole the next: then the same files are news.
        waiting = any(refusal.deferred for refusal in refusals(run.staging))
        note_published(run.home, None if waiting else run.fingerprint)
        path = published(run.home)
    return dg.MaterializeResult(
        metadata={
            "path": dg.MetadataValue.path(str(path)),
            "outcome": "published" if is_new else "nothing new",
        }
    )


def build_path(home: Path) -> Path:
    """The build that waits to be audited and published; there is one at most. Raises ``StorageError``."""
    builds = sorted((home / "builds").glob("*.duckdb"))
    if not builds:
        raise StorageError(f"{home / 'builds'}: holds no build; warehouse_build makes one")
    return builds[-1]


def published_contents(home: Path) -> Contents:
    """What drift looks at of the published warehouse; nothing where none is published that can be asked."""
    path = published(home)
    if path is None:
        return Contents()
    try:
        documents, *facts = (
            query(path, f"select {', '.join(columns_of(name))} from report.{name}")  # noqa: S608
            for name in ("documents", *FACT_TABLES)
        )
    except QueryRefused:  # it is of another version, without a view or a column
        return Contents()
    return contents_of(documents, dict(zip(FACT_TABLES, facts, strict=True)))


def counts_table(counts: Mapping[str, int]) -> str:
    """Counts by name as a Markdown table."""
    rows = [f"| {name} | {number} |" for name, number in counts.items()]
    return "\n".join(["| relation | rows |", "| --- | ---: |", *rows])
