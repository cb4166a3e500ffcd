"""Institutions: bodies said to be set up or at work for the cooperation, each once a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.institutions.body import Body, kind_of
from pipelines.facts.institutions.names import LED, SEVERAL, above, bodies_of, led, named
from pipelines.facts.institutions.pairs import without_name
from pipelines.facts.institutions.places import IS, associated, countries_of_body
from pipelines.facts.institutions.verbs import (
    FOUNDING,
    RUNNING,
    WORKING,
    before,
    beyond_predicate,
    listed_after,
    participle,
    passive,
    planned_before,
    told_of_first,
)
from pipelines.facts.naming import said_before
from pipelines.facts.place import canonical
from pipelines.facts.reading import Reading, View
from pipelines.facts.rules import needs
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

_ACTING = "institutions.acting"
# "X, a joint laboratory of …": only where the apposition says that it is common to several.
_APPOSED = re.compile(
    rf"(?:\s*\([^)]{{0,60}}\))?,\s(?:a|an|the)\s(?:[\w-]+\s){{0,3}}?{alternation('institutions', 'common')}"
    rf"\s(?:[\w-]+\s){{0,4}}?(?P<noun>{alternation('institutions', 'nouns')}|"
    r"organi[sz]ation|agency)\b"
)
_BY_WHOM = re.compile(r"\b\w+(?:ed|en|led|run|held)\sby\b[^;]*\Z")
_ALSO_CALLED = re.compile(r"[A-Z]\w*(?:\s\([^)]*\))?,\s[Tt]he\s\Z")
_IS_GATE = re.compile(r"\s(?:is|was|are|were|serves as|acts as|functions as)\s")
_BRACKETED = re.compile(
    r"\s*\((?![^)]*\b(?:agreement|memorandum|members?|partners?|joined)\b)"
    r"[^)]*\b(?:established|founded|est\.|created|since|set up)\b[^)]*\)",
    re.IGNORECASE,
)
_ORIGINS = re.compile(
    r"(?:traces?|traced|goes|go|went|dates?|dated|originat\w+|has\sits\s(?:origins?|roots))\b"
)
_YEAR = re.compile(
    r"(?:\s\([A-Z]\w+\))?(?:\sin\s[A-Z]\w+)?\s\((?:1[89]|20)\d\d\)"
)  # "the Joint Commission (1998)"
_GOES_ON = re.compile(r"\b(?:is|are)\s(?:now\s|currently\s)?(?:setting\sup|establishing|creating|building)\Z")
_AGREED_ON, _BEFORE = re.compile(r"\bagree(?:d|ment)?\s(?:up)?on\s(?:the\s)?\Z"), 24
_JOINT = re.compile(
    r"\b(?:Joint|Bi-?lateral|Bi-?national|Intergovernmental|Inter-governmental|Mixed|Trilateral)\b"
)
_HYPHEN = re.compile(r"[-–]")
_LABEL = re.compile(
    r"(?:Established|Founded|Created|Formed|Formation|Foundation|Inception|"
    r"(?:Year|Date)\sof\s(?:foundation|establishment|creation))\s*[:–-]\s*"
)
# What a line without a full stop can yet say of a body.
_TELLING = re.compile(rf"{_LABEL.pattern}|{LED.pattern}")
# A state's own authorities are not set up for the cooperation.
_AUTHORITY = re.compile(
    r"(?:\w+\s){0,2}(?:Ministry|Embassy|Government|Cabinet|Parliament|Department|Directorate|Consulate)\b"
)
# What a body does, told of it in the present: "The Centre (CX) coordinates …".
_DOES = re.compile(
    rf"(?:\s\([^)]*\),?)?\s(?:(?:also|now|currently|actively|jointly)\s)?"
    rf"(?:{alternation('institutions', 'acting')}|{alternation('institutions', 'striving')})\b"
)
_IS_PLANNED = re.compile(
    r"(?:\s(?:with|at|in|of|for|between)\s[^.;:]{3,80}?)?\s(?:is|are)\s(?:also\s|currently\s|now\s)?"
    r"(?:planned|envisaged|foreseen|under\sconstruction|in\spreparation|under\spreparation)\b"
)
_JOINABLE = frozenset({"commission", "centre", "laboratory", "network", "university", "fund"})
# The words by which a sentence says something of a body at all.
_TOLD = needs(
    FOUNDING, WORKING, _ACTING, "institutions.striving", "institutions.running", "institutions.preparing",
    "institutions.branches", "institutions.common", "institutions.keeping", SEVERAL,
)  # fmt: skip
_OF_MEMBERS = needs(
    "memberships.belonging", "memberships.holder", "memberships.belonging_noun", "memberships.listed"
)
_BEING = (" is ", " was ", " are ", " were ", " serves as ", " acts as ", " functions as ")
_LISTED, _MARK = frozenset({"centre", "laboratory", "commission"}), 6
_DATED = 4  # the weight of a founding with its date
_REACH = 2
_ASIDES = 220  # how far remarks may part a body from what it is said to be


@dataclass(slots=True)
class _Said:
    """The best statement of a body so far; ``at`` is its sentence's number."""

    weight: int
    fact: Fact
    body: Body
    at: int


