"""Which files below ``raw/`` are sources, and their bytes. Links out of it and devices are never opened."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipelines.documents.limits import SourceLimits
from pipelines.documents.refusal import Code, SourceFault

SIDECAR_ENDING = ".yml"
FOLDER_FILE = "_expect.yml"  # what is expected of all sources of its folder
CORRECTIONS = "corrections"  # reviewed corrections live beside the sources and are none


class Clock(Protocol):
    """What is needed of a clock; the standard library's ``time`` module is one."""

    def time(self) -> float:
        """Seconds since the epoch."""

    def sleep(self, seconds: float, /) -> None:
        """Wait."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looked like at one moment; two equal looks mean that nobody wrote between them."""

    device: int
    inode: int
    size: int
    changed_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Look:
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Found:
    """A file below ``raw/``: its name there, the path to open, how it looked, or why it is not opened."""

    name: str
    path: Path
    look: Look | None = None
    fault: SourceFault | None = None


@dataclass(slots=True)
class Scan:
    """All that was found below ``raw/``: candidate sources and sidecars, by name; files about folders."""

    sources: list[Found] = field(default_factory=list)
    folders: list[Found] = field(default_factory=list)
    sidecars: dict[str, Found] = field(default_factory=dict)


def printable(name: str) -> str:
    r"""A file name as valid Unicode: bytes that are no UTF-8 become ``\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def scan(raw: Path) -> Scan:
    """Every file below ``raw``, in the order of its names; nothing is opened.

    Hidden files and folders, and ``raw/corrections/``, are left out. Raises OSError where ``raw`` itself
    cannot be listed.
    """
    root = raw.resolve()
    result = Scan()
    for found in sorted(_walk(root, root), key=lambda found: found.name):
        if found.name.rpartition("/")[2] == FOLDER_FILE:
            result.folders.append(found)
        elif found.name.endswith(SIDECAR_ENDING):
            result.sidecars[found.name] = found
        else:
            result.sources.append(found)
    return result


def _walk(root: Path, folder: Path) -> Iterator[Found]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            if here == root:
                raise
            yield Found(_below(root, here), here, fault=_os_fault(error))
            continue
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith(".") or path == root / CORRECTIONS:
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                yield look_at(path, root)


def look_at(path: Path, root: Path) -> Found:
    """``path`` below the real folder ``root``, looked at but not opened."""
    name = _below(root, path)
    try:
        real = Path(os.path.realpath(path, strict=True))
        status = real.lstat()
    except OSError as error:
        outside = not Path(os.path.realpath(path)).is_relative_to(root)
        return Found(name, path, fault=_outside(path) if outside else _os_fault(error))
    if not real.is_relative_to(root):
        return Found(name, path, fault=_outside(real))
    if not stat.S_ISREG(status.st_mode):
        kind = _file_kind(status.st_mode)
        return Found(name, path, fault=SourceFault(Code.NOT_A_FILE, f"is a {kind}, not a file", value=kind))
    return Found(name, real, Look.of(status))


def _below(root: Path, path: Path) -> str:
    return printable(path.relative_to(root).as_posix())


def _outside(target: Path) -> SourceFault:
    return SourceFault(
        Code.OUTSIDE_RAW, "leads out of the raw folder; not opened", value=printable(str(target))
    )


def _file_kind(mode: int) -> str:
    kinds = {
        stat.S_IFIFO: "named pipe", stat.S_IFSOCK: "socket", stat.S_IFCHR: "device", stat.S_IFBLK: "device",
        stat.S_IFDIR: "link to a folder",
    }  # fmt: skip
    return kinds.get(stat.S_IFMT(mode), "special file")


def _os_fault(error: OSError) -> SourceFault:
    """VANISHED where the file is gone, else UNREADABLE with errno's name."""
    if isinstance(error, FileNotFoundError):
        return SourceFault(Code.VANISHED, "was there when the folder was listed, and is gone")
    reason = error.strerror or type(error).__name__
    return SourceFault(
        Code.UNREADABLE, f"cannot be read: {reason} (errno {error.errno})", value=str(error.errno)
    )


def settle(found: Iterable[Found], limits: SourceLimits, clock: Clock) -> None:
    """Wait once where a file was changed within ``limits.settle_seconds``: what is written on meanwhile no
    longer looks as it did, and `read_bytes` leaves it for the next run.
    """
    now = clock.time()
    changes = [one.look.changed_ns / 1e9 for one in found if one.look is not None]
    if any(now - changed < limits.settle_seconds for changed in changes):
        clock.sleep(limits.settle_seconds)


def read_bytes(found: Found, limit: int) -> bytes:
    """The whole content of a file as it was looked at, at most ``limit`` bytes.

    Raises SourceFault: what the look found, TOO_LARGE, GROWING (written since, or while it was read),
    VANISHED, UNREADABLE.
    """
    if found.fault is not None:
        raise found.fault
    assert found.look is not None
    if found.look.size > limit:
        raise _too_large(found.look.size, limit)
    try:
        # Should a link or a pipe have taken the file's place since, it is neither followed nor waited for.
        handle = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            before = Look.of(os.fstat(handle))
            content = file.read(limit + 1) if before == found.look else b""
            after = Look.of(os.fstat(handle))
    except OSError as error:
        raise _os_fault(error) from error
    if before != found.look or after != before or len(content) != after.size:
        raise SourceFault(Code.GROWING, "is still being written; left for the next run")
    return content


def _too_large(size: int, limit: int) -> SourceFault:
    return SourceFault(Code.TOO_LARGE, f"has {size} bytes, more than {limit}", place=limit, value=str(size))


def document_ids(names: Iterable[str]) -> dict[str, str]:
    """The document id of each source name: the name without its ending, kept where two would be the same."""
    ids = {name: _without_ending(name) for name in names}
    while True:
        counts = Counter(ids.values())
        clashes = [name for name, key in ids.items() if counts[key] > 1 and key != name]
        if not clashes:
            return ids
        ids.update((name, name) for name in clashes)


def _without_ending(name: str) -> str:
    folder, slash, last = name.rpartition("/")
    stem, dot, _ending = last.rpartition(".")
    return f"{folder}{slash}{stem}" if dot and stem else name
