"""The ground that all reading stands on: matching text, blocks, sentences.

``fold`` makes the text that rules match against (one spelling of quotes, spaces and hyphens; no invisible
characters) and knows the way back to the stored text. ``blocks`` cuts it into headings, items and prose by
its
lines alone, ``sentences`` cuts blocks. Nothing here knows a word's meaning but the abbreviations of
``lexicon/abbreviations.yml``, after which a full stop ends no sentence.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

import sentencex

from pipelines.lexicon.words import word_set

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\t\x00\x0b\x0c"
)
_ONE_SPELLING = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("’‘ʼ`´", "'"),
    **dict.fromkeys("‐‑", "-"),
    "İ": "I",
}
# What a reader does not see, or not as text: zero-width and bidirectional marks, the soft hyphen, a stray
# byte-order mark; flags and other pictures between words, with the space before them.
_PICTURES = "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\ufe0f"
_INVISIBLE = re.compile(f"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+| ?[{_PICTURES}]+")
_COMBINING = re.compile(r"[^\W_][\u0300-\u036f]+")
_EITHER = re.compile(f"{_INVISIBLE.pattern}|{_COMBINING.pattern}")
_MARK = re.compile(
    f"[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff{_PICTURES}]"
)  # stands in each of both
_OPENS_REPORT = re.compile(r"\s?\)?\s?(?:\([\w ./-]{2,30}\)\s?)?(?:[-–—]{1,2}|[:/])\s")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪‣◦●○]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")
_YEAR_ITEM = re.compile(r"\s*(?:1[89]|20)\d\d\s*[-–—:]\s")
_SENT_FROM = re.compile(r"[A-Z][A-Z .'-]{2,30}(?:,\s|\s\(|\s[-–—]\s)")  # "LIMA, 5 May 2019 – …"
_ENDS_SENTENCE = re.compile(r"(?:[.!?…][\"'”»)\]]*\s*\d{0,2}|[:;][\"'”»)\]]*)$")
_DOTTED = re.compile(r"[A-Z]\.[A-Z]\.")  # cut in the midst of "ASEAN-U.S."
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+$")
_LONG_QUOTE, _QUOTES = 80, '"“”«»'
_QUOTED_END = re.compile(r"(?<=[a-z\d%)][.!?])\s+(?=[A-Z])")
_OPEN = re.compile(r"(?:,|\b(?:and|or|of|the|for|in|to|with|between|at|by|an?|from|on))\s*\Z")
_LINE_END = 16  # the sign that ends a sentence, quotes and the number of a footnote behind it
_HEADING_WORDS = 14
# An entry of a list that stands on its line by itself: "University of Graz – memorandum, 2015".
_ENTRY = re.compile(r"[^\W\d_a-z][^–—|]{3,80}\s[–—]\s\S")
_WRAPPED_LINE = 55  # a line shorter than this was broken by its author, not by a margin


@dataclass(slots=True, unsafe_hash=True)
class Folded:
    """Text to match against. ``offsets`` maps its positions to the stored text's; None where they are the
    same."""

    text: str
    offsets: array[int] | None = None

    def stored(self, position: int) -> int:
        """Where ``position`` of the folded text stands in the stored text."""
        return position if self.offsets is None else self.offsets[position]


@dataclass(slots=True, unsafe_hash=True)
class Block:
    """A paragraph, list item or heading: ``text[start:end]``; ``kind`` is ``prose``, ``item`` or
    ``heading``."""

    start: int
    end: int
    kind: str


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """``text[start:end]``, without white space around it. ``block`` counts the blocks from 0."""

    start: int
    end: int
    block: int
    kind: str


def fold(text: str) -> Folded:
    """The text that rules match: one apostrophe, one hyphen, one space; composed; nothing invisible."""
    same = text
    for letter, spelling in _ONE_SPELLING.items():  # far faster than str.translate where most are missing
        if letter in same:
            same = same.replace(letter, spelling)
    if same.isascii() or not _MARK.search(same) or not _EITHER.search(same):
        return Folded(same)
    pieces: list[str] = []
    offsets = array("l")
    last = 0
    for found in _EITHER.finditer(same):
        pieces.append(same[last : found.start()])
        offsets.extend(range(last, found.start()))
        composed = "" if _INVISIBLE.match(found[0]) else unicodedata.normalize("NFC", found[0])
        pieces.append(composed)
        offsets.extend([found.start()] * len(composed))
        last = found.end()
    pieces.append(same[last:])
    offsets.extend(range(last, len(same) + 1))
    return Folded("".join(pieces), offsets)


def small(text: str) -> str:
    """``text`` in small letters, as long as it was: a letter whose small form is longer keeps its case."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join([letter if len(letter.lower()) > 1 else letter.lower() for letter in text])