def read(reading: Reading) -> Iterator[Fact]:
    """The institutions of a document: the statement with a date, else the first that says it is at work."""
    best: dict[str, _Said] = {}
    unnamed: list[Fact] = []
    for view in reading.views:
        if not _tells(view):
            continue
        unnamed.extend(without_name(view))
        for weight, body, fact in _statements(view):
            before = best.get(body.key) or _described_before(best, view, body)
            if before is None:
                best[body.key] = _Said(weight, fact, body, view.index)
            elif not before.body.proper and body.proper:
                best[body.key] = replace(before, body=body, fact=_joined(_renamed(before.fact, body), fact))
                del best[before.body.key]
            elif weight == before.weight == _DATED and _refines(fact, before.fact):
                best[body.key] = _Said(weight, _joined(fact, before.fact), body, view.index)
            elif weight == before.weight == _DATED and _differ(before.fact, fact):
                best[f"{body.key} {fact.slots['established']}"] = _Said(weight, fact, body, view.index)
            elif weight > before.weight:
                near = view.index - before.at <= _REACH
                best[body.key] = _Said(weight, _joined(fact, before.fact, near), body, view.index)
            elif weight:
                before.fact = _joined(before.fact, fact, view.index - before.at <= _REACH)
    found = [said.fact for said in best.values()]
    pairs = {_pair(fact) for fact in found}
    yield from found
    yield from (fact for fact in unnamed if _pair(fact) not in pairs)


def _tells(view: View) -> bool:
    """Whether a sentence can say something of a body: by its words, a verb of being, a body's own name."""
    if view.kind == "heading" and "(" not in view.text and not _TELLING.match(view.text):
        return False
    told = not _TOLD.isdisjoint(view.holds) or any(verb in view.text for verb in _BEING)
    return told or any(name.head in _JOINABLE for name in view.names)


def _refines(fact: Fact, other: Fact) -> bool:
    """Whether ``fact`` gives the month or day within the year that ``other`` gives."""
    date, year = str(fact.slots["established"]), str(other.slots["established"])
    return len(date) > len(year) and date.startswith(f"{year}-")


def _pair(fact: Fact) -> tuple[object, frozenset[object]]:
    """Of what kind a body is, and of which countries: what tells those without a name apart."""
    return fact.slots["institution_kind"], frozenset(_items(fact, "countries"))


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two dates of founding contradict each other: neither is the other said more exactly."""
    first, second = str(one.slots["established"]), str(other.slots["established"])
    return not first.startswith(second) and not second.startswith(first)


def _items(fact: Fact, slot: str) -> tuple[object, ...]:
    held = fact.slots[slot]
    return held if isinstance(held, tuple) else ()


def _described_before(best: dict[str, _Said], view: View, body: Body) -> _Said | None:
    """ "A joint laboratory was created … The joint X laboratory is based in …": one body, named late."""
    if body.noun is None or not body.proper:
        return None
    for said in best.values():
        if not said.body.proper and said.body.noun == body.noun and 0 < view.index - said.at <= _REACH:
            return said
    return None


def _renamed(fact: Fact, body: Body) -> Fact:
    return fact._replace(slots={**fact.slots, "name": body.name})


def _joined(fact: Fact, other: Fact, near: bool = True) -> Fact:
    """``fact`` with where another sentence says that the body is, a near one also with its bodies."""
    slots = dict(fact.slots)
    bodies_too = (*_items(fact, "organizations"), *(_items(other, "organizations") if near else ()))
    own = set(str(slots["name"]).casefold().split())  # "the Joint Committee" is itself
    others = (body for body in dict.fromkeys(bodies_too) if not set(str(body).casefold().split()) <= own)
    slots["organizations"] = tuple(others)
    slots["countries"] = _items(fact, "countries") or _items(other, "countries")
    return fact._replace(slots=slots)


def _statements(view: View) -> Iterator[tuple[int, Body, Fact]]:
    """What the sentence says of bodies: set up (4 with a date, 3), what they are (2), at work (1)."""
    leading = (led(view) if FOUNDING in view.holds else None) or _labelled(view)
    if leading is not None:
        body, at = leading
        date = next((date for date in view.dates if at[0] <= date.start < at[1]), None)
        yield (4 if date else 3), body, _fact(view, body, date, "institution.founded", at)
    seen: set[str] = set()
    for body in bodies_of(view):
        if leading is not None and body.key == leading[0].key:
            continue
        weight, fact = _statement(view, body)
        if fact is not None and not (body.key in seen and weight < 2):
            seen.add(body.key)
            yield weight, body, fact


def _labelled(view: View) -> tuple[Body, tuple[int, int]] | None:
    """ "Established: 3 May 1994" on its own line: said of the page's topic, or of the body in its title."""
    label = _LABEL.match(view.text) if view.dates else None
    if label is None:
        return None
    first = (name for name in view.reading.names if name.kind == "organization" and name.start < view.start)
    name = view.reading.topic or next(first, None)
    return (
        None
        if name is None
        else (named(view, name, view.start, view.start + label.end()), (view.start, view.end))
    )


