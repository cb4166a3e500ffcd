"""Projects: identified by a code, a quoted title, or a name before the word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import parties
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import alternation
from pipelines.mentions.runs import UPPER

_TITLED = re.compile(
    r"\bprojects?\b[\s,:–-]*(?:№|#|No\.?\s*)?(?P<code>[A-Z]{1,6}[-/ ]?\d[\w/.-]*)?\s*(?:entitled|titled|called|named|on)?[\s,:–-]*"
    r"[\"“«„](?P<title>[^\"”»]{3,200})[\"”»]", re.IGNORECASE
)  # fmt: skip
_CODED = re.compile(r"\b[Pp]rojects?\b\s*(?:№|#|No\.?\s*)(?P<code>[A-Z]{0,6}[-/]?\d[\w/-]*)")
_NAMED_AFTER = re.compile(rf"(?:\s*\([{UPPER}][\w&-]+\))?[\"'”’»]?\s+{alternation('projects', 'head', 'heads')}\b")
_FUNDED = re.compile(r"\b(?:funded|financed|supported|sponsored)\s+by\s+(?:the\s+)?", re.IGNORECASE)


def read(reading: Reading) -> Iterator[Fact]:
    """The projects of a document, each code or title once."""
    seen: set[str] = set()
    for view in reading.views:
        for fact in (*_titled(view), *_named(view)):
            key = str(fact.slots["code"] or fact.slots["title"]).casefold()
            if key not in seen:
                seen.add(key)
                yield fact


def _titled(view: View) -> Iterator[Fact]:
    """ "Project #AB-12 “Title”", with or without code."""
    found = None
    for found in _TITLED.finditer(view.text):
        span = (view.start + found.start(), view.start + found.end())
        yield _fact(view, found["code"], found["title"].strip(), span, "project.titled")
    if found is None:
        for coded in _CODED.finditer(view.text):
            span = (view.start + coded.start(), view.start + coded.end())
            yield _fact(view, coded["code"], None, span, "project.coded")


def _named(view: View) -> Iterator[Fact]:
    """A capitalised name right before "project": "the … (LOTUS) project"."""
    for name in view.names:
        if name.kind == "project" or (name.kind == "phrase" and not name.head and _NAMED_AFTER.match(view.reading.text, name.end, view.end)):
            if len(name.name) > 2:
                yield _fact(view, None, name.name, (name.start, name.end), "project.named")


def _fact(view: View, code: str | None, title: str | None, anchor: tuple[int, int], rule: str) -> Fact:
    after = view.between(anchor[1], view.end, "organization")
    funded = _FUNDED.search(view.reading.text, anchor[1], view.end)
    funder = next((each.name for each in view.between(funded.end(), view.end) if each.start - funded.end() < 3), None) if funded else None
    date = date_near(view, *anchor) if rule != "project.named" else None
    slots = {
        "code": code,
        "title": title,
        "organizations": tuple(dict.fromkeys(name.name for name in after if name.name != funder)) if rule != "project.named" else (),
        "countries": view.states(anchor[0], view.end) or tuple(each.code for each in parties(view, view.start, view.end) if each.code),
        "funder": funder,
        "period": edtf(date),
    }
    return make(view, "project", rule, slots, anchor, (date,), status="actual")
