"""Who works with whom: a matrix of the countries most spoken of, and the pairs with what links them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations
from math import log
from typing import Any

from pipelines.report.page import words
from pipelines.report.page.content import Content, Fact
from pipelines.report.page.groups import country_link
from pipelines.report.page.tables import Cell, Column, Table, count, heads

_ACROSS, _DOWN, _PAIRS = 8, 24, 15
# A statement on more countries than this is one on a club, not on pairs of its members.
_CLUB = 6
_SHADES = 5
Pair = tuple[str, str]


def section(content: Content) -> dict[str, Any]:
    """``matrix`` and ``pairs``."""
    pairs = _pairs(content)
    return {"matrix": _matrix(content, pairs), "pairs": _table(content, pairs)}


def _pairs(content: Content) -> Mapping[Pair, list[Fact]]:
    """The facts that link two countries, by the pair; what was planned, proposed or denied left out."""
    found: dict[Pair, list[Fact]] = defaultdict(list)
    for fact in content.facts:
        codes = sorted(words.countries_of(fact.values))
        if fact.status == "actual" and 2 <= len(codes) <= _CLUB:
            for one, other in combinations(codes, 2):
                found[one, other].append(fact)
    return found


def _matrix(content: Content, pairs: Mapping[Pair, list[Fact]]) -> Table:
    """Those with most partners across, their partners down, in each cell how many facts link the two."""
    weight, partners = Counter[str](), Counter[str]()
    for pair, facts in pairs.items():
        for code in pair:
            weight[code] += len(facts)
            partners[code] += 1
    across = sorted((code for code in weight if partners[code] > 1), key=lambda c: (-partners[c], c))[
        :_ACROSS
    ]
    linked = {code for pair in pairs if set(pair) & set(across) for code in pair}
    down = sorted(linked, key=lambda code: (-weight[code], code))[:_DOWN]
    most = max((len(facts) for facts in pairs.values()), default=1)
    rows = [
        [_name(code, content), *(_cell(code, other, pairs, most, content) for other in across)]
        for code in down
    ]
    left = len(linked) - len(down)
    return Table(
        "How many facts link two countries",
        [Column(""), *(Column(words.country(code, content.countries), True) for code in across)],
        rows,
        more=f"{left} more countries have fewer links" if left else "",
        more_link="#facts" if left else "",
        name="matrix",
    )


def _name(code: str, content: Content) -> Cell:
    return Cell(words.country(code, content.countries), country_link(code), code)


def _cell(one: str, other: str, pairs: Mapping[Pair, list[Fact]], most: int, content: Content) -> Cell:
    if one == other:
        return Cell("", note="—")
    facts = pairs.get((min(one, other), max(one, other)), [])
    if not facts:
        return Cell("")
    cell = count(len(facts), _link(sorted((one, other)), "", facts, content))
    return Cell(cell.text, cell.link, shade=1 + round((_SHADES - 1) * log(len(facts)) / max(log(most), 1)))


def _link(pair: list[str], kind: str, facts: list[Fact], content: Content) -> str:
    what = words.KINDS[kind][1].capitalize() if kind else "All facts"
    title = f"{what}: {words.between(pair, content.countries)}"
    key = "-".join(["pair", *pair, *([kind] if kind else [])])
    return content.groups.link(key, title, (fact.fact_id for fact in facts))


def _table(content: Content, pairs: Mapping[Pair, list[Fact]]) -> Table:
    ordered = sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0]))
    kinds = ("agreement", "event", "programme", "funding", "observation")
    rows = [
        [
            Cell(words.between(pair, content.countries), note=" – ".join(pair)),
            *(_of_kind(list(pair), kind, facts, content) for kind in kinds),
            *_years(facts),
        ]
        for pair, facts in ordered[:_PAIRS]
    ]
    left = len(ordered) - len(rows)
    labels = [f"{words.KINDS[kind][1].capitalize()}#" for kind in kinds]
    return Table(
        "Pairs of countries, the most linked first",
        heads("Pair", *labels, "First#", "Last#"),
        rows,
        more=f"{left:,} more pairs" if left > 0 else "",
        more_link="#facts" if left > 0 else "",
        name="pairs",
    )


def _of_kind(pair: list[str], kind: str, facts: list[Fact], content: Content) -> Cell:
    some = [fact for fact in facts if fact.kind == kind]
    return count(len(some), _link(pair, kind, some, content))


def _years(facts: list[Fact]) -> list[Cell]:
    """First and last sign of life, each leading to its sentence."""
    days = [(day, fact) for fact in facts for day in words.time_of(fact.values)[1:] if day]
    if not days:
        return [Cell(), Cell()]
    first, last = min(days, key=lambda item: item[0]), max(days, key=lambda item: item[0])
    return [Cell(str(day.year), f"#fact/{fact.fact_id}") for day, fact in (first, last)]
