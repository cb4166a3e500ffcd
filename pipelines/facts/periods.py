"""The time that a figure is said for: its own date, its sentence's, that of the event it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from pipelines.facts import other_dates
from pipelines.facts.attach import date_near, frame, of_the_event, remark, told_before
from pipelines.facts.context_lines import announcer, section_heading, term_beside, term_field, under_heading
from pipelines.facts.reading import View, once
from pipelines.lexicon.words import alternation, pattern
from pipelines.mentions.mention import Mention

GOES_ON = re.compile(rf"{alternation('figures', 'going_on')}\b", re.IGNORECASE)
_IN_BRACKET = re.compile(r"\s?[:,–—-]?\s(?:[a-z]+\s){0,2}")
_LABEL_ENDS = re.compile(r"\s?\)\s*(?:[-–—:=]|is|was|were|amounts?\s+to|amounted\s+to|totalled|of)\s*")
_HEADS = re.compile(r"\s?\)?\s?:\s")
_FOR_YEARS = re.compile(
    r"\b(?:for|over|in|during|covering|period(?:\s+of)?)\s+(?:the\s+)?(?:(?:period|years)\s+)?(?:of\s+|from\s+)?\Z"
)
# "The report published on 3 May 2016 finds that:": its day is no time of what it finds.
_REPORTS = re.compile(r"\b(?:publish\w*|report(?:s|ed)?|released|that:)(?:\b|\Z)")
_SINCE = re.compile(r"\b[Ss]ince\s(?:[\w-]+\s){1,8}in\s\Z")
_SINCE_ITS = re.compile(
    r"\bsince\s(?:its|their|the)\s(?:\w+['’]s\s)?(?:very\s)?"
    rf"{alternation('figures', 'origin')}\b(?!\s(?:in|of)\s)|\bsince\sthen\b",
    re.IGNORECASE,
)
_BEHIND_NAME = re.compile(r"\((?:[^(),]{1,30},\s)?\Z")
_BEFORE_ROW = ("", ",", ")", "),")
_CALLED = re.compile(r"\)(?:\s[\w'’-]+){0,4}\s\Z")  # "the second call (2018) attracted 23 proposals"
_AND = re.compile(r"\s(?:and|or|but|while)\s")
_FROM_TO = re.compile(r"(?:\s[a-z-]+){0,3}\sto\s(?:[a-z]+\s){0,2}")
_FROM = re.compile(r"\bfrom\s(?:[a-z]+\s){0,2}\Z")
_PART = re.compile(r"\b(?:of\s(?:which|whom|these|them)|among\s(?:them|these)|including)\s(?:only\s)?\Z")
_PART_REACH = 30
_GATHERING = pattern("figures", "attending")
_REPORT = re.compile(
    r"\b(?:[Rr]eport|[Rr]eview|[Yy]earbook|in\s(?:[Ff]igures|[Nn]umbers)|[Ff]igures|[Oo]verview)\b"
)
_YEAR = len("2021")
_DAY = len("2021-05-03")
_FAR = 110
_LEAD = 120
_EVENT_LINES = 10


def period(view: View, figure: Mention) -> Mention | None:
    """The time that ``figure`` is for; open to the present where it is "since its foundation in 1957"."""
    said = _period(view, figure)
    if said is None or said.edtf is None or not view.start <= said.start < view.end:
        return said
    if "/" in said.edtf:
        return _side(view, figure, said)
    return replace(said, edtf=f"{said.edtf}/..") if _SINCE.search(_lead(view, said.start)) else said


def _period(view: View, figure: Mention) -> Mention | None:
    """Its own date, a remark's, the sentence's, or that of the figure it goes on from."""
    elsewhere = other_dates.elsewhere(view, figure)
    own = _own(view, figure, elsewhere)
    if (own is not None and own is not frame(view, figure.start)) or figure.kind == "duration":
        return own  # "the past two decades" are of no other date
    said = remark(view, figure.end)
    said = (said if said is not None and said.start not in elsewhere else None) or own or term_field(view)
    if said is None and figure.kind == "money":
        said = term_beside(view)
    said = said or _told(view, figure, elsewhere)
    if said is not None or view.previous is None or not GOES_ON.match(view.text):
        return said
    before = view.previous
    figures = [mention for mention in before.mentions if mention.kind != "date"]
    return _period(before, figures[-1]) if figures else frame(before)


def _own(view: View, figure: Mention, elsewhere: set[int]) -> Mention | None:
    """The date that the words of the figure's own clause give it."""
    alone = (
        view.slice(figure.start - 1, figure.start) == "(" and view.slice(figure.end, figure.end + 1) == ")"
    )
    others = [date for date in view.dates if date.start in elsewhere]
    return (
        _since_founded(view, figure)
        or _term_of(view, figure)
        or _in_bracket(view, figure)
        or _of_subject(view, figure)
        or date_near(view, figure.start, figure.end + alone, exclude=others, far=_FAR)
        or _labelled(view, figure)
        or _shared(view, figure)
    )


