"""Asset checks: row rules table by table, the books, expectations, drift, and the SQL audit of a build.

Each check is defined once, in ``schemas``, ``pipelines.quality`` or ``sql/checks``; here it gets a place in
the lineage. A check of severity ``fail`` blocks what comes after it: a wrong warehouse is not published.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pyarrow as pa

from pipelines.assets.common import read, step, write
from pipelines.assets.staging import staged_path
from pipelines.assets.validation import VALIDATED, judged_path, readable_documents, valid_key, valid_path
from pipelines.assets.warehouse import build_path, published_contents
from pipelines.errors import AuditFailed
from pipelines.facts import extractor_version
from pipelines.quality import CheckOutcome, dimensions
from pipelines.quality.drift import DriftLimits
from pipelines.quality.expectations import SEVERITY_IS_SET
from pipelines.quality.scored import Figures, Lines, score_outcomes
from pipelines.quality.staging import Asked, Staged, possible_outcomes, staging_outcomes
from pipelines.resources import Run
from pipelines.score import read_labels, read_warehouse, score
from pipelines.warehouse import (
    audit,
    check_results,
    checks,
    keep_outcomes,
    keep_scores,
    last_scores,
    open_reader,
    outcomes_of,
    published,
)
from schemas.dimensions import TABLES as DIMENSIONS
from schemas.fields import FACT_TABLES

CONTRACT = "contract"
"""That a table's rows keep its rules; rows that do not are held back, so it never blocks."""


def _by_name(outcomes: Iterable[CheckOutcome]) -> dict[str, list[CheckOutcome]]:
    """Outcomes of the same check on several tables are one asset check: each costs the run a few writes."""
    grouped: dict[str, list[CheckOutcome]] = {}
    for outcome in outcomes:
        grouped.setdefault(outcome.name, []).append(outcome)
    return grouped


def _staging_specs() -> list[dg.AssetCheckSpec]:
    """One a check, named as in empty tables. One whose severity is the user's may block."""
    return [
        dg.AssetCheckSpec(
            name,
            asset="ledger",
            blocking=name in SEVERITY_IS_SET or any(outcome.severity == "fail" for outcome in outcomes),
            description=outcomes[0].message,
        )
        for name, outcomes in _by_name(possible_outcomes()).items()
    ]


@dg.multi_asset_check(
    name="staging_checks",
    specs=[
        *(
            dg.AssetCheckSpec(
                CONTRACT,
                asset=valid_key(name),
                description="Rows keep every rule of their schema; those that do not are held back.",
            )
            for name in VALIDATED
        ),
        *_staging_specs(),
    ],
)
def staging_checks(
    context: dg.AssetCheckExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.AssetCheckResult]:
    """Rules, books, replay, expectations and drift of what is staged, noted before the warehouse is built."""
    with step(context, run, "checks"):
        outcomes = staging_outcomes(_staged(run.staging), _asked(run))
        outcomes += outcomes_of(read(run.staging / "correction_results.parquet"))
        contracts = read(run.staging / "contract_results.parquet")
        write(pa.concat_tables([contracts, check_results(outcomes)]), run.staging / "check_results.parquet")
    for name in VALIDATED:
        yield _contract(name, contracts)
    yield from _results(outcomes, "ledger")
    _stop_where_failed(outcomes)


def _audit_specs() -> list[dg.AssetCheckSpec]:
    """One a file of ``sql/checks``, one for the dimensions' models, those of the score."""
    found = [(check.name, check.severity, check.meaning) for check in checks()]
    found.append((dimensions.NAME, "fail", dimensions.MEANING))
    found += [(each.name, each.severity, each.message) for each in score_outcomes({}, {}, Lines())]
    return [
        dg.AssetCheckSpec(name, asset="warehouse_build", blocking=severity == "fail", description=meaning)
        for name, severity, meaning in found
    ]


