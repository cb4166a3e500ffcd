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
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.lexicon.words import word_file, word_set

Span = tuple[int, int]
Label = tuple[str, int]  # the head of a column and where it stands
_LABEL_LONGEST = 48  # characters
_PHRASE_LONGEST = 4
_LABEL_WORDS = 8
_MOST_CELLS = 24
_MOST_ROWS = 2000
_NO_SLOTS = frozenset({"empty", "open_end", "total"})

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_RULE_LINE = re.compile(r"[\s|:+=_-]+")
_GAP = re.compile(r"\s*\t\s*|[ \u00a0]{2,}")
_CELLS = {"bars": re.compile(r"\s*\|\s*"), "gaps": _GAP}
_WORD = re.compile(r"[\w&]+|[#№%]")
_REMARK = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)?\d\d))?")
_NUMBER_OF = re.compile(r"(?:total\s+)?(?:number|no\.?|nos\.?|numbers|quantity|#)\s+of\b|#", re.IGNORECASE)
_SERIAL = re.compile(r"\(?\d{1,4}[.)]?")
_PAIR = re.compile(r"(?:[-–—•*·]\s+)?(?P<label>[A-Z][^|:\n]{1,47}?)\s*(?:\||:|\s[-–—])\s*(?=\S)")
_SENTENCE = re.compile(r"[.!?]\s+[A-Z]|[.!?]$")


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


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    return {
        tuple(_WORD.findall(phrase)): slot
        for slot, phrases in reversed(word_file("tables").items())
        if slot not in _NO_SLOTS
        for phrase in phrases
    }


@lru_cache(maxsize=2048)
def slot_of(label: str) -> str:
    """What a column with the head ``label`` holds: a class of ``words/tables.yml``, ``year``, or nothing
    known."""
    if _YEAR.fullmatch(label):
        return "year"
    if _NUMBER_OF.match(label):
        return "count" if len(label.split()) > 1 else "serial"
    plain = _REMARK.sub(" ", label).casefold()
    for part in plain.split("/"):
        words = _WORD.findall(part)
        if not words or len(words) > _LABEL_WORDS:
            continue
        for end in range(len(words), 0, -1):
            for size in range(min(_PHRASE_LONGEST, end), 0, -1):
                slot = _phrases().get(tuple(words[end - size : end]))
                if slot is not None:
                    return slot
    return ""


def is_empty(cell: str) -> bool:
    """Whether a cell says nothing: a dash, "n/a"."""
    return not cell.strip() or cell.strip().casefold() in word_set("tables", "empty")


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
    for layout, mark in (("bars", "|"), ("gaps", None)):
        if (mark in line.text) if mark else _GAP.search(line.text):
            labels = _labels(line, layout)
            if labels and _is_head([label for label, _ in labels]):
                return _rows(lines, at, layout, labels)
    if len(line.text) <= _LABEL_LONGEST:
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


def _is_head(labels: Sequence[str]) -> bool:
    """Whether ``labels`` are the heads of columns: two known ones that differ, half of all at least."""
    if len(labels) < 2 or any(
        len(label) > _LABEL_LONGEST or _SENTENCE.search(label[:-1]) for label in labels
    ):
        return False
    slots = [slot_of(label) for label in labels]
    if slots.count("year") >= 2 and not any(slot == "year" for slot in slots[:1]):
        return True
    known = [slot for slot in slots if slot and slot != "year"]
    told = set(known) - {"plain", "serial"}
    return len(set(known)) >= 2 and 2 * len(known) >= len(labels) and bool(told) and not _is_data(labels)


def _is_data(labels: Sequence[str]) -> bool:
    """Whether a head holds figures, so that it is a row."""
    return sum(any(map(str.isdigit, _REMARK.sub("", label))) for label in labels) > 0


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
        if (index > at and line.apart) or len(line.text) > _LABEL_LONGEST:
            break
        if (
            not slot_of(line.text)
            or any(line.text == label for label, _ in labels)
            or line.text.endswith(":")
        ):
            break
        labels.append((line.text, line.start))
    return labels if len(labels) >= 3 and _is_head([label for label, _ in labels]) else []


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
    fields = list(_labelled_lines(lines, at))
    told = {field.slot for field in fields} - {"", "plain", "year", "serial"}
    if len(fields) < 2 or len(told) < 2:
        return [], at + 1
    whole = (lines[at].start, fields[-1].end)
    return [Record(*whole, "pairs", tuple(fields), _above(lines, at), whole)], at + len(fields)


def _labelled_lines(lines: Sequence[_Line], at: int) -> Iterator[Field]:
    slots: set[str] = set()
    for line in lines[at : at + _MOST_CELLS]:
        pair = _PAIR.match(line.text) if line.text[:1].isupper() or line.text[:1] in "-–—•*·" else None
        if pair is None:
            return
        slot = slot_of(pair["label"])
        if not slot or (slot in slots and slot != "plain"):
            return
        slots.add(slot)
        yield Field(slot, pair["label"], line.start + pair.end(), line.end, line.start + pair.start("label"))
