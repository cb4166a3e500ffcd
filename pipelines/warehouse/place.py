"""Where readers look: the warehouse and its page, switched together in one rename.

    cooperation.duckdb -> current/cooperation.duckdb -> ../ID.duckdb
    report             -> current/report             (the pages made of that snapshot)
    current            -> snapshots/ID

All links are relative, so that the folder can be copied or shared as it is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pipelines.errors import StorageError
from pipelines.warehouse.connection import explained
from pipelines.warehouse.model import Snapshot, Step, no_step

LINK = "cooperation.duckdb"
REPORT = "report"
SNAPSHOTS = "snapshots"
CURRENT = "current"

Pages = Callable[[Snapshot, Path], None]
"""Writes the pages of a snapshot, whose file is in its place, into a folder that is not there yet.

Raises StorageError where they cannot be made."""


def no_pages(_: Snapshot, __: Path) -> None:
    """Makes no pages."""


def folder_of(snapshot: Snapshot) -> Path:
    """The folder of ``snapshot`` that ``current`` leads to while it is published."""
    return snapshot.path.with_suffix("")


def furnish(snapshot: Snapshot, home: Path, pages: Pages, step: Step = no_step) -> None:
    """Makes the folder of ``snapshot``, whole or not at all.

    Where its pages cannot be made, those that readers have now stay, which name the snapshot they are of.
    """
    folder = folder_of(snapshot)
    aside = folder.with_name(f".{folder.name}.next")
    with explained(str(folder)):
        step("pages")
        shutil.rmtree(aside, ignore_errors=True)
        _link_to_file(aside, snapshot.path.name)
        try:
            pages(snapshot, aside / REPORT)
        except StorageError:
            shutil.rmtree(aside / REPORT, ignore_errors=True)
            if (home / REPORT).is_dir():
                shutil.copytree(home / REPORT, aside / REPORT)
        (aside / REPORT).mkdir(exist_ok=True)
        sync(aside)
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
        sync(folder.parent)


def switch(snapshot: Snapshot, home: Path, step: Step) -> None:
    """Lets readers get ``snapshot``, warehouse and page, in one rename: the old ones or the new ones."""
    with explained(str(home / CURRENT)):
        step("link")
        _adopt(home)
        aside = _aside(home, CURRENT, Path(SNAPSHOTS) / folder_of(snapshot).name)
        step("switch")
        aside.rename(home / CURRENT)
        for name in (LINK, REPORT):  # where they are not there yet: nothing was published before
            _point(home, name, Path(CURRENT) / name)
        step("fsync home")
        sync(home)


def sync(path: Path) -> None:
    """Waits until the file or folder ``path`` is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _adopt(home: Path) -> None:
    """Brings a home of an older version into this form: there link and page stood by themselves."""
    link, report = home / LINK, home / REPORT
    file = link.resolve()
    if not (home / CURRENT).is_symlink() and file.is_file() and file.parent.name == SNAPSHOTS:
        folder = file.with_suffix("")
        if not folder.exists():
            _link_to_file(folder, file.name)
        _point(home, CURRENT, Path(SNAPSHOTS) / folder.name)
    if report.is_dir() and not report.is_symlink() and (home / CURRENT).is_dir():
        inside = home / CURRENT / REPORT
        if inside.exists():
            shutil.rmtree(report)
        else:
            report.rename(inside)
        _point(home, REPORT, Path(CURRENT) / REPORT)


def _link_to_file(folder: Path, file: str) -> None:
    folder.mkdir(parents=True)
    (folder / LINK).symlink_to(Path("..") / file)


def _point(home: Path, name: str, to: Path) -> None:
    """Lets the link ``name`` lead to ``to``, in one rename, where it does not yet."""
    link = home / name
    if not link.is_symlink() or link.readlink() != to:
        _aside(home, name, to).rename(link)


def _aside(home: Path, name: str, to: Path) -> Path:
    aside = home / f"{name}.next"
    with suppress(FileNotFoundError):
        aside.unlink()
    aside.symlink_to(to)
    return aside
