"""Programmes told without a head in their name: said to be one, described, announced; and a page's title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.home import codes
from pipelines.facts.naming import said_before
from pipelines.facts.programmes.programme import (
    HEAD,
    HEAD_WORD,
    HEADS,
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
from pipelines.facts.rules import when
from pipelines.lexicon.words import alternation
from pipelines.mentions.name import Name

_NUMBERED = re.compile(r"\s(?:20\d\d|[1-9]\d?|I{1,3}|IV|VI?|Plus)(?=,?\s|\s\()")  # "VISTA 2030"
_COPULA = re.compile(
    r"(?:\s*\([^)]{1,60}\))?[\"”'»]?(?:,\s+|\s+(?:is|was|are|were|has\sbeen|became|remains)\s+)(?:also\s+)?"
    r"(?:a|an|the|one\sof\sthe|its)\s+(?:(?!(?:of|for|in|by|with|that|which)\b)[\w&'€$£.,-]+\s+){0,8}?"
    rf"{HEAD_WORD}s?\b(?!\s(?:will|are|were|have|officer|"
    r"manager|coordinator|director|committee|office|of\scooperation)"
    r")"
)  # fmt: skip
_FOR_WHOM = re.compile(rf"\b{HEAD_WORD}\s(?:for|on|in|to|between|with|of)\s[^,.;:()]{{3,80}},\s$")
_THIS = re.compile(rf"(?:This|The)\s+(?:new\s+)?{HEAD_WORD}\b")
CALLS, OWN_CALLS = "programmes.calls", "programmes.own_calls"
_FOR = re.compile(r"\s(?:on|for|under|within)\s(?:the\s|its\s|their\s)?[\"“]?(?=[A-Z])")
_CALL_FOR = re.compile(r"\sfor\s(?:[a-z][\w-]*\s){0,3}?[a-z]{3,}s\b")
_WIDE = 3  # words of a name that is no mere topic ("call for proposals on Artificial Intelligence")
# "Project funding is the largest scheme of the Council": a scheme named by common words.
_PLAIN = re.compile(
    r"(?P<name>(?!(?:This|That|The|These|Those|Our|Its|Their|Another|Each|Such|There|What)\b)[A-Z][a-z]+(?:\s[a-z-]+){1,2})"
    r"\s(?:is|are)\s(?:also\s)?(?:an?|the|one\sof\sthe)\s(?:[a-z-]+\s){0,3}?"
    r"(?:funding|support|grant|exchange|fellowship|mobility)\s(?:schemes?|programmes?|programs?|instruments?)\s(?:of|at|by|from)\s(?:the\s)?"
)
_DEFINITE = re.compile(r"\b[Tt](?:he|his)\s$")
_HEADING_SHARE = 0.6
_EARLY = 8  # headings this near to the page's beginning can be its title


@when("phrase", "programme")
def said(view: View) -> Iterator[Programme]:
    """A name that the text calls a programme: "X is a new scheme", "launched X. This initiative …"."""
    following = view.reading.views[view.index + 1] if view.index + 1 < len(view.reading.views) else None
    taken_up = following is not None and following.block == view.block and _THIS.match(following.text)
    head = has_head(view)
    if not head and not taken_up and "programme" not in view.holds:
        return
    for name in view.names:
        if not _nameable(name):
            continue
        number = _NUMBERED.match(view.reading.text, name.end, view.end)
        end = number.end() if number else name.end
        called = head and (
            _names_head(view, name) or _apposed(view, name) or _COPULA.match(view.reading.text, end, view.end)
        )
        told_later = taken_up and said_before(view, "programmes.announcing", name.start)
        if called or told_later or name.kind == "programme":
            full = view.slice(name.start, end) if number else name.called
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
    if re.search(rf"\b{HEAD_WORD},?\s{alternation('programmes', 'calling')}\s(?:the\s)?$", before):
        return True
    return (name.name.isupper() or " " in name.name) and re.search(rf"\b{HEAD_WORD}\s$", before) is not None


def _apposed(view: View, name: Name) -> bool:
    """ "A scholarship programme for young chemists, FLASK, is run by …": between commas behind what it is."""
    text = view.reading.text
    lead = None
    if name.name.isupper():
        lead = _FOR_WHOM.search(text, max(view.start, name.start - 110), name.start)
    return lead is not None and text.startswith(", ", name.end)


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


@when(CALLS, OWN_CALLS)
def called_for(view: View) -> Iterator[Programme]:
    """What a call is for, under or on: "call for proposals for Northern Energy Hubs"; "ABC open call"."""
    text = view.reading.text
    for _, end in view.words(CALLS):
        link = _FOR.match(text, end, view.end)
        name = next((name for name in view.names if link and name.start == link.end()), None)
        if name is None or name.kind not in ("phrase", "programme", "organization") or name.form == "known":
            continue
        if name.acronym or name.name.count(" ") + 1 >= _WIDE:
            inner = told(view, name.start, name.end)
            yield Programme(
                name.start, name.end, name.called, "programme.called_for", name.acronym,
                keys_of(name), inner, owners(name) if name.kind == "programme" else (),
            )  # fmt: skip
    for start, end in view.words(OWN_CALLS):
        before = next((name for name in view.names if name.start < start <= name.end + 1), None)
        if before is None or before.kind not in ("organization", "phrase", "programme"):
            continue
        complement = _CALL_FOR.match(text, end, view.end)
        last = complement.end() if complement else end
        yield Programme(before.start, last, text[before.start : last], "programme.called_for", None, (
            text[before.start : end].casefold(),
        ))  # fmt: skip


@when(HEAD, HEADS)
def plain(view: View) -> Iterator[Programme]:
    """A scheme named by common words where its sentence begins: "Project funding is the main scheme of …"."""
    found = _PLAIN.match(view.text)
    if found is not None:
        whose = next((name for name in view.names if name.start == view.start + found.end()), None)
        owned = codes(whose) if whose is not None and whose.kind == "organization" else ()
        end = view.start + found.end("name")
        yield Programme(view.start, end, found["name"], "programme.said", owners=owned)
