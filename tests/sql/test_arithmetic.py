"""The arithmetic of the text: what must not be heard, beside what must (``test_checks`` breaks each rule)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipelines.warehouse import audit

FIRST = {"period_edtf": "2012", "period_from": date(2012, 1, 1), "period_to": date(2012, 12, 31)}
WHOLE = {"period_edtf": "2011/2013", "period_from": date(2011, 1, 1), "period_to": date(2013, 12, 31)}
GRANTS = {"unit": "grants", "measure": "grants to young scholars", "countries": ["FI"]}


def exactly(value: float, **more: Any) -> dict[str, Any]:
    return {"value_low": value, "value_high": value, **more}


def counted(text: str, *values: int) -> dict[str, list[dict[str, Any]]]:
    """One sentence, the whole text, whose figures are facts of one unit."""
    facts, mentions = [], []
    for number, value in enumerate(values):
        start = text.index(str(value))
        common = {"document_id": "a", "char_start": 0, "char_end": len(text), "evidence": text}
        facts.append(exactly(value, fact_id=f"f{number}", unit="projects", **common))
        mentions.append(
            {"document_id": "a", "char_start": start, "char_end": start + len(str(value)), "text": str(value),
             "mention_kind": "count", "disposition": "fact", "fact_ids": [f"f{number}"]}
        )  # fmt: skip
    return {"documents": [{"document_id": "a", "text": text}], "observations": facts, "mentions": mentions}


def lasting(text: str, said: str, value: int, term: str = "2011/2015") -> dict[str, list[dict[str, Any]]]:
    """A sentence on an agreement for some years that also says how long."""
    first, last = int(term[:4]), int(term[-4:])
    start = text.index(said)
    return {
        "documents": [{"document_id": "a", "text": text}],
        "agreements": [
            {"document_id": "a", "char_end": len(text), "evidence": text, "valid_edtf": term,
             "valid_from": date(first, 1, 1), "valid_to": date(last, 12, 31)}
        ],
        "mentions": [
            {"document_id": "a", "char_start": start, "char_end": start + len(said), "text": said,
             "mention_kind": "duration", "unit": "years", "value_low": value, "value_high": value,
             "disposition": "ignored", "reason": "unattached"}
        ],
    }  # fmt: skip


def shares(evidence: str, *values: float) -> dict[str, list[dict[str, Any]]]:
    facts = [exactly(value, unit="percent", evidence=evidence) for value in values]
    return {"documents": [{"document_id": "a"}], "observations": facts}


def twice(one: dict[str, Any], other: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    second = {"char_start": 8, "char_end": 11, "evidence": "and"}
    return {"documents": [{"document_id": "a"}], "observations": [GRANTS | one, GRANTS | other | second]}


def held(day: date) -> dict[str, list[dict[str, Any]]]:
    when = {"date_edtf": str(day), "date_from": day, "date_to": day}
    return {
        "documents": [{"document_id": "a", "published_date": date(2012, 5, 1)}],
        "events": [{"document_id": "a", **when}],
    }


PARTS = "fact_observation__parts_fit_the_total"
ADD_UP = "fact_observation__shares_add_up"
WITHIN = "fact_observation__shares_stay_within_100"
LASTS = "mention__durations_fit_the_term"
NESTED = "comparison__part_of_the_time_fits_the_whole"
TOLD = "statement__nothing_happened_after_it_was_told"


@pytest.mark.parametrize(
    ("check", "given", "heard"),
    [
        (PARTS, counted("50 projects, of which 30 joint and 25 other ones.", 50, 30, 25), True),
        (PARTS, counted("50 projects, of which 30 joint and 20 other ones.", 50, 30, 20), False),
        (PARTS, counted("In one year 50 projects, in the next 30 and then 25.", 50, 30, 25), False),
        (ADD_UP, shares("60% with one, followed by others with 30% and 20%", 60, 30, 20), True),
        (ADD_UP, shares("60% with one, followed by others with 30% and 10%", 60, 30, 10), False),
        (ADD_UP, shares("60% of the projects and 70% of the funds", 60, 70), False),
        (WITHIN, shares("120% of the projects", 120), True),
        (WITHIN, shares("exports grew by 120%", 120), False),
        (WITHIN, shares("all of 100%", 100), False),
        (WITHIN, shares("the plan was fulfilled by 104%", 104), False),
        (
            WITHIN,
            {
                **shares("A | 104%", 104),
                "observations": [
                    exactly(104, unit="percent", evidence="A | 104%", measure="execution of the budget")
                ],
            },
            False,
        ),
        (LASTS, lasting("It is for a period of three years, 2011-2015.", "three years", 3), True),
        (LASTS, lasting("It is for five years, 2011-2015.", "five years", 5), False),
        (LASTS, lasting("It is for four years, 2011-2015.", "four years", 4), False),
        (LASTS, lasting("Made in 2011 for five years.", "five years", 5, "2011"), False),
        (LASTS, lasting("After three years of talks it is for 2011-2015.", "three years", 3), False),
        (NESTED, twice(exactly(60, **FIRST), exactly(50, **WHOLE)), True),
        (NESTED, twice(exactly(50, **WHOLE), exactly(60, **FIRST)), True),
        (NESTED, twice(exactly(20, **FIRST), exactly(50, **WHOLE)), False),
        (TOLD, held(date(2012, 5, 2)), True),
        (TOLD, held(date(2012, 5, 1)), False),
    ],
)
def test_arithmetic(check: str, given: dict[str, Any], heard: bool, make: Any) -> None:
    outcomes = {outcome.name: outcome for outcome in audit(make(given))}
    assert outcomes[check].passed is not heard, outcomes[check].message
    assert outcomes[check].observed.isdigit()
