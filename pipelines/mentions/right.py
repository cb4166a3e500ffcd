"""What stands to the right of a number: its next word, by which most patterns for units, scales and
currencies need not be tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NEXT = re.compile(r"\+?\s{0,5}-?([^\W\d_]+)")


def next_word(text: str, end: int) -> str:
    """The letters that stand next after ``end``, white space, "+" and "-" left out; empty where a sign or a
    digit comes first.
    """
    found = _NEXT.match(text, end)
    return found[1] if found is not None else ""


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """What `next_word` gives, in small letters, where one of ``phrases`` stands behind a number."""
    return frozenset(next_word(phrase, 0).lower() for phrase in phrases) - {""}
