"""What observations and funding share: the time, the programme and the countries that a figure is said of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise

from pipelines.facts.context_lines import (
    announcer,
    is_field,
    item,
    opening,
    record,
    section_heading,
    under_heading,
)
from pipelines.facts.home import codes
from pipelines.facts.parties import both
from pipelines.facts.periods import GOES_ON
from pipelines.facts.place import at_home
from pipelines.facts.reading import View, once
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_PROGRAMME = re.compile(r"[\"'”»]?\s+(?:(?:[IVX]+|\d+)\s)?(?:programme|program|scheme|initiative)\b")
_SEVERAL = re.compile(r"(?:\w+\s)?(?:Projects|Programmes|Programs)\b")
_STATES = ("countries", "nations", "states")
_SCHEMES = ("programme", "project")
_UNDER = re.compile(r"\s(?:of\s(?:the\s)?\w+\s)?(?:under|in|within|of|from|through|for)\s(?:the\s)?")
_OWN_AFTER = re.compile(
    r"\s?\(|\s(?:(?:(?:came|come|comes|coming|were|was|are|is|went|hail|hailed)\s)?(?:from|in|by|with|to|for)\s(?:the\s)?)?"
)
_OWN_BEFORE = re.compile(r"(?:\s\([^()\d]*\))?\s?(?:\(|[:–—=-]\s?|\swith\s)?")
_NEXT_CLAUSE = re.compile(r",\s(?:and|while|whereas|but)\s(?:its|the|their|it|they|another|a\sfurther)\s")
_LIST = re.compile(r"(?:\s\([^()]{1,12}\))?(?:,\s(?:and\s)?|\s(?:and|&)\s)(?:the\s)?")
_PAIR = 2
_BOTH = "parties.both"
_ACTORS, _ARTICLE = ("country", "government", "organization"), len("- The ")
_TRADE = 70  # how far before an amount the word stands that says it is trade
_PHRASE = 30  # how far the noun phrase of a figure goes
_LEAD = 70  # a programme named this near to its paragraph's beginning is what the paragraph is about


def programme(view: View, figure: Mention) -> Name | None:
    """The programme that ``figure`` is said of: the nearest in its sentence, else its paragraph's subject."""
    named = [name for name in view.names if name.kind == "programme" and not _of_another(view, name, figure)]
    named = [name for name in named if not _of_next_clause(view, name, figure)]
    if named:
        inside = [name for name in named if name.start < figure.end and figure.start < name.end]
        if inside:
            return inside[0]  # "Three ERC Starting Grants"
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


def _of_next_clause(view: View, name: Name, figure: Mention) -> bool:
    """Whether a programme behind a figure is told of another figure with a subject of its own: "maintains 27
    agreements, and its staff take part in 9 projects of the X"."""
    if name.start < figure.end:
        return False
    between = view.slice(figure.end, name.start)
    clause = _NEXT_CLAUSE.search(between)
    return clause is not None and any(
        other.kind == figure.kind and figure.end + clause.end() <= other.start and other.end <= name.start
        for other in view.mentions
    )


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


def scheme_above(view: View) -> Name | None:
    """The one scheme that the heading above a line of a fact sheet names."""
    heading = section_heading(view)
    if heading is None:
        return None
    outer = view.reading.views[heading.index - 1] if heading.index else heading
    return _only_scheme(heading) or (_only_scheme(outer) if outer.kind == "heading" else None)


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
        return view.states(
            left, _listed(view, right)
        )  # "84 Indian participants" are India's, whose page it ever is
    if (figure.unit or "").endswith(_STATES):
        return view.states(left, right)  # "24 member states" are of no page's country
    if _BOTH in view.holds and (meant := both(view, left, right)):
        return meant
    found = view.states(left, _listed(view, right)) or view.states()
    found = found or tuple(code for line in item(view) for code in line.states())
    if not found and _international(view):
        return ()
    if of is not None:
        found = (*found, *codes(of))
    home = at_home(view.reading)
    if len(home) > 1 and not set(home).isdisjoint(_subject(view)):
        home = ()  # what is said of one of the two is its own
    return tuple(dict.fromkeys((*home, *found, *view.section)))


def _listed(view: View, end: int) -> int:
    """The end of the list of countries that a clause ends in: "experts from Chad, | Peru and Togo"."""
    states = [name for name in view.names if name.kind == "country"]
    for one, other in pairwise(states):
        if one.end <= end < other.end and _LIST.fullmatch(view.slice(one.end, other.start)):
            end = other.end
    return end


@once
def _subject(view: View) -> tuple[str, ...]:
    """The countries of the country or body that the sentence begins with."""
    first = view.names[0] if view.names else None
    opens = first is not None and first.start - view.start <= _ARTICLE
    return codes(first) if opens and first is not None and first.kind in _ACTORS else ()


def _own(view: View, figure: Mention) -> tuple[str, ...] | None:
    """Its own country where each of several figures has one: "38 Thai and 41 Lao scientists", "Peru (4)".

    The countries of the sentence that are no other figure's are its own as well.
    """
    told = _each_told(view).get(figure.kind, {})
    mine = told.get(figure.start, ())
    others = {code for codes_of in told.values() for code in codes_of} - set(mine)
    if not mine or not others:
        return None
    reach = min(
        (start for start in told if start > figure.start), default=view.clause(figure.start, figure.end)[1]
    )
    said = (
        view.states(figure.start, reach) if _follows(view, figure) else ()
    )  # "240 Chadians went to Peru and"
    return tuple(dict.fromkeys((*mine, *said, *(code for code in _states(view) if code not in others))))


def _follows(view: View, figure: Mention) -> bool:
    """Whether the country of a figure stands in it or behind it, not before: "Peru (4)"."""
    return any(name.start >= figure.start and _is_beside(view, figure, name) for name in view.names)


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
    left = view.start if is_field(view) else left  # "Trade (2022): …"
    near = view.words("figures.trade", max(left, amount.start - _TRADE), min(right, amount.end + _PHRASE))
    return (
        bool(near)
        and not view.words("figures.giving", left, right)
        and not view.words("figures.contributions", left, right)
    )


def _international(view: View) -> bool:
    """Whether the sentence (or the one it goes on from) speaks of a body that is of no one country."""
    bodies = [name for name in view.names if name.kind == "organization"]
    if not bodies and view.previous is not None and GOES_ON.match(view.text):
        bodies = [name for name in view.previous.names if name.kind == "organization"]
    return any(not name.countries for name in bodies)
