"""Funding: every amount of money, with who gives it, who receives it, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts import figures
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.givers import Side, giver, receiver
from pipelines.facts.reading import Reading, View, codes
from pipelines.lexicon.load import lexicon
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_OF_THIS = re.compile(
    r"(?:Of\s+(?:this|these|which|that|the\s+total)|The\s+(?:remaining|rest|remainder|other)|Another|An?\s+further|"
    r"An\s+additional|In\s+addition,|This\s+includes|These\s+include)\b"
)
_PURPOSE = re.compile(r"\b(?:to|for|in support of|towards?)\s+((?:\w[\w&'-]*\s*){2,12})", re.IGNORECASE)


def read(reading: Reading) -> Iterator[Fact]:
    """One funding fact for each amount of money that has a value and a currency."""
    for view in reading.views:
        amounts = [mention for mention in view.mentions if mention.kind == "money"]
        for number, mention in enumerate(amounts):
            valued = mention.low is not None or mention.high is not None
            if mention.reason is None and valued and mention.unit and not figures.is_trade(view, mention):
                reach = amounts[number + 1].start if number + 1 < len(amounts) else view.end
                yield _funding(view, mention, reach)


def _funding(view: View, amount: Mention, reach: int) -> Fact:
    date = figures.period(view, amount)
    programme = figures.programme(view, amount)
    gives, receives = giver(view, amount, reach), receiver(view, amount, reach)
    gives = gives or _goes_on(view)
    if gives is not None and receives is not None and gives.title == receives.title:
        receives = None
    involved = [code for side in (gives, receives) if side is not None for code in side.countries]
    if gives is None and involved and _owner(view, programme):
        involved.append("EU")
    slots = {
        "amount_low": amount.low,
        "amount_high": amount.high,
        "currency": amount.unit,
        "qualifier": amount.qualifier or "exact",
        "funder": gives.title if gives else _owner(view, programme),
        "recipient": receives.title if receives else None,
        "programme": programme.name if programme else None,
        "purpose": _purpose(view, amount, reach),
        "period": edtf(date),
        "countries": _countries(view, amount, programme, involved),
    }
    rule = "funding.given" if gives else "funding.amount"
    return make(view, "funding", rule, slots, (amount.start, amount.end), (amount, date))


def _goes_on(view: View) -> Side | None:
    """ "Of this, 4 million went to …": who gave the sum that the sentence before tells of."""
    before = view.previous
    if before is None or not _OF_THIS.match(view.text):
        return None
    amounts = [mention for mention in before.mentions if mention.kind == "money" and mention.unit]
    return giver(before, amounts[-1], before.end) or _goes_on(before) if amounts else None


def _countries(view: View, amount: Mention, programme: Name | None, involved: list[str]) -> tuple[str, ...]:
    """The giver's and the receiver's countries, the section's partner with them; else those spoken of."""
    if involved:
        return tuple(dict.fromkeys([*involved, *view.section]))
    return figures.countries(view, amount, programme)


def _owner(view: View, programme: Name | None) -> str | None:
    """Who pays where nobody is named: the programme's owner, or the partner that the section is about."""
    owners = codes(programme) if programme is not None else ()
    if "EU" in owners or "EU" in view.section:
        return lexicon().country_names["EU"]
    return None


def _purpose(view: View, amount: Mention, reach: int) -> str | None:
    found = _PURPOSE.search(view.reading.text, amount.end, reach)
    return " ".join(found[1].split()) if found else None
