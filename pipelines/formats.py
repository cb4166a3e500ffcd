"""Cells and rows as text: for reading, as CSV that a spreadsheet opens safely, and as JSON."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain

# What a spreadsheet takes for a formula when a cell begins with it; a plain signed number is none.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_QUOTED = re.compile(r'[",\r\n]')
_SIGNED_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def is_control(char: str) -> bool:
    """Whether ``char`` acts on what stands around it: controls, direction marks, line ends, the shapeless."""
    return unicodedata.category(char)[0] == "C" or char in "\u2028\u2029"


def escaped(text: str) -> str:
    r"""``text`` on one line, every control character in it written out (``\x1b``, ``\n``)."""
    if text.isprintable():
        return text
    return "".join(c.encode("unicode_escape").decode("ascii") if is_control(c) else c for c in text)


def plain(value: object) -> object:
    """``value`` as JSON knows it: whole decimals as int, days as ISO text, NaN and infinity as null."""
    if isinstance(value, Decimal):
        whole = value.is_finite() and value == value.to_integral_value()
        value = int(value) if whole else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def as_json(value: object) -> str:
    """``value`` on one line of JSON, its control characters escaped: safe to show, the same once parsed."""
    text = json.dumps(plain(value), ensure_ascii=False)
    return text if text.isprintable() else "".join(json.dumps(c)[1:-1] if is_control(c) else c for c in text)


def cell(value: object) -> str:
    """``value`` for reading: lists as ``[BD, BY]``, figures without idle zeros, NULL where there is none."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(cell, value)) + "]"
    if isinstance(value, Decimal) and value.is_finite():
        return figure(value)
    if isinstance(value, Mapping):
        return json.dumps(plain(value), ensure_ascii=False)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def figure(value: Decimal) -> str:
    """A decimal in digits, with no idle zeros and no exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _csv_cell(value: object) -> str:
    """A cell that no spreadsheet runs: a text that would be a formula gets an apostrophe before it.

    NULL is an empty cell, an empty text is ``""``.
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple | set | Mapping):
        text = json.dumps(plain(value), ensure_ascii=False)
    else:
        text = cell(value)
        if isinstance(value, str) and text.startswith(_FORMULA) and not _SIGNED_NUMBER.fullmatch(text):
            text = "'" + text
    return '"' + text.replace('"', '""') + '"' if not text or _QUOTED.search(text) else text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The records of CSV (RFC 4180), the head first, each without its line end."""
    for row in chain([columns], rows):
        yield ",".join(map(_csv_cell, row)) or '""'  # a reader would skip an empty line


def distinct(columns: Sequence[str]) -> list[str]:
    """Column names told apart: a second ``n`` becomes ``n_2``, for formats that need a name once."""
    names: list[str] = []
    for column in columns:
        name, number = column, 1
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names.append(name)
    return names


def json_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a JSON array with one object a row, a row a line."""
    names = distinct(columns)
    texts = [as_json(dict(zip(names, row, strict=True))) for row in rows]
    yield "[" if texts else "[]"
    for number, text in enumerate(texts, start=1):
        yield f"  {text}" + ("," if number < len(texts) else "")
    if texts:
        yield "]"
