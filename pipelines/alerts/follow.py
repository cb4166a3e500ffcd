"""A trouble over time: told once, again when it is worse, once when it is over, held while it flaps. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pipelines.alerts.trouble import Severity, Trouble

FORGOTTEN_AFTER = timedelta(days=7)


class What(StrEnum):
    """What receivers are told of a trouble."""

    OPENED = "opened"
    WORSE = "worse"
    RESOLVED = "resolved"
    FLAPPING = "comes and goes"


@dataclass(frozen=True, slots=True)
class Policy:
    """When a trouble flaps: ``changes`` within ``window``; it is held until it was quiet for as long."""

    changes: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one trouble.

    ``trouble`` is how it was last seen, ``since`` when it last opened, ``changes`` when it opened and ended
    of late. ``told_*`` is what receivers heard last, ``told_open`` None while it is held.
    """

    trouble: Trouble
    is_open: bool
    since: datetime
    changes: tuple[datetime, ...]
    told_open: bool | None
    told_severity: Severity
    told_size: int

    @property
    def held(self) -> bool:
        """Whether it flaps, so that nothing is said of it."""
        return self.told_open is None

    def forgettable(self, now: datetime, policy: Policy) -> bool:
        """Whether it is so long over that nothing depends on it any more."""
        over = not self.is_open and not self.held
        return over and now - self.changes[-1] >= max(FORGOTTEN_AFTER, policy.window)

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON data."""
        return {
            "trouble": self.trouble.as_dict(),
            "is_open": self.is_open,
            "since": self.since.isoformat(),
            "changes": [each.isoformat() for each in self.changes],
            "told_open": self.told_open,
            "told_severity": self.told_severity,
            "told_size": self.told_size,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Memory:
        """The reverse of ``as_dict``."""
        return cls(
            Trouble.from_dict(data["trouble"]),
            data["is_open"],
            datetime.fromisoformat(data["since"]),
            tuple(datetime.fromisoformat(each) for each in data["changes"]),
            data["told_open"],
            Severity(data["told_severity"]),
            data["told_size"],
        )


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell: what, and of which trouble, as it is remembered now."""

    what: What
    memory: Memory

    @property
    def severity(self) -> Severity:
        """The worst that receivers heard of it: who was told that it began is told that it is over."""
        return self.memory.told_severity


def follow(
    memory: Memory | None, trouble: Trouble | None, now: datetime, policy: Policy
) -> tuple[Memory, Event | None]:
    """What becomes of ``memory`` as ``trouble`` is seen ``now`` (None: over), and what to tell of it.

    ``memory`` is None for a trouble that was never seen, or so long ago that it is forgotten.
    """
    if memory is None:
        assert trouble is not None, "a trouble is remembered, or seen"
        return _told(Memory(trouble, True, now, (now,), False, trouble.severity, trouble.size), What.OPENED)
    seen = replace(memory, trouble=trouble or memory.trouble, is_open=trouble is not None)
    if seen.is_open != memory.is_open:
        recent = tuple(each for each in memory.changes if now - each <= policy.window)
        seen = replace(seen, changes=(*recent, now), since=now if seen.is_open else memory.since)
    if seen.held:
        if now - seen.changes[-1] < policy.window:
            return seen, None
        return _told(seen, What.OPENED if seen.is_open else What.RESOLVED)
    if seen.is_open != memory.is_open and len(seen.changes) >= policy.changes:
        return _told(seen, What.FLAPPING)
    if seen.is_open != seen.told_open:
        return _told(seen, What.OPENED if seen.is_open else What.RESOLVED)
    if seen.is_open and seen.trouble.worse_than(seen.told_severity, seen.told_size):
        return _told(seen, What.WORSE)
    return seen, None


def _told(memory: Memory, what: What) -> tuple[Memory, Event]:
    """``memory`` once receivers have been told ``what``."""
    if what is What.RESOLVED:
        told = replace(memory, told_open=False)
    elif what is What.FLAPPING:
        worst = max(memory.told_severity, memory.trouble.severity)
        told = replace(memory, told_open=None, told_severity=worst)
    else:
        told = replace(
            memory,
            told_open=True,
            told_severity=memory.trouble.severity,
            told_size=memory.trouble.size,
        )
    return told, Event(what, told)
