"""Each public view: rows in, rows out, from ``views/*.yml``; and the shape that others rely on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from pipelines.warehouse import audit
from pipelines.warehouse.order import SQL

CASES = sorted((Path(__file__).parent / "views").glob("*.yml"))
FACT = {
    "fact_id": "VARCHAR", "document_id": "VARCHAR", "evidence": "VARCHAR", "char_start": "INTEGER",
    "char_end": "INTEGER", "status": "VARCHAR", "rule": "VARCHAR",
}  # fmt: skip
FIGURE = "DECIMAL(38,6)"


def period(name: str) -> dict[str, str]:
    return {f"{name}_edtf": "VARCHAR", f"{name}_from": "DATE", f"{name}_to": "DATE"}


def texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "VARCHAR")


def lists(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "VARCHAR[]")


# What other people's SQL relies on, column by column.
CONTRACT: dict[str, dict[str, str]] = {
    "agreements": FACT | texts("instrument", "title") | lists("countries", "organizations")
    | period("signed") | period("valid"),
    "events": FACT | texts("event_kind", "name") | period("date") | texts("city", "place_country")
    | lists("countries", "organizations", "people"),
    "funding": FACT | {"amount_low": FIGURE, "amount_high": FIGURE} | texts("currency", "qualifier")
    | {"amount_eur": "DOUBLE", "eur_rate": "DOUBLE", "eur_rate_date": "DATE"}
    | texts("funder", "recipient", "programme", "purpose") | period("period") | lists("countries"),
    "observations": FACT | {"value_low": FIGURE, "value_high": FIGURE}
    | texts("qualifier", "unit", "measure", "programme") | period("period") | lists("countries"),
    "programmes": FACT | texts("name", "acronym") | period("period") | lists("countries", "organizations"),
    "institutions": FACT | texts("name", "institution_kind") | period("established")
    | lists("countries", "organizations"),
    "memberships": FACT | texts("member", "organization") | period("since"),
    "projects": FACT | texts("code", "title") | lists("organizations", "countries") | texts("funder")
    | period("period"),
    "people": FACT | texts("name", "role", "organization", "country"),
    "documents": texts("document_id", "source_file") | lists("other_files")
    | texts("title", "publisher", "url")
    | {"published_date": "DATE"} | texts("language", "content_sha256", "text_sha256")
    | {"char_count": "INTEGER", "text": "VARCHAR"},
    "mentions": texts("mention_id", "document_id") | {"char_start": "INTEGER", "char_end": "INTEGER"}
    | texts("text", "mention_kind") | {"value_low": FIGURE, "value_high": FIGURE} | texts("unit", "edtf")
    | {"date_from": "DATE", "date_to": "DATE"} | texts("disposition") | lists("fact_ids", "quarantine_ids")
    | texts("reason"),
}  # fmt: skip


def plain(value: Any) -> Any:
    """Figures as the case's file writes them."""
    return float(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_view(path: Path, make: Any) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    target = make(case["given"], results=case.get("check_results", []))
    columns = list(case["expect"][0])
    with duckdb.connect(str(target), read_only=True) as connection:
        found = connection.execute(
            f"select {', '.join(columns)} from report.{path.stem} order by all"
        ).fetchall()
        every = connection.execute(f"select * from report.{path.stem}").fetchall()
    expected = [tuple(plain(row[name]) for name in columns) for row in case["expect"]]
    assert [tuple(plain(value) for value in row) for row in found] == expected
    assert len(every) == len(expected)


def test_every_view_has_a_case() -> None:
    views = {path.stem for path in (SQL / "views").glob("*.sql")}
    assert {path.stem for path in CASES} == views


def test_the_shape_is_the_contract(make: Any) -> None:
    with duckdb.connect(str(make({})), read_only=True) as connection:
        for view, columns in CONTRACT.items():
            described = connection.execute(f"describe report.{view}").fetchall()
            assert {row[0]: row[1] for row in described} == columns
            assert [row[0] for row in described] == list(columns), view


def test_an_empty_input_leaves_every_relation_there(make: Any) -> None:
    target = make({})
    outcomes = audit(target)
    assert [o.name for o in outcomes if not o.passed] == [
        "dim_document__not_empty",
        "facts__not_empty",
        "mention__not_empty",
    ]
    assert {o.severity for o in outcomes if not o.passed} == {"warn"}
    with duckdb.connect(str(target), read_only=True) as connection:
        for view in sorted(
            {path.stem for path in CASES} - {"data_quality", "review"}
        ):  # they tell of the audit
            assert connection.execute(f"select * from report.{view}").fetchall() == []
