"""Who gives by whose the sum, its word or its relative clause is: "X's grant of …", "… that X has given"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.funding.payments import said
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_GIVING, _RECEIVING, _AMOUNTS = "figures.giving", "figures.receiving", "figures.amounts"
_POSSESSED = re.compile(r"'s?\s+(?:[\w-]+\s+){0,3}\Z")
_MODIFIES = re.compile(r"\s+(?:[a-z-]+\s+){0,2}\Z")
_OF_WHOM = re.compile(r"\bof\s+(?:the\s+)?\Z")
_OF_IN = re.compile(r"\s(?:of|in|from)\s(?:the\s)?(?:(?:direct|net|total|additional|new)\s)?")
# "The Polar Foundation's new $10 million grant".
_OWN_SUM = re.compile(r"['’]s?\s(?:[a-z]+\s){0,2}")
_GIFT = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:grants?|loans?|contribution|donation|investment|gift|subsidy|award|pledge|commitment)\b"
)
_AS = re.compile(r"\s(?:is|was|being|as|represents?)\s(?:the\s)?")
_FUNDING = re.compile(
    r"(?:'s)?\s(?:[a-z-]+\s)?(?:contributions?|share|funding|funds|support|money|financing|grants?|resources)\b"
)
_RELATIVE = re.compile(r"\s+(?:that\s+|which\s+)?(?:the\s+)?")
_MATCHED = re.compile(r"\bwith\s(?:another\s|a\sfurther\s)?\Z")  # "matched X's grant with 2 million"
_OURS_BEFORE = re.compile(r"\b(?:its|their|our)\s+\Z")
NEAR_AMOUNT = 45


def in_relative(view: View, named: Sequence[Name], amount: Mention) -> list[Name]:
    """ "the … million that X has invested"."""
    for name in named:
        relative = 0 <= name.start - amount.end <= 16 and _RELATIVE.fullmatch(
            view.slice(amount.end, name.start)
        )
        if relative and said(view, _GIVING, name.end, min(view.end, name.end + 25)):
            return [name]
    return []


def whose_funding(view: View, named: Sequence[Name], amount: Mention) -> list[Name]:
    """ "5 million of Council funding", "up to 3 million in NordCouncil grants"."""
    for name in named:
        if 0 <= name.start - amount.end <= 20 and _OF_IN.fullmatch(view.slice(amount.end, name.start)):
            return [name] if _FUNDING.match(view.reading.text, name.end, view.end) else []
    return []


def bought(view: View, amount: Mention) -> Name | None:
    """What stands right behind the sum that it costs: "the Agency's $39 million Lab for Soils"."""
    kinds = ("organization", "project", "programme")
    return next((name for name in view.names if name.start == amount.end + 1 and name.kind in kinds), None)


def possessor(view: View, named: Sequence[Name], amount: Mention) -> list[Name]:
    """ "X's recent contribution of …", "EU contribution: …", "the contribution of X amounts to …", "2 million
    is the EU contribution"."""
    behind = next((name for name in named if _AS.fullmatch(view.slice(amount.end, name.start))), None)
    if behind is not None and _FUNDING.match(view.reading.text, behind.end, view.end):
        return [behind]
    own = next((name for name in named if _OWN_SUM.fullmatch(view.slice(name.end, amount.start))), None)
    if own is not None and (_GIFT.match(view.reading.text, amount.end, view.end) or bought(view, amount)):
        return [own]
    nouns = view.words("figures.contributions", max(view.start, amount.start - 120), amount.start)
    for name in reversed(named):
        if name.end > amount.start:
            continue
        for start, end in view.words(_AMOUNTS, name.end, amount.start)[:1]:
            if _POSSESSED.fullmatch(view.slice(name.end, start)):
                return [] if _MATCHED.search(view.slice(end, amount.start)) else [name]
            owned = _OURS_BEFORE.search(view.slice(max(view.start, name.start - 8), name.start))
            if owned:
                continue  # "its Antarctic expenditure" is not the Antarctic's
            modifies = _MODIFIES.fullmatch(view.slice(name.end, start)) and not _verbs(view, name.end, start)
            if (
                modifies
                and (name.kind != "phrase" or name.name.isupper())
                and any(noun[0] == start for noun in nouns)
            ):
                return [name] if amount.start - end <= NEAR_AMOUNT else []
        for _, end in nouns:
            if end <= name.start and _OF_WHOM.fullmatch(view.slice(end, name.start).lstrip()):
                return [name]
    return []


def _verbs(view: View, start: int, end: int) -> bool:
    """Whether something is given or received in ``[start, end)``."""
    return bool(said(view, _GIVING, start, end) or said(view, _RECEIVING, start, end))
