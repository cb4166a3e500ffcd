"""A body that a sentence speaks of, as the rules of institutions see it."""

from __future__ import annotations

from typing import NamedTuple

_NOUN_KINDS = {
    "centre": ("cent", "hub", "technopark", "incubator"),
    "laboratory": ("lab", "observ", "station", "synchr", "telesc", "collid", "accel", "light", "neutron"),
    "commission": ("comm", "coun", "working"),
    "network": ("netw", "consort", "alliance", "platform"),
    "university": ("univ", "college"),
    "fund": ("fund", "foundation", "bank"),
    "other": ("office", "campus", "contact", "information point", "chair", "node"),
}


class Body(NamedTuple):
    """A body at ``[start, end)``; ``key`` is under what it is known in the document.

    ``proper``: a name of its own (not only "a joint laboratory"); ``subject``: meant by "it" or "the centre".
    """

    start: int
    end: int
    name: str | None
    kind: str
    key: str
    countries: tuple[str, ...] = ()
    proper: bool = True
    subject: bool = False
    known: bool = False
    phrase: bool = False
    noun: str | None = None


def kind_of(noun: str) -> str:
    """The contract's code for a noun that says what a body is ("laboratories" → ``laboratory``)."""
    word = noun.casefold()
    return next((kind for kind, stems in _NOUN_KINDS.items() if word.startswith(stems)), "organization")
