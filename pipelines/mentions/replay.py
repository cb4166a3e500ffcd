"""Reading a mention again from its own words, for the audit that replays every fact.

A mention's value must follow from its words, its kind and what the document says of it (its decimal sign, the
page's country, the year of a date without one). These functions compute it anew, by the same grammar.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pipelines.mentions import currencies
from pipelines.mentions.complete import all_of
from pipelines.mentions.draft import Draft
from pipelines.mentions.find import scan


class Figure(NamedTuple):
    """A figure read again: bounds (None for an open side), qualifier, unit where its own words give one."""

    kind: str
    low: Decimal | None
    high: Decimal | None
    qualifier: str | None
    unit: str | None
    may_be: tuple[str, ...] = ()  # currencies that its own words leave open: "$"


def _drafts(text: str, sign: str | None, published: date | None, country: str | None) -> list[Draft]:
    drafts = scan(text, sign)
    all_of(text, drafts, published, country)
    return drafts


def replay_figure(text: str, sign: str | None = None, country: str | None = None) -> Figure | None:
    """The figure that ``text``, a mention's own words, says; None where it says none, or more than one.

    ``sign`` is the document's decimal sign (`numbers.Separators.of(document).sign`), ``country`` the page's.
    """
    found = [d for d in _drafts(text, sign, None, country) if d.kind not in ("date", "identifier", "other")]
    if len(found) != 1:
        return None
    draft = found[0]
    may_be = currencies.readings(draft.currency) if draft.currency is not None else ()
    return Figure(draft.kind, draft.low, draft.high, draft.qualifier, draft.unit, may_be)


def replay_date(text: str, published: date | None = None, year: int | None = None) -> str | None:
    """The EDTF that ``text``, a date mention's own words, says; None where it says none, or more than one.

    ``published`` resolves "last year"; ``year`` stands in where the words give none (the document's, as in
    `Mention.edtf`), else it is XXXX.
    """
    drafts = scan(text, None)
    found = [draft for draft in drafts if draft.kind == "date"]
    if len(found) != 1:
        return None
    draft = found[0]
    if draft.relative is not None and draft.relative[0] not in ("year", "month"):
        return None  # what it leans on is not in its own words
    if draft.date is not None and year is not None:
        return draft.date.edtf(year)
    all_of(text, drafts, published, None)
    return draft.edtf
