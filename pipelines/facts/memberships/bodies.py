"""What a tie of membership leads to, and who else and since when: the words after "is a member of"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.facts.memberships.joinable import BODIES, joinable, joined, owner, project_of
from pipelines.facts.memberships.ties import Tie
from pipelines.facts.parties import Party, listed
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_OF_BODY = re.compile(r",?\s(?:of|in|to|at)\s(?:the\s)?")
_UNDERTAKINGS = frozenset({"consortium", "network", "project", "alliance", "partnership"})
_IT = re.compile(
    r"\s+(?:fully\s+)?(?:it|them|(?:this|the) (?:programme|organi[sz]ation|initiative|policy|consortium|"
    r"network|alliance|project|association|union|federation|partnership))"
    r"(?=\s*[.,;]|\s+(?:in|on|again|since|and)\b)",
    re.IGNORECASE,
)
_PACT = re.compile(
    r"\s+the\s+(?:convention|treaty|agreement)(?=\s*[.,;]|\s+(?:in|on|since)\s)", re.IGNORECASE
)
_BOARD = re.compile(
    r"\s+(?:the|its|their|an?)\s+((?:international\s+)?(?:advisory|steering|executive|scientific|governing|editorial|"
    r"management)\s+(?:board|committee|council|panel)(?:\s+(?:of|for)\s+[\w'’-]+(?:\s+(?!and\b|in\b)[\w'’-]+){0,4})?)"
)
# Others of whom the same is said: "…, alongside A and B", "Together with A and B, C …".
_BESIDE = (
    r"(?:alongside|together\s+with|along\s+with|as\s+well\s+as|in\s+addition\s+to|besides|as\s+do(?:es)?|"
    r"as\s+(?:are|is)|as\s+(?:have|has|did)|jointly\s+with)"
)
_ALONGSIDE = re.compile(rf"(?:\s+[a-z]+){{0,2}}?,?\s+(?:also\s+)?{_BESIDE}\s+(?:the\s+)?")
_TOGETHER = re.compile(r"(?:Together|Along|Jointly|Alongside|Like)(?:\s+with)?\s+(?:the\s+)?")
_ARTICLE = re.compile(r"\s+(?:the\s+|an?\s+)?")
_MEMBER_OF = re.compile(r"\b(?:member|partner|observer|associate)\b.*\sof\Z", re.IGNORECASE)
_RESPECTIVELY = " respectively"


def bodies_of(view: View, tie: Tie) -> list[tuple[Name, str]]:
    """The bodies and programmes in the list right after the tie; "it" is the last one named before."""
    if tie.body is not None:
        return [(tie.body, joinable(view, tie.body) or tie.body.name)]
    it = _IT.match(view.reading.text, tie.end, view.end)
    if it is not None:
        before = [
            (name, joinable(view, name, listed=True) or "")
            for name in view.between(view.start, tie.start, *BODIES, "instrument")
        ]
        thing = it[0].split()[-1].lower()
        if thing not in ("it", "them"):
            before = [each for each in before if thing in each[1].lower() or each[0].head == "network"]
        return [each for each in before if each[1]][-1:] or _told(view, tie, it)
    found = joined(view, tie.end) or _board(view, tie.end) or _plain(view, tie)
    pact = _PACT.match(view.reading.text, tie.end, view.end) if not found else None
    return found if pact is None else _told(view, tie, pact)


def _plain(view: View, tie: Tie) -> list[tuple[Name, str]]:
    """What only its being joined tells to be a body: "is a member state of Interlab"."""
    if not _MEMBER_OF.search(view.slice(tie.start, tie.end)):
        return []
    article = _ARTICLE.match(view.reading.text, tie.end, view.end)
    at = article.end() if article is not None else tie.end
    name = next((each for each in view.between(at, view.end, "phrase") if each.start == at), None)
    return [(name, name.called)] if name is not None and not name.head else []


def _told(view: View, tie: Tie, it: re.Match[str]) -> list[tuple[Name, str]]:
    """ "Hungary left the consortium": the one that the page is about, or that was named last."""
    thing = it[0].split()[-1].lower()
    titled = project_of(view.reading.views[0]) if thing in _UNDERTAKINGS and view.index else None
    called = titled or owner(view, tie.start)
    if (
        called
        and not titled
        and thing not in ("it", "them")
        and not view.reading.topic
        and thing not in called.lower()
    ):
        return []  # no body named is a network, a treaty or whatever is meant
    return [(Name("phrase", it.start(), it.end(), it[0].strip()), called)] if called else []


def _board(view: View, end: int) -> list[tuple[Name, str]]:
    """A board that has no name of its own: "the advisory board of this project"."""
    said = _BOARD.match(view.reading.text, end, view.end)
    return [(Name("phrase", said.start(1), said.end(1), said[1]), said[1])] if said else []


def leads(view: View, bodies: list[tuple[Name, str]]) -> dict[int, Mention]:
    """The dates that stand before bodies of their own, by where those begin: "of A and, since 2016, of B"."""
    found: dict[int, Mention] = {}
    for (before, _), (name, _) in pairwise(bodies):
        for date in view.dates:
            lead = before.end <= date.start and date.end <= name.start
            if lead and _OF_BODY.fullmatch(view.slice(date.end, name.start)):
                found[name.start] = date
    return found


def respectively(view: View, members: Sequence[Party], after: int) -> list[Mention]:
    """The dates of ``members`` one by one: "A and B joined C in 2004 and 2007 respectively"; else none."""
    if _RESPECTIVELY not in view.text:
        return []
    dates = [date for date in view.dates if date.start >= after][: len(members)]
    return dates if len(dates) == len(members) > 1 else []


def beside(view: View, after: int, members: Sequence[Party]) -> list[Party]:
    """Of whom else the same is said: "Together with A, B is …", "B is a member of C, alongside D and E"."""
    found: list[Party] = []
    first = _TOGETHER.match(view.text)
    if first is not None and members:
        found += listed(view, view.start + first.end(), members[0].start)
    also = _ALONGSIDE.match(view.reading.text, after, view.end)
    if also is not None:
        found += listed(view, also.end(), view.end)
    known = {(each.code, each.organization) for each in members}
    return [each for each in found if (each.code, each.organization) not in known]
