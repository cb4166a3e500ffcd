"""What the sentences after a project's name go on to say of it: "It is funded by …", "Its partners are …"."""

from __future__ import annotations

import re

from pipelines.facts.place import bodies, states
from pipelines.facts.projects.payers import HEAD, funder_of
from pipelines.facts.projects.terms import term
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention

_LINES = 5
# Who is spoken of: the project itself, or those who carry it out.
_SUBJECT = re.compile(
    r"(?P<it>(?:In\s[^,]{4,30},\s)?(?:(?:The|This|the|this)\s(?:[\w-]+\s)?(?:[Pp]roject|[Ss]tudy|[Cc]onsortium)|It)"
    r"(?=\s(?:aims|seeks|will|has|had|is|was|runs|ran|started|began|brings|involves|unites|lasts|ends|ended|receives|"
    r"received|includes|covers|consists|comprises|officially)\b))|"
    r"(?:(?:The|Its|Other|Further|All|Both|Additional|Main|Project)\s)?(?:[a-z]+\s)?(?:[Pp]roject\s)?"
    r"(?:[Pp]artners?|[Pp]articipants|[Cc]oordinator|[Bb]eneficiaries)\b(?:\s(?:are|is|include|includes|were|come)\b|\s?:)|"
    r"(?:Coordinated|Led|Funded|Financed|Implemented|Supported|Co-funded)\sby\b"
)
_PARTNERS = re.compile(
    r"\b(?:partners?|partnership|consortium|coordinat\w+|led|lead|implemented|implementing|carried\sout|brings?\stogether|"
    r"unites?|involves?|collaboration|cooperation|jointly|participants|participating|beneficiaries|run\sby|conducted\sby|consists|comprises)\b"
)
_TERM = re.compile(
    r"\b(?:runs?|ran|running|lasts?|lasted|started|starts|begins|began|launched|ends?|ended|completed|period|duration|"
    r"continue|continues|implemented|planned\sfor|scheduled)\b"
)
_IN_PLACE = re.compile(r"\s\((?:the\s)?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\)")
_BRACKET = len(" (the ")
_SAME = re.compile(r"\b(?:[Tt]he|[Tt]his|[Oo]ur|[Ii]ts|[Pp]roject\s[Pp]artners?)\s(?:[a-z-]+\s)?\Z")


def sequel(view: View) -> list[tuple[View, int]]:
    """The sentences of the paragraph after ``view`` that go on about its project, and where each is told
    from."""
    found: list[tuple[View, int]] = []
    for line in view.reading.views[view.index + 1 : view.index + 1 + _LINES]:
        if line.block != view.block or _another(line):
            break
        subject = _SUBJECT.match(line.text)
        if subject is not None:
            found.append((line, line.start + subject.end()))
    return found


def _another(line: View) -> bool:
    """Whether a sentence speaks of a project that it names or counts, not of "the project"."""
    text = line.reading.text
    return any(
        not _SAME.search(text, max(line.start, start - 24), start) and start - line.start > 2
        for start, _ in line.words(HEAD)
    )


def payer_later(lines: list[tuple[View, int]]) -> str | None:
    """Who pays by what the text goes on to say."""
    return next((payer for line, at in lines if (payer := funder_of(line, (line.start, line.start)))), None)


def term_later(lines: list[tuple[View, int]]) -> tuple[str | None, Mention | None]:
    """When it runs by what the text goes on to say."""
    for line, at in lines:
        if line.dates and _TERM.search(line.text):
            period, date = term(line, (line.start, at))
            if period is not None:
                return period, date
    return None, None


def partners_later(lines: list[tuple[View, int]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The bodies that carry it out and the countries by what the text goes on to say."""
    telling = [(line, at) for line, at in lines if _PARTNERS.search(line.text)]
    found = [body for line, at in telling for body in (*bodies(line, at - 1, line.end), *_placed(line))]
    named = [code for line, at in telling for code in states(line, at - 1, line.end)]
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(named))


def _placed(line: View) -> list[str]:
    """Short names that only their place tells to be bodies: "NIWO (the Netherlands), HCM (Greece)"."""
    text = line.reading.text
    return [
        name.name
        for name in line.names
        if name.kind == "phrase"
        and name.name.isupper()
        and _IN_PLACE.match(text, name.end, line.end)
        and any(0 < each.start - name.end <= _BRACKET for each in line.names if each.code)
    ]
