"""One cell of a row into its column's type.

Strict: nothing is guessed, no text becomes a number but digits in the usual form, and nothing is cut off to
fit (Arrow itself makes 1 of 1.5 where whole numbers belong, and the list a, b of the text "ab").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pyarrow as pa

from schemas.fields import DAY, FIGURE, OFFSET, TEXT, TEXTS

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,6})?", re.ASCII)
_ODD_NUMBER = re.compile(r"[+-]?s?(?:nan|inf|infinity)\d*", re.IGNORECASE)
_DAY = re.compile(r"([+-]?\d{4,})-(\d\d)-(\d\d)", re.ASCII)
_MOST = Decimal(10) ** (FIGURE.precision - FIGURE.scale)


class UnreadableError(ValueError):
    """A cell is not of its column's type; ``rule`` names the rule it breaks."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def parse(kind: pa.DataType, value: object) -> object:
    """``value`` as the Python type that an Arrow column of ``kind`` holds, None for null; UnreadableError
    else.
    """
    return None if value is None else _PARSERS[kind](value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableError("type")
    try:
        value.encode()
    except UnicodeEncodeError as error:  # half of a surrogate pair is no character
        raise UnreadableError("type") from error
    return value


def _texts(value: Any) -> list[str | None]:
    if not isinstance(value, list | tuple):
        raise UnreadableError("type")
    return [None if item is None else _text(item) for item in value]


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise UnreadableError("type")
    text = str(value).strip()
    if _ODD_NUMBER.fullmatch(text):
        raise UnreadableError("finite")
    if not _NUMBER.fullmatch(text):
        raise UnreadableError("type")
    return Decimal(text)


def _figure(value: Any) -> Decimal:
    number = _number(value)
    if not abs(number) < _MOST:
        raise UnreadableError("fits")
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -FIGURE.scale:
        raise UnreadableError("fits")
    return number


def _offset(value: Any) -> int:
    number = _number(value)
    if not -(2**31) <= number < 2**31 or number != number.to_integral_value():
        raise UnreadableError("fits")
    return int(number)


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        if value.time() != time() or value.tzinfo is not None:
            raise UnreadableError("type")
        return value.date()
    if isinstance(value, date):
        return value
    matched = _DAY.fullmatch(value) if isinstance(value, str) else None
    if matched is None:
        raise UnreadableError("type")
    year, month, day = (int(part) for part in matched.groups())
    if not 1 <= year <= 9999:
        raise UnreadableError("years")
    try:
        return date(year, month, day)
    except ValueError as error:  # 30 February
        raise UnreadableError("type") from error


_PARSERS: Mapping[pa.DataType, Callable[[Any], object]] = {
    TEXT: _text,
    TEXTS: _texts,
    FIGURE: _figure,
    DAY: _day,
    OFFSET: _offset,
}
