"""Load, publish, crash, many at once (faults 36 to 46): readers get the old warehouse or the new, whole."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.errors import AuditFailed, ConfigurationError, LockHeld, StorageError
from pipelines.warehouse import (
    CHECK_RESULTS,
    RunLock,
    RunRecord,
    Snapshot,
    audit,
    build,
    content_hash,
    new_build,
    open_reader,
    publish,
    published,
    rollback,
    snapshots,
    unchanged,
    verify,
)
from schemas.fields import TABLES, arrow_schema

START = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def stage(folder: Path, text: str) -> Path:
    """Stages one document, ``text``, that names no figure and no date."""
    (folder / "valid").mkdir(parents=True)
    for name, table in TABLES.items():
        where = folder if name == "quarantine" else folder / "valid"
        pq.write_table(arrow_schema(table).empty_table(), where / f"{name}.parquet")
    pq.write_table(CHECK_RESULTS.empty_table(), folder / "check_results.parquet")
    row: dict[str, Any] = dict.fromkeys(arrow_schema(TABLES["documents"]).names)
    row |= {
        "document_id": "a",
        "source_file": "a.txt",
        "other_files": [],
        "content_sha256": "x",
        "text": text,
    }
    row |= {"text_sha256": hashlib.sha256(text.encode()).hexdigest(), "char_count": len(text)}
    documents = pa.Table.from_pylist([row], schema=arrow_schema(TABLES["documents"]))
    pq.write_table(documents, folder / "valid" / "documents.parquet")
    return folder


def ready(staging: Path, home: Path, number: int) -> Path:
    """An audited build of ``staging``."""
    target = new_build(home, f"run-{number}")
    record = RunRecord(f"run-{number}", START + timedelta(days=number), "v1")
    build(staging, target, record, published(home))
    audit(target)
    return target


def pages(snapshot: Snapshot, folder: Path) -> None:
    """A page that says which run its snapshot is of."""
    folder.mkdir()
    (folder / "index.html").write_text(snapshot.run_id)


def run(staging: Path, home: Path, number: int, keep: int = 5, **more: Any) -> Snapshot:
    """The warehouse's part of one run."""
    target = ready(staging, home, number)
    return publish(
        target, home, created=START + timedelta(days=number), keep=keep, **{"pages": pages, **more}
    )


@pytest.fixture(scope="module")
def stagings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("stagings")
    return [stage(folder / str(number), f"Text {'I' * number}.") for number in range(4)]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, stagings: list[Path]) -> Path:
    """A home in which one run was published; copied, never changed."""
    home = tmp_path_factory.mktemp("once") / "warehouse"
    run(stagings[0], home, 0)
    return home


@pytest.fixture
def home(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / "warehouse", symlinks=True))


def text_in(home: Path) -> str:
    with open_reader(home / "cooperation.duckdb") as connection:
        ((text,),) = connection.execute("select text from report.documents").fetchall()
    return str(text)


def page_of(home: Path) -> str:
    return (home / "report" / "index.html").read_text()


def runs_shown(home: Path) -> tuple[str, str]:
    """The runs that the warehouse and the page are of, as a reader gets them."""
    with open_reader(home / "cooperation.duckdb") as connection:
        ((last,),) = connection.execute("select max(run_id) from quality.run").fetchall()
    return last, page_of(home)


def test_what_is_published(home: Path) -> None:
    link = home / "cooperation.duckdb"
    (snapshot,) = snapshots(home)
    assert link.is_symlink()
    assert not link.readlink().is_absolute()
    assert published(home) == snapshot.path.resolve()
    assert snapshot.path.stat().st_mode & 0o777 == 0o444
    assert verify(home) == snapshot
    assert snapshot.published
    assert (snapshot.run_id, snapshot.created) == ("run-0", START)
    assert snapshot.rows["core.dim_document"] == 1
    assert list((home / "builds").iterdir()) == []
    assert runs_shown(home) == ("run-0", "run-0")
    links = [home / name for name in ("cooperation.duckdb", "report", "current")]
    assert not any(link.readlink().is_absolute() for link in links)  # the folder can be moved and shared


def test_nothing_is_published_yet(tmp_path: Path) -> None:
    assert published(tmp_path) is None
    assert verify(tmp_path) is None
    assert snapshots(tmp_path) == []


