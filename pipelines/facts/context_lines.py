"""What lines around a line say for it: the line that announces a list, the other fields of a record."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipelines.facts.reading import View, once
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_LABEL = r"\W*{words}\s*(?:\([^()]*\))?\s*[:–—-]\s*"
_FUNDER = re.compile(_LABEL.format(words=alternation("projects", "funder")), re.IGNORECASE)
_TERM = re.compile(_LABEL.format(words=alternation("projects", "term")), re.IGNORECASE)
_ANY = re.compile(r"\W*[A-Z][\w /&-]{2,40}?\s*(?:\([^()]*\))?\s*:\s*\S")
_TERM_SAID = re.compile(
    r"\b(?:(?:implementation|completion|project|funding|grant|financing)\s+(?:period|time|term)|period|duration|term|"
    r"lasts|runs|running|timeframe|time\s+frame)\b",
    re.IGNORECASE,
)
_OF_ITEM = re.compile(
    r"\W*(?:The\s+)?(?:(?:agreed|approved|total|overall|project|its|estimated|implementation|completion|whole)\s+){0,3}"
    r"(?:cost|budget|funding|amount|value|sum|period|duration)\b[^.;]{0,40}?(?:[-–—:]|\bis\b|\bwas\b|\bof\b)",
    re.IGNORECASE,
)
_TERM_NEAR = 24
_FURTHEST = 40  # items between a line and the one that announces it
_FIELDS = 8  # lines of a record on either side
_FIGURES = frozenset({"count", "money", "percent", "ratio", "duration"})
_GIVERS = ("country", "government", "organization")


@once
def announcer(view: View) -> View | None:
    """The line above a list that ``view`` is an item of ("In 2021 the Fund awarded:"); None outside of
    lists.
    """
    views = view.reading.views
    if view.kind != "item":
        return _opened(view)
    for index in range(view.index - 1, max(-1, view.index - _FURTHEST), -1):
        above = views[index]
        if above.kind != "item":
            return above if above.text.endswith(":") or above.kind == "heading" else None
    return None


def _opened(view: View) -> View | None:
    """The line ending with a colon above lines that go on without bullets ("35 went to Peru;")."""
    views, block = view.reading.views, view.block
    for index in range(view.index - 1, max(-1, view.index - _FURTHEST), -1):
        above = views[index]
        if above.block < block - 1:
            return None
        if above.block == block:
            continue
        if above.text.endswith(":"):
            return above
        if not above.text.endswith((";", ",")):
            return None
        block = above.block
    return None


def opening(view: View) -> View:
    """The first sentence of the same item or paragraph."""
    views = view.reading.views
    return views[bisect_left(views, view.block, key=lambda each: each.block)]


def beside(view: View) -> list[View]:
    """The other sentences of the same item or paragraph, the nearest before first."""
    views = view.reading.views
    before = [each for each in views[max(0, view.index - _FIELDS) : view.index] if each.block == view.block]
    after = [each for each in views[view.index + 1 : view.index + _FIELDS] if each.block == view.block]
    return [*reversed(before), *after]


@once
def item(view: View) -> list[View]:
    """The other sentences of the item that a line of its cost or term belongs to ("Cost - 300 USD")."""
    return beside(view) if _OF_ITEM.match(view.text) else []


@once
def term_beside(view: View) -> Mention | None:
    """The term that another sentence of the same item gives ("The project period is 2021-2023.")."""
    for line in beside(view):
        if not line.dates or "money" in line.holds:
            continue  # a sum of its own has its own term
        for said in _TERM_SAID.finditer(line.text):
            at = line.start + said.end()
            date = next((date for date in line.dates if 0 <= date.start - at <= _TERM_NEAR), None)
            if date is not None:
                return date
    return None


@once
def under_heading(view: View) -> View | None:
    """The heading that ``view`` stands under; None at the page's top."""
    views = view.reading.views
    for index in range(view.index - 1, max(0, view.index - _FURTHEST), -1):
        if views[index].kind == "heading" and not views[index].text.endswith((";", ",")):
            return views[index]
    return None


@once
def section_heading(view: View) -> View | None:
    """The heading above a line of a fact sheet, past other lines that say a figure each."""
    views = view.reading.views
    for index in range(view.index - 1, max(-1, view.index - _FURTHEST), -1):
        line = views[index]
        told = is_field(line) or any(mention.kind in _FIGURES for mention in line.mentions)
        if line.kind == "heading" and not told:
            return line
    return None


def is_field(view: View) -> bool:
    """Whether ``view`` is a field of a record ("Budget: 250 000 EUR")."""
    return ":" in view.text and _ANY.match(view.text) is not None


@once
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


@once
def funder_field(view: View) -> Name | None:
    """Who pays by the field of the same record that says so ("Funded by: …")."""
    for line in record(view):
        if _FUNDER.match(line.text):
            return next((name for name in line.names if name.kind in _GIVERS), None)
    return None


@once
def term_field(view: View) -> Mention | None:
    """The term by the field of the same record that gives it ("Duration: 2018-2021")."""
    for line in record(view):
        if _TERM.match(line.text) and line.dates:
            return line.dates[0]
    return None
