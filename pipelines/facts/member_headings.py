"""Members listed under a heading that says so: "Members", then countries or bodies in the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.joinable import project_of
from pipelines.facts.place import title
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import word_set
from pipelines.mentions.name import Name

_COUNT = re.compile(r"\s*[(:].*$")
_REST = re.compile(r"[^\W\d_]{3,}")
_MARK = re.compile(r"[\s–—•*·▪◦●○-]*(?:\(?\d{1,3}[.)]\s*)?(?:the\s)?", re.IGNORECASE)
_FLAG = re.compile(r":[a-z_]{2,20}:")
_REMARK = re.compile(r"\s(?:[–—-]|:)\s.*$|\([^()]*\)", re.DOTALL)
_TOGETHER = re.compile(
    r"consorti|\bnetwork|\balliance|\bpartnership\b|\bproject\b|\bcollaboration\b", re.IGNORECASE
)
_FEWEST = 2  # members that make a list
_MOST = 200  # lines
_BEFORE = 4  # lines that tell whose partners are listed
_LONGEST = 160  # letters of a line that names a member


def read(reading: Reading) -> Iterator[Fact]:
    """One membership of the page's body for each name in such lists."""
    for view in reading.views:
        if not (view.kind == "heading" or view.text.endswith(":")) or not (said := _says_members(view)):
            continue
        body = _body(reading, view) if said == "headings" or _together(view) else None
        found = list(_listed(reading, view.index + 1)) if body is not None else []
        if body is not None and len(found) >= _FEWEST and any(name.kind != "phrase" for _, name in found):
            for line, name in found:
                yield _membership(reading, line, name, body)


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
    classes = ("headings", "headings_of_network")
    return next((label for label in classes if said in word_set("memberships", label)), None)


def _listed(reading: Reading, first: int) -> Iterator[tuple[View, Name]]:
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
        or len(front.name) <= _FEWEST
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


def _membership(reading: Reading, view: View, name: Name, body: str) -> Fact:
    alone = sum(each.kind in ("country", "organization") for each in view.names) == 1
    date = view.dates[0] if alone and view.dates else None
    member = name.code or title(reading, name)
    slots = {"member": member, "organization": body, "since": edtf(date)}
    return make(
        view, "membership", "membership.headed", slots, (name.start, name.end), (date,), status="actual"
    )