def test_36_the_same_input_is_no_news(home: Path, stagings: list[Path]) -> None:
    again = ready(stagings[0], home, 1)
    assert unchanged(again, home)
    assert content_hash(again) == snapshots(home)[0].content_hash
    other = ready(stagings[1], home, 2)
    assert not unchanged(other, home)
    assert not again.exists()  # what a run leaves behind is discarded by the next


BUILDING = [
    "create",
    "load core.dim_document",
    "checkpoint",
    "close",
    "keep check results",
    "checkpoint audit",
]
PUBLISHING = ["read", "hash", "fsync", "manifest", "move", "fsync snapshots", "pages", "link", "switch"]
AFTER_THE_SWITCH = ["fsync home", "prune"]
STEPS = [*BUILDING, *PUBLISHING, *AFTER_THE_SWITCH]
# Forks a run for each step, which ends itself there as the system would: no clean-up, no closing.
KILLER = """
import json, os, shutil, signal, sys
from pathlib import Path
sys.path[:0] = {path!r}
import pandas
from tests_publish import *
from pipelines.warehouse.reference import countries
countries()
ended = {{}}
for wanted, home in {homes!r}.items():
    child = os.fork()
    if not child:
        home = Path(home)
        def step(name):
            if name == wanted:
                os.kill(os.getpid(), signal.SIGKILL)
        if wanted in BUILDING:
            record = RunRecord("run-1", START + timedelta(days=1), "v1")
            target = new_build(home, "run-1")
            build(Path({staging!r}), target, record, published(home), step=step)
            audit(target, step=step)
        else:
            target = Path(shutil.copy({audited!r}, new_build(home, "run-1")))
        publish(target, home, created=START + timedelta(days=1), keep=5, pages=pages, step=step)
        os._exit(0)
    ended[wanted] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(json.dumps(ended))
"""


