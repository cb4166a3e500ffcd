"""Publishing a build in one step, and going back to what was published before.

A warehouse's home holds ``builds/``, ``snapshots/`` (published files, each with a name of its own, and beside
each a folder with its pages), the links that lead readers to one of them (``place.py``), and
``manifest.json``, which says what each file should hold. A file is entered there before readers are led to
it, so that whatever is published can be verified.
"""

# ruff: noqa: S608 - the names put into SQL are those of sql/ and the catalogue, never a user's
from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.errors import AuditFailed, ConfigurationError, StorageError
from pipelines.warehouse import manifest
from pipelines.warehouse.build import count_rows
from pipelines.warehouse.connection import discard, explained, wal
from pipelines.warehouse.content import content_hash, content_hash_of
from pipelines.warehouse.model import Snapshot, Step, no_step
from pipelines.warehouse.place import LINK, SNAPSHOTS, Pages, folder_of, furnish, no_pages, switch, sync


def publish(
    target: Path,
    home: Path,
    *,
    created: datetime,
    keep: int,
    pages: Pages = no_pages,
    step: Step = no_step,
) -> Snapshot:
    """Publishes the audited build ``target`` as ``home``'s warehouse and keeps the last ``keep`` snapshots.

    With it what ``pages`` makes of it, in the same step; where they cannot be made, the old ones stay. Raises
    AuditFailed where the build was not audited or failed, StorageError where it cannot be sealed, moved or
    switched to. Then it is deleted, and readers still get the warehouse before.
    """
    try:
        snapshot = _seal(target, home, created, step)
        _store(target, snapshot, home, step)
        furnish(snapshot, home, pages, step)
        switch(snapshot, home, step)
    except BaseException:
        discard(target)
        raise
    step("prune")
    prune(home, keep)
    return replace(snapshot, published=True)


def _seal(target: Path, home: Path, created: datetime, step: Step) -> Snapshot:
    """Reads the closed build once more, and makes the file what it stays: hashed, read-only, on the disk."""
    with explained(str(target)):
        step("read")
        if wal(target).exists():
            raise StorageError(
                f"{wal(target)}: the build was not closed: DuckDB would replay this into the file"
            )
        with duckdb.connect(str(target), read_only=True) as connection:
            run_id = _audited_run(connection, target)
            rows = count_rows(connection)
            _read_views(connection)
            content = content_hash_of(connection)
        step("hash")
        digest = manifest.file_hash(target)
        target.chmod(0o444)
        step("fsync")
        sync(target)
    name = f"{created.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:8]}"
    return Snapshot(name, home / SNAPSHOTS / f"{name}.duckdb", created, run_id, digest, content, rows, False)


def _audited_run(connection: duckdb.DuckDBPyConnection, target: Path) -> str:
    runs = connection.execute(
        "select run_id from quality.run order by started_at desc, run_id desc"
    ).fetchall()
    run_id = str(runs[0][0]) if runs else ""
    results = connection.execute(
        "select check_name, observed, severity = 'fail' and not passed from quality.check_result"
        " where run_id = ? and stage = 'warehouse' order by check_name",
        [run_id],
    ).fetchall()
    if not results:
        raise AuditFailed(f"{target}: was not audited")
    failed = [f"{name} ({observed})" for name, observed, blocks in results if blocks]
    if failed:
        raise AuditFailed(f"{target}: failed {', '.join(failed)}")
    return run_id


def _read_views(connection: duckdb.DuckDBPyConnection) -> None:
    views = connection.execute("select view_name from duckdb_views() where schema_name = 'report'").fetchall()
    for (view,) in views:
        connection.execute(f"select * from report.{view} limit 1").fetchall()


def _store(target: Path, snapshot: Snapshot, home: Path, step: Step) -> None:
    with explained(str(snapshot.path.parent)):
        step("manifest")
        snapshot.path.parent.mkdir(parents=True, exist_ok=True)
        known = [s for s in snapshots(home) if s.id != snapshot.id]
        manifest.write(home, [*known, snapshot])
        step("move")
        target.rename(snapshot.path)
        step("fsync snapshots")
        sync(snapshot.path.parent)


def published(home: Path) -> Path | None:
    """The file that readers of ``home`` get now, links resolved; None where nothing was published yet.

    Raises StorageError where the link leads nowhere.
    """
    link = home / LINK
    if not link.is_symlink() and not link.exists():
        return None
    file = link.resolve()
    if not file.is_file():
        raise StorageError(f"{link}: leads to {file.name}, which is gone. {_way_back(home, file)}")
    return file


