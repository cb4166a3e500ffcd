"""Memberships by lists: "the members are …", "the consortium consists of …", "was joined by …", bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.joinable import BODIES, joinable, joined, owner, speaks_of_body, title, treaty
from pipelines.facts.parties import Party, listed, parties, party
from pipelines.facts.reading import View
from pipelines.facts.rules import needs, when
from pipelines.lexicon.words import word_set
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_COPULA = (
    r"\s+(?:currently\s+|today\s+|now\s+|also\s+)?(?:are|is|include|includes|included|were|comprise)\b(?=\s)|"
    r",\s+(?:which\s+(?:currently\s+|now\s+)?(?:are|include|includes|included)|among\s+(?:them|which)|namely|i\.e\.|including)\b|\s*[:;(]|\s+[-–—](?=\s)"
)
_OPENING = re.compile(
    rf"(?:\s+(?:of|in|to)\s+(?P<owner>(?:the\s+|this\s+)?[^:;.()]{{2,90}}?)"
    rf"(?:\s\([^()]{{2,40}}\)(?=:))?(?:{_COPULA})|(?:{_COPULA}|(?=\s)|\Z))"
    r"\s*(?:\(?\d{1,3}\)?\s*)?(?:currently\s+)?:?\s*(?:the\s+|both\s+)?"
)
_OF_IT = re.compile(r"\s+(?:of|in|to|at|with|from|for|by)\s")
_IT = re.compile(r"(?:\A|[.,;]\s|\band\s)[Ii]t\s+(?:\w+\s+)?\Z")
_MEMBERS = re.compile(r"\bmember(?:s|ship)?(?:\s[a-z]+)?\s+\Z", re.IGNORECASE)
_MEMBERS_OF = re.compile(r"\b[Mm]ember(?:s|\s\w+)\sof\s(?:the\s)?\Z")
_NEWEST = ("newest", "latest", "youngest", "most recent")
_FEWEST = 2
_BY_THEMSELVES = frozenset({"observers", "observer states", "observer countries", "associate members"})
_LEAD = re.compile(
    r"(?:\b(?:founding|current|full|associate|other|its|their|all|new|the|our|\d+|[a-z]+teen|ten|four|five|six|"
    r"seven|eight|nine|three|two|twelve|eleven|project|consortium)\s+){1,4}\Z",
    re.IGNORECASE,
)
_PARTITIVE = re.compile(
    r"\b(?:half|most|part|third|number|one|two|three|few|between|with|by|for|to|from|non)"
    r"(?:[-\s]of)?[-\s]+(?:the\s+|its\s+)?(?:[A-Z]{2}\s+)?\Z",
    re.IGNORECASE,
)
_ADMITTED = re.compile(
    r"\s*\(\s*(?:(?:a\s+)?(?:full\s+|associate\s+)?member\s+since|joined\s+in|since)\b|"
    r",\s*(?:which\s+|who\s+)?(?:was\s+)?"
    r"(?:admitted|joined|acceded|(?:a\s+)?(?:full\s+|associate\s+)?member since)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\s*(?:\(\s*)?(?:in\s+|since\s+|from\s+|,\s*(?:in|since)\s+)?")
_ITEM_LEAD = re.compile(r"\W*(?:\d+[.)]\s*)?(?:the\s+)?", re.IGNORECASE)
_SIGN = re.compile(r"[:–—-]")
_ANNOUNCES = re.compile(r"[:–—-]\s*\Z")
_ARTICLES = re.compile(
    r"(?:\s+(?:the|such|following|both|its|members?|partners?|countries|universities|institutions|as|of|from)\b)*"
    r"[\s:]*"
)
_LISTS = needs("memberships.listed", "memberships.consisting", "memberships.joined_by")
_REACH = 60
_GAP = 40
_ARTICLE = 4
_AS_OF = re.compile(r"as (?:of|at|on)\b", re.IGNORECASE)
_PAIRED = re.compile(r"\s+and\s+(?:the\s+)?")
_GOES_ON = re.compile(r"(?:,|\band|\bby|:|;|\bof|^)\s*(?:then\s+|later\s+|the\s+|[A-Z]\w+\s+of\s+)*\Z")
_GROWN = re.compile(
    r"\bmembership\b[^.;]{0,80}?\b(?:expanded|grew|grown|extended|enlarged|widened|opened)\s+(?:\w+\s+)?to\s+"
    r"(?:(?:also\s+)?(?:include|comprise|cover)\s+)?(?:the\s+)?|"
    r"\b(?:expanded|grew|grown|extended|enlarged)\s+(?:[\w-]+\s+)?to\s+(?:also\s+)?(?:include|comprise)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_MOST_ITEMS = 60
_PEOPLE = frozenset({"person", "role"})


def membership(
    view: View,
    rule: str,
    member: Party,
    body: str,
    anchor: tuple[int, int],
    date: Mention | None,
    status: str,
) -> Fact:
    """The fact that ``member`` belongs to ``body``, said at ``anchor``; "as of" is not since when."""
    if date is not None and _AS_OF.match(view.slice(date.start, date.end)):
        date = None
    slots = {"member": member.code or member.organization, "organization": body, "since": edtf(date)}
    return make(view, "membership", f"membership.{rule}", slots, anchor, (date,), status)


def own_date(view: View, end: int) -> Mention | None:
    """The date right after a name: "International Council for Science (since 1996)", "Finland in 1984"."""
    return next(
        (date for date in view.dates if date.start >= end and _DATED.fullmatch(view.slice(end, date.start))),
        None,
    )


def item_date(view: View, members: Sequence[Party], index: int) -> Mention | None:
    """The date of one member of a list: its own, or the next one's ("Chile and Peru (1998)")."""
    date = own_date(view, members[index].end)
    if date is None and index + 1 < len(members):
        after = members[index + 1]
        if _PAIRED.fullmatch(view.slice(members[index].end, after.start)):
            date = own_date(view, after.end)
    return date


