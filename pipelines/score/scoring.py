"""The whole comparison: every document, every kind, the dates and the figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from pipelines.score.likeness import Fact, day_range, folded, number
from pipelines.score.pairing import Miss, Tally, score_facts, score_values
from pipelines.score.slots import SLOTS
from pipelines.score.sources import Labelled


@dataclass(frozen=True)
class Score:
    """``rows`` by name in the table's order, the sum of all kinds last; ``misses`` in reading order."""

    rows: Mapping[str, Tally]
    misses: tuple[Miss, ...]


def _date_key(item: Fact) -> Hashable:
    return str(day_range(item.get("edtf")))


def _figure_key(item: Fact) -> Hashable:
    unit = folded(item.get("unit")) if item["kind"] == "money" else ""
    return item["kind"], number(item.get("low")), number(item.get("high")), unit


def score(gold: Mapping[str, Labelled], found: Mapping[str, Labelled], kind: str | None = None) -> Score:
    """Compare ``found`` with the labels ``gold``, both by document; one ``kind`` alone where it is given."""
    rows = {name: Tally() for name in SLOTS}
    values = {} if kind else {"(dates)": Tally(), "(figures)": Tally()}
    misses: list[Miss] = []
    for document_id, label in gold.items():
        other = found.get(document_id, Labelled())
        for name in SLOTS if kind is None else (kind,):
            tally, missed = score_facts(name, document_id, label.of_kind(name), other.of_kind(name))
            rows[name].add(tally)
            misses += missed
        if kind is None:
            values["(dates)"].add(score_values(_date_key, label.dates, other.dates))
            values["(figures)"].add(score_values(_figure_key, label.figures, other.figures))
    everything = Tally()
    for tally in rows.values():
        everything.add(tally)
    return Score({**rows, **values, "ALL FACTS": everything}, tuple(misses))
