"""Which countries and bodies a statement is about, where its sentence does not say so itself too."""

from __future__ import annotations

import re

from pipelines.facts.home import codes
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.load import lexicon
from pipelines.mentions.name import Name

# An organisation of many countries, of none in particular; but where it is seated may be told.
_WIDE = re.compile(
    r"\b(?:(?i:international|global|world(?:-?wide)?|pan[- ]\w+|intergovernmental|multinational)|"
    r"ERIC|Europe|European|Africa|African|Asia|Asian|Arab|Mediterranean|Pacific|Latin\sAmerican)\b"
)
_LINES = 3
# From a subject to what it has: "has got such", "set up", "carries out several".
_HAS = re.compile(r"(?:'s)?\s(?:[a-z]+\s){0,5}")
_BY = re.compile(r"\b(?:by|in)\s(?:the\s)?$")


def is_wide(name: str) -> bool:
    """Whether a body's name says that it is of no one country: "European", "a pan-African network"."""
    return _WIDE.search(name) is not None


def of_no_country(reading: Reading) -> bool:
    """Whether the page is about a body of many countries: those it speaks of are not its own."""
    topic = reading.topic
    if topic is None or topic.kind != "organization" or topic.countries or topic.nested:
        return False
    return topic.form == "known" or is_wide(topic.called)


def own_country(reading: Reading) -> str | None:
    """The page's own country; None where only bodies of that country are named, never the country itself."""
    if not reading.home:
        return None
    home = reading.home[0]
    if reading.document.country == home:
        return home
    return home if _spoken(reading, home) else None


def both_countries(reading: Reading) -> tuple[str, ...]:
    """The two countries that the page is about, where it is about two and speaks of both by name."""
    two = len(reading.home) == 2 and "EU" not in reading.home
    return reading.home if two and all(_spoken(reading, code) for code in reading.home) else ()


def at_home(reading: Reading) -> tuple[str, ...]:
    """The page's own country, or both where its title says that it is about two; none where it is about a
    body of many countries."""
    if of_no_country(reading) and reading.document.country is None:
        return ()
    home = reading.home
    return home if len(home) == 2 and reading.titled_states.issuperset(home) else home[:1]


def _spoken(reading: Reading, code: str) -> bool:
    return code in reading.named_states


def whose(view: View, start: int, end: int) -> tuple[str, ...]:
    """The country that has what ``[start, end)`` names: the clause's subject, after "by", else the page's."""
    for name in reversed(view.between(view.start, start, "country", "government")):
        if name.form != "adjective" and _HAS.fullmatch(view.slice(name.end, start)) and name.code:
            return (name.code,)
    for name in view.between(end, view.end, "country", "government"):
        if name.code and _BY.search(view.slice(max(view.start, name.start - 10), name.start)):
            return (name.code,)
    return view.reading.home[:1]


def lookback(view: View) -> tuple[str, ...]:
    """The countries of the last sentence of the paragraph before ``view`` that names any."""
    before = view.previous
    for _ in range(_LINES):
        if before is None:
            return ()
        found: dict[str, None] = {}
        for name in before.names:
            if name.is_state and name.code:
                found[name.code] = None
            elif name.kind in ("organization", "programme") and codes(name) == ("EU",):
                found["EU"] = None
        if found:
            return tuple(found)
        before = before.previous
    return ()


def bodies(view: View, start: int, end: int, without: str | None = None) -> tuple[str, ...]:
    """The organisations named in ``[start, end)`` by their full names, each once, ``without`` left out."""
    found: dict[str, str] = {}
    for name in view.names:
        if name.kind == "organization" and start <= name.start and name.end <= end:
            found.setdefault(canonical(name), title(view.reading, name))
    return tuple(body for body in found.values() if body != without)


def canonical(name: Name) -> str:
    """Under what a body is known: the full name that the text or the lexicon gives its acronym."""
    called = name.called
    known = lexicon().organizations.get(called)
    return (known.name if known else called).casefold()


def title(reading: Reading, name: Name) -> str:
    """The name to keep: what the text says an acronym stands for, in brackets or not."""
    if name.full:
        return name.full
    known = lexicon().organizations.get(name.name)
    return (
        known.name
        if known is not None and known.acronym == name.name and reading.says(known.name)
        else name.name
    )


def states(view: View, start: int, end: int) -> tuple[str, ...]:
    """The countries that ``[start, end)`` names, those of bodies and cities too; no programme's owner."""
    inner = [
        name for name in view.names if start <= name.start and name.end <= end and name.kind != "programme"
    ]
    return tuple(dict.fromkeys(code for name in inner for code in codes(name)))
