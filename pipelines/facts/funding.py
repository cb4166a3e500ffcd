"""Funding: every amount of money, with who gives it, who receives it, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts import figures
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.reading import Reading, View, codes
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_GIVING, _RECEIVING = "figures.giving", "figures.receiving"
_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|for)\s+(?:the\s+|its\s+|a\s+)?$", re.IGNORECASE)
_PURPOSE = re.compile(r"\b(?:to|for|in support of|towards?)\s+((?:\w[\w&'-]*\s*){2,12})", re.IGNORECASE)
_GIVERS = ("country", "government", "organization", "person")


def read(reading: Reading) -> Iterator[Fact]:
    """One funding fact for each amount of money that has a value and a currency."""
    for view in reading.views:
        for mention in view.mentions:
            valued = mention.low is not None or mention.high is not None
            if mention.kind == "money" and mention.reason is None and valued and mention.unit:
                yield _funding(view, mention)


def _funding(view: View, amount: Mention) -> Fact:
    date = figures.period(view, amount)
    programme = figures.programme(view, amount)
    funder, recipient = _funder(view, amount), _recipient(view, amount)
    if recipient is not None and funder is not None and recipient.start == funder.start:
        recipient = None
    funder_name = _title(view, funder) if funder else None
    if funder_name is None and programme is not None and "EU" in programme.countries:
        funder_name = "European Union"  # a programme of the Union is paid for by it
    involved = [code for name in (funder, recipient) if name for code in codes(name)]
    slots = {
        "amount_low": amount.low,
        "amount_high": amount.high,
        "currency": amount.unit,
        "qualifier": amount.qualifier or "exact",
        "funder": funder_name,
        "recipient": _title(view, recipient) if recipient else None,
        "programme": programme.name if programme else None,
        "purpose": _purpose(view, amount),
        "period": edtf(date),
        "countries": tuple(dict.fromkeys(involved)) or figures.countries(view, amount, programme),
    }
    rule = "funding.given" if funder else "funding.amount"
    return make(view, "funding", rule, slots, (amount.start, amount.end), (amount, date))


def _title(view: View, name: Name) -> str:
    return name.name if name.kind in ("country", "government") else (view.reading.meant(name).full or name.name)


def _funder(view: View, amount: Mention) -> Name | None:
    """Who gives: named after "by" or "from", else before a verb of giving; the sentence before may name it."""
    left, right = view.clause(amount.start, amount.end)
    named = [name for name in view.names if name.kind in _GIVERS and name.form != "adjective"]
    for name in named:
        if _BY.search(view.slice(max(view.start, name.start - 12), name.start)) and left <= name.start <= right + 60:
            if not view.words(_GIVING, name.end, amount.start):
                return name
    verb = _last(_GIVING, view, left, amount.start) or _last(_GIVING, view, view.start, amount.start)
    if verb is None:
        return None
    before = [name for name in named if name.end <= verb]
    received = _last(_RECEIVING, view, view.start, amount.start)
    return before[-1] if before and (received is None or received < verb) else None


def _recipient(view: View, amount: Mention) -> Name | None:
    """Who receives: the subject of a verb of receiving, else who is named after "to" or "for" (or "in")."""
    named = [name for name in view.names if name.kind in _GIVERS]
    verb = _last(_RECEIVING, view, view.start, amount.start)
    if verb is not None:
        before = [name for name in named if name.end <= verb]
        if before:
            return before[-1]
    for name in named:
        if name.start >= amount.end and _TO.search(view.slice(max(view.start, name.start - 10), name.start)):
            return name
    for name in named:
        if name.kind == "country" and view.slice(name.start - 3, name.start) == "in " and name.form != "adjective":
            return name
    return None


def _last(label: str, view: View, start: int, end: int) -> int | None:
    """Where the last word of class ``label`` in ``[start, end)`` begins."""
    found = view.words(label, start, end)
    return found[-1][0] if found else None


def _purpose(view: View, amount: Mention) -> str | None:
    found = _PURPOSE.search(view.reading.text, amount.end, view.end)
    return " ".join(found[1].split()) if found else None
