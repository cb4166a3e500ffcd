"""Alerts of whole runs: by hand, under cron, under the daemon; told once, and never the reason a run ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.config import Settings
from pipelines.definitions import JOB, build_defs
from pipelines.errors import AuditFailed
from pipelines.run import run_pipeline
from pipelines.warehouse import published

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from pipelines.cli import main; main()"]


class Told:
    """A line whose alerts go into a file."""

    def __init__(self, line: Any) -> None:
        self.inbox = line.raw.parent / "inbox.txt"
        receiver = {"name": "inbox", "url": f"file://{self.inbox}", "severity": "info"}
        folders = {"raw": line.raw, "warehouse": line.home, "settle_seconds": 0}
        self.settings = Settings(**folders, alerts={"receivers": [receiver]})
        self.line = line
        self._read = 0

    def news(self) -> list[str]:
        """The titles of what has come since the last call."""
        text = self.inbox.read_text(encoding="utf-8") if self.inbox.exists() else ""
        titles = [line for line in text.splitlines() if line.startswith("[cooperation] ")]
        new, self._read = titles[self._read :], len(titles)
        return [title.removeprefix("[cooperation] ") for title in new]

    def run(self) -> Any:
        return run_pipeline(self.settings)

    def daemon_runs(self, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
        """A run as the daemon starts it: nobody of this project waits for its end."""
        job = build_defs(self.settings).resolve_job_def(JOB)
        return job.execute_in_process(instance=instance, raise_on_error=False)

    def tick(self, instance: dg.DagsterInstance) -> None:
        sensor = build_defs(self.settings).get_sensor_def("alerts_due")
        sensor.evaluate_tick(dg.build_sensor_context(instance=instance))

    def break_text(self) -> str:
        """A text that stays as long and says nothing; what it said."""
        path = self.line.raw / "fjord.txt"
        said = path.read_text(encoding="utf-8")
        path.write_text("".join("x" if char.isalnum() else char for char in said), encoding="utf-8")
        return said

    def mend_text(self, said: str) -> None:
        (self.line.raw / "fjord.txt").write_text(said, encoding="utf-8")


@pytest.fixture(scope="module")
def told(story: Any) -> Told:
    return Told(story)


@pytest.fixture(scope="module")
def instance(told: Told) -> Iterator[dg.DagsterInstance]:
    """The instance of the line's own home, as the daemon and `cooperation run` share it."""
    from pipelines.instance import prepare_home

    home = prepare_home(told.settings)
    with dg.DagsterInstance.from_config(str(home)) as instance:
        yield instance


def test_a_refused_source_is_told_once_and_the_run_ends_as_before(told: Told) -> None:
    first = told.run()
    assert (first.outcome, first.exit_code) == ("published", 3)
    assert told.news() == ["warning: source refused: bad.txt"]
    assert told.run().exit_code == 0
    assert told.news() == []


def test_a_run_by_hand_is_told_at_its_end_and_not_again_by_the_daemon(
    told: Told, instance: dg.DagsterInstance
) -> None:
    before = published(told.line.home)
    said = told.break_text()
    with pytest.raises(AuditFailed) as caught:
        told.run()
    assert caught.value.exit_code == 4
    (title,) = told.news()
    assert title.startswith("error: publication blocked: facts_fell on documents")
    assert "fjord: " in told.inbox.read_text(encoding="utf-8"), "a sample of what fails"
    told.tick(instance)
    told.tick(instance)
    assert told.news() == []
    assert published(told.line.home) == before
    told.mend_text(said)
    told.tick(instance)
    told.tick(instance)
    assert told.news() == ["resolved: publication blocked: facts_fell on documents"]


def test_a_run_of_the_daemon_is_told_by_its_sensor_and_mended_by_hand(
    told: Told, instance: dg.DagsterInstance
) -> None:
    said = told.break_text()
    assert not told.daemon_runs(instance).success
    assert told.news() == []
    told.tick(instance)
    told.tick(instance)
    assert [title.partition(" on ")[0] for title in told.news()] == ["error: publication blocked: facts_fell"]
    told.mend_text(said)
    assert told.run().outcome == "nothing-new"
    assert told.news() == ["resolved: publication blocked: facts_fell on documents"]
    told.tick(instance)
    assert told.news() == []


def test_without_receivers_there_is_no_sensor(told: Told) -> None:
    names = {sensor.name for sensor in build_defs(told.line.settings).sensors}
    assert names == {"raw_changed"}


def cooperation(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, env=variables, capture_output=True, text=True, timeout=60, check=False
    )


def receivers(folder: Path, url: str, more: str = "") -> None:
    (folder / "raw").mkdir()
    text = f'[[alerts.receivers]]\nname = "team"\nurl = "{url}"\n{more}'
    (folder / "cooperation.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("${ALERT_NOWHERE}", ("alerts.receivers.0.url", "team", "ALERT_NOWHERE")),
        ("carrierpigeon://hunter2@coop", ("alerts.receivers.0.url", "team")),
        ('json://hunter2@localhost"\nsevrity = "error', ("alerts.receivers.0.sevrity", "unknown key")),
    ],
)
def test_a_receiver_that_cannot_be_used_ends_with_2_and_writes_nothing(
    tmp_path: Path, url: str, said: tuple[str, ...]
) -> None:
    receivers(tmp_path, url)
    result = cooperation(tmp_path, "run")
    assert result.returncode == 2, result.stderr
    assert all(word in result.stderr for word in ("cooperation.toml", *said)), result.stderr
    assert "hunter2" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cooperation.toml", "raw"]


def test_other_commands_do_without_the_secrets(tmp_path: Path) -> None:
    receivers(tmp_path, "${ALERT_NOWHERE}")
    result = cooperation(tmp_path, "alerts")
    assert (result.returncode, result.stdout) == (0, "nothing is wrong that alerts know of\n")


def test_the_test_says_plainly_which_receiver_works_and_why_another_does_not(tmp_path: Path) -> None:
    closed = 'severity = "error"\n[[alerts.receivers]]\nname = "closed"\nurl = "${ALERT_HOOK}"\n'
    receivers(tmp_path, "file://box/inbox.txt", closed)
    result = cooperation(tmp_path, "alerts", "test", ALERT_HOOK="json://hunter2@127.0.0.1:9/x")
    assert result.returncode == 6
    assert "team          worked\n" in result.stdout
    assert "closed        did not work: no answer" in result.stdout
    assert "hunter2" not in result.stdout + result.stderr
    assert "a test of the receiver team" in (tmp_path / "box" / "inbox.txt").read_text(encoding="utf-8")
