"""Who takes part: countries and bodies in a stretch of a sentence, and lists of them taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.facts.reading import View, codes
from pipelines.lexicon.words import pattern, word_set
from pipelines.mentions.name import Name

_LINK = re.compile(r"[\s,;()]*(?:(?:%s)?[\s,]*(?:the|a|an|its|countries|states|also|neighbouring|neighboring|others?)?\s*)*[\s,;(]*$" % "|".join(
    sorted(map(re.escape, word_set("parties", "list_links")), key=len, reverse=True)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """One party: a state (``code``) or a body (``organization``, with the ``countries`` it belongs to)."""

    start: int
    end: int
    code: str | None = None
    organization: str | None = None
    countries: tuple[str, ...] = ()


def party(view: View, name: Name) -> Party | None:
    """The party that ``name`` is; None for what cannot be one. A definite description is resolved first."""
    if name.kind in ("country", "government", "city"):
        adjective = name.kind == "country" and name.form == "adjective"
        return None if adjective or name.kind == "city" else Party(name.start, name.end, name.code)
    if name.kind == "organization" or (name.kind == "phrase" and (name.head or "").startswith("organization")):
        meant = view.reading.meant(name)
        if meant is name and name.kind == "phrase":
            return None
        return Party(name.start, name.end, None, meant.full or meant.name, codes(meant))
    if name.kind == "role":
        states = [inner for inner in name.nested if inner.code]
        return Party(name.start, name.end, states[0].code) if states else None
    return None


def parties(view: View, start: int, end: int) -> list[Party]:
    """The parties named in ``[start, end)``, in order."""
    found = [party(view, name) for name in view.between(start, end)]
    return [each for each in found if each is not None]


def both(view: View, start: int, end: int) -> tuple[str, ...]:
    """The page's two countries where ``[start, end)`` says "both sides", else nothing."""
    if len(view.reading.home) == 2 and pattern("parties", "both").search(view.slice(start, end)):
        return view.reading.home
    return ()


def listed(view: View, start: int, end: int) -> list[Party]:
    """The parties of the list that begins right at ``start``: it ends where something else comes between two."""
    found: list[Party] = []
    position = start
    for name in view.between(start, end):
        if name.kind == "country" and name.form == "adjective":
            continue
        between = view.slice(position, name.start)
        if found and not _LINK.match(between) and not _bracketed(between):
            break
        each = party(view, name)
        if each is None:
            if found:
                break
            continue
        found.append(each)
        position = name.end
    return found


def _bracketed(text: str) -> bool:
    """Whether only a remark in brackets (and a link) stands between two items."""
    return _LINK.match(re.sub(r"\([^)]*\)", "", text)) is not None


def countries_of(found: Iterable[Party]) -> tuple[str, ...]:
    """The countries of all parties, in order, each once."""
    return tuple(dict.fromkeys(code for each in found for code in ((each.code,) if each.code else each.countries)))


def organizations_of(found: Sequence[Party]) -> tuple[str, ...]:
    """The bodies among the parties, in order, each once."""
    return tuple(dict.fromkeys(each.organization for each in found if each.organization))


def with_home(view: View, found: tuple[str, ...]) -> tuple[str, ...]:
    """``found`` with the page's own country first, where the page has one."""
    return tuple(dict.fromkeys((*view.reading.home[:1], *found)))
