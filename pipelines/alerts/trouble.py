"""What can be wrong, in one shape for all rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any

SAMPLE = 5


class Severity(IntEnum):
    """How bad it is. ``error``: readers get nothing new; ``warning``: a part is missing or doubtful."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """As settings and messages write it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong now.

    ``kind`` and ``key`` together are its fingerprint: the same trouble tomorrow has the same. ``size`` counts
    how bad it is, ``bad`` says so in words; ``rows`` are some of the failing rows, ``command`` shows more.
    The texts may hold words of sources: ``pipelines.alerts.message`` neutralises all but ``command``.
    """

    kind: str
    key: str
    severity: Severity
    title: str
    what: str
    size: int
    bad: str
    rows: tuple[str, ...]
    command: str

    @property
    def fingerprint(self) -> str:
        """What makes it the same trouble at the next look."""
        return f"{self.kind}:{self.key}"

    def worse_than(self, severity: Severity, size: int) -> bool:
        """Whether it is worth another word to one who was told of ``severity`` and ``size``."""
        return self.severity > severity or self.size >= max(2 * size, 1 + size)

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Trouble:
        """The reverse of ``as_dict``."""
        fields = dict(data)
        return cls(**{**fields, "severity": Severity(fields["severity"]), "rows": tuple(fields["rows"])})


def first_number(text: str) -> int:
    """The whole number a count begins with (``3 of 40 facts``: 3); 1 where it begins with none."""
    found = re.match(r"\d+", text)
    return int(found.group()) if found else 1
