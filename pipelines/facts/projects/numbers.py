"""The numbers of projects that stand apart from their names: grant agreements, EUREKA's own."""

from __future__ import annotations

import re

from pipelines.facts.fact import Fact
from pipelines.facts.projects.fact import project
from pipelines.facts.reading import View

_GA = re.compile(r"\((?:GA|[Gg]rant\s[Aa]greement)\s?(?:[Nn]o\.?|[Nn]umber|#)?\s?(\d{5,9})\b")
EUREKA = re.compile(r"\bE!\s?\d{2,5}\b")
_IS = re.compile(r"\s(?:is|was)\s(?:the\s|called\s)?")


def numbered(view: View, found: list[Fact]) -> list[Fact]:
    """The projects of a sentence, each with the number that the sentence gives it somewhere."""
    return _of_eureka(view, _with_number(view, _one(found)))


def _with_number(view: View, found: list[Fact]) -> list[Fact]:
    """``found`` with the number that the sentence gives its only project: "… under H2020 (GA 821999)"."""
    if len(found) != 1 or found[0].slots["code"] or (number := _GA.search(view.text)) is None:
        return found
    return [found[0]._replace(slots={**found[0].slots, "code": number[1]})]


def _of_eureka(view: View, found: list[Fact]) -> list[Fact]:
    """``found`` with EUREKA's number, where one stands in the sentence by itself: "E! 45 paid …"."""
    code = EUREKA.search(view.text) if "E!" in view.text else None
    if code is None or any(fact.slots["code"] for fact in found):
        return found
    wording = " ".join(code[0].split())
    if found:
        slots = {**found[0].slots, "code": wording, "funder": found[0].slots["funder"] or "Eureka"}
        return [found[0]._replace(slots=slots), *found[1:]]
    span = (view.start + code.start(), view.start + code.end())
    said = _IS.match(view.reading.text, span[1], view.end)
    start = said.end() if said else span[1] + 1
    name = next(
        (name for name in view.names if name.start == start and name.kind not in ("country", "city")), None
    )
    fact = project(view, wording, name.called if name else None, span, "project.coded")
    return [fact._replace(slots={**fact.slots, "funder": "Eureka"})]


def _one(found: list[Fact]) -> list[Fact]:
    """``found`` with a code alone and a title alone made one: "The HILLS project … under grant no. 12345"."""
    codes = [fact for fact in found if fact.slots["code"] and not fact.slots["title"]]
    titles = [fact for fact in found if fact.slots["title"] and not fact.slots["code"]]
    if len(found) != 2 or len(codes) != 1 or len(titles) != 1:
        return found
    code, title = codes[0], titles[0]
    slots = {slot: title.slots[slot] or value for slot, value in code.slots.items()}
    mentions = tuple(dict.fromkeys((*title.mentions, *code.mentions)))
    return [title._replace(slots=slots, mentions=mentions)]
