"""Page furniture told by structure: what stands around an article rather than in it.

Menus, share bars, contact blocks, "next article": runs of short lines without a sentence, at the head or the
foot of a page or in a list of their own. Words help only where they are of every site
(``words/furniture.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.lexicon.words import pattern
from pipelines.mentions.text import Block
from pipelines.mentions.triggers import Triggers

_CONTACT = re.compile(
    r"@\w|\bhttps?://|\bwww\.|(?:tel|phone|fax)\.?\s*:|\+\d[\d ()-]{6,}|©|\(c\)\s*\d{4}", re.IGNORECASE
)
# One of these stands in whatever ``_CONTACT`` matches.
_CONTACT_SIGNS = ("@", ":", "+", "©", "www.", "WWW.", "Www.", "(c)", "(C)")
_INTERFACE = pattern("furniture", "interface")
_DATE_LINE = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PROSE_WORDS = 12


def find_furniture(text: str, blocks: Sequence[Block], triggers: Triggers) -> list[tuple[int, int]]:
    """The spans of ``text`` that are page furniture, in order."""
    kinds = [_kind(text, block, triggers) for block in blocks]
    if "prose" not in kinds:
        return []  # a telegraphic page: no line is less an article than another
    return [
        (block.start, block.end)
        for block, kind, in_menu in zip(blocks, kinds, _in_menus(kinds), strict=True)
        if kind == "furniture" or in_menu
    ]


def _kind(text: str, block: Block, triggers: Triggers) -> str:
    """``prose``, ``item`` (a list item that says something), ``short`` or ``furniture``."""
    line = text[block.start : block.end]
    words = line.count(" ") + 1
    if words <= _PROSE_WORDS * 2 and (_gives_contact(line) or _INTERFACE.match(line.lstrip(" •·*-–"))):
        return "furniture"
    if triggers.within("furniture.legal", block.start, block.end):
        return "furniture"
    if block.kind == "prose":
        return "prose" if words >= _PROSE_WORDS or line.endswith((".", ".”", '."', ".»")) else "short"
    if block.kind == "item":
        return "item" if words > 5 or _DATE_LINE.search(line) else "short"
    return "short"


def _gives_contact(line: str) -> bool:
    return any(sign in line for sign in _CONTACT_SIGNS) and _CONTACT.search(line) is not None


def _in_menus(kinds: Sequence[str]) -> list[bool]:
    """Which short lines stand between furniture lines on both sides, short lines left out."""
    found = [False] * len(kinds)
    last, run = "", 0  # the last line that was not short, and where the short ones after it begin
    for number, kind in enumerate([*kinds, "furniture"]):  # after the last line nothing need follow
        if kind != "short":
            if last == kind == "furniture":
                found[run:number] = [True] * (number - run)
            last, run = kind, number + 1
    return found
