"""Words that are capitalised only because a sentence, heading or item begins with them: no part of a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.lexicon.words import word_set
from pipelines.mentions.runs import Piece

FUNCTION = word_set("names", "function_words", "opening_nouns")
_OPENING = word_set("names", "opening_nouns")
_OPENING_DEEDS = word_set("names", "opening_deeds")
_OPENS = re.compile(r"(?:\A|\n|[.!?:;”\"]\s|[-–•*]\s)\Z")


def after_opening(text: str, run: Piece) -> Piece:
    """``run`` without an ordinary noun that opens a sentence: "Students of the | University of Oslo"."""
    if run[0].bare not in _OPENING_DEEDS or len(run) < 3 or not run[1].small:
        return run
    if _OPENS.search(text, max(0, run[0].start - 3), run[0].start) is None:
        return run
    return run[next((at for at, token in enumerate(run) if at and not token.small), 0) :]


def sentences_apart(run: Piece, held: Callable[[int], bool]) -> list[Piece]:
    """``run`` without words that only begin a sentence, cut where such a word stands in its midst.

    What is ``held`` together with the next word begins a known name: "Can Tho".
    """
    if True not in [token.bare in FUNCTION and not token.small for token in run] and not run[0].small:
        return [run]
    parts: list[Piece] = [[]]
    for token in run:
        if token.bare in _OPENING and parts[-1]:
            parts[-1].append(token)
        elif (
            token.bare in FUNCTION and not token.small and (len(token.text) == 1 or not token.text.isupper())
        ) and not held(token.end):
            if parts[-1]:
                parts.append([])
        elif parts[-1] or not token.small:
            parts[-1].append(token)
    return [part for part in parts if part]
