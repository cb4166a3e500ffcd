"""Head nouns: the word of a capitalised phrase that says what it names ("Ministry", "Programme")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.runs import Piece, Token

_SORTS = word_set("names", "sorts")
_MOST_OF_SORT = 4
_PAPERS = word_set("names", "papers")
_COORDINATING = frozenset({"and", "&", ",", "–", "—"})


@cache
def head_words() -> Mapping[str, tuple[str, str, bool]]:
    """Head word in small letters → (kind of name, code of the contract, strong)."""
    words = lexicon()
    found: dict[str, tuple[str, str, bool]] = {}
    for kind, table in reversed(
        [
            ("organization", words.org_heads),
            ("event", words.event_heads),
            ("programme", words.programme_heads),
            ("project", words.project_heads),
            ("instrument", words.instruments),
            ("role", words.roles),
        ]
    ):
        for form, head in table.items():
            known = found.get(form.lower())
            if known is None or head.strong or not known[2]:
                found[form.lower()] = (kind, head.kind, head.strong)
    return found


@cache
def _last_words() -> frozenset[str]:
    """The last words of all heads."""
    return frozenset(form.split()[-1] for form in head_words())


def first_segment(piece: Piece) -> Piece:
    """The words before the first joining word that subordinates ("of", "for", "on"), any other ("and")
    left out.
    """
    segment: Piece = []
    for token in piece:
        if not token.small:
            segment.append(token)
        elif token.text not in _COORDINATING:
            break
    return segment


def head_of(piece: Piece) -> tuple[tuple[str, str, bool], Token] | None:
    """What the piece's head noun says it is, and the head's token."""
    heads = head_words()
    if len(piece) == 1:
        alone = heads.get(piece[0].bare)
        return (alone, piece[0]) if alone is not None else None
    segment = first_segment(piece)
    if not segment or (
        any(token.bare in _SORTS for token in segment[:2])
        and segment[-1].bare.endswith("s")
        and len(segment) < _MOST_OF_SORT
    ):
        return None  # "its Member Organisations"
    if segment[-1].bare in _last_words():
        for size in range(min(3, len(segment)), 0, -1):  # "Prime Minister"
            found = heads.get(" ".join([token.bare for token in segment[-size:]]))
            if found is not None:
                return found, segment[-1]
    last = heads.get(piece[-1].bare)
    if last is not None and last[0] in ("event", "instrument") and last[2] and len(piece) > len(segment):
        return last, piece[-1]  # "Heads of State Summit"
    first = heads.get(segment[0].bare)
    papers = segment[-1].bare in _PAPERS  # "Commission Decision"
    if first is not None and (first[2] or len(piece) > len(segment)) and not papers:
        return first, segment[0]
    for token in () if papers else reversed(segment):
        head = heads.get(token.bare)
        if head is not None and head[2] and head[0] in ("organization", "role"):
            return head, token
    if last is not None and last[0] == "organization" and last[2]:
        joining = {token.text for token in piece if token.small}
        return (last, piece[-1]) if joining == {"for"} else None  # "Science for Africa Foundation"
    return None
