"""Memberships: who belongs to, joins, leaves or takes part in what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipelines.facts.attach import date_near
from pipelines.facts.both_bodies import both_bodies
from pipelines.facts.fact import Fact
from pipelines.facts.memberships import lists as member_lists
from pipelines.facts.memberships.bodies import beside, bodies_of, leads, respectively
from pipelines.facts.memberships.facts import dated_after, listing, membership, of_founding, own_date
from pipelines.facts.memberships.joinable import BODIES, joinable, joined, owner, title
from pipelines.facts.memberships.lists import items_below
from pipelines.facts.memberships.ties import AS_ONE, BELONGING, REACH, Tie, asked, status_of, ties
from pipelines.facts.parties import Party, both, linked, parties, subjects
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.mention import Mention

_VERBAL = re.compile(r"(?<!which)(?<!who)(?<!that)\s(?:is|are|was|were|has|have|had|will)\s")
_SIGNED = re.compile(r"\s(?:[a-z]+ly\s)?[a-z]{3,}ed\s")
_FAR = 100  # a date further off belongs to something else
_FEWEST = 2
_CODE = 2  # letters of a country's code
_OWN = re.compile(r"\b(?:the|our) country(?:'s)?\b|\bwe\b", re.IGNORECASE)
_THE_BODY = re.compile(
    r"\b(?:it|we|(?:the|our|this)\s+(?:\w+\s+)?(?:(?-i:[A-Z])\w+|"
    rf"{alternation('institutions', 'nouns')}|{alternation('institutions', 'nouns_too')}))\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"[\s,)]*(?:(?:of|in|to|at|with|on|from)\s+)?(?:which|that)\s+(?:the\s+)?")
_OF_MEMBERS = re.compile(r"\s(?:member|members|states|countries|nations)\b")  # "193 UN member states are …"
_FIRST = re.compile(
    r"\b(?:first|second|third|latest|newest|last|only|next|\d+th)\s+(?:[\w-]+\s+){0,3}?"
    rf"{alternation('memberships', 'heads_of_first')}\s+to\s+(?:\w+\s+){{0,4}}\Z",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:countries|states|nations|institutions|universities|organi[sz]ations|academies|institutes|partners|"
    r"members|companies)"
    r"(?:\s+(?:[a-z-]+)){0,3}\s+\Z"
)
_SEVERAL_BRACKETED = re.compile(
    r"\b(?:countries|states|nations|institutions|universities|organi[sz]ations|academies|institutes|members)"
    r"\s\(([^()]{6,300})\)\s(?:(?:have|had|also|then|later)\s)*\Z"
)
_LIST_OPENS = re.compile(
    r"(?:\s+(?:today|now|currently|[a-z]+))?\s*(?:[:(]|\s[-–—]\s|,\s+(?:namely|including))\s*(?:the\s+)?"
)
_WAS = re.compile(r"\s(?:was|were|is|are|has been)\s")
_POSSESSES = re.compile(r"(?:'s?)?\s+(?:[\w-]+\s+){0,3}(?:to\s+)?\Z")
_ITS = re.compile(r"\b(?:its|their)\s+(?:[\w-]+\s+){0,3}\Z")
_OPENS_ITS = re.compile(r"[A-Z][a-z]+\s(?:[a-z]+\s){0,3}(?:its|their)\s(?:[\w-]+\s){0,2}")
_GENITIVE = re.compile(r"'s?\s+(?:[\w-]+\s+){0,3}\Z")
_TO_IT = re.compile(r"\s+(?:to|in|into|from)\b")
_UP_TO_COMMA = re.compile(r"(?:\s?\([^)]*\))?,[^,]*")
_AND_IT = re.compile(
    r"[,;]?\sand\s(?:in\s\d{4},?\s|later\s|then\s)?(?:it|they)\s(?:also\s|later\s|then\s)?\Z"
)
_ALL = re.compile(r",\s(?:all|both|each)\s")
_PRONOUN = re.compile(r"(?:^|,\s)(?:it|they)\s", re.IGNORECASE)
_MEMBER = re.compile(r"\b(?:members?|observers?|associated countr(?:y|ies))\b")
_NO_COMPLEMENT = re.compile(
    r"\s*(?:[.,;(]|(?:in|on|since|from|and|as|with\s+(?:respect|regard)|along|together|followed|after|due|"
    r"because|when|while|but|again)\b|$)"
)
_NO_OBJECT = re.compile(
    r"\s*(?:[.,;(]|(?:later\s+|again\s+)?(?:in|on|since)\s+(?:\w+\s+){0,2}\d|as\s+(?:\w+\s+){0,3}members?\b|$)"
)


def read(reading: Reading) -> Iterator[Fact]:
    """The memberships of a document, each pair of member and body once for each date."""
    seen: dict[tuple[object, ...], set[object]] = defaultdict(set)
    lines: set[tuple[object, ...]] = set()
    for view in reading.views:
        found = list(member_lists.read(view))
        said = view.kind != "heading" or view.text.endswith((" of", ":"))
        if said and not BELONGING.needs.isdisjoint(view.holds):
            found += _belonging(view)
        for fact in found:
            listing = (
                view.index if fact.rule == "membership.listed" else None
            )  # founders, then today's members
            body = str(fact.slots["organization"])
            known = lexicon().organizations.get(body)
            key = (fact.slots["member"], (known.name if known else body).casefold(), listing)
            same = body.casefold().startswith(str(fact.slots["member"]).casefold())  # "the ITER Agreement"
            same = same and len(str(fact.slots["member"])) > _CODE
            when = (fact.slots["since"], fact.status)
            told = (*key[:2], *when, fact.start)
            if told in lines:
                continue  # a line of a list of members that says itself that it joined
            lines.add(told)
            if not same and (not seen[key] or (fact.slots["since"] and when not in seen[key])):
                seen[key].add(when)
                yield fact


def _belonging(view: View) -> Iterator[Fact]:
    """ "A is a member of B and C", "A's membership in B", "A joined B", "B, of which A is a member"."""
    for tie in ties(view):
        found = _relative(view, tie)
        if not found and not tie.bare:
            found = _first(view, tie) or _counted(view, tie) or _forward(view, tie)
        yield from found


def _complement(view: View, tie: Tie) -> tuple[Tie, list[Party]]:
    """ "The accession of A to B": the tie as far as "to", and A; the tie itself and nobody where it reads
    otherwise.
    """
    if tie.noun and view.slice(tie.end - 3, tie.end) == " of":
        named = _joiners(view, tie.end, min(view.end, tie.end + REACH))
        for number, each in enumerate(named):
            link = _TO_IT.match(view.reading.text, each.end, view.end)
            if link is not None and not view.slice(tie.end, named[0].start).strip(" the"):
                return Tie(tie.start, link.end(), tie.subject, noun=True), named[: number + 1]
    return tie, []


def _forward(view: View, tie: Tie) -> list[Fact]:
    """What the member before the tie belongs to after it."""
    tie, of = _complement(view, tie)
    bodies = bodies_of(view, tie)
    below = items_below(view, tie.end, bodies_only=True) if not bodies else []
    alone = _alone(view, tie) if not bodies and not below else None
    after = max(bodies[-1][0].end, tie.end) if bodies else tie.end
    members = of or _members(view, tie, after) if bodies or below or alone else []
    members = [*members, *beside(view, after, members)] if bodies else members
    status = status_of(view, tie)
    found = []
    led, each_own = leads(view, bodies), respectively(view, members, tie.end)
    more = dated_after(view, after, tie.until or view.end) if members and (alone or bodies) else []
    later = [*led.values(), *(date for _, date in more), *of_founding(view, tie.end)]
    for name, called in bodies:
        date = own_date(view, name.end) if name.start >= tie.end else None
        date = led.get(name.start) or (date if date not in led.values() else None)
        date = date or date_near(view, tie.start, tie.end, later, far=_FAR)
        date = None if status == "planned" and (tie.lost or asked(view, tie)) else date
        anchor = (tie.start, tie.end)
        for number, member in enumerate(members):
            since = each_own[number] if each_own else date
            found.append(membership(view, "belongs", member, called, anchor, since, status))
    if members and (alone or bodies):
        called, anchor = alone or bodies[-1][1], (tie.start, tie.end)
        date = date_near(view, *anchor, exclude=later)
        found += [membership(view, "joined", each, called, anchor, date, status) for each in members if alone]
        found += [membership(view, "joined", each, called, anchor, date, status) for each, date in more]
    for item, _, called in below:
        date = next(iter(item.dates), None)
        anchor = (item.start, item.start)
        found += [membership(item, "belongs", member, called, anchor, date, status) for member in members]
    return found


def _alone(view: View, tie: Tie) -> str | None:
    """What the tie is to where the sentence does not say: "A became members", "B joined in 1987", "C regained
    its observer status".
    """
    said = view.slice(tie.start, tie.end).lower()
    first = said.split()[0]
    having = tie.subject < tie.start and _MEMBER.search(said) is not None
    if _SEVERAL.search(view.slice(max(view.start, tie.subject - REACH), tie.subject)):
        return None  # "102 countries joined": not said who
    if first in ("joined", "rejoined", "acceded", "withdrew"):
        ends = _NO_OBJECT.match(view.reading.text, tie.end, view.end)
    elif said.endswith("excluded") or said in word_set("memberships", "standing") or having:
        ends = _NO_COMPLEMENT.match(view.reading.text, tie.end, view.end)
    else:
        return None
    if not ends:
        return None
    bodies = [name for name in view.between(view.start, tie.start, *BODIES) if joinable(view, name)]
    alone = said in word_set("memberships", "standing") and view.reading.topic is None
    if bodies and (first in ("rejoined", "withdrew") or alone):
        return title(view, bodies[-1])
    members = parties(view, view.clause(tie.subject, tie.subject)[0], tie.subject)
    return owner(view, members[0].start if members else tie.subject)


def _counted(view: View, tie: Tie) -> list[Fact]:
    """ "Six countries participate in B: C, D, …": who they are stands after it."""
    bracketed = _SEVERAL_BRACKETED.search(view.slice(view.start, tie.subject))
    if bracketed is not None:
        return _joined_in_brackets(view, tie, view.start + bracketed.start(1))
    if not _SEVERAL.search(view.slice(max(view.start, tie.subject - REACH), tie.subject)):
        return []
    bodies = joined(view, tie.end)
    opening = _LIST_OPENS.match(view.reading.text, bodies[-1][0].end if bodies else tie.end, view.end)
    if opening is None:
        return []
    called = bodies[-1][1] if bodies else owner(view, tie.start)
    members = listing(view, opening.end(), view.end)
    anchor, status = (tie.start, tie.end), status_of(view, tie)
    date = date_near(view, *anchor)
    below = [] if members else items_below(view, opening.end())
    if called is None or len(members) + len(below) < _FEWEST:
        return []
    if below:
        return [
            membership(item, "counted", each, called, (item.start, item.start), date, status)
            for item, each, _ in below
        ]
    return [
        membership(view, "counted", each, called, anchor, own_date(view, each.end) or date, status)
        for each in members
    ]


def _joined_in_brackets(view: View, tie: Tie, start: int) -> list[Fact]:
    """ "Ten more nations (Chile, Peru and …) had joined the Union": who they are stands before the tie."""
    bodies = bodies_of(view, tie)
    called = bodies[-1][1] if bodies else owner(view, tie.start)
    members = listing(view, start, tie.subject) if called else []
    anchor, status = (tie.start, tie.end), status_of(view, tie)
    date = date_near(view, *anchor)
    return [
        membership(view, "counted", each, called or "", anchor, own_date(view, each.end) or date, status)
        for each in members
    ]


def _members(view: View, tie: Tie, after: int) -> list[Party]:
    """Who belongs: the subject of the tie or the possessor before it, else the page's own country or
    subject.
    """
    at, text = tie.subject, view.reading.text
    left, _ = view.clause(at, at)
    if tie.apposed:
        return _apposed(view, tie, after)
    named = _joiners(view, left, at)
    if tie.noun:
        return _possessors(view, tie, left, named, after)
    if _nearest_is_person(view, left, at):
        return []
    if _AND_IT.search(view.slice(view.start, at)):  # "A signed a treaty with B, and in 2021 it joined C"
        return [each for each in subjects(view, view.start, at, first=True)[:1] if not _office(view, each)]
    found = subjects(view, left, at) or subjects(view, view.start, at)
    if found:  # "A, B, and C became members": the comma parts no clauses
        before = subjects(view, view.start, found[0].start)
        listed = before and linked(view.slice(before[-1].end, found[0].start))
        found = [*before, *found] if listed else found
    for number in range(1, len(found)):
        if _SIGNED.match(view.reading.text, found[0].end, found[number].start):
            found = found[:number]  # "A signed B's convention and became a member"
            break
    for number in range(len(found) - 1, 0, -1):
        if _VERBAL.search(view.slice(found[number - 1].end, found[number].start)):
            found = found[number:]  # "A is a member of B and C is one of D"
            break
    if not found and len(named) == 1 and _POSSESSES.fullmatch(view.slice(named[0].end, at)):
        return named  # "the decision of Peru to withdraw"
    return (
        [each for each in found if not _office(view, each) and not _OF_MEMBERS.match(text, each.end)]
        or _acronym(view, left, at)
        or _own(view, tie, at)
        or _spoken_of(view, at)
        or list(both_bodies(view))
        or [Party(at, at, code) for code in both(view, left, at)]  # "both countries are members of …"
    )


def _spoken_of(view: View, at: int) -> list[Party]:
    """Whom "it" means: the subject of the sentence before."""
    if view.previous is None or not _PRONOUN.search(view.slice(view.start, at)):
        return []
    before = view.previous
    return [
        each
        for each in subjects(before, before.start, before.end, first=True)[:1]
        if not _office(before, each)
    ]


def _apposed(view: View, tie: Tie, after: int) -> list[Party]:
    """Who belongs in "Chile, a member of B, …" and "As a member of B, Chile …"."""
    named = _joiners(view, view.start, tie.start)
    if named and _UP_TO_COMMA.fullmatch(view.slice(named[-1].end, tie.start)):
        return _all_of(view, named) if _ALL.search(view.slice(named[-1].end, tie.start)) else named[-1:]
    if not view.slice(view.start, tie.start).strip(" -–—•*"):
        return _own(view, tie, after)
    if AS_ONE.search(view.slice(view.start, tie.start)):
        return _joiners(view, after, min(view.end, after + REACH))[:1] or _own(view, tie, after)
    return []


def _all_of(view: View, named: list[Party]) -> list[Party]:
    """The list that ends ``named``: "A, B and C, all members of …"."""
    first = len(named) - 1
    while first and linked(view.slice(named[first - 1].end, named[first].start)):
        first -= 1
    return named[first:]


def _possessors(view: View, tie: Tie, left: int, named: list[Party], after: int) -> list[Party]:
    """Whose membership it is: "Chile's membership", "B confirmed its membership", "the University holds
    membership".
    """
    if named and _GENITIVE.fullmatch(view.slice(named[-1].end, tie.start)):
        return named[-1:]
    said = view.slice(left, tie.start)
    if _OPENS_ITS.fullmatch(view.slice(view.start, tie.start)):  # "Through its membership in A, B has …"
        return _joiners(view, after, min(view.end, after + REACH))[:1]
    if _ITS.search(said):
        found = [each for each in subjects(view, view.start, tie.start) if not _office(view, each)]
        return found[:1] or _own(view, tie, tie.start)
    return _own(view, tie, tie.start) if _OWN.search(said) or _THE_BODY.match(said) else []


def _acronym(view: View, left: int, at: int) -> list[Party]:
    """A member named by its acronym only, right before the verb."""
    before = view.between(left, at, "phrase")
    if before and at - before[-1].end <= 14 and before[-1].name.isupper():
        return [Party(before[-1].start, before[-1].end, None, before[-1].name)]
    return []


def _own(view: View, tie: Tie, before: int) -> list[Party]:
    """The page's own country ("our country joined …") or the body it is about ("the Centre is a member of
    …").
    """
    said = view.slice(view.start, before)
    if _OWN.search(said):
        topic = view.reading.topic if "we" in said.lower().split() else None
        if topic is None:
            return [Party(tie.start, tie.start, code) for code in view.reading.home[:1]]
    topic = view.reading.topic
    if topic is not None and (_THE_BODY.search(said) or tie.apposed):
        return [Party(tie.start, tie.start, None, topic.called)]
    return []


def _joiners(view: View, start: int, end: int) -> list[Party]:
    return [each for each in parties(view, start, end) if not _office(view, each)]


def _office(view: View, each: Party) -> bool:
    """Whether a party is spoken of through someone's office: persons' memberships are none."""
    return any(name.kind == "role" and name.start == each.start for name in view.names)


def _nearest_is_person(view: View, start: int, end: int) -> bool:
    before = view.between(start, end, "person", "country", "government", "organization")
    return bool(before) and before[-1].kind == "person"


def _relative(view: View, tie: Tie) -> list[Fact]:
    """ "B, of which A is a member", "B, which A joined in 2012": the body stands before its relative
    clause.
    """
    if "which" not in view.text and "that" not in view.text:
        return []
    for found in reversed(list(_RELATIVE.finditer(view.reading.text, view.start, tie.subject))):
        names = [name for name in view.names if name.end <= found.start() + 1]
        near = bool(names) and found.start() - names[-1].end <= 1
        clause = found[0].strip().startswith("that") and joined(view, tie.end)
        called = joinable(view, names[-1], listed=True) if near and not clause else None
        members = _joiners(view, found.end(), tie.subject)
        if called and not members and view.slice(found.end(), tie.subject).startswith(("it ", "they ")):
            members = subjects(view, view.start, found.start(), first=True)[:1]
        if called and members and not _bodies_between(view, found.end(), tie.start, members):
            date = date_near(view, tie.start, tie.end)
            anchor = (tie.start, tie.end)
            return [
                membership(view, "relative", each, called, anchor, date, status_of(view, tie))
                for each in members
            ]
    return []


def _bodies_between(view: View, start: int, end: int, members: list[Party]) -> bool:
    starts = {each.start for each in members}
    return any(name.start not in starts for name in view.between(start, end, *BODIES))


def _first(view: View, tie: Tie) -> list[Fact]:
    """ "The first country to join B was A in 2008, followed by C in 2014"."""
    if _FIRST.search(view.slice(view.start, tie.subject)) is None:
        return []
    bodies = joined(view, tie.end)
    was = _WAS.search(view.reading.text, bodies[0][0].end if bodies else tie.end, view.end)
    called = bodies[0][1] if bodies else owner(view, tie.start)
    if called is None or was is None:
        return []
    found = []
    for each in _joiners(view, was.end(), view.end):
        date: Mention | None = own_date(view, each.end)
        found.append(membership(view, "belongs", each, called, (tie.start, tie.end), date, "actual"))
    return found
