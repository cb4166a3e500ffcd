"""Rules on mentions: each is the text's own words, and its figure or date is well formed."""

from __future__ import annotations

from schemas.codes import codes
from schemas.fields import MENTIONS
from schemas.figures import HUNDRED, Figure, figure_rules
from schemas.rules import Context, Rule, rules_of, span_rules


def _money_has_currency(_: Context, unit: str | None, kind: str | None, low: Figure, high: Figure) -> bool:
    valued = low is not None or high is not None
    return kind != "money" or (unit is None and not valued) or unit in codes("iso4217")


def _not_negative(_: Context, value: Figure, unit: str | None) -> bool:
    return value is None or value >= 0 or unit == "percent"  # the words around may say a change


def _percent_bounds(_: Context, value: Figure, unit: str | None) -> bool:
    return value is None or unit != "percent" or value <= HUNDRED


def _figure_or_date(_: Context, edtf: str | None, low: Figure, high: Figure) -> bool:
    return edtf is None or (low is None and high is None)


def _sides(low: str, high: str) -> tuple[Rule, ...]:
    return tuple(
        rule
        for side in (low, high)
        for rule in (
            Rule(
                "not_negative", (side, "unit"), f"{side} is not negative, but for percentages", _not_negative
            ),
            Rule(
                "percent_bounds", (side, "unit"), f"{side} in percent is at most 100", _percent_bounds, "warn"
            ),
        )
    )


RULES: tuple[Rule, ...] = (
    *rules_of(MENTIONS),
    *span_rules("text"),
    *figure_rules("value_low", "value_high"),
    *_sides("value_low", "value_high"),
    Rule("money_has_currency", ("unit", "mention_kind", "value_low", "value_high"),
         "an amount of money has a currency of ISO 4217", _money_has_currency),
    Rule("figure_or_date", ("edtf", "value_low", "value_high"),
         "a mention is a figure or a date", _figure_or_date),
)  # fmt: skip
