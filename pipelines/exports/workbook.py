"""A snapshot as an Excel workbook: a sheet a view, for those who live there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.exports.dictionary import Entry
from pipelines.exports.tables import rows_of
from pipelines.formats import cell

_MOST_CHARACTERS = 32_767  # of a cell
_MOST_ROWS = 1_048_575  # of a sheet, below its head
_SHEET = 31  # characters of a sheet's name
_WIDEST, _NARROWEST = 60, 10
_LOOKED_AT = 200  # rows that say how wide a column is
_CUT = " … (cut: a cell holds no more)"


def write_workbook(
    tables: Mapping[str, pa.Table], entries: Mapping[str, Entry], about: Mapping[str, str], path: Path
) -> None:
    """Writes ``tables``, by their view's name, to ``path``; ``about`` heads the first sheet.

    Texts stay texts: nothing is a formula or a link, whatever it begins with. A cell that holds more than
    Excel can is cut, and says so; rows beyond what a sheet holds go to a further one.
    """
    # Nothing of the hour of writing goes into the file, so that the same snapshot gives the same bytes.
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "remove_timezone": True}) as book:
        book.set_properties({"title": "cooperation-warehouse", "created": datetime(2000, 1, 1)})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        _about(book.add_worksheet("about"), about, tables, entries, head)
        for name, table in tables.items():
            for number, start in enumerate(range(0, max(table.num_rows, 1), _MOST_ROWS), start=1):
                sheet = book.add_worksheet((name if number == 1 else f"{name} {number}")[:_SHEET])
                _fill(sheet, table.slice(start, _MOST_ROWS), head, day)


def _about(
    sheet: Worksheet,
    about: Mapping[str, str],
    tables: Mapping[str, pa.Table],
    entries: Mapping[str, Entry],
    head: Format,
) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 100)
    row = 0
    for name, value in about.items():
        sheet.write_string(row, 0, name, head)
        sheet.write_string(row, 2, value)
        row += 1
    for column, title in enumerate(("sheet", "rows", "meaning")):
        sheet.write_string(row + 1, column, title, head)
    for number, (name, table) in enumerate(tables.items(), start=row + 2):
        sheet.write_string(number, 0, name)
        sheet.write_number(number, 1, table.num_rows)
        sheet.write_string(number, 2, entries[name].meaning)


def _fill(sheet: Worksheet, table: pa.Table, head: Format, day: Format) -> None:
    sheet.freeze_panes(1, 1)
    for column, width in enumerate(_widths(table)):
        sheet.set_column(column, column, width)
    for column, name in enumerate(table.column_names):
        sheet.write_string(0, column, name, head)
    for row, values in enumerate(rows_of(table), start=1):
        for column, value in enumerate(values):
            _write(sheet, row, column, value, day)
    sheet.autofilter(0, 0, table.num_rows, max(table.num_columns - 1, 0))


def _write(sheet: Worksheet, row: int, column: int, value: object, day: Format) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal) and _fits(value):
        sheet.write_number(row, column, float(value))
    elif isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1900:
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    else:
        text = cell(value)
        sheet.write_string(row, column, text if len(text) <= _MOST_CHARACTERS else _cut(text))


def _fits(value: int | float | Decimal) -> bool:
    """Whether Excel's numbers, which are floats, say just this value; NaN is no value at all."""
    return bool(float(value) == value)


def _cut(text: str) -> str:
    return text[: _MOST_CHARACTERS - len(_CUT)] + _CUT


def _widths(table: pa.Table) -> Sequence[int]:
    rows = [tuple(table.column_names), *rows_of(table.slice(0, _LOOKED_AT))]
    longest = (max(len(cell(value)) for value in column) for column in zip(*rows, strict=True))
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in longest]
