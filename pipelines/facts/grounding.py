"""Every date of a fact stands on mentions, so that the audit can compute it again.

A rule that joins two dates into a term ("It began in May 2004 … It was extended until 2009") may name only
one of
the mentions it read: the others are looked up here. A date that no mention of the document says is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.facts.fact import Fact
from pipelines.mentions.edtf import OPEN
from pipelines.mentions.mention import Mention

DATE_SLOTS = ("signed", "valid", "date", "period", "established", "since")


def grounded(fact: Fact, mentions: Iterable[Mention]) -> Fact:
    """``fact`` with all mentions that its dates are made of; ``mentions`` are the document's."""
    unsaid: dict[str, set[str]] = {}
    for slot in DATE_SLOTS:
        edtf = fact.slots.get(slot)
        if edtf and (missing := _missing(str(edtf), fact.mentions)):
            unsaid[slot] = missing
    if not unsaid:
        return fact
    dated = [mention for mention in mentions if mention.edtf]
    used, without = list(fact.mentions), dict(fact.slots)
    for slot, missing in unsaid.items():
        found = [_nearest(fact, side, dated) for side in sorted(missing)]
        if all(mention is not None for mention in found):
            used.extend(mention for mention in found if mention is not None)
        else:
            without[slot] = None
    return fact._replace(slots=without, mentions=tuple(dict.fromkeys(used)))


def _missing(edtf: str, mentions: Iterable[Mention]) -> set[str]:
    """The sides of ``edtf`` that no date of ``mentions`` has."""
    dates = [mention.edtf for mention in mentions if mention.edtf]
    if edtf in dates:
        return set()
    said = {side for date in dates for side in date.split("/")}
    return set(edtf.split("/")) - said - {OPEN}


def _nearest(fact: Fact, side: str, dated: Iterable[Mention]) -> Mention | None:
    """The mention nearest to the fact's evidence that has ``side``."""
    having = [mention for mention in dated if mention.edtf and side in mention.edtf.split("/")]
    return min(having, key=lambda mention: abs(mention.start - fact.start), default=None)
