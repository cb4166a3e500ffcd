"""``cooperation diff``: what changed from one snapshot to another, in the words of ``quality.change``."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.warehouse import Snapshot, audit, publish, rollback, snapshot_called, snapshots

SIGNED = {"document_id": "a", "text": "Belarus signed."}
NEW = {"document_id": "b", "text": "Chile signed."}
KEPT = {"fact_id": "kept", "title": "Treaty", "countries": ["BY", "CN"]}
READ = {"fact_id": "before", "title": "Treaty", "countries": ["BY"], "instrument": "treaty"}
READ_AGAIN = {**READ, "fact_id": "after", "instrument": "agreement"}
ELSEWHERE = {"document_id": "b", "fact_id": "new", "evidence": "Chile", "char_end": 5, "countries": ["CL"]}


@pytest.fixture
def home(make: Callable[..., Path], tmp_path: Path) -> Path:
    """Two publications: a fact is read otherwise, another text comes."""
    home = tmp_path / "warehouse"
    home.mkdir()
    first = published(make({"documents": [SIGNED], "agreements": [KEPT, READ]}), home, 1)
    second = {"documents": [SIGNED, NEW], "agreements": [KEPT, READ_AGAIN, ELSEWHERE]}
    published(make(second, number=2, previous=first.path), home, 2)
    return home


def published(build: Path, home: Path, day: int) -> Snapshot:
    audit(build)
    created = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day)
    return publish(build, home, created=created, keep=5)


def diff(home: Path, *arguments: str) -> str:
    ended = CliRunner().invoke(app, ["diff", *arguments, "--warehouse", str(home)])
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_what_came_and_what_says_something_else(home: Path) -> None:
    head, *lines = diff(home, "20261102").splitlines()
    assert head.endswith(": 1 document added, 1 fact added, 1 fact changed")
    assert lines[0] == "~ agreement after in a (read otherwise)"
    assert lines[-3:] == ["+ document b (new document)", "+ agreement new in b (new document)", "    “Chile”"]
    assert "instrument  treaty  ->  agreement" in lines
    assert "kept" not in "".join(lines)


def test_the_other_way_round_it_went(home: Path) -> None:
    head = diff(home, "20261103", "20261102").splitlines()[0]
    assert head.endswith(": 1 document withdrawn, 1 fact withdrawn, 1 fact changed")


def test_a_snapshot_is_itself(home: Path) -> None:
    assert diff(home, "20261103").endswith(": nothing changed\n")
    assert json.loads(diff(home, "20261103", "--format", "json")) == []


def test_json_holds_the_rows(home: Path) -> None:
    rows = json.loads(diff(home, "20261102", "20261103", "--format", "json"))
    (changed,) = [row for row in rows if row["change"] == "changed"]
    assert (changed["previous_fact_id"], changed["fact_id"]) == ("before", "after")
    assert changed["changed_columns"] == ["instrument"]


CALLS = {"diff": [], "rollback": [], "export": ["--snapshot"]}


@pytest.mark.parametrize("command", CALLS)
@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("2027", "no snapshot is called '2027'; there are: 20261102"),
        ("2026", "several snapshots begin with '2026': 20261102"),
        ("", "no snapshot is called ''"),
    ],
)
def test_an_id_that_is_none_or_several(home: Path, command: str, wanted: str, said: str) -> None:
    ended = CliRunner().invoke(app, [command, *CALLS[command], wanted, "--warehouse", str(home)])
    assert ended.exit_code == 2
    assert said in " ".join(ended.output.split())


@pytest.mark.parametrize("command", CALLS)
def test_nothing_is_published(tmp_path: Path, command: str) -> None:
    ended = CliRunner().invoke(app, [command, *CALLS[command], "2026", "--warehouse", str(tmp_path)])
    assert ended.exit_code == 2
    assert "nothing is published" in " ".join(ended.output.split())


def test_the_beginning_of_an_id_is_enough(home: Path) -> None:
    first, second = snapshots(home)
    assert (snapshot_called(home).id, snapshot_called(home, "20261102").id) == (second.id, first.id)
    assert rollback(home, "20261102").id == first.id
    assert (snapshot_called(home).id, snapshot_called(home, second.id).id) == (first.id, second.id)
    ended = CliRunner().invoke(
        app,
        ["export", "--snapshot", "20261103", "--format", "csv", "--view", "facts", "--warehouse", str(home)],
    )
    assert (ended.exit_code, [f.name for f in (home / "exports").iterdir()]) == (0, [second.id])
