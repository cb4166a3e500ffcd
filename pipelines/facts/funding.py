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
_NEAR = 80
_OFFERS = re.compile(
    r"\b(?:grants?|fellowships?|scholarships?|stipends?|awards?|prizes?|call|bursary|bursaries|honorarium|per\s+(?:project|person|"
    r"applicant|fellow))\b",
    re.IGNORECASE,
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
    gives = gives or _goes_on(view) or _offered(view, amount, programme)
    if gives is not None and receives is not None and gives.title == receives.title:
        receives = None
    receives = receives or _of_page(view, gives, programme)
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
        "countries": _countries(view, amount, programme, gives, involved),
    }
    rule = "funding.given" if gives else "funding.amount"
    return make(view, "funding", rule, slots, (amount.start, amount.end), (amount, date))


def _of_page(view: View, gives: Side | None, programme: Name | None) -> Side | None:
    """On a country's page, under the heading of a partner, what the partner gives is the country's."""
    home, given = view.reading.home[:1], set(gives.countries) if gives is not None else set()
    if gives is None and _owner(view, programme):
        given = {"EU"}
    if not home or not view.section or home[0] in view.section or not given or not given <= set(view.section):
        return None
    return Side(lexicon().country_names.get(home[0], home[0]), home)


def _goes_on(view: View) -> Side | None:
    """ "Of this, 4 million went to …": who gave the sum that the sentence before tells of."""
    before = view.previous
    if before is None or not _OF_THIS.match(view.text):
        return None
    amounts = [mention for mention in before.mentions if mention.kind == "money" and mention.unit]
    return giver(before, amounts[-1], before.end) or _goes_on(before) if amounts else None


def _offered(view: View, amount: Mention, programme: Name | None) -> Side | None:
    """ "Grants of up to 5000 euros are available": the fund that the line is under, or the page's body."""
    if programme is not None and programme.head == "fund":
        return Side(programme.full or programme.name, codes(programme))
    topic = view.reading.topic
    near = view.slice(max(view.start, amount.start - _NEAR), min(view.end, amount.end + _NEAR))
    if topic is None or topic.kind != "organization" or not _OFFERS.search(near):
        return None
    return Side(topic.full or topic.name, codes(topic))


def _countries(
    view: View, amount: Mention, programme: Name | None, gives: Side | None, involved: list[str]
) -> tuple[str, ...]:
    """The giver's and the receiver's countries, the section's partner with them; else those spoken of."""
    if involved:
        section = view.section if gives is None or gives.countries else ()
        return tuple(dict.fromkeys([*involved, *section]))
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
