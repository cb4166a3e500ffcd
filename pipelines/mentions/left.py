"""What stands to the left of a figure or date: its last few words, looked at backwards within a bounded
window.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Generic, TypeVar

WINDOW = 56  # characters: longer than any trigger with its fillers
_BETWEEN = ' \t\n\r\f\v\u00a0\u2009\u202f\u3000([{“”"«»‘'
_TOKEN = re.compile(r"[^\s(\[{“”\"«»‘]+")
# All up to the last word that ends a clause.
_CLAUSES = re.compile(r".*[,;:)\]}!?](?=[\s(\[{“”\"«»‘]|\Z)", re.DOTALL)

Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """Phrases of at most ``longest`` words, each with its value, found by the word that they end with."""

    __slots__ = ("sizes", "values")

    def __init__(self, values: Mapping[str, Value], longest: int) -> None:
        self.values = values
        sizes: dict[str, set[int]] = defaultdict(set)
        for words in map(str.split, values):
            if len(words) <= longest:
                sizes[words[-1]].add(len(words))
        self.sizes = {word: sorted(found, reverse=True) for word, found in sizes.items()}


class Left:
    """The words of ``text`` that end at ``end``, back to ``floor`` at most; none beyond a break in the
    clause. They are looked at when first asked for.
    """

    __slots__ = ("_broken", "_gap", "_low", "_raw", "_starts", "_words", "end", "floor", "text")

    def __init__(self, text: str, floor: int, end: int) -> None:
        self.text, self.floor, self.end = text, floor, end
        self._words: list[str] | None = None
        self._raw: list[str] | None = None
        self._starts: list[int] | None = None

    def _look(self) -> list[str]:
        text, end = self.text, self.end
        low = max(self.floor, end - WINDOW)
        newline = text.rfind("\n\n", low, end)
        if newline >= 0:
            low = newline + 2
        window = text[low:end]
        self._gap = window[len(window.rstrip(_BETWEEN)) :]
        clauses = _CLAUSES.match(window)
        torn = clauses is None and low > self.floor and text[low - 1].isalnum()
        first = _TOKEN.match(window) if torn else None  # the window cut this word in two
        skipped = clauses or first
        if skipped is not None:
            window = window[skipped.end() :]
        self._low = end - len(window)
        words = _TOKEN.findall(window.lower().replace("’", "'"))
        self._broken = skipped is not None and not words
        if not self._gap and words and len(words[-1]) > 2 and words[-1][-1] in "-–":
            words[-1] = words[-1][:-1]  # mid-2012
        self._words = words
        return words

    @property
    def words(self) -> list[str]:
        """The words in small letters, with ’ written as '."""
        return self._look() if self._words is None else self._words

    @property
    def gap(self) -> str:
        """What stands between the last word and ``end``."""
        if self._words is None:
            self._look()
        return self._gap

    @property
    def broken(self) -> bool:
        """Whether a clause ends right before ``end``."""
        if self._words is None:
            self._look()
        return self._broken

    @property
    def raw(self) -> list[str]:
        """The words as they stand."""
        if self._raw is None:
            self._raw = _TOKEN.findall(self.text, self._low, self.end) if self.words else []
        return self._raw

    @property
    def starts(self) -> list[int]:
        """Where the words start in the text."""
        if self._starts is None:
            found = _TOKEN.finditer(self.text, self._low, self.end) if self.words else ()
            self._starts = [match.start() for match in found]
        return self._starts

    def word(self, back: int = 1) -> str:
        """The word ``back`` places to the left, in small letters; empty where there is none."""
        words = self._look() if self._words is None else self._words
        return words[-back] if back <= len(words) else ""

    def phrase(self, table: Phrases[Value], end: int) -> tuple[Value, int] | None:
        """The longest phrase of ``table`` that ends before word ``end``: its value and its first word's
        index.
        """
        for size in table.sizes.get(self.words[end - 1], ()):
            value = table.values.get(" ".join(self.words[end - size : end])) if size <= end else None
            if value is not None:
                return value, end - size
        return None
