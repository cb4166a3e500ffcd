"""The commands as a person meets them: what they print, where, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.commands.grounds import Grounds
from pipelines.commands.status import ago
from pipelines.errors import AuditFailed, ConfigurationError, LockHeld, StorageError
from pipelines.run import RunSummary
from pipelines.warehouse import RunLock, Snapshot

COMMANDS = sorted(typer.main.get_command(app).commands)
TEXT = """Cooperation

Freedonia is far away.

In 2012, Norway and Chile signed a Memorandum of Understanding on \x1b[31mice\u202e. It cost over 45 EUR.
"""
EVIDENCE = TEXT[TEXT.index("In 2012") : TEXT.index(" It cost")]
START = TEXT.index(EVIDENCE)
# One text, two agreements of it, two rows held back and one released: what commands read, as plain tables.
TINY = """
    create schema report;
    create schema quality;
    create table report.documents (
        document_id varchar, source_file varchar, title varchar, publisher varchar, url varchar, text varchar
    );
    insert into report.documents values ('d', 'd.txt', 'A ' || chr(27) || '[2Jtitle', null, null, $text);
    create table report.agreements (
        fact_id varchar, document_id varchar, evidence varchar, char_start int, char_end int, status varchar,
        rule varchar, instrument varchar, title varchar, countries varchar[], signed_edtf varchar,
        signed_from date, signed_to date
    );
    insert into report.agreements
    select id, 'd', $evidence, $start, $start + length($evidence), 'actual', 'pairs', 'memorandum', null,
        ['CL', 'NO'], '2012', '2012-01-01', '2012-12-31'
    from (values ('abc1'), ('abd2')) as ids (id);
    create view report.facts as select *, 'agreement' as kind from report.agreements;
    create table report.mentions (
        document_id varchar, char_start int, char_end int, text varchar, mention_kind varchar,
        value_low decimal(38, 6), value_high decimal(38, 6), unit varchar, edtf varchar, disposition varchar,
        fact_ids varchar[], reason varchar
    );
    insert into report.mentions values
        ('d', $start, 50, 'In 2012', 'date', null, null, null, '2012', 'fact', ['abc1', 'abd2'], null),
        ('d', 120, 130, 'over 45', 'money', 45e6, null, 'EUR', null, 'quarantined', [], null);
    create table quality.run (run_id varchar, started_at timestamp);
    insert into quality.run values ('r1', '2020-01-01'), ('r2', '2020-02-01 10:11:12');
    create table quality.check_result (run_id varchar, check_name varchar, relation varchar, passed boolean);
    insert into quality.check_result values
        ('r1', 'a', 'events', false), ('r2', 'a', 'events', true), ('r2', 'b', 'funding', false);
    create table quality.quarantine (
        quarantine_id varchar, relation varchar, document_id varchar, check_name varchar, column_name varchar,
        value varchar, released_run_id varchar, row_json varchar
    );
    insert into quality.quarantine values
        ('q1', 'funding', 'd', 'no_negative', 'amount_low', '-3', null, '{}'),
        ('q2', 'funding', 'd', 'no_negative', 'amount_low', '-4', null, '{}'),
        ('q3', 'events', 'd', 'dates', null, null, 'r2', '{}'),
        ('q4', 'sources', 'odd', 'BINARY_SOURCE', 'source_file', null, null,
            '{"source_file": "odd.txt", "message": "is no text \\u001b"}');
"""


QUICK = """
import sys
from pipelines.cli import main
try:
    main()
except SystemExit as end:
    code = end.code
heavy = {"dagster", "pandas", "pandera", "pydantic_settings"} & set(sys.modules)
sys.exit(f"loaded {heavy}" if heavy else code)
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> Path:
    """The published file of a tiny warehouse."""
    path = tmp_path_factory.mktemp("warehouse") / "tiny.duckdb"
    values = {"text": TEXT, "evidence": EVIDENCE, "start": START}
    with duckdb.connect(str(path)) as db:
        for statement in TINY.split(";\n"):
            if statement.strip():
                db.execute(
                    statement, {name: value for name, value in values.items() if f"${name}" in statement}
                )
    return path


@pytest.fixture
def cooperation():
    """Runs the program with some arguments, without a terminal."""
    return lambda *arguments, **more: CliRunner().invoke(
        app, [str(argument) for argument in arguments], **more
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_on_standard_output(cooperation, command):
    ended = cooperation(command, "--help")
    assert ended.exit_code == 0
    assert "Usage:" in ended.stdout
    assert "--help" in ended.stdout
    assert ended.stderr == ""


def test_the_commands_of_the_contract_are_there():
    there = {"run", "query", "status", "read", "explain", "score", "snapshots", "rollback", "quarantine"}
    assert there <= set(COMMANDS)


@pytest.mark.parametrize(
    "arguments", [("--help",), ("query", "--help"), ("query", "select 1", "--warehouse", "W")]
)
def test_quick_commands_load_nothing_heavy(warehouse, arguments):
    chosen = [str(warehouse) if argument == "W" else argument for argument in arguments]
    ended = subprocess.run([sys.executable, "-c", QUICK, *chosen], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("error", [AuditFailed, ConfigurationError, LockHeld, StorageError])
def test_a_named_error_is_one_message_and_its_exit_code(cooperation, monkeypatch, error):
    def fails(*_, **__):
        raise error("said \x1b[31mplainly")

    monkeypatch.setattr("pipelines.run.run_pipeline", fails)
    ended = cooperation("run")
    assert ended.exit_code == error.exit_code
    assert ended.stdout == ""
    assert ended.stderr == "cooperation: said \\x1b[31mplainly\n"


def _summary(**changes) -> RunSummary:
    said = {
        "outcome": "published", "run_id": "r2", "documents": 3, "facts": {"agreement": 2, "event": 5},
        "mentions": {"fact": 8, "ignored": 1}, "quarantined": 0, "refused": 0, "read_again": 3,
        "failed_checks": (), "seconds": 1.26, "published": Path("warehouse/cooperation.duckdb"),
        "page": Path("warehouse/report/index.html"),
    }  # fmt: skip
    return RunSummary(**{**said, **changes})


def test_run_says_what_came_of_it_in_plain_lines(cooperation, monkeypatch):
    monkeypatch.setattr("pipelines.run.run_pipeline", lambda *_, **__: _summary())
    ended = cooperation("run")
    lines = dict(line.split(maxsplit=1) for line in ended.stdout.splitlines())
    assert ended.exit_code == 0
    assert lines["documents"] == "3 (3 read now)"
    assert (lines["facts"], lines["event"]) == ("7", "5")
    assert lines["mentions"] == "9 (8 fact, 1 ignored)"
    assert (lines["checks"], lines["seconds"]) == ("none failed", "1.3")
    assert "\x1b" not in ended.output


def test_run_ends_with_three_and_names_each_source_that_was_not_read(cooperation, monkeypatch, warehouse):
    summary = _summary(quarantined=2, refused=1, failed_checks=("balance on mentions",))
    monkeypatch.setattr("pipelines.run.run_pipeline", lambda *_, **__: summary)
    ended = cooperation("run", "--warehouse", warehouse)
    assert ended.exit_code == 3
    assert "2 held back; to look into them: cooperation quarantine" in ended.stdout
    assert "failed: balance on mentions" in ended.stdout
    assert ended.stderr == "not read: odd.txt: is no text \\x1b (BINARY_SOURCE)\n"


def test_a_run_that_finds_nothing_new_says_so(cooperation, monkeypatch):
    summary = _summary(outcome="nothing-new", read_again=0, quarantined=1)
    monkeypatch.setattr("pipelines.run.run_pipeline", lambda *_, **__: summary)
    ended = cooperation("run")
    assert ended.exit_code == 0
    assert "nothing is new" in ended.stdout
    assert "3 (none read again)" in ended.stdout


@pytest.fixture
def history(monkeypatch, tmp_path) -> list[str]:
    """Three snapshots, the second one published; gives the ids that were gone back to."""
    kept = [
        Snapshot(
            f"s{day}", tmp_path / f"s{day}", datetime(2026, 1, day, tzinfo=UTC), "r", "", "", {}, day == 2
        )
        for day in (1, 2, 3)
    ]
    gone_to = []

    def go(_: Path, snapshot_id: str, **__: object) -> Snapshot:
        gone_to.append(snapshot_id)
        return next(snapshot for snapshot in kept if snapshot.id == snapshot_id)

    monkeypatch.setattr("pipelines.warehouse.snapshots", lambda _: kept)
    monkeypatch.setattr("pipelines.warehouse.rollback", go)
    return gone_to


def test_snapshots_come_newest_first_with_the_published_one_marked(cooperation, history, tmp_path):
    lines = cooperation("snapshots", "--warehouse", tmp_path).stdout.splitlines()[2:]
    assert [line.split()[:2] for line in lines] == [["s3", "2026-01-03"], ["*", "s2"], ["s1", "2026-01-01"]]


def test_rollback_goes_to_the_one_before_or_to_the_one_named(cooperation, history, tmp_path):
    assert "s1" in cooperation("rollback", "--warehouse", tmp_path).stdout
    assert "s3" in cooperation("rollback", "s3", "--warehouse", tmp_path).stdout
    assert history == ["s1", "s3"]


def test_rollback_waits_for_no_run_that_is_under_way(cooperation, history, tmp_path):
    with RunLock(tmp_path, datetime.now(UTC)):
        ended = cooperation("rollback", "--warehouse", tmp_path)
    assert ended.exit_code == 5
    assert history == []


@pytest.mark.parametrize(
    "command", ["query select", "status", "quarantine", "review", "explain abc", "snapshots"]
)
def test_before_the_first_run_a_command_says_what_to_do(cooperation, tmp_path, command):
    ended = cooperation(*command.split(), "--warehouse", tmp_path)
    assert ended.exit_code == 2
    assert "run `cooperation run` first" in ended.stderr
    assert ended.stdout == ""


def test_status_says_what_is_published_and_what_is_open(cooperation, warehouse):
    said = cooperation("status", "--warehouse", warehouse).stdout
    assert "2020-02-01 10:11:12" in said
    assert "agreement" in said
    assert "1 fact, 1 quarantined" in said
    assert "3 held back" in said
    assert "1 of 2 failed: b on funding" in said


def test_status_as_json(cooperation, warehouse):
    state = json.loads(cooperation("status", "--format", "json", "--warehouse", warehouse).stdout)
    assert state["facts"] == {"agreement": 2}
    assert (state["quarantined"], state["failed_checks"], state["run_id"]) == (3, ["b on funding"], "r2")


def test_quarantine_is_grouped_and_leaves_out_what_was_released(cooperation, warehouse):
    ended = cooperation("quarantine", "--warehouse", warehouse)
    lines = ended.stdout.splitlines()
    assert lines[2].split() == ["no_negative", "funding", "amount_low", "2", "1", "d", "-3"]
    assert len(lines) == 4
    assert "quarantine_id = 'q1'" in ended.stderr
    rows = json.loads(cooperation("quarantine", "--format", "json", "--warehouse", warehouse).stdout)
    assert [row["quarantine_id"] for row in rows] == ["q4", "q1", "q2"]


def test_explain_marks_the_sentence_and_shows_the_words_of_each_value(cooperation, warehouse):
    said = cooperation("explain", "abc", "--warehouse", warehouse).stdout
    assert "agreement abc1 (actual)" in said
    assert "d.txt, line 5" in said
    assert ">>> In 2012, Norway and Chile signed" in said
    assert "<<< It cost" in said
    rows = {line.split()[0]: line for line in said.splitlines() if line.strip()}
    assert "“In 2012”" in rows["signed_edtf"]
    assert "“Chile”, “Norway”" in rows["countries"]
    assert "“Memorandum of Understanding”" in rows["instrument"]


def test_what_is_shown_obeys_no_source(cooperation, warehouse):
    for arguments in (("explain", "abc"), ("query", "select title, text from report.documents")):
        said = cooperation(*arguments, "--warehouse", warehouse).stdout
        assert "\\x1b" in said
        assert "\x1b" not in said
        assert "\u202e" not in said


@pytest.mark.parametrize(("prefix", "message"), [("ab", "2 facts begin with 'ab'"), ("xyz", "no fact")])
def test_explain_wants_one_fact(cooperation, warehouse, prefix, message):
    ended = cooperation("explain", prefix, "--warehouse", warehouse)
    assert ended.exit_code == 2
    assert message in ended.stderr


def test_score_of_a_warehouse(cooperation, warehouse, tmp_path):
    label = {
        "kind": "agreement",
        "quote": "Norway and Chile signed",
        "instrument": "memorandum",
        "signed": "2012",
    }
    label |= {"countries": ["NO", "CL"], "organizations": [], "valid": None, "status": "actual"}
    (tmp_path / "d.json").write_text(
        json.dumps({"document_id": "d", "facts": [label], "dates": [{"edtf": "2012"}]})
    )
    ended = cooperation("score", tmp_path, "--warehouse", warehouse)
    rows = {line.split()[0]: line.split() for line in ended.stdout.splitlines()}
    assert rows["agreement"][1:] == ["1", "2", "0.500", "1.000", "0.667", "0.667"]
    assert rows["(dates)"][1:3] == ["1", "1"]
    assert "report.events" in ended.stderr  # the tiny warehouse has none: said, not passed over
    assert cooperation("score", tmp_path, "--kind", "treaty", "--warehouse", warehouse).exit_code == 2


def test_read_shows_what_a_text_would_give(cooperation, tmp_path):
    source = tmp_path / "note.txt"
    source.write_text("In 2012, Norway and Chile signed a memorandum of understanding on polar research.\n")
    found = json.loads(cooperation("read", source, "--format", "json").stdout)
    assert set(found) == {"document_id", "facts", "mentions"}
    assert found["document_id"] == "note"
    assert [mention["edtf"] for mention in found["mentions"]] == ["2012"]
    agreement = next(fact for fact in found["facts"] if fact["kind"] == "agreement")
    assert sorted(agreement["countries"]) == ["CL", "NO"]
    said = cooperation("read", source).stdout
    assert "agreement (1)" in said
    assert "memorandum" in said
    assert not (tmp_path / "warehouse").exists()


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "EMPTY_SOURCE"), (b"\x00\x01\x02" * 500, "BINARY_SOURCE")]
)
def test_read_says_why_a_file_cannot_be_read(cooperation, tmp_path, content, code):
    source = tmp_path / "note.txt"
    source.write_bytes(content)
    ended = cooperation("read", source)
    assert ended.exit_code == 3
    assert code in ended.stderr
    assert ended.stdout == ""


@pytest.mark.parametrize("name", ["no.txt", "."])
def test_read_wants_a_file_that_is_there(cooperation, tmp_path, name):
    ended = cooperation("read", tmp_path / name, "--raw", tmp_path)
    assert ended.exit_code == 2
    assert str(tmp_path / name) in ended.stderr


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=26), "1 day ago"),
        (timedelta(days=9), "9 days ago"),
    ],
)
def test_ages_in_their_largest_unit(age, said):
    assert ago(age) == said


def test_words_outside_the_sentence_say_where_they_stand():
    text = "The Widget Fund gives.\nIt gave 5 EUR in May."
    mention = {"mention_kind": "money", "text": "5 EUR", "unit": "EUR", "edtf": None}
    grounds = Grounds(text, text.index("It gave"), len(text), [mention])
    assert grounds.of("funder", "Widget Fund") == "“Widget Fund” (line 1)"
    assert grounds.of("currency", "EUR") == "“5 EUR”"
    assert grounds.of("recipient", "Nobody") == ""
