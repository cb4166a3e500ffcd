"""Whether anything is new: one digest of the sources, the code with its lexicon, and some settings.

Written beside what is published; a run whose fingerprint stands there already has nothing to do.
Nothing here imports Dagster, DuckDB or pandas: that is what makes such a run short.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipelines.config import Settings

PROJECT = Path(__file__).resolve().parents[1]
CODE = ("pipelines", "schemas", "sql")
_CODE_ENDINGS = {
    ".py",
    ".sql",
    ".yml",
    ".yaml",
    ".tsv",
    ".csv",
    ".json",
    ".toml",
    ".txt",
    ".j2",
    ".css",
    ".js",
}
_CHUNK = 1 << 20
_NOTE = Path("staging", "fingerprint")


def fingerprint(settings: Settings) -> str:
    """SHA-256 over what the content of a warehouse depends on: sources, sidecars, code, lexicon, limits."""
    limits = (settings.max_file_bytes, settings.max_line_bytes, settings.document_seconds)
    asked = (settings.expect.model_dump_json(), settings.min_soft_f1, settings.min_strict_f1)
    parts = (raw_digest(settings), code_version(), repr(limits), repr(asked), _labels_digest(settings))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def nothing_new(settings: Settings) -> bool:
    """Whether sources, code and settings are those of the last warehouse that was published."""
    try:
        noted = (settings.warehouse / _NOTE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return noted == fingerprint(settings)


def note_published(home: Path, value: str | None) -> None:
    """Keep the fingerprint of what was published just now; None where the next run has to look again."""
    note = home / _NOTE
    if value is None:
        note.unlink(missing_ok=True)
        return
    aside = note.with_suffix(".new")
    aside.write_text(value, encoding="utf-8")
    aside.replace(note)


def raw_digest(settings: Settings) -> str:
    """SHA-256 over the names and bytes of all files below raw/; over the limit, size and time."""
    digest = hashlib.sha256()
    for path in _files(settings.raw):
        digest.update(os.fsencode(path.relative_to(settings.raw)) + b"\0")
        digest.update(_content(path, settings.max_file_bytes).encode() + b"\0")
    return digest.hexdigest()


def _labels_digest(settings: Settings) -> str:
    """SHA-256 over the labels that runs compare themselves with."""
    digest = hashlib.sha256()
    for path in _files(settings.labels) if settings.labels else ():
        digest.update(path.name.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(_content(path, settings.max_file_bytes).encode() + b"\0")
    return digest.hexdigest()


def raw_signs(raw: Path) -> tuple[str, float]:
    """A digest of names, sizes and times of the files below ``raw`` , and when the newest was changed."""
    digest = hashlib.sha256()
    newest = 0.0
    for path in _files(raw):
        name = os.fsencode(path.relative_to(raw))
        try:
            status = path.lstat()
        except OSError:  # gone since it was listed: the next look sees it
            continue
        digest.update(b"%s\0%d\0%d\0" % (name, status.st_size, status.st_mtime_ns))
        newest = max(newest, status.st_mtime)
    return digest.hexdigest(), newest


def code_version() -> str:
    """SHA-256 over the project's own code, SQL and lexicon."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in _files(PROJECT / folder):
            if path.suffix in _CODE_ENDINGS:
                digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """All that is no folder below ``folder``, in a fixed order; links not followed, hidden names left out."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _content(path: Path, limit: int) -> str:
    """What stands for the file's content. Only plain files are opened: a FIFO would never end."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return f"link to {path.readlink()}"
        if not stat.S_ISREG(status.st_mode):
            return f"mode {status.st_mode}"
        if status.st_size > limit:
            return f"large {status.st_size} {status.st_mtime_ns}"
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()
    except OSError as error:
        return f"errno {error.errno}"
