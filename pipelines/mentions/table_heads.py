"""What the heads of columns and labels say: which slot the words of a head name (``words/tables.yml``), and
whether some words are heads at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.lexicon.words import word_file, word_set

LONGEST = 48  # characters of a head
PROVEN = frozenset(
    {"amount", "signed", "valid", "joined", "count", "share"}
)  # slots whose cells have figures
_KEYS = frozenset({"country", "partner", "programme", "funder", "key", "type", "plain"})  # of a row
_PHRASE_LONGEST = 4
_LABEL_WORDS = 8
_SMALL = 3  # columns
_NO_SLOTS = frozenset({"empty", "open_end", "total"})
_WORD = re.compile(r"[\w&]+|[#№%]")
_REMARK = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)?\d\d))?")
_NUMBER_OF = re.compile(r"(?:total\s+)?(?:number|no\.?|nos\.?|numbers|quantity|#)\s+of\b|#", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]\s+[A-Z]|[.!?]$")


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    return {
        tuple(_WORD.findall(phrase)): slot
        for slot, phrases in reversed(word_file("tables").items())
        if slot not in _NO_SLOTS
        for phrase in phrases
    }


@cache
def _last_words() -> frozenset[str]:
    """The words that the phrases end with: a label without one of them has no slot."""
    return frozenset(phrase[-1] for phrase in _phrases())


def slot_of(label: str) -> str:
    """What a column with the head ``label`` holds: a class of ``words/tables.yml``, ``year``, or nothing
    known."""
    if _YEAR.fullmatch(label):
        return "year"
    if _NUMBER_OF.match(label):
        return "count" if len(label.split()) > 1 else "serial"
    plain = (_REMARK.sub(" ", label) if "(" in label or "[" in label else label).casefold()
    for part in plain.split("/"):
        words = _WORD.findall(part)
        if len(words) > _LABEL_WORDS or _last_words().isdisjoint(words):
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


def is_head(labels: Sequence[str]) -> bool:
    """Whether ``labels`` are the heads of columns: two known ones that differ, half of all at least."""
    if len(labels) < 2 or any(len(label) > LONGEST or _SENTENCE.search(label[:-1]) for label in labels):
        return False
    slots = [slot_of(label) for label in labels]
    if slots.count("year") >= 2 and not any(slot == "year" for slot in slots[:1]):
        return True
    known = [slot for slot in slots if slot and slot != "year"]
    told = set(known) - {"plain", "serial"}
    return len(set(known)) >= 2 and 2 * len(known) >= len(labels) and bool(told) and not _is_data(labels)


def is_small_head(labels: Sequence[str]) -> bool:
    """Whether one of two or three labels heads a column that its cells can prove ("Stage | Budget")."""
    if not 2 <= len(labels) <= _SMALL or any(len(label) > LONGEST for label in labels) or _is_data(labels):
        return False
    return any(slot_of(label) in PROVEN for label in labels)


def heads_keys(labels: Sequence[str]) -> bool:
    """Whether the first label heads what the rows are about, so that figures may stand under the others,
    whatever those are called ("Country | Incoming | Outgoing")."""
    if len(labels) < 2 or any(len(label) > LONGEST for label in labels) or _is_data(labels):
        return False
    return slot_of(labels[0]) in _KEYS


def _is_data(labels: Sequence[str]) -> bool:
    """Whether a head holds figures, so that it is a row."""
    return sum(any(map(str.isdigit, _REMARK.sub("", label))) for label in labels) > 0
