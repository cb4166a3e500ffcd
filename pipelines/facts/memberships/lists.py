"""Memberships by lists: "the members are …", "the consortium consists of …", "was joined by …", bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.attach import date_near
from pipelines.facts.fact import Fact
from pipelines.facts.memberships.consisting import bracketed, consisting
from pipelines.facts.memberships.facts import GAP, dated_after, item_date, listing, membership, own_date
from pipelines.facts.memberships.joinable import BODIES, joinable, joined, owner, project_of, title, treaty
from pipelines.facts.parties import Party, parties, party
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
_NEWEST = ("newest", "latest", "youngest", "most recent")
_FEWEST = 2
_BY_THEMSELVES = frozenset({"observers", "observer states", "observer countries", "associate members"})
_LEAD = re.compile(
    r"(?:\b(?:founding|current|full|associate|other|its|their|all|new|the|our|\d+|[a-z]+teen|ten|four|five|six|"
    r"seven|eight|nine|three|two|twelve|eleven|project|consortium)\s+){1,4}\Z",
    re.IGNORECASE,
)
_PARTITIVE = re.compile(
    r"\b(?:(?:half|most|part|third|number|few|between|with|by|for|to|from|non)(?:[-\s]of)?|(?:one|two|three)\sof)[-\s]+(?:the\s+|its\s+)?(?:[A-Z]{2}\s+)?\Z|"
    r"\b(?:with|for|by|to)\s(?:certain|some|several|various|many|other)\s(?:[A-Z]\w+\s)?\Z",
    re.IGNORECASE,
)
_ADMITTED = re.compile(
    r"\s*\(\s*(?:(?:a\s+)?(?:full\s+|associate\s+)?member\s+since|joined\s+in|since)\b|"
    r",\s*(?:which\s+|who\s+)?(?:was\s+)?"
    r"(?:admitted|joined|acceded|(?:a\s+)?(?:full\s+|associate\s+)?member since)\b",
    re.IGNORECASE,
)
_ITEM_LEAD = re.compile(r"\W*(?:\d+[.)]\s*)?(?:the\s+)?", re.IGNORECASE)
_SIGN = re.compile(r"[:–—-]")
_ANNOUNCES = re.compile(r"[:–—-]\s*\Z")
_UNDERTAKING = re.compile(
    r"(?:the|this|our)\s(?:\w+\s)?(?:project|consortium|network|alliance|partnership)", re.IGNORECASE
)
_TO_BE = re.compile(r"\b(?:prospect|prospective|future|aspiring|candidate)\s\Z")
_LISTS = needs("memberships.listed", "memberships.consisting", "memberships.joined_by")
_REACH = 60
_GROWN = re.compile(
    r"\bmembership\b[^.;]{0,80}?\b(?:expanded|grew|grown|extended|enlarged|widened|opened)\s+(?:\w+\s+)?to\s+"
    r"(?:(?:also\s+)?(?:include|comprise|cover)\s+)?(?:the\s+)?|"
    r"\b(?:expanded|grew|grown|extended|enlarged)\s+(?:[\w-]+\s+)?to\s+(?:also\s+)?(?:include|comprise)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_WELCOMED = re.compile(
    r"\b(?P<verb>welcom(?:es|ed|ing|e)|admit(?:s|ted|ting)?|accept(?:s|ed|ing)?)\s(?:the\s)?[A-Z][^,;:.]{2,60}?\sas\s"
    r"(?:an?|its|the|their|our)\s(?:[\w-]+\s){0,4}?(?:[Mm]ember|[Oo]bserver|[Pp]articipant|[Aa]ssociate)"
    r"(?:\s(?:[Ss]tate|[Cc]ountry|[Mm]ember)){0,2}\b"
)
_IN_BODY = re.compile(r"\s(?:of|to|in|at)\s")
_MOST_ITEMS = 60
_MARKS, _SHORT = "-–•*·▪◦●", 5  # the marks of a list, the words of a short line
_PEOPLE = frozenset({"person", "role"})


def read(view: View) -> Iterator[Fact]:
    """The memberships that the lists of one sentence tell."""
    prose, text = view.kind != "heading", view.text
    if not _LISTS.isdisjoint(view.holds):
        made_up = list(consisting(view)) if prose else []
        told = {fact.slots["member"] for fact in made_up}
        yield from made_up
        yield from (fact for fact in _members_named(view) if fact.slots["member"] not in told)
        if prose:
            yield from _joined_by(view)
    if prose and view.names:
        yield from bracketed(view)
        if "embership" in text or " include " in text or " comprise " in text:
            yield from _grown(view)
        if " as " in text and ("welcom" in text or "admit" in text or "accept" in text):
            yield from _welcomed(view)
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
        own = _UNDERTAKING.fullmatch(opening["owner"] or "")
        body = owner(view, first, opening.span("owner") if opening["owner"] and not own else None)
        body = (own and _undertaking(view)) or body
        if lead is not None and lead[0].lower().startswith(("its ", "their ")):
            body = _spoken_of(view) or body
        if body is None or (
            word in word_set("memberships", "partnered") and not own and not _consortium(view, first, body)
        ):
            continue
        founders = "found" in word or (lead is not None and "founding" in lead[0].lower())
        status = "planned" if _TO_BE.search(view.slice(max(view.start, first - GAP), start)) else None
        yield from _each(view, (first, opening.end()), members, body, founders, status)
        for item, each, _ in [] if members else items_below(view, opening.end() if opening["owner"] else end):
            date = next(iter(item.dates), None)
            yield membership(item, "listed", each, body, (item.start, item.start), date, "actual")


def _spoken_of(view: View) -> str | None:
    """Whose "its members" are: the network or the like that the sentence before named last, unless it speaks
    of the page's own body."""
    before, topic = view.previous, view.reading.topic
    named = [name for name in before.names if name.kind in BODIES] if before is not None else []
    called = [title(view, name) for name in named]
    if not named or (topic is not None and topic.called in called):
        return None
    fit = [name for name in named if name.head in ("network", "centre", "commission", "fund")]
    return title(view, fit[-1]) if fit else None


