"""Memberships: who belongs to, joins, leaves or takes part in what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import Party, listed, parties, subjects
from pipelines.facts.reading import Reading, View
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_BODIES = ("organization", "programme")
_IT = re.compile(r"\s+(?:fully\s+)?(?:it|them|this (?:programme|organi[sz]ation|initiative|policy))\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:the|our) country(?:'s)?\b|\bwe\b", re.IGNORECASE)
_THE_BODY = re.compile(r"\b(?:the|our|this|it)\b", re.IGNORECASE)
_IS_MEMBER = re.compile(
    r"\b(?:is|are|was|were|(?:has|have) been|became|become|becomes|being|as)\s+(?:now\s+|also\s+|currently\s+)?(?:an?\s+|the\s+)?"
    r"(?:one\s+of\s+(?:the\s+)?)?(?:[\w-]+\s+){0,3}?(?:members?(?:\s+states?|\s+countr(?:y|ies))?\s+of|admitted\s+to|observers?\s+(?:in|to|of))\b", re.IGNORECASE
)  # fmt: skip
_TO_COME = re.compile(r"\b(?:agree\w*|agreement|application|applied|negotiat\w+|talks|candidate|prospective)\b[^.;]{0,60}$", re.IGNORECASE)
_LIST_AHEAD = re.compile(
    r"(?P<lead>(?:\b(?:founding|current|full|associate|other|its|their|all|new|the|\d+|\w+teen|six|seven|eight|nine|ten|five|four|three)\s+){0,4})"
    r"\b(?P<word>members|member states|member countries|participants|participating countries|participating states|observers)\b"
    r"(?:\s*(?:of\s+[\w\s-]{2,40}?\s+)?(?:are|is|include|includes|included|were|:|;|\())?\s*:?\s*(?:the\s+)?", re.IGNORECASE
)  # fmt: skip
_PARTITIVE = re.compile(r"\b(?:half|most|some|many|several|part|third|number|one|two|three|few|among|between|with)(?:\s+of)?\s+(?:the\s+)?(?:[A-Z]{2}\s+)?$", re.IGNORECASE)
_ADMITTED = re.compile(r",\s*(?:which\s+|who\s+)?(?:was\s+)?(?:admitted|joined|acceded|(?:a\s+)?(?:full\s+|associate\s+)?member since)\b", re.IGNORECASE)
_REACH = 60


def read(reading: Reading) -> Iterator[Fact]:
    """The memberships of a document, each pair of member and body once."""
    seen: set[tuple[object, ...]] = set()
    for view in reading.views:
        if view.kind == "heading":
            continue
        for fact in (*_belonging(view), *_members_listed(view), *_admitted(view)):
            listing = view.index if fact.rule == "membership.listed" else None  # founders, then today's members
            key = (fact.slots["member"], str(fact.slots["organization"]).casefold(), listing)
            if key not in seen:
                seen.add(key)
                yield fact


def _belonging(view: View) -> Iterator[Fact]:
    """ "A is a member of B and C", "A's membership in B", "A joined B", "A withdrew from B"."""
    for start, end in _verbs(view):
        members = _members(view, start)
        leaves = bool(view.words("memberships.leaving", start, end))
        coming = _TO_COME.search(view.slice(max(view.start, start - 80), start)) is not None
        status = view.status(start, end)
        for name in _bodies(view, end) if members else ():
            date = None if leaves else (_own_date(view, name) or date_near(view, start, end))
            for member in members:
                planned = "planned" if coming and status == "actual" else status
                yield _fact(member, _title(view, name), view, (start, end), date, "membership.belongs", planned)


def _verbs(view: View) -> list[tuple[int, int]]:
    """Where belonging is said: by a phrase of the lexicon, or "has been an associate member state of"."""
    found = list(view.words("memberships.belonging"))
    if "member" in view.text:
        for match in _IS_MEMBER.finditer(view.text):
            span = (view.start + match.start(), view.start + match.end())
            if not any(start < span[1] and span[0] < end for start, end in found):
                found.append(span)
    return sorted(found)


def _bodies(view: View, start: int) -> list[Name]:
    """The bodies and programmes in the list right after ``start``; "it" is the last one named before."""
    if _IT.match(view.reading.text, start, view.end):
        return view.between(view.start, start, *_BODIES)[-1:]
    found: list[Name] = []
    position = start
    for name in view.between(start, view.end):
        if name.start - position > (_REACH if not found else _REACH // 2):
            break
        if name.kind in _BODIES or name.acronym:
            if not found or view.slice(position, name.start).strip() != "(":  # the acronym of the one before
                found.append(name)
            position = name.end
        elif found or name.kind in ("event", "person", "country", "government"):
            break
    return found


def _own_date(view: View, name: Name) -> Mention | None:
    """The date in brackets right after a body ("International Council for Science (since 1996)")."""
    return next((date for date in view.dates if view.slice(name.end, date.start).strip() == "("), None)


def _members(view: View, start: int) -> list[Party]:
    """Who belongs: the subject of the verb at ``start`` or the possessor before it, else the page's own country."""
    left, _ = view.clause(start, start)
    named = parties(view, left, start)
    if named and re.fullmatch(r"(?:'s)?\s+(?:\w+\s+)?(?:to\s+)?", view.slice(named[-1].end, start)):
        return named[-1:]  # "the decision of Peru to withdraw", "Chile's membership"
    found = subjects(view, left, start) or subjects(view, view.start, start)
    if found:
        return found
    before = view.between(left, start, "phrase")
    if before and start - before[-1].end <= 14 and before[-1].name.isupper():
        return [Party(before[-1].start, before[-1].end, None, before[-1].name)]
    said = view.slice(view.start, start)
    topic = view.reading.topic
    if topic is not None and _THE_BODY.search(said):
        return [Party(start, start, None, topic.full or topic.name)]
    return [Party(start, start, code) for code in view.reading.home[:1]] if _OWN.search(said) else []


