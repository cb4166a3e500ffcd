"""Rules on figures: ``*_low`` and ``*_high`` beside qualifier and unit, for facts and mentions."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from schemas.codes import codes
from schemas.rules import Context, Rule

Figure = Decimal | None
# Words that say that a percentage compares two states; such a one may be negative or above a hundred.
CHANGE = re.compile(
    r"\b(?:grow\w*|grew|increas\w*|ris(?:e|es|en|ing)|rose|gain\w*|surg\w*|doubl\w*|tripl\w*|quadrupl\w*"
    r"|declin\w*|decreas\w*|drop\w*|fall(?:s|en|ing)?|fell|reduc\w*|shr[aiu]nk\w*|chang\w*|exceed\w*"
    r"|fulfil\w*|execut\w*|utili[sz]\w*|up by|down by|higher|lower|compared|times)\b",
    re.IGNORECASE,
)
HUNDRED = Decimal(100)
_SIDES = "over has no high side, under no low one; exact and about have equal sides, range has both"
_TIME_UNIT = re.compile(r"(?:second|minute|hour|day|week|month|quarter|year|decade)s?")
_MONEY_WORD = re.compile(
    r"\b(?:dollars?|euros?|roubles?|rubles?|hryvnias?|pounds sterling|yuan|renminbi|yen|rupees?"
    r"|zloty(?:s|ch)?|tenge)$",
    re.IGNORECASE,
)


def figure_rules(low: str, high: str) -> tuple[Rule, ...]:
    """Rules on any figure with a lower and an upper bound and a qualifier."""
    return (
        Rule("low_not_above_high", (low, high), f"{low} is at most {high}", _ordered),
        Rule("qualifier_sides", ("qualifier", low, high), _SIDES, _sides),
    )


def not_negative(column: str, *beside: str) -> Rule:
    """``column`` is 0 or more; a change in percent, told by ``beside`` (unit and words), may be negative."""
    meaning = f"{column} is not negative" + (", but for changes in percent" if beside else "")
    return Rule("not_negative", (column, *beside), meaning, _not_negative)


def percent_bounds(column: str, *beside: str) -> Rule:
    """``column`` is at most 100 where the unit is percent, but for a change, told by the words in
    ``beside``.
    """
    meaning = f"{column} in percent is at most 100, but for changes and plans (growth, fulfilment, ...)"
    return Rule("percent_bounds", (column, "unit", *beside), meaning, _percent_bounds)


def _ordered(_: Context, low: Figure, high: Figure) -> bool:
    return low is None or high is None or low <= high


def _equal(low: Figure, high: Figure) -> bool:
    return low is not None and low == high


_OPEN_SIDES: dict[str, Callable[[Figure, Figure], bool]] = {
    "over": lambda low, high: low is not None and high is None,
    "under": lambda low, high: low is None and high is not None,
    "range": lambda low, high: low is not None and high is not None,
    "exact": _equal,
    "about": _equal,
}


def _sides(_: Context, qualifier: str | None, low: Figure, high: Figure) -> bool:
    agrees = _OPEN_SIDES.get(qualifier or "")
    return agrees is None or agrees(low, high)  # an unknown qualifier is said by `code`, none by `not_null`


def _is_change(unit: str | None, words: tuple[str | None, ...]) -> bool:
    return unit == "percent" and any(text is not None and CHANGE.search(text) for text in words)


def _not_negative(_: Context, value: Figure, unit: str | None = None, *words: str | None) -> bool:
    return value is None or value >= 0 or _is_change(unit, words)


def _percent_bounds(_: Context, value: Figure, unit: str | None, *words: str | None) -> bool:
    return value is None or unit != "percent" or value <= HUNDRED or _is_change(unit, words)


def counts_things(unit: str | None) -> bool:
    """Whether ``unit`` is a noun counted, rather than a share, a ratio or a length of time."""
    return unit is not None and unit not in ("percent", "ratio") and _TIME_UNIT.fullmatch(unit) is None


def is_money(unit: str | None) -> bool:
    """Whether ``unit`` is a currency, by its code or as a word."""
    return unit is not None and (unit in codes("iso4217") or _MONEY_WORD.search(unit) is not None)
