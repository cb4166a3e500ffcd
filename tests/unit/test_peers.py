"""The comparison with peers: each suite's format read into cases, and the scoring, on made-up cases."""

from __future__ import annotations

import importlib
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


def _module(name: str) -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(FOLDER))


values, suites, readers, peers = map(_module, ("peer_values", "peer_suites", "peer_readers", "peers"))


def _written(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def _gold(suite) -> list[list[tuple[str, str]]]:
    return [[(value.kind, value.value) for value in case.gold] for case in suite.cases]


def _result(text: str, start: int, said: dict, typed: str = "") -> dict:
    return {
        "Text": text.lower(),
        "Start": start,
        "End": start + len(text) - 1,
        "TypeName": typed,
        "Resolution": said,
    }


def test_specs_of_numbers_leave_out_powers_codes_and_what_stands_alone(tmp_path: Path) -> None:
    path = _written(
        tmp_path / "NumberModel.json",
        [
            {"Input": "12", "Results": [_result("12", 0, {"subtype": "integer", "value": "12"})]},
            {"Input": "He has 12 hens", "Results": [_result("12", 7, {"subtype": "integer", "value": "12"})]},
            {"Input": "Ask 1e5 hens", "Results": [_result("1e5", 4, {"subtype": "power", "value": "1E+05"})]},
            {"Input": "Ask K-17 now", "Results": [_result("17", 6, {"subtype": "integer", "value": "17"})]},
        ],
    )
    suite = suites.recognizers_numbers(path)
    assert _gold(suite) == [[("count", "12")], [], []]
    assert (suite.taken, suite.labels) == (1, 4)
    assert suite.cases[1].beside == ((4, 7),)


def test_specs_of_money_and_percentages(tmp_path: Path) -> None:
    money = [
        {
            "Input": "It is 5 crowns.",
            "Results": [_result("5 crowns", 6, {"value": "5", "isoCurrency": "CZK"})],
        },
        {"Input": "It is 5 cents.", "Results": [_result("5 cents", 6, {"value": "5"})]},
        {"Input": "crowns", "Results": [_result("crowns", 0, {"value": None})]},
    ]
    for entry in money:
        entry["Results"][0]["Resolution"]["unit"] = "Cent" if "cents" in entry["Input"] else "Crown"
    share = [
        {"Input": "Some 7 % came", "Results": [_result("7 %", 5, {"value": "7%"})]},
        {"Input": "percent of 7", "Results": [_result("percent of 7", 0, {"value": "7%"})]},
    ]
    suite = suites.recognizers_money(_written(tmp_path / "money.json", money))
    assert [case.gold for case in suite.cases] == [(values.Value("money", 6, 14, "5", "CZK"),), (), ()]
    assert _gold(suites.recognizers_percentages(_written(tmp_path / "share.json", share))) == [
        [("percent", "7")],
        [],
    ]


@pytest.mark.parametrize(
    ("surface", "said", "expected"),
    [
        ("3 May 2011", {"timex": "2011-05-03", "type": "date"}, "2011-05-03/2011-05-03"),
        ("3 May", {"timex": "XXXX-05-03"}, "XXXX-05-03"),
        ("since 2011", {"timex": "2011", "Mod": "since"}, "2011-01-01/.."),
        ("before 2011", {"timex": "2011", "Mod": "before"}, "../2010-12-31"),
        ("from 2011 to 2013", {"timex": "(2011-01-01,2013-01-01,P2Y)"}, "2011-01-01/2013-12-31"),
        ("from May to June 2011", {"timex": "(2011-05-01,2011-06-01,P1M)"}, "2011-05-01/2011-06-30"),
        ("q1 2011 to q2 2011", {"timex": "(2011-01-01,2011-04-01,P3M)"}, "2011-01-01/2011-06-30"),
        ("the 1990s", {"timex": "(1990-01-01,2000-01-01,P10Y)"}, "1990-01-01/1999-12-31"),
        ("the second half of 2011", {"timex": "(2011-07-01,2012-01-01,P6M)"}, "2011-01-01/2011-12-31"),
        ("03/04/2011", {"timex": "2011-03-04"}, None),
        ("this May", {"timex": "2011-05"}, None),
        ("tomorrow", {"timex": "2011-05-04"}, None),
        ("30 February 2011", {"timex": "2011-02-30", "value": "not resolved"}, None),
    ],
)
def test_dates_of_recognizers_text(surface: str, said: dict, expected: str | None) -> None:
    found = suites.recognized_date(surface, 0, len(surface), "datetimeV2.date", {"values": [said]})
    assert found == expected
    assert suites.recognized_date(surface, 0, len(surface), "datetimeV2.time", {"values": [said]}) is None


def test_searches_of_dateparser_are_as_exact_as_their_words(tmp_path: Path) -> None:
    source = """
param("en", "Seen 3 May 2011, in June 2011, and 2012.", [
    ("3 May 2011", datetime.datetime(2011, 5, 3)), ("June 2011", datetime.datetime(2011, 6, today.day)),
    ("2012", datetime.datetime(2012, 1, 1))])
param("en", "On 4 May they met", [("4 May", datetime.datetime(2000, 5, 4))])
param("fr", "3 mai 2011", [("3 mai 2011", datetime.datetime(2011, 5, 3))])
param(text="On 1/2/2011", languages=["en"], expected=[("1/2/2011", datetime.datetime(2011, 1, 2))])
"""
    suite = suites.dateparser_search(_written(tmp_path / "test_search.py", source))
    first = [
        ("date", "2011-05-03/2011-05-03"),
        ("period", "2011-06-01/2011-06-30"),
        ("period", "2012-01-01/2012-12-31"),
    ]
    assert _gold(suite) == [first, [], []]
    assert (suite.taken, suite.labels) == (3, 5)


def test_quantities_are_the_ends_of_their_ranges(tmp_path: Path) -> None:
    entries = [
        {"req": "It has 4 to 6 hens and €5", "res": [
            {"value": 5, "uncertainty": 1, "unit": "dimensionless", "surface": "4 to 6"},
            {"value": 5, "unit": "euro", "surface": "€5"}]},
        {"req": "In 2011, 3 metres of Type 9", "res": [
            {"value": 2011, "unit": "dimensionless", "surface": "2011"},
            {"value": 3, "unit": "metre", "surface": "3 metres"},
            {"value": 9, "unit": "dimensionless", "surface": "9"}]},
    ]  # fmt: skip
    suite = suites.quantulum_quantities(_written(tmp_path / "quantities.json", entries))
    assert _gold(suite) == [[("count", "4"), ("count", "6"), ("money", "5")], []]
    assert suite.cases[1].beside == ((3, 7), (9, 17), (26, 27))


def test_texts_of_timeml_lean_on_the_day_they_were_written(tmp_path: Path) -> None:
    text = (
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2011-05-03">May 3</TIMEX3></DCT><TEXT>'
        "Met <EVENT>on</EVENT> "
        '<TIMEX3 tid="t1" type="DATE" value="2011-04-02">April 2</TIMEX3>, not <TIMEX3 tid="t2" type="DATE" '
        'value="2011-05-02">yesterday</TIMEX3> &amp; in <TIMEX3 tid="t3" type="DATE" '
        'value="2010-Q1">Q1 2010</TIMEX3>'
        '; <TIMEX3 tid="t4" type="DURATION" value="P2Y">two years</TIMEX3></TEXT></TimeML>'
    )
    _written(tmp_path / "TBAQ-cleaned" / "a.tml", text)
    (case,) = suites.timebank(tmp_path / "TBAQ-cleaned").cases
    assert case.text == "Met on April 2, not yesterday & in Q1 2010; two years"
    assert case.published == date(2011, 5, 3)
    assert [case.text[v.start : v.end] for v in case.gold] == ["April 2", "Q1 2010"]
    assert [v.value for v in case.gold] == ["2011-04-02/2011-04-02", "2010-01-01/2010-03-31"]


def test_scores_count_each_value_once_and_leave_aside_what_is_beside() -> None:
    gold = (values.Value("count", 0, 2, "12"), values.Value("count", 10, 12, "7"))
    found = [
        values.Value("count", 0, 2, "12"),
        values.Value("count", 10, 12, "8"),
        values.Value("count", 20, 21, "3"),
    ]
    case = values.Case("x" * 40, gold, beside=((20, 22),))
    tally = values.score([case], lambda _: [*found, values.Value("count", 30, 31, "1")])["count"]
    assert (tally.gold, tally.found, tally.right) == (2, 3, 1)
    assert tally.f1 == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("2011-01-01/2011-12-31", "2011-01-01/..", True),
        ("2011-01-01/2011-12-31", "2012-01-01/..", True),
        ("2011-01-01/2011-12-31", "../2011-12-31", True),
        ("2011-01-01/2011-12-31", "../2010-12-31", True),
        ("2011-01-01/2011-12-31", "2011-02-01/..", False),
        ("2011-01-01/..", "2011-01-01/2011-12-31", False),
        ("XXXX-05-03", "XXXX-05-03", True),
    ],
)
def test_an_open_interval_agrees_with_the_point_it_ends_at(gold: str, found: str, same: bool) -> None:
    assert values.agree(values.Value("period", 0, 1, gold), values.Value("period", 0, 1, found)) is same


