"""What a row rule is, and the rules that follow from ``fields`` alone: types, codes, bounds, periods.

What belongs here: rules that any table may have. Rules about one kind of row stand in ``documents``,
``mentions``, ``facts``, ``quarantine``, ``dimensions``. A rule looks at one row: ``holds`` gets the context
and the row's values of ``columns`` in order (None for null) and says whether the row keeps the rule.
``models`` makes pandera checks of rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pyarrow as pa

from schemas.codes import codes
from schemas.fields import DAY, FIGURE, Field, Table

Severity = Literal["fail", "warn"]
Days = tuple[date | None, date | None]
FIRST_USUAL_YEAR = 1900
YEARS_AHEAD = 50
_HEX256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask beside the row.

    ``texts``: document_id to stored text. ``bounds``: EDTF text to its first and last day, ValueError where
    it is malformed. ``today``: the day of the run; None leaves out what is measured from it. ``misread``:
    mentions whose words alone say another figure or date.
    """

    bounds: Callable[[str], Days]
    texts: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    misread: frozenset[str] = frozenset()
    _seen: dict[str, Days | None] = field(default_factory=dict)

    def days(self, edtf: str) -> Days | None:
        """First and last day of ``edtf``, each None where open; None where it is malformed. Remembered."""
        if edtf not in self._seen:
            try:
                self._seen[edtf] = self.bounds(edtf)
            except ValueError:
                self._seen[edtf] = None
        return self._seen[edtf]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule on a row. ``columns[0]`` is the column a failure is noted under.

    ``severity``: ``fail`` holds the row back, ``warn`` notes it. ``holds`` is None for what is asked before
    rows are compared with rules: by the parser of values (type, finite, ...) or by pandera itself
    (not_null, key_unique).
    """

    name: str
    columns: tuple[str, ...]
    meaning: str
    holds: Callable[..., bool] | None = None
    severity: Severity = "fail"

    @property
    def id(self) -> str:
        """What tells the rule from the others of its table."""
        return f"{self.name}({', '.join(self.columns)})"


def rules_of(table: Table) -> tuple[Rule, ...]:
    """The rules that ``table``'s fields alone ask for, in the order of its columns."""
    return (
        key_unique(table),
        *(rule for column in table.fields for rule in _parsing(column)),
        *(rule for column in table.fields for rule in _values(column)),
        *(
            rule
            for column in table.fields
            if column.name.endswith("edtf")
            for rule in _period(table, column.name)
        ),
    )


def key_unique(table: Table) -> Rule:
    """The rule that each row is the only one with its key; it looks at all rows, so ``models`` answers it."""
    return Rule("key_unique", table.key, "no two rows have the same key")


def _parsing(column: Field) -> list[Rule]:
    """What the parser of values asks of a cell, before any other rule sees the row."""
    one, name = (column.name,), column.name
    rules = [Rule("type", one, f"{name} can be read as {column.type}")]
    if not column.nullable:
        rules.append(Rule("not_null", one, f"{name} is given"))
    if column.type == FIGURE or pa.types.is_integer(column.type):
        rules.append(Rule("finite", one, f"{name} is a number, neither infinite nor NaN"))
        rules.append(Rule("fits", one, f"{name} is held by {column.type} without loss"))
    if column.type == DAY:
        rules.append(Rule("years", one, f"{name} lies in the years 1 to 9999"))
    return rules


def _values(column: Field) -> list[Rule]:
    one, name = (column.name,), column.name
    rules: list[Rule] = []
    if column.type == pa.string():
        rules.append(Rule("not_blank", one, f"{name} is null rather than blank", _not_blank))
    if pa.types.is_list(column.type):
        rules.append(Rule("list_items", one, f"{name} has no item that is null or blank", _items_given))
        rules.append(Rule("list_distinct", one, f"{name} says nothing twice", _items_distinct, "warn"))
    if column.codes is not None:
        meaning = f"{name} is one of {', '.join(column.codes)}"
        rules.append(Rule("code", one, meaning, _among(frozenset(column.codes))))
    if column.code_list is not None:
        rules.append(Rule("code", one, f"{name} is of {column.code_list}", _among(codes(column.code_list))))
    if pa.types.is_integer(column.type) and (column.low is not None or column.high is not None):
        rules.append(Rule("bounds", one, f"{name} lies in {_interval(column)}", _within(column)))
    return rules


