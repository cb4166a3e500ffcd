"""Several events told at once by their places and dates.

"meetings were held in Germany (2013) and Peru (2015)", "the school (Riga 2012, Oslo 2014)", "seminars held in
2019 in Peru and in 2021 in Chile", and lines of place and date under "Sessions of the Commission".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.facts.context_lines import under_heading
from pipelines.facts.events.entries import standing
from pipelines.facts.events.event import Event
from pipelines.facts.events.phrases import Phrase, phrases
from pipelines.facts.events.settings import Place, place_of
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_OF_ITS_OWN = re.compile(
    rf"\bthe (?:{alternation('events', 'numbering')}|\d+(?:st|nd|rd|th))(?: \w+){{0,3}} in (?:the )?$"
)  # "the second taking place in | Paris (1896)"
_TO_DATE = re.compile(r" ?\(| in | on | |, ?")  # "Riga | (2011)"
_TO_PLACE = re.compile(r" ?\(| in (?:the )?|, | | [–—-] |: ")  # "2011 | (Riga)"
_TO_COUNTRY = (", ", " (")
# "held five times (Riga 2012, …)", "in four editions: Riga 2012, …"
_TIMES = re.compile(
    r"[^.;():]{0,60}\b(?:twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:times|editions))"
    r"(?: so far)? ?[(:]"
)
# "the conference moves from country to country: Riga (2012), …"
_COLON = re.compile(r"[^.;():]{0,80}: (?=[A-Z][^():;,.]{2,30} \((?:19|20)\d\d\))")
_PAIRED = re.compile(
    r"(?: in (?:the )?[\w .'-]{2,40}?)?,?(?: and|,) "
    r"(?P<then>(?:again |then |later |most recently |lastly )*in (?:the )?[A-Z][\w .'-]{2,40}? )?"
    r"(?:again |then |later )?(?:in |on )?"
)
_REST = 12  # letters that a line of place and date may have besides them
_REACH = 400  # how far a row goes


def opens_row(view: View, phrase: Phrase) -> bool:
    """Whether a row of places and dates may follow that says which events ``phrase`` means."""
    if phrase.plural and phrase.strong and view.reading.text.startswith((": ", " ("), phrase.end):
        return True
    if phrase.strong and _COLON.match(view.reading.text, phrase.end, view.end) is not None:
        return True
    return _TIMES.match(view.reading.text, phrase.end, view.end) is not None


def row(event: Event, after: int, others: Sequence[int] = ()) -> list[Event]:
    """The events told by place and date behind ``after``; empty where fewer than two are."""
    view = event.view
    stop = min((other for other in others if other > after), default=view.end)
    places = [
        name
        for name in view.between(after, min(stop, after + _REACH), "country", "city")
        if name.form != "adjective" and not _of_its_own(view, after, name)
    ]
    dates = [date for date in view.dates if after <= date.start < stop]
    found = _pairs(view, places, dates)
    if len(found) < 2 or len({date for _, date in found}) < 2:
        return []
    return [replace(event, date=date, place=place, countries=()) for place, date in found]


def _of_its_own(view: View, after: int, name: Name) -> bool:
    return _OF_ITS_OWN.search(view.slice(max(after, name.start - 30), name.start)) is not None


def _pairs(view: View, places: Sequence[Name], dates: Sequence[Mention]) -> list[tuple[Place, Mention]]:
    """The places and dates that stand side by side, all with the place first or all with the date first."""
    if not places or not dates:
        return []
    ahead = dates[0].start < places[0].start
    first = _beside(view, places, dates, ahead=ahead)
    return first if len(first) > 1 else _beside(view, places, dates, ahead=not ahead)


def _beside(
    view: View, places: Sequence[Name], dates: Sequence[Mention], *, ahead: bool
) -> list[tuple[Place, Mention]]:
    found: list[tuple[Place, Mention]] = []
    for number, name in enumerate(places):
        city = places[number - 1] if number and _is_city_of(view, places[number - 1], name) else None
        start = name.start if city is None else city.start
        for date in dates:
            gap = (date.end, start) if ahead else (name.end, date.start)
            link = _TO_PLACE if ahead else _TO_DATE
            if gap[0] <= gap[1] and link.fullmatch(view.slice(*gap)):
                town = name if name.kind == "city" else city
                found.append((Place(town.name if town else None, name.code, (name,)), date))
                break
    return found


def _is_city_of(view: View, city: Name, country: Name) -> bool:
    """Whether ``city`` stands right before its ``country``: "Porto, Portugal"."""
    joined = view.slice(city.end, country.start) in _TO_COUNTRY
    return joined and city.kind == "city" and country.kind == "country" and city.code == country.code


def others_of(event: Event, after: int) -> Iterator[Event]:
    """Several events of one phrase or verb: "seminars held in 2019 in Peru and in 2021 in Chile"."""
    view = event.view
    last = event.date
    for date in view.dates:
        if last is None or date.start < last.end or last.start < after:
            continue
        gap = _PAIRED.fullmatch(view.slice(last.end, date.start))
        if gap is None:
            return
        place = (
            place_of(view, last.end, last.end, ())
            if gap["then"]
            else place_of(view, date.start, date.end, ())
        )
        yield replace(event, date=date, place=place if place.names else event.place)
        last = date


def editions(view: View) -> Iterator[Event]:
    """The event that a line of place and date alone is, one of several under a heading that says what they
    are."""
    if not _is_edition(view):
        return
    views = view.reading.views
    if not any(
        map(
            _is_edition,
            (*views[max(0, view.index - 1) : view.index], *views[view.index + 1 : view.index + 2]),
        )
    ):
        return
    heading = under_heading(view)
    said = phrases(heading) if heading is not None else ()
    phrase = next((each for each in said if each.plural and each.strong), None)
    if phrase is None or phrase.code == "visit":
        return
    place = standing(view, view.start)
    if not place.names:
        name = view.between(view.start, view.end, "city", "country")[0]
        place = Place(name.name if name.kind == "city" else None, name.code, (name,))
    span = (view.start, view.end)
    yield Event(view, span, phrase.code, phrase.word, "event.entry", phrase.name, view.dates[0], place)


def _is_edition(view: View) -> bool:
    """Whether a line gives a place and a date, and hardly anything else."""
    if view.kind == "prose" or len(view.dates) != 1:
        return False
    places = view.between(view.start, view.end, "city", "country")
    told = [(view.dates[0].start, view.dates[0].end), *((name.start, name.end) for name in places)]
    rest = _letters(view.text) - sum(_letters(view.slice(*span)) for span in told)
    return bool(places) and rest <= _REST


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
