"""Who gives where no verb stands before the sum ("Japan $300 million"), or nobody is named ("each side")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.payments import said
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_GIVING = "figures.giving"
_BEHIND = re.compile(r"\s(?:with\s|another\s|a\sfurther\s)?\Z")
_BRACKET = re.compile(r"\s?\((?:[a-z]+\s){0,2}\Z")
_NOT_GIVERS = re.compile(r"\b(?:to|for|in|into|at|with|of)\s(?:the\s|its\s)?\Z")
_NOUNS = (
    r"(?:members|member\sstates|member\scountries|states|countries|governments?|partners?|sides?|part(?:y|ies)|donors|"
    r"industry|companies|sponsors|participants|foundations|ministr(?:y|ies)|institutions|universities|investors|regions)"
)
# "by its members", "from private donors", "paid by 22 member states".
_BY = re.compile(
    rf"\b(?:by|from)\s+(?:(?:the|its|all|both|our|other|each)\s+)*((?:\d+\s)?(?:[a-z-]+\s+){{0,2}}{_NOUNS})\b"
)
_WHOSE = re.compile(
    r"\s(?:of|in)\s([A-Z]\w+[A-Z]\w*)\s(?:funding|funds|support|grants|money)\b"
)  # "of ABC funding"
# "Each side contributes", "Both academies will provide", "The government allocated".
_SUBJECT = re.compile(
    r"\b(?:(?P<each>(?:[Ee]ach|[Ee]very|[Bb]oth|[Aa]ll|[Tt]wo|[Tt]hree|[Ff]our)\s(?:of\sthe\s)?(?:[a-z]+\s)?(?:sides?|part(?:y|ies)|partners?|"
    r"countr(?:y|ies)|governments?|institutions?|academ(?:y|ies)|foundations?|members?|organi[sz]ations?|agenc(?:y|ies)|"
    r"states?|universit(?:y|ies)))|"
    r"(?P<plural>(?:[A-Z][a-z]+\s)?(?:[Dd]onors|[Mm]ember\s[Ss]tates|[Ss]ponsors|[Pp]articipating\scountries)))"
    r"\s(?:(?:have|has|had|will|would|is|are|jointly|also|each|together|to|both|been)\s)*\Z"
)
_PART = re.compile(
    r"\b(?:half|part|most|some|third|quarter|share|rest|percent|%)\s+of\s+(?:which|this|it|them)\b"
)


def in_series(view: View, named: Sequence[Name], amount: Mention) -> list[Name]:
    """ "Germany contributes 1 billion, France 900 million"; "contributions from Peru (2 million) and Chile (1
    million)"."""
    text = view.reading.text
    name = next((each for each in reversed(named) if each.end <= amount.start), None)
    if name is None or name.kind == "phrase" or name.form == "adjective":
        return []
    between = text[name.end : amount.start]
    earlier = [each for each in view.mentions if each.kind == "money" and each.end < name.start]
    gapped = earlier and _BEHIND.fullmatch(between)
    bracketed = _BRACKET.fullmatch(between) and any(view.words(label) for label in _SAID)
    if not (gapped or bracketed) or _NOT_GIVERS.search(text, max(view.start, name.start - 12), name.start):
        return []
    return [name] if bracketed or said(view, _GIVING, view.start, earlier[0].start) else []


_SAID = (_GIVING, "figures.given_by", "figures.contributions")


def by_few_words(view: View, amount: Mention, reach: int) -> str | None:
    """ "… paid by 22 member states", "… of ABC funding": who gives, in words that name nobody."""
    whose = _WHOSE.match(view.reading.text, amount.end, reach)
    if whose is not None:
        return whose[1]
    stop = view.reading.text.find(";", amount.end, reach)
    found = _BY.search(view.reading.text, amount.end, stop if stop > 0 else reach)
    return found[1] if found is not None else None


def unnamed_subject(view: View, amount: Mention) -> str | None:
    """ "Each side contributes …": who stands before the verb of giving, in words that name nobody."""
    verbs = said(view, _GIVING, view.start, amount.start)
    found = _SUBJECT.search(view.slice(view.start, verbs[-1][0])) if verbs else None
    return next(filter(None, found.groups()), None) if found is not None else None


def of_a_part(view: View, amount: Mention, name: Name) -> bool:
    """Whether ``name`` gives only a part of the sum: "5 million, half of which was paid by Brazil"."""
    return _PART.search(view.reading.text, amount.end, name.start) is not None
