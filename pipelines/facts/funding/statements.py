"""Funding: every amount of money, with who gives it, who receives it, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts import figures
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.funding.givers import RECEIVING, giver
from pipelines.facts.funding.payments import GENITIVE, KINDS, Side
from pipelines.facts.funding.receivers import receiver
from pipelines.facts.funding.small_givers import gapped
from pipelines.facts.home import codes
from pipelines.facts.periods import period
from pipelines.facts.place import at_home, title
from pipelines.facts.reading import Reading, View
from pipelines.facts.rules import holding, needs
from pipelines.lexicon.load import lexicon
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_OF_THIS = re.compile(
    r"(?:Of\s+(?:this|these|which|that|the\s+total)|The\s+(?:remaining|rest|remainder|other)|Another|An?\s+further|"
    r"An\s+additional|In\s+addition,|This\s+includes|These\s+include)\b"
)
_MONEY = needs("money")
_NEAR = 80
_BEFORE_WHOM = len("more than the ")
# "150,000 AUD (about 98,000 USD)": the same money in another currency.
_CONVERTED = re.compile(
    r"\s?\(\s?(?:(?:about|approx(?:imately|\.)?|around|some|ca\.|circa|or|equivalent\sto|equal\sto|i\.e\.)\s?){0,2}\Z",
    re.IGNORECASE,
)
_GIVING = "figures.giving"
_MAY = re.compile(
    r"\b(?:may|can)\s(?:[a-z]+\s)?(?:receive|apply|request|be\s(?:awarded|granted|given|funded|requested|used|spent))\b"
)
_FOR_SOMETHING = re.compile(r"\s(?:for|to)\s[^.;:()]{3,80}?\s(?:with|in|between)\s(?:the\s)?")
# What is only the condition on which it is given, or of a part: ", provided matching support is given by …",
# ", two thirds of which were paid by …".
_CONDITION = re.compile(
    r",\s(?:(?:provided(?!\s(?:by|for|to)\b)|on\s(?:the\s)?condition|if)\s|(?:[^\s,;]+\s){0,4}of\swhich\b)"
)
_ASKED = re.compile(
    r"\b(?:applied\sfor|asked\sfor|requested|requesting|sought|bid\sfor)\s(?:[a-z]+\s){0,3}\Z"
)
_OPEN = re.compile(r"(?:\s[a-z]+){0,4}\sis\s(?:now\s|currently\s)?available\b")  # "2 million is available"
_OF_CALL = re.compile(
    r"\b(?:available|potential|indicative|earmarked)\b[^.;]*\b(?:this|the)\scall\b|\bcall\shas\sa(?:\s[a-z]+)?\sbudget\b"
)
# What a reader is asked to buy is no gift: "Join today with plans from $3 per week".
_OFFER_TO_BUY = re.compile(
    r"(?:Join|Subscribe|Sign\sup|Buy|Order|Upgrade|Shop|Register|Book\s(?:now|your)|Get\s(?:your|access))\b"
)
_BEGINS = 4  # letters of an article before whom a sentence begins with
_ABOVE = 6  # lines that a line looks back over for who offers
_OFFERS = re.compile(
    r"\b(?:grants?(?!\s(?:agreement|no\b|number))|fellowships?|scholarships?|stipends?|awards?|prizes?|call|bursary|bursaries|honorarium|per\s+(?:project|person|"
    r"applicant|fellow))\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<!visit )(?<!trip )(?<!according )(?<!due )(?<!up )\b(?:to|for|in support of|towards?)\s+"
    r"((?:(?:[A-Z]\.){2,}\s*|(?:[A-Z]\.)+[A-Z]\b\s*|\d+(?:[.,]\d+)+\s*|\w[\w&'-]*\s*){2,12})",
    re.IGNORECASE,
)

# "Its annual contribution is …": given by whom the sentence before begins with.
_ITS_SHARE = re.compile(
    r"(?:Its|Their)\s(?:[a-z]+\s){0,2}(?:contributions?|share|membership fees?|funding|investment)\s"
)
_NO_PURPOSE = re.compile(
    r"(?:(?:each|every|another|up|about|over|more|at|the\s(?:period|years?|next|first|last|same|duration)|a\s(?:period|duration|total|maximum|further))\b|"
    r"(?:[\w-]+\s)?(?:years?|months?|days?|weeks?|semesters?)\b|\d)"
)


def read(reading: Reading) -> Iterator[Fact]:
    """One funding fact for each amount of money that has a value and a currency."""
    for view in holding(reading, _MONEY):
        amounts = [mention for mention in view.mentions if mention.kind == "money"]
        if _OFFER_TO_BUY.match(view.text):
            continue
        for number, mention in enumerate(amounts):
            valued = mention.low is not None or mention.high is not None
            if number and _converts(view, amounts[number - 1], mention):
                continue
            if mention.reason is None and valued and mention.unit and not figures.is_trade(view, mention):
                reach = _reach(view, amounts[number + 1]) if number + 1 < len(amounts) else view.end
                condition = _CONDITION.search(view.reading.text, mention.end, reach)
                yield _funding(view, mention, condition.start() if condition else reach)


def _reach(view: View, following: Mention) -> int:
    """How far the words about a sum reach: to the ``following`` one, or to whoever gives that."""
    named = [name for name in view.names if name.kind in KINDS]
    next_giver = gapped(view, named, following)
    return following.start if next_giver is None else next_giver[0].start


def _converts(view: View, before: Mention, amount: Mention) -> bool:
    """Whether ``amount`` is the sum ``before`` it told in another currency, in brackets."""
    return (
        before.unit != amount.unit and _CONVERTED.fullmatch(view.slice(before.end, amount.start)) is not None
    )


def _funding(view: View, amount: Mention, reach: int) -> Fact:
    date = _term(period(view, amount))
    programme = figures.programme(view, amount)
    gives, receives = giver(view, amount, reach), receiver(view, amount, reach)
    gives = gives or _goes_on(view) or _behind_programme(view, programme)
    owned = _owner(view, programme) is not None
    if gives is None and not owned and not view.words(RECEIVING, view.start, amount.start):
        gives = _offered(view, amount, programme)
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
        "purpose": _purpose(view, amount, reach, receives),
        "period": edtf(date),
        "countries": _countries(view, amount, programme, gives, involved, receives, reach),
    }
    rule = "funding.given" if gives else "funding.amount"
    anchor = (amount.start, amount.end)
    return make(view, "funding", rule, slots, anchor, (amount, date), _status(view, amount))


_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _term(date: Mention | None) -> Mention | None:
    """The time that money is for; the day on which it was promised is none."""
    return None if date is not None and _ONE_DAY.fullmatch(date.edtf or "") else date


def _status(view: View, amount: Mention) -> str:
    """What one may apply for or receive, and what a call has to give, is decided, not yet given."""
    status = view.status(amount.start, amount.end)
    if status == "actual" and _ASKED.search(view.slice(view.start, amount.start)):
        return "proposed"
    offered = (
        _MAY.search(view.text)
        or _OPEN.match(view.reading.text, amount.end)
        or (status == "actual" and _OF_CALL.search(view.text))
    )
    return "planned" if offered and status in ("actual", "proposed") else status


def _of_page(view: View, gives: Side | None, programme: Name | None) -> Side | None:
    """On a country's page, under the heading of a partner, what the partner gives is the country's."""
    home, given = view.reading.home[:1], set(gives.countries) if gives is not None else set()
    if gives is None and _owner(view, programme):
        given = {"EU"}
    if (
        not home
        or home[0] == "EU"
        or not view.section
        or home[0] in view.section
        or not given
        or not given <= set(view.section)
    ):
        return None
    return Side(lexicon().country_names.get(home[0], home[0]), home)


def _goes_on(view: View) -> Side | None:
    """ "Of this, 4 million went to …": who gave the sum that the sentence before tells of."""
    before = view.previous
    if before is not None and _ITS_SHARE.match(view.text):
        subject = before.names[0] if before.names else None
        opens = subject is not None and subject.start - before.start <= _BEGINS
        if opens and subject is not None and subject.kind in KINDS:
            return Side(title(view.reading, subject), codes(subject))
    if before is None or not _OF_THIS.match(view.text):
        return None
    amounts = [mention for mention in before.mentions if mention.kind == "money" and mention.unit]
    return giver(before, amounts[-1], before.end) or _goes_on(before) if amounts else None


def _behind_programme(view: View, programme: Name | None) -> Side | None:
    """The body whose programme it is by the words right before it: "under the Fund's STAR scheme"."""
    if programme is None or not view.start <= programme.start < view.end:
        return None
    own = next((name for name in view.names if 0 < programme.start - name.end <= len("'s ")), None)
    if own is None or own.kind != "organization":
        return None
    genitive = GENITIVE.fullmatch(view.slice(own.end, programme.start)) is not None
    meant = view.reading.meant(own)
    return Side(meant.called, codes(own)) if genitive else None


def _offered(view: View, amount: Mention, programme: Name | None) -> Side | None:
    """ "Grants of up to 5000 euros are available": the fund or body that the lines above speak of."""
    if programme is not None and programme.head == "fund":
        return Side(programme.called, codes(programme))
    near = view.slice(max(view.start, amount.start - _NEAR), min(view.end, amount.end + _NEAR))
    if not _OFFERS.search(near):
        return None
    body = _offering(view)
    return Side(body.called, codes(body)) if body is not None else None


def _offering(view: View) -> Name | None:
    """Who offers: whom a line above begins with, or its heading names; else the body that the page is about,
    where the section does not name another."""
    topic = view.reading.topic
    others = False
    for line in reversed(view.reading.views[max(0, view.index - _ABOVE) : view.index]):
        bodies = [name for name in line.names if name.kind == "organization"]
        begins = next((name for name in bodies if name.start - line.start <= _BEGINS), None)
        if line.kind == "prose" and not (_OFFERS.search(line.text) or line.words(_GIVING)):
            begins = None
        if begins is not None or (line.kind == "heading" and bodies):
            return begins or bodies[0]
        others = others or bool(bodies)
        if line.kind == "heading":
            break
    return topic if topic is not None and topic.kind == "organization" and not others else None


def _countries(
    view: View,
    amount: Mention,
    programme: Name | None,
    gives: Side | None,
    involved: list[str],
    receives: Side | None,
    reach: int,
) -> tuple[str, ...]:
    """The giver's and the receiver's countries, the section's partner with them; else those spoken of.

    What another country gives is told on a country's page because that country receives it.
    """
    if involved:
        section = view.section if gives is None or gives.countries else ()
        home = (
            view.reading.home
            if len(view.reading.home) == 1 and gives is not None and receives is None
            else ()
        )
        somebody = receives is not None and receives.countries
        meant = () if somebody or gives is None else _for_whom(view, amount, reach)
        return tuple(dict.fromkeys([*involved, *section, *meant, *home]))
    if gives is not None:
        sums = [each.end for each in view.mentions if each.kind == "money" and each.end < amount.start]
        if sums or reach < view.end:  # what others are said to give is theirs
            return tuple(
                dict.fromkeys((*at_home(view.reading), *view.states(max(sums, default=view.start), reach)))
            )
    return figures.countries(view, amount, programme)


def _for_whom(view: View, amount: Mention, reach: int) -> tuple[str, ...]:
    """The countries that the money is for something with or in: "for cooperation with Peru and Chile"."""
    named = [name for name in view.between(amount.end, reach, "country") if name.form != "adjective"]
    if not named or _FOR_SOMETHING.fullmatch(view.slice(amount.end, named[0].start)) is None:
        return ()
    return tuple(dict.fromkeys(name.code for name in named if name.code))


def _owner(view: View, programme: Name | None) -> str | None:
    """Who pays where nobody is named: the programme's owner, or the partner that the section is about."""
    owners = codes(programme) if programme is not None else ()
    if "EU" in owners or "EU" in view.section:
        return lexicon().country_names["EU"]
    return None


def _purpose(view: View, amount: Mention, reach: int, receives: Side | None) -> str | None:
    """What the money is for: not who receives it, nor for how long it is."""
    ends = view.reading.text.find(";", amount.end, reach)
    stop = ends if ends >= 0 else reach
    at = amount.end
    while (found := _PURPOSE.search(view.reading.text, at, stop)) is not None:
        said = " ".join(found[1].split())
        whom = receives is not None and receives.title in said[: len(receives.title) + _BEFORE_WHOM]
        name = view.name_at(found.start())
        inside = name is not None and name.start < found.start()  # "the Centre for Reefs"
        if not (whom or inside) and _NO_PURPOSE.match(said) is None:
            return said
        at = found.start(1)
    return None