def _interval(column: Field) -> str:
    return f"[{'..' if column.low is None else column.low}, {'..' if column.high is None else column.high}]"


def _not_blank(_: Context, value: str | None) -> bool:
    return value is None or not (value == "" or value.isspace())


def _items_given(_: Context, items: list[str | None] | None) -> bool:
    return items is None or all(item is not None and item.strip() for item in items)


def _items_distinct(_: Context, items: list[str | None] | None) -> bool:
    return items is None or len(set(items)) == len(items)


def _among(allowed: frozenset[str]) -> Callable[..., bool]:
    def holds(_: Context, value: Any) -> bool:
        if isinstance(value, list):
            return all(item is None or item in allowed for item in value)
        return value is None or value in allowed

    return holds


def _within(column: Field) -> Callable[..., bool]:
    def holds(_: Context, value: int | None) -> bool:
        if value is None:
            return True
        return (column.low is None or value >= column.low) and (column.high is None or value <= column.high)

    return holds


def _period(table: Table, edtf: str) -> tuple[Rule, ...]:
    """Rules on a date: its EDTF text beside the first and the last day it covers."""
    prefix = edtf.removesuffix("edtf") or "date_"
    first, last = table.field(f"{prefix}from").name, table.field(f"{prefix}to").name
    usual = f"lies in {FIRST_USUAL_YEAR} to {YEARS_AHEAD} years ahead"
    return (
        Rule("edtf_well_formed", (edtf,), f"{edtf} is EDTF with years 1 to 9999", _edtf_well_formed),
        Rule("edtf_days", (edtf, first, last), f"{first} and {last} are the days {edtf} covers", _edtf_days),
        Rule("start_before_end", (first, last), f"{first} is not after {last}", _ordered),
        Rule("usual_years", (first,), f"{first} {usual}", _usual, "warn"),
        Rule("usual_years", (last,), f"{last} {usual}", _usual, "warn"),
    )


def _edtf_well_formed(context: Context, edtf: str | None) -> bool:
    return edtf is None or context.days(edtf) is not None


def _edtf_days(context: Context, edtf: str | None, first: date | None, last: date | None) -> bool:
    days = (None, None) if edtf is None else context.days(edtf)
    return days is None or days == (first, last)  # what is malformed is said by edtf_well_formed


def _ordered(_: Context, first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _usual(context: Context, day: date | None) -> bool:
    if day is None:
        return True
    return day.year >= FIRST_USUAL_YEAR and (
        context.today is None or day.year <= context.today.year + YEARS_AHEAD
    )


def span_rules(quoted: str) -> tuple[Rule, ...]:
    """Rules on a quotation: the column ``quoted`` is the stored text from char_start to char_end."""
    return (
        Rule("document_known", ("document_id",), "document_id is a document that was read", _document_known),
        Rule("span_order", ("char_start", "char_end"), "char_start is before char_end", _span_ordered),
        Rule("span_inside", ("char_end", "document_id"), "char_end is within the stored text", _span_inside),
        Rule(
            "span_text",
            (quoted, "document_id", "char_start", "char_end"),
            f"{quoted} is the stored text from char_start to char_end",
            _span_text,
        ),
    )


def _document_known(context: Context, document_id: str | None) -> bool:
    return document_id is None or document_id in context.texts


def _span_ordered(_: Context, start: int | None, end: int | None) -> bool:
    return start is None or end is None or start < end


def _span_inside(context: Context, end: int | None, document_id: str | None) -> bool:
    text = context.texts.get(document_id or "")
    return end is None or text is None or end <= len(text)


def _span_text(
    context: Context, quoted: str | None, document_id: str | None, start: int | None, end: int | None
) -> bool:
    text = context.texts.get(document_id or "")
    if text is None or quoted is None or start is None or end is None or not 0 <= start < end <= len(text):
        return True  # said by the rules above
    return text[start:end] == quoted


def is_sha256(_: Context, value: str | None) -> bool:
    """Whether ``value`` is null or a SHA-256 in hexadecimal."""
    return value is None or _HEX256.fullmatch(value) is not None
