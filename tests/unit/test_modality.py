"""How a statement is meant: by words that grammar lets reach the anchor, no others."""

from __future__ import annotations

import pytest

from pipelines.facts.modality import clause, joints, status_in
from pipelines.mentions.triggers import find_triggers


@pytest.mark.parametrize(
    ("sentence", "anchor", "status"),
    [
        ("Peru and Chile signed a protocol.", "signed", "actual"),
        ("Peru and Chile will sign a protocol.", "sign", "planned"),
        ("The parties plan to sign a protocol.", "sign", "planned"),
        ("The parties considered signing a protocol.", "protocol", "actual"),
        ("The parties are considering a protocol.", "protocol", "proposed"),
        ("They discussed the possibility of a protocol.", "protocol", "proposed"),
        ("A protocol is under discussion.", "protocol", "proposed"),
        ("Peru has no protocol with Chile.", "protocol", "negated"),
        ("The protocol is not in force.", "protocol", "negated"),
        ("Peru never signed the protocol.", "signed", "negated"),
        ("Not only Peru signed the protocol.", "signed", "actual"),
        ("Peru signed protocol No. 5.", "protocol", "actual"),
        ("In May the parties signed a protocol.", "signed", "actual"),
        ("The parties may sign a protocol.", "sign", "proposed"),
        ("In order to help farmers, Peru signed a protocol.", "signed", "actual"),
        ("Peru announced in May that it would join the fund.", "join", "planned"),
        ("Peru said that it would perhaps join the fund.", "join", "proposed"),
        ("Peru would like to grow, but Chile signed a protocol.", "signed", "actual"),
        ("Prospects for trade were improved by the protocol.", "protocol", "actual"),
        ("Peru is considering to hold talks.", "talks", "proposed"),
        ("Peru will explore new talks.", "talks", "planned"),
    ],
)
def test_status(sentence: str, anchor: str, status: str) -> None:
    start = sentence.index(anchor)
    assert status_in(sentence, start, start + len(anchor)) == status


def test_a_clause_ends_at_the_next_break() -> None:
    text = "Peru signed a treaty; Chile waited, but Ghana left."
    whole, anchor = (0, len(text)), (text.index("Chile"), text.index("waited"))
    left, right = clause(find_triggers(text), whole, anchor, joints(text, whole))
    assert text[left:right] == "Chile waited"
