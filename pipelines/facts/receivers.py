"""Who receives an amount of money, by the grammar of its sentence."""

from __future__ import annotations

import re

from pipelines.facts.givers import NEAR_AMOUNT, RECEIVING
from pipelines.facts.payments import KINDS, Side, first_said, is_remark, side_of, subordinate
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

_TO = re.compile(
    r"\b(?:to|for|to support|supporting)\s+(?:the\s+|its\s+|a\s+|an\s+)?(?:project\s+)?\Z", re.IGNORECASE
)
_NO_GIFT = re.compile(
    r"\b(?:reference|according|thanks|due|access|compared|related|owing|close|prior|addition)\s+to\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
# "… for young researchers", "to support 12 teams of students".
_RECEIVERS = alternation("figures", "receivers")
_PEOPLE = re.compile(
    rf"\b(?:(?:for|support|supporting)\s+(?!each|every|all\b)(?=((?:[\w-]+\s+){{0,3}}?{_RECEIVERS}\b))|"
    rf"to\s+(?=((?:\d+\s+)?(?:[A-Z][\w-]+\s+)?{_RECEIVERS}\b)))"
)
_EACH = re.compile(r"\b((?:[Ee]ach|[Ee]very)\s[a-z]+)\s(?:(?:may|can|will|has|is|be|been)\s)*\Z")
_PERSONS = re.compile(r"(\s[a-z]+s)\s(?:(?:will|may|can|also)\s)?")
_ELSE = re.compile(r"\d[^.;]*\sfor\s(?:its|the|their|a)\s")
_FOR_REACH = 80
_TAKERS = (*KINDS, "programme", "project")
_COSTS = re.compile(r"\b(?:cost|costs|costing|worth|construction)\b", re.IGNORECASE)
# "Young chemists have (received)", "Each team may (receive)".
_NOUN = re.compile(
    r"((?:[Ee]ach|[Ee]very)\s[a-z]+|(?:The|An?)\s[a-z]+(?=\s(?:may|can|will)\b)|(?:[^\W\d_]+\s+)?[^\W\d_]{3,}s)\s+"
    r"(?:has|have|had|were|was|are|is|may|can|will)?\s*(?:been\s+|be\s+)?\Z"
)


def receiver(view: View, amount: Mention, reach: int) -> Side | None:
    """Who receives: the subject of a verb of receiving, else who is named after "to" or "for" (or "in")."""
    verb = first_said(view, RECEIVING, view.start, amount.start)
    # "received 54 proposals for its 60 million scheme": something else was received
    if verb is not None and not _ELSE.search(view.slice(verb, amount.start)):
        return _subject(view, verb)
    named = [name for name in view.names if name.kind in KINDS and not is_remark(view, name)]
    for name in named:
        lead = view.slice(max(view.start, name.start - 24), name.start)
        to = amount.end <= name.start < reach and _TO.search(lead) and not _NO_GIFT.search(lead)
        project = lead.endswith("project ")
        if to and (
            name.kind != "phrase" or name.acronym or name.full or project
        ):  # a phrase is hardly a body
            return side_of(view, [name])
    for name in named:
        inside = view.slice(name.start - 3, name.start) == "in "
        if name.kind == "country" and inside and name.form != "adjective":
            return side_of(view, [name])
    topic = view.reading.topic
    near = view.slice(max(view.start, amount.start - NEAR_AMOUNT), amount.start)
    if topic is not None and _COSTS.search(near):
        return Side(topic.full or topic.name, ())
    people = _PEOPLE.search(view.reading.text, amount.end, min(reach, amount.end + _FOR_REACH))
    return Side(people[1] or people[2]) if people is not None else None


def _subject(view: View, verb: int) -> Side | None:
    """Who stands before the verb of receiving: a name, "doctoral students", "each team"."""
    left = view.reading.text.rfind(";", view.start, verb) + 1 or view.start
    each = _EACH.search(view.slice(left, verb))
    if each is not None:
        return Side(each[1])
    before = [
        name
        for name in view.names
        if name.kind in _TAKERS
        and left <= name.start < name.end <= verb
        and not subordinate(view, name)
        and not is_remark(view, name)
    ]
    if not before:
        noun = _NOUN.search(view.slice(left, verb))
        return Side(noun[1]) if noun else None
    side, last = side_of(view, before[-1:]), before[-1]
    persons = _PERSONS.fullmatch(view.slice(last.end, verb)) if last.kind == "phrase" else None
    return Side(side.title + persons[1]) if persons else side
