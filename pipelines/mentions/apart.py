"""A person's name parted from that of a body behind it, where capitals run through both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.candidates import MOST_WORDS, WORD, is_blocked
from pipelines.mentions.name import Name
from pipelines.mentions.name_words import is_body_word, office_words
from pipelines.mentions.title_words import is_title

_SUBJECTS = word_set("person_names", "subjects")
_OF = re.compile(r" (?:of|from|at) (?:the )?")


def apart(text: str, names: Sequence[Name]) -> list[Name]:
    """``names`` with a person parted from the body behind: "Professor Ana Souza | of the University of …"."""
    found: list[Name] = []
    for number, name in enumerate(names):
        at = (
            _border(text, name)
            if name.kind in ("organization", "role", "phrase") and " of " in name.name
            else None
        )
        if at is None:
            found.append(name)
            continue
        front, back = name.start + at[0], name.start + at[1]
        kind = "role" if name.kind == "role" else "phrase"
        found.append(Name(kind, name.start, front, text[name.start : front]))
        inner = tuple(each for each in name.nested if each.start >= back)
        head = lexicon().org_heads.get(text[back : name.end].split()[0])
        behind = names[number + 1] if number + 1 < len(names) else name
        place = behind.kind in ("city", "country") and behind.start == name.end + 1
        if place and text[back : name.end].endswith(" of"):
            name, inner = replace(name, end=behind.end), (*inner, behind)  # "the University of | Porto"
        body = replace(name, kind="organization", start=back, name=text[back : name.end], nested=inner)
        found.append(replace(body, head=head.kind if head is not None else None))
    return found


def _border(text: str, name: Name) -> tuple[int, int] | None:
    """Where in a body's name a person's ends and the body's begins, counted from its start; None for most."""
    first_word = name.name[: name.name.find(" ")]
    if is_body_word(first_word) and not is_title(first_word) and first_word.lower() not in office_words():
        return None  # "Ministry of …", as most
    found = _OF.search(name.name)
    if found is None or text[name.start : name.end] != name.name:
        return None
    words = list(WORD.finditer(text, name.start, name.start + found.start()))
    first = 0
    while first < len(words) and (is_title(words[first][0]) or _of_office(words[first][0].lower())):
        first += 1
    titled, words = first > 0, words[first:]
    if not words or len(words) > MOST_WORDS or (len(words) < 2 and not titled):
        return None
    body = name.name[found.end() :].split()
    if any(is_blocked(name, word, word[0]) for word in words) or not (
        any(map(is_body_word, body)) or (len(body) == 1 and body[0].isupper())  # "of UNESCO"
    ):
        return None
    return found.span()


def _of_office(word: str) -> bool:
    return word in office_words() or word in lexicon().role_modifiers or word in _SUBJECTS
