"""Who is told once in full is known by the surname, or by initials and surname, from there on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.mentions.candidates import Candidate, is_number
from pipelines.mentions.name import Name
from pipelines.mentions.person import Person, plain


def known_again(candidates: Sequence[Candidate], found: dict[int, Person]) -> None:
    """Add to the persons ``found``, by the number of their candidate, the second mentions of each, and give
    every mention the full name."""
    if not found:
        return
    _found_in_full(candidates, found)
    known: dict[str, str] = {}
    first: dict[str, str] = {}
    for index in sorted(found, key=lambda each: ("." in found[each].name.name, each)):
        full = found[index].name.name
        if candidates[index].words > 1 and not is_number(full.split()[-1]):
            first.setdefault(plain(full.split()[0]), full)
            known.setdefault(plain(full.split()[-1]), full)
            known.setdefault(plain(" ".join(full.split()[-2:])), full)
            known.setdefault(plain(full), full)
    for index, candidate in enumerate(candidates):
        full = _by_surname(candidate, known) or known.get(plain(candidate.text), "")
        if not full and candidate.words == 1 and index in found:
            full = first.get(plain(candidate.text), "")  # "Minister Lee" is Lee Min-ho
        if not full or (full == candidate.text and index in found):
            continue
        name = Name("person", candidate.start, candidate.end, candidate.text, full=full)
        person = found.get(index, Person(name, candidate.lead, candidate.end))
        if candidate.words < 3 or full == candidate.text:
            found[index] = replace(person, name=name)


def _found_in_full(candidates: Sequence[Candidate], found: dict[int, Person]) -> None:
    """Add to ``found`` who is told elsewhere by title and surname alone: "Vijay Rao", then "Minister Rao"."""
    alone = {plain(found[index].name.name) for index in found if candidates[index].words == 1}
    if not alone:
        return
    for index, candidate in enumerate(candidates):
        whole = candidate.whole and not candidate.doubtful and 1 < candidate.words < 4
        if whole and index not in found and plain(candidate.text.split()[-1]) in alone:
            name = Name("person", candidate.start, candidate.end, candidate.text)
            found[index] = Person(name, candidate.lead, candidate.end)


def _by_surname(candidate: Candidate, known: Mapping[str, str]) -> str:
    """The full name behind initials and a surname: "A. Karim" of "Anvar Karim"."""
    if not candidate.initialed:
        return ""
    full = known.get(plain(re.split(r"[ .]", candidate.text)[-1]), "")
    return full if full[:1] == candidate.text[:1] and "." not in full else ""
