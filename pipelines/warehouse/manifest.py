"""``manifest.json``: what each snapshot should hold, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.errors import StorageError
from pipelines.warehouse.model import Snapshot

NAME = "manifest.json"


def read(home: Path) -> list[Snapshot]:
    """The snapshots that the manifest of ``home`` tells of, the oldest first; none without a manifest.

    Raises StorageError naming the file where it cannot be read.
    """
    path = home / NAME
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["snapshots"]
        found = [_snapshot(home, entry) for entry in entries]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StorageError(
            f"{path}: is no manifest: {error!r}; move it away, the next run writes a new one"
        ) from error
    return sorted(found, key=lambda s: (s.created, s.id))


def write(home: Path, snapshots: Iterable[Snapshot]) -> None:
    """Puts a manifest of ``snapshots`` in the place of the one of ``home``, in one step. Raises OSError."""
    entries = [_entry(s) for s in sorted(snapshots, key=lambda s: (s.created, s.id))]
    aside = home / f"{NAME}.next"
    with aside.open("w", encoding="utf-8") as file:
        json.dump({"snapshots": entries}, file, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    aside.rename(home / NAME)


def file_hash(path: Path) -> str:
    """SHA-256 of the file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _snapshot(home: Path, entry: dict[str, Any]) -> Snapshot:
    return Snapshot(
        id=entry["id"],
        path=home / "snapshots" / f"{entry['id']}.duckdb",
        created=datetime.fromisoformat(entry["created"]),
        run_id=entry["run_id"],
        sha256=entry["sha256"],
        content_hash=entry["content_hash"],
        rows=entry["rows"],
        published=False,
    )


def _entry(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "id": snapshot.id,
        "created": snapshot.created.isoformat(),
        "run_id": snapshot.run_id,
        "sha256": snapshot.sha256,
        "content_hash": snapshot.content_hash,
        "rows": dict(snapshot.rows),
    }
