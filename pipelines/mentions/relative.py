"""Dates said relative to the day of publication: "last year", "later this month", "next year"."""

from __future__ import annotations

import re
from datetime import date

from pipelines.lexicon.words import word_file
from pipelines.mentions.draft import Draft

_WORDS = word_file("dates")


def _any(label: str) -> str:
    words = sorted(_WORDS[label], key=len, reverse=True)
    forms = (f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in words)
    return "|".join(forms).replace(r"\ ", r"\s")


UNITS = r"(?:year|month)\b(?![-\s]old)"  # where a relative date ends, and where one is looked for
_REACH = 32
_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:{_any('relative_lead')})\s(?:in\s)?(?:the\s)?)?"
    rf"(?:(?P<zero>{_any('this')})|(?P<plus>{_any('next')})|(?P<minus>[Ll]ast|[Pp]revious))\s\Z"
)
_STEPS = {"zero": "0", "plus": "1", "minus": "-1"}


def read_relative(text: str, start: int, floor: int) -> Draft | None:
    """The relative date whose unit (year, month) starts at ``start``, not yet resolved."""
    match = _BEFORE.search(text, max(floor, start - _REACH), start)
    if match is None:
        return None
    unit = "year" if text.startswith("year", start) else "month"
    return Draft("date", match.start(), start + len(unit), relative=(unit, _STEPS[match.lastgroup or ""]))


def resolved(relative: tuple[str, str], published: date | None) -> str | None:
    """EDTF of a relative date on a page published on a known day; None where the day is not known."""
    if published is None:
        return None
    unit, step = relative[0], int(relative[1])
    if unit == "year":
        return f"{published.year + step:04d}"
    serial = published.year * 12 + published.month - 1 + step
    return f"{serial // 12:04d}-{serial % 12 + 1:02d}"
