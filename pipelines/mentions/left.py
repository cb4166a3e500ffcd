"""What stands to the left of a figure or date: its last few words, looked at backwards within a bounded
window.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

WINDOW = 56  # characters: longer than any trigger with its fillers
_TOKEN = re.compile(r"[^\s(\[{“”\"«»‘]+")
_BETWEEN = ' \t\n\r\f\v\u00a0\u2009\u202f\u3000([{“”"«»‘'
_BREAK = ",;:)]}!?»”"

Value = TypeVar("Value")


class Left:
    """The words of ``text`` that end at ``end``, back to ``floor`` at most; none beyond a break in the
    clause.

    ``words`` are in small letters with ’ written as ', ``raw`` as they stand, ``starts`` their positions.
    ``gap`` is what stands between the last word and ``end``.
    """

    __slots__ = ("_low", "_raw", "_skipped", "_starts", "_text", "broken", "end", "gap", "words")

    def __init__(self, text: str, floor: int, end: int) -> None:
        low = max(floor, end - WINDOW)
        newline = text.rfind("\n\n", low, end)
        if newline >= 0:
            low = newline + 2
        window = text[low:end]
        words = _TOKEN.findall(window.lower().replace("’", "'"))
        self.gap = window[len(window.rstrip(_BETWEEN)) :]
        self.end = end
        cut = 0
        if words and low > floor and window[0] not in _BETWEEN and text[low - 1].isalnum():
            cut = 1  # the window cut this word in two
        for index in range(len(words) - 1, cut - 1, -1):
            if words[index][-1] in _BREAK:
                cut = index + 1
                break
        self.broken = 0 < cut == len(words)
        self.words = words[cut:] if cut else words
        if not self.gap and self.words and len(self.words[-1]) > 2 and self.words[-1][-1] in "-–":
            self.words[-1] = self.words[-1][:-1]  # mid-2012
        self._text, self._low, self._skipped = text, low, cut
        self._starts: list[int] | None = None
        self._raw: list[str] | None = None

    @property
    def raw(self) -> list[str]:
        """The words as they stand."""
        if self._raw is None:
            self._raw = _TOKEN.findall(self._text, self._low, self.end)[self._skipped :]
        return self._raw

    @property
    def starts(self) -> list[int]:
        """Where the words start in the text."""
        if self._starts is None:
            found = [match.start() for match in _TOKEN.finditer(self._text, self._low, self.end)]
            self._starts = found[self._skipped :]
        return self._starts

    def __len__(self) -> int:
        return len(self.words)

    def word(self, back: int = 1) -> str:
        """The word ``back`` places to the left, in small letters; empty where there is none."""
        return self.words[-back] if back <= len(self.words) else ""

    def phrase(self, table: Mapping[str, Value], end: int, longest: int = 4) -> tuple[Value, int] | None:
        """The longest phrase of ``table`` that ends before word ``end``: its value and its first word's
        index.
        """
        for size in range(min(longest, end), 0, -1):
            value = table.get(" ".join(self.words[end - size : end]))
            if value is not None:
                return value, end - size
        return None
