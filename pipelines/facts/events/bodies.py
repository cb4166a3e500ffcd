"""Events that go by another thing's name: a body's ("the 5th Joint Committee was held in …"), a proper name
without a head ("SEMICON 2025 will take place in …"), or "it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.events.dates import date_of
from pipelines.facts.events.entries import standing
from pipelines.facts.events.event import Event
from pipelines.facts.events.phrases import Phrase, phrases
from pipelines.facts.events.settings import place_of
from pipelines.facts.reading import View
from pipelines.facts.rules import when
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.name import Name

_AGAIN = re.compile(
    r"(?:It|This|They|These) (?P<verb>(?:was|were|is|will be|is to be) (?:\w+ly |then |also )?"
    r"(?:held|organi[sz]ed|hosted|convened)|(?:\w+ly |then )?(?:took|takes|will take) place)\b"
)
_STRICTLY = re.compile(
    r",?(?: which)? (?:(?:was|were|is|will be|is to be|has been|being) held|to be held|took place|"
    r"(?:was|were|has been) convened|will take place|takes place|held)\b"
)
_ASSEMBLIES = frozenset(
    ("Assembly", "Council", "Conference", "Congress", "Committee", "Commission", "Forum", "Group", "Board")
)
_ORDINAL = re.compile(
    rf"(?:^|\s)((?:\d+(?:st|nd|rd|th)|{alternation('events', 'numbering')})\s+)\Z", re.IGNORECASE
)
_NEXT = re.compile(
    r"\b(?:the|its|their) "
    rf"(?P<which>\d+(?:st|nd|rd|th)|next|latest|{alternation('events', 'numbering')})(?: one)?,? "
    r"(?:(?:(?:was|will be|is to be) (?:held|hosted|organi[sz]ed|convened)|"
    r"(?:took|takes|will take) place|followed|"
    r"is (?:planned|scheduled|due)|taking place|held)\b|(?=in (?:the )?[A-Z]|on \d))"
)
# "…, and in 2023 Bahir Dar | hosted the third"
_HOSTED = re.compile(
    r"(?:,? and|;|, while) [^,;.]{3,60}? (?:hosted|held|organi[sz]ed|hosts|will host) (?:the|its|their) "
    rf"(?P<which>\d+(?:st|nd|rd|th)|{alternation('events', 'numbering')})(?: one)?(?=[.,;]|\Z| (?:in|on|at) )"
)
_CELEBRATED = re.compile(
    r"\b(?:celebrated|marked|commemorated|celebrates|marks|celebrating|marking) (?:the |their |its )?"
    r"(?P<name>[\w-]+ years of (?!age)[a-z -]{4,50}?)(?= (?:with|in|at|on|by|and|between)\b|[,.;]|\Z)"
)
_TOWN, _ARTICLE = re.compile(r"(?: \d{4})? in (?=[A-Z])"), 5
_OWN_ACRONYM = re.compile(r"(?:\s\([A-Z&-]{2,12}\))?")


def again(view: View) -> Iterator[Event]:
    """ "It was held in …": the event that the sentence before names last."""
    verb = _AGAIN.match(view.text)
    if verb is None or view.previous is None:
        return
    before, span = view.previous, (view.start + verb.start("verb"), view.start + verb.end())
    last = next(iter(reversed([phrase for phrase in phrases(before) if phrase.strong])), None)
    if last is not None:
        code, word, name = last.code, last.word, last.name
    else:
        named = [
            each for each in before.names if each.kind in ("organization", "phrase") and " " in each.name
        ]
        if not named or "place" in verb[0] or named[-1].name.split()[-1] not in _ASSEMBLIES:
            return
        code, word, name = "meeting", named[-1].name.split()[-1].lower(), named[-1].name
    place = place_of(view, *span, ())
    event = Event(view, span, code, word, "event.again", name, date_of(view, *span, None, ()), place)
    if event.date is not None or place.names:
        event.definite = last is not None
        yield event


def celebrated(view: View) -> Iterator[Event]:
    """So many years of something that are celebrated: "marked twenty years of cooperation in Lima"."""
    said = _CELEBRATED.search(view.text) if view.dates and " years of " in view.text else None
    if said is None:
        return
    span = (view.start + said.start("name"), view.start + said.end("name"))
    date, place = date_of(view, *span, None, ()), place_of(view, *span, ())
    if date is not None:
        yield Event(view, span, "other", "years", "event.unheaded", said["name"], date, place)


@when("events.attending")
def taken_part(view: View, found: Sequence[Phrase]) -> Iterator[Event]:
    """A proper name that somebody took part in, with place and date: "attended SEMICON in Lima in 2014"."""
    for _, end in view.words("events.attending"):
        name = next((each for each in view.names if 0 < each.start - end <= _ARTICLE), None)
        if name is None or name.kind != "phrase" or name.head is not None or not view.dates:
            continue
        if any(phrase.start < name.end and name.start < phrase.end for phrase in found):
            continue
        where = _TOWN.match(view.reading.text, name.end, view.end)
        town = view.name_at(where.end()) if where is not None else None
        if town is None or town.kind != "city":
            continue
        span = (name.start, name.end)
        date = date_of(view, *span, None, ())
        if date is not None:
            place = place_of(view, *span, ())
            yield Event(view, span, "conference", "name", "event.unheaded", name.name, date, place)


def elided_at(view: View, found: Sequence[Phrase]) -> list[int]:
    """Where such events are named whose head is left out: what is said there is not of those before."""
    if not any(each.numbered for each in found):
        return []
    return [view.start + said.start() for said in _left_out(view)]


def _left_out(view: View) -> list[re.Match[str]]:
    """Where the sentence speaks of the next of a row without its head."""
    return [*_NEXT.finditer(view.text), *_HOSTED.finditer(view.text)]


def elided(view: View, found: Sequence[Phrase]) -> Iterator[Event]:
    """The next of a row whose head is left out: "the first session …; the second took place in Lisbon"."""
    if not any(each.numbered for each in found):
        return
    for said in _left_out(view):
        at = view.start + said.start()
        last = next(
            (each for each in reversed(found) if each.end <= at and each.numbered and each.strong), None
        )
        if last is None or last.name is None:
            continue
        start, end = view.start + said.start("which"), view.start + said.end()
        hosted = said.re is _HOSTED
        behind = None if hosted else next((each for each in view.dates if each.start >= end), None)
        date = behind or date_of(view, end, end, None, ())
        place = place_of(view, start, end, (at,)) if hosted else place_of(view, end, end, ())
        if date is not None:
            name = " ".join([said["which"], *last.name.split()[1:]])
            which = (start, view.start + said.end("which"))  # "is planned" behind it says how it is meant
            event = Event(view, which, last.code, last.word, "event.session", name, date, place)
            event.reach = (at, end) if hosted else None
            yield event


@when("organization", "phrase")
def sessions(view: View, found: Sequence[Phrase]) -> Iterator[Event]:
    """A body that is said to be held itself: "the 12th Joint Commission took place in …"."""
    for name in view.names:
        if not _assembles(name) or any(each.start <= name.start < each.end for each in found):
            continue
        ordinal = _ORDINAL.search(view.slice(max(view.start, name.start - 16), name.start))
        start = name.start - len(ordinal[1]) if ordinal is not None else name.start
        own = _OWN_ACRONYM.match(view.reading.text, name.end, view.end)
        end = own.end() if own is not None else name.end
        if _STRICTLY.match(view.reading.text, end, view.end) is None and ordinal is None:
            continue
        span = (start, name.end)
        date, place = date_of(view, start, end, None, ()), place_of(view, start, end, ())
        if view.kind == "item" and not place.names:
            place = standing(view, end)
        if date is not None:
            word = name.name.split()[-1].lower()
            yield Event(view, span, "meeting", word, "event.session", view.slice(*span), date, place)


def _assembles(name: Name) -> bool:
    """Whether a body is one whose sessions go by its own name."""
    if name.kind != "organization" and not (
        name.kind == "phrase" and (name.head or "").startswith("organization")
    ):
        return False
    return name.called.split()[-1] in _ASSEMBLIES


@when("events.happening")
def unheaded(view: View, found: Sequence[Phrase]) -> Iterator[Event]:
    """A proper name that is said to be held, whatever it is: "SEMICON 2025, which will be held in …"."""
    for start, _ in view.words("events.happening"):
        name = next(
            (
                each
                for each in reversed(view.names)
                if each.end <= start and each.kind in ("phrase", "project", "programme")
            ),
            None,
        )
        if name is None or name.head is not None or any(phrase.start <= name.start for phrase in found):
            continue
        if name.name.split()[-1].casefold() in word_set("person_names", "no_name", "subjects"):
            continue  # "Member States", "Science": rather the end of a longer name
        index = view.names.index(name)
        behind = view.names[index + 1] if index + 1 < len(view.names) else name
        end = behind.end if behind.kind in ("country", "city") and behind.start - name.end == 1 else name.end
        year = re.match(r"[ -](?:19|20)\d\d\b", view.slice(end, end + 5))
        end += year.end() if year is not None else 0
        held = _STRICTLY.match(view.reading.text, end, view.end)
        if held is None or view.slice(name.start - 3, name.start) == "by ":
            continue
        span = (name.start, end)
        code = "meeting" if "convened" in held[0] else "conference"
        event = Event(view, span, code, "name", "event.unheaded", view.slice(*span))
        event.date, event.place = date_of(view, end, end, None, ()), place_of(view, *span, ())
        yield event
