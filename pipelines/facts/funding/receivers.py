"""Who receives an amount of money, by the grammar of its sentence."""

from __future__ import annotations

import re

from pipelines.facts.funding.givers import RECEIVING, joined_before, spoken_of
from pipelines.facts.funding.lines import listed, recorded
from pipelines.facts.funding.payments import (
    KINDS,
    Side,
    first_said,
    is_remark,
    last_said,
    side_of,
    subordinate,
)
from pipelines.facts.funding.possessors import NEAR_AMOUNT, bought
from pipelines.facts.funding.small_givers import gapped
from pipelines.facts.home import codes
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_GIVING = "figures.giving"
_TO = re.compile(
    r"\b(?:to|for|into|towards?|to support|supporting)\s+(?:the\s+|its\s+|a\s+|an\s+)?(?:new\s+|joint\s+)?"
    r"(?:research\s+)?(?:project\s+)?\Z",
    re.IGNORECASE,
)
_NO_GIFT = re.compile(
    r"\b(?:reference|according|thanks|due|access|compared|related|owing|close|prior|addition|associated|linked|open|"
    r"similar|relating|subject|attached|travel\w*|trips?|visits?|sent|journeys?|flights?|mobility|back|return\w*|move\w*)\s+to\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
# "… for young researchers", "to support 12 teams of students", "to the project", "in the experiment".
_RECEIVERS = alternation("figures", "receivers")
_THINGS = alternation("figures", "received_by")
_WORD = r"(?!(?:of|and|in|to|with|from|by|for|on|at|each|every|all|its|their|the)\b)[\w-]+\s+"
_SORTS = (
    r"(?:young|early-career|talented|local|foreign|international|outstanding|successful|selected|doctoral|postdoctoral|new|"
    r"gifted|promising|graduate|undergraduate|female|women|junior|senior|eligible|individual|partner|research|university|"
    r"disadvantaged|visiting|domestic|public|small)"
)
_PEOPLE = re.compile(
    rf"\b(?:(?:for|support|supporting)\s+(?!each|every|all\b)(?=((?:[\w-]+\s+){{0,3}}?{_RECEIVERS}\b))|"
    rf"to\s+(?=((?:{_SORTS}\s+){{1,2}}(?:[A-Z][\w-]+\s+)?{_RECEIVERS}\b))|"
    rf"(?:to|for|support|supporting|fund|funding|finance|financing)\s+(?:(?:more\sthan|over|some|about|around|nearly|almost|at\sleast|up\sto|the|all)\s+)?"
    rf"(?=((?:(?:\d[\d.,]*|{alternation('numerals')})\s+(?:[a-z-]+\s+){{0,2}}?)?(?:[A-Z][\w-]+\s+)?{_RECEIVERS}\b)))"
)
_THING = re.compile(
    rf"\b(?:to|for|into|towards|supporting)\s+(?:the|this|its|their|these|those|both|an?|our)\s+"
    rf"(?P<thing>(?:{_WORD}){{0,5}}?(?:{_THINGS}))\b(?!-)"
)
_IN = re.compile(r"\s+in(?:to)?\s+(?:the\s+|its\s+)?")
_IN_THING = re.compile(
    rf"\s+in\s+(?:(?:the|this|its|an?)\s+|(?=\d))(?P<thing>(?:{_WORD}){{0,3}}?(?:{_THINGS}))\b(?!-)"
)
_PUT_IN = re.compile(r"\b(?:invest\w*|put|spent|spends?|contribut\w+|injected)\b")
# "funded 582 projects to the tune of", "provided the University with", "gave the Institute (2 million)".
_HANDED = (
    r"(?:\s\([^)]*\))?\s(?:with\s|to\sthe\stune\sof\s|worth\s|totall?ing\s|(?:with|for)\sa\stotal\sof\s|with\sa\svolume\sof\s)?(?:(?:an?|some)\s(?:\w+\s){0,2}(?:grant|loan|sum|total|"
    r"contribution|budget|award|subsidy)s?\s(?:of|worth)\s)?"
)
_HANDED_NAME = re.compile(rf"{_HANDED}\Z")
_HANDED_THING = re.compile(
    rf"\w+\s(?:the\s|its\s|these\s)?(?:up\sto\s|some\s|about\s)?(?P<thing>(?:\d[\d,]*\s)?(?:{_WORD}){{0,2}}?(?:{_RECEIVERS}|{_THINGS})){_HANDED}\Z"
)
# "The telescope cost …", "The X project, run by Y, had a total budget of …", "the budget of the X is …".
_COSTING = (
    r"\s(?:costs?|costing|has\scost|will\scost|(?:is\s|was\s)?worth|"
    r"(?:(?:has|had|have|with)\s(?:an?|the|its)\s(?:[a-z]+\s){0,2}(?:budget|cost|endowment|volume|value|funding)(?:\s(?:of|is|was))?)|"
    r"(?:total\s|overall\s|annual\s)?(?:budget|cost)\s(?:is|was|amount(?:s|ed)\sto|totals|totalled|of))\s(?:[a-z]+\s){0,2}\Z"
)
_NAME_COSTS = re.compile(
    rf"(?:'s)?(?:\s(?:[a-z]+\s)?(?:project|programme|program|scheme|initiative|facility|telescope))?(?:\s\([^)]{{1,90}}\))?"
    rf"(?:,\s[^,;]{{3,90}},)?(?:\s(?:ran|runs?|was|is)\s[^;]{{5,90}}?)?{_COSTING}"
)
_THING_COSTS = re.compile(
    rf"(?:\A|[,;]\s|\sand\s)(?:[Tt]he|[Tt]his|[Ii]ts|[Aa]n?)\s(?P<thing>(?:{_WORD}){{0,3}}?(?:{_THINGS}))(?:'s)?{_COSTING}"
)
_OF_THING = re.compile(
    rf"\b(?:[Bb]udget|[Cc]osts?|[Pp]rice|[Vv]alue|[Ee]ndowment|[Ii]nvestments?)\s(?:of|in|for)\s(?:the\s|this\s)?"
    rf"(?:(?P<thing>(?:{_WORD}){{0,3}}?(?:{_THINGS}))|(?P<name>[A-Z][^,;]{{2,80}}?))\s"
    rf"(?:is|was|were|amount(?:s|ed)\sto|reached|total(?:s|led)|came\sto|will\sbe|stood\sat)\s(?:[a-z]+\s){{0,2}}\Z"
)
# "The X is supported by Y with …", "Peru's contribution to the X rose to …".
_PAID_FOR = re.compile(
    r"(?:\s(?:[IVX]+|\d))?(?:\s(?:[a-z]+\s)?(?:programme|program|project|scheme|initiative))?(?:\s\([^)]*\))?(?:\sin\s[A-Z]\w+)?"
    r"(?:,\s[^,;]{3,60},)?(?:,|\s(?:is|was|are|were|has\sbeen|have\sbeen|will\sbe))\s(?:[a-z]+\s)?(?:co-?)?"
    r"(?:funded|financed|supported|sponsored|subsidi[sz]ed)\s(?:by|with|through|from)\b"
)
# "to an EC call", "for a Council scholarship": whose it is, not who receives.
_OF_A_CALL = re.compile(
    r"\s(?:[a-z]+\s)?(?:calls?|scholarships?|fellowships?|grants?|budget|market|fund|deadline)\b"
)
_THING_PAID_FOR = re.compile(
    rf"(?:[Tt]he|[Tt]his|[Ii]ts|[Aa]n?)\s(?P<thing>(?:{_WORD}){{0,3}}?(?:{_THINGS}))\s(?:is|was|are|were|has\sbeen|will\sbe)\s"
    r"(?:[a-z]+\s)?(?:co-)?(?:funded|financed|supported|sponsored|subsidi[sz]ed)\b"
)
_WORTH = re.compile(r"\b(?:worth|of|totall?ing|amounting\sto)\s(?:[a-z]+\s){0,2}\Z")
_WITH_SUPPORT = re.compile(
    r"(?:\s\([^)]*\))?,\s(?:with|thanks\sto|aided\sby)\s(?:the\s|an?\s)?(?:[a-z-]+\s){0,2}(?:support|funding|grant|assistance|help|contribution)\s"
    r"(?:of|worth|totall?ing)\s(?:[a-z]+\s){0,2}"
)
_TO_WHOM = re.compile(r"\sto\s(?:the\s)?")
_EACH = re.compile(r"\b((?:[Ee]ach|[Ee]very)\s[a-z]+)\s(?:(?:may|can|will|has|is|be|been)\s)*\Z")
_APPLIES = re.compile(
    r"((?:[A-Z][a-z-]+\s)?[A-Za-z]+s)(?:\s(?:from|at|in)\s[^,;]{3,60}?)?\s(?:may|can|could)\s(?:also\s|now\s)?(?:apply|request|ask|bid)\b"
)
_IT = re.compile(r"\b(?:[Ii]t|[Tt]hey)\b")
_HOLDERS = re.compile(
    r"\b((?:[Ss]uccessful\s)?(?:[Rr]ecipients|[Ww]inners|[Hh]olders|[Ff]ellows|[Ss]cholars|[Aa]wardees|[Gg]rantees|[Bb]eneficiaries|"
    r"[Aa]pplicants|[Cc]andidates))(?:\s(?:of|under|in)\s[^,;]{3,80}?)?\s(?:(?:may|can|will|also|each)\s)*\Z"
)
_PERSONS = re.compile(r"(\s[a-z]+s)\s(?:(?:will|may|can|also)\s)?")
_ELSE = re.compile(r"\d[^.;]*\sfor\s(?:its|the|their|a)\s")
_PAIR = re.compile(r"[-–][A-Z]")  # "Indian-Norwegian projects"
_FOR_REACH = 80
_DISTINCT = re.compile(r"(?=\w*[A-Z0-9]\w*[A-Z0-9])[A-Z][\w+-]*")
_NAME_ENDS = re.compile(
    r"\s?(?:[,.;:()–—]|$|\s(?:for|in|over|under|through|between|by|from|and|which|that|to|as|at|with|via|since|until)\b)"
)
_TAKERS = (*KINDS, "programme", "project")
_SCHEMES = ("programme", "project")
_COSTS = re.compile(r"\b(?:cost|costs|costing|worth|construction)\b", re.IGNORECASE)
# "Young chemists have (received)", "Each team may (receive)".
_NOUN = re.compile(
    r"((?:[Ee]ach|[Ee]very)\s[a-z]+|(?:The|An?)\s[a-z]+(?=\s(?:may|can|will)\b)|(?:[^\W\d_]+\s+)?[^\W\d_]{3,}s)\s+"
    r"(?:has|have|had|were|was|are|is|may|can|will)?\s*(?:been\s+|be\s+)?\Z"
)
_COSTS_SAID = re.compile(
    r"\b(?:cost|costs|costing|worth|budget|endowment|volume|value|funding|price|investments?)\b",
    re.IGNORECASE,
)
_THING_TAKES = re.compile(
    rf"(?:\A|[,;]\s|\sand\s|\d\s)(?:[Tt]he|[Tt]his|[Ii]ts|[Oo]ur|[Aa]n?)\s(?P<thing>(?:{_WORD}){{0,3}}?(?:{_THINGS}))"
    r"(?:,\s[^,;]{3,80},|\sled\sby\s[^,;]{3,80}?)?\s(?:(?:has|have|had|were|was|are|is|may|can|will|also|been|be)\s)*\Z"
)
_COUNTED_NOUN = re.compile(r"(?:\s[a-z-]+){0,2}?\s[a-z-]+s\b")
_ONE_PROJECT = re.compile(
    r"\s(?:(?!(?:per|a|an|of|for|each|the|this|every|any|one|in|to)\b)[a-z]+\s)?(?:sub)?project\b(?!\s(?:manager|leader|coordinator))"
)
_TITLED = re.compile(r"(?:The|This)\s(?:[\w-]+\s){0,2}project\s[\"“‘«'](?P<title>[^\"”’»']{4,120})[\"”’»']")
# "“Warm Springs” (2013–2016, EUR 480,000)"
_BRACKETED = re.compile(r"[\"“«](?P<title>[^\"“”«»]{4,120})[\"”»]\s?\((?:[^()]{0,50}[,;]\s?)?\Z")
_PROJECT_AFTER = re.compile(r"\s(?:[a-z]+\s)?(?:sub)?projects?\b(?!\s(?:manager|leader|coordinator))")


def receiver(view: View, amount: Mention, reach: int) -> Side | None:
    """Who receives: the subject of a verb of receiving, else who is named after "to" or "for", who is given
    to, what it costs, or the one project that the sentence is about."""
    verb = first_said(view, RECEIVING, view.start, amount.start)
    # "received 54 proposals for its 60 million scheme": something else was received
    if verb is not None and not _ELSE.search(view.slice(verb, amount.start)):
        return _subject(view, verb)
    applies = _APPLIES.match(view.text)
    if applies is not None and view.start + applies.end() <= amount.start:
        return Side(applies[1])
    named = [
        name
        for name in view.names
        if name.kind in _TAKERS
        and not is_remark(view, name)
        and not _PAIR.match(view.reading.text, name.end, view.end)
    ]
    part = gapped(view, named, amount)
    if part is not None and part[1]:
        return Side(part[1], view.states(part[0].end, amount.start))
    return (
        _body(view, named, amount, reach)
        or _told_of(view, amount, reach)
        or _one_project(view, named)
        or listed(view)
        or recorded(view)
        or _where(view, named, amount)
        or _costly(view, named, amount)
        or _topic(view, amount)
    )


def _body(view: View, named: list[Name], amount: Mention, reach: int) -> Side | None:
    """The body, person or title that the sentence names as the one that is given to."""
    body = (
        _named_after(view, named, amount, reach) or _handed(view, named, amount) or _paid(view, named, amount)
    )
    if body is not None:
        thing = _THING.match(view.reading.text, amount.end + 1, reach) if body.kind == "programme" else None
        return Side(thing["thing"]) if thing is not None else side_of(view, [body])
    titled = _BRACKETED.search(view.reading.text, max(view.start, amount.start - 170), amount.start)
    if titled is not None:
        return Side(titled["title"])
    before = _given_to(view, named, amount) or _supported(view, named, amount)
    lab = bought(view, amount) if before is None else None
    return side_of(view, [lab]) if lab is not None and lab.kind != "programme" else before


def _where(view: View, named: list[Name], amount: Mention) -> Side | None:
    """The country that the money is spent in: "invested 2 million in Peru"."""
    left, right = view.clause(amount.start, amount.end)
    for name in named:
        inside = left <= name.start < right and view.slice(name.start - 3, name.start) == "in "
        if name.kind == "country" and inside and name.form != "adjective":
            return side_of(view, [name])
    return None


def _named_after(view: View, named: list[Name], amount: Mention, reach: int) -> Name | None:
    """Who is named after "to" or "for": a body, a country, a project; else a programme."""
    scheme: Name | None = None
    for name in named:
        if not amount.end <= name.start < reach:
            continue
        lead = view.slice(max(view.start, name.start - 40), name.start)
        to = _TO.search(lead) or _put_in(view, amount, name)
        if to is None or _NO_GIFT.search(lead) or _OF_A_CALL.match(view.reading.text, name.end, view.end):
            continue
        if name.kind == "programme":
            scheme = scheme or name
            continue
        project = "project " in to[0] or _PROJECT_AFTER.match(view.reading.text, name.end, view.end)
        called = name.acronym or name.full or project or _told_by_itself(view, name)
        if name.kind != "phrase" or called:  # another phrase is hardly a body
            return name
    return scheme


def _told_by_itself(view: View, name: Name) -> bool:
    """Whether a phrase is like no word ("TREES4LIFE"), and no part of what follows ("COVID tests")."""
    own = len(name.name) > 1 and _DISTINCT.fullmatch(name.name) is not None
    return own and _NAME_ENDS.match(view.reading.text, name.end) is not None


def _put_in(view: View, amount: Mention, name: Name) -> re.Match[str] | None:
    """ "invested 5 million in the Harbour Fund"."""
    text = view.reading.text
    put = name.kind != "country" and _PUT_IN.search(text, max(view.start, amount.start - 60), amount.start)
    return _IN.fullmatch(text, amount.end, name.start) if put else None


def _paid(view: View, named: list[Name], amount: Mention) -> Name | None:
    """What is supported with the sum, or contributed to: "The X is financed by Y with 2 million"."""
    text = view.reading.text
    for name in named:
        if name.end > amount.start:
            break
        given = _PAID_FOR.match(text, name.end, amount.start)
        if given is not None and not subordinate(view, name):
            return name
    for _, end in view.words("figures.contributions", view.start, amount.start):
        to = _TO_WHOM.match(text, end, amount.start)
        whom = next((each for each in named if to is not None and each.start == to.end()), None)
        if whom is not None and whom.kind != "phrase":
            return whom
    return None


def _given_to(view: View, named: list[Name], amount: Mention) -> Side | None:
    """Who stands after "to" between the verb of giving and the sum: "awards 5 grants to boys, worth …"."""
    verb = last_said(view, _GIVING, view.start, amount.start)
    if verb is None or not _WORTH.search(view.reading.text, max(verb, amount.start - 40), amount.start):
        return None
    for name in named:
        to = _TO_WHOM.fullmatch(
            view.slice(max(verb, name.start - 8), name.start).lstrip("abcdefghijklmnopqrstuvwxyz")
        )
        if verb < name.start < amount.start and to is not None and name.kind != "phrase":
            return side_of(view, [name])
    return None


def _supported(view: View, named: list[Name], amount: Mention) -> Side | None:
    """ "The Academy, with financial support of 2 million from Peru, is …": whom the sentence begins with."""
    for name in named[:1]:
        lead = view.slice(name.end, amount.start)
        if name.start - view.start <= len("The ") and name.kind != "phrase" and _WITH_SUPPORT.fullmatch(lead):
            return side_of(view, [name])
    return None


def _handed(view: View, named: list[Name], amount: Mention) -> Name | None:
    """Who stands between the verb of giving and the sum: "gave the University of Lima 2 million"."""
    verb = last_said(view, _GIVING, view.start, amount.start)
    if verb is None:
        return None
    name = next((each for each in named if verb < each.start and each.end <= amount.start), None)
    if name is None or name.kind == "phrase":
        return None
    between = view.slice(verb, name.start)
    first = " " in between and between.rstrip().removesuffix(" the").removesuffix(" its").isalpha()
    return name if first and _HANDED_NAME.fullmatch(view.slice(name.end, amount.start)) else None


def _costly(view: View, named: list[Name], amount: Mention) -> Side | None:
    """What the sum is the cost or budget of: "The telescope cost …", "the budget of the X Programme is …"."""
    if not _COSTS_SAID.search(view.reading.text, max(view.start, amount.start - 60), amount.start):
        return None
    lead = view.slice(view.start, amount.start)
    for name in named:
        fits = name.end <= amount.start and name.kind != "programme" and not subordinate(view, name)
        if fits and _NAME_COSTS.fullmatch(lead, name.end - view.start):
            return side_of(view, [name])
    found = _THING_COSTS.search(lead) or _OF_THING.search(lead)
    if found is None:
        return None
    if found["thing"]:
        return Side(found["thing"])
    start = view.start + found.start("name")
    name_of = next((each for each in named if each.start == start), None)
    return side_of(view, [name_of]) if name_of is not None else None


def _told_of(view: View, amount: Mention, reach: int) -> Side | None:
    """Who or what receives, in words that name nobody."""
    text, until = view.reading.text, min(reach, amount.end + _FOR_REACH)
    people = _PEOPLE.search(text, amount.end, until)
    if people is not None:
        return Side(people[1] or people[2] or people[3])
    thing = _THING.search(text, amount.end, until)
    if thing is None and _PUT_IN.search(text, max(view.start, amount.start - 60), amount.start):
        thing = _IN_THING.match(text, amount.end, until)
    if thing is None:
        verb = last_said(view, _GIVING, view.start, amount.start)
        thing = _HANDED_THING.match(text, verb, amount.start) if verb is not None else None
    thing = thing or _THING_PAID_FOR.search(text, view.start, amount.start)
    return Side(thing["thing"]) if thing is not None else None


def _one_project(view: View, named: list[Name]) -> Side | None:
    """The only project that the sentence speaks of."""
    text = view.reading.text
    titled = _TITLED.match(view.text)
    if titled is not None:
        return Side(titled["title"])
    projects = [
        name
        for name in named
        if name.kind in ("project", "phrase", "programme")
        and name.form != "known"
        and _ONE_PROJECT.match(text, name.end, view.end)
    ]
    return side_of(view, projects) if len(projects) == 1 else None


def _subject(view: View, verb: int) -> Side | None:
    """Who stands before the verb of receiving: a name, "doctoral students", "each team", "the consortium"."""
    left = view.reading.text.rfind(";", view.start, verb) + 1 or view.start
    lead = view.slice(left, verb)
    each = _EACH.search(lead) or _HOLDERS.search(lead)
    if each is not None:
        return Side(each[1])
    before = [
        name
        for name in view.names
        if name.kind in _TAKERS
        and left <= name.start < name.end <= verb
        and not subordinate(view, name)
        and not is_remark(view, name)
        and not (name.kind == "programme" and _PROJECT_AFTER.match(view.reading.text, name.end))
    ]
    if not before and _IT.search(lead):
        before = spoken_of(view)
        return side_of(view, before) if before else None
    thing = _THING_TAKES.search(lead) if not before else None
    if thing is not None:
        return Side(thing["thing"])
    if not before:
        noun = _NOUN.search(lead)
        return Side(noun[1]) if noun else None
    side, last = side_of(view, joined_before(view, before)), before[-1]
    if last.kind == "country" and last.form == "adjective":
        noun = _COUNTED_NOUN.match(view.reading.text, last.end, verb)  # "Armenian organisations"
        return Side(view.slice(last.start, noun.end()), codes(last)) if noun else side
    persons = _PERSONS.fullmatch(view.slice(last.end, verb)) if last.kind == "phrase" else None
    return Side(side.title + persons[1]) if persons else side


def _topic(view: View, amount: Mention) -> Side | None:
    """What the page is about, where the sum is a cost."""
    topic = view.reading.topic
    near = view.slice(max(view.start, amount.start - NEAR_AMOUNT), amount.start)
    return Side(topic.called, ()) if topic is not None and _COSTS.search(near) else None
