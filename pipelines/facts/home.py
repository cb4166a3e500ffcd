"""Whose page a document is: of the countries it speaks of most, its title names, or it is sent from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipelines.mentions.name import Name
from pipelines.mentions.text import Block

_GIST_BLOCKS = 2  # a title and what follows it say whose page it is
_ALIKE = 0.7  # spoken of nearly as often
_PARTNER, _BYSTANDER = 0.45, 0.5  # a partner of the page's country; no more than one among others
_OF_CITY, _OF_DATELINE = 0.5, 2
# The page of a mission abroad is its country's: "Embassy of Chile in Finland".
_MISSION = re.compile(
    r"(?:[A-Z]\w+ )?(?:Embassy|Consulate(?: General)?|High Commission|Permanent Mission)(?: of |$)"
)
_ABROAD = re.compile(r"\s?\n|,?\s(?:in|to)\s(?:the\s)?[A-Z]|\Z")
_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w ]{2,20})?,\s(?:\w+day,\s)?(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s\d{1,2}\b)"
    r"|\s(?:\([\w /.-]{2,20}\)\s)?[–—-]{1,2}\s"
)


def codes(name: Name) -> tuple[str, ...]:
    """The countries that ``name`` tells: a state's own code, a body's countries."""
    if (name.is_state or name.kind == "city") and name.code:
        return (name.code,)
    return name.countries


def home_of(text: str, blocks: Sequence[Block], names: Iterable[Name], own: str | None) -> tuple[str, ...]:
    """Whose page it is: the countries that most paragraphs speak of, the likeliest first, at most two.

    ``own``, a sidecar's ``country``, comes first. Paragraphs count, not words: a list of partners names each
    once. A city tells half as much as a country, more where a report is sent from it. Of three spoken of
    alike none is at home, but for the one that the title alone names.
    """
    counted: dict[str, float] = defaultdict(float)
    starts = [block.start for block in blocks]
    seen: set[tuple[int, str, bool]] = set()
    titled: dict[str, None] = {}
    mission: str | None = None
    for name in names:
        told = codes(name)
        if not told or text.startswith("$", name.end):
            continue  # "US$" names no country
        block = bisect_left(starts, name.start + 1) - 1
        if block == 0:
            titled.update(dict.fromkeys(told if name.kind != "city" else ()))
        elif (name.start, name.end) == (blocks[block].start, blocks[block].end):
            continue  # a heading of a list of partners
        city = name.kind == "city"
        for code in told:
            if (block, code, city) not in seen:
                seen.add((block, code, city))
                counted[code] += (_OF_CITY if city else 1) * (2 if block < _GIST_BLOCKS else 1)
                counted[code] += _OF_DATELINE if city and _dateline(text, blocks[block], name, block) else 0
        opens = block < _GIST_BLOCKS and name.start == blocks[block].start
        if opens and _MISSION.match(name.name) and _ABROAD.match(text, name.end):
            mission = mission or told[0]
    named = {code for _, code, city in seen if not city}
    home = _with_titled(_outstanding({code: counted[code] for code in named}), list(titled))
    if own is None and mission in home:
        home = sorted(home, key=lambda code: code != mission)
    return tuple(dict.fromkeys(([own] if own else []) + home))


def _dateline(text: str, block: Block, name: Name, number: int) -> bool:
    """Whether a city at the head of a report says where it comes from ("MINSK, 5 May 2019 –")."""
    opens = number <= _GIST_BLOCKS and name.start == block.start
    return opens and _DATELINE.match(text, name.end) is not None


def _with_titled(home: list[str], titled: list[str]) -> list[str]:
    """``home`` with the one country that the title names, which a page of no other country is of."""
    if len(titled) != 1 or titled[0] in home:
        return home
    return titled if not home else [*home[:1], *titled]


def _outstanding(counted: Mapping[str, float]) -> list[str]:
    """The one or two that are spoken of most; none where three or more are spoken of alike."""
    ranked = sorted((code for code in counted if counted[code] > 1), key=lambda code: (-counted[code], code))
    if not ranked:
        return []
    first, second, third = ([counted[code] for code in ranked] + [0.0, 0.0])[:3]
    if third >= _ALIKE * first:
        return []
    both = second >= _ALIKE * first or (second >= _PARTNER * first and third <= _BYSTANDER * second)
    return ranked[: 2 if both else 1]
