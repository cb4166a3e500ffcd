"""Bodies without a name of their own: "a joint research centre for optics", "an office in Lima"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.home import codes
from pipelines.facts.institutions.body import Body, kind_of
from pipelines.facts.naming import SmallHead, said_before, small_heads
from pipelines.facts.reading import View
from pipelines.facts.rules import when
from pipelines.lexicon.words import alternation, word_set

NOUNS = "institutions.nouns"
_COMPLEMENT = re.compile(
    r"(?:\s(?:for|of|on)\s(?:(?:[a-z][\w&-]*|[A-Z][\w&-]*)(?:\s|(?=[,.;])"
    r")){1,7}?(?=(?:was|were|is|are|has|have|will|in|at|with|between|"
    r"to|by|under|and|that|which)\b|[,.;(]|$))?"
)
_OF_OWNER = re.compile(r"\sof\s(?:the\s)?")
_OF = re.compile(
    r"\s(?:of|for)\s(?:\d+\s)?[\w-]+(?:\s(?:and\s)?(?!in\b|was\b|were\b|has\b|is\b|at\b|with\b)[\w-]+){0,3}"
)
_NEAR = 60
_LEAST = 5
_PLACE = re.compile(r"\s(?:in|at)\s(?:the\s)?")
_SETTING_UP = ("institutions.founding", "institutions.running", "institutions.keeping")
_PLAIN = frozenset(
    {"new", "special", "first", "second", "third", "own", "large", "modern", "single", "similar"}
)
_OFFICES = frozenset({"office", "campus"})
_ARTICLE, _COPULA = 12, 24
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir)\s(?:[a-z-]+\s)?$")
_PURPOSE = re.compile(r"\sfor\s(?:[a-z]+\s?){1,4}(?=\s(?:in|at)\s)")
_TOPIC = re.compile(
    r"\s(?:on|for)\s(?:[a-z][\w-]*|[A-Z][\w-]*)(?:\s(?:and\s|of\s)?(?!in\b|at\b|with\b|by\b|to\b|and\b|which\b|that\b|under\b)[\w-]+){0,4}"
)
_EXCELLENCE = re.compile(
    r"\sof\s(?:research\s)?excellence\b(?:\s(?:in|for|on)\s[a-z]+(?:\s[a-z]+)?(?=[\s,.;]))?"
)
_PURPOSED = frozenset({"working group", "committee", "commission", "network", "council"})
_IS_A = re.compile(
    r"\b(?:is|was|are|were|be|being|been|becomes?|became|remains?|as|into|of|like)\s(?:\w+ly\s)?(?:an?|another)\s\Z"
)
_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Aa]nother)\s(?:[a-z-]+\s)?$")


@when(NOUNS)
def small(view: View) -> Iterator[Body]:
    """ "The joint Abel-Cauchy laboratory", "Chile – Peru centre", "a joint research centre for optics"."""
    for found in small_heads(view, NOUNS, "institutions"):
        noun = view.slice(found.head_start, found.end)
        if found.name is not None and not found.possessive:
            body = _part_named(view, found, noun)
            if body is not None:
                yield body
                continue
        common = [word for word in found.modifiers if word in word_set("institutions", "common")]
        if common and not found.possessive:
            yield _described(view, found, noun)
        elif (
            found.possessive
            and noun in _OFFICES
            and found.name is not None
            and found.name.kind == "organization"
            and (placed := _at_place(view, found, noun)) is not None
        ):
            yield placed  # "the Academy's liaison office in Riga"
        elif (
            (found.modifiers or noun in _OFFICES or noun in _PURPOSED)
            and found.name is None
            and (opened := _opened(view, found, noun)) is not None
        ):
            yield opened


@when("institutions.branches")
def branches(view: View) -> Iterator[Body]:
    """ "A branch of the University of …", "the regional office of the Agency"."""
    for start, end in view.words("institutions.branches"):
        link = _OF_OWNER.match(view.reading.text, end, view.end)
        owner = (
            next(
                (
                    name
                    for name in view.between(link.end(), view.end, "organization")
                    if name.start == link.end()
                ),
                None,
            )
            if link
            else None
        )
        if owner is not None:
            wording = view.slice(start, owner.end)
            yield Body(start, owner.end, wording, "other", wording.casefold(), noun="branch")


def _part_named(view: View, found: SmallHead, noun: str) -> Body | None:
    name = found.name
    if name is None or name.kind not in ("phrase", "country", "organization") or len(found.modifiers) > 2:
        return None
    own = view.slice(found.start, name.end)
    several = found.start < name.start or "-" in own or "–" in own
    if name.kind == "organization" and (name.head or not several):
        return None
    states = [each.code for each in view.between(found.start, name.end, "country") if each.code]
    article = _INDEFINITE.search(view.slice(max(view.start, found.start - 4), found.start))
    if name.form == "adjective" and (article or noun in _OFFICES) and found.modifiers and not several:
        wording = view.slice(found.start, found.end)  # "an Israeli innovation centre"
        key = f"{view.start}:{wording}"
        return Body(
            found.start, found.end, wording, kind_of(noun), key, tuple(states), proper=False, noun=noun
        )
    if not several and (name.form == "adjective" or name.kind == "country" or _short(own) or name.head):
        return None
    start = found.start
    excellence = _EXCELLENCE.match(view.reading.text, found.end, view.end)
    if excellence is not None:
        found = found._replace(end=excellence.end())
    before = re.search(
        rf"\b{alternation('institutions', 'common')}\s$", view.slice(max(view.start, start - 20), start)
    )
    start -= len(before[0]) if before else 0
    people = next((each for each in view.names if each.form == "adjective" and each.end == start - 1), None)
    if people is not None and people.code and not several and own.isupper():
        start, states = people.start, [people.code, *states]  # "the Swedish GBIF node"
    wording = view.slice(start, found.end)
    countries = tuple(dict.fromkeys(states))
    return Body(start, found.end, wording, kind_of(noun), wording.casefold(), countries, noun=noun)


def _short(own: str) -> bool:
    """Whether a word is too short to be the name of a body; an acronym is not."""
    return len(own) < _LEAST and not (own.isupper() and len(own) > 2)


def _described(view: View, found: SmallHead, noun: str) -> Body:
    """A body without a proper name, named by the words that describe it, from "joint" on."""
    common = next(
        index for index, word in enumerate(found.modifiers) if word in word_set("institutions", "common")
    )
    words = " ".join(found.modifiers[common:])
    complement = _COMPLEMENT.match(view.reading.text, found.end, view.end)
    end = complement.end() if complement else found.end
    rest = view.slice(found.end, end).rstrip(" ,;.(")
    start = view.reading.text.find(found.modifiers[common], found.modifiers_start, found.head_start)
    wording = f"{words} {noun}{rest}"
    return Body(
        max(start, found.modifiers_start),
        found.end + len(rest),
        wording,
        kind_of(noun),
        f"{view.start}:{wording}",
        proper=False,
        noun=noun,
    )


def _opened(view: View, found: SmallHead, noun: str) -> Body | None:
    """A body without a name that is set up or kept somewhere: "launched a partner institute in Lima", "A
    regional centre for optics was created in Lima".
    """
    lead = view.slice(max(view.start, found.modifiers_start - _ARTICLE), found.modifiers_start)
    office = noun in _OFFICES  # "opened an office in Lima": of whom is said before
    told = (_OF if noun == "network" else _TOPIC).match(view.reading.text, found.end, view.end)
    told = told if noun in _PURPOSED else None
    plain = not (office or told or set(found.modifiers) - _PLAIN)
    if plain or not (_INDEFINITE.search(lead) or _ITS.search(lead)):
        return None
    after = told is not None and view.words("institutions.founding", found.end, found.end + _NEAR)
    if told is not None and (after or said_before(view, "institutions.founding", found.modifiers_start)):
        end = found.end + len(told[0].rstrip(" ,;.("))
        wording = view.slice(found.modifiers_start, end)
        key = f"{view.start}:{wording}"
        return Body(found.modifiers_start, end, wording, kind_of(noun), key, proper=False, noun=noun)
    if any(said_before(view, label, found.modifiers_start) for label in _SETTING_UP):
        return _at_place(view, found, noun)
    before = view.slice(max(view.start, found.modifiers_start - _COPULA), found.modifiers_start)
    if _IS_A.search(before):
        return None  # "X is an independent laboratory": said of X
    if not any(name.kind in ("city", "country") for name in view.between(found.end, view.end)):
        return None
    complement = _COMPLEMENT.match(view.reading.text, found.end, view.end)
    end = found.end + len(complement[0].rstrip(" ,;.(")) if complement else found.end
    wording = view.slice(found.modifiers_start, end)
    key = f"{view.start}:{wording}"
    return Body(found.modifiers_start, end, wording, kind_of(noun), key, proper=False, noun=noun)


def _at_place(view: View, found: SmallHead, noun: str) -> Body | None:
    """The body with the place that is told right behind it; None where none is."""
    purpose = _PURPOSE.match(view.reading.text, found.end, view.end)
    place = _PLACE.match(view.reading.text, purpose.end() if purpose else found.end, view.end)
    at = next((each for each in view.names if place and each.start == place.end()), None)
    if at is None or at.kind not in ("city", "country", "organization"):
        return None
    wording = view.slice(found.modifiers_start, at.end)
    key, there = f"{view.start}:{wording}", codes(at)[:1]
    return Body(found.modifiers_start, at.end, wording, kind_of(noun), key, there, proper=False, noun=noun)
