"""Held back, let go, expected, missed: what people see of quality, run after run on one warehouse."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from pipelines.errors import AuditFailed
from pipelines.warehouse import published, query
from pipelines.warehouse.manifest import file_hash

PERCENT = "In 2019, 20 percent of the joint projects were completed.\n"


def rows(line: Any, sql: str) -> list[dict[str, Any]]:
    return query(published(line.home), sql).to_pylist()


def held(line: Any) -> list[dict[str, Any]]:
    return rows(
        line,
        """select check_name, relation, document_id, evidence, value, rule, rule_version, first_run_id,
        last_run_id, times_seen, released_run_id from quality.quarantine
        where relation in ('observations', 'sources') order by all""",
    )


def write(line: Any, name: str, text: str) -> None:
    (line.raw / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def first(story: Any) -> Any:
    """A run that holds a row and a source back."""
    write(story, "lake.txt", "Norway and Chile\n\n" + PERCENT.replace("20", "120"))
    write(story, "stray.yml", "title: Of a text that is not there\n")
    return story.run()


def test_a_row_held_back_says_what_where_why_and_since_when(story: Any, first: Any) -> None:
    percent = [row for row in held(story) if row["check_name"] == "percent_bounds"]
    assert percent
    for row in percent:
        assert (row["relation"], row["document_id"]) == ("observations", "lake")
        assert "120 percent" in row["evidence"]
        assert "120" in row["value"]
        assert row["rule"]
        assert row["rule_version"]
        assert (row["first_run_id"], row["times_seen"], row["released_run_id"]) == (first.run_id, 1, None)


def test_a_sidecar_of_no_source_is_a_warning(story: Any, first: Any) -> None:
    assert "sidecars_have_sources on sources" in first.failed_checks
    (story.raw / "stray.yml").unlink()


def test_after_a_fix_a_row_leaves_by_itself_once_and_its_history_stays(story: Any, first: Any) -> None:
    before = held(story)
    write(story, "harbour.txt", (story.raw / "harbour.txt").read_text("utf-8") + "In 2020, Ghana joined.\n")
    second = story.run()
    assert {(row["times_seen"], row["last_run_id"]) for row in held(story)} == {(2, second.run_id)}
    assert "sidecars_have_sources on sources" not in second.failed_checks

    write(story, "lake.txt", "Norway and Chile\n\n" + PERCENT)
    write(story, "bad.yml", "publisher: Nobody\n")
    mended = story.run()
    assert mended.exit_code == 0
    assert {row["released_run_id"] for row in held(story)} == {mended.run_id}
    assert {row["times_seen"] for row in held(story)} == {2}
    assert rows(story, "select evidence from report.observations where document_id = 'lake'")

    write(story, "harbour.txt", (story.raw / "harbour.txt").read_text("utf-8") + "In 2021, it stayed.\n")
    story.run()
    after = held(story)
    assert {row["released_run_id"] for row in after} == {mended.run_id}
    assert len(after) == len(before)
    assert {row["first_run_id"] for row in after} == {first.run_id}


def test_a_row_that_is_bad_again_is_held_back_again_and_remembered(story: Any, first: Any) -> None:
    write(story, "lake.txt", "Norway and Chile\n\n" + PERCENT.replace("20", "120"))
    again = story.run()
    back = [row for row in held(story) if row["check_name"] == "percent_bounds"]
    assert {(row["first_run_id"], row["released_run_id"]) for row in back} == {(first.run_id, None)}
    assert {(row["last_run_id"], row["times_seen"]) for row in back} == {(again.run_id, 3)}
    write(story, "lake.txt", "Norway and Chile\n\n" + PERCENT)
    story.run()


def test_what_a_sidecar_expects_is_a_check_of_the_run(story: Any, first: Any) -> None:
    write(story, "harbour.yml", "expect:\n  agreements: {min: 1}\n  people: {min: 2}\n")
    missed = story.run()
    assert "expected_facts on documents" in missed.failed_checks
    (found,) = rows(
        story,
        """select severity, observed, sample from report.data_quality
        where runs_ago = 1 and check_name = 'expected_facts'""",
    )
    assert (found["severity"], found["observed"]) == ("warn", "1")
    assert found["sample"] == ["harbour: 0 people, expected at least 2"]


def test_what_a_sidecar_requires_blocks_and_readers_keep_what_they_have(story: Any, first: Any) -> None:
    before = published(story.home)
    digest = file_hash(before)
    write(story, "harbour.yml", "expect:\n  people: {min: 2, severity: fail}\n")
    with pytest.raises(AuditFailed, match="required_facts") as caught:
        story.run()
    assert caught.value.exit_code == 4
    assert "harbour: 0 people" in str(caught.value)
    with pytest.raises(AuditFailed, match="required_facts"):
        story.run(accept_drift=True)  # it is no drift
    assert (published(story.home), file_hash(before)) == (before, digest)
    write(story, "harbour.yml", "expect:\n  people: {max: 2, severity: fail}\n")
    assert story.run().exit_code == 0


def test_facts_that_fall_while_the_text_stays_hold_the_run_back(
    story: Any, first: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published(story.home)
    digest = file_hash(before)
    for kind in ("event", "agreement", "observation", "funding"):
        monkeypatch.setitem(import_module("pipelines.facts.extract").KINDS, kind, lambda _reading: ())
    with pytest.raises(AuditFailed, match="facts_fell") as caught:
        story.run(full=True)
    assert caught.value.exit_code == 4
    assert "vanished_share" in str(caught.value)
    assert (published(story.home), file_hash(before)) == (before, digest)
    accepted = story.run(full=True, accept_drift=True)
    assert accepted.outcome == "published"
    assert {"facts_fell on documents", "facts_vanished on facts"} <= set(accepted.failed_checks)


def test_a_warehouse_that_is_smaller_than_expected_is_not_published(line: Any) -> None:
    from pipelines.run import run_pipeline

    large = {"rows": {"facts": {"min": 1000, "severity": "fail"}}}
    settings = type(line.settings)(raw=line.raw, warehouse=line.home, settle_seconds=0, expect=large)
    with pytest.raises(AuditFailed, match="volume"):
        run_pipeline(settings)
    assert published(line.home) is None
    assert line.run().outcome == "published"