def _statement(view: View, body: Body) -> tuple[int, Fact | None]:
    """The weightiest that ``view`` says of ``body``."""
    founded = _founding(view, body)
    if founded is not None:
        return founded
    called = _called(view, body)
    if called is not None and body.proper:
        later = participle(view, called.end())
        if later is None and called.groupdict().get("authority"):
            return 0, None  # a ministry is no body for the cooperation, unless it is said when it was founded
        date = date_near(view, *later) if later else None
        at = later or (body.start, called.end())
        kind = kind_of(called["noun"])
        body = body._replace(kind=body.kind if kind == "organization" else kind)
        return (_DATED if date else 2), _fact(view, body, date, "institution.is", at)
    return (0, None) if _AUTHORITY.match(body.name or "") else _at_work(view, body)


def _founding(view: View, body: Body) -> tuple[int, Fact] | None:
    """That the body was set up: in brackets behind it, by a verb behind or before it."""
    bracketed = _BRACKETED.match(view.reading.text, body.end, view.end)
    belongs = view.kind != "prose" or not {*_OF_MEMBERS, "instruments"}.isdisjoint(view.holds)
    if bracketed is not None and belongs and "since" in bracketed[0]:
        bracketed = None  # since when one belongs to it: "- International Science Council (since 1992)"
    if bracketed is None:
        year = _YEAR.match(view.reading.text, body.end, view.end)
        bracketed = year if year is not None and (_joint(body) or _item(view, body)) else None
    if bracketed is not None:
        at = (body.end, bracketed.end())
        date = next((date for date in view.dates if at[0] <= date.start < at[1]), None)
        return (_DATED if date else 3), _fact(view, body, date, "institution.founded", at)
    if FOUNDING not in view.holds:
        return None
    verb = passive(view, body, FOUNDING) or (None if body.phrase else before(view, body))
    verb = verb or told_of_first(view, body)
    if verb is None:
        return None
    date = date_near(view, *verb, exclude=beyond_predicate(view, body, verb))
    fact = _fact(view, body, date, "institution.founded", verb)
    agreed = _AGREED_ON.search(view.slice(max(view.start, verb[0] - _BEFORE), verb[0]))
    goes_on = _GOES_ON.search(view.slice(max(view.start, verb[0] - _BEFORE), verb[1]))
    if fact.status == "actual" and (agreed or goes_on or view.slice(*verb).startswith("to ")):
        fact = fact._replace(status="planned")  # "is due to open in 2026", "agreed on the creation of"
    origins = _ORIGINS.match(view.slice(*verb)) is not None  # less than its foundation
    return (_DATED if date and not origins else 3), fact


def _called(view: View, body: Body) -> re.Match[str] | None:
    """What the body is said to be, by a verb or in apposition."""
    text, called = view.reading.text, None
    if _IS_GATE.search(text, body.end, min(view.end, body.end + _ASIDES)):
        called = IS.match(text, body.end, view.end)
    if called is None and "institutions.common" in view.holds:
        called = _APPOSED.match(text, body.end, view.end)
    lead = view.slice(view.start, body.start) if called is not None else ""
    if _BY_WHOM.search(lead) or _ALSO_CALLED.search(lead):
        return None  # "The X, chaired by the Y and the Z, is …", "X, the Y Network, is …": said of X
    return called


