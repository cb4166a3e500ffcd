"""Dates said relative to the day of publication: "last year", "later this month", "next year"."""

from __future__ import annotations

import re
from datetime import date

from pipelines.lexicon.words import word_file
from pipelines.mentions.draft import Draft

_WORDS = word_file("dates")


def _any(label: str) -> str:
    return "|".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}".replace(r"\ ", r"\s") for w in _WORDS[label])


RELATIVE = (
    rf"(?:(?:{_any('relative_lead')})\s(?:in\s)?)?(?:(?:{_any('this')}|{_any('next')}|[Ll]ast|[Pp]revious)\s)(?:year|month)\b(?![-\s]old)"
)
_PATTERN = re.compile(
    rf"(?:(?:{_any('relative_lead')})\s(?:in\s)?)?(?:(?P<this>{_any('this')})|(?P<next>{_any('next')})|(?P<last>[Ll]ast|[Pp]revious))\s(?P<unit>year|month)\b"
)


def read_relative(text: str, start: int) -> Draft | None:
    """The relative date that starts at ``start``, not yet resolved."""
    match = _PATTERN.match(text, start)
    if match is None:
        return None
    step = "0" if match["this"] else ("1" if match["next"] else "-1")
    return Draft("date", start, match.end(), relative=(match["unit"], step))


def resolved(relative: tuple[str, str], published: date | None) -> str | None:
    """EDTF of a relative date on a page published on a known day; None where the day is not known."""
    if published is None:
        return None
    unit, step = relative[0], int(relative[1])
    if unit == "year":
        return f"{published.year + step:04d}"
    serial = published.year * 12 + published.month - 1 + step
    return f"{serial // 12:04d}-{serial % 12 + 1:02d}"
