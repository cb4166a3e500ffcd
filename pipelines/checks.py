"""Asset checks: the row rules table by table, the balance of the books, drift, and the SQL audit of a build.

Each check is defined once, in ``schemas``, ``pipelines.quality`` or ``sql/checks``; here it gets a place in
the lineage. A check of severity ``fail`` blocks what comes after it: a wrong warehouse is not published.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import dagster as dg
import pyarrow as pa

from pipelines.assets.common import read, step, write
from pipelines.assets.staging import staged_path
from pipelines.assets.validation import VALIDATED, readable_documents, valid_key, valid_path
from pipelines.assets.warehouse import build_path, published_yield
from pipelines.errors import AuditFailed
from pipelines.quality import CheckOutcome, reconcile, replay
from pipelines.quality.drift import Yield, drift
from pipelines.resources import Run
from pipelines.warehouse import audit, check_results, checks
from schemas.fields import FACT_TABLES, TABLES, arrow_schema

CONTRACT = "contract"
"""That a table's rows keep its rules; rows that do not are held back, so it never blocks."""


def _books(
    documents: pa.Table,
    staged: Mapping[str, pa.Table],
    valid: Mapping[str, pa.Table],
    quarantine: pa.Table,
    ledger: pa.Table,
) -> list[CheckOutcome]:
    """All that is asked of the staged tables as a whole."""
    candidates = {name: staged[name] for name in FACT_TABLES} | {"documents": documents}
    return [
        *reconcile(valid["documents"], staged["mentions"], candidates, valid, quarantine, ledger),
        *replay(valid["documents"], valid, ledger),
    ]


def _by_name(outcomes: Iterable[CheckOutcome]) -> dict[str, list[CheckOutcome]]:
    """Outcomes of the same check on several tables are one asset check: each costs the run a few writes."""
    grouped: dict[str, list[CheckOutcome]] = {}
    for outcome in outcomes:
        grouped.setdefault(outcome.name, []).append(outcome)
    return grouped


def _book_checks() -> dict[str, list[CheckOutcome]]:
    """Every outcome there can be, from empty tables: that is where the names of the checks come from."""
    empty = {name: arrow_schema(table).empty_table() for name, table in TABLES.items()}
    found = _books(empty["documents"], empty, empty, empty["quarantine"], empty["mentions"])
    return _by_name([*found, *drift({}, {}, 1)])


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
        *(
            dg.AssetCheckSpec(
                name,
                asset="ledger",
                blocking=any(outcome.severity == "fail" for outcome in outcomes),
                description=outcomes[0].message,
            )
            for name, outcomes in _book_checks().items()
        ),
    ],
)
def staging_checks(
    context: dg.AssetCheckExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.AssetCheckResult]:
    """Rules, books, replay and drift of what is staged, noted for the warehouse before it is built."""
    with step(context, run, "checks"):
        staged = {name: read(staged_path(run.staging, name)) for name in ("mentions", *FACT_TABLES)}
        valid = {name: read(valid_path(run.staging, name)) for name in VALIDATED}
        ledger = read(valid_path(run.staging, "mentions"))
        quarantine = read(run.staging / "quarantine.parquet")
        outcomes = _books(readable_documents(run.staging), staged, valid, quarantine, ledger)
        outcomes += _drift(run, valid)
        contracts = read(run.staging / "contract_results.parquet")
        write(pa.concat_tables([contracts, check_results(outcomes)]), run.staging / "check_results.parquet")
    for name in VALIDATED:
        yield _contract(name, contracts)
    yield from _results(outcomes, "ledger")
    _stop_where_failed(outcomes)


@dg.multi_asset_check(
    name="audit",
    specs=[
        dg.AssetCheckSpec(
            check.name, asset="warehouse_build", blocking=check.severity == "fail", description=check.meaning
        )
        for check in checks()
    ],
)
def audit_checks(
    context: dg.AssetCheckExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.AssetCheckResult]:
    """Every file of ``sql/checks`` on the build, before it is published."""
    with step(context, run, "audit"):
        outcomes = audit(build_path(run.home))
    yield from _results(outcomes, "warehouse_build")
    _stop_where_failed(outcomes)


CHECKS = [staging_checks, audit_checks]


def _drift(run: Run, valid: Mapping[str, pa.Table]) -> list[CheckOutcome]:
    """Drift against what is published; only noted where it was accepted."""
    facts: dict[str, int] = {}
    for name in FACT_TABLES:
        for document in valid[name]["document_id"].to_pylist():
            facts[document] = facts.get(document, 0) + 1
    now = {
        row["document_id"]: Yield(facts.get(row["document_id"], 0), row["char_count"])
        for row in valid["documents"].select(["document_id", "char_count"]).to_pylist()
    }
    outcomes = drift(published_yield(run.home), now, run.settings.max_withdrawn_share)
    return [replace(outcome, severity="warn") for outcome in outcomes] if run.accept_drift else outcomes


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
