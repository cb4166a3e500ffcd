"""The pipeline from raw/ to what readers see, run after run on one warehouse: the tests are one story."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.errors import AuditFailed
from pipelines.sensors import raw_changed
from pipelines.warehouse import published, query, snapshots, verify
from pipelines.warehouse.manifest import file_hash


def rows(line: Any, sql: str) -> list[dict[str, Any]]:
    return query(published(line.home), sql).to_pylist()


def staged(line: Any) -> dict[str, pa.Table]:
    paths = [line.home / "staging" / "mentions.parquet", *(line.home / "staging" / "candidates").iterdir()]
    return {path.stem: pq.read_table(path) for path in paths}


def look(line: Any, cursor: str | None = None) -> Any:
    """What the sensor says to raw/ as it is."""
    sensor = raw_changed("cooperation", line.settings)
    return sensor.evaluate_tick(dg.build_sensor_context(cursor=cursor))


@pytest.fixture(scope="module")
def first(story: Any) -> Any:
    """The first run of the story."""
    return story.run()


def test_first_run_publishes_and_says_that_something_was_held_back(story: Any, first: Any) -> None:
    assert (first.outcome, first.exit_code) == ("published", 3)
    assert (first.documents, first.read_again, first.refused) == (2, 2, 1)
    assert sum(first.facts.values()) >= 5
    assert first.published == story.home / "cooperation.duckdb"
    assert first.published.exists()
    assert verify(story.home).run_id == first.run_id


def test_the_bad_source_is_a_row_that_says_why(story: Any, first: Any) -> None:
    held = rows(story, "select check_name, row_json from quality.quarantine where relation = 'sources'")
    assert [row["check_name"] for row in held] == ["BAD_SIDECAR"]
    assert "publsher" in held[0]["row_json"]


def test_books_balance_and_evidence_is_the_text(story: Any, first: Any) -> None:
    assert sum(first.mentions.values()) == rows(story, "select count(*) as n from report.mentions")[0]["n"]
    assert rows(
        story,
        """select fact_id from report.facts join report.documents using (document_id)
        where evidence <> substring(text, char_start + 1, char_end - char_start)""",
    ) == []  # fmt: skip


def test_checks_of_rows_books_and_sql_are_in_the_warehouse(story: Any, first: Any) -> None:
    stages = rows(
        story, "select stage, count(*) as n from quality.check_result group by stage order by stage"
    )
    assert [stage["stage"] for stage in stages] == ["staging", "warehouse"]
    assert all(stage["n"] > 10 for stage in stages)


def test_second_run_finds_nothing_new_and_writes_nothing(story: Any, first: Any) -> None:
    before = {path: path.stat().st_mtime_ns for path in (story.home / "staging").rglob("*.parquet")}
    second = story.run()
    assert (second.outcome, second.exit_code, second.read_again) == ("nothing-new", 0, 0)
    assert (second.facts, second.mentions) == (first.facts, first.mentions)
    assert len(snapshots(story.home)) == 1
    assert before == {path: path.stat().st_mtime_ns for path in (story.home / "staging").rglob("*.parquet")}
    assert look(story).skip_message == "the files' contents are published already"


def test_reading_all_again_gives_the_same_content(story: Any, first: Any) -> None:
    before, tables = published(story.home), staged(story)
    again = story.run(full=True)
    assert (again.outcome, again.exit_code, again.read_again) == ("nothing-new", 0, 2)
    assert published(story.home) == before
    assert not list((story.home / "builds").iterdir())
    assert staged(story) == tables


@pytest.fixture
def reader(story: Any, first: Any) -> Iterator[Callable[[], list[str]]]:
    """Another process that has the published file open; called, it says which facts it sees."""
    command = [sys.executable, "-c", READER, str(story.home / "cooperation.duckdb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def facts() -> list[str]:
            process.stdin.write("\n")
            process.stdin.flush()
            return process.stdout.readline().split()

        yield facts
        process.stdin.close()


READER = """
import sys
from pathlib import Path
from pipelines.warehouse import open_reader
with open_reader(Path(sys.argv[1])) as db:
    for _ in sys.stdin:
        facts = db.execute("select fact_id from report.facts order by all").fetchall()
        print(*(fact for (fact,) in facts), flush=True)
"""


def test_an_edited_text_alone_is_read_again_and_readers_keep_what_they_opened(
    story: Any, reader: Callable[[], list[str]]
) -> None:
    cursor, before, old = look(story).cursor, published(story.home), reader()
    assert old
    story.edit("harbour.txt", "7 joint projects", "9 joint projects")
    assert len(look(story, cursor).run_requests) == 1
    edited = story.run()
    assert reader() == old
    assert (edited.outcome, edited.documents, edited.read_again) == ("published", 2, 1)
    assert published(story.home) != before
    texts = rows(story, "select text from report.documents where document_id = 'harbour'")
    assert "9 joint projects" in texts[0]["text"]
    now = {row["fact_id"] for row in rows(story, "select fact_id from report.facts")}
    assert set(old) & now, "what was not touched stays, ids and all"
    assert set(old) - now, "facts of the old wording are withdrawn"


def test_too_many_facts_withdrawn_at_once_are_not_published(story: Any, first: Any) -> None:
    before = published(story.home)
    digest = file_hash(before)
    for path in story.raw.glob("fjord.*"):
        path.rename(path.with_name(f".{path.name}"))
    with pytest.raises(AuditFailed, match="withdrawn_share") as caught:
        story.run()
    assert caught.value.exit_code == 4
    assert "fjord" in str(caught.value)
    assert published(story.home) == before
    assert file_hash(before) == digest


def test_accepted_drift_is_published_and_noted(story: Any, first: Any) -> None:
    accepted = story.run(accept_drift=True)
    assert (accepted.outcome, accepted.documents) == ("published", 1)
    assert any("withdrawn_share" in check for check in accepted.failed_checks)
    assert {row["document_id"] for row in rows(story, "select document_id from report.facts")} <= {"harbour"}


def test_dagster_kept_the_history_in_the_warehouse_folder(story: Any, first: Any) -> None:
    with dg.DagsterInstance.from_config(str(story.home / ".dagster")) as instance:
        runs = instance.get_runs()
        assert [run.status.value for run in runs][:2] == ["SUCCESS", "FAILURE"]
        asset = instance.get_latest_materialization_event(dg.AssetKey("documents"))
        metadata = asset.asset_materialization.metadata
        assert metadata["dagster/row_count"].value == 1
        assert "harbour" in metadata["preview"].value
        assert "document_id" in {column.name for column in metadata["dagster/column_schema"].schema.columns}
    assert not Path(".dagster").exists()
