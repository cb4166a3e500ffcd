"""Programmes: named schemes and initiatives, and lists of partners "with" whom there are programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import listed
from pipelines.facts.place import lookback, own_country
from pipelines.facts.programme_names import Programme, programmes, titled
from pipelines.facts.reading import Reading, View
from pipelines.mentions.mention import Mention

# What may stand between a name and the term it has: "(2007-2013)", "for 2007-2013", "for the period of …".
_TERM = re.compile(r"[\"”»'\s]*(?:\([\w&+./-]{2,15}\))?[\"”»'\s]*(?:\((?:for\s|in\s|since\s)?|,?\s?for\s+(?:the\s+)?(?:period\s+|years\s+)?(?:of\s+)?)?\s*$")
_BOUND = re.compile(r"\b(?:by|as of|before|prior to|at)\b", re.IGNORECASE)
_FAR = 110
_MOST_BODIES = 6


def read(reading: Reading) -> Iterator[Fact]:
    """The programmes of a document: each once, where it says most (a term before none, prose before a title)."""
    best: list[tuple[int, Fact]] = []
    known: dict[str, int] = {}
    called_project = _called_project(reading)
    for view in reading.views:
        heading = view.kind == "heading"
        if not heading:
            yield from _unnamed(view)
        for found in titled(view) if heading else programmes(view):
            keys = _keys(found)
            if called_project.intersection(keys):
                continue
            fact = _fact(view, found)
            weight = 2 * bool(fact.slots["period"]) + (not heading)
            number = next((known[key] for key in keys if key in known), len(best))
            if number == len(best):
                best.append((weight, fact))
            elif weight > best[number][0]:
                best[number] = (weight, fact)
            known.update(dict.fromkeys(keys, number))
    yield from (fact for _, fact in best)


def _keys(found: Programme) -> set[str]:
    """Under what a programme is known: its name, its acronym, the name an acronym stands for."""
    keys = {re.sub(r"\s(?:programme|program|scheme|initiative)s?$", "", key) for key in (found.name.casefold(), *found.keys)}
    return {key.removesuffix("s") for key in keys | ({found.acronym.casefold()} if found.acronym else set())}


def _called_project(reading: Reading) -> set[str]:
    """What the text calls a project ("within the ABC project"), which then is no programme."""
    found: set[str] = set()
    for view in reading.views:
        for start, _ in view.words("projects.head"):
            names = [name for name in view.names if name.end == start - 1 and name.kind in ("programme", "phrase")]
            found.update(name.name.casefold().removesuffix("s") for name in names)
    return found


def _fact(view: View, found: Programme) -> Fact:
    date = _term(view, found)
    bodies = dict.fromkeys(
        name.full or name.name
        for name in view.names
        if name.kind == "organization" and not (found.start <= name.start < found.end)
    )
    slots = {
        "name": found.name,
        "acronym": found.acronym if found.acronym and found.acronym in view.reading.text else None,
        "period": edtf(date),
        "countries": _countries(view, found),
        "organizations": tuple(bodies)[:_MOST_BODIES],
    }
    anchor = (found.start, found.end)
    if found.rule == "programme.labelled":
        anchor = next(iter(view.words("programmes.announcing", found.end, view.end)), anchor)
    return make(view, "programme", found.rule, slots, anchor, (date,))


def _countries(view: View, found: Programme) -> tuple[str, ...]:
    """Whose programme it is, and the countries that the sentence, or else the lines before, speak of."""
    left, right = found.group or (found.start, found.end)
    said = dict.fromkeys(
        name.code
        for name in view.names
        if name.kind in ("country", "government") and name.code and not (left <= name.start < right)
    )
    told = found.countries
    if set(told) - {"EU"}:
        return told
    around = tuple(said) or lookback(view)
    home = own_country(view.reading)
    if home and "EU" not in view.reading.home and home not in around:
        around = (home, *around)
    return tuple(dict.fromkeys((*around, *told)))


def _term(view: View, found: Programme) -> Mention | None:
    """The time it runs: a date right after its name, one after "launched", or a span of years nearby."""
    text = view.reading.text
    for date in view.dates:
        if date.start >= found.end and date.start - found.end < 45 and _TERM.match(text[found.end : date.start]):
            return date if not _BOUND.match(text, date.start) else None
    near = date_near(view, found.start, found.end)
    if near is None or "/" not in (near.edtf or "") or near.start - found.end > _FAR:
        return None
    if found.group is not None and near.start < found.group[1]:
        return None
    lead = text[max(view.start, near.start - 8) : near.end]
    return None if _BOUND.search(lead) or near.start < found.start - 30 else near


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
