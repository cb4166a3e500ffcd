"""Who is compared with whom: facts paired one to one, values as multisets, and what is counted of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipelines.score.likeness import Fact, compare
from pipelines.score.slots import GATE, LEAST, LIST_COMPARISONS, SLOTS


@dataclass
class Tally:
    """Hits and counts of one row of the table; added up over documents."""

    soft: float = 0.0
    strict: float = 0.0
    gold: int = 0
    found: int = 0

    def add(self, other: Tally) -> None:
        """Count ``other`` in."""
        self.soft += other.soft
        self.strict += other.strict
        self.gold += other.gold
        self.found += other.found

    def rates(self, hits: float) -> tuple[float, float, float]:
        """Precision, recall and F1 of ``hits`` (``self.soft`` or ``self.strict``)."""
        precision = hits / self.found if self.found else 0.0
        recall = hits / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


class Miss(NamedTuple):
    """A fact that was ``missed``, ``differs`` or was ``invented``."""

    document_id: str
    what: str
    kind: str
    likeness: float
    gold: Fact | None
    found: Fact | None


class _Pair(NamedTuple):
    found: int
    likeness: float
    strict: bool


def _shaped(kind: str, fact: Fact) -> dict[str, Any]:
    """A copy of ``fact`` with the bounds of its figure as one slot, a status, and lists for lists."""
    shaped = dict(fact)
    if kind in GATE:
        shaped["amount"] = (shaped.get("low"), shaped.get("high"))
    shaped.setdefault("status", "actual")
    for name, slot in SLOTS[kind].items():
        if slot.how in LIST_COMPARISONS:
            shaped[name] = [item for item in (shaped.get(name) or []) if item]
    return shaped


def _pairs(kind: str, gold: Sequence[Fact], found: Sequence[Fact]) -> dict[int, _Pair]:
    """The index of each label to its pair: the likeliest first, labels that count before optional ones."""
    likely = []
    for i, label in enumerate(gold):
        for j, fact in enumerate(found):
            likeness, strict = compare(kind, label, fact)
            if likeness >= LEAST:
                likely.append((likeness, not label.get("optional"), -i, -j, strict))
    taken: dict[int, _Pair] = {}
    taken_facts: set[int] = set()
    for likeness, _, minus_i, minus_j, strict in sorted(likely, reverse=True):
        i, j = -minus_i, -minus_j
        if i not in taken and j not in taken_facts:
            taken[i] = _Pair(j, likeness, strict)
            taken_facts.add(j)
    return taken


def score_facts(
    kind: str, document_id: str, labels: Sequence[Fact], facts: Sequence[Fact]
) -> tuple[Tally, list[Miss]]:
    """Count one document's facts of one kind against its labels, and list what is not as labelled."""
    gold, found = [_shaped(kind, label) for label in labels], [_shaped(kind, fact) for fact in facts]
    taken = _pairs(kind, gold, found)
    label_of = {pair.found: i for i, pair in taken.items()}
    misses = []
    tally = Tally(gold=sum(not label.get("optional") for label in gold))
    for j, fact in enumerate(found):
        # where a fact has a label, the label says whether it counts
        tally.found += not (gold[label_of[j]] if j in label_of else fact).get("optional")
    for i, label in enumerate(gold):
        if label.get("optional"):
            continue
        if i not in taken:
            misses.append(Miss(document_id, "missed", kind, 0.0, label, None))
            continue
        pair = taken[i]
        tally.soft += pair.likeness
        tally.strict += pair.strict
        if not pair.strict:
            misses.append(Miss(document_id, "differs", kind, pair.likeness, label, found[pair.found]))
    for j, fact in enumerate(found):
        if j not in label_of and not fact.get("optional"):
            misses.append(Miss(document_id, "invented", kind, 0.0, None, fact))
    return tally, misses


def score_values(key: Callable[[Fact], Hashable], labels: Sequence[Fact], values: Sequence[Fact]) -> Tally:
    """Normalised values as a multiset; what only optional labels explain is left out on both sides."""
    optional = Counter(key(label) for label in labels if label.get("optional"))
    gold = Counter(key(label) for label in labels if not label.get("optional"))
    found = Counter(map(key, values))
    found -= (found - gold) & optional
    hits = (gold & found).total()
    return Tally(hits, hits, gold.total(), found.total())
