"""Which dates of a sentence are not a figure's: of a founding, of prices, of what it is compared with, of
another figure or of a name."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipelines.facts.reading import View, once
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

_THAN = re.compile(
    r"\b(?:increase|decrease|rise|fall|growth|drop|up|down|more|less|fewer)\b[^,;]{0,30}?\s"
    r"(?:on|over|than\s+in|compared\s+(?:with|to))\s\Z|\bas\s(?:many|much|high|large)\sas\s(?:in\s)?\Z"
)
_PRICES = re.compile(
    r"\b(?:prices?(?:\s(?:levels?|basis|base))?|exchange\srates?)\s(?:of|in|from|as\sof)\s\Z", re.IGNORECASE
)
_IN_PRICES = re.compile(r"\s(?:constant\s|base\s|market\s)?(?:prices?|exchange\srates?)\b")
_PRICES_REACH = 30
_THAN_BEFORE = re.compile(r"\b(?:from|than(?:\sin)?|over|on|against|with|to)\s\Z")
# "A network of 22 institutes, founded in Oslo in 2004", "Established in 1992, it has 30 members".
_FOUNDED = re.compile(
    r"(?:\A\W*|,\s|\(|\b(?:which|that)\s(?:was|were)\s)(?:first\s)?"
    rf"{alternation('figures', 'coming_to_be')}\b"
    r"(?:\s(?!and\b|has\b|have\b)[\w.'’-]+){0,6}?\s(?:in|on)\s\Z",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s?[:–=-]\s")
_TO = re.compile(r"\sto\s(?:[a-z]+\s){0,2}")
_FROM_FIGURE = re.compile(r"\bfrom\s(?:[^\s,;]+\s){1,4}in\s\Z")
# "Under the programme signed in Oslo in 2015, 30 grants are offered a year."
_UNDER_SIGNED = re.compile(
    r"\W*(?:Under|Within|In\sline\swith|According\sto|On\sthe\sbasis\sof|Based\son|In\saccordance\swith|Following"
    r"|As\spart\sof|Thanks\sto|Pursuant\sto|As\sa\sresult\sof)\b[^,;]*\b(?:signed|concluded|adopted|ratified|agreed|approved"
    r"|launched|established|initiated|renewed)\b[^,;]*"
)
_FOUNDED_REACH, _LEAD, _OPENING, _REACH = 80, 120, 200, 200
_CAME_TO_BE = re.compile(
    rf"\b{alternation('figures', 'coming_to_be')}\b"
    r"(?:\s(?!and\b|has\b|have\b)[\w.'’-]+){0,6}?\s(?:in|on)\s\Z",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\sand\s(?:(?:today|now|currently|presently|at\spresent)\b|(?:has|is|includes?|comprises?|consists?|employs?|counts?"
    r"|unites?|manages?|operates?|runs?|covers?|involves?|serves?|hosts?|houses)\s)"
)
_YEAR = len("2021")


def elsewhere(view: View, figure: Mention) -> set[int]:
    """Where the dates of its sentence begin that are not the figure's."""
    found = set(_attributive(view))
    for date in view.dates:
        if 0 <= figure.start - date.end <= _REACH:
            between = view.slice(date.end, figure.start)
            if _SIGN.fullmatch(between):
                found.discard(date.start)  # "(2017: 176)"
            elif _is_first(view, date, between) or _went_on(view, date, between):
                found.add(date.start)
    return found | _of_next(view, figure) | _of_items(view, figure)


def _lead(view: View, date: Mention) -> str:
    """The last words of the sentence before a date."""
    return view.slice(max(view.start, date.start - _LEAD), date.start)


def came_to_be(view: View, date: Mention) -> bool:
    """Whether the words before a date tell by it that something came to be: "was founded in 1995"."""
    before = view.slice(max(view.start, date.start - _FOUNDED_REACH), date.start)
    return _CAME_TO_BE.search(before) is not None


