"""Funding: every amount of money, with who gives it, who receives it, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts import figures
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.reading import Reading, View, codes
from pipelines.lexicon.load import lexicon
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_GIVING, _RECEIVING, _AMOUNTS = "figures.giving", "figures.receiving", "figures.amounts"
_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|for)\s+(?:the\s+|its\s+|a\s+|an\s+)?$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:of|to|with|in|for|at|under|on|between|among|through|into|via)\s+(?:the\s+|its\s+|a\s+|an\s+)?$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\b(?:to|for|in support of|towards?)\s+((?:\w[\w&'-]*\s*){2,12})", re.IGNORECASE)
_POSSESSED = re.compile(r"'s?\s+(?:\w+\s+){0,3}$")
_RELATIVE = re.compile(r"\s+(?:that\s+|which\s+)?(?:the\s+)?$")
_NOUN = re.compile(r"((?:[^\W\d_]+\s+)?[^\W\d_]{3,}s)\s+(?:has|have|had|were|was|are|is)?\s*(?:been\s+)?$")
_WE = re.compile(r"\b[Ww]e\b|\b[Oo]ur\b")
_GIVERS = ("country", "government", "organization", "person", "phrase")


def read(reading: Reading) -> Iterator[Fact]:
    """One funding fact for each amount of money that has a value and a currency."""
    for view in reading.views:
        amounts = [mention for mention in view.mentions if mention.kind == "money"]
        for number, mention in enumerate(amounts):
            valued = mention.low is not None or mention.high is not None
            if mention.reason is None and valued and mention.unit:
                reach = amounts[number + 1].start if number + 1 < len(amounts) else view.end
                yield _funding(view, mention, reach)


def _funding(view: View, amount: Mention, reach: int) -> Fact:
    date = figures.period(view, amount)
    programme = figures.programme(view, amount)
    giver, receiver = _funder(view, amount, reach), _recipient(view, amount, reach)
    funder = _title(view, giver) if giver else _owner(view, programme)
    involved = [code for name in (giver, receiver) if isinstance(name, Name) for code in _codes(view, name)]
    slots = {
        "amount_low": amount.low,
        "amount_high": amount.high,
        "currency": amount.unit,
        "qualifier": amount.qualifier or "exact",
        "funder": funder,
        "recipient": _title(view, receiver) if isinstance(receiver, Name) else receiver,
        "programme": programme.name if programme else None,
        "purpose": _purpose(view, amount, reach),
        "period": edtf(date),
        "countries": tuple(dict.fromkeys([*involved, *view.section]))
        if involved
        else figures.countries(view, amount, programme),
    }
    rule = "funding.given" if giver else "funding.amount"
    return make(view, "funding", rule, slots, (amount.start, amount.end), (amount, date))


def _owner(view: View, programme: Name | None) -> str | None:
    """Who pays where nobody is named: the owner of the programme, or the partner that the section is about."""
    owners = codes(programme) if programme is not None else ()
    if "EU" in owners or "EU" in view.section:
        return lexicon().country_names["EU"]
    return None


def _codes(view: View, name: Name) -> tuple[str, ...]:
    person = next((person for person in view.people if person.name == name), None)
    if person is not None:
        return (person.country,) if person.country else ()
    return codes(name)


def _title(view: View, name: Name) -> str:
    """How a giver or receiver is named: a body in full, an official as the state spoken for."""
    person = next((person for person in view.people if person.name == name), None)
    if person is not None and person.country and person.role:
        return lexicon().country_names.get(person.country, name.name)
    if name.kind == "country" and name.form == "adjective":
        noun = re.match(
            r"(?:\s+[a-z-]+){1,2}?(?=\s+(?:have|has|were|was|received|will)|[,.;]|$)",
            view.reading.text[name.end : view.end],
        )
        return name.name + (noun[0] if noun else "")
    return (
        name.name
        if name.kind in ("country", "government")
        else (view.reading.meant(name).full or view.reading.meant(name).name)
    )


def _named(view: View) -> list[Name]:
    return [name for name in view.names if name.kind in _GIVERS]


def _funder(view: View, amount: Mention, reach: int) -> Name | None:
    """Who gives: after "by" or "from", before a verb of giving, the possessor of the sum, or its relative clause."""
    named = [name for name in _named(view) if name.form != "adjective"]
    for name in named:  # "… funded by X", "… from X"
        lead = view.slice(max(view.start, name.start - 12), name.start)
        if amount.end <= name.start < reach and _BY.search(lead) and name.kind != "phrase":
            return name
        # "the … million that X has invested"
        if 0 <= name.start - amount.end <= 12 and _RELATIVE.fullmatch(view.slice(amount.end, name.start)):
            if view.words(_GIVING, name.end, min(view.end, name.end + 25)):
                return name
    left, _ = view.clause(amount.start, amount.end)
    for name in reversed(named):  # "X's recent contribution of …"
        if (
            name.end <= amount.start
            and _POSSESSED.match(view.slice(name.end, amount.start)[:40])
            and view.words(_AMOUNTS, name.end, amount.start)
        ):
            return name
    verb = _first(view, _GIVING, left, amount.start) or _first(view, _GIVING, view.start, amount.start)
    receives = _first(view, _RECEIVING, view.start, amount.start)
    owns = (
        verb is None
        and re.search(r"\b(?:its|their|our)\b", view.slice(left, amount.start))
        and view.words(_AMOUNTS, left, amount.start)
    )
    if receives is not None and (verb is None or receives <= verb):
        return None
    if verb is None and not owns:
        return None
    before = [
        name
        for name in named
        if name.end <= (verb if verb is not None else amount.start) and not _subordinate(view, name)
    ]
    if before:
        return before[-1]
    said = view.slice(view.start, verb if verb is not None else amount.start)
    return view.reading.topic if _WE.search(said) else None


def _subordinate(view: View, name: Name) -> bool:
    return _PREPOSITION.search(view.slice(max(view.start, name.start - 24), name.start)) is not None


def _first(view: View, label: str, start: int, end: int) -> int | None:
    """Where the first word of class ``label`` in ``[start, end)`` begins."""
    found = view.words(label, start, end)
    return found[0][0] if found else None


def _recipient(view: View, amount: Mention, reach: int) -> Name | str | None:
    """Who receives: the subject of a verb of receiving, else who is named after "to" or "for" (or "in")."""
    named = _named(view)
    verb = _first(view, _RECEIVING, view.start, amount.start)
    if verb is not None:
        before = [name for name in named if name.end <= verb and not _subordinate(view, name)]
        if before:
            return before[-1]
        noun = _NOUN.search(view.slice(view.start, verb))
        return noun[1] if noun else None
    for name in named:
        lead = view.slice(max(view.start, name.start - 12), name.start)
        if amount.end <= name.start < reach and _TO.search(lead) and name.kind != "phrase":
            return name
    for name in named:
        if (
            name.kind == "country"
            and view.slice(name.start - 3, name.start) == "in "
            and name.form != "adjective"
        ):
            return name
    return None


def _purpose(view: View, amount: Mention, reach: int) -> str | None:
    found = _PURPOSE.search(view.reading.text, amount.end, reach)
    return " ".join(found[1].split()) if found else None
