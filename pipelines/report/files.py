"""The page as a file: made from the published snapshot, put in place in one step, or the old one stays."""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.errors import StorageError
from pipelines.warehouse import Snapshot, snapshots
from pipelines.warehouse.place import REPORT, sync

PAGE = "index.html"
_HEAD = 4096


def page_path(home: Path) -> Path:
    """Where the page of the warehouse folder ``home`` is."""
    return home / REPORT / PAGE


def write_pages(snapshot: Snapshot, folder: Path) -> None:
    """Writes the page of ``snapshot`` into ``folder``, and the dictionary beside it.

    Each file is replaced in one step, the page last. The same snapshot gives the same bytes. Raises
    StorageError where they cannot be made or written.
    """
    from pipelines.report import render  # takes a while to import: altair

    try:
        made = render.pages(snapshot.path, snapshot.id)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            _replace(folder / name, text)
    except Exception as error:
        raise StorageError(
            f"{folder / PAGE}: the page of {snapshot.id} cannot be made: {type(error).__name__}: {error}."
            " The warehouse is published all the same; the page stays as it was"
        ) from error


def make_page(home: Path) -> Path:
    """Makes the pages of what is published in ``home`` anew, and says where the first of them is.

    Raises StorageError where nothing is published, or they cannot be made or written; then the page that was
    there stays as it is.
    """
    snapshot = next((each for each in snapshots(home) if each.published), None)
    if snapshot is None:
        raise StorageError(f"{home}: nothing is published, so there is nothing to make a page of")
    target = page_path(home)
    write_pages(snapshot, target.parent.resolve())
    return target


def is_current(home: Path) -> bool:
    """Whether the page that lies in ``home`` is that of what is published there."""
    published = next((each for each in snapshots(home) if each.published), None)
    try:
        with page_path(home).open(encoding="utf-8") as file:
            head = file.read(_HEAD)
    except (FileNotFoundError, UnicodeDecodeError):
        return False
    return published is not None and f'content="{published.id}"' in head


def _replace(target: Path, page: str) -> None:
    """Whoever opens ``target`` gets the old page or the new one, whole, also after a crash."""
    aside = target.with_name(f".{target.name}.new")
    try:
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    sync(target.parent)
