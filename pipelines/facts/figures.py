"""What observations and funding share: the time, the programme and the countries that a figure is said of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace

from pipelines.facts.attach import date_near, frame, of_the_event, remark, told_before
from pipelines.facts.context_lines import (
    announcer,
    item,
    opening,
    record,
    term_beside,
    term_field,
    under_heading,
)
from pipelines.facts.home import codes
from pipelines.facts.place import at_home
from pipelines.facts.reading import View, once
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_PROGRAMME = re.compile(r"[\"'”»]?\s+(?:programme|program|scheme|initiative)\b")
_SEVERAL = re.compile(r"(?:\w+\s)?(?:Projects|Programmes|Programs)\b")
_STATES = ("countries", "nations", "states")
_SCHEMES = ("programme", "project")
_GOES_ON = re.compile(rf"{alternation('figures', 'going_on')}\b", re.IGNORECASE)
_LABEL_ENDS = re.compile(r"\s?\)\s*(?:[-–—:=]|is|was|were|amounts?\s+to|amounted\s+to|totalled|of)\s*")
_HEADS = re.compile(r"\s?\)?\s?:\s")
_FOR_YEARS = re.compile(
    r"\b(?:for|over|in|during|covering|period(?:\s+of)?)\s+(?:the\s+)?(?:(?:period|years)\s+)?(?:of\s+|from\s+)?\Z"
)
_THAN = re.compile(
    r"\b(?:increase|decrease|rise|fall|growth|drop|up|down|more|less|fewer)\b[^,;]{0,30}?\s"
    r"(?:on|over|than\s+in|compared\s+(?:with|to))\s\Z"
)
# "The report published on 3 May 2016 finds that:": its day is no time of what it finds.
_REPORTS = re.compile(r"\b(?:publish\w*|report(?:s|ed)?|released|that:)(?:\b|\Z)")
_PRICES = re.compile(
    r"\b(?:prices?(?:\s(?:levels?|basis|base))?|exchange\srates?)\s(?:of|in|from|as\sof)\s\Z", re.IGNORECASE
)
_IN_PRICES = re.compile(r"\s(?:constant\s|base\s|market\s)?(?:prices?|exchange\srates?)\b")
_UNDER = re.compile(r"\s(?:of\s(?:the\s)?\w+\s)?(?:under|in|within|of|from|through|for)\s(?:the\s)?")
_SINCE = re.compile(r"\b[Ss]ince\s(?:[a-z]+\s){1,5}in\s\Z")
_OWN_AFTER = re.compile(r"\s(?:(?:from|in|by|with|to|for)\s(?:the\s)?)?")
_OWN_BEFORE = re.compile(r"\s?(?:\(|[:–—=-]\s?|\swith\s)?")
_YEAR = len("2021")
_PAIR = 2
_FAR = 110
_TRADE = 70  # how far before an amount the word stands that says it is trade
_PHRASE = 30  # how far the noun phrase of a figure goes
_LEAD = 70  # a programme named this near to its paragraph's beginning is what the paragraph is about


def period(view: View, figure: Mention) -> Mention | None:
    """The time that ``figure`` is for; open to the present where it is "since its foundation in 1957"."""
    said = _period(view, figure)
    if said is None or said.edtf is None or "/" in said.edtf or not view.start <= said.start < view.end:
        return said
    return (
        replace(said, edtf=f"{said.edtf}/..") if _SINCE.search(view.slice(view.start, said.start)) else said
    )


def _period(view: View, figure: Mention) -> Mention | None:
    """Its own date, a remark's, the sentence's, or that of the figure it goes on from."""
    elsewhere = _attributive(view)
    alone = (
        view.slice(figure.start - 1, figure.start) == "(" and view.slice(figure.end, figure.end + 1) == ")"
    )
    own = _term_of(view, figure)
    own = own or date_near(view, figure.start, figure.end + alone, exclude=elsewhere, far=_FAR)
    own = own or _labelled(view, figure) or _shared(view, figure)
    if (own is not None and own is not frame(view, figure.start)) or figure.kind == "duration":
        return own  # "the past two decades" are of no other date
    said = remark(view, figure.end)
    said = (None if said in elsewhere else said) or own or term_field(view)
    if said is None and figure.kind == "money":
        said = term_beside(view)
    above = announcer(view)
    if said is None and above is not None and len(above.dates) == 1 and not _REPORTS.search(above.text):
        said = above.dates[0]
    if said is None and (told := told_before(view)) is not None:
        said = told[0]
    if said is None and not view.dates:
        said = of_the_event(view)
    if said is not None or view.previous is None or not _GOES_ON.match(view.text):
        return said
    before = view.previous
    figures = [mention for mention in before.mentions if mention.kind != "date"]
    return _period(before, figures[-1]) if figures else frame(before)


def _shared(view: View, figure: Mention) -> Mention | None:
    """The date right before the first of a row of figures: "since 2017, 37% … here, 22% … and 14% there"."""
    if not view.dates:
        return None
    series = [each for each in view.mentions if each.kind == figure.kind and each.start < figure.start]
    if not series or any(date.start > series[0].start for date in view.dates):
        return None
    before = [date for date in view.dates if view.slice(date.end, series[0].start).strip() in (",", "")]
    return before[-1] if before else None


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


def _compared(view: View, date: Mention) -> bool:
    """Whether a year is only what another one is compared with: "an increase of 8 on 2021"."""
    return len(date.edtf or "") == _YEAR and _THAN.search(view.slice(view.start, date.start)) is not None


@once
def _attributive(view: View) -> list[Mention]:
    """The dates that are part of a name, only what another one is compared with, or of prices."""
    return [
        date
        for date in view.dates
        if _names_something(view, date) or _compared(view, date) or _of_prices(view, date)
    ]


def _of_prices(view: View, date: Mention) -> bool:
    """Whether a year only says in whose prices a sum is: "(price level of 2005)", "in 2012 prices"."""
    before = view.slice(max(view.start, date.start - _PHRASE), date.start)
    return (
        _PRICES.search(before) is not None or _IN_PRICES.match(view.text, date.end - view.start) is not None
    )


def _names_something(view: View, date: Mention) -> bool:
    """Whether a day stands right before a name as part of it ("the October 26 Summit")."""
    day = (date.edtf or "").count("-") >= 2 and "/" not in (date.edtf or "")
    return day and any(name.start == date.end + 1 and name.kind in ("event", "phrase") for name in view.names)


def programme(view: View, figure: Mention) -> Name | None:
    """The programme that ``figure`` is said of: the nearest in its sentence, else its paragraph's subject."""
    named = [name for name in view.names if name.kind == "programme" and not _of_another(view, name, figure)]
    if named:
        under = [name for name in named if _UNDER.fullmatch(view.slice(figure.end, name.start))]
        if under:
            return under[0]  # "fell from 5 % under A to 2 % under B"
        return min(named, key=lambda each: min(abs(each.start - figure.end), abs(figure.start - each.end)))
    return _around(view) or _called(view, figure) or _headed(view)


