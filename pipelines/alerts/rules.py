"""When is something a trouble, and how bad: rules over check results, quarantine, sources and time.

All of them are pure: rows and times come in, troubles go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pipelines.alerts.trouble import SAMPLE, Severity, Trouble, first_number

Row = Mapping[str, Any]
RUN_KINDS = frozenset({"blocked", "failed"})
"""Troubles of a run; any run that comes to its end settles them."""
CONTENT_KINDS = frozenset({"check", "quarantined", "refused", "stale", "contradiction"})
"""Troubles of what is published; only a run that went well can say that they are over."""
PASSING = frozenset({"GROWING", "VANISHED"})
"""Codes of sources that could only not be read whole this time; what they said before stays."""
_NEWS = frozenset({"new_country", "new_currency", "new_instrument"})
"""Failed checks that a new source brings with it as like as not: worth a word to who wants every word."""
_STALE = PASSING | {"STALE"}
_RESULTS = "cooperation query \"SELECT * FROM report.data_quality WHERE runs_ago = 1 AND check_name = '{}'\""
_PAIR = (
    'cooperation query "SELECT * FROM report.contradictions'
    " WHERE fact_id = '{}' AND other_fact_id = '{}'\" --format json"
)
_AGAIN = "cooperation run"
_TIME = "%Y-%m-%d %H:%M:%S UTC"


def blocked(message: str, failed: Iterable[Row]) -> list[Trouble]:
    """A publication that checks hold back: one trouble a check (rows of ``check_result``).

    Where the checks are not known, one trouble that says ``message``, the run's own words.
    """
    troubles = [
        Trouble(
            "blocked",
            f"{row['check_name']} on {row['relation']}",
            Severity.ERROR,
            f"publication blocked: {row['check_name']} on {row['relation']}",
            f"must hold: {row['message']}",
            first_number(row["observed"]),
            f"found {row['observed']}, expected {row['expected']}; readers keep the warehouse they had",
            tuple(row["sample"][:SAMPLE]),
            _AGAIN,
        )
        for row in failed
    ]
    return troubles or [_of_run("blocked", "publication blocked", message)]


def failed(message: str) -> Trouble:
    """A run that the machine ended: disk, a damaged file, anything but the data."""
    return _of_run("failed", "the run failed", message)


def _of_run(kind: str, title: str, message: str) -> Trouble:
    lines = [line for line in message.splitlines() if line.strip()] or ["no reason was given"]
    return Trouble(
        kind,
        "run",
        Severity.ERROR,
        title,
        lines[0].rstrip(":"),
        1,
        "readers keep the warehouse they had",
        tuple(lines[1 : SAMPLE + 1]),
        _AGAIN,
    )


def failing_checks(rows: Iterable[Row]) -> list[Trouble]:
    """Failed checks that only warn. The others block, or hold rows back, which is told as such."""
    return [
        Trouble(
            "check",
            f"{row['check_name']} on {row['relation']}",
            Severity.INFO if row["check_name"] in _NEWS else Severity.WARNING,
            f"check failed: {row['check_name']} on {row['relation']}",
            f"should hold: {row['message']}",
            first_number(row["observed"]),
            f"found {row['observed']}, expected {row['expected']}; published all the same",
            tuple(row["sample"][:SAMPLE]),
            _RESULTS.format(row["check_name"]),
        )
        for row in rows
        if not row["passed"] and row["severity"] == "warn"
    ]


def quarantined(groups: Iterable[Row]) -> list[Trouble]:
    """Rows held back: one trouble a check and relation (``rows``, ``documents``, ``sample`` of each)."""
    return [
        Trouble(
            "quarantined",
            f"{group['check_name']} on {group['relation']}",
            Severity.WARNING,
            f"rows held back: {group['check_name']} on {group['relation']}",
            f"rows of {group['relation']} that break the rule {group['check_name']} are in quarantine",
            group["rows"],
            f"rows {group['rows']}, documents {group['documents']}",
            tuple(group["sample"][:SAMPLE]),
            "cooperation quarantine",
        )
        for group in groups
    ]


def refused(rows: Iterable[Row]) -> list[Trouble]:
    """Sources that were not read: refused, or (deferred, not renewed) stale. One trouble a source."""
    troubles = []
    for row in rows:
        stale = row["check_name"] in _STALE
        passing = row["check_name"] in PASSING
        troubles.append(
            Trouble(
                "stale" if stale else "refused",
                row["source_file"],
                Severity.INFO if passing else Severity.WARNING,
                f"source {'stale' if stale else 'refused'}: {row['source_file']}",
                f"{row['check_name']}: {row['message']}",
                1,
                f"the warehouse holds {'what it said before' if stale else 'none of its facts'}",
                (),
                "cooperation quarantine",
            )
        )
    return troubles


def stale_sources(changed: Mapping[str, datetime], now: datetime, days: float) -> list[Trouble]:
    """Sources whose file (``changed``: when, by name) has not been renewed for ``days``; 0 days: never."""
    troubles = []
    for name, when in sorted(changed.items()):
        age = now - when
        if days and age >= timedelta(days=days):
            troubles.append(
                Trouble(
                    "stale",
                    name,
                    Severity.WARNING,
                    f"source stale: {name}",
                    f"its file should be renewed every {days:g} days",
                    int(age / timedelta(days=days)),
                    f"last changed {when:{_TIME}}, {age.days} days ago",
                    (),
                    "cooperation status",
                )
            )
    return troubles


def contradictions(rows: Iterable[Row]) -> list[Trouble]:
    """Statements that contradict each other (conflicts of ``report.contradictions``): one trouble a pair."""
    return [
        Trouble(
            "contradiction",
            f"{row['fact_id']} {row['other_fact_id']} {row['respect']}",
            Severity.WARNING,
            f"sources contradict each other: {row['document_id']} and {row['other_document_id']}",
            f"two statements about the same {row['kind']} differ in {row['respect']}",
            1,
            f"one says {row['value']}, the other {row['other_value']}",
            (row["evidence"], row["other_evidence"]),
            _PAIR.format(row["fact_id"], row["other_fact_id"]),
        )
        for row in rows
    ]


def silence(last_success: datetime, now: datetime, hours: float) -> list[Trouble]:
    """No run came to a good end for ``hours``; 0 hours: never a trouble."""
    age = now - last_success
    if not hours or age < timedelta(hours=hours):
        return []
    return [
        Trouble(
            "silent",
            "run",
            Severity.ERROR,
            f"no successful run for {int(age.total_seconds() // 3600)} hours",
            f"a run should succeed every {hours:g} hours",
            int(age / timedelta(hours=hours)),
            f"the last one that did, or the first look: {last_success:{_TIME}}",
            (),
            "cooperation status",
        )
    ]
