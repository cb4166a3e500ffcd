"""The fact that one belongs to a body, and the dates of the members of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import Party, listed, parties
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention

GAP = 40  # letters between what belongs together
_DATED = re.compile(
    r"(?:\s\([A-Z][\w&-]{1,11}\))?"  # an acronym
    r"(?:\s(?:in|at)\s[A-Z][\w.-]+(?:\s[A-Z][\w.-]+)?(?=\s\())?\s*(?:\(\s*(?:[A-Z][\w.'-]+(?:\s[\w.'-]+)?,\s)?)?"
    r"(?:(?:signed|concluded|dated|joined)\s+(?:in\s+|on\s+)?|in\s+|since\s+|from\s+|,\s*(?:in|since)\s+)?"
)
_FOUNDED = re.compile(
    r"\b(?:founded|established|created|set\sup|launched|formed|opened)\s(?:in\s[A-Z]\w+\s)?(?:in|on)\s\Z"
)
_AS_OF = re.compile(r"as (?:of|at|on)\b", re.IGNORECASE)
_PAIRED = re.compile(r"\s+and\s+(?:the\s+)?")
_GOES_ON = re.compile(r"(?:,|\band|\bby|:|;|\bof|^)\s*(?:then\s+|later\s+|the\s+|[A-Z]\w+\s+of\s+)*\Z")


def membership(
    view: View,
    rule: str,
    member: Party,
    body: str,
    anchor: tuple[int, int],
    date: Mention | None,
    status: str,
) -> Fact:
    """The fact that ``member`` belongs to ``body``, said at ``anchor``; "as of" is not since when."""
    if date is not None and _AS_OF.match(view.slice(date.start, date.end)):
        date = None
    slots = {"member": member.code or member.organization, "organization": body, "since": edtf(date)}
    return make(view, "membership", f"membership.{rule}", slots, anchor, (date,), status)


def own_date(view: View, end: int) -> Mention | None:
    """The date right after a name: "International Council for Science (since 1996)", "Finland in 1984"."""
    return next(
        (date for date in view.dates if date.start >= end and _DATED.fullmatch(view.slice(end, date.start))),
        None,
    )


def item_date(view: View, members: Sequence[Party], index: int) -> Mention | None:
    """The date of one member of a list: its own, or the next one's ("Chile and Peru (1998)")."""
    date = own_date(view, members[index].end)
    if date is None and index + 1 < len(members):
        after = members[index + 1]
        if _PAIRED.fullmatch(view.slice(members[index].end, after.start)):
            date = own_date(view, after.end)
    return date


def dated_after(view: View, start: int, end: int | None = None) -> list[tuple[Party, Mention]]:
    """The members with dates of their own that a sentence goes on with (", followed by A (2001) and B in
    2009").
    """
    members = parties(view, start, view.end if end is None else end)
    found = []
    for index, each in enumerate(members):
        date = item_date(view, members, index)
        if date is not None and _GOES_ON.search(view.slice(max(start, each.start - GAP), each.start)):
            found.append((each, date))
    return found


def listing(view: View, start: int, end: int) -> list[Party]:
    """The members of the list at ``start``; where bodies are listed, countries only say where they are."""
    found = listed(view, start, end)
    if found and found[0].organization:
        return [each for each in listed(view, start, end, phrases=True) if each.organization]
    return found


def of_founding(view: View, start: int) -> list[Mention]:
    """The dates at which what is belonged to was set up: "a member of B, a network founded in 2001"."""
    if "institutions.founding" not in view.holds:
        return []
    return [date for date in view.dates if _FOUNDED.search(view.slice(start, max(start, date.start)))]