def _told(view: View, figure: Mention, elsewhere: set[int]) -> Mention | None:
    """The date that other lines give: a list's head, an event told of before, the heading or title."""
    above = announcer(view)
    if above is not None and len(above.dates) == 1 and not _REPORTS.search(above.text):
        return above.dates[0]
    if (told := told_before(view)) is not None and told[0] is not None:
        return told[0]
    said = of_the_event(view) if not view.dates else None
    said = said or _of_whole(view, figure) or _of_gathering(view, figure)
    if said is None and all(date.start in elsewhere for date in view.dates):
        said = headed(view)
    return said


def _lead(view: View, end: int) -> str:
    """The last words of the sentence before ``end``."""
    return view.slice(max(view.start, end - _LEAD), end)


def _side(view: View, figure: Mention, date: Mention) -> Mention:
    """The beginning or the end of a period over which a figure changed: "fell from 310 to 255 in
    2012-2016"."""
    first, last = (date.edtf or "").split("/")
    if ".." in (first, last):
        return date
    pair = _change(view, figure, date)
    return date if pair is None else replace(date, edtf=(first, last)[pair])


def _change(view: View, figure: Mention, date: Mention) -> int | None:
    """Whether ``figure`` is what something changed from (0) or to (1); None where there is no such pair."""
    figures = [each for each in view.mentions if each.kind == figure.kind]
    at = figures.index(figure)
    for number, first in enumerate(figures[max(0, at - 1) : at + 1], max(0, at - 1)):
        if number + 1 >= len(figures) or not _FROM.search(_lead(view, first.start)):
            continue
        second = figures[number + 1]
        if (
            _FROM_TO.fullmatch(view.slice(first.end, second.start))
            and not first.end < date.start < second.start
        ):
            return at - number
    return None


def _of_subject(view: View, figure: Mention) -> Mention | None:
    """The date in brackets behind the subject of its clause: "the second call (2018) attracted 23"."""
    for date in view.dates:
        if 0 < figure.start - date.end < _LEAD and view.slice(date.end, date.end + 1) == ")":
            between = view.slice(date.end, figure.start)
            opened = _BEHIND_NAME.search(_lead(view, date.start))
            if (
                opened
                and ".." not in (date.edtf or "")
                and _CALLED.fullmatch(between)
                and not _AND.search(between)
            ):
                return date
    return None


def _of_gathering(view: View, figure: Mention) -> Mention | None:
    """The days of the event told of before, where the figure counts who came or what was given there."""
    if figure.kind not in ("count", "duration") or not _gathers(view):
        return None
    for earlier in reversed(view.reading.views[max(0, view.index - _EVENT_LINES) : view.index + 1]):
        days = [date for date in earlier.dates if date != view.reading.dateline and _is_day(date)]
        days = [date for date in days if "/" in (date.edtf or "")] or days  # a letter's day is no event's
        heads = earlier.words("event_heads") if days else ()
        if heads:
            near = date_near(earlier, *heads[0])
            return near if near in days else days[0]
    return None


