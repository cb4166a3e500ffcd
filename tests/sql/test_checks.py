"""Every check of ``sql/checks``: silent on a sound warehouse, heard on one where its rule is broken."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.errors import StorageError
from pipelines.warehouse import audit, build, checks
from pipelines.warehouse.audit import carry_out
from pipelines.warehouse.connection import writing

SOUND: dict[str, list[dict[str, Any]]] = {
    "documents": [{"document_id": "a", "published_date": date(2012, 5, 1)}],
    "agreements": [
        {"fact_id": "f1", "countries": ["BY", "CN"], "organizations": ["Minsk Academy"]}
    ],
    "events": [{"fact_id": "f2", "people": ["Olga B"]}],
    "funding": [{"fact_id": "f3", "amount_low": 2, "amount_high": 2, "programme": "Horizon"}],
    "observations": [{"fact_id": "f4", "value_low": 2, "qualifier": "over"}],
    "mentions": [
        {"mention_id": "m1", "char_start": 25, "char_end": 26, "text": "2", "disposition": "fact",
         "fact_ids": ["f3"]},
        {"mention_id": "m2", "char_start": 41, "char_end": 45, "text": "2012", "disposition": "quarantined",
         "quarantine_ids": ["q1"]},
        {"mention_id": "m3", "text": "Belarus", "disposition": "ignored", "reason": "names"},
    ],
    "quarantine": [{"quarantine_id": "q1"}],
}  # fmt: skip

# A second document, with a text, dates and figures of its own.
LONGER = (
    "insert into core.dim_document by name select 'b' as document_id, '{text}' as text, * exclude"
    " (document_id, text) from core.dim_document;"
)
COUNTED = (
    "insert into core.fact_observation by name select 'o{place}' as fact_id, 'b' as document_id,"
    " {value} as value_low, {value} as value_high, 'exact' as qualifier, 'projects' as unit, * exclude"
    " (fact_id, document_id, value_low, value_high, qualifier, unit)"
    " from core.fact_observation where fact_id = 'f4';"
    "insert into quality.mention by name select 'o{place}' as mention_id, 'b' as document_id,"
    " {place} as char_start, {place} + 2 as char_end, ['o{place}'] as fact_ids, * exclude"
    " (mention_id, document_id, char_start, char_end, fact_ids) from quality.mention where mention_id = 'm1';"
)
PARTED = LONGER.format(text="50 projects, of which 30 joint ones and 25 others.") + "".join(
    COUNTED.format(place=place, value=value) for place, value in ((0, 50), (22, 30), (40, 25))
)
NESTED = (
    "insert into core.statement by name select 'f5' as fact_id, 50 as value_low, 50 as value_high,"
    " date '2011-01-01' as term_start, date '2013-12-31' as term_end,"
    " * exclude (fact_id, value_low, value_high, term_start, term_end)"
    " from core.statement where fact_id = 'f4';"
    " update core.statement set term_start = date '2012-01-01', term_end = date '2012-12-31', value_low = 60"
    " where fact_id = 'f4';"
    " insert into core.comparison values ('f4', 'f5', 'figure', 'other date', 'other_period')"
)
LASTING = LONGER.format(text="A contract for five years, 2011-2012.") + (
    "insert into quality.mention by name select 'm9' as mention_id, 'b' as document_id, 15 as char_start,"
    " 25 as char_end, 'duration' as mention_kind, 'years' as unit, 5 as value_low, 5 as value_high, * exclude"
    " (mention_id, document_id, char_start, char_end, mention_kind, unit, value_low, value_high)"
    " from quality.mention where mention_id = 'm1';"
    "insert into core.statement by name select 'f5' as fact_id, 'b' as document_id, 40 as char_end,"
    " '2011/2012' as term_edtf, date '2011-01-01' as term_start, date '2012-12-31' as term_end,"
    " * exclude (fact_id, document_id, char_end, term_edtf, term_start, term_end)"
    " from core.statement where fact_id = 'f4';"
)

# What breaks each rule, and no more than that rule where it can be helped.
BREAKS: dict[str, str] = {
    "catalogue__everything_is_commented": "create table core.unsaid (x integer)",
    "comparison__part_of_the_time_fits_the_whole": NESTED,
    "dim_country__not_empty": "delete from core.dim_country where country_code = 'EU'",
    "dim_currency__not_empty": "delete from core.bridge_funding_country; delete from core.funding_euro;"
    " delete from core.fact_funding; delete from core.exchange_rate; delete from core.dim_currency",
    "dim_date__years_are_full": "delete from core.dim_date where day = date '2012-02-29'",
    "dim_document__figures_fit_the_text": "insert into core.dim_document by name select 'b' as document_id,"
    " * exclude (document_id, text), text || '!' as text from core.dim_document",
    "dim_document__not_empty": "delete from core.statement_subject; delete from core.statement_country;"
    " delete from core.statement_label; delete from core.tally; delete from core.statement;"
    " delete from core.funding_euro; delete from core.bridge_funding_country;"
    " delete from core.bridge_agreement_country;"
    " delete from core.bridge_agreement_organization; delete from core.bridge_event_person;"
    " delete from core.fact_agreement; delete from core.fact_event; delete from core.fact_funding;"
    " delete from core.fact_observation; delete from core.dim_document",
    "dim_organization__name_is_not_blank": "insert into core.dim_organization values ('k', ' \u00a0', null)",
    "dim_person__name_is_not_blank": "insert into core.dim_person values ('k', '')",
    "dim_programme__name_is_not_blank": "insert into core.dim_programme values ('k', ' ', null)",
    "fact_agreement__valid_after_signed": "insert into core.fact_agreement by name select 'f9' as fact_id,"
    " date '2012-06-01' as signed_from, date '2012-03-01' as valid_to, document_id, evidence, char_start,"
    " char_end, status, rule, countries, organizations from core.fact_agreement",
    "fact_funding__bounds_fit_the_qualifier": "update core.fact_funding set amount_high = null",
    "fact_observation__bounds_fit_the_qualifier": "update core.fact_observation set value_low = -1",
    "fact_observation__parts_fit_the_total": PARTED,
    "fact_observation__shares_add_up": "update core.fact_observation set unit = 'percent', value_low = 60,"
    " evidence = '60% and 50% respectively';"
    " insert into core.fact_observation by name select 'f5' as fact_id,"
    " * exclude (fact_id) replace (50 as value_low) from core.fact_observation",
    "fact_observation__shares_stay_within_100": "update core.fact_observation set unit = 'percent',"
    " value_low = 120",
    "facts__are_shown_once": "create or replace view report.people as select fact_id from core.fact_event",
    "facts__evidence_is_the_text": "update core.fact_event set evidence = 'Belorus'",
    "facts__id_is_unique": "insert into core.fact_project by name select fact_id, document_id, evidence,"
    " char_start, char_end, status, rule, countries, organizations from core.fact_event",
    "facts__not_empty": "create or replace view report.facts as select 'f' as fact_id where false",
    "facts__parties_are_named_once": "insert into core.bridge_agreement_country values ('f1', 3, 'BY')",
    "facts__periods_run_forward": "update core.fact_observation set period_from = date '2012-02-02',"
    " period_to = date '2012-02-01'",
    "mention__bounds_run_forward": "update quality.mention set value_low = 5, value_high = 4",
    "mention__disposition_fits": "update quality.mention set reason = '' where mention_id = 'm3'",
    "mention__document_exists": "update quality.mention set document_id = 'gone' where mention_id = 'm3'",
    "mention__durations_fit_the_term": LASTING,
    "mention__every_digit_is_covered": "update quality.mention set char_end = 44 where mention_id = 'm2'",
    "mention__facts_exist": "update quality.mention set fact_ids = ['f3', 'gone'] where mention_id = 'm1'",
    "mention__not_empty": "delete from quality.mention",
    "mention__quarantined_rows_exist": "update quality.quarantine set released_run_id = 'run-1'",
    "mention__text_is_the_text": "update quality.mention set text = '2013' where mention_id = 'm2'",
    "quarantine__history_is_consistent": "update quality.quarantine set times_seen = 0",
    "run__counts_fit": "update quality.run set mentions = 2",
    "statement__nothing_happened_after_it_was_told": "update core.statement set first_day = date '2012-05-02'"
    " where fact_id = 'f1'",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    stage, run_record = (request.getfixturevalue(name) for name in ("stage", "run_record"))
    target = folder / "sound.duckdb"
    build(stage(folder / "staging", SOUND), target, run_record(1))
    return target


def copy(sound: Path, folder: Path) -> Path:
    return Path(shutil.copy(sound, folder / "copy.duckdb"))


def test_a_sound_warehouse_passes_them_all(sound: Path, tmp_path: Path) -> None:
    outcomes = audit(copy(sound, tmp_path))
    assert [(o.name, o.sample) for o in outcomes if not o.passed] == []
    assert [o.name for o in outcomes] == [check.name for check in checks()]


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_a_broken_rule_is_heard(check: Any, sound: Path, tmp_path: Path) -> None:
    with writing(copy(sound, tmp_path)) as connection:
        connection.execute(BREAKS[check.name])
        outcome = carry_out(connection, check)
    assert not outcome.passed
    assert outcome.observed.isdigit(), outcome.message  # it found rows; it did not just fail to run
    assert outcome.severity == check.severity
    assert outcome.sample


def test_every_check_has_a_case() -> None:
    assert {check.name for check in checks()} == set(BREAKS)


def test_a_check_is_named_after_a_relation(sound: Path) -> None:
    with duckdb.connect(str(sound), read_only=True) as connection:
        tables = connection.execute("select distinct table_name from duckdb_columns()").fetchall()
    assert {check.relation for check in checks()} <= {name for (name,) in tables} | {"catalogue"}


def test_outcomes_are_kept_with_the_run(sound: Path, tmp_path: Path) -> None:
    target = copy(sound, tmp_path)
    first, second = audit(target), audit(target)
    assert first == second
    with duckdb.connect(str(target), read_only=True) as connection:
        kept = connection.execute(
            "select check_name, passed from quality.check_result where stage = 'warehouse'"
        )
        assert sorted(kept.fetchall()) == sorted((o.name, o.passed) for o in second)


@pytest.mark.parametrize(
    "sql", ["select * from core.no_such_table", "selec 1", "select 1 / (error('boom'))::integer"]
)
def test_a_check_that_raises_fails(sql: str, sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sql"
    (folder / "checks").mkdir(parents=True)
    (folder / "checks" / "facts__broken.sql").write_text(f"-- severity: warn\n-- Broken.\n{sql};\n")
    (outcome,) = audit(copy(sound, tmp_path), sql=folder)
    assert (outcome.passed, outcome.severity, outcome.observed) == (False, "fail", "error")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts.sql", "-- severity: fail\n-- Meaning.\nselect 1"),
        ("facts__rule.sql", "-- severity: fatal\n-- Meaning.\nselect 1"),
        ("facts__rule.sql", "-- severity: fail\nselect 1"),
        ("facts__rule.sql", "select 1"),
    ],
)
def test_a_check_says_its_severity_and_meaning(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / name).write_text(text)
    with pytest.raises(StorageError, match=name):
        checks(tmp_path)
