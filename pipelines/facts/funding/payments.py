"""The sides of a payment: what the text calls them, their countries, and the words that stand in no name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.facts.home import codes
from pipelines.facts.reading import View
from pipelines.lexicon.load import lexicon
from pipelines.mentions.name import Name
from pipelines.mentions.triggers import Span

KINDS = ("country", "government", "organization", "person", "phrase")
_PREPOSITION = re.compile(
    r"\b(?:of|to|with|in|for|at|under|on|between|among|through|into|via|from|by)\s+"
    r"(?:the\s+|its\s+|a\s+|an\s+)?(?:(?:Prof|Dr|Mr|Mrs|Ms|Ing)\.?\s+){0,2}\Z",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:and|&)\s(?:the\s)?")
_BY = re.compile(r"\bby\s(?:the\s)?\Z")
_AFTER_ADJECTIVE = re.compile(
    r"\s+(?:side|government|authorities|partners?|teams?|part|party|delegation)\b|"
    r"(?:\s+[a-z-]+){1,2}?(?=\s+(?:have|has|had|were|was|are|is|can|may|would|won|received|will|led|headed|in|at|to|for|by|from|with|of|over|under|each|per|who|that|which|and|through|working|studying)\b|[,.;)]|\s\(|\Z)"
)
GENITIVE = re.compile(r"['’]s?\s")  # "Peru's Fund", "the Philippines' Fund"
_RULES = re.compile(r"(?:President|Prime Minister|Vice President|King|Chancellor)\b")
_SHORT = re.compile(r"(?:[A-Z]\.?){2,4}")


class Side(NamedTuple):
    """One side of a payment: what the text calls it, and its countries."""

    title: str
    countries: tuple[str, ...] = ()


def is_remark(view: View, name: Name) -> bool:
    """Whether a name is only the acronym of the one before it."""
    before = view.slice(max(view.start, name.start - 2), name.start)
    return before.endswith("(") and view.slice(name.end, name.end + 1) == ")"


def subordinate(view: View, name: Name) -> bool:
    """Whether a preposition stands right before ``name``, or before what it is joined to by "and"."""
    if _PREPOSITION.search(view.slice(max(view.start, name.start - 24), name.start)) is not None:
        return True
    before = next((each for each in reversed(view.names) if each.end < name.start), None)
    joined = before is not None and _JOINED.fullmatch(view.slice(before.end, name.start)) is not None
    by = (
        joined
        and before is not None
        and _BY.search(view.slice(max(view.start, before.start - 12), before.start))
    )
    return bool(by)


def said(view: View, label: str, start: int, end: int) -> list[Span]:
    """The words of class ``label`` in ``[start, end)`` that stand in no name ("the Research Fund" funds
    nothing).
    """
    found = view.words(label, start, end)
    return [span for span in found if not any(name.start <= span[0] < name.end for name in view.names)]


def first_said(view: View, label: str, start: int, end: int) -> int | None:
    """Where the first word of class ``label`` in ``[start, end)`` begins."""
    found = said(view, label, start, end)
    return found[0][0] if found else None


def last_said(view: View, label: str, start: int, end: int) -> int | None:
    """Where the last word of class ``label`` in ``[start, end)`` begins."""
    found = said(view, label, start, end)
    return found[-1][0] if found else None


def side_of(view: View, names: Sequence[Name]) -> Side:
    """``names`` as one side: what they are called, joined by "and", and their countries."""
    titles = dict.fromkeys(_title(view, name) for name in names)
    found = dict.fromkeys(code for name in names for code in _codes(view, name))
    return Side(" and ".join(titles), tuple(found))


def _title(view: View, name: Name) -> str:
    """How a giver or receiver is named: a body in full, an official as the state spoken for."""
    person = next((person for person in view.people if person.name == name), None)
    if person is not None:
        code = person.country or (view.reading.home[0] if view.reading.home else None)
        if code and person.role and (person.country or _RULES.match(person.role)):
            return lexicon().country_names.get(code, name.name)
        return name.name
    if name.kind == "country" and name.form == "adjective":
        noun = _AFTER_ADJECTIVE.match(view.reading.text, name.end, view.end)
        return name.name + (noun[0] if noun else "")
    if name.kind == "country" and name.code and _SHORT.fullmatch(name.name):
        return lexicon().country_names.get(name.code, name.name)  # "EU", "US", "U.K."
    if name.is_state or (name.kind == "phrase" and not (name.head or name.full or name.acronym)):
        return name.name
    if view.slice(name.end, name.end + 3) == "'s ":
        owned = next((other for other in view.names if other.start == name.end + 3), None)
        if owned is not None and owned.kind in ("organization", "phrase"):
            return view.slice(name.start, owned.end)
    meant = view.reading.meant(name)
    return meant.called


def _codes(view: View, name: Name) -> tuple[str, ...]:
    person = next((person for person in view.people if person.name == name), None)
    if person is not None:
        return (person.country,) if person.country else ()
    found = codes(name)
    if not found and name.kind in ("organization", "phrase"):  # "Kenya's Research Fund"
        owner = next((each for each in view.names if 0 < name.start - each.end <= len("'s ")), None)
        if owner is not None and owner.code and GENITIVE.fullmatch(view.slice(owner.end, name.start)):
            return (owner.code,)
    return found
