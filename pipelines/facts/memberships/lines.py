"""Lines that each name a member: a country or a body, with its country, a remark or its role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import word_set
from pipelines.mentions.name import Name

_REST = re.compile(r"[^\W\d_]{3,}")
_MARK = re.compile(r"[\s–—•*·▪◦●○-]*(?:\(?\d{1,3}[.)]\s*)?(?:the\s)?", re.IGNORECASE)
_FLAG = re.compile(r":[a-z_]{2,20}:")
_REMARK = re.compile(r"\s(?:[–—-]|:)\s.*$|\([^()]*\)", re.DOTALL)
_SHORT = 2  # letters of a name too short to be one
_MOST = 200  # lines
_LONGEST = 160  # letters of a line that names a member


def named_below(reading: Reading, first: int) -> Iterator[tuple[View, Name]]:
    """The members that the lines from ``first`` on name: bodies, else countries, else the name in front."""
    for view in reading.views[first : first + _MOST]:
        names = [name for name in view.names if name.kind in ("country", "organization")]
        bodies = [name for name in names if name.kind == "organization" and not _bracketed(view, name)]
        if _only_names(view, names) and names:
            yield from ((view, name) for name in (bodies or names))
        elif (front := _in_front(view)) is not None:
            yield view, front
        else:
            return


def _bracketed(view: View, name: Name) -> bool:
    """Whether a name is the acronym in brackets of the one before it, or a remark."""
    return view.slice(name.start - 1, name.start) == "("


def _in_front(view: View) -> Name | None:
    """The name that a line begins with and is about: a remark may follow behind a dash or in brackets."""
    mark = _MARK.match(view.text)
    at = view.start + (mark.end() if mark is not None else 0)
    front = next((name for name in view.names if name.start == at), None)
    long = view.end - view.start > _LONGEST or (view.kind == "prose" and view.text.endswith("."))
    if (
        front is None
        or long
        or view.people
        or front.kind not in ("organization", "phrase")
        or len(front.name) <= _SHORT
    ):
        return None
    rest = _REMARK.sub("", view.slice(front.end, view.end))
    others = [name for name in view.names if name.start > front.end]
    if front.kind == "phrase" and any(name.kind == "organization" for name in others):
        return None  # "Ana Rojas, University of Lima"
    for name in others:
        rest = rest.replace(name.name, "")
    return front if not _other_words(_FLAG.sub("", rest)) else None


def _other_words(rest: str) -> bool:
    """Whether ``rest`` of a line holds words that make it more than a name."""
    known = word_set("parties", "list_links") | word_set("memberships", "line_words")
    return any(word.lower() not in known for word in _REST.findall(rest))


def _only_names(view: View, names: list[Name]) -> bool:
    """Whether a line has no words beside names, dates and what joins them."""
    said, position = "", view.start
    spans = [(name.start, name.end) for name in names] + [(date.start, date.end) for date in view.dates]
    for start, end in sorted(spans):
        said += view.slice(position, max(position, start)) + " "
        position = max(position, end)
    return not _other_words(_FLAG.sub("", said + view.slice(position, view.end)))
