"""What is compared: the slots of each kind of fact, their weight, and how two values are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Slot(NamedTuple):
    """How one slot counts. ``how`` names a comparison of ``likeness``; ``key`` slots decide *strict*."""

    weight: float
    how: str
    key: bool


def _slots(**slots: tuple[float, str, bool]) -> Mapping[str, Slot]:
    return {name: Slot(*slot) for name, slot in slots.items()}


SLOTS: Mapping[str, Mapping[str, Slot]] = {
    "agreement": _slots(
        instrument=(1, "code", True),
        countries=(2, "set", True),
        organizations=(1, "names", False),
        signed=(2, "date", True),
        valid=(1, "date", True),
        status=(1, "code", True),
    ),
    "event": _slots(
        event_kind=(1, "code", True),
        name=(0.5, "text", False),
        date=(2, "date", True),
        city=(1, "text", True),
        place_country=(0.5, "code", False),
        countries=(2, "set", True),
        organizations=(0.5, "names", False),
        people=(0.5, "names", False),
        status=(1, "code", True),
    ),
    "funding": _slots(
        amount=(3, "range", True),
        currency=(1, "code", True),
        qualifier=(0.5, "code", False),
        funder=(1, "text", True),
        recipient=(1, "text", False),
        programme=(0.5, "text", False),
        period=(1, "date", True),
        countries=(1, "set", False),
        status=(0.5, "code", True),
    ),
    "observation": _slots(
        amount=(3, "range", True),
        unit=(2, "text", True),
        qualifier=(0.5, "code", True),
        measure=(0.5, "text", False),
        programme=(0.5, "text", False),
        period=(1, "date", True),
        countries=(1, "set", False),
        status=(0.5, "code", True),
    ),
    "programme": _slots(
        name=(3, "text", True),
        acronym=(0.5, "text", False),
        period=(2, "date", True),
        countries=(1.5, "set", True),
        organizations=(0.5, "names", False),
        status=(0.5, "code", True),
    ),
    "institution": _slots(
        name=(3, "text", True),
        institution_kind=(0.5, "code", False),
        established=(2, "date", True),
        countries=(1, "set", True),
        organizations=(0.5, "names", False),
        status=(0.5, "code", True),
    ),
    "membership": _slots(
        member=(2, "text", True),
        organization=(2, "text", True),
        since=(1, "date", True),
        status=(0.5, "code", True),
    ),
    "project": _slots(
        code=(2, "code", True),
        title=(2, "text", True),
        organizations=(1, "names", False),
        countries=(1, "set", False),
        funder=(0.5, "text", False),
        period=(1, "date", True),
    ),
    "person": _slots(
        name=(3, "text", True),
        role=(1, "text", False),
        organization=(1, "text", False),
        country=(0.5, "code", False),
    ),
}
GATE: Mapping[str, str] = {"funding": "amount", "observation": "amount"}  # no pair without agreement here
LIST_COMPARISONS = ("set", "names")
FIGURES = ("money", "percent", "count", "ratio", "duration")
LEAST = 0.34  # likeness under which two facts are not the same fact
