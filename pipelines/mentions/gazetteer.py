"""Names that the lexicon knows, found in one pass over the text: countries, cities, bodies, programmes."""

from __future__ import annotations

import re
from functools import cache

import ahocorasick

from pipelines.lexicon.load import lexicon
from pipelines.mentions.name import Name

# "US" is weak because of "tell US", which prose seldom shouts.
_NO_SUPPORT_NEEDED = frozenset({"US"})
_COMBINING = re.compile(r"[-–][A-Z]")
_LEAST_IN_CAPITALS = 4  # letters; what is shorter may be an acronym


@cache
def _automaton() -> ahocorasick.Automaton:
    """All known names as one automaton; where a form means several things, the last of the order below
    wins."""
    words = lexicon()
    automaton = ahocorasick.Automaton()
    for city, code in words.cities.items():
        automaton.add_word(city, (city, "city", code, (code,), None, None, None))
    for form, programme in words.programmes.items():
        if not programme.weak:
            automaton.add_word(
                form, (form, "programme", None, programme.countries, None, programme.acronym, "known")
            )
    for form, body in words.organizations.items():
        if not body.weak:
            automaton.add_word(
                form, (form, "organization", None, body.countries, body.kind, body.acronym, "known")
            )
    for form, place in words.countries.items():
        known = place.code and (not place.weak or place.form == "name" or form in _NO_SUPPORT_NEEDED)
        kind = "city" if place.form in ("capital", "government-seat") else "country"
        automaton.add_word(
            form, (form, kind if known else None, place.code or None, (), None, None, place.form)
        )
        capitals = form.upper()  # in a title: "COOPERATION WITH PERU"
        if known and form != capitals and len(form) >= _LEAST_IN_CAPITALS and capitals not in automaton:
            automaton.add_word(capitals, (capitals, kind, place.code, (), None, None, place.form))
    automaton.make_automaton()
    return automaton


def known_names(text: str) -> list[Name]:
    """The longest known names of ``text`` in order, as whole words; none overlaps another."""
    found: list[Name] = []
    size, covered = len(text), 0
    for last, (form, kind, code, countries, head, acronym, how) in _automaton().iter_long(text):
        start, end = last + 1 - len(form), last + 1
        if start < covered or (start and text[start - 1].isalnum()) or (end < size and text[end].isalnum()):
            continue
        if how == "adjective" and text[end : end + 1] == "-" and text[end + 1 : end + 2].islower():
            continue  # "Turkish-language" says nothing of Türkiye
        covered = end
        if kind is None and code and form[-1] == "o" and _COMBINING.match(text, end):
            kind = "country"  # "Franco-Peruvian", but not "Franco"
        if kind is not None:
            found.append(Name(kind, start, end, form, code, countries, head, acronym, how))
    return found
