"""Bodies said to consist of members: "the network brings together A, B and C", "BRICS (Brazil, …)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.fact import Fact
from pipelines.facts.memberships.facts import GAP, listing, membership, own_date
from pipelines.facts.memberships.joinable import (
    joinable,
    owner,
    project_of,
    speaks_of_body,
    title,
    undertaking_before,
)
from pipelines.facts.memberships.lines import named_below
from pipelines.facts.parties import Party
from pipelines.facts.reading import View
from pipelines.facts.rules import when

# "nine partners from six countries: ", "partners including ".
_COUNTED = re.compile(
    r"\s(?:[\w-]+\s){0,5}?(?:members?|partners?|countries|states|universities|institutions|organi[sz]ations|institutes|"
    r"companies|academies|participants)(?:\s(?:from|in|of)\s(?:[\w-]+\s?){1,5}?)?"
    r"(?:\s?[:(]|,?\s(?:including|namely|such\sas)|\s[–—-])\s?(?:the\s)?"
)
_IT = re.compile(r"(?:\A|[.,;]\s|\band\s)[Ii]t\s+(?:\w+\s+)?\Z")
_MEMBERS = re.compile(r"\bmember(?:s|ship)?(?:\s[a-z]+)?\s+\Z", re.IGNORECASE)
_MEMBERS_OF = re.compile(r"\b[Mm]ember(?:s|\s\w+)\sof\s(?:the\s)?\Z")
_ARTICLES = re.compile(
    r"(?:\s+(?:the|such|following|both|representatives|its|members?|partners?|countries|universities|institutions|as|of|from)\b)*"
    r"[\s:]*"
)
_ASIDE = re.compile(r",\s(?:led|coordinated|funded|hosted|chaired|supported|run|managed)\sby\s[^,;]+,\s\Z")
_AND = re.compile(r"\band\s(?:also\s|now\s|currently\s)?\Z")
_OPENS_WITH = 40  # letters of a sentence in which its subject stands
_NEXT = 6
_ARTICLE = 4
_FEWEST = 2
_FEWEST_BRACKETED = 3
_BRACKETS = re.compile(
    r"(?:\s(?:countries|members|states|nations|member\s\w+|network|alliance)\s(?:\(|[–—-]\s)|\s\()(?:the\s)?"
)
_INITIALS = re.compile(r"[A-Z][A-Z0-9-]{2,9}")
_OPENING = ("(", " - ", " – ", " — ")
_CLOSING = (")", " -", " –", " —")
_PEOPLE = frozenset({"person", "role"})


@when("memberships.consisting")
def consisting(view: View) -> Iterator[Fact]:
    """ "The network brings together A, B and C", "the consortium consists of A and B"."""
    for start, end in view.words("memberships.consisting"):
        if view.text.endswith(":"):
            yield from _below(view, start)
            continue
        at = _after_article(view, end)
        members = listing(view, at, view.end)
        if (
            len(members) < _FEWEST
            or members[0].start > max(end + GAP, at + _NEXT)
            or _MEMBERS.search(view.text, 0, start - view.start)
            or view.slice(start - 3, start) == "to "
        ):
            continue  # "its members include …" and "grew to include" are read as lists of members
        body = _consisting_body(view, start)
        if body is not None:
            for each in members:
                date = own_date(view, each.end)
                yield membership(view, "consisting", each, body, (start, end), date, view.status(start, end))


def _below(view: View, start: int) -> Iterator[Fact]:
    """The members that the lines below "The consortium is made up of 14 partners:" name."""
    found = list(named_below(view.reading, view.index + 1))
    body = _consisting_body(view, start) if len(found) >= _FEWEST else None
    bodies = any(name.kind != "phrase" for _, name in found)
    for line, name in found if body is not None and bodies else ():
        each = Party(name.start, name.end, name.code, None if name.code else title(line, name))
        date = own_date(line, name.end)
        yield membership(line, "consisting", each, body or "", (name.start, name.end), date, "actual")


def _after_article(view: View, end: int) -> int:
    """Where a list begins behind its verb: behind an article, or "nine partners from six countries:"."""
    counted = _COUNTED.match(view.reading.text, end, view.end)
    if counted is not None:
        return counted.end()
    found = _ARTICLES.match(view.reading.text, end, view.end)
    return found.end() if found else end


def _consisting_body(view: View, start: int) -> str | None:
    """What is said to consist of members: an international body or a network named right before, or "the
    consortium".
    """
    aside = _ASIDE.search(view.slice(view.start, start))
    if aside is not None:
        start = view.start + aside.start() + 1  # "This network, led by A, brings together …"
    elif _AND.search(view.slice(view.start, start)) and (led := _subject_of(view)) is not None:
        return led
    names = [name for name in view.between(max(view.start, start - 90), start) if name.kind not in _PEOPLE]
    undertaking = project_of(view, start)
    if undertaking is not None:
        return undertaking  # "the X project is a collaboration between …"
    if names:
        called = joinable(view, names[-1])
        if _MEMBERS_OF.search(view.slice(max(view.start, names[-1].start - GAP), names[-1].start)):
            return None  # "members of the Agency include …" is read as a list of members
        gap = view.slice(names[-1].end, start)
        if (
            called is None
            and names[-1].kind == "phrase"
            and _INITIALS.fullmatch(names[-1].name)
            and not gap.strip()
        ):
            return names[-1].name  # "The GSO is composed of …"
        of_one_state = bool(names[-1].countries) and names[-1].head not in ("network", "commission")
        if called and not of_one_state and names[-1].head != "university" and len(gap.split()) <= 4:
            return called
    before = view.slice(max(view.start, start - 40), start)
    if _IT.search(before):
        return _subject_before(view) or owner(view, start)
    if not speaks_of_body(before):
        return None
    return undertaking_before(view, start) or _of_title(view) or owner(view, start)


def _of_title(view: View) -> str | None:
    """The project or network that the page's title names: what "the consortium" means."""
    first = view.reading.views[0]
    return project_of(first) if first.kind == "heading" and view.index else None


def _subject_of(view: View) -> str | None:
    """The body that a sentence begins with: "The X consortium is led by A and includes …"."""
    opening = view.text[:_OPENS_WITH]
    first = next((name for name in view.names if name.kind not in _PEOPLE), None)
    if first is not None and first.start <= view.start + _ARTICLE:
        thing = project_of(view, first.end + len(" consortium "))
        return thing or (joinable(view, first) if first.head == "network" else None)
    return owner(view, view.start) if speaks_of_body(opening) else None


def _subject_before(view: View) -> str | None:
    """The body that the sentence before begins with: what "it" means."""
    before = view.previous
    first = next((name for name in before.names if name.kind not in _PEOPLE), None) if before else None
    if before is None or first is None or first.start > before.start + _ARTICLE:
        return None
    return joinable(before, first)


@when("organization", "phrase")
def bracketed(view: View) -> Iterator[Fact]:
    """ "BRICS (Brazil, Russia, India, China and South Africa) met": nothing but states in the brackets."""
    text = view.reading.text
    if not any(sign in view.text for sign in _OPENING):
        return
    for name in view.names:
        opening = _BRACKETS.match(text, name.end, view.end)
        if opening is None or name.countries or name.kind not in ("organization", "phrase"):
            continue
        members = [each for each in listing(view, opening.end(), view.end) if each.code]
        closed = bool(members) and text.startswith(_CLOSING, members[-1].end)
        called = joinable(view, name, listed=True) if len(members) >= _FEWEST_BRACKETED and closed else None
        for each in members if called else ():
            yield membership(view, "consisting", each, called or "", (name.start, name.end), None, "actual")
