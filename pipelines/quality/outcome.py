"""What a check found: one shape for row rules, the books' balance, the replay and the SQL audit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipelines.errors import AuditFailed

SAMPLE = 5


class CheckBroken(AuditFailed):
    """A check could not be carried out; that is no pass, so the run fails."""


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """One check on one relation. A ``fail`` that did not pass blocks publication, a ``warn`` is noted.

    ``observed`` and ``expected`` are what was counted and what should have been, as text; ``sample`` holds
    the keys of a few failing rows.
    """

    name: str
    severity: Literal["fail", "warn"]
    passed: bool
    observed: str
    expected: str
    relation: str
    sample: tuple[str, ...] = ()
    message: str = ""


def none_found(
    name: str, relation: str, found: Iterable[str], message: str, severity: Literal["fail", "warn"] = "fail"
) -> CheckOutcome:
    """The outcome of a check that passes where nothing is ``found``; ``found`` are the keys of what was."""
    keys = list(found)
    return CheckOutcome(
        name, severity, not keys, str(len(keys)), "0", relation, tuple(keys[:SAMPLE]), message
    )