def dated_after(view: View, start: int) -> list[tuple[Party, Mention]]:
    """The members with dates of their own that a sentence goes on with (", followed by A (2001) and B in
    2009").
    """
    members = parties(view, start, view.end)
    found = []
    for index, each in enumerate(members):
        date = item_date(view, members, index)
        if date is not None and _GOES_ON.search(view.slice(max(start, each.start - _GAP), each.start)):
            found.append((each, date))
    return found


def read(view: View) -> Iterator[Fact]:
    """The memberships that the lists of one sentence tell."""
    prose, text = view.kind != "heading", view.text
    if not _LISTS.isdisjoint(view.holds):
        consisting = list(_consisting(view)) if prose else []
        told = {fact.slots["member"] for fact in consisting}
        yield from consisting
        yield from (fact for fact in _members_named(view) if fact.slots["member"] not in told)
        if prose:
            yield from _joined_by(view)
    if prose and view.names:
        if "embership" in text or " include " in text or " comprise " in text:
            yield from _grown(view)
        if "admit" in text or "join" in text or "since" in text or "acced" in text:
            yield from _admitted(view)


@when("memberships.listed")
def _members_named(view: View) -> Iterator[Fact]:
    """ "The … Members China, India and Japan …", "its member states are …", "Members:" and bullets below."""
    for start, end in view.words("memberships.listed"):
        word = view.slice(start, end).lower()
        before = view.slice(max(view.start, start - _REACH), start)
        opening = _OPENING.match(view.reading.text, end, view.end)
        if opening is None or (_PARTITIVE.search(before) and "which" not in opening[0]):
            continue
        if word == "parties" and not (opening["owner"] and opening[0].startswith(" to ")):
            continue  # those of a contract, or of a parliament
        if not opening["owner"] and _OF_IT.match(view.reading.text, end, view.end):
            continue  # "Chile and Peru are members of B and C"
        lead = _LEAD.search(before)
        first = start - len(lead[0]) if lead else start
        members = listing(view, opening.end(), view.end)
        if any(opening.end() <= person.start <= opening.end() + 12 for person in view.people):
            continue  # "the members included Ms …, rector of …"
        if members and members[0].start > opening.end() + 12:
            members = []
        said = members or [
            each for _, each, _ in items_below(view, opening.end() if opening["owner"] else end)
        ]
        alone = word.startswith(_NEWEST) or (view.kind == "heading" and word in _BY_THEMSELVES)
        fewest = 1 if alone else _FEWEST
        if len(said) < fewest or (view.kind == "heading" and members and not _SIGN.search(opening[0])):
            continue
        body = owner(view, first, opening.span("owner") if opening["owner"] else None)
        if body is None or (
            word in word_set("memberships", "partnered") and not _consortium(view, first, body)
        ):
            continue
        founders = "found" in word or (lead is not None and "founding" in lead[0].lower())
        yield from _each(view, (first, opening.end()), members, body, founders)
        for item, each, _ in [] if members else items_below(view, opening.end() if opening["owner"] else end):
            date = next(iter(item.dates), None)
            yield membership(item, "listed", each, body, (item.start, item.start), date, "actual")


