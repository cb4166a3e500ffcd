"""What a text says of itself: its title, its language, its dateline."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

TITLE_LENGTH = 200
_TITLE_LINES = 100  # looked at; more invisible ones than that have no title below them
_LANGUAGE_SAMPLE = 4000
_ISO_639_1 = 2  # letters of a code
_MIN_LETTERS = 40  # fewer tell no language
_HEAD_LINES = 10  # where a dateline stands
_CHRONICLE = 3  # lines that are a day or a year alone
_YEAR = re.compile(r"\d{4}")
_HEADING = re.compile(r"^#{1,6}\s+")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_DATELINE = re.compile(
    r"""(?ix) ^ (?: (?:published|posted|date)(?:\s+on)? \s*:?\s+ )?
        (?: (?:mon|tues|wednes|thurs|fri|satur|sun)day ,?\s+ )?
        (?: (?P<day>\d{1,2}) \s+ (?P<month>[a-z]+) ,?\s+ (?P<year>\d{4})
          | (?P<month2>[a-z]+) \s+ (?P<day2>\d{1,2}) ,\s* (?P<year2>\d{4})
          | (?P<iso>\d{4}-\d{2}-\d{2}) ) \.? $"""
)


def is_blank(text: str) -> bool:
    """Whether nothing of ``text`` can be seen: white space, control and formatting characters only."""
    return all(char.isspace() or unicodedata.category(char) in ("Cc", "Cf") for char in text.strip())


def first_line(text: str) -> str | None:
    """The first line with something to see, as a title: one space between words, no invisible characters."""
    for line in text.lstrip().split("\n", _TITLE_LINES)[:_TITLE_LINES]:
        seen = "".join(
            char for char in line if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf")
        )
        title = _HEADING.sub("", " ".join(seen.split()))
        if title:
            return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
    return None


def dateline(text: str) -> date | None:
    """The day that stands alone on a line at the head of ``text``; None where none does, or several do, or
    where days and years head the paragraphs: those of a chronicle tell nothing of when it was written.
    """
    lines = [line.strip() for line in text[:20_000].split("\n")]
    if sum(_YEAR.fullmatch(line) is not None or _day(line) is not None for line in lines) >= _CHRONICLE:
        return None
    days = {_day(line) for line in [line for line in lines if line][:_HEAD_LINES]} - {None}
    return days.pop() if len(days) == 1 else None


def _day(line: str) -> date | None:
    match = _DATELINE.match(line) if len(line) < 60 else None
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        month = (match["month"] or match["month2"]).lower()
        year, day = match["year"] or match["year2"], match["day"] or match["day2"]
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:  # 30 February, or no month
        return None


def guess_language(text: str) -> str | None:
    """ISO 639-1 code of the language of the text's beginning; None where it is too short to tell."""
    sample = text[:_LANGUAGE_SAMPLE]
    if sum(char.isalpha() for char in sample) < _MIN_LETTERS:
        return None
    # Here, not above: its model takes most of a second, and a sidecar that says the language saves it.
    import py3langid

    code: str = py3langid.classify(sample)[0]
    if len(code) != _ISO_639_1:
        return None  # it tells a few languages, such as Nigerian Pidgin, that have no code of two letters
    return code
