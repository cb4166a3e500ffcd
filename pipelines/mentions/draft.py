"""A mention in the making: read where it stands, not yet completed by what the document says elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipelines.mentions.currencies import Currency
from pipelines.mentions.date_reading import DateReading


@dataclass(slots=True)
class Draft:
    """As `Mention`; with the date's parts (``date``) and the currency word (``currency``) that are still
    open.

    ``elliptic`` says that no counted noun stands behind the figure, so that a neighbour's may be meant.
    ``leaning`` says that it is a mention only if a neighbour's is found ("four from Peru").
    ``digits`` is where the number itself stands.
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
    date: DateReading | None = None
    currency: Currency | None = None
    relative: tuple[str, str] | None = None
    elliptic: bool = False
    leaning: bool = False
    digits: tuple[int, int] = (0, 0)


NAMES = "names"
AMBIGUOUS_NUMBER = "AMBIGUOUS_NUMBER"
AMBIGUOUS_DATE = "AMBIGUOUS_DATE"
OPEN_DATE = "OPEN_DATE"