def _each(
    view: View, anchor: tuple[int, int], members: list[Party], body: str, founders: bool
) -> Iterator[Fact]:
    common = None if founders else date_near(view, *anchor)
    status = view.status(*anchor)
    for each in members:
        date = own_date(view, each.end)
        yield membership(
            view, "listed", each, body, anchor, date or (common if _alone(view, common) else None), status
        )


def _alone(view: View, date: Mention | None) -> bool:
    """Whether a date is no single item's own."""
    return date is not None and not any(own_date(view, name.end) == date for name in view.names)


def _consortium(view: View, start: int, body: str) -> bool:
    """Whether partners are those of a consortium, a network or the like, not of one side."""
    said = f"{view.slice(view.start, start)} {body}".lower()
    return any(thing in said for thing in ("consorti", "network", "alliance", "coalition", "partnership"))


def listing(view: View, start: int, end: int) -> list[Party]:
    """The members of the list at ``start``; where bodies are listed, countries only say where they are."""
    found = listed(view, start, end)
    if found and found[0].organization:
        return [each for each in found if each.organization]
    return found


def items_below(view: View, end: int, bodies_only: bool = False) -> list[tuple[View, Party, str]]:
    """The members or bodies that the lines below a line ending with a colon name: their sentence, party and
    title.
    """
    if view.slice(end, view.end).count(" ") > 8 or any(name.start >= end for name in view.names):
        return []
    if not _ANNOUNCES.search(view.text) and view.kind != "heading":
        return []
    found: list[tuple[View, Party, str]] = []
    last = view.block
    for item in view.reading.views[view.index + 1 : view.index + 1 + _MOST_ITEMS]:
        if item.block == last:
            continue
        if item.block != last + 1 or (item.kind == "prose" and not item.text.endswith((";", ","))):
            break
        last = item.block
        name = _leading(item)
        called = joinable(item, name, listed=True) if name is not None else None
        each = party(item, name) if name is not None and not bodies_only else None
        if not found and item.text.startswith("|") and called is None and each is None:
            continue  # the head of a table
        if name is None or (called is None and (bodies_only or each is None)):
            break
        found.append((item, each or Party(name.start, name.end, None, called), called or ""))
    return found


def _leading(item: View) -> Name | None:
    """The name that an item begins with."""
    start = _ITEM_LEAD.match(item.text)
    at = item.start + (start.end() if start else 0)
    return next((name for name in item.names if name.start <= at + 2 and name.kind not in _PEOPLE), None)


@when("memberships.consisting")
def _consisting(view: View) -> Iterator[Fact]:
    """ "The network brings together A, B and C", "the consortium consists of A and B"."""
    for start, end in view.words("memberships.consisting"):
        members = listing(view, _after_article(view, end), view.end)
        if (
            len(members) < 2
            or members[0].start > end + 40
            or _MEMBERS.search(view.text, 0, start - view.start)
            or view.slice(start - 3, start) == "to "
        ):
            continue  # "its members include …" and "grew to include" are read as lists of members
        body = _consisting_body(view, start)
        if body is not None:
            for each in members:
                date = own_date(view, each.end)
                yield membership(view, "consisting", each, body, (start, end), date, view.status(start, end))


def _after_article(view: View, end: int) -> int:
    found = _ARTICLES.match(view.reading.text, end, view.end)
    return found.end() if found else end


