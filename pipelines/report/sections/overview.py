"""First of all: how much there is, what is wrong, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipelines.report import words
from pipelines.report.content import Content
from pipelines.report.groups import document_link, fact_link
from pipelines.report.tables import Cell, Table, heads

_NEWEST = 10
_CHANGES = {"added": "new", "changed": "changed", "withdrawn": "gone"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to begin with."""

    number: str
    label: str
    link: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong, or ``fine``; ``link`` leads to more."""

    text: str
    link: str
    severity: str  # error, warning, fine


def section(content: Content) -> dict[str, Any]:
    """``figures``, ``troubles``, ``since`` (the publication before, if there was one), ``changes``."""
    since = _since(content)
    return {
        "figures": _figures(content),
        "troubles": _troubles(content),
        "since": since,
        "changes": _changes(content, since),
    }


def _figures(content: Content) -> list[Figure]:
    kinds: dict[str, int] = {}
    codes = set()
    for fact in content.facts:
        kinds[fact.kind] = kinds.get(fact.kind, 0) + 1
        codes.update(words.countries_of(fact.values))
    firsts = [
        (len(content.documents), ("text", "texts"), "#sources"),
        (len(content.facts), ("fact", "facts"), "#facts"),
        (len(codes), ("country", "countries"), "#countries"),
    ]
    others = [
        (kinds[kind], names, f"#facts?kind={kind}") for kind, names in words.KINDS.items() if kinds.get(kind)
    ]
    return [
        Figure(f"{number:,}", one if number == 1 else many, link)
        for number, (one, many), link in (*firsts, *others)
    ]


def _since(content: Content) -> str:
    runs = content.rows("select started_at from quality.run order by started_at desc, run_id desc limit 2")
    return f"{runs[1]['started_at']:%Y-%m-%d %H:%M} UTC" if len(runs) > 1 else ""


def _changes(content: Content, since: str) -> Table:
    """What came, changed or went since the publication before, if there was one; texts first."""
    rows, total = content.top("select * from report.changes", _NEWEST)
    link = "#facts"
    if since and total:
        new = content.rows("select fact_id from report.changes where fact_id is not null")
        title = "New or changed since the publication before"
        link = content.groups.link("changes", title, (row["fact_id"] for row in new))
    left = total - _NEWEST
    return Table(
        "What came, changed or went",
        heads("What", "Change", "Why@"),
        [
            [_changed(row, content), Cell(_CHANGES.get(row["change"], row["change"])), Cell(row["why"])]
            for row in rows
        ],
        more=f"All {total:,} changes" if left > 0 else "",
        more_link=link if left > 0 else "",
        empty="nothing has changed in texts or facts",
        name="changes",
    )


def _changed(row: dict[str, Any], content: Content) -> Cell:
    if row["kind"] == "document":
        known = any(each["document_id"] == row["document_id"] for each in content.documents)
        return Cell(row["title"], document_link(row["document_id"]) if known else "", "text", is_quoted=True)
    kind = words.KINDS[row["kind"]][0]
    fact = content.fact.get(row["fact_id"])
    if fact is None:
        return Cell(row["evidence"] or row["label"] or "", "", kind, is_quoted=True)
    said = words.says(fact.kind, fact.values, content.countries)
    return Cell(said, fact_link(fact.fact_id), kind, is_quoted=True)


def _troubles(content: Content) -> list[Trouble]:
    count = content.rows("""
        select
            (select count(*) from report.data_quality where runs_ago = 1 and not passed and severity = 'fail')
                as failed,
            (select count(*) from report.data_quality where runs_ago = 1 and not passed and severity = 'warn')
                as warned,
            (select count(*) from report.held_back) as held,
            (select count(*) from quality.alert where state = 'dead') as untold,
            (select count(*) from report.contradictions where verdict = 'conflict') as conflicts,
            (select count(*) from report.mentions where reason = 'unattached') as lying,
            (select count(*) from report.mentions where reason like 'AMBIGUOUS%') as ambiguous
    """)[0]
    overdue = content.rows("select fact_id from report.promises where outcome = 'overdue'")
    ids = [row["fact_id"] for row in overdue]
    late = content.groups.link("overdue", "Announced, due, and nothing said since", ids)
    return [
        _trouble(count["failed"], "check that holds publication back", "checks that hold publication back",
                 "failed", "#checks", "error", "No check failed that holds publication back"),
        _trouble(count["warned"], "check", "checks", "found something to look at", "#checks", "warning",
                 "No check found anything to look at"),
        _trouble(count["held"], "row or source", "rows or sources", "held back", "#quarantine", "warning",
                 "Nothing is held back"),
        _trouble(count["untold"], "alert", "alerts", "could not be delivered: cooperation alerts", "#quality",
                 "warning", "Every alert was delivered, or is on its way"),
        _trouble(count["conflicts"], "pair of statements", "pairs of statements", "in conflict",
                 "#contradictions", "warning", "No statements are in conflict"),
        _trouble(len(ids), "announcement", "announcements", "overdue: nothing was said since", late or
                 "#promises", "warning", "No announcement is overdue"),
        _trouble(count["ambiguous"], "figure or date", "figures or dates", "ambiguous and left open",
                 "#ledger", "warning", "No figure or date is ambiguous"),
        _trouble(count["lying"], "figure or date", "figures or dates", "stand in no fact",
                 "#mentions/ignored/unattached/", "warning", "No figure or date is left over"),
    ]  # fmt: skip


def _trouble(number: int, one: str, many: str, what: str, link: str, severity: str, fine: str) -> Trouble:
    if not number:
        return Trouble(fine, link, "fine")
    return Trouble(f"{number:,} {one if number == 1 else many} {what}", link, severity)
