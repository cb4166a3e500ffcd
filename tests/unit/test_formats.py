"""Cells as text: what a spreadsheet would run is made harmless, what a terminal would obey is written out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from pipelines.commands.terminal import plain_table, show_table, visible
from pipelines.formats import as_json, cell, csv_lines, distinct, json_lines


def _csv(*row: object) -> list[str]:
    lines = csv_lines([f"c{number}" for number in range(len(row))], [row])
    return list(csv.reader(io.StringIO("\n".join(lines), newline="")))[1]


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\tx", "\rx", "-", "+49 30 1234"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert _csv(text) == ["'" + text]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-3, "-3"),
        (Decimal("-3.500000"), "-3.5"),
        (Decimal("836500000.000000"), "836500000"),
        ("-3.5", "-3.5"),
        ("-1e9", "-1e9"),
        (-2.5, "-2.5"),
        (None, ""),
        (date(2012, 1, 31), "2012-01-31"),
        (["BD", "BY"], '["BD", "BY"]'),
        (True, "true"),
        ("two, three", "two, three"),
        ('said "so"\nand left', 'said "so"\nand left'),
    ],
)
def test_figures_days_and_words_stay_what_they_are_in_csv(value, text):
    assert _csv(value) == [text]


def test_a_header_that_would_be_run_is_made_harmless_too():
    assert list(csv_lines(["=1"], [[1]])) == ["'=1", "1"]


def test_json_is_whole_and_obeys_no_terminal():
    value = {"a": "\x1b[31mred\u202e", "b": Decimal("3.250000"), "c": float("nan"), "d": (date(2020, 2, 29),)}
    text = as_json(value)
    assert text.isprintable()
    assert json.loads(text) == {"a": "\x1b[31mred\u202e", "b": 3.25, "c": None, "d": ["2020-02-29"]}


def test_whole_sums_stay_whole_in_json():
    assert as_json(Decimal("123456789012345678901.000000")) == "123456789012345678901"


def test_two_columns_of_one_name_are_told_apart():
    assert distinct(["n", "n", "n_2", "n"]) == ["n", "n_2", "n_2_2", "n_3"]
    assert json.loads("".join(json_lines(["n", "n"], [(1, 2)]))) == [{"n": 1, "n_2": 2}]
    assert json.loads("".join(json_lines(["n"], []))) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "NULL"),
        (Decimal("0.011111"), "0.011111"),
        (Decimal("1E+3"), "1000"),
        (["BD", None], "[BD, NULL]"),
        (datetime(2026, 1, 2, 3, 4, 5, 678), "2026-01-02 03:04:05.000678"),
        ({"a": Decimal(1)}, '{"a": 1}'),
    ],
)
def test_cells_for_reading(value, text):
    assert cell(value) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("a\r\nb", "a\\r\\nb"),
        ("abc\u202edef", "abc\\u202edef"),
        ("\x9b31m", "\\x9b31m"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("lone \udc80", "lone \\udc80"),
        ("Минск, São Paulo – 5\u00a0%", "Минск, São Paulo – 5\u00a0%"),
    ],
)
def test_controls_are_written_out(text, shown):
    assert visible(text) == shown


def test_lines_may_be_kept():
    assert visible("a\r\nb\x1b", lines=True) == "a\nb\\x1b"


def test_a_plain_table_cuts_nothing_off():
    lines = list(plain_table(["kind", "rows"], [["agreements", "7"], ["x" * 200, "12"]], frozenset({1})))
    assert lines[2].split() == ["agreements", "7"]
    assert lines[3].startswith("x" * 200)
    assert lines[2].endswith("   7")


@pytest.fixture
def screen(monkeypatch, capsys):
    """A terminal of 60 columns; gives what was shown on it."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("pipelines.commands.terminal.on_terminal", lambda: True)
    return lambda: capsys.readouterr().out


def test_a_terminal_gets_a_drawn_table(screen):
    show_table(["kind", "words"], [["event", "[bold]a meeting[/bold] " + "of many " * 10 + "\x1b[31m"]])
    shown = screen()
    assert "─" in shown
    assert "[bold]a meeting[/bold]" in shown
    assert "\\x1b[31m" in shown.replace("\n", "")


def test_rows_wider_than_the_screen_are_shown_a_value_a_line(screen):
    show_table([f"column {number}" for number in range(6)], [["a value that is long"] * 6])
    lines = screen().splitlines()
    assert lines[0] == "-- row 1 of 1"
    assert lines[1] == "column 0  a value that is long"
    assert len(lines) == 7
