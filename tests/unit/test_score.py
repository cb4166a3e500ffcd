"""The score: its own rules, and the same table as the contract's script where that is at hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.errors import ConfigurationError
from pipelines.score import Labelled, as_json, as_misses, as_table, read_labels, score
from pipelines.score.likeness import compare, day_range, text_likeness

SHARED = Path(__file__).parents[3] / "shared"
SCRIPT = SHARED / "contract" / "score.py"
AGREEMENT = {
    "kind": "agreement",
    "quote": "a treaty with Freedonia",
    "instrument": "treaty",
    "countries": ["BY", "BD"],
    "organizations": [],
    "signed": "2012",
    "valid": None,
}


def _one(gold: dict, found: dict, kind: str = "agreement"):
    return score({"d": Labelled([gold])}, {"d": Labelled([found])}).rows[kind]


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2015-04-08/2015-04-09", ("2015-04-08", "2015-04-09")),
        ("2012~", ("2012-01-01", "2012-12-31")),
        ("1996/..", ("1996-01-01", None)),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("XXXX-05-16", ("XXXX-05-16", "XXXX-05-16")),
        ("spring", ("spring", "spring")),
        (None, None),
    ],
)
def test_dates_are_compared_by_the_days_they_cover(edtf, days):
    assert day_range(edtf) == days


@pytest.mark.parametrize(
    ("gold", "found", "likeness"),
    [
        ("Academy of Sciences", "the academy of science", 1.0),
        ("International Widget Centre | IWC", "IWC", 1.0),
        ("Ministry of Health", "Ministry of Trade", 0.5),
        ("Ministry", "Academy", 0.0),
        ("of the", "of the", 1.0),
        ("of", "the", 0.0),
    ],
)
def test_names_are_compared_by_their_words(gold, found, likeness):
    assert text_likeness(gold, found) == pytest.approx(likeness)


def test_a_fact_as_labelled_counts_once():
    tally = _one(AGREEMENT, {**AGREEMENT, "evidence": "They signed a treaty with Freedonia in 2012."})
    assert (tally.soft, tally.strict, tally.gold, tally.found) == (1.0, 1.0, 1, 1)


def test_other_parties_make_another_agreement():
    tally = _one(AGREEMENT, {**AGREEMENT, "countries": ["BY", "PL"], "signed": "2013"})
    assert (tally.soft, tally.gold, tally.found) == (0.0, 1, 1)


def test_money_pairs_only_with_the_same_amount():
    gold = {"kind": "funding", "quote": "5 EUR", "low": 5, "high": 5, "currency": "EUR"}
    gold = {**gold, "amount": (5, 5)}
    assert compare("funding", gold, {**gold, "amount": (6, 6)}) == (0.0, False)
    assert compare("funding", gold, {**gold, "amount": (5.0000001, 5)})[1]


def test_an_optional_label_earns_and_costs_nothing():
    optional = {**AGREEMENT, "optional": True}
    assert _one(optional, AGREEMENT).found == 0
    missed = score({"d": Labelled([optional])}, {}).rows["agreement"]
    assert (missed.gold, missed.found) == (0, 0)


def test_an_invented_date_costs_precision_and_a_missed_one_recall():
    gold = Labelled(dates=[{"edtf": "2012"}, {"edtf": "2013"}])
    found = Labelled(dates=[{"edtf": "2012"}, {"edtf": "2014"}, {"edtf": "2014"}])
    precision, recall, _ = (tally := score({"d": gold}, {"d": found}).rows["(dates)"]).rates(tally.soft)
    assert (precision, recall) == (pytest.approx(1 / 3), pytest.approx(1 / 2))


def test_misses_say_what_was_missed_and_what_was_invented():
    other = {**AGREEMENT, "countries": ["PL"], "evidence": "A treaty was signed with Poland."}
    lines = "\n".join(as_misses(score({"d": Labelled([AGREEMENT])}, {"d": Labelled([other])})))
    assert "d missed agreement 0.00" in lines
    assert "d invented agreement 0.00" in lines
    assert "on    'A treaty was signed with Poland.'" in lines


def test_one_kind_alone_leaves_out_dates_and_figures():
    assert "(dates)" not in score({"d": Labelled()}, {}, "agreement").rows


def test_labels_that_are_none_are_named(tmp_path):
    with pytest.raises(ConfigurationError, match="no labels"):
        read_labels(tmp_path)
    (tmp_path / "odd.json").write_text('{"facts": []}')
    with pytest.raises(ConfigurationError, match=r"odd\.json"):
        read_labels(tmp_path)


def _worn(label: dict, chance: random.Random) -> dict:
    """The labels as a middling reader would have found them."""
    facts = [dict(fact) for fact in label["facts"] if chance.random() > 0.2]
    for fact in facts:
        slot = chance.choice(sorted(set(fact) - {"kind", "quote", "low", "high"}))
        fact[slot] = [] if isinstance(fact[slot], list) else chance.choice([None, "2012", fact[slot]])
    dates = [date for date in label["dates"] if chance.random() > 0.1] + [{"edtf": "1990/1991", "quote": "x"}]
    return {**label, "facts": facts, "dates": dates, "figures": label["figures"][1:]}


@pytest.mark.skipif(not SCRIPT.exists(), reason="the contract's script is not here")
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("options", [[], ["--misses"], ["--json"], ["--kind", "event", "--misses"]], ids=str)
def test_the_same_table_as_the_contract_byte_for_byte(tmp_path, seed, options):
    gold = SHARED / "gold" / "seeds"
    chance = random.Random(seed)
    for path in gold.glob("*.json"):
        (tmp_path / path.name).write_text(json.dumps(_worn(json.loads(path.read_text()), chance)))
    script = [
        sys.executable,
        str(SCRIPT),
        str(gold),
        "--labels",
        str(tmp_path),
        *options,
    ]
    theirs = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    result = score(read_labels(gold), read_labels(tmp_path), options[1] if "--kind" in options else None)
    ours = [*as_misses(result)] if "--misses" in options else []
    ours.append(as_json(result) if "--json" in options else as_table(result))
    assert "\n".join(ours) + "\n" == theirs
