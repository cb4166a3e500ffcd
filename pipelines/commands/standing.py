"""How a fact stands: its snapshot, its mentions, its checks, what people corrected, what other facts say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipelines.commands.published import rows_of

if TYPE_CHECKING:
    import duckdb

Row = Mapping[str, Any]
Line = tuple[str, str]

_RUN = "select run_id, started_at from quality.run order by started_at desc, run_id desc limit 1"
_CHECKS = """
    select * from quality.check_result
    where run_id = $1 and list_contains($2, relation)
    order by passed, check_name
"""
_CORRECTED = (
    "select * from report.corrections where fact_id = ? and outcome = 'applied' order by correction_id"
)
_COMPARED = """
    select verdict, rule, case when fact_id = $1 then other_fact_id else fact_id end as other
    from core.comparison
    where $1 in (fact_id, other_fact_id)
    order by all
"""
_PART_OF = "select of_fact_id, rule from core.funding_part where fact_id = ? order by all"
_EURO = "select eur_note, amount_eur from core.funding_euro where fact_id = ?"


def snapshot_lines(db: duckdb.DuckDBPyConnection) -> Iterator[Line]:
    """Which published file this is, and the run that made it."""
    ((name,),) = db.execute("select current_database()").fetchall()
    run = rows_of(db, _RUN)[0]
    yield "snapshot", f"{name}, made by run {run['run_id']}, {run['started_at']:%Y-%m-%d %H:%M:%S} UTC"


def standing(db: duckdb.DuckDBPyConnection, view: str, fact: Row) -> Iterator[Line]:
    """What else is known of ``fact``, a row of ``report.VIEW``, as lines of a label and words.

    A warehouse of an older version lacks some of the relations; what stands there is not told then.
    """
    known = relations(db)
    fact_id = fact["fact_id"]
    if "quality.check_result" in known:
        yield from _checks(db, view, fact_id)
    if "report.corrections" in known:
        for row in rows_of(db, _CORRECTED, [fact_id]):
            yield "corrected", f"{row['action']} by {row['author']}, {row['corrected_on']}: {row['reason']}"
    if "core.comparison" in known:
        for row in rows_of(db, _COMPARED, [fact_id]):
            yield "compared", f"{row['verdict']} ({row['rule']}): fact {row['other']}"
    if view == "funding" and "core.funding_part" in known:
        for row in rows_of(db, _EURO, [fact_id]):
            yield "euro", row["eur_note"]
        for row in rows_of(db, _PART_OF, [fact_id]):
            yield "part of", f"fact {row['of_fact_id']} ({row['rule']}): not added to it"


def relations(db: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables and views of the warehouse, as ``schema.name``."""
    found = db.execute(
        "select schema_name || '.' || table_name from duckdb_tables()"
        " union all select schema_name || '.' || view_name from duckdb_views()"
    ).fetchall()
    return {name for (name,) in found}


def _checks(db: duckdb.DuckDBPyConnection, view: str, fact_id: str) -> Iterator[Line]:
    """How the checks of its table went, and those that failed because of it."""
    run = rows_of(db, _RUN)[0]["run_id"]
    kind = "person" if view == "people" else view.removesuffix("s")
    names = [view, "facts", f"fact_{kind}", f"core.fact_{kind}"]
    rows = rows_of(db, _CHECKS, [run, names])
    passed = sum(row["passed"] for row in rows)
    yield "checks", f"{passed} of {len(rows)} of {view} and of all facts passed"
    for row in rows:
        if not row["passed"] and any(fact_id in sample for sample in row.get("sample") or ()):
            yield "check failed", f"{row['check_name']}: {row.get('message', '')}"
