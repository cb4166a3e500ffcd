"""Who receives by the line that a sum stands in: a field of a project's record, one of a list of projects."""

from __future__ import annotations

import re

from pipelines.facts.context_lines import announcer, is_field
from pipelines.facts.funding.payments import Side
from pipelines.facts.projects.records import record_title
from pipelines.facts.reading import View

_PROJECTS = re.compile(r"\b[Pp]rojects\b")
_ITEM_TITLE = re.compile(
    r"\s*(?:[-–—•*·▪]\s+|\d+[.)]\s+)?[\"“«]?(?P<title>[A-Z][^,(:;\"”»]{5,120}?)(?=\s?[,(:;\"”»]|\s[–—-]\s)"
)


def recorded(view: View) -> Side | None:
    """The project whose record the line is a field of: "Budget: 250 000 EUR"."""
    title = record_title(view) if is_field(view) else None
    return Side(title) if title is not None else None


def listed(view: View) -> Side | None:
    """The project that a line of a list of projects names: "- Wine yeast, University of Lima, EUR 24,000"."""
    above = announcer(view) if view.kind == "item" else None
    if above is None or not (above.words("projects.heads") or _PROJECTS.search(above.text)):
        return None
    title = _ITEM_TITLE.match(view.text)
    return Side(title["title"]) if title is not None else None
