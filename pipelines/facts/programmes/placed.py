"""Programmes by where they are named: under, through or joined to what, and what is said of them.

A head like "partnership", "mission", "fund" or "action" makes a programme only where the words around it do:
something is done under it, it pays, is launched, or is taken part in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.naming import ACRONYM, said_before, small_heads
from pipelines.facts.programmes.programme import HEAD, Programme, adjective, generic, keys_of, told
from pipelines.facts.reading import View
from pipelines.facts.rules import when
from pipelines.lexicon.load import lexicon
from pipelines.mentions.name import Name

WEAK_HEAD = "programmes.weak_head"
_STRATEGY = "strategy"
_SUPPORT = (
    r"(?:(?:funded|financed|supported|co-funded|co-financed|sponsored|support|funding|grants)\s(?:[a-z]+\s){0,2}?"
    r"(?:through|under|from|by|via|within)|grant\s(?:[a-z]+\s){0,2}?(?:through|under|by|via|within))"
)
_WAY = (
    r"(?:under|through|within|via|(?:with)?in\sthe\s(?:frame(?:work)?|context|scope)\sof|under\sthe\s(?:auspices|umbrella|framework)\sof|"
    r"as\spart\sof|by\smeans\sof|by\sway\sof)"
)
_ARTICLE = r"\s(?:the\s|its\s|their\s|[A-Z][\w ]{2,30}'s\s)?(?:new\s|joint\s)?$"
# What is done under, through or by way of it.
_BY_WAY = re.compile(rf"\b(?i:{_WAY}|{_SUPPORT}){_ARTICLE}")
_THROUGH = re.compile(rf"\b(?i:{_SUPPORT}){_ARTICLE}")
_UNDER = re.compile(
    rf"\b(?i:(?:calls?|projects?|proposals?|grants?|activit(?:y|ies)|cooperation|research|mobility)\s(?:[a-z]+\s){{0,3}}?(?:under|within|through)|"
    rf"within\sthe\sframework\sof|under\sthe\sauspices\sof|as\spart\sof){_ARTICLE}"
)
_JOINED = re.compile(
    r"\b(?i:join(?:s|ed|ing)?|participat(?:e|es|ed|ing|ion)\sin|(?:take|takes|took|taking|taken)\spart\sin|associated\s(?:to|with)|"
    r"association\s(?:to|with)|accession\sto|member\sof|access\sto|appl(?:y|ies|ied|ying)\s(?:to|for|under)|eligible\sfor|"
    r"benefit(?:s|ed|ing)?\sfrom|cooperat(?:e|es|ed|ing|ion)\s(?:in|on)|runs?|ran|operates?|manages?|managed|coordinates?|"
    rf"co-?funds?|finances?|financed){_ARTICLE}"
)
_SAID = re.compile(
    r"(?:\s\([^)]{1,40}\))?,?\s(?:(?:which\s|that\s)?(?:(?:was|were|is|are|has\sbeen|have\sbeen|will\sbe)\s(?:[a-z]+ly\s|also\s|now\s)?"
    r"(?:launched|established|started|set\sup|introduced|created|funded|co-funded|financed|co-financed|open|implemented|"
    r"run|renewed|extended|managed|administered|coordinated|announced|designed|succeeded|replaced|aimed)\b|"
    r"(?:supports?|supported|funds?|funded|finances?|financed|provides?|provided|offers?|offered|aims?|enables?|enabled|brings?|"
    r"promotes?|awards?|awarded)\b|(?:has|have)\s(?:[a-z]+ly\s|also\s)?(?:supported|funded|financed|helped|awarded|enabled|provided)\b))"
)
_PAYING = re.compile(
    rf"\b(?:finances?|financed|(?:co-)?funds?|runs?|ran|operates?|manages?|managed|administers?|offers?){_ARTICLE}"
)
# No word: with a second capital, a hyphen or a digit ("STEP-Up", "CLIENT II").
_OWN_NAME = re.compile(r"[A-Z](?=[\w+-]*[A-Z0-9+])[\w+-]+")
_LINK = re.compile(r"(?:\s\([^)]{1,40}\))?(?:,|,?\s(?:and|or|as\swell\sas))\s(?:the\s|its\s)?$")
_AROUND = 70
# The last word of a body's name that can be a scheme's.
_SCHEME_LIKE = frozenset(
    {
        "Fund",
        "Funds",
        "Partnership",
        "Partnerships",
        "Mission",
        "Facility",
        "Accelerator",
        "Ecosystem",
        "Platform",
    }
)
_NEVER_PLAIN = ("Fund", "Funds", "Partnerships")
_BENEATH = re.compile(r"\b(?i:under|(?:with)?in\sthe\sframework\sof|under\sthe\sauspices\sof)\sthe\s$")
_LAW = re.compile(
    r"\b(?:Act|Law|Decree|Code|Constitution|Convention|Regulation|Directive|Department|Office|Committee|Project)\b"
)
_SPELLED = re.compile(
    r"\s(?:on|for)\s(?:the\s)?(?P<name>[A-Z][\w-]+(?:,?\s(?:of|and|the|for|in|to|on|[A-Z][\w-]+)){1,14})"
    r"\s\((?P<short>[A-Z][\w-]{2,12})\)"
)
_FEWEST = 3  # words of a partnership's name, lest "the Partnership" or "Strategic Partnership" be one


def firm(view: View, name: Name, begins: int) -> bool:
    """Whether the head makes a programme of ``name``; a plan needs a term, an acronym or a beginning, a
    mechanism or action one of them or words around it that say so. The name begins at ``begins``.
    """
    if name.head != _STRATEGY and (_strong(name) or name.acronym):
        return True
    dated = any(0 <= date.start - name.end < 8 and "/" in (date.edtf or "") for date in view.dates)
    if dated or said_before(view, "programmes.announcing", begins) is not None:
        return True
    return name.head != _STRATEGY and placed(view, name)


def _strong(name: Name) -> bool:
    heads = lexicon().programme_heads
    words = re.split(r"\s+", name.name.casefold())
    first = words[: words.index("of")] if "of" in words[1:] else words
    if (
        first[-1] == "grants" and len(words) > 1
    ):  # of several grants with a name of their own there is a scheme
        return True
    return any(
        (head := heads.get(word) or heads.get(word.removesuffix("s"))) and head.strong for word in words
    )


def placed(view: View, name: Name) -> bool:
    """Whether the words before ``name``, or before the list that it stands in, or those after it say that it
    is a scheme."""
    text, start = view.reading.text, _first_of_list(view, name)
    lead = max(view.start, start - _AROUND)
    return bool(
        _BY_WAY.search(text, lead, start)
        or _JOINED.search(text, lead, start)
        or _SAID.match(text, name.end, view.end)
    )


def _first_of_list(view: View, name: Name) -> int:
    """Where the list of names begins that ``name`` stands in: "under the A Action and the B Mechanism"."""
    ends = {each.end: each for each in view.names}
    start = name.start
    while (link := _LINK.search(view.reading.text, max(view.start, start - _AROUND), start)) is not None:
        before = ends.get(link.start())
        if before is None:
            break
        start = before.start
    return start


def like_scheme(name: Name) -> bool:
    """Whether a body can be a scheme by the last word of its name, or something is told by its acronym."""
    if name.kind == "phrase":
        return _told_short(name)
    last = name.name.rpartition(" ")[2] if name.kind == "organization" else ""
    return last in _SCHEME_LIKE and (last in _NEVER_PLAIN or name.name.count(" ") + 1 >= _FEWEST)


def _told_short(name: Name) -> bool:
    return bool(name.acronym) and not name.head and name.name.count(" ") + 1 >= _FEWEST


@when("phrase")
def under_acronym(view: View) -> Iterator[Programme]:
    """What something is done under, told by its acronym: "under the Lima-Oslo Chip Accelerator (LOCA)"."""
    for name in view.names:
        if name.kind != "phrase" or not _told_short(name) or _LAW.search(name.name):
            continue
        lead = max(view.start, name.start - _AROUND)
        if _BENEATH.search(view.reading.text, lead, name.start) and ACRONYM.match(
            view.reading.text, name.end
        ):
            inner = told(view, name.start, name.end)
            yield Programme(name.start, name.end, name.name, "programme.fund", name.acronym, (), inner)


@when(WEAK_HEAD)
def weak(view: View) -> Iterator[Programme]:
    """A name beside a word that only its place makes a scheme's: "under the LIFT facility"."""
    for found in small_heads(view, WEAK_HEAD, "programmes"):
        name = found.name
        if name is None or name.kind != "phrase" or name.head or found.possessive or generic(name.name):
            continue
        text, lead = view.reading.text, max(view.start, found.start - _AROUND)
        done = _BY_WAY.search(text, lead, found.start) or _PAYING.search(text, lead, found.start)
        launched = said_before(view, "programmes.announcing", found.start) is not None
        known = _OWN_NAME.fullmatch(name.name) or name.name.count(" ")
        if known and (done or launched) and not adjective(name.name):
            inner = told(view, found.start, name.end)
            wording = text[found.start : name.end]
            yield Programme(
                found.start, found.end, wording, "programme.fund", name.acronym, keys_of(name), inner
            )


