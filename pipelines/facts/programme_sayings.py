"""Programmes told without a head in their name: said to be one, described, announced; and a page's title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.naming import said_before
from pipelines.facts.programme import (
    HEAD,
    HEAD_WORD,
    Programme,
    adjective,
    ends_in_head,
    generic,
    has_head,
    has_head_word,
    keys_of,
    owners,
    told,
)
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.name import Name

_NUMBERED = re.compile(r"\s(?:20\d\d|[1-9]\d?|I{1,3}|IV|VI?|Plus)(?=,?\s|\s\()")  # "VISTA 2030"
_COPULA = re.compile(
    r"(?:\s*\([^)]{1,60}\))?[\"”'»]?(?:,\s+|\s+(?:is|was|are|were|has\sbeen|became|remains)\s+)(?:also\s+)?"
    r"(?:a|an|the|one\sof\sthe|its)\s+(?:(?!(?:of|for|in|by|with|that|which)\b)[\w&'€$£.,-]+\s+){0,8}?"
    rf"{HEAD_WORD}s?\b(?!\s(?:officer|"
    r"manager|coordinator|director|committee|office|of\scooperation)"
    r")"
)  # fmt: skip
_THIS = re.compile(rf"(?:This|The)\s+(?:new\s+)?{HEAD_WORD}\b")
_DEFINITE = re.compile(r"\b[Tt](?:he|his)\s$")
_HEADING_SHARE = 0.6
_EARLY = 8  # headings this near to the page's beginning can be its title


def said(view: View) -> Iterator[Programme]:
    """A name that the text calls a programme: "X is a new scheme", "launched X. This initiative …"."""
    following = view.reading.views[view.index + 1] if view.index + 1 < len(view.reading.views) else None
    taken_up = following is not None and following.block == view.block and _THIS.match(following.text)
    head = has_head(view)
    if not head and not taken_up and not any(name.kind == "programme" for name in view.names):
        return
    for name in view.names:
        if not _nameable(name):
            continue
        number = _NUMBERED.match(view.reading.text, name.end, view.end)
        end = number.end() if number else name.end
        called = head and (_names_head(view, name) or _COPULA.match(view.reading.text, end, view.end))
        told_later = taken_up and said_before(view, "programmes.announcing", name.start)
        if called or told_later or name.kind == "programme":
            full = view.slice(name.start, end) if number else (name.full or name.name)
            yield Programme(name.start, end, full, "programme.said", name.acronym, keys_of(name))
        if told_later:
            return


def _nameable(name: Name) -> bool:
    """Whether ``name`` can be a programme's without a head: a phrase, or what the text defines as one."""
    defined = name.kind == "programme" and name.form != "known" and not has_head_word(name.name)
    open_phrase = name.kind == "phrase" and not name.head
    return (
        (defined or open_phrase)
        and len(name.name) > 2
        and not generic(name.name)
        and not adjective(name.name)
    )


def _names_head(view: View, name: Name) -> bool:
    """ "The scheme called X", "the new programme ABC": a head right before the name."""
    before = view.slice(max(view.start, name.start - 40), name.start)
    if re.search(rf"\b{HEAD_WORD}\s{alternation('programmes', 'calling')}\s(?:the\s)?$", before):
        return True
    return (name.name.isupper() or " " in name.name) and re.search(rf"\b{HEAD_WORD}\s$", before) is not None


def titled(view: View) -> Iterator[Programme]:
    """The programme that the page's title names, where the page goes on to speak of "the programme"."""
    if view.index >= _EARLY:
        return
    heads = view.reading.triggers.within(HEAD, view.end, len(view.reading.text))
    spoken = [start for start, _ in heads if _DEFINITE.search(view.reading.text, start - 6, start)]
    for name in view.names if len(spoken) > 1 else ():
        long_enough = name.end - name.start >= _HEADING_SHARE * (view.end - view.start)
        if name.kind == "programme" and long_enough and ends_in_head(name.name) and not generic(name.name):
            yield Programme(
                name.start,
                name.end,
                name.name,
                "programme.titled",
                name.acronym,
                keys_of(name),
                told(view, name.start, name.end),
                owners(name),
            )
