"""What supports the facts: several sources that say the same, people who looked, labels compared with."""

from __future__ import annotations

from typing import Any

from pipelines.report import words
from pipelines.report.content import Content
from pipelines.report.groups import fact_link
from pipelines.report.tables import Cell, Table, count, heads

_SHOWN = 12


def section(content: Content) -> dict[str, Any]:
    """``corroborations``, ``corrections``, ``scores`` (None where no labels were set)."""
    return {
        "corroborations": _corroborations(content),
        "corrections": _corrections(content),
        "scores": _scores(content),
    }


def _corroborations(content: Content) -> Table:
    rows = content.rows("select * from report.corroborations")
    left = len(rows) - _SHOWN
    return Table(
        "Said by several sources",
        heads("What", "Kind", "Publishers", "Sources#", "Texts#", "Statements#"),
        [
            [
                _what(row["thing_id"], content),
                Cell(words.KINDS[row["kind"]][0], kind=row["kind"]),
                Cell(", ".join(row["publishers"]), is_quoted=True),
                Cell(f"{row['sources']:,}"),
                Cell(f"{row['documents']:,}"),
                count(
                    row["reports"],
                    content.groups.link(
                        f"said-{row['thing_id']}", "Said by several sources", row["fact_ids"]
                    ),
                ),
            ]
            for row in rows[:_SHOWN]
        ],
        more=f"{left:,} more" if left > 0 else "",
        more_view="report.corroborations",
        empty="no two independent sources say the same",
        name="corroborations",
    )


def _what(fact_id: str, content: Content) -> Cell:
    fact = content.fact[fact_id]
    said = words.says(fact.kind, fact.values, content.countries)
    return Cell(said, fact_link(fact_id), is_quoted=True)


def _corrections(content: Content) -> Table:
    rows = content.rows("select * from report.corrections order by corrected_on desc, correction_id")
    left = len(rows) - _SHOWN
    return Table(
        "Corrections by people",
        heads("Words", "What was done", "Outcome", "Why", "By", "On@"),
        [
            [
                Cell(
                    row["evidence"] or row["changes"] or "",
                    fact_link(row["fact_id"]) if row["is_shown"] else "",
                    is_quoted=True,
                ),
                Cell(row["action"], note=row["changes"] or ""),
                Cell(row["outcome"], note=row["message"] or ""),
                Cell(row["reason"], is_quoted=True),
                Cell(row["author"], is_quoted=True),
                Cell(words.day(row["corrected_on"])),
            ]
            for row in rows[:_SHOWN]
        ],
        more=f"{left:,} more" if left > 0 else "",
        more_view="report.corrections",
        empty="nobody has corrected or confirmed anything",
        name="corrections",
    )


def _scores(content: Content) -> Table | None:
    rows = content.rows(
        "select kind, gold, found, soft, strict from quality.score where run_id = ? order by kind",
        [content.run["run_id"]],
    )
    if not rows:
        return None
    return Table(
        "Compared with labels made by hand",
        heads("Kind", "Labelled#", "Found#", "Soft F1#", "Strict F1#"),
        [
            [
                Cell(row["kind"]),
                Cell(f"{row['gold']:,}"),
                Cell(f"{row['found']:,}"),
                Cell(f"{row['soft']:.3f}"),
                Cell(f"{row['strict']:.3f}"),
            ]
            for row in rows
        ],
        name="scores",
    )
