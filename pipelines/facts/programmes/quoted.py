"""Programmes named in quotation marks beside a head, and whole families of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.naming import ACRONYM, quoted
from pipelines.facts.programmes.programme import HEAD_WORD, HEADS, Programme, generic, told
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation

_CALLED = re.compile(rf"\b{alternation('programmes', 'calling')}\s*$")
# "A joint programme with the Council called …": who runs it stands between.
_CALLED_LATER = re.compile(
    rf"\b{HEAD_WORD}\s(?:with|by|between|for|in|on|from)\s[^.;“\"«]{{3,80}}?\s"
    rf"(?:{alternation('programmes', 'calling')})\s*$"
)
_ENDS_LIST = re.compile(r"[.;]\s|\bproject")
_HEAD_AFTER = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?(?:[a-z-]+\s+){{0,2}}(?:{HEAD_WORD}s?|calls?|facility|partnership|mechanism)\b"
)
_HEAD_BEFORE = re.compile(
    rf"(?i)\b{HEAD_WORD}s?(?:\sof\s[^,.;“\"«]{{3,50}})?\s*(?:{alternation('programmes', 'calling')}"
    r"\s*)?[\s,:–—-]*$"
)
_OTHERS = re.compile(r"project|[.;]\s")


def in_quotes(view: View) -> Iterator[Programme]:
    """Names in quotation marks beside a head, and whole families of them after "programmes"."""
    family = [end for _, end in view.words(HEADS)]
    last: int | None = None
    for start, end, wording in quoted(view):
        before = view.slice(max(view.start, start - 60), start)
        linked = last is not None and start - last <= 45 and not _ENDS_LIST.search(view.slice(last, start))
        opened = any(0 <= start - at <= 60 and not _OTHERS.search(view.slice(at, start)) for at in family)
        own = _CALLED.search(before) and re.search(HEAD_WORD, wording)
        following = _HEAD_AFTER.match(view.reading.text, end, view.end)
        name = not generic(wording) and "." not in wording and (wording[0].isupper() or own)
        further = view.slice(max(view.start, start - 120), start)
        beside = (
            _HEAD_BEFORE.search(before)
            or _CALLED_LATER.search(further)
            or any(each.kind == "programme" and 0 < start - each.end < 3 for each in view.names)
        )
        if name and (beside or following or opened or linked or own):
            last = end if family else last
            short = ACRONYM.match(view.reading.text, end, view.end)
            acronym = short[1] if short is not None else None
            yield Programme(
                start, end, wording, "programme.quoted", acronym, countries=told(view, start, end)
            )
