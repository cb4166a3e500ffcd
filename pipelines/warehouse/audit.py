"""Auditing a build: the SQL checks, each of which returns the rows that break its rule."""

# ruff: noqa: S608 - the names put into SQL are those of sql/ and the catalogue, never a user's
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import duckdb
import pyarrow as pa

from pipelines.errors import StorageError
from pipelines.quality.outcome import SAMPLE, CheckOutcome
from pipelines.warehouse.connection import first_line, writing
from pipelines.warehouse.model import Step, no_step
from pipelines.warehouse.order import SQL, head_comment

CHECK_RESULTS = pa.schema(
    [
        pa.field("check_name", pa.string(), nullable=False),
        pa.field("relation", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("passed", pa.bool_(), nullable=False),
        pa.field("observed", pa.string(), nullable=False),
        pa.field("expected", pa.string(), nullable=False),
        pa.field("sample", pa.list_(pa.string()), nullable=False),
        pa.field("message", pa.string(), nullable=False),
    ]
)
"""The shape of ``staging/check_results.parquet``."""
NEWEST_RUN = "(select run_id from quality.run order by started_at desc, run_id desc limit 1)"
"""SQL for the run that makes, or made, the file."""


@dataclass(frozen=True, slots=True)
class Check:
    """One file of ``sql/checks``, called RELATION__RULE; ``meaning`` says the rule in words."""

    relation: str
    rule: str
    severity: Literal["fail", "warn"]
    meaning: str
    sql: str

    @property
    def name(self) -> str:
        """The check's name, as the file is called."""
        return f"{self.relation}__{self.rule}"


def check_results(outcomes: Iterable[CheckOutcome]) -> pa.Table:
    """``outcomes`` as a table of the shape CHECK_RESULTS, to be staged."""
    rows = [
        {
            "check_name": outcome.name,
            "relation": outcome.relation,
            "severity": outcome.severity,
            "passed": outcome.passed,
            "observed": outcome.observed,
            "expected": outcome.expected,
            "sample": list(outcome.sample),
            "message": outcome.message,
        }
        for outcome in outcomes
    ]
    return pa.Table.from_pylist(rows, schema=CHECK_RESULTS)


def outcomes_of(results: pa.Table) -> list[CheckOutcome]:
    """The outcomes of a table of the shape CHECK_RESULTS."""
    return [
        CheckOutcome(
            row["check_name"],
            row["severity"],
            row["passed"],
            row["observed"],
            row["expected"],
            row["relation"],
            tuple(row["sample"]),
            row["message"],
        )
        for row in results.to_pylist()
    ]


def checks(folder: Path = SQL) -> list[Check]:
    """The checks of ``folder/checks`` by name. Raises StorageError naming a file wrongly named or headed."""
    return [_read(path) for path in sorted((folder / "checks").glob("*.sql"))]


def _read(path: Path) -> Check:
    relation, _, rule = path.stem.partition("__")
    sql = path.read_text(encoding="utf-8")
    head = head_comment(sql)
    severity = head[0].removeprefix("severity: ") if head else ""
    meaning = " ".join(head[1:])
    if not rule or severity not in ("fail", "warn") or not meaning:
        raise StorageError(
            f"{path}: must be called RELATION__RULE.sql, headed by '-- severity: fail' (or warn) and meaning"
        )
    return Check(
        relation, rule, cast(Literal["fail", "warn"], severity), meaning, sql.rstrip().removesuffix(";")
    )


def audit(target: Path, *, sql: Path = SQL, step: Step = no_step) -> list[CheckOutcome]:
    """Runs every check on the build ``target`` and keeps the outcomes in its ``quality.check_result``.

    A check that raises has failed, whatever its severity. Nothing is raised for a failed check: publishing
    refuses the build.
    """
    with writing(target) as connection:
        outcomes = []
        for check in checks(sql):
            step(f"check {check.name}")
            outcomes.append(carry_out(connection, check))
        step("keep check results")
        _keep(connection, outcomes)
        step("checkpoint audit")
    step("close audit")
    return outcomes


def carry_out(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckOutcome:
    """The outcome of ``check``: passed where it returns no row."""
    try:
        connection.execute(f"create or replace temporary table broken as {check.sql}")
        ((count,),) = connection.execute("select count(*) from broken").fetchall()
        found = connection.execute(f"select * from broken order by all limit {SAMPLE}").fetchall()
    except duckdb.Error as error:
        message = f"{check.meaning} The check could not be carried out: {first_line(error)}"
        return CheckOutcome(check.name, "fail", False, "error", "0", check.relation, (), message)
    sample = tuple(" | ".join(str(cell) for cell in row) for row in found)
    return CheckOutcome(
        check.name, check.severity, count == 0, str(count), "0", check.relation, sample, check.meaning
    )


def keep_outcomes(target: Path, outcomes: Iterable[CheckOutcome]) -> None:
    """Keeps what was found of the audited build ``target`` outside ``sql/checks``."""
    with writing(target) as connection:
        _insert(connection, outcomes)


def _keep(connection: duckdb.DuckDBPyConnection, outcomes: list[CheckOutcome]) -> None:
    """Puts the outcomes in the place of those of an earlier audit of the same build."""
    connection.execute(
        f"delete from quality.check_result where stage = 'warehouse' and run_id = {NEWEST_RUN}"
    )
    _insert(connection, outcomes)


def _insert(connection: duckdb.DuckDBPyConnection, outcomes: Iterable[CheckOutcome]) -> None:
    connection.register("outcomes", check_results(outcomes))
    connection.execute(
        "insert or replace into quality.check_result by name"
        f" select {NEWEST_RUN} as run_id, 'warehouse' as stage, * from outcomes"
    )
    connection.unregister("outcomes")
