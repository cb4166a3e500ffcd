"""Who pays for a project: named after the title, before the word, or in what it is said to be."""

from __future__ import annotations

import re

from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.name import Name

HEAD, HEADS = "projects.head", "projects.heads"
_FUNDED = re.compile(rf"\b{alternation('projects', 'funding')}\s*:?\s*(?:the\s+|an?\s+)?", re.IGNORECASE)
_PAID = re.compile(r"[-\s](?:co-)?(?:funded|financed|supported|sponsored)")
_MONEY_OR_BODY = 6
_WORD = re.compile(r"\s?(?:\([^)]*\)\s?)?(?:[a-z]+\s)?projects?\b")
_JOINED = re.compile(r"(?:\s\([^()]{2,40}\))?\s(?:and|&)\s(?:(?:by|from)\s)?(?:the\s)?")
_FROM = re.compile(r"\sfrom\s(?:the\s)?")
_MOST = 3
_MARKS = ("“", '"', "«", "„")


def funder_of(view: View, anchor: tuple[int, int]) -> str | None:
    """Who is said to pay after the title; else the programme or body right before "project"."""
    start = anchor[1]
    for found in _FUNDED.finditer(view.reading.text, start, view.end):
        name = next(
            (
                each
                for each in view.between(found.end(), view.end)
                if each.start - found.end() < _MONEY_OR_BODY
            ),
            None,
        )
        if name is not None:
            return together(view, name)
    for sum_ in view.mentions:
        source = _FROM.match(view.reading.text, sum_.end, view.end) if sum_.kind == "money" else None
        name = next((each for each in view.names if source and each.start == source.end()), None)
        if name is not None and sum_.start > start:
            return together(view, name)  # "with 12 million from the Fund"
    return payer(view, anchor) or _funded_by(view, anchor)


def together(view: View, name: Name) -> str:
    """``name`` with the bodies that "and" joins to it: "the Science Fund and the Ministry of Lima"."""
    found, end = [name.called], name.end
    for each in view.names:
        bracketed = view.slice(each.start - 1, each.start) == "("
        if each.start < end or each.kind != "organization" or bracketed or len(found) == _MOST:
            continue
        if not _JOINED.fullmatch(view.slice(end, each.start)):
            break
        found.append(each.called)
        end = each.end
    return " and ".join(found) if name.kind == "organization" else found[0]


def _funded_by(view: View, anchor: tuple[int, int]) -> str | None:
    """ "An EU-funded project called …": who pays stands before the word, joined to it by a hyphen."""
    for head, _ in view.words(HEAD, view.start, anchor[0]):
        for each in view.between(max(view.start, head - 40), head):
            if (each.code or each.kind == "organization") and _PAID.match(view.slice(each.end, each.end + 9)):
                return each.called
    return None


def qualified(view: View, start: int) -> str | None:
    """ "… is an EU-funded FP7 project": who is named before the head pays."""
    head = next((span for span in view.words(HEAD, start, view.end)), None)
    for name in view.between(start, head[0]) if head else ():
        if name.kind in ("programme", "organization") or (
            name.code and _PAID.match(view.slice(name.end, name.end + 9))
        ):
            return name.called
    return None


def payer(view: View, anchor: tuple[int, int]) -> str | None:
    """ "The ABC project “…”": the programme or body right before the word, not the title itself."""
    own, start = anchor
    if view.slice(own, own + 1) in _MARKS and _WORD.match(
        view.reading.text, start
    ):  # "the Agency “Title” project"
        for each in view.names:
            if each.end == own - 1 and each.kind in ("programme", "organization"):
                return each.called
    for head, _ in (*view.words(HEAD, view.start, start), *view.words(HEADS, view.start, start)):
        name = next(
            (
                each
                for each in view.names
                if each.end == head - 1
                and each.kind in ("programme", "organization")
                and not own <= each.start < head <= start
            ),
            None,
        )
        if name is not None:
            return name.called
    return None
