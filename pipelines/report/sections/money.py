"""How much: who gives how much to whom, figures that come in series, and the latest figures."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from pipelines.report import charts, words
from pipelines.report.content import Content
from pipelines.report.groups import fact_link
from pipelines.report.tables import Cell, Table, heads

_FLOWS, _DRAWN, _SERIES, _LINES, _FIGURES = 20, 12, 10, 6, 12
Row = Mapping[str, Any]


def section(content: Content) -> dict[str, Any]:
    """``chart``, ``total`` (a cell), ``flows``, ``lines`` (a chart), ``series``, ``figures``."""
    flows = content.rows("""
        select * from report.funding_flows
        where status != 'negated'
        order by
            status != 'actual', amount_eur desc nulls last,
            coalesce(amount_low, amount_high) desc nulls last, fact_ids
    """)
    found = _found_series(content)
    return {
        "chart": _chart(flows, content),
        "total": _total(flows, content),
        "flows": _flows(flows, content),
        "lines": _lines(found, content),
        "series": _series(found, content),
        "figures": _figures(content),
    }


def _total(flows: list[dict[str, Any]], content: Content) -> Cell | None:
    """What was given, added up in euro: what is part of another amount left out."""
    adding = [row for row in flows if row["status"] == "actual" and row["adds_eur"]]
    if not adding:
        return None
    ids = [
        fact_id for row in adding for fact_id in (row["facts_behind"] or {}).get("adds_eur", row["fact_ids"])
    ]
    link = content.groups.link("money-total", "Money given or spent, in euro", ids)
    return Cell(words.euro(sum(row["adds_eur"] for row in adding)), link)


def _chart(flows: list[dict[str, Any]], content: Content) -> charts.Drawing | None:
    drawn = [row for row in flows if row["status"] == "actual" and row["amount_eur"]][:_DRAWN]
    if len(drawn) < 2:
        return None
    rows = [
        {
            "label": _whose(row),
            "amount": float(row["amount_eur"]),
            "short": f"{words.euro(row['amount_eur'])} EUR",
            "link": _link(row, content),
            "said": f"{_whose(row)}: {_amount(row)}",
        }
        for row in drawn
    ]
    text = "The largest amounts of money, in euro. The table below holds the numbers."
    return charts.drawing("amounts", text, charts.amounts(rows))


def _whose(row: Row) -> str:
    way = " → ".join(row[name] for name in ("funder", "recipient") if row[name])
    time = words.when(row["period_edtf"])
    who = ": ".join(filter(None, (way, row["programme"]))) or "not said by whom"
    return f"{who}, {time}" if time else who


def _link(row: Row, content: Content) -> str:
    return content.groups.link(f"money-{row['fact_ids'][0]}", _whose(row), row["fact_ids"])


def _amount(row: Row) -> str:
    return f"{words.bounds(row['amount_low'], row['amount_high'], None, words.short)} {row['currency']}"


def _flows(flows: list[dict[str, Any]], content: Content) -> Table:
    left = len(flows) - _FLOWS
    return Table(
        "Who gives how much to whom",
        heads("Amount#", "In euro#", "From", "To", "Programme", "For the time@", "Remarks"),
        [
            [
                Cell(_amount(row), _link(row, content)),
                _euro(row, content),
                Cell(row["funder"] or "", is_quoted=True),
                Cell(row["recipient"] or "", is_quoted=True),
                Cell(row["programme"] or "", is_quoted=True),
                Cell(words.when(row["period_edtf"])),
                Cell(_remarks(row)),
            ]
            for row in flows[:_FLOWS]
        ],
        more=f"All {len(flows):,} amounts" if left > 0 else "",
        more_link="#facts?kind=funding" if left > 0 else "",
        empty="no sums of money",
        name="flows",
    )


def _euro(row: Row, content: Content) -> Cell:
    if row["amount_eur"] is None:
        return Cell("no rate", note=(row["eur_note"] or "").removeprefix("no rate: "))
    if row["currency"] == "EUR":
        return Cell(words.short(row["amount_eur"]), _link(row, content))
    rate, day = row["eur_rate"], row["eur_rate_date"]
    note = f"1 EUR = {words.number(round(rate, 4))} {row['currency']}, {day}" if rate and day else ""
    return Cell(words.euro(row["amount_eur"]), _link(row, content), note)


def _remarks(row: Row) -> str:
    remarks = [] if row["status"] == "actual" else [row["status"]]
    if row["part_of"]:
        remarks.append("part of another amount" if not row["adds"] else "partly part of another amount")
    return ", ".join(remarks)


def _found_series(content: Content) -> list[list[dict[str, Any]]]:
    """Figures that several times or sources give, by series; the longest series first."""
    rows = content.rows("select * from report.series where points > 1")
    return [list(group) for _, group in groupby(rows, key=lambda row: row["series_id"])]


def _lines(found: list[list[dict[str, Any]]], content: Content) -> charts.Drawing | None:
    """The series that tell of several years; those of one year are in the table alone."""
    dated = [[row for row in points if _year(row) is not None] for points in found]
    drawn = [points for points in dated if len({_year(row) for row in points}) > 1][:_LINES]
    if not drawn:
        return None
    names = [_measured(points[0], content) for points in drawn]
    rows = [
        {
            "lane": lane,
            "year": _year(row),
            "low": float(row["value_low"] if row["value_low"] is not None else row["value_high"]),
            "high": float(row["value_high"] if row["value_high"] is not None else row["value_low"]),
            "short": _value(row),
            "link": fact_link(row["fact_id"]),
            "said": f"{names[lane]}, {_time(row)}: {_value(row)}",
        }
        for lane, points in enumerate(drawn)
        for row in points
    ]
    text = "Figures that are given for several years. The table below holds the first and last of each."
    return charts.drawing("series", text, charts.series(rows, names))


def _year(row: Row) -> int | None:
    day = row["period_to"] or row["period_from"] or row["published_date"]
    return int(day.year) if day else None


def _measured(row: Row, content: Content) -> str:
    """What a series measures, in one line."""
    unit, measure = row["unit"] or "", row["measure"] or ""
    what = measure if unit and unit.lower() in measure.lower() else ", ".join(filter(None, (measure, unit)))
    where = words.between(row["countries"], content.countries)
    return f"{what} ({where})" if where else what


def _series(found: list[list[dict[str, Any]]], content: Content) -> Table:
    """One line a series: its first and last figure lead to their sentences."""
    lines = [
        [
            Cell(points[0]["measure"] or "", is_quoted=True),
            Cell(points[0]["unit"] or ""),
            Cell(words.between(points[0]["countries"], content.countries)),
            Cell(_time(points[0]), fact_link(points[0]["fact_id"])),
            Cell(_value(points[0]), fact_link(points[0]["fact_id"])),
            Cell(_time(points[-1]), fact_link(points[-1]["fact_id"])),
            Cell(_value(points[-1]), fact_link(points[-1]["fact_id"])),
            Cell(
                f"{len(points)}",
                content.groups.link(
                    f"series-{points[0]['series_id']}",
                    f"Series: {points[0]['measure']}",
                    (point["fact_id"] for point in points),
                ),
            ),
        ]
        for points in found[:_SERIES]
    ]
    return Table(
        "Figures that are given more than once",
        heads("What is measured", "Of", "Countries", "First@", "Figure#", "Last@", "Figure#", "Times#"),
        lines,
        more=f"{len(found) - _SERIES:,} more" if len(found) > _SERIES else "",
        more_view="report.series",
        empty="no figure is given for more than one time or by more than one statement",
        name="series",
    )


def _time(row: Row) -> str:
    return words.when(row["period_edtf"]) or (
        str(row["published_date"]) if row["published_date"] else "no date"
    )


def _value(row: Row) -> str:
    return words.bounds(row["value_low"], row["value_high"], row["qualifier"])


def _figures(content: Content) -> Table:
    facts = [fact for fact in content.facts if fact.kind == "observation" and fact.status == "actual"]
    facts.sort(key=lambda fact: (str(words.time_of(fact.values)[2] or ""), fact.fact_id), reverse=True)
    left = len(facts) - _FIGURES
    return Table(
        "Figures, the latest first",
        heads("Figure#", "Of", "What is measured", "Countries", "For the time@"),
        [
            [
                Cell(_value(fact.values), fact_link(fact.fact_id)),
                Cell(fact.values["unit"]),
                Cell(fact.values["measure"] or "", is_quoted=True),
                Cell(words.between(fact.values["countries"], content.countries)),
                Cell(words.when(fact.values["period_edtf"])),
            ]
            for fact in facts[:_FIGURES]
        ],
        more=f"All {len(facts):,} figures" if left > 0 else "",
        more_link="#facts?kind=observation" if left > 0 else "",
        empty="no figures",
        name="observations",
    )
