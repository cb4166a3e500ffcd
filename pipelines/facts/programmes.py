"""Programmes: named schemes and initiatives, and lists of partners "with" whom there are programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import listed
from pipelines.facts.reading import Reading, View, codes
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_AFTER = re.compile(rf"(?:\s*\([^)]{{1,40}}\))?[\"'”’»]?((?:\s+[a-z&][\w&-]*){{0,3}}?)\s+({alternation('programmes', 'programme_after')})\b")
_BEFORE = re.compile(r"\b(?:programme|program|initiative|scheme|action)s?\s*(?:called|named|entitled|titled|:|–|-)?\s*(?=[\"“«‘'])", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“«„]\s*([^\"”»“]{2,120}?)\s*[\"”»“]|(?<!\w)['‘]([A-Z][^'’]{2,80}?)['’](?!\w)")
_TERM = re.compile(r"^\s*(?:\(|for\s+(?:the\s+)?(?:period\s+)?(?:of\s+)?)?$")


def read(reading: Reading) -> Iterator[Fact]:
    """The programmes of a document: each name once, where it says most (a term before none)."""
    best: dict[str, Fact] = {}
    for view in reading.views:
        if view.kind == "heading":
            continue
        yield from _unnamed(view)
        for name in _named(view):
            fact = _fact(view, name)
            key = (name.full or name.name).casefold().removesuffix("s")
            if key not in best or (fact.slots["period"] and not best[key].slots["period"]):
                best[key] = fact
    yield from best.values()


def _named(view: View) -> Iterator[Name]:
    """Names of programmes: by their head, by a head in small letters after them, or quoted beside one."""
    for name in view.names:
        if name.kind == "programme":
            yield name
            continue
        if name.kind not in ("phrase", "organization"):
            continue
        after = _AFTER.match(view.reading.text, name.end, view.end)
        if after is not None and (name.kind == "phrase" or after[1].strip()) and len(name.name) > 2 and not name.head:
            wording = name.name if not after[1].strip() else view.slice(name.start, after.end())
            yield replace(name, kind="programme", name=wording, end=after.end())
    for found in _QUOTED.finditer(view.text):
        before, after_quote = view.text[: found.start()], view.text[found.end() : found.end() + 30]
        wording = found[1] or found[2]
        beside = re.search(r"\b(?:programme|program|initiative|scheme)s?\s*(?:called|named|entitled|titled|for)?[\s:–-]*$", before, re.IGNORECASE)
        if beside or re.match(rf"\s+{alternation('programmes', 'programme_after')}\b", after_quote):
            start = view.start + found.start()
            yield Name("programme", start, view.start + found.end(), wording)


def _fact(view: View, name: Name) -> Fact:
    date = _term(view, name)
    own = view.between(name.start, name.end)
    told = tuple(dict.fromkeys([*codes(name), *(code for inner in own for code in codes(inner))]))
    bodies = tuple(
        dict.fromkeys(other.full or other.name for other in view.names if other.kind == "organization" and other.start != name.start)
    )
    countries = told or view.states()
    if view.reading.home and view.reading.home[0] not in countries and (not told or told == ("EU",)):
        countries = (view.reading.home[0], *countries)
    slots = {
        "name": name.full or name.name,
        "acronym": name.acronym,
        "period": edtf(date),
        "countries": countries,
        "organizations": bodies[:2],
    }
    return make(view, "programme", "programme.named", slots, (name.start, name.end), (date,))


def _term(view: View, name: Name) -> Mention | None:
    """The time it runs: a date right after its name, in brackets or after "for", else a span of years nearby."""
    for date in view.dates:
        if date.start >= name.end and _TERM.match(view.slice(name.end, date.start).lstrip('"”»’\' ').replace(name.acronym or "\0", "").replace("()", "")):
            return date
    near = date_near(view, name.start, name.end)
    if near is not None and "/" in (near.edtf or "") and near.start >= name.start:
        return near
    return None


def _unnamed(view: View) -> Iterator[Fact]:
    """ "Has cooperation programmes with A, B and C": one for each pair, with no name."""
    found = next((span for span in view.words("programmes.unnamed") if view.slice(span[1], span[1] + 6) == " with "), None)
    if found is None:
        return
    start = found[1] + 5
    date = date_near(view, found[0], start)
    for partner in listed(view, start, view.end):
        if partner.code is None or partner.code in view.reading.home[:1]:
            continue
        slots = {
            "name": None, "acronym": None, "period": edtf(date),
            "countries": (*view.reading.home[:1], partner.code), "organizations": (),
        }  # fmt: skip
        anchor = (found[0], start)
        yield make(view, "programme", "programme.with", slots, anchor, (date,))
