"""Drift: what is published now beside what is to be published, without a reason that the texts give.

Nothing here says that a row is wrong: it says that somebody should look before readers lose what they had.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.quality.contents import Contents, Place, Yield
from pipelines.quality.outcome import SAMPLE, CheckOutcome, none_found

SAME_LENGTH = 0.1  # a text whose length changed by less did not change much
HALF, NONE = 4, 2  # facts a document must have had for half of them, or all, to be missed
JUMP, JUMP_ROWS = 2, 5  # a count that many times as large or small, and by so many rows, jumped
JUMP_SUM = 10  # a sum so many times as large or small: a scale was read otherwise
DRIFT_CHECKS = frozenset({
    "withdrawn_share", "facts_fell", "facts_vanished", "vanished_share", "counts_jumped", "sums_jumped",
    "new_country", "new_currency", "new_instrument",
})  # fmt: skip
_CODE_RELATION = {"country": "dim_country", "currency": "dim_currency", "instrument": "agreements"}


@dataclass(frozen=True, slots=True)
class DriftLimits:
    """Shares of all published facts (0 to 1) that may go at once: with their documents, or out of texts
    that did not change.
    """

    withdrawn: float = 0.5
    vanished: float = 0.25


def drift(
    before: Contents, now: Contents, limits: DriftLimits, rejected: Collection[str] = ()
) -> list[CheckOutcome]:
    """Every drift check, of what is published (``before``) and what is to be (``now``).

    ``rejected`` are ids of facts that people's corrections took out: nobody misses those.
    """
    gone = _vanished(before, now, frozenset(rejected))
    excused = Counter(before.facts[fact][0] for fact in rejected if fact in before.facts)
    return [
        _withdrawn(before.documents, now.documents, limits.withdrawn),
        _fell(before.documents, now.documents, excused),
        none_found(
            "facts_vanished",
            "facts",
            gone,
            "no fact vanishes from a text that did not change",
            "warn",
        ),
        _vanished_share(len(gone), len(before.facts), limits.vanished),
        _counts_jumped(before, now),
        _sums_jumped(before, now),
        *_new_codes(before, now),
    ]


def _withdrawn(before: Mapping[str, Yield], now: Mapping[str, Yield], share: float) -> CheckOutcome:
    gone = sorted(before.keys() - now.keys())
    lost = sum(before[document].facts for document in gone)
    published = sum(each.facts for each in before.values())
    return CheckOutcome(
        "withdrawn_share",
        "fail",
        lost <= share * published,
        f"{lost} of {published} facts",
        f"at most {share:.0%}",
        "documents",
        tuple(gone[:SAMPLE]),
        "removed and refused sources do not take too many of all facts with them at once",
    )


def _fell(before: Mapping[str, Yield], now: Mapping[str, Yield], excused: Mapping[str, int]) -> CheckOutcome:
    fell = [
        f"{document}: {before[document].facts} facts, now {now[document].facts}"
        for document in sorted(before.keys() & now.keys())
        if _fewer(before[document], now[document], excused.get(document, 0))
    ]
    return none_found(
        "facts_fell",
        "documents",
        fell,
        "no document loses half of its facts, or all, while its text stays about as long",
    )


def _fewer(before: Yield, now: Yield, excused: int) -> bool:
    had = before.facts - excused
    halved = had >= HALF and now.facts <= had / 2
    vanished = had >= NONE and now.facts == 0
    return _as_long(before, now) and (halved or vanished)


def _as_long(before: Yield, now: Yield) -> bool:
    return abs(now.chars - before.chars) <= SAME_LENGTH * before.chars


def _unchanged(before: Contents, now: Contents) -> set[str]:
    """Documents whose text is the same to the letter."""
    return {
        document
        for document in before.documents.keys() & now.documents.keys()
        if before.documents[document].text_sha256 == now.documents[document].text_sha256
    }


def _vanished(before: Contents, now: Contents, rejected: frozenset[str]) -> list[str]:
    """Ids of facts that were read from a place of an unchanged text where fewer of their kind are read now.

    A fact whose values are read otherwise has another id, and has not vanished.
    """
    unchanged = _unchanged(before, now)
    there = Counter(now.facts.values())
    earlier: dict[Place, list[str]] = defaultdict(list)
    for fact, place in sorted(before.facts.items()):
        if place[0] in unchanged and fact not in rejected:
            earlier[place].append(fact)
    return [
        fact
        for place, facts in sorted(earlier.items())
        for fact in [each for each in facts if each not in now.facts][: max(0, len(facts) - there[place])]
    ]


def _vanished_share(gone: int, published: int, share: float) -> CheckOutcome:
    return CheckOutcome(
        "vanished_share",
        "fail",
        gone <= share * published,
        f"{gone} of {published} facts",
        f"at most {share:.0%}",
        "facts",
        (),
        "not too many of all facts vanish at once from texts that did not change",
    )


def _counts_jumped(before: Contents, now: Contents) -> CheckOutcome:
    """By document and kind, and by kind over the documents that both have."""
    both = {
        document
        for document in before.documents.keys() & now.documents.keys()
        if _as_long(before.documents[document], now.documents[document])
    }
    jumps = [
        f"{document} {table}: {old} facts, now {new}"
        for (document, table), old, new in _beside(before.counts, now.counts, both)
        if _jumps(old, new)
    ]
    kinds = sorted({table for _, table in before.counts | now.counts})
    for kind in kinds:
        old, new = (sum(each.counts[document, kind] for document in both) for each in (before, now))
        if _jumps(old, new):
            jumps.append(f"all {kind}: {old} facts, now {new}")
    message = "the number of facts of a kind does not jump while the texts stay about as long"
    return none_found("counts_jumped", "facts", jumps, message, "warn")


def _beside(
    old: Mapping[tuple[str, str], int], new: Mapping[tuple[str, str], int], documents: set[str]
) -> Iterator[tuple[tuple[str, str], int, int]]:
    for key in sorted(old.keys() | new.keys()):
        if key[0] in documents:
            yield key, old.get(key, 0), new.get(key, 0)


def _jumps(old: int, new: int) -> bool:
    return abs(new - old) >= JUMP_ROWS and max(old, new) >= JUMP * min(old, new)


def _sums_jumped(before: Contents, now: Contents) -> CheckOutcome:
    unchanged = _unchanged(before, now)
    jumps = [
        f"{key[0]} {key[1]} in {key[2]}: {_shown(old)}, now {_shown(now.sums[key])}"
        for key, old in sorted(before.sums.items())
        if key[0] in unchanged and key in now.sums and _scaled(old, now.sums[key])
    ]
    message = "no sum of figures is ten times as large or small as it was, read from the same text"
    return none_found("sums_jumped", "facts", jumps, message)


def _scaled(old: Decimal, new: Decimal) -> bool:
    small, large = sorted((abs(old), abs(new)))
    return small > 0 and large >= JUMP_SUM * small


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _new_codes(before: Contents, now: Contents) -> Iterator[CheckOutcome]:
    """Codes of which no published fact knows. Where nothing is published, nothing is new."""
    for what, relation in _CODE_RELATION.items():
        known = before.codes.get(what, frozenset())
        new = sorted(now.codes.get(what, frozenset()) - known) if before.documents else []
        yield none_found(
            f"new_{what}", relation, new, f"no {what} is named that no fact named before", "warn"
        )
