"""A fact names every mention that its dates are made of, and keeps no date that none says."""

from __future__ import annotations

from pipelines.facts.fact import Fact
from pipelines.facts.grounding import grounded
from pipelines.mentions.mention import Mention

BEGAN = Mention("date", 10, 18, edtf="2004-05")
ENDED = Mention("date", 60, 64, edtf="2009")
LATER = Mention("date", 900, 904, edtf="2009")
MENTIONS = [BEGAN, ENDED, LATER]


def _fact(period: str | None, *mentions: Mention) -> Fact:
    return Fact("project", 0, 40, "actual", "project.named", {"title": "Aral", "period": period}, mentions)


def test_a_date_that_its_mention_says_is_left_alone() -> None:
    fact = _fact("2004-05", BEGAN)
    assert grounded(fact, MENTIONS) is fact


def test_an_open_side_needs_no_mention() -> None:
    fact = _fact("2004-05/..", BEGAN)
    assert grounded(fact, MENTIONS) is fact


def test_the_nearest_mention_of_the_other_side_is_named_too() -> None:
    assert grounded(_fact("2004-05/2009", BEGAN), MENTIONS).mentions == (BEGAN, ENDED)


def test_a_date_that_no_mention_says_is_left_out() -> None:
    fact = grounded(_fact("2004-05/2011", BEGAN), MENTIONS)
    assert fact.slots["period"] is None
    assert fact.mentions == (BEGAN,)
