"""EDTF (ISO 8601-2), as far as the warehouse writes it: which days a date covers, and whether it is well
formed.

Own reading, because it runs for every date of every document and undate builds objects for each (about 100
times slower); a test holds the two against each other.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_EDGE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[~?%]?", re.ASCII)
OPEN = ".."


def _edge(text: str, last: bool) -> date | None:
    """The first or last day of one EDTF date; None where its year is not known."""
    match = _EDGE.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    year_text, month_text, day_text = match.groups()
    if month_text in (None, "XX") and day_text not in (None, "XX"):
        raise ValueError(f"a day without its month: {text!r}")
    if "X" in year_text and year_text != "XXXX" and month_text is not None:
        raise ValueError(f"a month of an unknown year: {text!r}")
    month = int(month_text) if month_text not in (None, "XX") else (12 if last else 1)
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {text!r}")
    unknown = year_text == "XXXX"
    # A leap year stands in for an unknown one, so that XXXX-02-29 is well formed.
    year = 2000 if unknown else int(year_text.replace("X", "9" if last else "0"))
    if year < 1:
        raise ValueError(f"no such year: {text!r}")
    days = monthrange(year, month)[1]
    day = int(day_text) if day_text not in (None, "XX") else (days if last else 1)
    if not 1 <= day <= days:
        raise ValueError(f"no such day: {text!r}")
    return None if unknown else date(year, month, day)


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that ``edtf`` covers; None for a side that is open or whose year is unknown.

    Reads dates to the day, month, year, decade (``199X``) and century, unspecified years (``XXXX-05-16``),
    the qualifiers ``~ ? %`` and intervals, also open ones. ValueError where ``edtf`` is malformed, names a
    day that no calendar has, or ends before it starts.
    """
    first_text, slash, last_text = edtf.partition("/")
    if not slash:
        return _edge(edtf, False), _edge(edtf, True)
    if first_text == last_text == OPEN:
        raise ValueError(f"an interval open on both sides: {edtf!r}")
    first = None if first_text == OPEN else _edge(first_text, False)
    last = None if last_text == OPEN else _edge(last_text, True)
    if first is not None and last is not None and first > last:
        raise ValueError(f"ends before it starts: {edtf!r}")
    return first, last


def is_valid(edtf: str) -> bool:
    """Whether ``edtf`` is well formed; see `bounds`."""
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True
