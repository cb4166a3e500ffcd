"""Drift: far fewer facts than were published before, without a reason that can be seen in the texts.

Nothing here says that a row is wrong: it says that somebody should look before readers lose what they had.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.quality.outcome import SAMPLE, CheckOutcome

SAME_LENGTH = 0.1  # a text whose length changed by less did not change much
HALF, NONE = 4, 2  # facts a document must have had for half of them, or all, to be missed


@dataclass(frozen=True, slots=True)
class Yield:
    """What one document gave: its number of facts, the length of its text in code points."""

    facts: int
    chars: int


def drift(
    before: Mapping[str, Yield], now: Mapping[str, Yield], max_withdrawn_share: float
) -> list[CheckOutcome]:
    """Both drift checks, over the published documents (``before``) and those to be published, by id."""
    return [_withdrawn(before, now, max_withdrawn_share), _fell(before, now)]


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


def _fell(before: Mapping[str, Yield], now: Mapping[str, Yield]) -> CheckOutcome:
    fell = [
        f"{document}: {before[document].facts} facts, now {now[document].facts}"
        for document in sorted(before.keys() & now.keys())
        if _fewer(before[document], now[document])
    ]
    return CheckOutcome(
        "facts_fell",
        "fail",
        not fell,
        str(len(fell)),
        "0",
        "documents",
        tuple(fell[:SAMPLE]),
        "no document loses half of its facts, or all, while its text stays about as long",
    )


def _fewer(before: Yield, now: Yield) -> bool:
    same_text = abs(now.chars - before.chars) <= SAME_LENGTH * before.chars
    halved = before.facts >= HALF and now.facts <= before.facts / 2
    vanished = before.facts >= NONE and now.facts == 0
    return same_text and (halved or vanished)
