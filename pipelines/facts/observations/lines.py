"""Figures on lines of their own, as fact sheets and dashboards have them.

Three forms: a label and its figure on one line ("Joint projects funded: 27"), cards of a figure and its label
on two lines, and lists of countries, bodies or years with a figure each, under a heading that says what is
counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.facts.build import edtf
from pipelines.facts.fact import Fact
from pipelines.facts.figures import scheme_above
from pipelines.facts.home import codes
from pipelines.facts.observations.counted import noun
from pipelines.facts.periods import headed
from pipelines.facts.place import at_home
from pipelines.facts.reading import Reading
from pipelines.lexicon.words import word_set
from pipelines.mentions.mention import Mention
from pipelines.mentions.text import Block

_LONGEST = 140
_FEWEST_CARDS, _FEWEST_LISTED = 2, 3
_KINDS = frozenset({"count", "percent", "ratio"})
_MARK = re.compile(r"[\s–—•*·▪‣◦●○#-]+")
_SIGN = re.compile(r"\s*(?::|=|\s[–—-])\s*\Z")
_REMARK = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
_COUNTED_IN_BRACKETS = re.compile(r"(?:\(|,\s)(?P<noun>[a-z][a-z -]{3,30}s)\)")
_ASIDE = re.compile(r"\s(?:–|—|-)\s.*|,\s*(?:19|20)\d\d.*")
_END = " .:;,–—-"


class Line(NamedTuple):
    """A short block with one figure; ``before``, from ``start`` on, and ``after`` are the words around it."""

    block: Block
    figure: Mention
    start: int
    before: str
    after: str


def read(reading: Reading) -> Iterator[Fact]:
    """One observation a figure that has a line of its own."""
    lines = [_line(reading, block) for block in reading.blocks]
    if not any(lines):
        return
    yield from _labelled(reading, lines)
    yield from _cards(reading, lines)
    yield from _listed(reading, lines)


def _line(reading: Reading, block: Block) -> Line | None:
    """What a block says if it is short and holds one figure."""
    if block.end - block.start > _LONGEST:
        return None
    figures = [m for m in _inside(reading, block) if m.kind != "date"]
    if len(figures) != 1:
        return None
    figure = figures[0]
    if figure.kind not in _KINDS or figure.reason is not None or (figure.low is None and figure.high is None):
        return None
    mark = _MARK.match(reading.text, block.start, figure.start)
    start = mark.end() if mark is not None else block.start
    rest = reading.text[figure.end : block.end].strip(_END)
    return Line(block, figure, start, reading.text[start : figure.start], rest)


def _inside(reading: Reading, block: Block) -> Sequence[Mention]:
    return reading.mentions_between(block.start, block.end)


def _labelled(reading: Reading, lines: Sequence[Line | None]) -> Iterator[Fact]:
    """ "Swedish students in Chile (2019): 61"."""
    for line in lines:
        if line is None or not _SIGN.search(line.before) or not _dates_only(line.after):
            continue
        label = _SIGN.sub("", line.before)
        unit = _unit(line.figure, label)
        if unit is not None:
            yield _fact(reading, "observation.labelled", (line.block,), line.figure, unit, _plain(label))


def _dates_only(rest: str) -> bool:
    return not rest or (rest[0] == "(" and not re.search(r"[a-z]{4}", rest))


def _cards(reading: Reading, lines: Sequence[Line | None]) -> Iterator[Fact]:
    """A figure on a line and its label on the next, or the other way round: two such pairs at least."""
    number = 0
    while number < len(lines):
        run = _run(reading, lines, number)
        if len(run) >= _FEWEST_CARDS:
            for bare, label in run:
                text = reading.text[label.start : label.end]
                unit = _unit(bare.figure, text)
                if unit is not None:
                    span = sorted((bare.block, label), key=lambda block: block.start)
                    yield _fact(reading, "observation.card", span, bare.figure, unit, _plain(text))
        number += max(1, 2 * len(run))


def _run(reading: Reading, lines: Sequence[Line | None], number: int) -> list[tuple[Line, Block]]:
    """The cards from block ``number`` on, which is a figure."""
    if not _bare(lines[number]):
        return []
    last = number
    while last + 2 < len(lines) and _bare(lines[last + 2]) and _label(reading, lines, last + 1):
        last += 2
    behind = _label(reading, lines, last + 1)
    before = _label(reading, lines, number - 1)
    close = (
        reading.text.count("\n", reading.blocks[number].end, reading.blocks[number + 1].start)
        if behind
        else 2
    )
    step = 1 if behind and (close == 1 or not before) else -1
    if step < 0 and not before:
        return []
    found: list[tuple[Line, Block]] = []
    for at in range(number, last + 1, 2):
        line = lines[at]
        if line is not None:
            found.append((line, reading.blocks[at + step]))
    return found


def _bare(line: Line | None) -> bool:
    """Whether a line is a figure and nothing else."""
    return line is not None and not line.before.strip(_END) and not line.after


def _label(reading: Reading, lines: Sequence[Line | None], number: int) -> bool:
    """Whether a block can be a card's label: some words without a figure."""
    if not 0 <= number < len(lines) or lines[number] is not None:
        return False
    block = reading.blocks[number]
    return block.end - block.start <= _LONGEST and " " in reading.text[block.start : block.end]


