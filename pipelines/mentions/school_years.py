"""Academic years said with two digits each: "the 18-19 academic year", "academic year 18/19"."""

from __future__ import annotations

import re

from pipelines.mentions.points import Point, century

_TWO = re.compile(r"(?P<y>\d\d)\s?[-–/]\s?(?P<to>\d\d)(?!\d|[./-]\d|%)")
_WORDS = r"(?:academic|school|university|study|teaching)\s(?:year|session)"
_BEHIND = re.compile(rf"\s{_WORDS}\b", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:\b{_WORDS}s?(?:\sof)?|\bAY)\s\Z", re.IGNORECASE)
_REACH = 28  # letters in which those words stand
_CENTURY = 100


def school_year(text: str, start: int) -> Point | None:
    """The two years that start at ``start``, each with two digits, where words beside say what they are."""
    match = _TWO.match(text, start)
    if match is None or (int(match["y"]) + 1) % _CENTURY != int(match["to"]):
        return None
    if not (_BEHIND.match(text, match.end()) or _BEFORE.search(text, max(0, start - _REACH), start)):
        return None
    year = century(int(match["y"]))
    return Point(start, match.end(), year, last_year=year + 1)
