"""A figure or a date in a text, with its span."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """One figure or date: ``text[start:end]``, read.

    ``kind`` is one of ``schemas.fields.MENTION_KIND``. Figures fill ``low``, ``high``, ``qualifier`` and
    ``unit``
    (ISO 4217 code, ``percent``, ``ratio``, a plural unit of time, or the plural noun counted); dates fill
    ``edtf``. What is ambiguous or left open has no value and says why in ``reason`` (``AMBIGUOUS_NUMBER``,
    ``AMBIGUOUS_DATE``, ``OPEN_DATE``); what only names or orders something has ``reason`` ``names``; page
    furniture has ``furniture``.
    """

    kind: str
    start: int
    end: int
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: str | None = None
    unit: str | None = None
    edtf: str | None = None
    reason: str | None = None
