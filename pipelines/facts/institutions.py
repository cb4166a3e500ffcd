"""Institutions: bodies said to be set up or at work for the cooperation, each once a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import listed
from pipelines.facts.reading import Reading, View, codes
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_FOUNDED, _WORKS, _IS = "institutions.founding", "institutions.working", "institutions.being"
_PASSIVE = re.compile(r"\b(?:was|were|is|has been|have been|being|will be|to be|,|\(|been)\b[\s\w]*$|,\s*$|^\s*$")
_ESTABLISHED_IN_BRACKETS = re.compile(r"\s*\([^)]*\b(?:established|founded|est\.)\b[^)]*\)", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\b(?P<what>(?:bi-?lateral|joint|international|research|cultural|information)\s+(?:\w+\s+)?(?P<head>cent(?:re|er)s?|laborator(?:y|ies)|commissions?|committees?|institutes?))\b", re.IGNORECASE
)  # fmt: skip
_HEAD_CODES = {"cent": "centre", "labo": "laboratory", "comm": "commission", "inst": "organization"}
_ARTICLES = re.compile(r"(?:\s+(?:of|a|an|the|its|new|joint|first|own|up))*\s*")
_NEAR = 90


def read(reading: Reading) -> Iterator[Fact]:
    """The institutions of a document: the statement with a date, else the first that says it is at work."""
    best: dict[str, tuple[int, Fact]] = {}
    for view in reading.views:
        if view.kind == "heading" and "(" not in view.text:
            continue
        yield from _unnamed(view)
        for name in view.names:
            if name.kind != "organization":
                continue
            weight, fact = _statement(view, name)
            key = (name.full or name.name).casefold()
            if fact is not None and (key not in best or weight > best[key][0]):
                best[key] = (weight, fact)
    yield from (fact for _, fact in best.values())


def _statement(view: View, name: Name) -> tuple[int, Fact | None]:
    """What the sentence says of the body's being: set up (3 with a date, 2), at work (1), or nothing (0)."""
    bracketed = _ESTABLISHED_IN_BRACKETS.match(view.reading.text, name.end, view.end)
    founded = _passive(view, name, _FOUNDED) or _active(view, name)
    if bracketed is not None or founded is not None:
        at = (name.end, bracketed.end()) if bracketed else (founded or (name.start, name.end))
        date = date_near(view, *at)
        return (3 if date else 2), _fact(view, name, date, "institution.founded", at)
    works = _passive(view, name, _WORKS) or _passive(view, name, _IS)
    if works is not None:
        return 1, _fact(view, name, None, "institution.at_work", works)
    return 0, None


def _passive(view: View, name: Name, verb: str) -> tuple[int, int] | None:
    """The verb right after the body: "The Centre … was opened", "The Commission is functioning"."""
    found = view.words(verb, name.end, min(view.end, name.end + _NEAR))
    if not found:
        return None
    between = view.slice(name.end, found[0][0])
    names = [other for other in view.between(name.end, found[0][0], "organization") if other.acronym != name.acronym]
    if names or re.search(r"[;.]\s", between) or (verb is _FOUNDED and not _PASSIVE.search(between)):
        return None
    return found[0]


def _active(view: View, name: Name) -> tuple[int, int] | None:
    """The verb right before the body: "created the Alliance …", "the creation of the Coalition …"."""
    found = view.words(_FOUNDED, max(view.start, name.start - 45), name.start)
    if not found or not _ARTICLES.fullmatch(view.slice(found[-1][1], name.start)):
        return None
    return found[-1]


def _fact(view: View, name: Name, date: Mention | None, rule: str, anchor: tuple[int, int]) -> Fact:
    own = view.between(name.start, name.end)
    told = tuple(dict.fromkeys([*codes(name), *(code for inner in own for code in codes(inner))]))
    cities = tuple(city.code for city in view.between(name.end, view.end, "city", "country") if city.code and city.form != "adjective")
    bodies = [other.full or other.name for other in view.names if other.kind == "organization" and other.start != name.start and (other.full or other.name) != (name.full or name.name)]
    slots = {
        "name": name.full or name.name,
        "institution_kind": name.head or "organization",
        "established": edtf(date),
        "countries": told or tuple(dict.fromkeys(cities)),
        "organizations": tuple(dict.fromkeys(bodies)),
    }
    return make(view, "institution", rule, slots, anchor, (date,))


def _unnamed(view: View) -> Iterator[Fact]:
    """ "Bilateral centres with (Russia, Latvia) … have been set up": one for each partner, with no name."""
    found = _UNNAMED.search(view.text) if view.words(_FOUNDED) else None
    if found is None or not found["head"].endswith("s"):
        return
    lists = re.search(r"\bwith\b", view.text)
    if lists is None:
        return
    anchor = (view.start + found.start(), view.start + found.end())
    date = date_near(view, *anchor)
    for partner in listed(view, view.start + lists.end(), view.end):
        if partner.code and partner.code not in view.reading.home[:1]:
            slots = {
                "name": None, "institution_kind": _HEAD_CODES[found["head"][:4].lower()], "established": edtf(date),
                "countries": (*view.reading.home[:1], partner.code), "organizations": (),
            }  # fmt: skip
            yield make(view, "institution", "institution.with", slots, anchor, (date,))
