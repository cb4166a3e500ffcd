"""Members listed under a heading that says so: "Members", then countries or bodies in the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.place import title
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import word_set
from pipelines.mentions.name import Name

_COUNT = re.compile(r"\s*[(:].*$")
_REST = re.compile(r"[^\W\d_]{3,}")
_FEWEST = 2  # members that make a list
_MOST = 200  # lines


def read(reading: Reading) -> Iterator[Fact]:
    """One membership of the page's body for each name in such lists."""
    topic = reading.topic
    body = title(reading, topic) if topic is not None and topic.kind == "organization" else None
    if body is None:
        return
    for view in reading.views:
        if (view.kind == "heading" or view.text.endswith(":")) and _says_members(view):
            found = list(_listed(reading, view.index + 1))
            if len(found) >= _FEWEST:
                for line, name in found:
                    yield _membership(reading, line, name, body)


def _says_members(view: View) -> bool:
    return " ".join(_COUNT.sub("", view.text).lower().split()) in word_set("memberships", "headings")


def _listed(reading: Reading, first: int) -> Iterator[tuple[View, Name]]:
    """The countries and bodies of the lines from ``first`` on that hold nothing else."""
    for view in reading.views[first : first + _MOST]:
        names = [name for name in view.names if name.kind in ("country", "organization")]
        if not names or not _only_names(view, names):
            return
        for name in names:
            yield view, name


def _only_names(view: View, names: list[Name]) -> bool:
    """Whether a line has no words beside names, dates and what joins them."""
    said, position = "", view.start
    spans = [(name.start, name.end) for name in names] + [(date.start, date.end) for date in view.dates]
    for start, end in sorted(spans):
        said += view.slice(position, max(position, start)) + " "
        position = max(position, end)
    rest = _REST.findall(said + view.slice(position, view.end))
    return all(word.lower() in word_set("parties", "list_links") for word in rest)


def _membership(reading: Reading, view: View, name: Name, body: str) -> Fact:
    alone = sum(each.kind in ("country", "organization") for each in view.names) == 1
    date = view.dates[0] if alone and view.dates else None
    member = name.code or title(reading, name)
    slots = {"member": member, "organization": body, "since": edtf(date)}
    return make(
        view, "membership", "membership.headed", slots, (name.start, name.end), (date,), status="actual"
    )
