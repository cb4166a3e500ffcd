"""What lines around a line say for it: the line that announces a list, the other fields of a record."""

from __future__ import annotations

import re

from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_LABEL = r"\W*{words}\s*(?:\([^()]*\))?\s*[:–—-]\s*"
_FUNDER = re.compile(_LABEL.format(words=alternation("projects", "funder")), re.IGNORECASE)
_TERM = re.compile(_LABEL.format(words=alternation("projects", "term")), re.IGNORECASE)
_ANY = re.compile(r"\W*[A-Z][\w /&-]{2,40}?\s*(?:\([^()]*\))?\s*:\s*\S")
_FURTHEST = 40  # items between a line and the one that announces it
_FIELDS = 8  # lines of a record on either side
_GIVERS = ("country", "government", "organization")


def announcer(view: View) -> View | None:
    """The line above a list that ``view`` is an item of ("In 2021 the Fund awarded:"); None outside of
    lists.
    """
    if view.kind != "item":
        return None
    views = view.reading.views
    for index in range(view.index - 1, max(-1, view.index - _FURTHEST), -1):
        above = views[index]
        if above.kind != "item":
            return above if above.text.endswith(":") or above.kind == "heading" else None
    return None


def is_field(view: View) -> bool:
    """Whether ``view`` is a field of a record ("Budget: 250 000 EUR")."""
    return _ANY.match(view.text) is not None


def record(view: View) -> list[View]:
    """The fields of the record that ``view`` is one of, itself left out; none where it is no field."""
    if not is_field(view):
        return []
    views = view.reading.views
    found: list[View] = []
    for step in (-1, 1):
        index = view.index + step
        while 0 <= index < len(views) and abs(index - view.index) <= _FIELDS and is_field(views[index]):
            found.append(views[index])
            index += step
    return found


def funder_field(view: View) -> Name | None:
    """Who pays by the field of the same record that says so ("Funded by: …")."""
    for line in record(view):
        if _FUNDER.match(line.text):
            return next((name for name in line.names if name.kind in _GIVERS), None)
    return None


def term_field(view: View) -> Mention | None:
    """The term by the field of the same record that gives it ("Duration: 2018-2021")."""
    for line in record(view):
        if _TERM.match(line.text) and line.dates:
            return line.dates[0]
    return None
