"""The page of all checks: complete, and what it would be if it were written now."""

from __future__ import annotations

from pipelines.catalogue import PAGE, page
from pipelines.documents import Code
from pipelines.quality.drift import DRIFT_CHECKS
from pipelines.quality.scored import SCORE_CHECKS
from pipelines.quality.staging import possible_outcomes
from pipelines.warehouse import checks
from schemas.registry import all_checks


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m pipelines.catalogue"


def test_every_check_is_on_it_once_with_a_meaning() -> None:
    rows = [line.strip("| ").split(" | ") for line in page().splitlines() if line.startswith("| `")]
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in rows)
    named = [row[0].strip("`") for row in rows]
    staged = {each.name for each in possible_outcomes()}
    assert {*staged, *DRIFT_CHECKS, *SCORE_CHECKS, *(each.name for each in checks())} <= set(named)
    assert {each.name for each in all_checks() if not each.relation.startswith("dim_")} <= set(named)
    assert all(named.count(name) == 1 for name in staged)
    assert all(f"`{code}`" in page() for code in Code)
