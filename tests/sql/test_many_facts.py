"""A few thousand made-up facts of all kinds: the same twice, every count what its facts say (fault 36)."""

from __future__ import annotations

import runpy
from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse import content_hash

made = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "synthetic.py"))
warehouse = made["warehouse"]
FACTS = 2000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of FACTS facts."""
    return warehouse(tmp_path_factory.mktemp("many") / "many.duckdb", FACTS)


def test_two_builds_of_the_same_facts_say_the_same(many: Path, tmp_path: Path) -> None:
    assert content_hash(warehouse(tmp_path / "again.duckdb", FACTS)) == content_hash(many)


def test_a_warehouse_repeated_for_benchmarks_says_the_same_so_often(many: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(made["repeated"](many, tmp_path / "thrice.duckdb", 3)), read_only=True) as db:
        db.execute(f"attach '{many}' as once (read_only)")
        for view in (
            "facts",
            "agreements",
            "timeline",
            "funding_flows",
            "agreement_register",
            "country_pairs",
        ):
            ((rows,), (before,)) = db.execute(
                f"select count(*) from report.{view} union all select count(*) from once.report.{view}"
            ).fetchall()
            assert rows == 3 * before > 0
        assert db.execute("select count(distinct fact_id) from report.facts").fetchall() == [(FACTS * 3,)]


@pytest.mark.parametrize("view", ["country_pairs", "countries", "coverage"])
def test_a_count_is_the_number_of_things_its_facts_tell_of(view: str, many: Path) -> None:
    """Counted anew from the facts behind it, and none of them is counted as done that is not."""
    with duckdb.connect(str(many), read_only=True) as db:
        for column in ("agreements", "events", "programmes", "planned", "denied"):
            wrong = f"""
                with behind as (
                    select row_number() over () as number, {column} as counted,
                        unnest(facts_behind['{column}']) as fact_id
                    from report.{view} where {column} > 0
                )
                select number from behind inner join core.tally as tally on behind.fact_id = tally.fact_id
                group by number, counted
                having counted != count(distinct tally.thing_id) or bool_or(tally.head != '{column}')
            """
            assert db.execute(wrong).fetchall() == []
            assert db.execute(f"select count(*) from report.{view} where {column} > 0").fetchall() != [(0,)]


def test_what_the_flows_add_up_to_holds_no_money_twice(many: Path) -> None:
    """What rows add is the sum of the amounts that no other amount holds."""
    with duckdb.connect(str(many), read_only=True) as db:
        flows = "select currency, status, sum(adds) from report.funding_flows group by all order by all"
        once = (
            "select currency, status, sum(amount_low) from core.fact_funding where fact_id not in"
            " (select parts.fact_id from core.funding_part as parts) group by all order by all"
        )
        assert db.execute(flows).fetchall() == db.execute(once).fetchall()
