"""The dimensions of the star: their columns and the rules their rows keep.

Their columns are made in ``sql/dims``, not staged, so they stand here rather than in ``fields``;
dim_document has the columns of the staged documents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa

from schemas.documents import RULES as DOCUMENT_RULES
from schemas.fields import DAY, DOCUMENTS, TEXT, Field, Table
from schemas.rules import Context, Rule, rules_of

WHOLE = pa.int32()
_KEY_MEANING = "hash of the name, without regard to Unicode form, case and white space"
_NAME = Field("name", TEXT, "the spelling that the texts use most", False)
_KEY = re.compile(r"[0-9a-f]{16}")


def _count(name: str, meaning: str, low: int, high: int) -> Field:
    return Field(name, WHOLE, meaning, False, low=Decimal(low), high=Decimal(high))


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        replace(DOCUMENTS, name="dim_document"),
        Table("dim_country", "one row a country of ISO 3166-1, and the European Union", ("country_code",), (
            Field("country_code", TEXT, "ISO 3166-1 alpha-2, EU for the Union", False, code_list="iso3166"),
            Field("name", TEXT, "English short name", False),
            Field("region", TEXT, "the continent it lies on; empty where none is given", False),
        )),
        Table("dim_organization", "one row an organisation, by its name", ("organization_key",), (
            Field("organization_key", TEXT, _KEY_MEANING, False),
            _NAME,
            Field("country_code", TEXT, "the country whose name this is", code_list="iso3166"),
        )),
        Table("dim_person", "one row a person, by their name", ("person_key",), (
            Field("person_key", TEXT, _KEY_MEANING, False),
            _NAME,
        )),
        Table("dim_programme", "one row a programme, by its name or acronym", ("programme_key",), (
            Field("programme_key", TEXT, _KEY_MEANING, False),
            _NAME,
            Field("acronym", TEXT, "the acronym that the texts use most"),
        )),
        Table("dim_date", "one row a day", ("day",), (
            Field("day", DAY, "the day", False),
            _count("year", "its year", 1, 9999),
            _count("quarter", "its quarter", 1, 4),
            _count("month", "its month", 1, 12),
            Field("month_name", TEXT, "its month, in English", False),
            Field("month_start", DAY, "the first day of its month", False),
            _count("day_of_month", "its place in the month", 1, 31),
            _count("weekday", "its place in the week, 1 Monday to 7 Sunday", 1, 7),
        )),
        Table("dim_currency", "one row a currency of ISO 4217, past ones included", ("currency",), (
            Field("currency", TEXT, "ISO 4217 code", False, code_list="iso4217"),
            Field("name", TEXT, "English name", False),
            _count("decimals", "decimal places that amounts are usually given with", 0, 4),
        )),
    )
}  # fmt: skip


def _is_name_key(_: Context, key: str | None) -> bool:
    return key is None or _KEY.fullmatch(key) is not None


def _calendar(_: Context, day: date | None, *parts: object) -> bool:
    if day is None:
        return True
    quarter = (day.month + 2) // 3
    return parts == (day.year, quarter, day.month, day.replace(day=1), day.day, day.isoweekday())


def _name_key(column: str) -> Rule:
    return Rule("name_key", (column,), f"{column} is 16 hexadecimal digits", _is_name_key)


_OWN: Mapping[str, tuple[Rule, ...]] = {
    "dim_organization": (_name_key("organization_key"),),
    "dim_person": (_name_key("person_key"),),
    "dim_programme": (_name_key("programme_key"),),
    "dim_date": (
        Rule("calendar", ("day", "year", "quarter", "month", "month_start", "day_of_month", "weekday"),
             "the parts of the day are those of the calendar", _calendar),
    ),
}  # fmt: skip


def _rules(table: Table) -> tuple[Rule, ...]:
    if table.name == "dim_document":
        return DOCUMENT_RULES
    may_be_blank = {"region"}
    own = rules_of(table)
    kept = tuple(rule for rule in own if not (rule.name == "not_blank" and rule.columns[0] in may_be_blank))
    return kept + _OWN.get(table.name, ())


RULES: Mapping[str, tuple[Rule, ...]] = {name: _rules(table) for name, table in TABLES.items()}
