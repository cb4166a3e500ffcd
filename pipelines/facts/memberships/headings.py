"""Members listed under a heading that says so: "Members", then countries or bodies in the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.memberships.joinable import project_of
from pipelines.facts.memberships.lines import named_below
from pipelines.facts.place import title
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import word_set
from pipelines.mentions.name import Name

_COUNT = re.compile(r"\s*[(:].*$")
_FEWEST = 2  # members that make a list
_LONGEST = 160  # letters of a heading
_TOGETHER = re.compile(
    r"consorti|\bnetwork|\balliance|\bpartnership\b|\bproject\b|\bcollaboration\b", re.IGNORECASE
)
_BEFORE = 4  # lines that tell whose partners are listed


def read(reading: Reading) -> Iterator[Fact]:
    """One membership of the page's body for each name in such lists."""
    for view in reading.views:
        if not (view.kind == "heading" or view.text.endswith(":")) or not (said := _says_members(view)):
            continue
        own = said != "headings_of_network" or _together(view)
        body = _body(reading, view) if own else None
        found = list(named_below(reading, view.index + 1)) if body is not None else []
        if body is not None and len(found) >= _FEWEST and any(name.kind != "phrase" for _, name in found):
            for line, name in found:
                yield _membership(reading, line, name, body, turned=said == "memberships_of")


def _body(reading: Reading, view: View) -> str | None:
    """Whose members the page lists: the body, the project or the network that it is about."""
    topic = reading.topic
    if topic is not None and (topic.kind == "organization" or _TOGETHER.search(view.text) or _together(view)):
        return title(reading, topic)
    return project_of(reading.views[0])


def _together(view: View) -> bool:
    """Whether the lines above speak of a project or network whose partners these are."""
    topic = view.reading.topic
    if topic is not None and topic.kind == "organization" and topic.head != "network":
        return False
    above = view.reading.views[max(0, view.index - _BEFORE) : view.index]
    return any(_TOGETHER.search(each.text) for each in (view.reading.views[0], *above))


def _says_members(view: View) -> str | None:
    """Which class of headings a line is one of; None for any other line."""
    if view.end - view.start > _LONGEST:
        return None
    said = " ".join(_COUNT.sub("", view.text).lower().split())
    classes = ("headings", "headings_of_network", "memberships_of")
    return next((label for label in classes if said in word_set("memberships", label)), None)


def _membership(reading: Reading, view: View, name: Name, body: str, turned: bool) -> Fact:
    """That who is named belongs to ``body``; ``turned``: that ``body`` belongs to what is named."""
    alone = sum(each.kind in ("country", "organization") for each in view.names) == 1
    date = view.dates[0] if alone and view.dates else None
    member = name.code or title(reading, name)
    ends = (body, member) if turned else (member, body)
    slots = {"member": ends[0], "organization": ends[1], "since": edtf(date)}
    return make(
        view, "membership", "membership.headed", slots, (name.start, name.end), (date,), status="actual"
    )