def snapshots(home: Path) -> list[Snapshot]:
    """The snapshots of ``home`` whose files are there, the oldest first."""
    with suppress(FileNotFoundError):
        current = (home / LINK).resolve(strict=True)
        return [
            replace(s, published=s.path.resolve() == current) for s in manifest.read(home) if s.path.is_file()
        ]
    return [s for s in manifest.read(home) if s.path.is_file()]


def verify(home: Path) -> Snapshot | None:
    """The published snapshot, its file found to be what was published; None where nothing was published yet.

    Raises StorageError, with the command that goes back, where it is not.
    """
    file = published(home)
    if file is None:
        return None
    found = next((s for s in snapshots(home) if s.published), None)
    if found is None:
        raise StorageError(f"{file}: is not in {home / manifest.NAME}. {_way_back(home, file)}")
    if wal(file).exists():
        raise StorageError(
            f"{wal(file)}: does not belong there: DuckDB would replay it into the file. Delete it"
        )
    with explained(str(file)):
        actual = manifest.file_hash(file)
    if actual != found.sha256:
        raise StorageError(
            f"{file}: is damaged: its SHA-256 is {actual[:12]}…, published was {found.sha256[:12]}…."
            f" {_way_back(home, file)}"
        )
    return found


def snapshot_called(home: Path, wanted: str | None = None) -> Snapshot:
    """The snapshot of ``home`` whose id is ``wanted`` or begins so; without one, the published snapshot.

    Raises ConfigurationError where there is none, or where several begin so.
    """
    kept = snapshots(home)
    if not kept:
        raise ConfigurationError(f"nothing is published in {home}/ yet: run `cooperation run` first")
    if wanted is None:
        found = [each for each in kept if each.published]
        what = "is published"
    else:
        found = [each for each in kept if each.id == wanted] or [
            each for each in kept if wanted and each.id.startswith(wanted)
        ]
        what = f"is called {wanted!r}"
    if len(found) == 1:
        return found[0]
    if found:
        told = ", ".join(each.id for each in found)
        raise ConfigurationError(f"several snapshots begin with {wanted!r}: {told}; give more of the id")
    raise ConfigurationError(f"no snapshot {what}; there are: {', '.join(each.id for each in kept)}")


def rollback(home: Path, wanted: str, *, pages: Pages = no_pages, step: Step = no_step) -> Snapshot:
    """Lets readers get the snapshot again whose id is ``wanted`` or begins so, with the pages made of it.

    ``pages`` makes them where an older version published it without. Raises ConfigurationError where there
    is none, StorageError where its file is damaged.
    """
    snapshot = snapshot_called(home, wanted)
    if not _is_whole(snapshot):
        raise StorageError(f"{snapshot.path}: is damaged too. {_way_back(home, snapshot.path)}")
    if not folder_of(snapshot).is_dir():
        furnish(snapshot, home, pages)
    switch(snapshot, home, step)
    return replace(snapshot, published=True)


def unchanged(target: Path, home: Path) -> bool:
    """Whether the build ``target`` says just what is published, so that publishing it would be no news."""
    current = next((s for s in snapshots(home) if s.published), None)
    return current is not None and current.content_hash == content_hash(target)


def prune(home: Path, keep: int) -> list[Snapshot]:
    """Deletes all but the newest ``keep`` snapshots, never the published one; those that were deleted."""
    known = snapshots(home)
    kept = [s for s in known if s.published or s in known[max(len(known) - keep, 0) :]]
    gone = [s for s in known if s not in kept]
    with explained(str(home)):
        if gone:
            manifest.write(home, kept)
        for snapshot in gone:
            snapshot.path.unlink(missing_ok=True)
        names = {folder_of(snapshot).name for snapshot in kept}
        for folder in (home / SNAPSHOTS).iterdir():  # those of killed runs, too
            if folder.is_dir() and folder.name not in names:
                shutil.rmtree(folder, ignore_errors=True)
    return gone


def _way_back(home: Path, file: Path) -> str:
    others: Callable[[Snapshot], bool] = lambda s: s.path.resolve() != file and _is_whole(s)  # noqa: E731
    whole = next((s for s in reversed(snapshots(home)) if others(s)), None)
    if whole is None:
        return "No other snapshot is left; make the warehouse anew with: cooperation run --full"
    return f"Go back to the one before with: cooperation rollback {whole.id}"


def _is_whole(snapshot: Snapshot) -> bool:
    return snapshot.path.is_file() and manifest.file_hash(snapshot.path) == snapshot.sha256
