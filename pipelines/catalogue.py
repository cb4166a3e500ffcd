"""Every check with its severity and meaning, as the page ``docs/checks.md``.

``python -m pipelines.catalogue`` writes the page anew, ``--check`` fails where it is not what it would write.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelines.documents import Code
from pipelines.quality import dimensions
from pipelines.quality.drift import DRIFT_CHECKS
from pipelines.quality.expectations import SEVERITY_IS_SET
from pipelines.quality.outcome import CheckOutcome
from pipelines.quality.scored import Lines, score_outcomes
from pipelines.quality.staging import possible_outcomes
from pipelines.warehouse import checks
from schemas.dimensions import TABLES as DIMENSIONS
from schemas.fields import FACT_TABLES, TABLES
from schemas.registry import CheckInfo, all_checks

PAGE = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
_LISTED = 8  # columns named one by one
_HEAD = """# Every check

Made by `python -m pipelines.catalogue`; a test compares it. What a check found stands in the table
`quality.check_result`, in `report.data_quality`, and in Dagster beside the asset.

A check of severity **fail** that does not pass keeps the warehouse from being published (exit code 4); of
severity **warn**, it is noted. Rules of rows are different: a row that breaks a **fail** rule is held back in
`quality.quarantine` and the others load; one that breaks a **warn** rule loads and is noted.
"""
_ROWS = """
## Rules of rows

Each is one check a table; its name there holds the columns, as in `code(countries)`. "it" is the column.
"""
_SOURCES = """
## Refused sources

A source that cannot be read is a row of `quality.quarantine` of the relation `sources`, its check one of:
"""
_STAGED = """
## The books, the replay, expectations, corrections

Of all that a run staged, before a warehouse is built.
"""
_DRIFT = """
## Drift

Against what is published. `cooperation run --accept-drift` publishes what only these hold back.
"""
_AUDIT = """
## The audit

Of the finished build: one file of `sql/checks` each, and the dimensions against their models.
"""
_SCORE = """
## The score

Of the build against labels, where the settings name a folder of them.
"""


def page() -> str:
    """The whole page, as Markdown."""
    staged = [each for each in possible_outcomes() if each.name not in DRIFT_CHECKS]
    drifting = [each for each in possible_outcomes() if each.name in DRIFT_CHECKS]
    audited = [(each.name, each.severity, each.meaning, each.relation) for each in checks()]
    audited.append((dimensions.NAME, "fail", dimensions.MEANING, ", ".join(DIMENSIONS)))
    heads = ("check", "severity", "meaning", "of")
    sections = [
        _HEAD,
        _STAGED,
        *_table(heads, _outcomes(staged)),
        _DRIFT,
        *_table(heads, _outcomes(drifting)),
        _AUDIT,
        *_table(heads, audited),
        _SCORE,
        *_table(heads, _outcomes(score_outcomes({}, {}, Lines()))),
        _ROWS,
        *_table(heads, _rules(each for each in all_checks() if each.relation in TABLES)),
        _SOURCES,
        ", ".join(f"`{code}`" for code in (*Code, "RULE_FAILED", "TIME_LIMIT")) + ".\n",
    ]
    return "\n".join(part.strip("\n") if part.startswith("|") else part for part in sections)


def _outcomes(outcomes: Iterable[CheckOutcome]) -> Iterator[tuple[str, str, str, str]]:
    by_name: dict[str, list[CheckOutcome]] = {}
    for each in outcomes:
        by_name.setdefault(each.name, []).append(each)
    for name, same in by_name.items():
        severity = "as set, else warn" if name in SEVERITY_IS_SET else same[0].severity
        yield name, severity, same[0].message, _named({each.relation for each in same})


def _rules(rules: Iterable[CheckInfo]) -> Iterator[tuple[str, str, str, str]]:
    """Rules that say the same of different columns, once."""
    found: dict[tuple[str, str, str], list[CheckInfo]] = {}
    for rule in rules:
        meaning = re.sub(rf"^{re.escape(rule.columns[0])}\b", "it", rule.meaning)
        found.setdefault((rule.name, rule.severity, meaning), []).append(rule)
    for (name, severity, meaning), same in sorted(found.items()):
        columns = dict.fromkeys(rule.columns[0] for rule in same)
        which = ", ".join(columns) if len(columns) <= _LISTED else f"{len(columns)} columns"
        yield name, severity, meaning, f"{_named({rule.relation for rule in same})}: {which}"


def _named(relations: set[str]) -> str:
    """Names of tables in their order, all tables of facts as one word."""
    if relations >= FACT_TABLES.keys():
        return ", ".join(["facts", *sorted(relations - FACT_TABLES.keys())])
    return ", ".join(sorted(relations))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    cells = [heads, ("---",) * len(heads)]
    cells += [(f"`{name}`", *(each.replace("|", "\\|") for each in others)) for name, *others in rows]
    return ["| " + " | ".join(row) + " |" for row in cells]


def main() -> int:
    """Writes the page, or compares it; the exit code."""
    parser = argparse.ArgumentParser(description="The list of all checks, docs/checks.md.")
    parser.add_argument("--check", action="store_true", help="compare the page instead of writing it")
    made = page()
    if not parser.parse_args().check:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    print(f"{PAGE} is not up to date: python -m pipelines.catalogue", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
