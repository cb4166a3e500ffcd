"""What Dagster sees: assets in their groups, checks, job, schedule, sensor, lock and retries."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest
import yaml

from pipelines.assets.common import step
from pipelines.config import Settings
from pipelines.definitions import JOB, build_defs
from pipelines.errors import LockHeld, StorageError
from pipelines.quality import dimensions
from pipelines.resources import silent
from pipelines.warehouse import RunLock, checks
from schemas.fields import FACT_TABLES

ROOT = Path(__file__).resolve().parents[2]
RUN = SimpleNamespace(progress=silent)


@pytest.fixture
def defs(line: Any) -> dg.Definitions:
    return build_defs(line.settings)


def test_every_asset_explains_itself(defs: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(defs)
    specs = list(defs.resolve_all_asset_specs())
    assert {spec.group_name for spec in specs} == {"raw", "staging", "validation", "warehouse", "report"}
    for spec in specs:
        assert spec.description, spec.key
        assert spec.kinds, spec.key
        assert spec.owners, spec.key


def test_the_way_of_the_data_is_the_lineage(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()

    def upstream(*key: str) -> set[str]:
        return {"/".join(each.path) for each in graph.get(dg.AssetKey(list(key))).parent_keys}

    assert upstream("documents") == {"source_files"}
    assert upstream("candidates", "funding") == {"documents", "source_files"}
    assert "candidates/funding" in upstream("valid", "funding")
    assert {f"valid/{name}" for name in FACT_TABLES} | {"ledger", "quarantine"} <= upstream("warehouse_build")
    assert upstream("published_warehouse") == {"warehouse_build"}
    assert upstream("report_views") == {"published_warehouse"}
    assert upstream("report_page") == {"published_warehouse"}


def test_every_sql_check_is_an_asset_check_that_blocks_where_it_says_fail(defs: dg.Definitions) -> None:
    specs = {key: spec for each in defs.asset_checks for key, spec in each.check_specs_by_output_name.items()}
    audit = {spec.name: spec for spec in specs.values() if spec.asset_key == dg.AssetKey("warehouse_build")}
    assert audit.pop(dimensions.NAME).blocking
    assert {name: spec.blocking for name, spec in audit.items()} == {
        **{check.name: check.severity == "fail" for check in checks()},
        "score_over_line": True,
        "score_not_worse": False,
    }
    books = {spec.name: spec.blocking for spec in specs.values() if spec.asset_key == dg.AssetKey("ledger")}
    must = {"rows_add_up", "some_rows_valid", "digits_in_mentions", "evidence_in_text", "withdrawn_share"}
    assert must <= {name for name, blocking in books.items() if blocking}
    contracts = [spec for spec in specs.values() if spec.name == "contract"]
    assert len(contracts) == len(FACT_TABLES) + 1


def test_schedule_and_sensor_are_on_and_the_job_has_an_end(defs: dg.Definitions, line: Any) -> None:
    schedule, sensor = defs.resolve_schedule_def("daily"), defs.resolve_sensor_def("raw_changed")
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    assert schedule.cron_schedule == line.settings.schedule
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING
    assert sensor.minimum_interval_seconds == 30
    assert defs.resolve_job_def(JOB).tags["dagster/max_runtime"] == str(line.settings.run_seconds)


def test_schedule_asks_for_a_run_of_what_was_never_published(defs: dg.Definitions) -> None:
    context = dg.build_schedule_context(scheduled_execution_time=datetime(2026, 1, 1, 5, tzinfo=UTC))
    assert len(defs.resolve_schedule_def("daily").evaluate_tick(context).run_requests) == 1


def test_sensor_sees_new_changed_and_removed_files(defs: dg.Definitions, line: Any) -> None:
    sensor = defs.resolve_sensor_def("raw_changed")
    cursor = None
    for change in (
        lambda: None,
        lambda: (line.raw / "new.txt").write_text("In 2020, Peru joined.\n", encoding="utf-8"),
        lambda: line.edit("new.txt", "Peru", "Mali"),
        lambda: (line.raw / "new.txt").unlink(),
    ):
        change()
        tick = sensor.evaluate_tick(dg.build_sensor_context(cursor=cursor))
        assert len(tick.run_requests) == 1
        assert tick.cursor != cursor
        cursor = tick.cursor
        again = sensor.evaluate_tick(dg.build_sensor_context(cursor=cursor))
        assert not again.run_requests
        assert again.skip_message == "raw/ is as it was"


def test_sensor_waits_for_a_file_that_is_being_copied_in(line: Any) -> None:
    settings = Settings(raw=line.raw, warehouse=line.home, settle_seconds=30)
    sensor = build_defs(settings).resolve_sensor_def("raw_changed")
    tick = sensor.evaluate_tick(dg.build_sensor_context())
    assert not tick.run_requests
    assert "changed just now" in tick.skip_message
    for path in line.raw.iterdir():
        os.utime(path, (0, 0))
    assert sensor.evaluate_tick(dg.build_sensor_context()).run_requests


def test_a_scheduled_run_takes_the_lock_too(line: Any) -> None:
    settings = Settings(raw=line.raw, warehouse=line.home, lock_wait_seconds=0)
    job = build_defs(settings).resolve_job_def(JOB)
    with RunLock(line.home, datetime.now(UTC)), pytest.raises(dg.DagsterError) as caught:
        job.execute_in_process()
    assert isinstance(caught.value.__cause__, LockHeld)
    assert not (line.home / "staging").exists()


@pytest.mark.parametrize("number", [errno.EAGAIN, errno.EIO, errno.ESTALE])
def test_a_passing_fault_of_the_machine_is_tried_again_a_few_times(number: int) -> None:
    fault = OSError(number, os.strerror(number))
    with pytest.raises(dg.RetryRequested), step(SimpleNamespace(retry_number=0), RUN, "stage"):
        raise fault
    with pytest.raises(dg.RetryRequested), step(SimpleNamespace(retry_number=1), RUN, "stage"):
        raise StorageError("disk") from fault
    with pytest.raises(StorageError), step(SimpleNamespace(retry_number=2), RUN, "stage"):
        raise fault


@pytest.mark.parametrize("error", [ValueError("data"), OSError(errno.ENOSPC, "full"), StorageError("torn")])
def test_nothing_else_is_tried_again(error: Exception) -> None:
    expected = StorageError if isinstance(error, OSError) else type(error)
    with pytest.raises(expected), step(SimpleNamespace(retry_number=0), RUN, "stage"):
        raise error


def test_dagster_is_told_to_be_silent_to_end_runs_and_to_catch_up_once() -> None:
    told = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    assert told["telemetry"]["enabled"] is False
    assert told["run_monitoring"]["enabled"] is True
    assert told["run_monitoring"]["max_runtime_seconds"] > 0
    assert told["concurrency"]["runs"]["max_concurrent_runs"] == 1
    assert told["scheduler"]["config"]["max_catchup_runs"] == 1