def _members_listed(view: View) -> Iterator[Fact]:
    """ "The … Members China, India and Japan …", "its member states are …": a list right after the word."""
    if "member" not in view.text.lower() and "articipa" not in view.text and "bserver" not in view.text:
        return
    for found in _LIST_AHEAD.finditer(view.text):
        start, end = view.start + found.start(), view.start + found.end()
        members = listed(view, end, view.end)
        if len(members) < 2 or members[0].start > end + 12 or _PARTITIVE.search(view.text[: found.start()]):
            continue
        owner = _owner(view, start)
        for member in members if owner else ():
            date = date_near(view, start, end) if "founding" not in found["lead"].lower() else None
            yield _fact(member, owner or "", view, (start, members[0].end), date, "membership.listed", "actual")


def _owner(view: View, start: int) -> str | None:
    """Whose members they are: the body named right before the word, else the one the page or the last sentence is about."""
    before = view.between(max(view.start, start - 40), start, "organization", "phrase", "programme", "project")
    if before and not view.slice(before[-1].end, start).strip(" '’s"):
        return _title(view, before[-1])
    if view.reading.topic is not None:
        return view.reading.topic.name
    for at in (view, view.previous):
        named = at.between(at.start, min(start, at.end), "organization", "programme") if at else []
        if named:
            return _title(view, named[-1])
    return None


def _admitted(view: View) -> Iterator[Fact]:
    """ "Israel, admitted in 2013, …": the body is the one the sentences before speak of."""
    for found in _ADMITTED.finditer(view.text):
        at, end = view.start + found.start(), view.start + found.end()
        members = [each for each in parties(view, max(view.start, at - _REACH), at) if each.end == at]
        body = view.reading.topic or _last_body(view, at)
        for member in members if body is not None else ():
            yield _fact(member, _title(view, body), view, (at, end), date_near(view, at, end), "membership.admitted", "actual")  # type: ignore[arg-type]


def _last_body(view: View, at: int) -> Name | None:
    return next((name for name in reversed(view.reading.bodies) if name.kind == "organization" and name.start < at), None)


def _title(view: View, name: Name) -> str:
    meant = view.reading.meant(name)
    return meant.full or meant.name


def _fact(member: Party, body: str, view: View, anchor: tuple[int, int], date: Mention | None, rule: str, status: str) -> Fact:
    slots = {"member": member.code or member.organization, "organization": body, "since": edtf(date)}
    return make(view, "membership", rule, slots, anchor, (date,), status)