def test_a_range_agrees_with_labels_of_its_ends() -> None:
    gold = [
        values.Value("period", 5, 9, "2010-01-01/2010-12-31"),
        values.Value("period", 13, 17, "2012-01-01/2012-12-31"),
    ]
    whole = values.Value("period", 0, 17, "2010-01-01/2012-12-31")
    assert values.at_ends(gold, [whole]) == gold
    wrong = values.at_ends(gold, [whole._replace(value="2009-01-01/2012-12-31")])
    assert [values.agree(g, f) for g, f in zip(gold, wrong, strict=True)] == [False, True]


def test_money_agrees_in_its_currency_where_the_suite_names_one() -> None:
    said = values.Value("money", 0, 5, "5", "EUR")
    assert values.agree(said._replace(unit=None), said)
    assert not values.agree(said._replace(unit="USD"), said)


def test_the_table_has_a_row_a_kind_and_our_reading_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [{"req": "It has 4 hens for €5", "res": [{"value": 4, "unit": "dimensionless", "surface": "4"},
                {"value": 6, "unit": "euro", "surface": "€5"}]}]  # fmt: skip
    _written(tmp_path / "quantulum3" / "_lang" / "en_US" / "tests" / "quantities.json", entries)
    _written(tmp_path / "quantulum3" / "COMMIT", "0123456789abcdef\n")
    monkeypatch.setattr(peers, "peers", lambda folder: {})
    assert peers.main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "| quantulum3 quantities | 0123456789 | count | 1 of 2 | 100.0%" in printed
    assert "| quantulum3 quantities | 0123456789 | money | 1 of 2 | 0.0%" in printed
    assert peers.main([str(tmp_path), "--misses", "quantulum3"]) == 0
    assert "missed '€5' 6 EUR" in capsys.readouterr().out


def test_a_folder_without_suites_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert peers.main([str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