def _went_on(view: View, date: Mention, between: str) -> bool:
    """Whether a date only says when a body came to be that has the figure today: "was set up in 2005 and now
    runs 24 ships"."""
    return _NOW.search(between) is not None and came_to_be(view, date)


def _of_items(view: View, figure: Mention) -> set[int]:
    """The dates in brackets of a list's items behind the figure: "two were signed: with A (May), …"."""
    text = view.reading.text
    colon = text.find(": ", figure.end, view.end)
    if colon < 0:
        return set()
    return {
        date.start
        for date in view.dates
        if date.start > colon and text.rfind("(", colon, date.start) > text.rfind(")", colon, date.start)
    }


def _is_first(view: View, date: Mention, between: str) -> bool:
    """Whether a date is of what something changed from: "from three in 1990 to 56 today"."""
    return _TO.fullmatch(between) is not None and _FROM_FIGURE.search(_lead(view, date)) is not None


@once
def _attributive(view: View) -> frozenset[int]:
    """Where the dates begin that are part of a name, of another figure in their bracket, of a founding told
    in passing, of prices, or only what another one is compared with."""
    return frozenset(
        date.start
        for date in view.dates
        if _names_something(view, date)
        or _compared(view, date)
        or _before_it(view, date)
        or _founding(view, date)
        or _of_bracket(view, date)
        or _of_prices(view, date)
    )


def _compared(view: View, date: Mention) -> bool:
    """Whether a year is only what another one is compared with: "an increase of 8 on 2021"."""
    return len(date.edtf or "") == _YEAR and _THAN.search(_lead(view, date)) is not None


def _before_it(view: View, date: Mention) -> bool:
    """Whether a date is only the year before, that something comes or differs from: "than last year"."""
    told = view.slice(date.start, date.end).lower().startswith(("the previous", "last", "the preceding"))
    return told and _THAN_BEFORE.search(_lead(view, date)) is not None


def _of_next(view: View, figure: Mention) -> set[int]:
    """The dates up to which another figure is to be reached: "300 take part, 1,000 are to by 2027"."""
    after = bisect_left(view.mentions, figure.end, key=lambda mention: mention.start)
    following = next((each for each in view.mentions[after:] if each.kind == figure.kind), None)
    if following is None or "," not in view.slice(figure.end, min(following.start, figure.end + _REACH)):
        return set()
    return {
        date.start
        for date in view.dates
        if date.start > following.end and (date.edtf or "").startswith("../")
    }


def _of_prices(view: View, date: Mention) -> bool:
    """Whether a year only says in whose prices a sum is: "(price level of 2005)", "in 2012 prices"."""
    before = view.slice(max(view.start, date.start - _PRICES_REACH), date.start)
    return (
        _PRICES.search(before) is not None or _IN_PRICES.match(view.text, date.end - view.start) is not None
    )


def _founding(view: View, date: Mention) -> bool:
    """Whether a date only says when the body came to be that has the figures: "founded in 2004"."""
    before = view.slice(max(view.start, date.start - _FOUNDED_REACH), date.start)
    return _FOUNDED.search(before) is not None or (
        date.start - view.start < _OPENING
        and _UNDER_SIGNED.fullmatch(view.slice(view.start, date.start)) is not None
    )


def _of_bracket(view: View, date: Mention) -> bool:
    """Whether a date in brackets is that of the figure behind it: "27% (2019: 22%)"."""
    if view.slice(date.start - 1, date.start) != "(":
        return False
    return view.slice(date.end, date.end + 2) == ": "


def _names_something(view: View, date: Mention) -> bool:
    """Whether a day stands right before a name as part of it ("the October 26 Summit")."""
    day = (date.edtf or "").count("-") >= 2 and "/" not in (date.edtf or "")
    return day and any(name.start == date.end + 1 and name.kind in ("event", "phrase") for name in view.names)
