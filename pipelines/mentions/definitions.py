"""Names that the text itself says what they are: "BioNet is a pan-African bioinformatics network".

A capitalised phrase without a head of its own takes the kind that its definition gives it, wherever it stands
in the text: "BioNet" is an organisation (a network) from then on and before. So does a programme of the
lexicon that the text calls an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.mentions.heads import head_words
from pipelines.mentions.name import Name

_COPULA = re.compile(
    r"(?:\s\([^)]{1,160}\))?(?:,\s[^.;:]{3,120}?,)?"
    r"\s(?:is|are|was|were|has been)\s(?:an?|the|one of the|now an?|also an?)\s"
)
_ALSO = re.compile(
    r"(?:\s\([^()]*\))?,?\s(?:which\sis\s)?(?:(?:commonly|also|better|generally|usually|otherwise|often|widely|formerly|now)\s)?"
    r"(?:known|referred\sto)(?:\ssimply)?\sas\s(?:the\s)?['\"“]?"
)
_ALIAS = 90  # letters between a name and the other one
_WORD = re.compile(r"\d[\d.,]*\d|[\w'’-]+|[^\w\s]")
_STOPS = frozenset(
    ("of", "for", "to", "in", "on", "with", "by", "that", "which", "who", "at", "from", "and", "is")
)
_BREAKS = frozenset(".,;:")
_REACH = 9
_ORGANIZATION = ("organization", "organization")
_KINDS = ("organization", "programme", "project")


def define(text: str, names: Sequence[Name]) -> list[Name]:
    """``names``, phrases given the kind that the text defines them by."""
    found: dict[str, tuple[str, str]] = {}
    for name in names:
        if _open(name):
            kind = _defined(text, name)
            if kind is not None and (name.kind == "phrase" or kind == _ORGANIZATION):
                found[name.name] = kind
                if name.acronym:
                    found[name.acronym] = kind
    if found:
        names = [
            replace(name, kind=found[name.name][0], head=found[name.name][1])
            if name.name in found and _open(name)
            else name
            for name in names
        ]
    return _with_aliases(text, names)


def _with_aliases(text: str, names: Sequence[Name]) -> list[Name]:
    """``names``, those that the text says are another one's: "the Society for …, also known as the Ring"."""
    called: dict[str, str] = {}
    for name, other in pairwise(names) if " as " in text else ():
        bodies = name.kind == other.kind == "organization" and name.form != "known"
        if not bodies or other.start - name.end > _ALIAS or not _ALSO.fullmatch(text, name.end, other.start):
            continue
        alias, plain = (name, other) if other.form == "known" else (other, name)  # the known one is its name
        called[alias.name] = plain.name
        if alias.acronym:
            called[alias.acronym] = plain.name
    if not called:
        return list(names)
    return [
        replace(name, full=called[name.name]) if name.name in called and name.kind == "organization" else name
        for name in names
    ]


def _open(name: Name) -> bool:
    """Whether the text may say what ``name`` is: a phrase, or a known programme (it may be a body's name)."""
    return (name.kind == "phrase" and name.head is None) or (
        name.kind == "programme" and name.form == "known"
    )


def _defined(text: str, name: Name) -> tuple[str, str] | None:
    """The kind and code of the noun that ``name`` is said to be, where it is said right after it."""
    copula = _COPULA.match(text, name.end)
    if copula is None:
        return None
    heads = head_words()
    last: tuple[str, str] | None = None
    for count, word in enumerate(_WORD.finditer(text, copula.end(), copula.end() + 120)):
        lower = word[0].lower()
        # "a multi-year, regional programme": a comma before the noun parts adjectives.
        stops = lower in _STOPS or (lower in _BREAKS and (lower != "," or last is not None))
        if stops or count > _REACH or (last is not None and lower.endswith(("ing", "ed"))):
            break
        head = heads.get(lower)
        # "a Python package", "a modular framework": of programmes only what is always one
        tells = head is not None and head[0] in _KINDS and (head[2] or head[0] == "organization")
        last = (head[0], head[1]) if head is not None and tells else None
    return last
