"""Tables and records that a page's text has only as lines, recognised by their structure.

Four layouts: cells between bars (``Partner | Signed``), cells parted by tabs or several spaces, a cell a line
under a head of lines (``Partner``, ``Signed``, then ``1.`` and its cells), and labelled lines one below the
other (``Period | 2020 to 2021``, ``Partner: …``). What stands in a column is told by the words of its head
(``words/tables.yml``), never by its place. A line of bars without a known head (a menu, a breadcrumb) is no
table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.lexicon.words import word_set
from pipelines.mentions.table_heads import (
    LONGEST,
    PROVEN,
    heads_keys,
    is_empty,
    is_head,
    is_small_head,
    slot_of,
)
from pipelines.mentions.text import Folded

Span = tuple[int, int]
Label = tuple[str, int]  # the head of a column and where it stands
_LABEL_REACH = 56  # a bullet, a label and the sign after it
_MOST_CELLS = 24
_MOST_ROWS = 2000
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"[~<>≈]?\s?[A-Z€$£¥]{0,3}\s?\d[\d ,.']*\s?[%€$£¥]?")

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_RULE_LINE = re.compile(r"[\s|:+=_-]+")
_GAP = re.compile(r"\s*\t\s*|[ \u00a0]{2,}")
_MARKS = {"bars": ("|",), "gaps": ("\t", "  ", "\u00a0")}
_CELLS = {"bars": re.compile(r"\s*\|\s*"), "gaps": _GAP}
_SERIAL = re.compile(r"\(?\d{1,4}[.)]?")
_VERB = re.compile(r"\s(?:is|was|are|were|has|have|had)\s")  # "Two treaties were signed: …" is no label
_PAIR = re.compile(r"(?:[-–—•*·]\s+)?(?P<label>[A-Z][^|:\n]{1,47}?)\s*(?:\||:|\s[-–—])\s*(?=\S)")


class Field(NamedTuple):
    """``text[start:end]`` under the head ``label``, which stands at ``head``; ``slot`` is the class of
    ``words/tables.yml`` that the head belongs to, ``year`` for a column of one year, empty for a head that
    says nothing known."""

    slot: str
    label: str
    start: int
    end: int
    head: int = 0


class Record(NamedTuple):
    """One row or one group of labelled lines: ``text[start:end]``.

    ``layout`` is ``bars``, ``gaps``, ``lines`` or ``pairs``. ``above`` is the line over its table (a caption
    or a heading), an empty span where there is none; ``table`` is the whole table, its head included.
    """

    start: int
    end: int
    layout: str
    fields: tuple[Field, ...]
    above: Span
    table: Span

    def get(self, *slots: str) -> Field | None:
        """The first field of one of ``slots``, in their order."""
        for slot in slots:
            for field in self.fields:
                if field.slot == slot:
                    return field
        return None


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    apart: bool  # whether an empty line stands before it


def find_records(text: str) -> list[Record]:
    """The records of ``text`` in order, none overlapping another. Linear in the text."""
    lines = _lines(text)
    found: list[Record] = []
    at = 0
    while at < len(lines):
        table, after = _table(lines, at)
        found.extend(table)
        at = max(after, at + 1)
    return found


def with_tabs(folded: Folded, stored: str) -> str:
    """The folded text with its tabs, which fold into spaces for all else: they part the cells of a row."""
    if "\t" not in stored:
        return folded.text
    at = folded.offsets if folded.offsets is not None else range(len(folded.text))
    return "".join(
        "\t" if stored[place] == "\t" else char for place, char in zip(at, folded.text, strict=False)
    )


def parted(text: str, records: Sequence[Record]) -> str:
    """``text`` with the end of a line after each cell that only spaces part from the next, so that no name
    and no figure runs over two."""
    gaps = [field.start - 1 for record in records if record.layout == "gaps" for field in record.fields[1:]]
    if not gaps:
        return text
    letters = list(text)
    for place in gaps:
        letters[place] = "\n"
    return "".join(letters)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match[0].strip()
        start = match.start() + match[0].index(line[0])
        lines.append(_Line(start, start + len(line), line, text.count("\n", last, start) > 1))
        last = start + len(line)
    return lines


def _table(lines: Sequence[_Line], at: int) -> tuple[list[Record], int]:
    """The records of the table that begins with line ``at``, and the line after it; none where none does."""
    line = lines[at]
    for layout, marks in _MARKS.items():
        if any(mark in line.text for mark in marks):
            labels = _labels(line, layout)
            names = [label for label, _ in labels]
            if labels and (is_head(names) or is_small_head(names) or heads_keys(names)):
                table = _rows(lines, at, layout, labels)
                below = lines[at + 1 : table[1]]
                told = is_head(names) or _all_told(table[0], below) or _all_figures(table[0], below)
                if _holds(below, layout) and told:
                    return table
                return [], table[1]  # a menu, read once: what its lines are is known
    if len(line.text) <= LONGEST:
        head = _stacked_head(lines, at)
        if head:
            return _stacked(lines, at, head)
    return _pairs(lines, at)


def _cells(line: _Line, layout: str) -> list[Field]:
    """The cells of a line, without labels; empty ones between bars are kept."""
    cells: list[Field] = []
    position = 0
    for gap in _CELLS[layout].finditer(line.text):
        if gap.start() or layout == "gaps":
            cells.append(Field("", "", line.start + position, line.start + gap.start()))
        position = gap.end()
        if len(cells) > _MOST_CELLS:
            return []
    if position < len(line.text):
        cells.append(Field("", "", line.start + position, line.end))
    return cells


def _labels(line: _Line, layout: str) -> list[Label]:
    return [
        (line.text[cell.start - line.start : cell.end - line.start].strip("*_ "), cell.start)
        for cell in _cells(line, layout)
    ]


def _holds(lines: Sequence[_Line], layout: str) -> bool:
    """Whether rows hold more than single words, as a menu's would: figures, or two words in most cells."""
    lines = [line for line in lines if not _RULE_LINE.fullmatch(line.text)]
    if any(any(map(str.isdigit, line.text)) for line in lines):
        return True
    cells = [
        line.text[c.start - line.start : c.end - line.start] for line in lines for c in _cells(line, layout)
    ]
    return len(lines) > 1 and 2 * sum(" " in cell for cell in cells) > len(cells)


