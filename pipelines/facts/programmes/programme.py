"""What all rules for programmes share: the heads, what a name tells, and where a programme is named."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.facts.home import codes
from pipelines.facts.reading import View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.name import Name

HEAD, HEADS = "programmes.head", "programmes.heads"
HEAD_WORD = rf"(?:{alternation('programmes', 'head')})"
# What a head in small letters is said to be for: "… on small rivers", up to the verb.
COMPLEMENT = re.compile(
    r"\s+(?:on|for|to|in|of)\s+(?:(?!\b(?:which|that|is|was|has|have|"
    r"will|aims|aimed|were|are|where|who|[a-z]+ed\s(?:the|a|an|in|"
    r"by|[a-z]+s|[A-Z]\w+))\b)[^,.;:()\"”“])"
    r"{3,90}(?=[,.;:()]|\s(?:which|that|is|was|has|have|will|aims|aimed|were|are|where|who|[a-z]+ed)\b|$)"
)
_APART = re.compile(r"[\s/-]+")
_HYPHENED = re.compile(r"[A-Za-z]-(?:wide|based|level|wise|year)$")
_SHORT = 4
_FEWEST = 3  # capitalised words of a name that common words make
_THE = re.compile(r"\b(?:[Tt]he|[Ii]ts)\s$")
_WHOSE = re.compile(r"(?:\s(?:scheme|programme|program|initiative))?\s(?:of|at|by|run\sby)\s(?:the\s)?")
_NAMING_LINKS = frozenset({" of ", " for ", " on "})
_SUBORDINATE = re.compile(r"\s(?:of|for|on|in|to|under|at|with|against|from)\s")


class Programme(NamedTuple):
    """One place where a programme is named; ``rule`` says how. ``group`` spans the list it stands in,
    ``body`` is who offers it by the heading above.

    ``countries`` are those in its name, ``owners`` whose the lexicon says it is.
    """

    start: int
    end: int
    name: str
    rule: str
    acronym: str | None = None
    keys: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    group: tuple[int, int] | None = None
    body: Name | None = None


def has_head(view: View) -> bool:
    return HEAD in view.holds or HEADS in view.holds


_DEGREES = word_set("programmes", "degrees")


def generic(wording: str) -> bool:
    """Whether ``wording`` says only of what sort a programme is ("R&D", "Joint", "New", "Asian")."""
    sorts = word_set("programmes", "sorts", "head", "heads")
    words = [word.lower() for word in _APART.split(wording.replace(" & ", "&")) if word]
    words = [word for word in words if not word.isdigit() and word.rstrip(".") not in _DEGREES]
    short = len(words) <= _SHORT  # "Programmes of Cooperation" names none
    return all(
        word in sorts or not word[0].isalnum() or (short and word in ("of", "for", "and")) for word in words
    )


def adjective(wording: str) -> bool:
    """Whether ``wording`` is one word that describes: "Nordic", "Europe-wide"."""
    if " " in wording or (len(wording) > 2 and wording.isupper()):
        return False
    return (
        wording.lower().endswith(("an", "ic", "al", "ish", "ese", "ous"))
        or _HYPHENED.search(wording) is not None
    )


def keys_of(name: Name) -> tuple[str, ...]:
    known = lexicon().programmes.get(name.name)
    return tuple(key.casefold() for key in (name.full, name.acronym, known.name if known else None) if key)


def told(view: View, start: int, end: int) -> tuple[str, ...]:
    """The countries that stand in the name itself."""
    inner = [each for name in view.between(start, end) for each in (name, *name.nested)]
    codes = [name.code for name in inner if name.is_state and name.code]
    return tuple(dict.fromkeys(code for code in codes if code != "EU"))


def owners(name: Name) -> tuple[str, ...]:
    """Whose programme it is by the lexicon; of an unknown name, what known names in it tell."""
    return name.countries


def definite(view: View, start: int, end: int) -> bool:
    """Whether a name of common words is one programme's: "the International Science Programme at …"."""
    text = view.reading.text
    if sum(1 for word in text[start:end].split() if word[0].isupper()) < _FEWEST:
        return False
    return (
        _THE.search(text, max(view.start, start - 5), start) is not None
        and _body_after(view, end) is not None
    )


def owned_by(view: View, name: Name) -> tuple[str, ...]:
    """The countries of the body right behind ``name``: "the X Programme at the Academy of Lima"."""
    body = _body_after(view, name.end)
    return codes(body) if body is not None else ()


def _body_after(view: View, end: int) -> Name | None:
    whose = _WHOSE.match(view.reading.text, end, view.end)
    at = whose.end() if whose is not None else -1
    return next((name for name in view.names if name.start == at and name.kind == "organization"), None)


def ends_in_head(wording: str) -> bool:
    """Whether the head ends a name or its part before "of", "for": "Seed Grants for Towns"; of plain
    "Fellowships in Lima" it is no name's."""
    link = _SUBORDINATE.search(wording)
    first = wording[: link.start()] if link else wording
    if link and link[0] not in _NAMING_LINKS and generic(first):
        return False
    words = first.casefold().split()
    heads = lexicon().programme_heads
    ends = {words[-1], words[-1].removesuffix("s"), " ".join(words[-2:])}
    return len(wording.split()) > 1 and (any(word in heads for word in ends))


def has_head_word(wording: str) -> bool:
    """Whether any word of ``wording`` is a programme's head."""
    heads = lexicon().programme_heads
    return any(word in heads or word.removesuffix("s") in heads for word in wording.casefold().split())
