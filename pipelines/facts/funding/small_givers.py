"""Who gives where no verb stands before the sum ("Japan $300 million"), or nobody is named ("each side")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.funding.payments import Side, said
from pipelines.facts.home import codes
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_GIVING = "figures.giving"
_BEHIND = re.compile(
    r"\s(?:(?:the|its)\s(?P<whom>(?:[A-Z]\w+\s)?[a-z]+(?:\s[a-z]+)?)\swith\s|with\s|another\s|a\sfurther\s|and\s|contributing\s|a\stotal\sof\s)?\Z"
)
_SIDE = re.compile(r"\s(?:side|government|authorities|partners?|part|party|ministry|taxpayer)\b")
_LINKS = re.compile(r"(?:,|;|\band|\bwhile|\bwhereas|\bbut)\s(?:by\s|from\s)?(?:the\s|its\s)?\Z")
# "(2 million)", "(80 %, EUR 2 million)"
_BRACKET = re.compile(r"\s?\((?:\d[\d.,]*\s?(?:%|per\s?cent)\s?(?:[,;:=/–-]|or)\s?)?(?:[a-z]+\s){0,2}\Z")
_NOT_GIVERS = re.compile(r"\b(?:to|for|in|into|at|with|of)\s(?:the\s|its\s)?\Z")
_NOUNS = (
    r"(?:members|member\sstates|member\scountries|states|countries|governments?|partners?|sides?|part(?:y|ies)|donors|"
    r"industry|companies|sponsors|participants|foundations|ministr(?:y|ies)|institutions|universities|investors|regions)"
)
# "by its members", "from private donors", "paid by 22 member states".
_BY = re.compile(
    rf"\b(?:by|from)\s+(?:(?:the|its|all|both|our|other|each)\s+)*((?:\d+\s)?(?:[a-z-]+\s+){{0,2}}{_NOUNS})\b"
)
_PERSONS = re.compile(
    r"\b(?:scientists|researchers|students|scholars|fellows|applicants|people|experts|teams|candidates|participants)\s\Z"
)
_WHOSE = re.compile(
    r"\s(?:of|in)\s([A-Z]\w+[A-Z]\w*)\s(?:funding|funds|support|grants|money)\b"
)  # "of ABC funding"
# "Each side contributes", "Both academies will provide", "The government allocated".
_SUBJECT = re.compile(
    r"\b(?:(?P<each>(?:[Ee]ach|[Ee]very|[Bb]oth|[Aa]ll|[Tt]wo|[Tt]hree|[Ff]our)\s(?:of\sthe\s)?(?:[a-z]+\s)?(?:sides?|part(?:y|ies)|partners?|"
    r"countr(?:y|ies)|governments?|institutions?|academ(?:y|ies)|foundations?|members?|organi[sz]ations?|agenc(?:y|ies)|"
    r"states?|universit(?:y|ies)|ministr(?:y|ies)|councils?|funders?|bodies))|"
    r"(?P<plural>(?:[A-Z][a-z]+\s)?(?:[Dd]onors|[Mm]ember\s[Ss]tates|[Ss]ponsors|[Pp]articipating\scountries)))"
    r"\s(?:(?:have|has|had|will|would|is|are|jointly|also|each|together|to|both|been)\s)*\Z"
)
_THE_BODY = re.compile(
    r"\b[Tt]he\s(?P<body>ministry|academy|foundation|fund|university|institute|council|agency|commission|bank|embassy|cent(?:re|er)|"
    r"society|association|trust|union|board|department|office)\s(?:(?:has|had|will|would|also|is|jointly|each|together|to|been)\s)*\Z"
)
_ON_SIDE = re.compile(r"(?:On|From|For)\sthe\s")
_FROM = re.compile(r"\b(?:from|by)\s(?:the\s)?\Z")
_PART = re.compile(
    r"\b(?:half|part|most|some|third|quarter|share|rest|percent|%)\s+of\s+(?:which|this|it|them)\b"
)


def in_series(view: View, named: Sequence[Name], amount: Mention) -> list[Name]:
    """ "Germany contributes 1 billion, France 900 million"; "contributions from Peru (2 million) and Chile (1
    million)"."""
    found = gapped(view, named, amount)
    if found is not None:
        return [found[0]]
    text = view.reading.text
    name = next((each for each in reversed(named) if each.end <= amount.start), None)
    if name is None or name.form == "adjective":
        return []
    if name.kind == "phrase" and not _FROM.search(text, max(view.start, name.start - 10), name.start):
        return []
    bracketed = _BRACKET.fullmatch(text, name.end, amount.start) and any(view.words(label) for label in _SAID)
    before = _NOT_GIVERS.search(text, max(view.start, name.start - 12), name.start)
    return [name] if bracketed and not before else []


