"""What stands to the left of a figure or date: its last few words, looked at backwards within a bounded window."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

WINDOW = 56  # characters: longer than any trigger with its fillers
_TOKEN = re.compile(r"[^\s(\[{“”\"«»‘]+")
_BREAK = ",;:)]}!?»”"

Value = TypeVar("Value")


class Left:
    """The words of ``text`` that end at ``end``, back to ``floor`` at most; none beyond a break in the clause.

    ``words`` are in small letters with ’ written as ', ``raw`` as they stand, ``starts`` their positions. ``gap`` is
    what stands between the last word and ``end``.
    """

    __slots__ = ("broken", "end", "gap", "raw", "starts", "words")

    def __init__(self, text: str, floor: int, end: int) -> None:
        low = max(floor, end - WINDOW)
        newline = text.rfind("\n\n", low, end)
        if newline >= 0:
            low = newline + 2
        raw: list[str] = []
        starts: list[int] = []
        last = low
        for match in _TOKEN.finditer(text, low, end):
            raw.append(match[0])
            starts.append(match.start())
            last = match.end()
        self.gap = text[last:end]
        self.end = end
        if low > 0 and starts and starts[0] == low and low > floor and text[low - 1].isalnum():
            del raw[0], starts[0]  # the window cut this word in two
        cut = next((i + 1 for i in range(len(raw) - 1, -1, -1) if raw[i][-1] in _BREAK), 0)
        self.broken = cut == len(raw) and bool(raw)
        self.raw = raw[cut:]
        self.starts = starts[cut:]
        self.words = [word.lower().replace("’", "'") for word in self.raw]
        if not self.gap and self.words and len(self.words[-1]) > 2 and self.words[-1][-1] in "-–":
            self.words[-1] = self.words[-1][:-1]  # mid-2012

    def __len__(self) -> int:
        return len(self.words)

    def word(self, back: int = 1) -> str:
        """The word ``back`` places to the left, in small letters; empty where there is none."""
        return self.words[-back] if back <= len(self.words) else ""

    def phrase(self, table: Mapping[str, Value], end: int, longest: int = 4) -> tuple[Value, int] | None:
        """The longest phrase of ``table`` that ends before word ``end``: its value and its first word's index."""
        for size in range(min(longest, end), 0, -1):
            value = table.get(" ".join(self.words[end - size : end]))
            if value is not None:
                return value, end - size
        return None