@when(HEAD)
def spelled(view: View) -> Iterator[Programme]:
    """ "The programme on Reefs and Oceans of Fiji (ROOF)": what it is on is what its acronym stands for."""
    for _, end in view.words(HEAD):
        found = _SPELLED.match(view.reading.text, end, view.end)
        if found is not None and _short_for(found["short"], found["name"]):
            start, stop = found.span("name")
            inner = told(view, start, stop)
            yield Programme(start, stop, found["name"], "programme.said", found["short"], (), inner)


def _short_for(acronym: str, wording: str) -> bool:
    """Whether the letters of ``acronym`` stand in ``wording``'s capitals in this order."""
    capitals = iter(letter for letter in wording if letter.isupper())
    return all(letter in capitals for letter in acronym if letter.isupper())


@when("organization")
def by_way_of(view: View) -> Iterator[Programme]:
    """A fund or partnership as the scheme by way of which something is done: "supported through the Harbour
    Fund", "calls under the Lima Water Partnership"."""
    for name in view.names:
        if name.kind == "phrase" or not like_scheme(name) or name.form == "known" or generic(name.name):
            continue
        text, lead = view.reading.text, max(view.start, name.start - _AROUND)
        before = _THROUGH.search(text, lead, name.start) or _UNDER.search(text, lead, name.start)
        begun = name.name.endswith("Partnerships") and said_before(view, "programmes.announcing", name.start)
        if before is not None or begun:
            first = before.start() if before is not None else name.start
            states = view.between(first, name.end, "country", "government")
            inner = told(view, states[0].start if states else name.start, name.end)
            yield Programme(name.start, name.end, name.called, "programme.fund", name.acronym, (), inner)
