"""Whose programme it is, and the countries that take part, by its name, its sentence and the lines before."""

from __future__ import annotations

import re

from pipelines.facts.home import codes
from pipelines.facts.place import at_home, both_countries, lookback, own_country
from pipelines.facts.programmes.programme import Programme
from pipelines.facts.reading import View
from pipelines.mentions.name import Name

_TOGETHER = re.compile(r"\b(?:[Tt]ogether|[Aa]long|[Jj]ointly)\swith\b")
_PAIR = 2  # two countries named: whose programme it is, is said
_OF_BODIES = re.compile(
    r"(?:\s(?:scheme|programme|program|initiative|fellowship)s?)?(?:\s\([^)]*\))?,?\s(?:(?:was\s|is\s)?(?:[a-z]+\s)?(?:run|offered|funded|launched|managed)\s(?:jointly\s)?by|of|between|by)\s[^.;:]{5,160}"
)
_OWNED = re.compile(r"['’]s?\s(?:own\s)?")


def countries(
    view: View, found: Programme, others: list[Programme], described: bool = False
) -> tuple[str, ...]:
    """Whose programme it is, and the countries that the sentence, or else the lines before, speak of.

    What a description (``described``) says of them is added to what the name tells.
    """
    both = at_home(view.reading) if both_countries(view.reading) else ()
    if found.countries and not described:
        if len(both) == _PAIR and set(found.countries) < set(both):
            return both  # "the Lima Fellowship Program" on a page about two countries' cooperation
        return tuple(dict.fromkeys((*found.countries, *(code for code in found.owners if code == "EU"))))
    if found.body is not None:
        return tuple(dict.fromkeys((*codes(found.body), *found.owners)))
    inside = [each.group or (each.start, each.end) for each in others]
    said: dict[str, None] = {}
    for name in view.names:
        if name.is_state and name.code:
            if not any(left <= name.start < right for left, right in inside):
                said[name.code] = None
        elif name.kind == "organization" and (name.countries == ("EU",) or _partner(view, name)):
            said.update(dict.fromkeys(codes(name)))
    owner = None if described else _possessor(view, found.start)
    if owner is not None and owner != "EU":
        return tuple(dict.fromkeys((owner, *said, *found.owners)))
    around = tuple(said) or lookback(view)
    few = _TOGETHER.search(view.text) is not None  # "Together with Peru and Chile, it takes part in …"
    home = own_country(view.reading) if few or len([code for code in said if code != "EU"]) < _PAIR else None
    if len(both) == _PAIR and len(said) < _PAIR:
        around = (*both, *around)
    elif home and "EU" not in view.reading.home and home not in around:
        around = (home, *around)
    return tuple(dict.fromkeys((*found.countries, *around, *found.owners))) or _run_by(view, found)


def _run_by(view: View, found: Programme) -> tuple[str, ...]:
    """The countries of the bodies whose programme it is by the words right behind it, where they are two:
    "the X scheme of the Academy of Peru and the University of Oslo"."""
    whose = _OF_BODIES.match(view.reading.text, found.end, view.end)
    bodies = view.between(found.end, whose.end(), "organization") if whose is not None else []
    states = tuple(dict.fromkeys(code for body in bodies for code in codes(body)))
    return states if len(states) == _PAIR else ()


def _possessor(view: View, start: int) -> str | None:
    """The state whose programme it is by the words right before it: "Japan's MIRAI programme"."""
    before = next(
        (name for name in view.names if name.kind == "country" and name.end <= start <= name.end + 5), None
    )
    return before.code if before is not None and _OWNED.fullmatch(view.slice(before.end, start)) else None


def _partner(view: View, name: Name) -> bool:
    """Whether the sentence says that something is "with" the body; a foundation stands for no country."""
    return name.head != "fund" and view.slice(max(view.start, name.start - 10), name.start).removesuffix(
        "the "
    ).endswith(" with ")