@once
def _around(view: View) -> Name | None:
    """The programme that the lines around name, or its paragraph's beginning."""
    above, first = announcer(view), opening(view)
    lines = [*record(view), *item(view), *([above] if above is not None else [])]
    told = (name for line in lines for name in line.names if name.kind == "programme")
    lead = first.between(first.start, first.start + _LEAD, "programme")
    return next(told, lead[0] if lead else None)


def _of_another(view: View, name: Name, figure: Mention) -> bool:
    """Whether another sum stands between a sum and a programme behind it ("5 for fees and 3 for the X")."""
    sums = [other for other in view.mentions if other.kind == figure.kind == "money"]
    return any(figure.end <= other.start and other.end <= name.start for other in sums)


def _called(view: View, figure: Mention) -> Name | None:
    """A capitalised phrase right before "programme" or "scheme" ("the Polar Link programme")."""
    for line in (view, view.previous):
        for name in line.names if line is not None else ():
            named = (
                name.kind == "phrase" and name.head is None and _PROGRAMME.match(view.reading.text, name.end)
            )
            if named and not (line is view and _of_another(view, name, figure)):
                return name
    return None


@once
def _headed(view: View) -> Name | None:
    """The programme, project or fund that the heading above is, or that the page is about."""
    heading = under_heading(view)
    outer = view.reading.views[heading.index - 1] if heading is not None and heading.index else None
    if heading is not None and heading.index and (told := _only_scheme(heading)) is not None:
        return told
    for line in (heading, outer, view.reading.views[0]):
        for name in line.names if line is not None and line.kind == "heading" else ():
            whole = (name.end - name.start) * 2 > line.end - line.start if line is not None else False
            scheme = name.kind in _SCHEMES or (name.kind == "organization" and name.name.endswith("Fund"))
            if whole and scheme and not _SEVERAL.match(name.name):
                return name
    topic = view.reading.topic
    return topic if topic is not None and topic.kind in _SCHEMES else None


