"""The score as text: the table, one line of JSON, or what was missed, wrong or invented."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pipelines.score.likeness import Fact, filled
from pipelines.score.scoring import Score
from pipelines.score.slots import SLOTS


def _line(kind: str, gold: object, found: object, rates: Sequence[str]) -> str:
    precision, recall, soft, strict = rates
    return f"{kind:<12} {gold:>5} {found:>6} {precision:>7} {recall:>7} {soft:>8} {strict:>10}"


def as_table(score: Score) -> str:
    """The table, one line a kind, without a newline at its end."""
    heads = ("soft P", "soft R", "soft F1", "strict F1")
    lines = [_line("kind", "gold", "found", heads)]
    for kind, tally in score.rows.items():
        rates = (*tally.rates(tally.soft), tally.rates(tally.strict)[2])
        lines.append(_line(kind, tally.gold, tally.found, [f"{rate:.3f}" for rate in rates]))
    return "\n".join(lines)


def as_json(score: Score) -> str:
    """Counts and F1 by kind, as one JSON object on one line."""
    return json.dumps(
        {
            kind: {
                "gold": tally.gold,
                "found": tally.found,
                "soft_f1": round(tally.rates(tally.soft)[2], 4),
                "strict_f1": round(tally.rates(tally.strict)[2], 4),
            }
            for kind, tally in score.rows.items()
        }
    )


def _shown(kind: str, fact: Fact | None) -> dict[str, object] | None:
    if fact is None:
        return None
    return {slot: fact.get(slot) for slot in ("quote", *SLOTS[kind]) if filled(fact.get(slot))}


def as_misses(score: Score) -> Iterator[str]:
    """Each miss in a few lines: by document and kind, the unlikeliest first."""
    for miss in sorted(score.misses, key=lambda miss: (miss.document_id, miss.kind, miss.likeness)):
        yield f"{miss.document_id} {miss.what} {miss.kind} {miss.likeness:.2f}"
        yield f"    gold  {_shown(miss.kind, miss.gold)}"
        yield f"    found {_shown(miss.kind, miss.found)}"
        if miss.found and miss.found.get("evidence"):
            yield f"    on    {str(miss.found.get('evidence'))[:160]!r}"
