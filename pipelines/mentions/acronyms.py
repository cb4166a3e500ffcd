"""Acronyms that a text gives in brackets behind the names they are short for: "Science Fund (SF)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick

from pipelines.mentions.name import Name
from pipelines.mentions.runs import Piece

_ACRONYM = re.compile(
    r"\(\s?[\"“']?([a-z]{0,2}[A-Z][\w&+./-]{1,14}(?: [A-Z]{2,8}){0,2})[\"”']?\s?(?:[;,][^)]{0,60})?\)"
)
_WORD_BEFORE, _WORD_GOES_ON = re.compile(r"[\w-]"), re.compile(r"\w")


def given_in(text: str) -> dict[int, re.Match[str]]:
    """What stands in brackets and is shaped like an acronym (group 1), by where its bracket opens."""
    return {found.start(): found for found in _ACRONYM.finditer(text)}


def places(text: str, bracketed: Iterable[str]) -> list[Name]:
    """Every place where an acronym stands that the text gives in brackets somewhere."""
    given = {word for word in bracketed if sum(map(str.isupper, word)) > 1}
    if not given:
        return []
    anywhere = ahocorasick.Automaton()
    for acronym in given:
        anywhere.add_word(acronym, acronym)
    anywhere.make_automaton()
    spans = [(last + 1 - len(acronym), last + 1) for last, acronym in anywhere.iter(text)]
    return [
        Name("alias", start, end, text[start:end])
        for start, end in spans
        if not _WORD_GOES_ON.match(text, end) and not (start and _WORD_BEFORE.match(text, start - 1))
    ]


def spells(piece: Piece, acronym: str) -> bool:
    """Whether the capitals of ``acronym`` are initials of ``piece``'s words in order, from its first on."""
    initials = iter(
        part[0].upper() for token in piece if not token.small for part in token.text.split("-") if part
    )
    letters = [letter for letter in acronym if letter.isupper()]
    begins = piece[0].text[0].upper() == letters[0] if letters else False
    return begins and all(letter in initials for letter in letters)


def stands_for(acronym: str, name: str) -> bool:
    """Whether ``acronym`` can be short for ``name``: it is mostly capitals and begins as one of the words
    does."""
    if sum(map(str.isupper, acronym)) < 2:
        return False
    own = acronym.partition("-")[0]
    if own != acronym and own[1:].islower() and own not in name:
        return False  # "… Research Infrastructure Consortium (Instruct-ERIC)" is one of several
    initials = {word[0].lower() for word in re.split(r"[\s-]+", name) if word}
    capital = next(letter for letter in acronym if letter.isupper())  # "eSC", "sFRI"
    return not initials.isdisjoint((acronym[0].lower(), capital.lower()))