def _only_scheme(heading: View) -> Name | None:
    """The one scheme that a heading within the page names ("Key figures on Peru in Horizon Europe")."""
    named = {name.name: name for name in heading.names if name.kind in _SCHEMES}
    return next(iter(named.values())) if len(named) == 1 and not _SEVERAL.match(next(iter(named))) else None


def countries(view: View, figure: Mention, of: Name | None) -> tuple[str, ...]:
    """The countries that ``figure`` is about: those of its clause or sentence, its programme's, the page's
    own.
    """
    own = _respective(view, figure)
    if own is not None:
        return own
    own = _own(view, figure)
    if own is not None:
        return own
    left, right = view.clause(figure.start, figure.end)
    if view.between(figure.start, min(right, figure.end + _PHRASE), "country"):
        return view.states(left, right)  # "84 Indian participants" are India's, whose page it ever is
    if (figure.unit or "").endswith(_STATES):
        return view.states(left, right)  # "24 member states" are of no page's country
    found = view.states(left, right) or view.states()
    found = found or tuple(code for line in item(view) for code in line.states())
    if not found and _international(view):
        return ()
    if of is not None:
        found = (*found, *codes(of))
    return tuple(dict.fromkeys((*at_home(view.reading), *found, *view.section)))


def _own(view: View, figure: Mention) -> tuple[str, ...] | None:
    """Its own country where each of several figures has one: "38 Thai and 41 Lao scientists", "Peru (4)".

    The countries of the sentence that are no other figure's are its own as well.
    """
    told = _each_told(view).get(figure.kind, {})
    mine = told.get(figure.start, ())
    others = {code for codes_of in told.values() for code in codes_of} - set(mine)
    if not mine or not others:
        return None
    return tuple(dict.fromkeys((*mine, *(code for code in _states(view) if code not in others))))


@once
def _each_told(view: View) -> dict[str, dict[int, tuple[str, ...]]]:
    """By kind and place of a figure, the country that its own phrase names, or the words right beside it."""
    found: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
    countries = [name for name in view.names if name.kind == "country"]
    starts = [name.start for name in countries]
    for figure in view.mentions:
        nearest = bisect_left(starts, figure.start)
        for name in countries[max(0, nearest - 1) : nearest + 1]:
            if _is_beside(view, figure, name):
                found[figure.kind][figure.start] = codes(name)
    return found


@once
def _states(view: View) -> tuple[str, ...]:
    return view.states()


def _is_beside(view: View, figure: Mention, name: Name) -> bool:
    if name.end <= figure.start:
        return _OWN_BEFORE.fullmatch(view.slice(name.end, figure.start)) is not None
    return name.start < figure.end or _OWN_AFTER.fullmatch(view.slice(figure.end, name.start)) is not None


def _respective(view: View, figure: Mention) -> tuple[str, ...] | None:
    """The one of several countries whose figure it is: "Chile and Peru have 5 % and 7 % respectively"."""
    if "respectively" not in view.text:
        return None
    series = [each for each in view.mentions if each.kind == figure.kind]
    states = [
        name
        for name in view.names
        if name.kind == "country" and name.form != "adjective" and name.end <= series[0].start
    ]
    if len(series) < len(states) or len(states) < _PAIR or figure not in series[: len(states)]:
        return None
    return codes(states[series.index(figure)])


def is_trade(view: View, amount: Mention) -> bool:
    """Whether an amount of money is trade, income or a price: it says something, but nobody gives it."""
    left, right = view.clause(amount.start, amount.end)
    near = view.words("figures.trade", max(left, amount.start - _TRADE), min(right, amount.end + _PHRASE))
    return (
        bool(near)
        and not view.words("figures.giving", left, right)
        and not view.words("figures.contributions", left, right)
    )


def _international(view: View) -> bool:
    """Whether the sentence (or the one it goes on from) speaks of a body that is of no one country."""
    bodies = [name for name in view.names if name.kind == "organization"]
    if not bodies and view.previous is not None and _GOES_ON.match(view.text):
        bodies = [name for name in view.previous.names if name.kind == "organization"]
    return any(not name.countries for name in bodies)