def _all_figures(records: Sequence[Record], lines: Sequence[_Line]) -> bool:
    """Whether every cell of two or more rows but the first, which says of what, is a figure or empty."""
    text = {line.start: line for line in lines}
    if len(records) < 2:
        return False
    cells = [
        text[record.start].text[field.start - record.start : field.end - record.start].strip("*_ ")
        for record in records
        for field in record.fields[1:]
    ]
    return bool(cells) and all(is_empty(cell) or _FIGURE.fullmatch(cell) for cell in cells)


def _all_told(records: Sequence[Record], lines: Sequence[_Line]) -> bool:
    """Whether every row of two or more has a figure where the head wants one."""
    text = {line.start: line for line in lines}
    if len(records) < 2 or not any(field.slot in PROVEN for record in records for field in record.fields):
        return False
    for record in records:
        line = text[record.start]
        for field in record.fields:
            if field.slot in PROVEN and not _DIGIT.search(
                line.text, field.start - line.start, field.end - line.start
            ):
                return False
    return True


def _above(lines: Sequence[_Line], at: int) -> Span:
    return (lines[at - 1].start, lines[at - 1].end) if at else (0, 0)


def _rows(lines: Sequence[_Line], at: int, layout: str, labels: list[Label]) -> tuple[list[Record], int]:
    """The rows of bars or gaps under the head at line ``at``."""
    rows: list[tuple[_Line, list[Field]]] = []
    index = at + 1
    while index < len(lines) and len(rows) < _MOST_ROWS:
        line = lines[index]
        if _RULE_LINE.fullmatch(line.text) and len(line.text) > 2:
            index += 1
            continue
        cells = _cells(line, layout)
        if len(cells) < 2 or len(cells) > len(labels) + (layout == "bars"):
            break
        rows.append((line, cells))
        index += 1
    if not rows:
        return [], at + 1
    whole = (lines[at].start, rows[-1][0].end)
    if len(labels) == 2 and _labelled(rows):
        fields = [_pair_field(line, cells) for line, cells in rows]
        return [Record(rows[0][0].start, whole[1], "pairs", tuple(fields), _above(lines, at), whole)], index
    return [
        Record(line.start, line.end, layout, _filled(labels, cells), _above(lines, at), whole)
        for line, cells in rows
    ], index


def _labelled(rows: Sequence[tuple[_Line, list[Field]]]) -> bool:
    """Whether the first column holds labels, so that the rows are one record ("Period | 2020 to 2021")."""
    slots = [slot_of(line.text[: cells[0].end - line.start]) for line, cells in rows]
    told = [slot for slot in slots if slot and slot not in ("year", "plain")]
    return len(set(told)) >= 2 and 2 * len([slot for slot in slots if slot]) > len(rows)