@dg.multi_asset_check(
    name="audit",
    specs=_audit_specs(),
)
def audit_checks(
    context: dg.AssetCheckExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.AssetCheckResult]:
    """Every file of ``sql/checks`` on the build, its dimensions' models and its score, before publication."""
    with step(context, run, "audit"):
        path, settings = build_path(run.home), run.settings
        outcomes = audit(path)
        with open_reader(path) as build:
            star = {name: build.table(f"core.{name}").to_arrow_table() for name in DIMENSIONS}
            now = {} if settings.labels is None else _figures(settings.labels, build)
        before = last_scores(published(run.home)) if now else {}
        more = dimensions.dimension_outcomes(star, extractor_version())
        more += score_outcomes(now, before, Lines(settings.min_soft_f1, settings.min_strict_f1))
        keep_outcomes(path, more)
        keep_scores(path, now)
        outcomes += more
    yield from _results(outcomes, "warehouse_build")
    _stop_where_failed(outcomes)


CHECKS = [staging_checks, audit_checks]


def _staged(staging: Path) -> Staged:
    documents = readable_documents(staging)
    candidates = {name: read(staged_path(staging, name)) for name in FACT_TABLES}
    return Staged(
        documents=documents,
        mentions=read(staged_path(staging, "mentions")),
        candidates=candidates | {"documents": documents},
        valid={name: read(judged_path(staging, name)) for name in VALIDATED},
        quarantine=read(staging / "quarantine.parquet"),
        ledger=read(valid_path(staging, "mentions")),
        corrected={name: read(valid_path(staging, name)) for name in FACT_TABLES},
        corrections=read(valid_path(staging, "corrections")),
    )


def _asked(run: Run) -> Asked:
    settings = run.settings
    return Asked(
        expected=read(run.staging / "expectations.parquet"),
        orphans=tuple(read(run.staging / "orphans.parquet")["source_file"].to_pylist()),
        warehouse=settings.expect,
        limits=DriftLimits(settings.max_withdrawn_share, settings.max_vanished_share),
        before=published_contents(run.home),
        accept_drift=run.accept_drift,
        today=run.started.date(),
    )


def _figures(labels: Path, build: duckdb.DuckDBPyConnection) -> dict[str, Figures]:
    """The build's facts compared with the labels in the folder ``labels``, by kind."""
    gold = read_labels(labels)
    result = score(gold, read_warehouse(build, set(gold), lambda _: None))
    return {
        kind: Figures(tally.gold, tally.found, tally.rates(tally.soft)[2], tally.rates(tally.strict)[2])
        for kind, tally in result.rows.items()
    }


def _contract(name: str, results: pa.Table) -> dg.AssetCheckResult:
    """The check of one table's rules: which were broken, and by how many rows."""
    broken = [row for row in results.to_pylist() if row["relation"] == name and not row["passed"]]
    return dg.AssetCheckResult(
        check_name=CONTRACT,
        asset_key=valid_key(name),
        passed=not broken,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={f"{row['check_name']} ({row['severity']})": f"{row['observed']} rows" for row in broken},
    )


def _results(outcomes: Iterable[CheckOutcome], asset: str) -> Iterator[dg.AssetCheckResult]:
    for name, group in _by_name(outcomes).items():
        failed = [outcome for outcome in group if not outcome.passed]
        blocks = any(outcome.severity == "fail" for outcome in failed or group)
        yield dg.AssetCheckResult(
            check_name=name,
            asset_key=asset,
            passed=not failed,
            severity=dg.AssetCheckSeverity.ERROR if blocks else dg.AssetCheckSeverity.WARN,
            description=group[0].message,
            metadata={
                outcome.relation: f"found {outcome.observed}, expected {outcome.expected}"
                + "".join(f"\n{each}" for each in outcome.sample)
                for outcome in failed or group
            },
        )


def _stop_where_failed(outcomes: Iterable[CheckOutcome]) -> None:
    """Raise ``AuditFailed``, naming the checks: the blocking alone would not say which to the user."""
    failed = [outcome for outcome in outcomes if not outcome.passed and outcome.severity == "fail"]
    if failed:
        lines = [
            f"{outcome.relation}: {outcome.name}: {outcome.message}: found {outcome.observed}, expected "
            f"{outcome.expected}" + (f": {'; '.join(outcome.sample)}" if outcome.sample else "")
            for outcome in failed
        ]
        raise AuditFailed("not published:\n" + "\n".join(lines))
