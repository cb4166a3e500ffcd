"""Reading a warehouse shut in: what is refused, what is stopped; the file stays as it was (faults 58, 59)."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import pytest

from pipelines.errors import StorageError
from pipelines.warehouse import Limits, QueryRefused, QueryStopped, build, open_reader, query


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, stage, run_record) -> Path:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("reader")
    target = folder / "w.duckdb"
    build(
        stage(folder / "staging", {"documents": [{}], "people": [{"name": "Olga B"}]}), target, run_record(1)
    )
    target.chmod(0o444)
    return target


@pytest.mark.parametrize(
    "sql",
    [
        "select name from report.people",
        "from report.people;",
        "-- whose?\nselect name from report.people where name != 'a/b.csv'",
        "with p as (select name from report.people) select name from p",
        "select unnest(['x'])",
        "show all tables",
        "describe report.people",
        "summarize report.people",
        "explain select 1",
        "explain analyze select count(*) from report.people",
        "select table_name, comment from duckdb_tables()",
    ],
)
def test_reads(sql: str, warehouse: Path) -> None:
    assert query(warehouse, sql).num_rows > 0


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select (select max(content) from read_text('/etc/passwd'))",
        "from read_blob('{file}')",
        "from '/etc/passwd'",
        "from 'x.parquet'",
        "from '{file}'",
        "from glob('/etc/*')",
        "from arrow_scan(1, 2, 3)",
        "from query('select 1')",
        "from 'http://127.0.0.1/x.csv'",
        "copy core.dim_person to '{folder}/x.csv'",
        "copy core.dim_person to '{file}.wal'",
        "explain analyze copy core.dim_person to '{file}.wal'",
        "explain /* ( */ analyze copy core.dim_person to '{file}.wal'",
        "attach '{folder}/x.duckdb'",
        "install httpfs",
        "load json",
        "export database '{folder}/x'",
        "create temp table x as select 1",
        "insert into core.dim_person values ('k', 'n')",
        "with x as (delete from core.dim_person returning *) select * from x",
        "set memory_limit = '100GB'",
        "pragma version",
        "call force_checkpoint()",
        "select 1; copy core.dim_person to '{file}.wal'",
        "select * from nowhere",
        "selec 1",
        "",
    ],
)
def test_refused(sql: str, warehouse: Path) -> None:
    before = hashlib.sha256(warehouse.read_bytes()).hexdigest()
    beside = sorted(warehouse.parent.iterdir())
    with pytest.raises(QueryRefused) as refusal:
        query(warehouse, sql.format(file=warehouse, folder=warehouse.parent))
    assert str(refusal.value)
    assert hashlib.sha256(warehouse.read_bytes()).hexdigest() == before
    assert sorted(warehouse.parent.iterdir()) == beside


def test_a_variable_of_the_program_is_no_table(warehouse: Path) -> None:
    people = query(warehouse, "from report.people")
    with pytest.raises(QueryRefused, match="people"):
        query(warehouse, "from people")
    assert people.num_rows == 1


def test_stopped_at_the_time_limit(warehouse: Path) -> None:
    with pytest.raises(QueryStopped, match=r"after 0\.5 seconds"):
        query(
            warehouse,
            "select count(*) from range(10000000000) a where hash(a.range) % 7 = 3",
            Limits(seconds=0.5),
        )


def test_stopped_at_the_memory_limit(warehouse: Path) -> None:
    with pytest.raises(QueryStopped, match="more than 100 MB of memory"):
        query(warehouse, "select list(range) from range(100000000)", Limits(memory=100))


def test_stopped_at_the_result_limit(warehouse: Path) -> None:
    with pytest.raises(QueryStopped, match="larger than 1 MB"):
        query(warehouse, "select * from range(100000000)", Limits(result=1))


def test_the_connection_itself_is_shut_in(warehouse: Path) -> None:
    with open_reader(warehouse) as connection:
        for sql in ("set threads = 1", "set enable_external_access = true", "from read_text('/etc/passwd')"):
            with pytest.raises(Exception, match=r"locked|disabled"):
                connection.execute(sql)


def test_no_warehouse_yet(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no warehouse is published"):
        open_reader(tmp_path / "cooperation.duckdb")


def header_checksum(header: bytes) -> int:
    """DuckDB's checksum of its first 4096 bytes, itself left out."""
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", header[8:4096]):
        checksum ^= word * 0xBF58476D1CE4E5B9 % 2**64
    return checksum


@pytest.mark.parametrize("version", [100, 999])
def test_a_file_of_a_newer_duckdb(version: int, warehouse: Path, tmp_path: Path) -> None:
    newer = bytearray(warehouse.read_bytes())
    newer[12:20] = version.to_bytes(8, "little")  # the storage version stands behind the checksum and "DUCK"
    newer[:8] = struct.pack("<Q", header_checksum(newer))
    (tmp_path / "newer.duckdb").write_bytes(newer)
    with pytest.raises(StorageError, match=r"newer\.duckdb: written by a newer DuckDB"):
        open_reader(tmp_path / "newer.duckdb")


def test_no_database_at_all(tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_bytes(b"not a database " * 1000)
    with pytest.raises(StorageError, match=r"x\.duckdb"):
        open_reader(tmp_path / "x.duckdb")
