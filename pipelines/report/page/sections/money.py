"""How much: sums of money with who gives and who gets, and figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines.report.page import charts, words
from pipelines.report.page.content import Content, Fact
from pipelines.report.page.groups import fact_link
from pipelines.report.page.tables import Cell, Table, heads

_SUMS, _DRAWN, _FIGURES = 20, 12, 15


def section(content: Content) -> dict[str, Any]:
    """``chart``, ``sums``, ``figures``."""
    sums = [fact for fact in content.facts if fact.kind == "funding"]
    sums.sort(key=lambda fact: (-_size(fact), fact.fact_id))
    return {"chart": _chart(sums, content), "sums": _sums(sums), "figures": _figures(content)}


def _size(fact: Fact) -> Decimal:
    """What a sum is ordered by: in euro where a rate is to be had."""
    euro = fact.values["amount_eur"]
    low, high = fact.values["amount_low"], fact.values["amount_high"]
    return Decimal(str(euro)) if euro is not None else (low or high or Decimal(0))


def _chart(sums: list[Fact], content: Content) -> charts.Drawing | None:
    drawn = [fact for fact in sums if fact.status == "actual" and _size(fact) > 0][:_DRAWN]
    if len(drawn) < 2:
        return None
    rows = []
    for fact in drawn:
        said = words.says("funding", fact.values, content.countries)
        rows.append(
            {
                "label": _whose(fact),
                "amount": float(_size(fact)),
                "short": _amount(fact),
                "link": fact_link(fact.fact_id),
                "said": said,
            }
        )
    return charts.drawing(
        "amounts", "The largest sums of money. The table below holds all that is shown.", charts.amounts(rows)
    )


def _whose(fact: Fact) -> str:
    values = fact.values
    way = " → ".join(values[name] for name in ("funder", "recipient") if values[name])
    return values["programme"] or way or values["purpose"] or "not said for what"


def _amount(fact: Fact) -> str:
    values = fact.values
    said = words.bounds(values["amount_low"], values["amount_high"], values["qualifier"], words.short)
    return f"{said} {values['currency']}"


def _sums(sums: list[Fact]) -> Table:
    rows = [
        [
            Cell(_amount(fact), fact_link(fact.fact_id), "" if fact.status == "actual" else fact.status),
            _euro(fact),
            Cell(fact.values["funder"] or "", is_quoted=True),
            Cell(fact.values["recipient"] or "", is_quoted=True),
            Cell(fact.values["programme"] or fact.values["purpose"] or "", is_quoted=True),
            Cell(words.when(fact.values["period_edtf"])),
        ]
        for fact in sums[:_SUMS]
    ]
    return Table(
        "Sums of money, the largest first",
        heads("Amount#", "In euro#", "From", "To", "Programme or purpose", "For the time"),
        rows,
        more=f"All {len(sums):,} sums" if len(sums) > _SUMS else "",
        more_link="#facts?kind=funding" if len(sums) > _SUMS else "",
        empty="no sums of money",
    )


def _euro(fact: Fact) -> Cell:
    values = fact.values
    if values["amount_eur"] is None:
        return Cell("no rate" if values["currency"] != "EUR" else "")
    day = values["eur_rate_date"]
    rate = f"at {values['eur_rate']:.4g} of {day}" if day and values["currency"] != "EUR" else ""
    return Cell(words.short(values["amount_eur"]), fact_link(fact.fact_id), rate)


def _figures(content: Content) -> Table:
    facts = [fact for fact in content.facts if fact.kind == "observation" and fact.status == "actual"]
    facts.sort(key=lambda fact: (str(words.time_of(fact.values)[2] or ""), fact.fact_id), reverse=True)
    rows = [
        [
            Cell(_value(fact), fact_link(fact.fact_id)),
            Cell(fact.values["unit"]),
            Cell(fact.values["measure"] or "", is_quoted=True),
            Cell(words.between(fact.values["countries"], content.countries)),
            Cell(words.when(fact.values["period_edtf"])),
        ]
        for fact in facts[:_FIGURES]
    ]
    return Table(
        "Figures, the latest first",
        heads("Figure#", "Of", "What is measured", "Countries", "For the time"),
        rows,
        more=f"All {len(facts):,} figures" if len(facts) > _FIGURES else "",
        more_link="#facts?kind=observation" if len(facts) > _FIGURES else "",
        empty="no figures",
    )


def _value(fact: Fact) -> str:
    values = fact.values
    return words.bounds(values["value_low"], values["value_high"], values["qualifier"])
