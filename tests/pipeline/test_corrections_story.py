"""What people say of facts, from raw/corrections/ to the views, run after run on one warehouse."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.errors import ConfigurationError
from pipelines.warehouse import published, query

BY = "reason: I looked it up., author: A. Person, date: 2026-11-20"
ADDRESS = "document: harbour, kind: agreement, quote: signed a Memorandum of Understanding"


def say(line: Any, *corrections: str) -> None:
    (line.raw / "corrections").mkdir(exist_ok=True)
    text = "corrections:\n" + "".join(f"  - {{{each}, {BY}}}\n" for each in corrections)
    (line.raw / "corrections" / "harbour.yml").write_text(text, encoding="utf-8")


def rows(line: Any, sql: str) -> list[dict[str, Any]]:
    return query(published(line.home), sql).to_pylist()


def agreements(line: Any) -> list[dict[str, Any]]:
    return rows(line, "select * from report.agreements where document_id = 'harbour'")


@pytest.fixture(scope="module")
def first(story: Any) -> dict[str, Any]:
    """The one agreement of a text, as it is read."""
    story.run()
    (fact,) = agreements(story)
    assert fact["signed_edtf"] == "2013"
    return fact


def test_an_amended_fact_is_shown_as_amended(story: Any, first: dict[str, Any]) -> None:
    say(
        story,
        f'action: amend, {ADDRESS}, expect: {{signed_edtf: "2013"}}, set: {{signed_edtf: 2013-06}}',
        f"action: confirm, {ADDRESS}, expect: {{signed_edtf: 2013-06}}",
    )
    summary = story.run()
    assert summary.outcome == "published"
    assert not any("correction" in check for check in summary.failed_checks)
    (fact,) = agreements(story)
    assert (fact["fact_id"], fact["signed_edtf"]) == (first["fact_id"], "2013-06")
    assert str(fact["signed_from"]) == "2013-06-01"
    (marked,) = rows(story, f"select * from report.facts where fact_id = '{fact['fact_id']}'")
    assert (marked["is_confirmed"], marked["is_amended"]) == (True, True)
    said = rows(story, "select action, changes, author from report.corrections order by line")
    assert [each["action"] for each in said] == ["amend", "confirm"]
    assert "signed_edtf: 2013 → 2013-06" in said[0]["changes"]


def test_a_rejected_fact_leaves_the_views_and_stays_to_be_found(story: Any, first: dict[str, Any]) -> None:
    say(story, f"action: reject, {ADDRESS}")
    summary = story.run()
    assert summary.outcome == "published"
    assert not any("vanished" in check or "correction" in check for check in summary.failed_checks)
    assert agreements(story) == []
    (said,) = rows(story, "select * from report.corrections")
    assert (said["fact_id"], said["is_shown"], said["reason"]) == (first["fact_id"], False, "I looked it up.")
    (mention,) = rows(
        story,
        """select disposition, reason, fact_ids from report.mentions
        where document_id = 'harbour' and edtf = '2013'""",
    )
    assert mention == {"disposition": "ignored", "reason": "rejected", "fact_ids": []}


def test_once_the_source_is_mended_the_correction_says_so(story: Any, first: dict[str, Any]) -> None:
    story.edit(
        "harbour.txt", "signed a Memorandum of Understanding", "agreed upon a Memorandum of Understanding"
    )
    summary = story.run()
    assert "corrections_fit on corrections" in summary.failed_checks
    assert rows(story, "select outcome from report.corrections") == [{"outcome": "gone"}]
    story.edit(
        "harbour.txt", "agreed upon a Memorandum of Understanding", "signed a Memorandum of Understanding"
    )


def test_without_its_correction_the_fact_is_back(story: Any, first: dict[str, Any]) -> None:
    (story.raw / "corrections" / "harbour.yml").unlink()
    story.run()
    assert agreements(story) == [first]
    assert rows(story, "select * from report.corrections") == []


def test_a_wrong_file_ends_the_run_before_anything_is_written(line: Any) -> None:
    say(line, f"action: reject, raeson: x, {ADDRESS}")
    with pytest.raises(ConfigurationError, match=r"corrections/harbour\.yml, line 2.*raeson") as caught:
        line.run()
    assert caught.value.exit_code == 2
    assert not line.home.exists()
