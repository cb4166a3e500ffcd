"""An event as far as a text has told it, and when two mentions are of one event."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.facts.events.settings import Place
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention

_RECALLING = ("This was ", "It was ", "This is ", "This marked ", "It marked ", "This marks ")
_DURING = re.compile(r"(?:During|At|In\sthe\scourse\sof|Following|After)\s(?:the|this|that|their)\b")
_ANOTHER = re.compile(r"\b(?:next|another|further|subsequent|previous|future)\s")  # "the next call"
_WORDS = re.compile(r"(?!(?:the|an?|and|of|on|in|for)\b)\w+")


@dataclass(slots=True)
class Event:
    """One event as far as the text has told it."""

    view: View
    span: tuple[int, int]
    code: str
    word: str
    rule: str
    name: str | None = None
    date: Mention | None = None
    place: Place = field(default_factory=Place)
    countries: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()  # the bodies whose visit it was
    reach: tuple[int, int] | None = None  # where who takes part is told, if not in the whole clause
    inner: bool = False  # part of a visit told before
    definite: bool = False
    told: bool = True  # False: known from a heading or in passing, no fact by itself


def merge(earlier: Event, event: Event) -> bool:
    """Whether ``event`` is ``earlier`` told again; what it adds is then noted there."""
    # "The event" is whatever it was, "the conference" may be a press conference.
    anything = (
        event.definite and _bare(event) and (event.word == "event" or earlier.word.endswith(f" {event.word}"))
    )
    if (earlier.code != event.code and not anything) or not _agree(earlier, event) or _next(earlier, event):
        return False
    same_name = earlier.name is not None and event.name is not None and _alike(earlier.name, event.name)
    same_name = same_name and not (event.told and not event.definite and _bare(event))
    same_place = event.code in ("visit", "meeting") and earlier.view.index == event.view.index
    same_place = same_place and earlier.name is None and event.name is None
    again = (
        event.definite
        and not (earlier.inner and event.code == "visit" and event.word)
        and (event.word == earlier.word or event.code in ("meeting", "visit"))
    )
    aside = earlier.view.index == event.view.index and "event.met" in (earlier.rule, event.rule)
    same_people = event.code == "meeting" and len(set(earlier.people) & set(event.people)) > 1
    same_people = same_people and not any(map(_titled, (earlier, event)))
    same_people = same_people and not (aside and (earlier.name or event.name))  # "met on the sidelines of …"
    recalled = event.code == "visit" and event.view.text.startswith(_RECALLING)
    untold = not earlier.told and event.word == earlier.word
    if not (same_name or same_place or again or anything or same_people or untold or recalled):
        return False
    if event.told and (not earlier.told or (earlier.rule == "event.entry" != event.rule)):
        earlier.view, earlier.span, earlier.rule, earlier.told = event.view, event.span, event.rule, True
        earlier.name, earlier.countries, earlier.definite = (
            earlier.name if earlier.name and _bare(event) else event.name or earlier.name,
            event.countries,
            event.definite,
        )
    elif _bare(earlier) and event.name is not None:
        earlier.name = event.name
    earlier.date = earlier.date or event.date
    place = earlier.place
    if place.city is None and place.country in (None, event.place.country):
        earlier.place = event.place._replace(country=event.place.country or place.country)
    if set(event.countries) - set(earlier.countries):
        earlier.countries = tuple(dict.fromkeys((*earlier.countries, *event.countries)))
    earlier.people = tuple(dict.fromkeys((*earlier.people, *event.people)))
    if not _DURING.match(event.view.text):  # what was spoken of there did not take part
        earlier.organizations = earlier.organizations or event.organizations
    return True


def _next(earlier: Event, event: Event) -> bool:
    """Whether ``event`` is told as another one of its sort: "the next call"."""
    start, end = event.span
    said = event.view.slice(max(event.view.start, start - 12), end)
    return event.view.index != earlier.view.index and _ANOTHER.search(said) is not None


def _titled(event: Event) -> bool:
    """Whether a capitalised word of its name says which one it is ("BIMSTEC Summit")."""
    return event.name is not None and any(word[:1].isupper() for word in event.name.split())


def _agree(earlier: Event, event: Event) -> bool:
    """Whether nothing that the two say of date, place and name is at odds."""
    if earlier.date and event.date and earlier.date.edtf != event.date.edtf:
        return False
    for mine, other in ((earlier.place.city, event.place.city), (earlier.place.country, event.place.country)):
        if mine and other and mine != other:
            return False
    if _bare(earlier) or _bare(event):
        return True
    return earlier.name is None or event.name is None or _alike(earlier.name, event.name)


def _bare(event: Event) -> bool:
    """Whether its name is the head alone ("conference")."""
    return event.name is not None and event.name.casefold() in (event.word, f"{event.word}s")


def _alike(name: str, other: str) -> bool:
    """Whether one name is the other one, shortened ("conference", "conference on …")."""
    words, others = set(_WORDS.findall(name.casefold())), set(_WORDS.findall(other.casefold()))
    return words <= others or others <= words
