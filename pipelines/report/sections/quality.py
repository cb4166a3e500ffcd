"""Can it be trusted: checks, the ledger, what is held back, what contradicts, how fresh it is, the texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipelines.report import words
from pipelines.report.content import Content
from pipelines.report.groups import document_link, fact_link
from pipelines.report.tables import Cell, Table, count, heads

_FAILED, _HELD, _PAIRS, _RUNS, _SOURCES = 20, 20, 20, 10, 30
_REASONS = {
    None: "belongs to a fact",
    "furniture": "page furniture",
    "names": "only names or orders something",
    "repeats": "the same text says it elsewhere",
    "unattached": "read, but no fact was made of it",
    "AMBIGUOUS_NUMBER": "ambiguous number, left open",
    "AMBIGUOUS_DATE": "ambiguous date, left open",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements that are held against each other."""

    value: str
    sentence: str
    source: str
    link: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements about one thing."""

    verdict: str
    respect: str
    one: Side
    other: Side


def section(content: Content) -> dict[str, Any]:
    """``checks, passed, ledger, held_back, contradictions, hidden, runs, sources``."""
    pairs = _contradictions(content)
    return {
        "checks": _checks(content),
        "passed": _passed(content),
        "ledger": _ledger(content),
        "held_back": _held_back(content),
        "contradictions": pairs[:_PAIRS],
        "hidden": max(0, len(pairs) - _PAIRS),
        "runs": _runs(content),
        "sources": _sources(content),
    }


def _passed(content: Content) -> Table:
    rows = content.rows("""
        select stage, severity, count(*) filter (where passed) as passed,
            count(*) filter (where not passed) as failed
        from report.data_quality
        where runs_ago = 1
        group by stage, severity
        order by stage, severity
    """)
    stage = {"staging": "what was read, before the load", "warehouse": "the finished warehouse"}
    return Table(
        "Checks of this run",
        heads("Checked", "When it fails", "Passed#", "Failed#"),
        [
            [
                Cell(stage.get(row["stage"], row["stage"])),
                Cell("nothing is published" if row["severity"] == "fail" else "it is noted"),
                Cell(f"{row['passed']:,}"),
                Cell(f"{row['failed']:,}"),
            ]
            for row in rows
        ],
        empty="no checks",
    )


def _checks(content: Content) -> Table:
    rows = content.rows("""
        select check_name, relation, severity, observed, expected, message, sample
        from report.data_quality
        where runs_ago = 1 and not passed
        order by severity, check_name, relation
    """)
    return Table(
        "Checks that did not pass",
        heads("What should hold", "Of", "Severity", "Found#", "Expected#"),
        [
            [
                Cell(row["message"], note=row["check_name"]),
                Cell(row["relation"]),
                Cell(row["severity"]),
                Cell(row["observed"]),
                Cell(row["expected"]),
            ]
            for row in rows[:_FAILED]
        ],
        more=f"{len(rows) - _FAILED} more" if len(rows) > _FAILED else "",
        more_view="report.data_quality",
        empty="every check passed",
        name="checks",
    )


def _ledger(content: Content) -> Table:
    rows = content.rows("""
        select disposition, reason, count(*) as mentions,
            count(*) filter (where mention_kind = 'date') as dates
        from report.mentions
        group by disposition, reason
        order by list_position(['fact', 'quarantined', 'ignored'], disposition), reason
    """)
    total = sum(row["mentions"] for row in rows)
    return Table(
        "What became of every figure and date",
        heads("Became", "Because", "Figures#", "Dates#", "Together#", "Share#"),
        [
            [
                Cell(row["disposition"]),
                Cell(_REASONS.get(row["reason"], row["reason"] or "")),
                count(row["mentions"] - row["dates"], _of_ledger(row, "figures")),
                count(row["dates"], _of_ledger(row, "dates")),
                count(row["mentions"], _of_ledger(row)),
                Cell(f"{100 * row['mentions'] / total:.1f}%"),
            ]
            for row in rows
        ],
        empty="no figures or dates",
        name="ledger",
    )


def _of_ledger(row: dict[str, Any], which: str = "") -> str:
    """The link to the figures, the dates or both of that kind, one after the other."""
    return f"#mentions/{row['disposition']}/{row['reason'] or ''}/{which}"


def _held_back(content: Content) -> Table:
    rows = content.rows("select *, row_json ->> 'message' as message from report.held_back")
    known = {row["document_id"] for row in content.documents}
    left = len(rows) - _HELD
    return Table(
        "Held back",
        heads("Meant for", "Why", "Sentence", "Text", "Since@", "Runs#"),
        [
            [
                Cell(row["relation"]),
                Cell("; ".join(row["failed"]), note=row["message"] or "", is_quoted=True),
                Cell(row["evidence"] or "", is_quoted=True),
                Cell(
                    row["document_id"] or "",
                    document_link(row["document_id"]) if row["document_id"] in known else "",
                    is_quoted=True,
                ),
                Cell(words.day(row["held_since"])),
                Cell(f"{row['times_seen']:,}"),
            ]
            for row in rows[:_HELD]
        ],
        more=f"{left:,} more: cooperation quarantine" if left > 0 else "",
        empty="nothing is held back",
        name="quarantine",
    )


def _contradictions(content: Content) -> list[Contradiction]:
    titles = {row["document_id"]: row["title"] or row["source_file"] for row in content.documents}
    return [
        Contradiction(
            row["verdict"],
            row["respect"],
            Side(row["value"], row["evidence"], titles[row["document_id"]], fact_link(row["fact_id"])),
            Side(
                row["other_value"],
                row["other_evidence"],
                titles[row["other_document_id"]],
                fact_link(row["other_fact_id"]),
            ),
        )
        for row in content.rows("select * from report.contradictions where verdict != 'restated'")
    ]


def _runs(content: Content) -> Table:
    rows = content.rows("select * from quality.run order by started_at desc, run_id desc limit ?", [_RUNS])
    return Table(
        "The last published runs",
        heads("Started (UTC)", "Texts#", "Facts#", "Figures and dates#", "Held back#"),
        [
            [
                Cell(f"{row['started_at']:%Y-%m-%d %H:%M}", note=row["run_id"][:8]),
                *(Cell(f"{row[name]:,}") for name in ("documents", "facts", "mentions", "quarantined")),
            ]
            for row in rows
        ],
        name="freshness",
    )


def _sources(content: Content) -> Table:
    rows = content.rows("select * from report.sources order by facts desc, document_id")
    left = len(rows) - _SOURCES
    return Table(
        "The texts, those with most facts first",
        heads(
            "Text", "Publisher", "Published@", "Speaks up to@", "Figures and dates#", "In no fact#", "Facts#"
        ),
        [
            [
                Cell(
                    row["title"] or row["source_file"],
                    document_link(row["document_id"]),
                    row["source_file"],
                    is_quoted=True,
                ),
                Cell(row["publisher"] or "not known", is_quoted=True),
                Cell(words.day(row["published_date"]) or "not known"),
                Cell(words.day(row["last_day"])),
                Cell(f"{row['mentions']:,}"),
                Cell(f"{row['left_over']:,}" if row["left_over"] else ""),
                count(row["facts"], _facts_of(row, content)),
            ]
            for row in rows[:_SOURCES]
        ],
        more=f"{left:,} more texts" if left > 0 else "",
        more_view="report.sources",
        empty="no texts",
        name="sources",
    )


def _facts_of(row: dict[str, Any], content: Content) -> str:
    title = row["title"] or row["source_file"]
    return content.groups.link(f"text-{row['document_id']}", title, row["fact_ids"])