def _of_whole(view: View, figure: Mention) -> Mention | None:
    """The time of what a figure is a part of: "64 proposals in 2018, of which 9 were funded"."""
    if _PART.search(view.slice(max(view.start, figure.start - _PART_REACH), figure.start)) is None:
        return None
    after = bisect_left(view.mentions, figure.start, key=lambda mention: mention.start)
    whole = next((each for each in reversed(view.mentions[:after]) if each.kind == "count"), None)
    return _own(view, whole, other_dates.elsewhere(view, whole)) if whole is not None else None


def _since_founded(view: View, figure: Mention) -> Mention | None:
    """From when it came to be, told before: "It was founded in 1995 and since then it has trained 40"."""
    said = _since_its(view)
    if said is None or _AND.search(view.slice(figure.end, view.start + said.start())):
        return None
    for date in reversed(view.dates):
        single = date.edtf is not None and "/" not in date.edtf
        if single and date.start < view.start + said.start() and other_dates.came_to_be(view, date):
            return replace(date, edtf=f"{date.edtf}/..")
    return None


@once
def _since_its(view: View) -> re.Match[str] | None:
    return _SINCE_ITS.search(view.text) if "ince " in view.text else None


@once
def _gathers(view: View) -> bool:
    """Whether the sentence tells who came to an event, or what was given there."""
    return _GATHERING.search(view.text) is not None


def _is_day(date: Mention) -> bool:
    return len((date.edtf or "").split("/")[0]) == _DAY


@once
def headed(view: View) -> Mention | None:
    """The year that the heading above is or says figures are of, or the title: "Annual Report 2021"."""
    for line in (under_heading(view), section_heading(view), view.reading.views[0]):
        if line is None or line is view or len(line.dates) != 1 or line.kind != "heading":
            continue
        date = line.dates[0]
        years = (date.edtf or "").replace("~", "").split("/")
        if all(len(year) == _YEAR for year in years) and (
            line.end - line.start <= date.end - date.start + 1 or _REPORT.search(line.text)
        ):
            return date
    return None


def _shared(view: View, figure: Mention) -> Mention | None:
    """The date right before the first of a row of figures: "since 2017, 37% … here, 22% … and 14% there"."""
    if not view.dates:
        return None
    series = [each for each in view.mentions if each.kind == figure.kind and each.start < figure.start]
    if not series or any(date.start > series[0].start for date in view.dates):
        return None
    before = [date for date in view.dates if view.slice(date.end, series[0].start).strip() in _BEFORE_ROW]
    return before[-1] if before else None


def _in_bracket(view: View, figure: Mention) -> Mention | None:
    """The date that opens the bracket which the figure closes: "(2017: 6.1 million)"."""
    if view.slice(figure.end, figure.end + 1) != ")":
        return None
    for date in view.dates:
        opens = date.end <= figure.start and view.slice(date.start - 1, date.start) == "("
        if opens and _IN_BRACKET.fullmatch(view.slice(date.end, figure.start)):
            return date
    return None


def _term_of(view: View, amount: Mention) -> Mention | None:
    """The years that money is said to be for, whatever stands nearer ("5 million (2013) … for 2014-2018").

    Only where no other sum stands between.
    """
    if amount.kind != "money":
        return None
    others = [other.start for other in view.mentions if other.kind == "money" and other.start > amount.start]
    reach = others[0] if others else view.end
    for date in view.dates:
        years = (date.edtf or "").split("/")
        spans = len(years) == 2 and ".." not in years and years[0][:4] != years[1][:4]
        if (
            amount.end <= date.start < reach
            and spans
            and _FOR_YEARS.search(view.slice(amount.end, date.start))
        ):
            return date
    return None


def _labelled(view: View, figure: Mention) -> Mention | None:
    """The date in the label of a figure or of a list ("Project cost (for 2022-2023) - 85,000 UZS")."""
    for date in view.dates:
        if date.end <= figure.start and _LABEL_ENDS.fullmatch(view.slice(date.end, figure.start)):
            return date
        if date.end <= figure.start and len(view.dates) == 1 and _HEADS.match(view.reading.text, date.end):
            return date
    return None
