"""First of all: how much there is, what is new, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipelines.report.page import words
from pipelines.report.page.content import Content
from pipelines.report.page.tables import Table

_NEWEST = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to begin with."""

    number: str
    label: str
    link: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong, or ``is_fine``; ``link`` leads to more."""

    text: str
    link: str
    severity: str  # error, warning, fine


def section(content: Content) -> dict[str, Any]:
    """``figures``, ``changes``, ``troubles``."""
    return {
        "figures": _figures(content),
        "changes": _changes(content),
        "since": _since(content),
        "troubles": _troubles(content),
    }


def _figures(content: Content) -> list[Figure]:
    kinds: dict[str, int] = {}
    codes = set()
    for fact in content.facts:
        kinds[fact.kind] = kinds.get(fact.kind, 0) + 1
        codes.update(words.countries_of(fact.values))
    found = [
        Figure(f"{len(content.documents):,}", "text" if len(content.documents) == 1 else "texts", "#sources"),
        Figure(f"{len(content.facts):,}", "fact" if len(content.facts) == 1 else "facts", "#facts"),
        Figure(f"{len(codes):,}", "country" if len(codes) == 1 else "countries", "#countries"),
    ]
    for kind, names in words.KINDS.items():
        if kinds.get(kind):
            found.append(
                Figure(f"{kinds[kind]:,}", names[0 if kinds[kind] == 1 else 1], f"#facts?kind={kind}")
            )
    return found


def _since(content: Content) -> str:
    runs = content.rows("select started_at from quality.run order by started_at desc, run_id desc limit 2")
    return f"{runs[1]['started_at']:%Y-%m-%d %H:%M} UTC" if len(runs) > 1 else ""


def _changes(content: Content) -> Table | None:
    return None


def _troubles(content: Content) -> list[Trouble]:
    failed = content.rows("""
        select severity, count(*) as checks
        from report.data_quality
        where runs_ago = 1 and not passed
        group by severity
    """)
    by_severity = {row["severity"]: row["checks"] for row in failed}
    held = content.rows("select count(*) as n from quality.quarantine where released_run_id is null")[0]["n"]
    conflicts = content.rows("""
        select fact_id, other_fact_id from report.contradictions where verdict = 'conflict'
    """)
    overdue = content.rows("select fact_id from report.promises where outcome = 'overdue'")
    lying = content.rows("select count(*) as n from report.mentions where reason = 'unattached'")[0]["n"]
    unread = content.rows("select count(*) as n from report.mentions where reason like 'AMBIGUOUS%'")[0]["n"]
    late = content.groups.link(
        "overdue", "Announced, due, and nothing said since", (row["fact_id"] for row in overdue)
    )
    return [
        _trouble(by_severity.get("fail", 0), "check failed and should have held publication back",
                 "checks failed and should have held publication back", "#checks", "error",
                 "No check failed that holds publication back"),
        _trouble(by_severity.get("warn", 0), "check found something to look at",
                 "checks found something to look at", "#checks", "warning", "No check warns"),
        _trouble(held, "row or source is held back", "rows or sources are held back", "#quarantine",
                 "warning", "Nothing is held back"),
        _trouble(len(conflicts), "pair of statements contradicts each other",
                 "pairs of statements contradict each other", "#contradictions", "warning",
                 "No statements contradict each other"),
        _trouble(len(overdue), "announcement is due and nothing was said since",
                 "announcements are due and nothing was said since", late or "#promises", "warning",
                 "No announcement is overdue"),
        _trouble(unread, "figure or date is ambiguous and left open",
                 "figures or dates are ambiguous and left open", "#ledger", "warning",
                 "No figure or date was left open as ambiguous"),
        _trouble(lying, "figure or date was read but belongs to no fact",
                 "figures or dates were read but belong to no fact", "#ledger", "warning",
                 "Every figure and date found its fact or its reason"),
    ]  # fmt: skip


def _trouble(number: int, one: str, many: str, link: str, severity: str, fine: str) -> Trouble:
    if not number:
        return Trouble(fine, link, "fine")
    return Trouble(f"{number:,} {one if number == 1 else many}", link, severity)
