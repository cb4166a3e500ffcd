"""Faults 47 and 48, who hears of what, the digest: troubles over time, on a clock of the tests' own."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.alerts import rules
from pipelines.alerts.message import BODY, CELL, TITLE, harmless
from pipelines.alerts.outbox import QUEUED
from pipelines.alerts.trouble import Severity
from pipelines.alerts.watch import note
from pipelines.documents.refusal import DEFERRED

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_ten_runs_long_one_alert_worse_another_mended_one_resolved(house: Any, trouble: Any) -> None:
    for _ in range(10):
        house.look(trouble())
    assert house.titles() == ["warning: check failed: sums_fit on funding"]
    house.look(trouble(size=5))
    assert len(house.titles()) == 1, "a little more is no news"
    house.look(trouble(size=6))
    house.look(trouble(size=6))
    assert house.titles()[1:] == ["warning, worse: check failed: sums_fit on funding"]
    house.look(trouble(size=6, severity=Severity.ERROR))
    assert house.titles()[2:] == ["error, worse: check failed: sums_fit on funding"]
    for _ in range(3):
        house.look()
    assert house.titles()[3:] == ["resolved: check failed: sums_fit on funding"]


def test_what_a_look_could_not_see_is_as_it_was(house: Any, trouble: Any) -> None:
    house.look(trouble())
    house.tick()
    with house.outbox as outbox:
        blocked = rules.blocked("not published", [])
        note(outbox, house.settings, _held_back(*blocked), house.now)
    house.deliver()
    house.look()
    assert [title.split(":")[0] for title in house.titles()] == ["warning", "error", "resolved"]
    assert house.titles()[2].endswith("(and 1 more)")


def _held_back(*troubles: Any) -> Any:
    from pipelines.alerts.look import Look

    return Look(troubles, rules.RUN_KINDS)


def test_what_comes_and_goes_is_held_and_told_once_it_is_quiet(house: Any, trouble: Any) -> None:
    for _ in range(10):
        house.look(trouble())
        house.look()
    firsts = [title.split(":")[0] for title in house.titles()]
    assert firsts == ["warning", "resolved", "warning", "resolved", "comes and goes"]
    assert "held" in house.hook.got[4]["message"]
    house.tick(timedelta(hours=95))
    assert len(house.titles()) == 5
    house.tick(timedelta(hours=2))
    assert house.titles()[5:] == ["resolved: check failed: sums_fit on funding"]


def test_what_flapped_and_stays_is_told_as_open(house: Any, trouble: Any) -> None:
    for _ in range(3):
        house.look(trouble())
        house.look()
    house.look(trouble())
    told = len(house.titles())
    for _ in range(97):
        house.look(trouble())
    assert house.titles()[told:] == ["warning: check failed: sums_fit on funding"]


def test_every_other_day_is_flapping_too(house: Any, trouble: Any) -> None:
    for _ in range(4):
        house.look(trouble(), after=DAY)
        house.look(after=DAY)
    assert [title.split(":")[0] for title in house.titles()][4:] == ["comes and goes"]


def test_what_was_over_long_ago_is_forgotten(house: Any, trouble: Any) -> None:
    house.look(trouble())
    house.look()
    house.look(after=8 * DAY)
    with house.outbox as outbox:
        assert outbox.memories() == {}


def test_each_hears_of_what_is_bad_enough(house: Any, trouble: Any) -> None:
    url = house.alerts["receivers"][0]["url"]
    levels = ("info", "warning", "error")
    house.configure(receivers=[{"name": level, "url": url, "severity": level} for level in levels])
    for severity in Severity:
        house.look(trouble(severity=severity, key=severity.word))
        house.look()
    to = [(letter.message.receiver, letter.message.title.split()[1]) for letter in house.letters()]
    assert sorted(to) == sorted(
        (receiver, first)
        for number, receiver in enumerate(levels)
        for severity in levels[number:]
        for first in (f"{severity}:", "resolved:")
    )


def test_many_troubles_of_one_run_are_one_message_the_worst_first(house: Any, trouble: Any) -> None:
    many = [trouble(key=str(number), title=f"check failed: {number}") for number in range(200)]
    house.look(*many, trouble(kind="blocked", severity=Severity.ERROR, title="publication blocked"))
    (body,) = house.hook.got
    assert body["title"] == "[cooperation] error: publication blocked (and 200 more)"
    assert len(body["message"]) <= BODY
    assert "cooperation alerts\nalert " in body["message"]


def test_the_text_says_what_where_since_when_how_bad_which_rows_and_how_to_see_more(
    house: Any, trouble: Any
) -> None:
    house.look(trouble())
    message = house.hook.got[0]["message"]
    said = ("sums_fit on funding", "parts make the whole", "2026-03-01 06:00:00 UTC", "found 3, expected 0")
    more = ("ledger: 4 + 5 = 8", "cooperation status", house.letters()[0].message.id)
    for words in (*said, *more, str(house.settings.warehouse)):
        assert words in message


def test_silence_is_told_and_ends(house: Any) -> None:
    house.configure(receivers=house.alerts["receivers"], silent_hours=26)
    house.look()
    house.tick(timedelta(hours=25))
    assert house.titles() == []
    house.tick(timedelta(hours=2))
    house.tick(timedelta(hours=2))
    assert house.titles() == ["error: no successful run for 27 hours"]
    house.look(well=False)
    house.tick(timedelta(hours=26))
    assert house.titles()[1:] == ["error, worse: no successful run for 56 hours"]
    house.look()
    assert house.titles()[2].startswith("resolved: no successful run")


def test_a_digest_a_day_to_those_who_want_it(house: Any, trouble: Any) -> None:
    url = house.alerts["receivers"][0]["url"]
    both = [
        {"name": name, "url": url, "severity": "error", "digest": name == "daily"} for name in ("daily", "no")
    ]
    house.configure(receivers=both, digest_at="07:00")
    house.look(trouble())
    for _ in range(72):
        house.look(trouble())
    assert house.titles() == ["daily digest: 1 open"] * 3
    assert {letter.message.receiver for letter in house.letters()} == {"daily"}
    assert (
        "warning: check failed: sums_fit on funding, since 2026-03-01 06:00:00"
        in house.hook.got[0]["message"]
    )
    house.look(after=DAY)
    assert house.titles()[3:] == ["daily digest: 0 open"]
    assert "over: check failed" in house.hook.got[3]["message"]


def test_troubles_and_their_messages_are_noted_together_or_not_at_all(
    house: Any, trouble: Any, monkeypatch: Any
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("pipelines.alerts.outbox.Outbox.add", fail)
    with pytest.raises(OSError, match="no space"):
        house.look(trouble())
    monkeypatch.undo()
    house.look(trouble())
    assert len(house.titles()) == 1


def test_dead_alerts_are_sent_again_when_asked(house: Any, trouble: Any) -> None:
    house.hook.codes = [404]
    house.look(trouble())
    with house.outbox as outbox:
        assert outbox.revive(house.now) == 1
    assert house.letters(QUEUED)
    house.deliver()
    assert len(house.titles()) == 1


@given(st.text(max_size=400))
def test_harmless_leaves_one_short_line_without_marks(text: str) -> None:
    said = harmless(text)
    assert len(said) <= CELL
    assert not set(said) & set("<>@&`*~|[]\\")
    assert "://" not in said
    assert all(unicodedata.category(char)[0] != "C" and (char == " " or not char.isspace()) for char in said)


@pytest.mark.parametrize(
    "text", ["facts_fell on documents", "found 3, expected 0", "Łódź, 1.5 million (2019)"]
)
def test_harmless_leaves_plain_words_alone(text: str) -> None:
    assert harmless(text) == text


def check(**changes: Any) -> dict[str, Any]:
    row = {
        "check_name": "sums_fit", "relation": "funding", "severity": "warn", "passed": False,
        "observed": "12 of 40", "expected": "0", "sample": ["a", "b"], "message": "parts make the whole",
    }  # fmt: skip
    return {**row, **changes}


def test_checks_that_warn_and_fail_are_troubles_and_no_others() -> None:
    rows = [check(), check(passed=True), check(severity="fail")]
    (found,) = rules.failing_checks(rows)
    assert (found.fingerprint, found.size, found.severity) == (
        "check:sums_fit on funding",
        12,
        Severity.WARNING,
    )


def test_a_code_that_a_new_source_brings_is_no_more_than_news() -> None:
    (found,) = rules.failing_checks([check(check_name="new_country", relation="dim_country")])
    assert found.severity == Severity.INFO


def test_a_blocked_publication_names_each_check_or_else_what_the_run_said() -> None:
    found = rules.blocked("not published", [check(), check(relation="events")])
    assert [each.fingerprint for each in found] == [
        "blocked:sums_fit on funding",
        "blocked:sums_fit on events",
    ]
    (unknown,) = rules.blocked("not published:\nit fell", [])
    assert (unknown.what, unknown.rows, unknown.severity) == ("not published", ("it fell",), Severity.ERROR)


def test_refused_and_deferred_sources() -> None:
    assert set(map(str, DEFERRED)) == rules.PASSING
    codes = ("BAD_SIDECAR", "GROWING", "STALE")
    rows = [{"check_name": code, "source_file": f"{code}.txt", "message": "m"} for code in codes]
    assert [(each.kind, each.severity) for each in rules.refused(rows)] == [
        ("refused", Severity.WARNING), ("stale", Severity.INFO), ("stale", Severity.WARNING),
    ]  # fmt: skip


def test_sources_that_are_not_renewed_go_stale() -> None:
    changed = {"old.txt": NOW - 31 * DAY, "new.txt": NOW - 29 * DAY}
    assert [each.key for each in rules.stale_sources(changed, NOW, 30)] == ["old.txt"]
    assert rules.stale_sources(changed, NOW, 0) == []


def test_a_contradiction_keeps_its_fingerprint() -> None:
    row = {
        "kind": "agreement", "respect": "day", "value": "2019", "other_value": "2020", "document_id": "d",
        "other_document_id": "e", "evidence": "In 2019.", "other_evidence": "In 2020.", "fact_id": "a",
        "other_fact_id": "b",
    }  # fmt: skip
    (one,), (same,), (other,) = (
        rules.contradictions([each])
        for each in (row, {**row, "value": "c. 2019"}, {**row, "other_fact_id": "c"})
    )
    assert one.fingerprint == same.fingerprint != other.fingerprint
    assert one.rows == ("In 2019.", "In 2020.")


def test_titles_are_short(house: Any, trouble: Any) -> None:
    house.look(trouble(title="long " * 100))
    assert len(house.hook.got[0]["title"]) <= TITLE
