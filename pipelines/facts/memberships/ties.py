"""Where a sentence says that someone belongs to something, holds a standing in it, or loses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.facts.memberships.joinable import BODIES, joinable, joined
from pipelines.facts.reading import View
from pipelines.facts.rules import Rules, needs, when
from pipelines.lexicon.words import alternation
from pipelines.mentions.name import Name

REACH = 80
AS_ONE = re.compile(r"As\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}\Z")
_PREPOSITION = r"by|with|for|to|from|between|among|on|at|and|or|that"
_BE = re.compile(
    r"\b(?:is|are|was|were|be\w*|remain\w*|as|status of|ma[dk]e up|constituted?|formed?|IS|ARE)\s"
)
# "X is an alliance of 40 member states": what the body has, not what it is.
_NUMBER = r"(?:\d+|[a-z]+te+n|[a-z]+ty|two|three|four|five|six|seven|eight|nine|eleven|twelve)"
_OF_MANY = re.compile(
    rf"(?<!\bone )(?<!\bamong )\bof\s+(?:[a-z]+\s+){{0,2}}?{_NUMBER}\s+(?:[\w-]+\s+){{0,2}}\Z"
)
# "X is a full member and Y an observer": the verb is the one before.
_GAPPED = re.compile(r"(?:\band|[,;])\s+(?:the\s+)?[A-Z][^,;]{1,50}?\s(?=(?:an?|the)\s+(?:[\w-]+\s+){0,2}\Z)")
_TO_COME = re.compile(
    r"\b(?:agree\w*|agreement|application|applied|negotiat\w+|talks|candidate|candidacy|prospective|bids?|path|road|"
    r"aspirations?|ambitions?|request\w*|invit\w+|intention)\b[^.;,]{0,60}\Z",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:appl(?:y|ied|ying)|applications?|request\w*|bids?|candidate|invit\w+|negotiat\w+)\b"
)
_NO_ATTRIBUTE = (
    "and|or|of|in|the|an?|with|for|to|by|is|are|was|were|be|been|being|has|have|had|as|not|which|who|that|"
    "becomes?|became|remain(?:s|ed)?"
)
_BESIDE = re.compile(rf"(?:\s?\([^)]*\))?(?:'s?)?\s+(?:(?!(?:{_NO_ATTRIBUTE})\b)[a-z-]+\s+){{0,3}}\Z")
_FOR_WHOM = re.compile(
    r"\s+(?:the\s+)?(?:(?!(?:and|at|in|on|to|by|for)\b)[\w'-]+\s+){1,5}?(?:at|in|on|within)\b"
)
_BEING = re.compile(
    r"\b(?:is|are|was|were|be|been|being|become|becomes|became|remains?|remained|admitted\s+as|joined\s+as|joins\s+as|accepted\s+as|recogni[sz]ed\s+as|status\s+(?:as|of)|"
    r"ma[dk]e\s+up|constituted?|formed?)\s+(?:among\s+)?"
    rf"(?:(?!(?:{_PREPOSITION})\b)[\w'-]+\s+){{0,6}}\Z",
    re.IGNORECASE,
)
# "is a founding partner of A, an active member of B": one predicate after another.
_PREDICATES = re.compile(
    r"\b(?:is|are)\s(?:also\s)?(?:an?|the)\s[^;:,]{3,60}?\b(?:of|in|to|with)\s(?:the\s)?[A-Z][^,;]*,\s(?:an?\s)"
    r"(?:[\w-]+\s){0,2}\Z"
)
_APPOSED = re.compile(r",\s+(?:(?:now|also|currently|itself|as)\s+)?(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}\Z")
_AND_ALSO = re.compile(r"\b(?:and|but)\s+(?:(?:then|later|again|also|has|have|had|is|was)\s+){0,2}\Z")
_OVER = re.compile(
    r"\b(?:was|were|been)\s+(?:\w+\s+)?(?:suspended|terminated|revoked|withdrawn|ended)\b|\s(?:ended|ceased|lapsed)\b"
)
_AND_ONE = re.compile(r"\band\s+(?:is\s+)?(?:also\s+)?(?:an?\s+)?(?:[\w-]+\s+){0,2}\Z")
_IN_IT = re.compile(r"\s+(?:states?\s+|countr(?:y|ies)\s+)?(?:of|in|to|at|with|within)\b", re.IGNORECASE)
_HAVING = re.compile(
    rf"\b(?:{alternation('memberships', 'having')}|{alternation('memberships', 'losing')})\s+"
    rf"(?:(?!(?:{_PREPOSITION}|in)\b)[\w'-]+\s+){{0,5}}\Z",
    re.IGNORECASE,
)


# "became the 24th nation to sign the …": that one signs makes it one of those that belong.
_NTH = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|newest|last|only|next|[a-z-]{4,}th|"
    rf"\d+(?:st|nd|rd|th))\s(?:[\w-]+\s){{0,4}}?{alternation('memberships', 'heads_of_first')}\s\Z",
    re.IGNORECASE,
)
_HOLDING = needs("memberships.having", "memberships.losing")


class Tie(NamedTuple):
    """Where belonging is said, and where its subject ends.

    ``noun`` marks "membership in", ``apposed`` "Chile, a member of", ``bare`` a verb that says of what only
    in a relative clause ("to which Chile belongs"), ``lost`` that it is over; ``until`` is where the next one
    begins (0: none); ``body`` is what it is to where that stands before it ("an OECD member").
    """

    start: int
    end: int
    subject: int
    noun: bool = False
    apposed: bool = False
    bare: bool = False
    lost: bool = False
    body: Name | None = None
    until: int = 0


def ties(view: View) -> list[Tie]:
    """Where the sentence says that someone belongs, in order, no two overlapping."""
    said = BELONGING(view)
    found: list[Tie] = []
    for tie in sorted(said, key=lambda tie: (tie.start, -tie.end)):
        if found and tie.start < found[-1].end:
            if found[-1].bare and not tie.bare:
                found[-1] = tie  # "is affiliated" in "is affiliated with"
            continue
        if found and _AND_ALSO.search(view.slice(found[-1].end, tie.subject)):
            tie = tie._replace(subject=found[-1].subject)
        if found:
            found[-1] = found[-1]._replace(until=tie.start)
        found.append(tie)
    return found


@when(
    "memberships.belonging", "memberships.belonging_bare", "memberships.participle",
    "memberships.partaking", "memberships.representing", "memberships.signing",
)  # fmt: skip
def _verbs(view: View) -> Iterator[Tie]:
    """ "A joined B", "A left B", "B, to which A belongs"."""
    for start, end in view.words("memberships.belonging"):
        yield Tie(start, end, start, lost=bool(view.words("memberships.leaving", start, end)))
    for start, end in view.words("memberships.signing"):
        if _NTH.search(view.slice(max(view.start, start - REACH), start)):
            yield Tie(start, end, start)
    for start, end in view.words("memberships.partaking"):
        if _in_programme(view, end):
            yield Tie(start, end, start)
    for start, end in view.words("memberships.representing"):
        whom = _FOR_WHOM.match(view.reading.text, end, view.end)
        if whom is not None:
            yield Tie(start, whom.end(), start)
    for start, end in view.words("memberships.belonging_bare"):
        yield Tie(start, end, start, bare=True)
    for start, end in view.words("memberships.participle"):
        before = view.slice(max(view.start, start - REACH), start)
        being = _BEING.search(before)
        if being is not None or (_APPOSED.search(before) and not view.slice(start, end).endswith("excluded")):
            subject = start - len(before) + being.start() if being is not None else start
            lost = bool(view.words("memberships.leaving", start, end))
            yield Tie(start, end, subject, apposed=being is None, lost=lost)


def _in_programme(view: View, end: int) -> bool:
    """Whether a programme follows at once: what one takes part in for long."""
    bodies = joined(view, end)
    return bool(bodies) and bodies[0][0].kind == "programme"


@when("memberships.partaking_noun", "memberships.belonging_noun", "memberships.standing")
def _nouns(view: View) -> Iterator[Tie]:
    """ "A's membership in B", "A regained observer status in B", "A lost its associated status"."""
    taking = [span for span in view.words("memberships.partaking_noun") if _in_programme(view, span[1])]
    nouns = sorted([*view.words("memberships.belonging_noun"), *taking])
    for start, end in (*nouns, *view.words("memberships.standing")):
        before = view.slice(max(view.start, start - REACH), start)
        having = _HAVING.search(before) if not _HOLDING.isdisjoint(view.holds) else None
        link = _IN_IT.match(view.reading.text, end, view.end)
        last = link.end() if link is not None else end
        if having is not None:
            lost = bool(view.words("memberships.losing", start - len(having[0]), start))
            yield Tie(start, last, start - len(having[0]), lost=lost)
        elif (start, end) in nouns:
            over = _OVER.search(view.reading.text, end, min(view.end, end + REACH))
            lost = over is not None or bool(view.words("memberships.leaving", start, end))
            yield Tie(start, end, start, noun=True, lost=lost)


@when("memberships.holder")
def _holders(view: View) -> Iterator[Tie]:
    """ "A is a member of B", each with the subject of the one before where it has none of its own."""
    subject: int | None = None
    for start, end in view.words("memberships.holder"):
        tie = _held(view, start, end, subject)
        if tie is not None:
            yield tie
            subject = tie.subject


def _held(view: View, start: int, end: int, subject: int | None) -> Tie | None:
    """The tie that a word for a member makes: "is a … member of", "Chile, a member of", "As a member of".

    ``subject`` is where the subject of the tie before ended: "is a partner in A and a member of B" has one.
    """
    text, word = view.reading.text, view.slice(start, end).lower()
    link = _IN_IT.match(text, end, view.end)
    if link is not None and any(0 <= date.start - link.end() <= 1 for date in view.dates):
        link = None  # "became a member in March 2024"
    if link is not None:
        last = link[0].split()[-1]
        if (
            word.startswith("part")
            and "participa" not in word
            and last != ("to" if "y" in word[4:] else "in")
        ) or (last in ("at", "with") and not word.startswith(("obs", "assoc"))):
            return None  # "partner of" says less, "party of" something else
    body = _beside(view, start) if link is None and not word.startswith("part") else None
    at = body.start if body is not None else start
    before = view.slice(max(view.start, at - REACH), at)
    being = _BEING.search(before) if _BE.search(before) else None
    until = link.end() if link is not None else end
    if being is not None and not (word.endswith("s") and _OF_MANY.search(before)):
        return Tie(at, until, at - len(before) + being.start(), body=body)
    gapped = _GAPPED.search(before) if subject is not None else None
    if gapped is not None:
        return Tie(at, until, at - len(before) + gapped.end(), body=body)
    if link is not None and subject is not None and _AND_ONE.search(before):
        return Tie(start, until, subject)
    if link is not None and subject is not None and _APPOSED.search(before):
        return Tie(start, until, subject)  # "is a partner in A, an active member of B and …"
    listed = _PREDICATES.search(view.slice(view.start, at)) if link is not None else None
    if listed is not None:
        return Tie(at, until, view.start + listed.start())
    if link is not None and word.startswith("member") and not before.strip(" -–—•*"):
        return Tie(at, until, at, apposed=True)  # "Member of B since 2001": the page's own body
    if (link is not None or body is not None) and (_APPOSED.search(before) or AS_ONE.search(before)):
        return Tie(at, until, at, apposed=True, body=body)
    return None


def _beside(view: View, start: int) -> Name | None:
    """The body right before a word for its member: "an OECD member", "the Union's newest member"."""
    names = view.between(max(view.start, start - REACH), start, *BODIES, "country")
    if not names or not _BESIDE.fullmatch(view.slice(names[-1].end, start)):
        opened = bool(names) and view.slice(names[-1].end, start).startswith(")") and len(names) > 1
        if not opened or not _BESIDE.fullmatch(view.slice(names[-2].end, start)):
            return None
        names = names[:-1]  # "a European Union (EU) member"
    return names[-1] if joinable(view, names[-1]) else None


def asked(view: View, tie: Tie) -> bool:
    """Whether joining is only asked for: the date beside it is that of the application."""
    return _ASKED.search(view.slice(max(view.start, tie.start - REACH), tie.end)) is not None


def status_of(view: View, tie: Tie) -> str:
    """The status code of what a tie says; leaving says that one belongs no more."""
    status = view.status(tie.start, tie.end)
    coming = _TO_COME.search(view.slice(max(view.start, tie.start - REACH), tie.end)) is not None
    if status == "actual":
        return "planned" if coming else "negated" if tie.lost else status
    return "actual" if tie.lost and status == "negated" else status  # "did not leave"


# By what a sentence says that someone belongs.
BELONGING = Rules(_verbs, _nouns, _holders)