def _at_work(view: View, body: Body) -> tuple[int, Fact | None]:
    """That the body is being prepared, at work, or active by its name or its profile."""
    works = passive(view, body, WORKING) if WORKING in view.holds else None
    if works is None and not body.phrase and not body.known and RUNNING in view.holds:
        works = said_before(view, RUNNING, body.start) or listed_after(view, body, RUNNING)
    described = body.noun is not None and not body.proper
    if works is None and described and "institutions.keeping" in view.holds:
        works = said_before(view, "institutions.keeping", body.start)
    if works is None and described and "institutions.preparing" in view.holds and planned_before(view, body):
        fact = _fact(view, body, None, "institution.founded", (body.start, body.end))
        return 3, fact._replace(status="planned" if fact.status == "actual" else fact.status)
    planned = _IS_PLANNED.match(view.reading.text, body.end, view.end) if works is None else None
    if planned is not None and (body.proper or described) and not body.known:
        fact = _fact(view, body, None, "institution.founded", (body.start, body.end))
        return 3, fact._replace(status="planned" if fact.status == "actual" else fact.status)
    if works is not None and (body.proper or body.noun):
        since = _since(view, works)
        return (_DATED if since else 1), _fact(view, body, since, "institution.at_work", works)
    if not body.proper or body.subject:
        return 0, None
    if _profiled(view, body) or (not body.known and (_joint(body) or _acts(view, body))):
        return 1, _fact(view, body, None, "institution.active", (body.start, body.end))
    return 0, None


def _since(view: View, works: tuple[int, int]) -> Mention | None:
    """Since when a body is at work: "has been operating in Oslo since 1999"."""
    date = date_near(view, *works) if view.dates else None
    return date if date is not None and date.start >= works[0] and (date.edtf or "").endswith("/..") else None


def _item(view: View, body: Body) -> bool:
    """Whether a centre or the like is an entry of a list: "- Nordic Centre in India (2001)"."""
    return view.kind == "item" and body.kind in _LISTED and body.start - view.start < _MARK


def _joint(body: Body) -> bool:
    """Whether the name itself says that two or more sides have the body in common."""
    if body.kind not in _JOINABLE or body.phrase:
        return False
    if body.name is None or "artnership" in body.name or " " not in body.name:
        return False
    if body.name.startswith(("New ", "Another ")):
        return False  # "A New Platform for …" is what is said of a body
    if body.kind == "university" and not _HYPHEN.search(body.name):
        return _JOINT.search(body.name) is not None  # two cities in its name make it nobody's joint one
    return len(body.countries) > 1 or _JOINT.search(body.name) is not None


def _profiled(view: View, body: Body) -> bool:
    """Whether a heading names the body and the text below begins with what it does: a profile of it."""
    if view.slice(view.start, body.start) not in ("", "The ", "the "):
        return False
    name = above(view) if view.index and view.reading.views[view.index - 1].kind == "heading" else None
    if name is None or canonical(name) != body.key:
        return False
    return _DOES.match(view.reading.text, body.end, view.end) is not None


def _acts(view: View, body: Body) -> bool:
    """A centre, laboratory or network that holds, trains, coordinates: right after its name or its place."""
    if body.kind not in ("centre", "laboratory", "network"):
        return False
    found = view.words(_ACTING, body.end, min(view.end, body.end + 60))
    if not found:
        return False
    between = view.slice(body.end, found[0][0])
    return (
        re.fullmatch(
            r"(?:\s\([^)]*\))?(?:\s(?:under|at|of|in|within)\s(?:the\s)?[A-Z][\w\s'-]*?)"
            r"?\s(?:(?:has|have|also|regularly|annually|already)\s)*",
            between,
        )
        is not None
    )


def _fact(view: View, body: Body, date: Mention | None, rule: str, anchor: tuple[int, int]) -> Fact:
    slots = {
        "name": body.name,
        "institution_kind": body.kind,
        "established": _since_or_on(view, date),
        "countries": countries_of_body(view, body, anchor),
        "organizations": tuple(
            other
            for other in associated(view, body)
            if other.casefold() != body.key and other not in (body.name or "")
        ),
    }
    status = "actual" if rule in ("institution.is", "institution.active") else None
    if rule == "institution.active" and view.status(*anchor) == "proposed":
        status = "proposed"
    return make(view, "institution", rule, slots, anchor, (date,), status)


def _since_or_on(view: View, date: Mention | None) -> str | None:
    """When a body was set up; "dates back to 1987" tells the year, not since when."""
    told = edtf(date)
    if date is not None and told and view.slice(date.start, date.end).lower().startswith("dat"):
        return told.removesuffix("/..")
    return told