def _undertaking(view: View) -> str | None:
    """What "the project" or "the consortium" is called: the page's topic, or its title."""
    topic = view.reading.topic
    if topic is not None and (topic.kind != "organization" or topic.head == "network"):
        return title(view, topic)
    return project_of(view.reading.views[0])


def _each(
    view: View,
    anchor: tuple[int, int],
    members: list[Party],
    body: str,
    founders: bool,
    status: str | None = None,
) -> Iterator[Fact]:
    common = None if founders else date_near(view, *anchor)
    status = status or view.status(*anchor)
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
            if found and item.text[0] == found[-1][0].text[0] in _MARKS and item.text.count(" ") < _SHORT:
                continue  # one name of a list that is unknown or misspelt
            break
        found.append((item, each or Party(name.start, name.end, None, called), called or ""))
    return found


def _leading(item: View) -> Name | None:
    """The name that an item begins with."""
    start = _ITEM_LEAD.match(item.text)
    at = item.start + (start.end() if start else 0)
    return next((name for name in item.names if name.start <= at + 2 and name.kind not in _PEOPLE), None)


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


def _welcomed(view: View) -> Iterator[Fact]:
    """ "CERN welcomes Serbia as its 23rd Member State", "admitting Chile as a member of CERN"."""
    for found in _WELCOMED.finditer(view.text):
        at, end = view.start + found.start(), view.start + found.end()
        whom = [
            each
            for each in parties(view, view.start + found.end("verb"), end)
            if each.code or each.organization
        ]
        link = _IN_BODY.match(view.reading.text, end, view.end)
        after = joined(view, link.end() - 1) if link is not None else []
        before = [name for name in view.between(view.start, at, *BODIES) if joinable(view, name)]
        called = after[0][1] if after else title(view, before[-1]) if before else None
        if called is None or len(whom) != 1 or whom[0].organization == called:
            continue
        status = view.status(at, end)
        yield membership(view, "welcomed", whom[0], called, (at, end), date_near(view, at, end), status)


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