def _consisting_body(view: View, start: int) -> str | None:
    """What is said to consist of members: an international body or a network named right before, or "the
    consortium".
    """
    names = [name for name in view.between(max(view.start, start - 90), start) if name.kind not in _PEOPLE]
    if names:
        called = joinable(view, names[-1])
        if _MEMBERS_OF.search(view.slice(max(view.start, names[-1].start - _GAP), names[-1].start)):
            return None  # "members of the Agency include …" is read as a list of members
        gap = view.slice(names[-1].end, start)
        of_one_state = bool(names[-1].countries) and names[-1].head not in ("network", "commission")
        if called and not of_one_state and names[-1].head != "university" and len(gap.split()) <= 4:
            return called
    before = view.slice(max(view.start, start - 40), start)
    if _IT.search(before):
        return _subject_before(view) or owner(view, start)
    return owner(view, start) if speaks_of_body(before) else None


def _subject_before(view: View) -> str | None:
    """The body that the sentence before begins with: what "it" means."""
    before = view.previous
    first = next((name for name in before.names if name.kind not in _PEOPLE), None) if before else None
    if before is None or first is None or first.start > before.start + _ARTICLE:
        return None
    return joinable(before, first)


@when("memberships.joined_by")
def _joined_by(view: View) -> Iterator[Fact]:
    """ "The Union was later joined by A (1984) and B (1986)"."""
    for start, end in view.words("memberships.joined_by"):
        body = (
            _ratified(view, start)
            if view.slice(start, end).lower().startswith("rat")
            else _grown_body(view, start)
        )
        members = listing(view, end, view.end) if body else []
        for index, each in enumerate(members):
            date = item_date(view, members, index) or date_near(view, start, end)
            yield membership(view, "joined_by", each, body or "", (start, end), date, view.status(start, end))
        told = {each.start for each in members}
        for each, date in dated_after(view, end) if members else ():
            if each.start not in told:
                yield membership(view, "joined_by", each, body or "", (start, end), date, "actual")


def _grown_body(view: View, start: int) -> str | None:
    """What was joined: the body named last before, else the page's."""
    named = view.between(view.start, start, *BODIES)
    topic = view.reading.topic
    return title(view, named[-1]) if named else (topic.name if topic else None)


def _ratified(view: View, start: int) -> str | None:
    """Which treaty was ratified: the one named last before ("The Convention was ratified by …")."""
    named = view.between(view.start, start, "instrument")
    return treaty(view, named[-1]) if named else None


def _grown(view: View) -> Iterator[Fact]:
    """ "The membership expanded to include A (1925), B (1927) and territories of C (1930)"."""
    grown = _GROWN.search(view.text)
    if grown is None:
        return
    at, end = view.start + grown.start(), view.start + grown.end()
    of = grown[0].find(" of ")
    body = owner(view, at, (at + of + len(" of "), end) if of > 0 else None)
    members = listing(view, end, view.end) if body else []
    told = {each.start for each in members}
    for index, each in enumerate(members):
        date = item_date(view, members, index) or date_near(view, at, end)
        yield membership(view, "grown", each, body or "", (at, end), date, view.status(at, end))
    for each, date in dated_after(view, end) if members else ():
        if each.start not in told:
            yield membership(view, "grown", each, body or "", (at, end), date, view.status(at, end))


def _admitted(view: View) -> Iterator[Fact]:
    """ "Israel, admitted in 2013, …": the body is the one the sentences before speak of."""
    for found in _ADMITTED.finditer(view.text):
        at, end = view.start + found.start(), view.start + found.end()
        members = [each for each in parties(view, max(view.start, at - _REACH), at) if each.end == at]
        if not members or joined(view, end):
            continue
        body = view.reading.topic or _last_body(view, members[0].start)
        if body is None or members[0].organization == body.name:
            continue
        if "since" in found[0] and "member" not in found[0]:
            continue
        for member in members:
            date = date_near(view, at, end)
            yield membership(view, "admitted", member, title(view, body), (at, end), date, "actual")


def _last_body(view: View, at: int) -> Name | None:
    bodies = view.reading.bodies
    return next((name for name in reversed(bodies) if name.kind == "organization" and name.start < at), None)
