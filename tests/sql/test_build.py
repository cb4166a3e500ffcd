"""Building: keys and comments in the catalogue, one key a name, history carried over, same from same."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from pipelines.errors import AuditFailed, StorageError
from pipelines.warehouse import ALERTS, build, content_hash, new_build
from pipelines.warehouse.order import relations

QUARANTINED = {"quarantine_id": "q1", "relation": "funding", "check_name": "amount", "value": "-3"}


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_table_declares_its_key(make: Any) -> None:
    target = make({})
    tables = rows(target, "select schema_name, table_name from duckdb_tables() where not internal")
    keyed = rows(
        target,
        "select schema_name, table_name from duckdb_constraints() where constraint_type = 'PRIMARY KEY'",
    )
    assert tables
    assert set(tables) == set(keyed)


def test_every_fact_and_bridge_refers_to_its_dimensions(make: Any) -> None:
    foreign = rows(
        make({}),
        "select table_name, constraint_column_names[1], referenced_table from duckdb_constraints()"
        " where constraint_type = 'FOREIGN KEY'",
    )
    columns = rows(
        make({}, number=2), "select table_name, column_name from duckdb_columns() where schema_name = 'core'"
    )
    targets = {
        "document_id": "dim_document", "country_code": "dim_country", "place_country": "dim_country",
        "country": "dim_country", "member_country": "dim_country", "currency": "dim_currency",
        "organization_key": "dim_organization", "funder_key": "dim_organization",
        "recipient_key": "dim_organization", "member_key": "dim_organization",
        "person_key": "dim_person", "programme_key": "dim_programme",
    }  # fmt: skip
    for table, column in columns:
        if table.startswith("agg_"):  # aggregates are made from facts that refer to them
            continue
        own_key = targets.get(column) == table
        if table.startswith("bridge_") and column == "fact_id":
            assert (table, column, "fact_" + table.split("_")[1]) in foreign
        elif column.endswith(("_from", "_to")) or column == "published_date":
            assert (table, column, "dim_date") in foreign
        elif column in targets and not own_key:
            assert (table, column, targets[column]) in foreign


def test_nothing_is_without_a_comment(make: Any) -> None:
    target = make({})
    for catalogue in ("duckdb_tables()", "duckdb_views()", "duckdb_columns()"):
        unsaid = f"select * from {catalogue} where not internal and coalesce(trim(comment), '') = ''"
        assert rows(target, unsaid) == []
    assert rows(target, "select schema_name from duckdb_schemas() where schema_name = 'staging'") == []


def test_spellings_of_one_name_share_a_key(make: Any) -> None:
    spelled = ["Académie  des Sciences", "Acade\u0301mie des Sciences", "ACADÉMIE DES\u00a0SCIENCES"]
    target = make(
        {"documents": [{}], "agreements": [{"organizations": spelled}, {"organizations": spelled[:1]}]}
    )
    found = rows(target, "select name from core.dim_organization")
    assert found == [(spelled[0],)]  # the spelling used most
    assert rows(
        target, "select count(distinct organization_key) from core.bridge_agreement_organization"
    ) == [(1,)]


def test_a_state_named_as_funder_is_found_among_the_countries(make: Any) -> None:
    target = make({"documents": [{}], "funding": [{"funder": "belarus", "recipient": "Minsk Academy"}]})
    found = rows(target, "select name, country_code from core.dim_organization order by name")
    assert found == [("Minsk Academy", None), ("belarus", "BY")]


def test_the_calendar_has_the_years_used_and_no_others(make: Any) -> None:
    given = [
        {"signed_from": date(1, 5, 1), "signed_to": date(9999, 12, 31)},
        {"valid_from": date(2012, 2, 3)},
    ]
    target = make({"documents": [{}], "agreements": given})
    found = rows(target, "select year, count(*) from core.dim_date group by year order by year")
    assert found == [(1, 365), (2012, 366), (9999, 365)]


@pytest.mark.parametrize(
    "given",
    [
        {"people": [{"country": "QQ"}]},
        {"people": [{"document_id": "gone"}]},
        {"people": [{"fact_id": "f"}, {"fact_id": "f"}]},
        {"agreements": [{"countries": ["BY", None]}]},
        {"funding": [{"currency": "QQQ"}]},
    ],
    ids=["country", "document", "twice", "null in a list", "currency"],
)
def test_a_row_that_breaks_a_key_stops_the_build(given: dict[str, Any], make: Any, tmp_path: Path) -> None:
    with pytest.raises(AuditFailed, match=r"fact_|bridge_"):
        make({"documents": [{}], **given})
    assert list(tmp_path.glob("*.duckdb*")) == []


def test_quarantine_keeps_its_history(make: Any) -> None:
    history = "select first_run_id, last_run_id, times_seen, released_run_id from quality.quarantine"
    first = make({"quarantine": [QUARANTINED]}, 1)
    assert rows(first, history) == [("run-1", "run-1", 1, None)]
    second = make({"quarantine": [QUARANTINED]}, 2, first)
    assert rows(second, history) == [("run-1", "run-2", 2, None)]
    mended = make({}, 3, second)
    assert rows(mended, history) == [("run-1", "run-2", 2, "run-3")]
    later = make({}, 4, mended)
    assert rows(later, history) == [("run-1", "run-2", 2, "run-3")]
    broken_again = make({"quarantine": [QUARANTINED]}, 5, later)
    assert rows(broken_again, history) == [("run-1", "run-5", 3, None)]
    assert rows(broken_again, "select run_id from quality.run order by started_at") == [
        (f"run-{number}",) for number in range(1, 6)
    ]


def test_alerts_are_kept_and_their_state_follows(tmp_path: Path, stage: Any, run_record: Any) -> None:
    def alert(id_: str, state: str, hour: int) -> dict[str, Any]:
        when = datetime(2026, 11, 1, hour)
        texts = {"receiver": "team", "severity": "error", "title": "t", "body": "b"}
        return {"alert_id": id_, "state": state, "tries": 1, "created_at": when, "changed_at": when, **texts}

    def made(number: int, previous: Path | None, *alerts: dict[str, Any]) -> Path:
        target = tmp_path / f"{number}.duckdb"
        given = pa.Table.from_pylist(list(alerts), schema=ALERTS)
        staging = stage(tmp_path / str(number), {})
        build(staging, target, run_record(number), previous, alerts=given)
        return target

    first = made(1, None, alert("a1", "sent", 5), alert("a2", "waiting", 6))
    second = made(2, first, alert("a2", "dead", 6), alert("a3", "sent", 7))
    history = "select alert_id, state from quality.alert order by created_at"
    assert rows(second, history) == [("a1", "sent"), ("a2", "dead"), ("a3", "sent")]
    assert content_hash(second) == content_hash(made(3, None)), "who was told is no content"


def test_the_same_run_twice_counts_once(make: Any) -> None:
    first = make({"quarantine": [QUARANTINED]}, 1)
    previous = first.rename(first.with_name("previous.duckdb"))
    again = make({"quarantine": [QUARANTINED]}, 1, previous)
    assert rows(again, "select last_run_id, times_seen from quality.quarantine") == [("run-1", 1)]
    assert rows(again, "select count(*) from quality.run") == [(1,)]


def test_a_previous_warehouse_without_a_column_or_table_is_carried_over(make: Any) -> None:
    first = make({"quarantine": [QUARANTINED]}, 1)
    older = first.rename(first.with_name("older.duckdb"))
    with duckdb.connect(str(older)) as connection:
        connection.execute(
            "create or replace table quality.quarantine as select * exclude value from quality.quarantine"
        )
        connection.execute("drop table quality.check_result cascade")
    second = make({}, 2, older)
    assert rows(second, "select value, released_run_id from quality.quarantine") == [(None, "run-2")]


def test_the_same_input_gives_the_same_content(make: Any, tmp_path: Path) -> None:
    given = {
        "documents": [{}],
        "people": [{"name": "Olga B"}, {"name": "Ivan A"}],
        "quarantine": [QUARANTINED],
    }
    first = make(given, 1)
    second = make(given, 2, first)
    assert content_hash(first) == content_hash(second)


@pytest.mark.parametrize(
    "change",
    [
        "update core.fact_person set role = 'director'",
        "insert into quality.mention by name select 'm' as mention_id, 'a' as document_id, 0 as char_start,"
        " 1 as char_end, 'B' as text, 'other' as mention_kind, 'ignored' as disposition, [] as fact_ids,"
        " [] as quarantine_ids",
        "create or replace view report.people as select fact_id from core.fact_person",
        "comment on column core.fact_person.role is 'something else'",
        "update quality.quarantine set released_run_id = 'run-1'",
    ],
)
def test_what_is_said_is_content(change: str, make: Any) -> None:
    target = make({"documents": [{}], "people": [{}], "quarantine": [QUARANTINED]})
    before = content_hash(target)
    with duckdb.connect(str(target)) as connection:
        connection.execute(change)
    assert content_hash(target) != before


def test_a_missing_or_foreign_staging_file_is_named(
    make: Any, tmp_path: Path, stage: Any, run_record: Any
) -> None:
    staging = stage(tmp_path / "s", {})
    (staging / "valid" / "people.parquet").unlink()
    with pytest.raises(StorageError, match=r"people\.parquet: missing"):
        build(staging, tmp_path / "t.duckdb", run_record(1))
    (staging / "valid" / "people.parquet").write_bytes(b"PAR1 but no more")
    with pytest.raises(StorageError, match=r"people\.parquet: cannot be read"):
        build(staging, tmp_path / "t.duckdb", run_record(1))
    (staging / "valid" / "people.parquet").write_bytes((staging / "valid" / "events.parquet").read_bytes())
    with pytest.raises(StorageError, match="has no column 'role'"):
        build(staging, tmp_path / "t.duckdb", run_record(1))
    assert not (tmp_path / "t.duckdb").exists()


def test_a_folder_with_pattern_signs_is_read(tmp_path: Path, stage: Any, run_record: Any) -> None:
    staging = stage(tmp_path / "it's [a] *?", {"documents": [{}]})
    assert build(staging, tmp_path / "t.duckdb", run_record(1)).rows["core.dim_document"] == 1


def test_leftovers_are_discarded(tmp_path: Path) -> None:
    builds = tmp_path / "builds"
    builds.mkdir()
    for name in ("old.duckdb", "old.duckdb.wal", "new.duckdb", "new.duckdb.wal"):
        (builds / name).write_bytes(b"x")
    (builds / "old.duckdb.tmp").mkdir()
    assert new_build(tmp_path, "new") == builds / "new.duckdb"
    assert list(builds.iterdir()) == []


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def test_order_follows_what_is_read(tmp_path: Path) -> None:
    write(tmp_path, "views/a.sql", "-- One.\ncreate view report.a as select * from report.b")
    write(
        tmp_path,
        "views/b.sql",
        "-- One.\ncreate view report.b as with core as (select 1) select * from core.z",
    )
    write(tmp_path, "dims/z.sql", "-- One.\ncreate table core.z (x integer)")
    write(tmp_path, "facts/a.sql", "-- One.\ncreate table core.a (x integer references core.z (x))")
    assert [r.full_name for r in relations(tmp_path)] == ["core.z", "core.a", "report.b", "report.a"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-- One.\ncreate view report.other as select 1", "must make report.a"),
        ("create view report.a as select 1", "head comment"),
        ("-- One.\ncreate view report.a as select * from core.nowhere", "no file makes"),
        ("-- One.\ncreate view report.a as select * from report.b", "circle"),
    ],
)
def test_a_wrong_file_is_named(text: str, message: str, tmp_path: Path) -> None:
    write(tmp_path, "views/a.sql", text)
    write(tmp_path, "views/b.sql", "-- One.\ncreate view report.b as select * from report.a")
    with pytest.raises(StorageError, match=message):
        relations(tmp_path)