def _listed(reading: Reading, lines: Sequence[Line | None]) -> Iterator[Fact]:
    """ "Egypt 1861" under "Partner countries (2020-2025, papers)": three such lines at least."""
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and _keyed(reading, lines[end]):
            end += 1
        if end - number >= _FEWEST_LISTED and number:
            yield from _under(
                reading, reading.blocks[number - 1], [each for each in lines[number:end] if each]
            )
        number = max(end, number + 1)


def _keyed(reading: Reading, line: Line | None) -> bool:
    """Whether a line is a country, a body or a year, and its figure."""
    if line is None or line.after or not line.before.strip(_END):
        return False
    key = line.before.rstrip(_END + "|")
    start = reading.text.index(key, line.block.start)
    end = start + len(key)
    return any(name.start == start and name.end == end for name in reading.between(start, end)) or any(
        date.kind == "date" and date.start == start and date.end == end
        for date in _inside(reading, line.block)
    )


def _under(reading: Reading, heading: Block, lines: Sequence[Line]) -> Iterator[Fact]:
    head = reading.text[heading.start : heading.end]
    counted = _COUNTED_IN_BRACKETS.search(head)
    for line in lines:
        unit = counted["noun"] if counted and line.figure.kind == "count" else _unit(line.figure, head)
        if unit is None or unit.split()[-1] in word_set("parties", "list_words"):
            continue  # "Partner countries" are not what is counted
        measure = f"{_plain(head)} {line.before.strip(_END)}"
        yield _fact(reading, "observation.listed", (line.block,), line.figure, unit, measure, heading)


def _unit(figure: Mention, label: str) -> str | None:
    """What is counted, by the figure's sign or the noun of its label; None for what is about the page."""
    if figure.kind != "count":
        return figure.unit
    unit = noun(_ASIDE.sub("", label))
    return None if unit is None or unit.split()[-1].lower() in word_set("furniture", "counted") else unit


def _plain(label: str) -> str:
    """A label without remarks."""
    return _ASIDE.sub("", _REMARK.sub("", label)).strip(_END)


def _fact(
    reading: Reading,
    rule: str,
    blocks: Sequence[Block],
    figure: Mention,
    unit: str,
    measure: str,
    heading: Block | None = None,
) -> Fact:
    start, end = blocks[0].start, blocks[-1].end
    dates = [mention for block in blocks for mention in _inside(reading, block) if mention.edtf]
    if not dates and heading is not None:
        dates = [mention for mention in _inside(reading, heading) if mention.edtf]
    view = reading.view_at(start)
    above = headed(view) if view is not None and not dates else None
    date = dates[0] if len(dates) == 1 else above
    scheme = scheme_above(view) if view is not None else None
    around = reading.between(heading.start, heading.end) if heading is not None else []
    told = [code for name in (*around, *reading.between(start, end)) for code in codes(name)]
    home = reading.home[:1] if told else at_home(reading)
    slots = {
        "value_low": figure.low,
        "value_high": figure.high,
        "qualifier": figure.qualifier or "exact",
        "unit": unit,
        "measure": measure,
        "programme": scheme.name if scheme is not None else None,
        "period": edtf(date),
        "countries": tuple(dict.fromkeys((*home, *told))),
    }
    used = (figure,) if date is None else (figure, date)
    return Fact("observation", start, end, "actual", rule, slots, used)
