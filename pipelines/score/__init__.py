"""Precision and recall of the facts against labels made by hand, by kind.

Facts of one document and kind are paired one to one by likeness. A pair's likeness is the weighted share of
the slots on which the two agree, over the slots that either fills. *Soft* F1 counts a pair by its likeness;
*strict* F1 counts it as 1 where every key slot agrees, else 0. Dates and figures are scored as multisets of
normalised values. Labels marked ``optional`` (careful readers may disagree) earn nothing and cost nothing.

What belongs here: the comparison, and reading its two sides. What does not: extraction, or any SQL but the
public ``report`` views.

``slots`` says what is compared, ``likeness`` how, ``pairing`` who with whom; ``sources`` reads labels and
warehouse; ``render`` writes the table.
"""

from pipelines.score.pairing import Miss, Tally
from pipelines.score.render import as_json, as_misses, as_table
from pipelines.score.scoring import Score, score
from pipelines.score.slots import SLOTS
from pipelines.score.sources import Labelled, read_labels, read_warehouse

__all__ = [
    "SLOTS",
    "Labelled",
    "Miss",
    "Score",
    "Tally",
    "as_json",
    "as_misses",
    "as_table",
    "read_labels",
    "read_warehouse",
    "score",
]
