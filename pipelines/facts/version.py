"""Which reading made a fact: a hash of the code and the words it depends on."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_READING = ("documents", "lexicon", "mentions", "facts")


@cache
def extractor_version() -> str:
    """The first 16 digits of the SHA-256 of all code and lexicon files that reading depends on."""
    digest = hashlib.sha256()
    for folder in _READING:
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in (".py", ".yml", ".tsv", ".csv"):
                digest.update(path.relative_to(_ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