def _pair_field(line: _Line, cells: Sequence[Field]) -> Field:
    label = line.text[cells[0].start - line.start : cells[0].end - line.start]
    return Field(slot_of(label), label, cells[1].start, cells[1].end, cells[0].start)


def _filled(labels: Sequence[Label], cells: Sequence[Field]) -> tuple[Field, ...]:
    return tuple(
        Field(slot_of(label), label, cell.start, cell.end, head)
        for (label, head), cell in zip(labels, cells, strict=False)
        if cell.end > cell.start
    )


def _stacked_head(lines: Sequence[_Line], at: int) -> list[Label]:
    """The heads of columns that stand one below the other from line ``at`` on; none where there are none."""
    if not slot_of(lines[at].text):
        return []
    labels: list[Label] = []
    for index in range(at, min(len(lines), at + _MOST_CELLS)):
        line = lines[index]
        if (index > at and line.apart) or len(line.text) > LONGEST:
            break
        if (
            not slot_of(line.text)
            or any(line.text == label for label, _ in labels)
            or line.text.endswith(":")
        ):
            break
        labels.append((line.text, line.start))
    return labels if len(labels) >= 3 and is_head([label for label, _ in labels]) else []


def _stacked(lines: Sequence[_Line], at: int, labels: list[Label]) -> tuple[list[Record], int]:
    """The records below a head of lines: each begins with its number, or is as many lines as the head."""
    slots = [slot_of(label) for label, _ in labels]
    numbered = slots[0] == "serial"
    groups: list[list[_Line]] = []
    index = at + len(labels)
    while index < len(lines) and len(groups) < _MOST_ROWS:
        group = _group(lines, index, len(labels), numbered)
        if not group or not _fits(group, slots):
            break
        groups.append(group)
        index += len(group)
    if not groups:
        return [], at + 1
    whole = (lines[at].start, groups[-1][-1].end)
    return [
        Record(
            group[0].start,
            group[-1].end,
            "lines",
            _filled(labels, [Field("", "", line.start, line.end) for line in group]),
            _above(lines, at),
            whole,
        )
        for group in groups
    ], index


def _group(lines: Sequence[_Line], index: int, width: int, numbered: bool) -> list[_Line]:
    """The lines of the record that begins at ``index``; none where no record does."""
    if not numbered:
        return list(lines[index : index + width]) if index + width <= len(lines) else []
    if not _SERIAL.fullmatch(lines[index].text):
        return []
    end = index + 1
    while (
        end < min(len(lines), index + width)
        and not lines[end].apart
        and not _SERIAL.fullmatch(lines[end].text)
    ):
        end += 1
    return list(lines[index:end]) if end - index > 2 or end - index == width else []


def _fits(group: Sequence[_Line], slots: Sequence[str]) -> bool:
    """Whether the lines of a record hold what the columns' heads say: dates, figures, short names."""
    for line, slot in zip(group, slots, strict=False):
        if slot in ("signed", "valid", "start", "joined", "date", "amount", "count", "year"):
            told = any(map(str.isdigit, line.text)) or is_empty(line.text)
            if not told and line.text.casefold() not in word_set("tables", "open_end"):
                return False
        if slot in ("country", "partner") and (line.text.endswith(":") or not line.text[:1].isalnum()):
            return False
    return True


def _pairs(lines: Sequence[_Line], at: int) -> tuple[list[Record], int]:
    """The labelled lines from line ``at`` on, as one record: two known labels at least."""
    if lines[at].text[:1].islower():
        return [], at + 1
    fields = list(_labelled_lines(lines, at))
    told = {field.slot for field in fields} - {"", "plain", "year", "serial"}
    if len(fields) < 2 or len(told) < 2:
        return [], at + 1
    whole = (lines[at].start, fields[-1].end)
    return [Record(*whole, "pairs", tuple(fields), _above(lines, at), whole)], at + len(fields)


def _labelled_lines(lines: Sequence[_Line], at: int) -> Iterator[Field]:
    slots: set[str] = set()
    for line in lines[at : at + _MOST_CELLS]:
        head = line.text[:_LABEL_REACH]
        if not (":" in head or "|" in head or " -" in head or " –" in head or " —" in head):
            return
        pair = _PAIR.match(line.text) if line.text[:1].isupper() or line.text[:1] in "-–—•*·" else None
        if pair is None:
            return
        slot = slot_of(pair["label"]) if not _VERB.search(pair["label"]) else ""
        if not slot or (slot in slots and slot != "plain"):
            return
        slots.add(slot)
        yield Field(slot, pair["label"], line.start + pair.end(), line.end, line.start + pair.start("label"))
