"""What changed between two publications: added, withdrawn, changed; moved is not changed."""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.warehouse import content_hash

BEFORE = {
    "documents": [{"document_id": "a", "text": "One."}, {"document_id": "gone", "text": "Two."},
                  {"document_id": "edited", "text": "Three."}],
    "agreements": [
        {"fact_id": "same", "document_id": "a", "evidence": "They signed.", "countries": ["FI", "CL"]},
        {"fact_id": "here", "document_id": "a", "char_start": 10, "char_end": 17, "evidence": "Both agreed.",
         "countries": ["FI", "NO"], "rule": "old"},
        {"fact_id": "then", "document_id": "a", "char_start": 20, "char_end": 27, "evidence": "A plan.",
         "status": "planned", "countries": ["FI", "NO"]},
        {"fact_id": "lost", "document_id": "gone", "evidence": "It was.", "countries": ["FI", "NO"]},
        {"fact_id": "cut", "document_id": "edited", "evidence": "Cut.", "countries": ["FI", "NO"]},
    ],
}  # fmt: skip
AFTER = {
    "documents": [{"document_id": "a", "text": "One."}, {"document_id": "new", "text": "Four."},
                  {"document_id": "edited", "text": "Three!"}],
    "agreements": [
        {"fact_id": "same", "document_id": "a", "evidence": "They signed.", "countries": ["FI", "CL"]},
        # moved: it stands elsewhere and another rule read it, but it says the same
        {"fact_id": "there", "document_id": "a", "char_start": 12, "char_end": 19, "evidence": "Both agreed.",
         "countries": ["FI", "NO"], "rule": "new"},
        {"fact_id": "now", "document_id": "a", "char_start": 20, "char_end": 27, "evidence": "A plan.",
         "status": "actual", "countries": ["FI"]},
        {"fact_id": "more", "document_id": "new", "evidence": "They met.", "countries": ["FI", "NO"]},
    ],
}  # fmt: skip


def rows(path: Any, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_what_came_went_and_changed(make: Any) -> None:
    first = make(BEFORE, 1)
    second = make(AFTER, 2, first)
    found = rows(second, "select change, kind, why, fact_id, previous_fact_id from report.changes")
    assert found == [
        ("added", "document", "new document", None, None),
        ("changed", "document", "document edited", None, None),
        ("withdrawn", "document", "document gone", None, None),
        ("added", "agreement", "new document", "more", None),
        ("changed", "agreement", "read otherwise", "now", "then"),
        ("withdrawn", "agreement", "document edited", None, "cut"),
        ("withdrawn", "agreement", "document gone", None, "lost"),
    ]
    changed = (
        "select changed_columns, said_before ->> '$.status', said_now ->> '$.status' from report.changes"
    )
    assert rows(second, f"{changed} where fact_id = 'now'") == [
        (["countries", "status"], "planned", "actual")
    ]
    gone = "select label, status, said_before ->> '$.evidence' from report.changes"
    assert rows(second, f"{gone} where previous_fact_id = 'lost'") == [("It was.", None, "It was.")]


def test_nothing_changed_is_no_row_and_no_news(make: Any) -> None:
    first = make(BEFORE, 1)
    again = make(BEFORE, 2, first)
    assert rows(again, "select * from report.changes") == []
    assert len(rows(first, "select * from report.changes")) == 8
    # what changed is not part of what a warehouse says: else the same input would be news once more
    assert content_hash(first) == content_hash(again)


def test_a_warehouse_before_that_had_no_such_views_is_none(make: Any) -> None:
    first = make({}, 1)
    older = first.rename(first.with_name("older.duckdb"))
    with duckdb.connect(str(older)) as connection:
        connection.execute("drop view report.documents; drop view report.agreements")
    second = make(BEFORE, 2, older)
    assert {change for (change,) in rows(second, "select change from report.changes")} == {"added"}
