"""Valid rows and quarantine, the mentions' ledger, the balance of the books, the replay of every fact.

What belongs here: judging rows that others made. What does not: reading texts (``mentions``, ``facts``),
what a valid row is (``schemas``), storing anything (``warehouse``).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.quality.books import reconcile
    from pipelines.quality.dispositions import ledger
    from pipelines.quality.outcome import CheckBroken, CheckOutcome
    from pipelines.quality.replaying import replay
    from pipelines.quality.rows import refused
    from pipelines.quality.validation import Validated, validate

__all__ = ["CheckBroken", "CheckOutcome", "Validated", "ledger", "reconcile", "refused", "replay", "validate"]

_WHERE = {
    "CheckBroken": "outcome",
    "CheckOutcome": "outcome",
    "Validated": "validation",
    "ledger": "dispositions",
    "reconcile": "books",
    "refused": "rows",
    "replay": "replaying",
    "validate": "validation",
}


def __getattr__(name: str) -> object:
    # pandera and pandas take seconds to import; who wants but the shape of an outcome need not wait for them.
    # (No module here has the name of a function, which it would hide once it is imported.)
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
