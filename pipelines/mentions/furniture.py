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

_CONTACT = re.compile(
    r"@\w|\bhttps?://|\bwww\.|(?:tel|phone|fax)\.?\s*:|\+\d[\d ()-]{6,}|©|\(c\)\s*\d{4}", re.IGNORECASE
)
_DATE_LINE = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PROSE_WORDS = 12


def find_furniture(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The spans of ``text`` that are page furniture, in order."""
    kinds = [_kind(text, block) for block in blocks]
    if "prose" not in kinds:
        return []  # a telegraphic page: no line is less an article than another
    return [
        (block.start, block.end)
        for number, block in enumerate(blocks)
        if kinds[number] == "furniture" or _in_menu(kinds, number)
    ]


def _kind(text: str, block: Block) -> str:
    """``prose``, ``item`` (a list item that says something), ``short`` or ``furniture``."""
    line = text[block.start : block.end]
    words = line.count(" ") + 1
    if words <= _PROSE_WORDS * 2 and (
        _CONTACT.search(line) or pattern("furniture", "interface").match(line.lstrip(" •·*-–"))
    ):
        return "furniture"
    if pattern("furniture", "legal").search(line):
        return "furniture"
    if block.kind == "prose":
        return "prose" if words >= _PROSE_WORDS or line.endswith((".", ".”", '."', ".»")) else "short"
    if block.kind == "item":
        return "item" if words > 5 or _DATE_LINE.search(line) else "short"
    return "short"


def _in_menu(kinds: Sequence[str], number: int) -> bool:
    """Whether a short line stands between furniture lines on both sides, short lines left out."""
    if kinds[number] != "short":
        return False
    before = next((kind for kind in reversed(kinds[:number]) if kind != "short"), None)
    after = next((kind for kind in kinds[number + 1 :] if kind != "short"), None)
    return before == "furniture" and after in ("furniture", None)
