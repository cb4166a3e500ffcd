"""How alike two values of a slot are, and two facts of a kind: between 0 and 1."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from typing import Any

from pipelines.score.slots import GATE, SLOTS

Fact = Mapping[str, Any]
"""A fact or a label: its slots by name."""

_STOP = frozenset({"the", "of", "and", "for", "in", "on", "a", "an", "to", "de", "its"})


def folded(text: object) -> str:
    """``text`` in lower case with its punctuation gone; what is empty folds to the empty string."""
    return re.sub(r"[^\w%]+", " ", str(text or "").casefold()).strip()


def _tokens(text: object) -> set[str]:
    words = (word for word in folded(text).split() if word not in _STOP)
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words}


def text_likeness(gold: object, found: object) -> float:
    """How alike two names are; a label may hold several spellings, parted by `` | ``."""
    if isinstance(gold, str) and " | " in gold:
        return max(text_likeness(spelling, found) for spelling in gold.split(" | "))
    if folded(gold) and folded(gold) == folded(found):
        return 1.0
    x, y = _tokens(gold), _tokens(found)
    shared = len(x & y)
    if not shared:
        return 0.0
    overlap, dice = shared / min(len(x), len(y)), 2 * shared / (len(x) + len(y))
    return 1.0 if dice >= 0.8 or (overlap == 1 and dice >= 0.5) else dice


def _edge(part: str, last: bool) -> str | None:
    """The first or the last day of one side of an EDTF text; None where that side is open."""
    part = part.strip("~?%")
    if part in ("", ".."):
        return None
    if part.startswith("XXXX"):
        return part
    bits = [bit for bit in part.split("-") if bit != "XX"]
    if re.fullmatch(r"\d{3}X", bits[0]):
        return f"{bits[0][:3]}9-12-31" if last else f"{bits[0][:3]}0-01-01"
    year = int(bits[0])
    month = int(bits[1]) if len(bits) > 1 else (12 if last else 1)
    day = int(bits[2]) if len(bits) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    return f"{year:04d}-{month:02d}-{day:02d}"


def day_range(edtf: object) -> tuple[str | None, str | None] | None:
    """First and last day of an EDTF date or interval; None where there is none. Never raises."""
    if not edtf:
        return None
    text = str(edtf).rstrip("~?%")
    try:
        first, last = text.split("/") if "/" in text else (text, text)
        return _edge(first, False), _edge(last, True)
    except (ValueError, calendar.IllegalMonthError):
        return text, text  # what cannot be read is compared as it stands


def _date_likeness(gold: object, found: object) -> float:
    x, y = day_range(gold), day_range(found)
    if x is None or y is None:
        return 0.0
    if x == y:
        return 1.0
    years = [tuple((edge or "")[:4] for edge in side) for side in (x, y)]
    return 0.5 if years[0] == years[1] else 0.0


def number(value: Any) -> float | None:
    """A figure as it is compared: six places."""
    return None if value is None else round(float(value), 6)


def _range_likeness(gold: Any, found: Any) -> float:
    return float(tuple(map(number, gold)) == tuple(map(number, found)))


def _code_likeness(gold: object, found: object) -> float:
    return float(folded(gold) == folded(found))


def _set_likeness(gold: Any, found: Any) -> float:
    x, y = set(gold), set(found)
    return len(x & y) / len(x | y)


def _names_likeness(gold: Any, found: Any) -> float:
    rest, hits = list(found), 0
    for name in gold:
        best = max(rest, key=lambda other: text_likeness(name, other), default=None)
        if best is not None and text_likeness(name, best) >= 0.8:
            rest.remove(best)
            hits += 1
    return 2 * hits / (len(gold) + len(found))


_COMPARISONS: Mapping[str, Callable[[Any, Any], float]] = {
    "code": _code_likeness,
    "text": text_likeness,
    "date": _date_likeness,
    "range": _range_likeness,
    "set": _set_likeness,
    "names": _names_likeness,
}


def filled(value: object) -> bool:
    """Whether a slot says anything."""
    return value not in (None, "", [], (None, None))


def _grounded(gold: Fact, found: Fact) -> bool:
    """Whether the two stand on the same words: one quotes the other."""

    def fold(text: object) -> str:
        return re.sub(r"\s+", " ", str(text or "")).strip().casefold()

    quote, evidence = fold(gold.get("quote")), fold(found.get("evidence") or found.get("quote"))
    return bool(quote and evidence) and (quote in evidence or evidence in quote)


def _may_pair(kind: str, gold: Fact, found: Fact) -> bool:
    if kind == "agreement" and filled(gold["countries"]) and filled(found["countries"]):
        # the parties are what tells the facts of a list apart
        return _set_likeness(gold["countries"], found["countries"]) >= 0.5
    gate = GATE.get(kind)
    return gate is None or _range_likeness(gold[gate], found[gate]) == 1


def compare(kind: str, gold: Fact, found: Fact) -> tuple[float, bool]:
    """The likeness of two facts of a kind, and whether every key slot agrees."""
    if not _may_pair(kind, gold, found):
        return 0.0, False
    earned = total = 0.0
    strict = True
    for name, slot in SLOTS[kind].items():
        a, b = gold.get(name), found.get(name)
        if not filled(a) and not filled(b):
            continue
        agreement = _COMPARISONS[slot.how](a, b) if filled(a) and filled(b) else 0.0
        strict = strict and not (slot.key and agreement < 1)
        earned, total = earned + slot.weight * agreement, total + slot.weight
    # the place counts as a slot: two facts on different sentences are less likely the same one
    return (earned + float(_grounded(gold, found))) / (total + 1), strict
