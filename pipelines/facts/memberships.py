"""Memberships: who belongs to, joins, leaves or takes part in what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import Party, listed, parties
from pipelines.facts.reading import Reading, View
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_ADMITTED = re.compile(r",\s*(?:which\s+)?(?:was\s+)?(?:admitted|joined|a member since|member since|who joined)\b", re.IGNORECASE)
_FIRM = re.compile(r"member|membership|join|acced|accession|party|withdr|observer|admitted|associat", re.IGNORECASE)


def read(reading: Reading) -> Iterator[Fact]:
    """The memberships of a document, each pair of member and body once."""
    seen: set[tuple[object, object]] = set()
    for view in reading.views:
        for fact in (*_belonging(view), *_members_listed(view), *_admitted(view)):
            key = (fact.slots["member"], fact.slots["organization"])
            if key not in seen:
                seen.add(key)
                yield fact


def _belonging(view: View) -> Iterator[Fact]:
    """ "A is a member of B and C", "A's membership in B", "A joined B"."""
    for start, end in view.words("memberships.belonging"):
        if not _FIRM.search(view.slice(start, end)):
            continue
        bodies = _bodies(view, end)
        members = _before(view, start)
        for body in bodies:
            for member in members:
                yield _fact(view, member, body, (start, end), "membership.belongs")


def _bodies(view: View, start: int) -> list[str]:
    """The bodies, programmes or quoted things named in the list right after ``start``."""
    bodies: list[str] = []
    position = start
    for name in view.between(start, view.end):
        if name.kind in ("country", "city", "person", "role"):
            if bodies or name.start - start > 60:
                break
            continue
        if name.start - position > (60 if not bodies else 30):
            break
        if name.kind in ("organization", "programme", "event", "instrument") or name.acronym:
            meant = view.reading.meant(name)
            title = meant.full or meant.name
            if title not in bodies:
                bodies.append(title)
            position = name.end
        elif bodies:
            break
    return bodies


def _before(view: View, start: int) -> list[Party]:
    """Who belongs: the parties named last before ``start`` in its clause, else the page's own country."""
    left, _ = view.clause(start, start)
    named = parties(view, left, start) or parties(view, view.start, start)
    if named:
        return named if len(named) <= 4 else named[-1:]
    if re.search(r"\b(?:the|our) country|\bit\b|\bwe\b", view.slice(view.start, start), re.IGNORECASE):
        return [Party(start, start, code) for code in view.reading.home[:1]]
    return []


def _members_listed(view: View) -> Iterator[Fact]:
    """ "The … Members China, India and Japan …", "its member states are …": a list right after the word."""
    for found in re.finditer(r"\b(?:members|member states|member countries)\b(?:\s*(?:are|include|includes|were|:|\())?\s*:?\s*(?:the\s+)?", view.text, re.IGNORECASE):
        end = view.start + found.end()
        members = listed(view, end, view.end)
        if len(members) < 2 or members[0].start > end + 12:
            continue
        body = _owner(view, view.start + found.start())
        if body is None:
            continue
        for member in members:
            yield _fact(view, member, body, (end, members[0].end), "membership.listed")


def _owner(view: View, start: int) -> str | None:
    """Whose members they are: the body named right before the word, else the one of the sentence before."""
    for at in (view, view.previous):
        if at is None:
            continue
        before = [name for name in at.between(at.start, min(start, at.end)) if name.kind in ("organization", "phrase", "programme", "project")]
        if before:
            return _title(view, before[-1])
    return None


def _title(view: View, name: Name) -> str:
    meant = view.reading.meant(name)
    return meant.name


def _admitted(view: View) -> Iterator[Fact]:
    """ "Israel, admitted in 2013, …": the body is the one the sentences before speak of."""
    for found in _ADMITTED.finditer(view.text):
        at = view.start + found.start()
        members = [each for each in parties(view, max(view.start, at - 60), at) if each.end == at]
        body = next((name for name in reversed(view.reading.bodies) if name.kind == "organization" and name.start < at), None)
        for member in members:
            if body is not None:
                yield _fact(view, member, _title(view, body), (at, view.start + found.end()), "membership.admitted")


def _fact(view: View, member: Party, body: str, anchor: tuple[int, int], rule: str) -> Fact:
    since: Mention | None = date_near(view, *anchor)
    slots = {"member": member.code or member.organization, "organization": body, "since": edtf(since)}
    return make(view, "membership", rule, slots, anchor, (since,))
