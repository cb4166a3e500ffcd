"""Rules on each kind of fact, beside what its fields alone ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from schemas.codes import codes
from schemas.fields import FACT_TABLES
from schemas.figures import Figure, counts_things, figure_rules, is_money, not_negative, percent_bounds
from schemas.rules import Context, Rule, rules_of, span_rules

_TWO_CAPITALS = re.compile(r"[A-Z]{2}")


def _valid_not_before_signed(context: Context, valid: str | None, signed_from: date | None) -> bool:
    """Judged on the last day the term can begin: a term "2012" may begin after a signature of May 2012."""
    if valid is None or signed_from is None:
        return True
    begins = context.days(valid.split("/")[0]) if not valid.startswith("..") else None
    return begins is None or begins[1] is None or begins[1] >= signed_from


def _counted_not_paid(_: Context, unit: str | None) -> bool:
    return not is_money(unit)


def _whole_count(_: Context, value: Figure, unit: str | None) -> bool:
    return value is None or not counts_things(unit) or value == value.to_integral_value()


def _state_code(_: Context, member: str | None) -> bool:
    return member is None or _TWO_CAPITALS.fullmatch(member) is None or member in codes("iso3166")


def _identified(_: Context, code: str | None, title: str | None) -> bool:
    return code is not None or title is not None


def _read_alike(context: Context, mention_ids: list[str] | None) -> bool:
    return context.misread.isdisjoint(mention_ids or ())


_READ_AGAIN = Rule(
    "mentions_read_alike",
    ("mention_ids",),
    "no words that it is read from say another figure or date alone",
    _read_alike,
)
_OWN: Mapping[str, tuple[Rule, ...]] = {
    "agreements": (
        Rule("valid_not_before_signed", ("valid_edtf", "signed_from"),
             "the term does not begin before the signature", _valid_not_before_signed),
    ),
    "funding": (
        *figure_rules("amount_low", "amount_high"),
        not_negative("amount_low"),
        not_negative("amount_high"),
    ),
    "observations": (
        *figure_rules("value_low", "value_high"),
        not_negative("value_low", "unit", "measure", "evidence"),
        not_negative("value_high", "unit", "measure", "evidence"),
        percent_bounds("value_low", "measure", "evidence"),
        percent_bounds("value_high", "measure", "evidence"),
        Rule("money_has_currency", ("unit",), "the unit is no currency: money is funding", _counted_not_paid),
        Rule("whole_count", ("value_low", "unit"), "things are counted whole", _whole_count, "warn"),
        Rule("whole_count", ("value_high", "unit"), "things are counted whole", _whole_count, "warn"),
    ),
    "memberships": (
        Rule("state_code", ("member",), "a member of two capitals is a country's code", _state_code, "warn"),
    ),
    "projects": (
        Rule("identified", ("code", "title"), "a project has a code or a title", _identified),
    ),
}  # fmt: skip

RULES: Mapping[str, tuple[Rule, ...]] = {
    name: (*rules_of(table), *span_rules("evidence"), _READ_AGAIN, *_OWN.get(name, ()))
    for name, table in FACT_TABLES.items()
}