def blocks(text: str) -> list[Block]:
    """Paragraphs, items and headings of ``text`` in order; lines broken by a margin are joined."""
    found: list[Block] = []
    open_line = False  # whether the last line may go on in the next one
    last_end = -1
    entry = False  # whether the last line is one of a list
    for line in _LINE.finditer(text):
        stripped = line[0].strip()
        if not stripped:
            open_line = False
            continue
        start = line.start() + line[0].index(stripped[0])
        end = start + len(stripped)
        kind = _kind(stripped)
        goes_on = open_line and last_end + 1 == line.start() and not _begins(stripped)
        after_entry, entry = entry, "–" in stripped and _ENTRY.match(stripped) is not None
        goes_on = goes_on and not (entry and after_entry)
        unended = goes_on and _OPEN.search(text, last_end - _LINE_END, last_end)  # "… Peru and / Chile"
        if goes_on and (kind != "heading" or stripped[0].islower() or unended):
            found[-1] = Block(
                found[-1].start, end, found[-1].kind if found[-1].kind != "heading" else "prose"
            )
        else:
            found.append(Block(start, end, kind))
        last_end = line.end()
        row = stripped.count("|") > 1  # of a table
        open_line = len(stripped) >= _WRAPPED_LINE and not row and not _ends_sentence(stripped)
    return found


def _begins(line: str) -> bool:
    """Whether a line begins something new: an item, a year of a chronicle, a report from a city."""
    return any(pattern.match(line) is not None for pattern in (_BULLET, _YEAR_ITEM, _SENT_FROM))


def unwrap(text: str, found: list[Block]) -> str:
    """``text`` with a space for each line break inside a block, so that only blocks stand on lines of their
    own."""
    pieces: list[str] = []
    last = 0
    for block in found:
        broken = text.find("\n", block.start, block.end) >= 0
        if broken:
            pieces += [text[last : block.start], text[block.start : block.end].replace("\n", " ")]
            last = block.end
    return "".join([*pieces, text[last:]]) if pieces else text


def _kind(line: str) -> str:
    if _YEAR_ITEM.match(line) or (_BULLET.match(line) and len(line.split()) > 1):
        return "item"
    if line.count(" ") < _HEADING_WORDS and not _ends_sentence(line):
        return "heading"
    return "prose"


def _ends_sentence(line: str) -> bool:
    return _ENDS_SENTENCE.search(line, max(0, len(line) - _LINE_END)) is not None


def sentences(text: str, found: list[Block]) -> list[Sentence]:
    """The sentences of each block in order."""
    cut: list[Sentence] = []
    for number, block in enumerate(found):
        position = start = block.start
        for piece in sentencex.segment("en", text[block.start : block.end]):
            position += len(piece)
            numbered = start == block.start and _BULLET.fullmatch(text, start, position)
            if position < block.end and (numbered or _goes_on(text, position)):
                continue  # an item's own number ("1. Chile") is no sentence
            for stop in _said(text, start, position):
                _append(cut, text, start, stop, number, block.kind)
                start = stop
        _append(cut, text, start, block.end, number, block.kind)
    return cut


def _said(text: str, start: int, end: int) -> list[int]:
    """Where the sentences end that a quotation holds together: "“We agreed. It was late,” he said."."""
    if end - start < _LONG_QUOTE or not any(text.find(mark, start, end) >= 0 for mark in _QUOTES):
        return [end]
    inner = [found.end() for found in _QUOTED_END.finditer(text, start, end)]
    return [*(stop for stop in inner if not _goes_on(text, stop)), end]


def _append(cut: list[Sentence], text: str, start: int, end: int, block: int, kind: str) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    if start < end:
        cut.append(Sentence(start, start + len(piece.strip()), block, kind))


def _goes_on(text: str, position: int) -> bool:
    """Whether a cut before ``position`` is none: after an abbreviation, an initial, or before a small
    letter."""
    following = text[position : position + 40].lstrip()
    if following[:1].islower() or following[:1] in ",;)" or _DOTTED.match(text, position - 2):
        return True
    words = text[max(0, position - 40) : position].split()
    ending = words[-1].rpartition("(")[2].lstrip("\"'“«[") if words else ""
    if not ending.endswith("."):
        return False
    if ending.lower() in word_set("abbreviations", "before_anything"):
        return True
    if following[:1].isdigit():
        return ending.lower() in word_set("abbreviations", "before_a_number")
    if ending[:-1].isupper() and text[position - 1] == ".":  # "ERA.Net", but "in the EU.The"
        return following.split()[0].lower() not in word_set("nouns", "stop")
    if ending.lower().rsplit("-", 1)[-1] in word_set("abbreviations", "before_a_name"):
        return following[:1].isupper() and following.split()[0].lower() not in word_set("nouns", "stop")
    initials = _INITIALS.fullmatch(ending) is not None and (len(ending) == 2 or "-" in ending)
    return initials and following[:1].isupper()


def opens_report(text: str, end: int) -> bool:
    """Whether a report follows its place and day, which end at ``end`` ("LIMA, 5 May 2019 (AP) – …")."""
    return _OPENS_REPORT.match(text, end) is not None
