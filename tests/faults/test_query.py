"""The query command on bad days: what it must refuse (FAULTS 58), stop (59) and make harmless (55)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipelines.cli import app


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> Path:
    """A published file with one table and one view of it."""
    path = tmp_path_factory.mktemp("warehouse") / "tiny.duckdb"
    with duckdb.connect(str(path)) as db:
        db.execute("create schema report; create table report.numbers as select range as n from range(3)")
        db.execute("create view report.twice as select n, 2 * n as twice from report.numbers")
    return path


@pytest.fixture
def ask(warehouse):
    """Asks the warehouse, without a terminal."""

    def run(sql: str, *options: str, **more: str):
        return CliRunner().invoke(app, ["query", sql, *options, "--warehouse", str(warehouse)], **more)

    return run


def _state(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


REFUSED = {
    "reading a file": "select * from read_csv('/etc/passwd')",
    "reading a file as text": "select * from read_text('/etc/passwd')",
    "reading a file as bytes": "select * from read_blob('/etc/passwd')",
    "a file as a table": "select * from '/etc/passwd'",
    "a file in a subquery": "select (select count(*) from read_csv('/etc/passwd'))",
    "a file in a common table": "with x as (select * from read_csv('/etc/passwd')) select * from x",
    "guessing at a file": "from sniff_csv('/etc/passwd')",
    "the inside of a file": "from parquet_metadata('/etc/passwd')",
    "describing a file": "describe '/etc/passwd'",
    "summing a file up": "summarize '/etc/passwd'",
    "a file behind a condition": "select 1 where 'root' in (select content from read_text('/etc/passwd'))",
    "a query in a query": "from query('select 1')",
    "a table by its name as text": "from query_table(['/etc/passwd'])",
    "an address of memory": "from arrow_scan(1, 2, 3)",
    "secrets": "from duckdb_secrets()",
    "deleting on the way": "with x as materialized (delete from report.numbers returning *) from x",
    "merging": "merge into report.numbers using report.twice on true when matched then delete",
    "listing files": "select * from glob('/*')",
    "the network": "select * from read_parquet('https://example.org/x.parquet')",
    "copying out": "copy report.numbers to '{folder}/out.csv'",
    "copying a query out": "copy (select 1) to '{folder}/out.parquet' (format parquet)",
    "copying over the write-ahead log": "copy report.numbers to '{warehouse}.wal'",
    "copying over the warehouse": "copy report.numbers to '{warehouse}'",
    "explaining while doing": "explain analyze copy report.numbers to '{warehouse}.wal'",
    "exporting": "export database '{folder}/all'",
    "attaching": "attach '{folder}/other.duckdb' as other",
    "attaching the warehouse for writing": "attach '{warehouse}' as again (read_write)",
    "installing": "install httpfs",
    "loading": "load httpfs",
    "opening up": "set enable_external_access = true",
    "opening up by pragma": "pragma enable_external_access",
    "more memory": "set memory_limit = '1TB'",
    "writing": "insert into report.numbers values (4)",
    "changing": "update report.numbers set n = 5",
    "deleting": "delete from report.numbers",
    "creating": "create table report.more as select 1",
    "creating for a while": "create temp table more as select 1",
    "dropping": "drop view report.twice",
    "a second statement": "select 1; copy report.numbers to '{folder}/out.csv'",
    "beginning": "begin transaction",
    "checkpointing": "checkpoint",
    "calling": "call pragma_version()",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_more_than_read_is_refused_and_changes_nothing(ask, warehouse, tmp_path, what):
    sql = REFUSED[what].format(folder=tmp_path, warehouse=warehouse)
    before = _state(warehouse.parent)
    ended = ask(sql)
    assert ended.exit_code == 2, ended.output
    assert ended.stdout == ""
    assert ended.stderr.startswith("cooperation: ")
    assert "Traceback" not in ended.stderr
    assert _state(warehouse.parent) == before
    assert not list(tmp_path.iterdir())


def test_what_only_reads_is_answered(ask):
    for sql in ("from report.twice", "with x as (select 1 as one) select * from x", "describe report.twice"):
        assert ask(sql).exit_code == 0


@pytest.mark.parametrize(
    "sql",
    [
        "with recursive r as (select 1 as n union all select n + 1 from r) select max(n) from r",
        "select count(*) from range(1000000) a, range(1000000) b where a.range % 7 = b.range % 1100 % 13",
    ],
    ids=["recursion", "cross join"],
)
def test_a_query_that_never_ends_is_stopped_at_its_time(ask, sql):
    ended = ask(sql, "--seconds", "0.5")
    assert ended.exit_code == 6
    assert "0.5 seconds" in ended.stderr
    assert ended.stdout == ""


def test_a_query_that_eats_memory_is_stopped_at_its_limit(ask):
    ended = ask("select list(a.range || b.range) from range(10000) a, range(10000) b", "--memory", "64")
    assert ended.exit_code == 6
    assert "64 MB" in ended.stderr


def test_csv_from_a_hostile_source_runs_nowhere(ask):
    sql = "select '=1+1' a, '+x' b, '-x' c, '@x' d, chr(9) || 'x' e, chr(13) || 'x' f, -3 g, -2.5 h"
    rows = list(csv.reader(io.StringIO(ask(sql, "--format", "csv").stdout, newline="")))
    assert rows[1] == ["'=1+1", "'+x", "'-x", "'@x", "'\tx", "'\rx", "-3", "-2.5"]


def test_a_table_from_a_hostile_source_moves_no_cursor(ask):
    said = ask("select chr(27) || '[2J' as clear, chr(8238) || 'x' as turned, chr(10) || 'x' as line").stdout
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert len(said.splitlines()) == 3


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select * from report.number", "number"),
        ("select m from report.numbers", "m"),
        ("selekt 1", "selekt"),
        ("", "no SQL"),
        ("-- nothing", ""),
    ],
)
def test_wrong_sql_is_told_as_one_message(ask, sql, said):
    ended = ask(sql)
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert ended.stdout == ""


def test_sql_from_standard_input(ask):
    assert ask("-", "--format", "csv", input="select 1 as one\n").stdout == "one\n1\n"


def test_json_keeps_rows_and_columns_apart(ask):
    rows = json.loads(ask("select n, n from report.twice order by n desc", "--format", "json").stdout)
    assert rows[0] == {"n": 2, "n_2": 2}


def test_parquet_goes_to_a_file_or_to_standard_output_as_bytes(ask, tmp_path):
    file = tmp_path / "out.parquet"
    ended = ask("select * from report.twice", "--format", "parquet", "--output", str(file))
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert pq.read_table(file).column_names == ["n", "twice"]
    sent = ask("select * from report.twice", "--format", "parquet").stdout_bytes
    assert pq.read_table(io.BytesIO(sent)).num_rows == 3


@pytest.mark.parametrize("kind", ["table", "csv", "json"])
def test_a_file_holds_what_would_be_shown(ask, tmp_path, kind):
    file = tmp_path / "out"
    shown = ask("select * from report.twice", "--format", kind).stdout
    ask("select * from report.twice", "--format", kind, "--output", str(file))
    assert file.read_text() == shown


def test_an_empty_answer_has_its_columns(ask):
    assert ask("select n from report.numbers where n > 9", "--format", "csv").stdout == "n\n"
    assert json.loads(ask("select n from report.numbers where n > 9", "--format", "json").stdout) == []
    assert ask("select n from report.numbers where n > 9").stdout.splitlines()[0] == "n"


def test_a_file_that_cannot_be_written_is_named(ask, tmp_path):
    ended = ask("select 1", "--output", str(tmp_path / "no" / "out.csv"))
    assert ended.exit_code == 6
    assert str(tmp_path / "no" / "out.csv") in ended.stderr


@pytest.mark.parametrize("options", [("--format", "xml"), ("--seconds", "-1"), ("--nothing",)])
def test_options_that_are_none_end_with_two(ask, options):
    assert ask("select 1", *options).exit_code == 2


def test_a_file_that_is_no_warehouse_is_told(tmp_path):
    odd = tmp_path / "odd.duckdb"
    odd.write_bytes(os.urandom(4096))
    ended = CliRunner().invoke(app, ["query", "select 1", "--warehouse", str(odd)])
    assert ended.exit_code == 6
    assert str(odd) in ended.stderr