def gapped(view: View, named: Sequence[Name], amount: Mention) -> tuple[Name, str | None] | None:
    """Who gives where the verb of an earlier sum is left out, and to whom: "…, Peru 2 million", "…, and the
    Fund the Peruvian teams with 2 million"."""
    earlier = next((each for each in view.mentions if each.kind == "money"), amount)
    if earlier.start >= amount.start or not said(view, _GIVING, view.start, earlier.start):
        return None
    text = view.reading.text
    for name in named:
        if name.end > amount.start or name.start < earlier.end:
            continue
        side = _SIDE.match(text, name.end, amount.start) if name.form == "adjective" else None
        if name.form == "adjective" and side is None:
            continue
        behind = _BEHIND.fullmatch(text, side.end() if side is not None else name.end, amount.start)
        linked = _LINKS.search(text, max(view.start, name.start - 14), name.start)
        if (
            behind is not None
            and linked is not None
            and (name.kind != "phrase" or (len(name.name) > 2 and name.name.isupper()))
        ):
            return name, behind["whom"]
    return None


_SAID = (_GIVING, "figures.given_by", "figures.contributions")


def by_few_words(view: View, amount: Mention, reach: int) -> str | None:
    """ "… paid by 22 member states", "… of ABC funding": who gives, in words that name nobody."""
    whose = _WHOSE.match(view.reading.text, amount.end, reach)
    if whose is not None:
        return whose[1]
    stop = view.reading.text.find(";", amount.end, reach)
    found = _BY.search(view.reading.text, amount.end, stop if stop > 0 else reach)
    if found is None or _PERSONS.search(view.slice(amount.end, found.start())):
        return None  # "scientists from developing countries"
    return found[1]


def unnamed_subject(view: View, amount: Mention) -> str | None:
    """ "Each side contributes …": who stands before the verb of giving, in words that name nobody."""
    verbs = said(view, _GIVING, view.start, amount.start)
    found = _SUBJECT.search(view.slice(view.start, verbs[-1][0])) if verbs else None
    return next(filter(None, found.groups()), None) if found is not None else None


def the_body(view: View, amount: Mention) -> Name | None:
    """Whom "the ministry", "the foundation" means right before the verb of giving."""
    verbs = said(view, _GIVING, view.start, amount.start)
    found = _THE_BODY.search(view.text, 0, verbs[-1][0] - view.start) if verbs else None
    if found is None:
        return None
    start, end = view.start + found.start("body"), view.start + found.end("body")
    short = Name("phrase", start, end, found["body"].capitalize(), head="organization:organization")
    meant = view.reading.meant(short)
    return meant if meant is not short and meant.kind == "organization" else None


def side_frame(view: View) -> Side | None:
    """ "On the Portuguese side, the maximum is …": who pays is told by the words that open the sentence."""
    found = _ON_SIDE.match(view.text)
    name = next((name for name in view.names if found and name.start == view.start + found.end()), None)
    if name is None or name.kind != "country" or not view.reading.text.startswith(" side", name.end):
        return None
    return Side(f"{name.name} side", codes(name))


def each_of(view: View, amount: Mention) -> Side | None:
    """ "…; each party committed 2 million", right before the verb: the countries that the sentence named."""
    verbs = said(view, _GIVING, view.start, amount.start)
    found = _SUBJECT.search(view.text, 0, verbs[-1][0] - view.start) if verbs else None
    if found is None or not found["each"]:
        return None
    states = view.states(view.start, view.start + found.start())
    return Side(found["each"], states) if len(states) > 1 else None


def of_a_part(view: View, amount: Mention, name: Name) -> bool:
    """Whether ``name`` gives only a part of the sum: "5 million, half of which was paid by Brazil"."""
    return _PART.search(view.reading.text, amount.end, name.start) is not None
