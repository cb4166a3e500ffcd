"""How much of a source is read, and how long a file must have been left alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceLimits:
    """Bounds that keep one file from taking the run's memory or time.

    ``max_bytes``: of a file. ``max_line``: bytes between two line ends. ``settle_seconds``: a file changed
    more recently than this is looked at twice before it is read.
    """

    max_bytes: int = 16 * 1024 * 1024
    max_line: int = 2 * 1024 * 1024
    settle_seconds: float = 1.0


DEFAULT_LIMITS = SourceLimits()
