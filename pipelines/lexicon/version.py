"""The lexicon's version: what a document was read with is part of what its facts are keyed by."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipelines.lexicon.files import FOLDER


def lexicon_version(folder: Path = FOLDER) -> str:
    """SHA-256 over the names and bytes of every data file below ``folder``, hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".yml", ".tsv"}:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