@pytest.fixture(scope="module")
def audited(once: Path, stagings: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second run's build, audited and not yet published; copied, never changed."""
    home = tmp_path_factory.mktemp("audited") / "warehouse"
    return ready(stagings[1], Path(shutil.copytree(once, home, symlinks=True)), 1)


def copied(audited: Path, home: Path) -> Path:
    """``audited`` as the build of ``home``."""
    return Path(shutil.copy(audited, new_build(home, "run-1")))


@pytest.fixture(scope="module")
def killed(
    once: Path, audited: Path, stagings: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """For each step, a home in which the second run was killed there with -9."""
    folder = tmp_path_factory.mktemp("killed")
    homes = {
        step: str(shutil.copytree(once, folder / str(number), symlinks=True))
        for number, step in enumerate(STEPS)
    }
    shutil.copy(__file__, folder / "tests_publish.py")
    paths = [str(folder), str(ROOT)]
    script = KILLER.format(path=paths, staging=str(stagings[1]), audited=str(audited), homes=homes)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == dict.fromkeys(STEPS, -9)  # each was killed where it should be
    return {step: Path(home) for step, home in homes.items()}


@pytest.mark.parametrize("step", STEPS)
def test_37_38_killed(step: str, killed: dict[str, Path], audited: Path) -> None:
    home = killed[step]
    assert text_in(home) == ("Text I." if step in AFTER_THE_SWITCH else "Text .")
    assert runs_shown(home) == (("run-1",) * 2 if step in AFTER_THE_SWITCH else ("run-0",) * 2)
    assert verify(home) is not None  # the published file is whole, and the manifest knows it
    (home / "builds" / "run-0.duckdb.wal").write_bytes(b"left")
    new_build(home, "run-2")
    assert list((home / "builds").iterdir()) == []
    target = copied(audited, home)
    assert unchanged(target, home) == (step in AFTER_THE_SWITCH)
    again = publish(target, home, created=START + timedelta(days=2), keep=1, pages=pages)
    assert text_in(home) == "Text I."
    assert runs_shown(home) == ("run-1", "run-1")
    assert {path.stem for path in (home / "snapshots").iterdir()} == {again.id}  # what was left is gone
    assert verify(home) is not None


def test_39_a_build_with_a_wal_is_not_published(home: Path, audited: Path) -> None:
    target = copied(audited, home)
    target.with_name(target.name + ".wal").write_bytes(b"stale")
    with pytest.raises(StorageError, match="not closed"):
        publish(target, home, created=START, keep=5)
    assert list((home / "builds").iterdir()) == []
    assert text_in(home) == "Text ."


def test_40_a_damaged_file_and_the_way_back(home: Path, stagings: list[Path]) -> None:
    (first,) = snapshots(home)
    second = run(stagings[1], home, 1)
    second.path.chmod(0o644)
    with second.path.open("r+b") as file:
        file.seek(20_000)
        file.write(b"damage")
    with pytest.raises(StorageError, match=rf"damaged.*cooperation rollback {first.id}"):
        verify(home)
    assert rollback(home, first.id).published
    assert verify(home) is not None
    assert text_in(home) == "Text ."
    with pytest.raises(StorageError, match="damaged too"):
        rollback(home, second.id)
    with pytest.raises(ConfigurationError, match=f"'x'; there are: {first.id}"):
        rollback(home, "x")


def test_40_nothing_to_go_back_to(home: Path) -> None:
    file = published(home)
    assert file is not None
    file.unlink()
    with pytest.raises(StorageError, match=r"gone.*cooperation run --full"):
        published(home)


def test_40_a_wal_beside_the_published_file(home: Path) -> None:
    file = published(home)
    assert file is not None
    file.with_name(file.name + ".wal").write_bytes(b"stale")
    with pytest.raises(StorageError, match="does not belong there"):
        verify(home)


def test_40_a_manifest_that_is_none(home: Path) -> None:
    (home / "manifest.json").write_text('{"snapshots": [{"id": 1}]}')
    with pytest.raises(StorageError, match=r"manifest\.json: is no manifest"):
        verify(home)


@pytest.mark.parametrize("step", PUBLISHING)
def test_42_the_disk_is_full_at_a_step(step: str, home: Path, audited: Path) -> None:
    def full(name: str) -> None:
        if name == step:
            raise OSError(28, "No space left on device")

    target = copied(audited, home)
    with pytest.raises(StorageError, match="No space left"):
        publish(target, home, created=START, keep=5, step=full)
    assert list((home / "builds").iterdir()) == []
    assert text_in(home) == "Text ."
    assert verify(home) is not None
    assert publish(copied(audited, home), home, created=START, keep=5).published


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow beyond 200 kB, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_42_the_disk_is_full_while_loading(home: Path, stagings: list[Path], small_disk: None) -> None:
    target = new_build(home, "run-1")
    with pytest.raises(StorageError, match=r"run-1\.duckdb|sql/"):
        build(stagings[1], target, RunRecord("run-1", START, "v1"), published(home))
    assert list((home / "builds").iterdir()) == []
    assert verify(home) is not None


def test_42_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "builds").write_text("a file stands where the folder belongs")
    with pytest.raises(StorageError, match="builds"):
        new_build(tmp_path, "run-1")
    with pytest.raises(StorageError, match="lock"), RunLock(tmp_path / "builds", START):
        pass


def test_a_failed_or_missing_audit_is_not_published(home: Path, stagings: list[Path]) -> None:
    record = RunRecord("run-1", START + timedelta(days=1), "v1")
    target = new_build(home, "run-1")
    build(stagings[1], target, record, published(home))
    with pytest.raises(AuditFailed, match="was not audited"):
        publish(target, home, created=START, keep=5)
    build(stagings[1], target, record, published(home))
    with duckdb.connect(str(target)) as connection:
        connection.execute("update core.dim_document set text = 'other'")
    failed = [outcome.name for outcome in audit(target) if outcome.severity == "fail" and not outcome.passed]
    assert failed == ["dim_document__figures_fit_the_text"]
    with pytest.raises(AuditFailed, match=failed[0]):
        publish(target, home, created=START, keep=5)
    assert not target.exists()
    assert text_in(home) == "Text ."


def test_43_a_second_run_is_told_of_the_first(tmp_path: Path) -> None:
    holder = (
        "import sys, datetime, pathlib; from pipelines.warehouse import RunLock\n"
        "started = datetime.datetime(2026, 1, 2, 3, tzinfo=datetime.UTC)\n"
        f"with RunLock(pathlib.Path({str(tmp_path)!r}), started):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    began = datetime.now(UTC)
    message = f"process {child.pid}, started 2026-01-02T03:00:00"
    with pytest.raises(LockHeld, match=message), RunLock(tmp_path, START):
        pass
    assert datetime.now(UTC) - began < timedelta(seconds=1)
    child.kill()  # with -9; nothing has to be cleared
    child.communicate()
    with (
        RunLock(tmp_path, START),
        pytest.raises(LockHeld, match=f"process {os.getpid()}"),
        RunLock(tmp_path, START),
    ):
        pass


def test_44_a_reader_open_across_three_publications(home: Path, stagings: list[Path]) -> None:
    with open_reader(home / "cooperation.duckdb") as old:
        for number in (1, 2, 3):
            run(stagings[number], home, number, keep=1)
            assert old.execute("select text from report.documents").fetchall() == [("Text .",)]
            # 46: a second connection of the same process gets the file that the path leads to now
            assert text_in(home) == f"Text {'I' * number}."
        assert old.execute("select count(*) from core.dim_country").fetchall()[0][0] > 200
    assert [snapshot.run_id for snapshot in snapshots(home)] == ["run-3"]
    assert len(list((home / "snapshots").iterdir())) == 2  # the file, and the folder of its page


def test_readers_never_find_nothing(home: Path, stagings: list[Path]) -> None:
    seen, stop = set(), threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(text_in(home))

    reader = threading.Thread(target=read)
    reader.start()
    first = snapshots(home)[0]
    second = run(stagings[1], home, 1)
    for number in range(20):
        rollback(home, (first, second)[number % 2].id)
    stop.set()
    reader.join()
    assert seen <= {"Text .", "Text I."}
    assert seen


def test_45_going_back_brings_back_the_page_of_that_snapshot(home: Path, stagings: list[Path]) -> None:
    (first,) = snapshots(home)
    run(stagings[1], home, 1)
    assert runs_shown(home) == ("run-1", "run-1")
    rollback(home, first.id)
    assert runs_shown(home) == ("run-0", "run-0")


def no_template(*_: object) -> None:
    raise StorageError("a template went wrong")


def test_57_where_pages_cannot_be_made_the_old_ones_stay(home: Path, stagings: list[Path]) -> None:
    run(stagings[1], home, 1, pages=no_template)
    assert runs_shown(home) == ("run-1", "run-0")
    run(stagings[2], home, 2)
    assert runs_shown(home) == ("run-2", "run-2")


def older(home: Path) -> Snapshot:
    """Makes ``home`` what an older version left: link and page stand by themselves."""
    (first,) = snapshots(home)
    for name in ("cooperation.duckdb", "report", "current"):
        (home / name).unlink()
    shutil.rmtree(first.path.with_suffix(""))
    (home / "cooperation.duckdb").symlink_to(Path("snapshots") / first.path.name)
    (home / "report").mkdir()
    (home / "report" / "index.html").write_text("run-0")
    return first


def test_a_home_of_an_older_version_goes_on(home: Path, stagings: list[Path]) -> None:
    first = older(home)
    assert verify(home) == first
    run(stagings[1], home, 1)
    assert runs_shown(home) == ("run-1", "run-1")
    rollback(home, first.id)
    assert runs_shown(home) == ("run-0", "run-0")


def test_going_back_to_what_was_published_without_pages(home: Path, stagings: list[Path]) -> None:
    first = older(home)
    second = run(stagings[1], home, 1)
    shutil.rmtree(first.path.with_suffix(""))
    rollback(home, first.id, pages=no_template)  # the page cannot be made of it: the one there stays
    assert runs_shown(home) == ("run-0", "run-1")
    rollback(home, second.id)
    assert runs_shown(home) == ("run-1", "run-1")


def test_the_last_snapshots_are_kept_and_the_published_one_always(home: Path, stagings: list[Path]) -> None:
    for number in (1, 2):
        run(stagings[number], home, number, keep=2)
    assert [snapshot.run_id for snapshot in snapshots(home)] == ["run-1", "run-2"]
    rollback(home, snapshots(home)[0].id)
    assert [(s.run_id, s.published) for s in snapshots(home)] == [("run-1", True), ("run-2", False)]
    run(stagings[3], home, 3, keep=1)
    assert [(s.run_id, s.published) for s in snapshots(home)] == [("run-3", True)]
