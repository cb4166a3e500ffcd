"""Events: meetings, visits, conferences, competitions, trainings and awards, with when, where and who.

What is said of one event in several places is one fact: "The meeting, …" fills in what the first mention left
open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.facts.build import edtf, make
from pipelines.facts.encounters import Encounter, meetings, visits
from pipelines.facts.event import Event, merge
from pipelines.facts.event_phrases import Phrase, phrases
from pipelines.facts.event_settings import Place, countries_named, date_of, place_of, with_home, zone
from pipelines.facts.fact import Fact
from pipelines.facts.parties import organizations_of, parties
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import word_set
from pipelines.mentions.mention import Mention

_HAPPENS_WITHIN = 90
_HELD_WITHIN = 60
_NEIGHBOURS = 6  # how many events of a sentence around one may have a say in its date and place
_RECALLED = 60
_MEMORY = 12  # how many sentences back "the meeting" may look for its first mention
_WITH = re.compile(r" (?:with|between|of) (?:the )?")
_PAST = re.compile(
    r",? (?:held|organi[sz]ed|hosted|conducted|convened) (?:in|on|at|by|from|between|during)\b"
)
_INFINITIVE = re.compile(
    r"\bto (?:hold|host|organi[sz]e|conduct|convene|attend|arrange|stage|participate in|"
    r"take part in)\b[^,;]*$"
)
_DISCUSSED = re.compile(
    r"\b(?:discuss(?:ed)?|consider(?:ed)?|propos(?:ed|al)|suggested|possibility|prospects?|"
    r"idea)\b.*\b(?:including|such as|organi[sz]ing|holding|hosting|arranging|conducting|"
    r"convening)\b[^;]{0,40}$"
)
# What may stand between a bare "the meeting" and a date of its own.
_DATED = re.compile(
    r",?(?: which)?(?: (?:was|were|is|will be|has been|to be))?(?: (?:held|organi[sz]ed|hosted|convened|"
    r"took place|takes place|will take place|scheduled|planned))?"
    r"(?: (?:on|in|from|for|of|between|during))?(?: the)?(?: \w+day,?)? ?\(?"
)
_STRICTLY = re.compile(
    r",?(?: which)? (?:(?:was|were|is|will be|is to be|has been|being) held|to be held|took place|"
    r"will take place|takes place|held)\b"
)
_PAIRED = re.compile(r" in (?:the )?[\w .'-]{2,40}?,?(?: and|,) (?:in |on )?")
_SENT = re.compile(r"\b(?:for|to undergo|to take part in|on) (?:a |an |the )?(?:[\w-]+ ){0,3}$")
_CALLS = ("call", "tender", "selection", "challenge", "call for proposals", "call for applications")
_LISTS = re.compile(r"\b(?:including|such as) an? $")
_TAKING_PLACE = re.compile(
    r"\b(?:at|during|through|to|after|before|since|within) (?:the |an |a )?$", re.IGNORECASE
)
_PAST_VERB = re.compile(
    r"ed\b|\b(?:held|ran|took|underwent|met|spoke|won)\b"
)  # what is done every year is no event
_TOWARDS = re.compile(r" (?:of|by|to|at)\b")


def read(reading: Reading) -> Iterator[Fact]:
    """The events of a document, each once."""
    known: list[Event] = []
    for view in reading.views:
        for event in (*_phrased(view), *_met(view)):
            near = (old for old in reversed(known[-_RECALLED:]) if view.index - old.view.index <= _MEMORY)
            if not any(merge(earlier, event) for earlier in near):
                known.append(event)
    for event in known:
        if event.told:
            yield _fact(event)


def _fact(event: Event) -> Fact:
    slots = {
        "event_kind": event.code,
        "name": event.name,
        "date": edtf(event.date),
        "city": event.place.city,
        "place_country": event.place.country,
        "countries": with_home(
            event.view, event.countries, event.span, event.place, event.code in ("meeting", "visit")
        ),
        "organizations": event.organizations,
        "people": event.people,
    }
    return make(event.view, "event", event.rule, slots, event.span, (event.date,), _status(event))


def _status(event: Event) -> str | None:
    """Planned where the words right behind the event say that it lies ahead; else what grammar says."""
    view, (_, end) = event.view, event.span
    ahead = view.words("events.ahead", end, min(view.end, end + _HAPPENS_WITHIN)) if event.word else []
    said = view.status(*event.span)
    if ahead and said in ("actual", "proposed") and not re.search(r"[.;]", view.slice(end, ahead[0][0])):
        return "planned" if said == "actual" or ahead[0][0] - end < 4 else said
    if _PAST.match(view.reading.text, end, view.end) and event.date is not None:
        return "actual"
    if said == "actual" and _INFINITIVE.search(
        view.slice(max(view.start, event.span[0] - _HELD_WITHIN), event.span[0])
    ):
        return "planned"
    if said == "actual" and _DISCUSSED.search(view.slice(view.start, event.span[0])):
        return "proposed"
    return said


# --- noun phrases ---------------------------------------------------------------------------------


def _phrased(view: View) -> Iterator[Event]:
    """The events that noun phrases name and that are said to take place."""
    found = list(phrases(view))
    starts = [phrase.start for phrase in found]
    for number, phrase in enumerate(found):
        others = [
            *starts[max(0, number - _NEIGHBOURS) : number],
            *starts[number + 1 : number + 1 + _NEIGHBOURS],
        ]
        rule = _rule(view, phrase, others)
        if rule is not None:
            event = _event(view, phrase, others, rule)
            event.told = view.kind != "heading"
            yield event
            yield from _others_of(event, phrase)
        elif phrase.definite or (view.kind == "heading" and phrase.strong):
            yield _in_passing(view, phrase, others)
    if view.kind != "heading":
        yield from _unheaded(view, found)


def _others_of(event: Event, phrase: Phrase) -> Iterator[Event]:
    """Several events of one phrase: "seminars held in 2019 in Peru and in 2021 in Chile"."""
    view = event.view
    last = event.date
    for date in view.dates:
        if not phrase.plural or last is None or date.start < last.end or last.start < phrase.end:
            continue
        if _PAIRED.fullmatch(view.slice(last.end, date.start)) is None:
            return
        yield replace(event, date=date, place=place_of(view, date.start, date.end, ()))
        last = date


def _in_passing(view: View, phrase: Phrase, others: list[int]) -> Event:
    """What "the meeting" adds to an event told elsewhere: who, and a date right behind it."""
    heading = view.kind == "heading"
    place = place_of(view, phrase.start, phrase.end, others) if heading else Place()
    date = (
        date_of(view, phrase.start, phrase.end, phrase.before, others) if heading else _own_date(view, phrase)
    )
    event = Event(
        view, (phrase.start, phrase.end), phrase.code, phrase.word, "event.held", phrase.name, date, place
    )
    event = _complete(event)
    event.definite, event.told = phrase.definite, False
    return event


def _unheaded(view: View, found: list[Phrase]) -> Iterator[Event]:
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
        if (
            _STRICTLY.match(view.reading.text, end, view.end) is None
            or view.slice(name.start - 3, name.start) == "by "
        ):
            continue
        span = (name.start, end)
        event = Event(view, span, "conference", "name", "event.unheaded", view.slice(*span))
        event.date, event.place = date_of(view, end, end, None, ()), place_of(view, *span, ())
        yield _complete(event)


def _event(view: View, phrase: Phrase, others: list[int], rule: str) -> Event:
    place = place_of(view, phrase.start, phrase.end, others)
    date = date_of(view, phrase.start, phrase.end, phrase.before, others) or _own_date(view, phrase)
    if phrase.code == "visit":
        place = _visited(view, phrase) or place
    elif rule == "event.sent":
        sent = view.words("events.sending", view.start, phrase.start)[-1][1]
        place = next(
            (Place(None, name.code, (name,)) for name in view.between(sent, phrase.start, "country")), place
        )
    span = (phrase.start, phrase.end)
    return _complete(
        Event(view, span, phrase.code, phrase.word, rule, phrase.name, date, place, definite=phrase.definite)
    )


def _visited(view: View, phrase: Phrase) -> Place | None:
    """The place behind "visit (of …) to"."""
    for name in view.between(phrase.end, min(view.end, phrase.end + 90), "country", "city", "government"):
        if (
            re.search(r"\b(?:to|in) (?:the )?$", view.slice(name.start - 8, name.start))
            and name.form != "adjective"
        ):
            return Place(name.name if name.kind == "city" else None, name.code, (name,))
    return None


def _complete(event: Event) -> Event:
    """``event`` with who takes part: countries, bodies and persons of its sentence."""
    view = event.view
    event.countries = countries_named(view, event.span, event.place, event.code == "visit")
    left, right = zone(view, event.span)
    bodies = [each for each in parties(view, left, right) if each.organization]
    event.organizations = organizations_of(bodies)
    event.people = tuple(dict.fromkeys(person.full for person in view.people if left <= person.start < right))
    if (
        event.definite
        and not event.people
        and event.code == "meeting"
        and view.previous is None
        and view.index
    ):
        before = view.reading.views[view.index - 1]  # "The meeting, held on …": those of the sentence before
        event.people = tuple(dict.fromkeys(person.full for person in before.people))
        bodies = [each for each in parties(before, before.start, before.end) if each.organization]
        event.organizations = event.organizations or organizations_of(bodies)
    return event


def _rule(view: View, phrase: Phrase, others: list[int]) -> str | None:
    """The rule by which a phrase says that an event takes place; None where it does not."""
    if phrase.code == "award":
        return _awarded(view, phrase)
    happens, held = _happens(view, phrase), _held(view, phrase, others)
    date = phrase.before or _own_date(view, phrase)
    if phrase.word in _CALLS:
        return "event.held" if held or happens else None
    if phrase.proper and phrase.strong:
        lead = view.slice(max(view.start, phrase.start - 16), phrase.start)
        said = happens or held or phrase.numbered or date or _TAKING_PLACE.search(lead)
        return "event.named" if said or place_of(view, phrase.start, phrase.end, others).names else None
    if phrase.code in ("meeting", "visit") and _with(view, phrase):
        return "event.with"
    if phrase.code == "training" and _sent(view, phrase):
        return "event.sent"
    return "event.held" if _takes_place(view, phrase, happens, held, date) else _listed(view, phrase)


def _takes_place(view: View, phrase: Phrase, happens: bool, held: str, date: Mention | None) -> bool:
    """Whether verb, ordinal or date say of a phrase in small letters that it takes place."""
    if phrase.definite and not date and not happens and (phrase.bare or not held):
        return False
    if phrase.word == "event" and phrase.bare:
        return False
    if not phrase.strong and not phrase.proper:
        return bool(date and (happens or held or phrase.numbered))
    if happens or phrase.numbered or (date and (phrase.determiner or phrase.proper or held)):
        return True
    quoted = view.slice(phrase.start - 1, phrase.start) in ("«", "“", '"')
    return bool(held and (phrase.determiner or quoted or (phrase.plural and _PAST_VERB.search(held))))


def _listed(view: View, phrase: Phrase) -> str | None:
    """An event in a list of what is agreed: "…, including an international conference"."""
    lead = view.slice(max(view.start, phrase.start - 16), phrase.start)
    return "event.listed" if phrase.strong and _LISTS.search(lead) else None


def _sent(view: View, phrase: Phrase) -> bool:
    """Whether somebody is sent somewhere for it: "were sent to Japan for training"."""
    lead = view.slice(max(view.start, phrase.start - 110), phrase.start)
    verbs = view.words("events.sending", max(view.start, phrase.start - 110), phrase.start)
    return (
        bool(verbs) and _SENT.search(lead) is not None and bool(view.between(verbs[-1][1] - 1, phrase.start))
    )


def _own_date(view: View, phrase: Phrase) -> Mention | None:
    """A date that stands right behind the phrase or its verb."""
    for date in view.dates:
        gap = view.slice(phrase.end, date.start) if 0 <= date.start - phrase.end < _HELD_WITHIN else None
        if gap is None or "/.." in (date.edtf or ""):
            continue
        if _DATED.fullmatch(gap) or not (phrase.bare or re.search(r"[;]|, (?:and|but)", gap)):
            return date
    return None


def _happens(view: View, phrase: Phrase) -> bool:
    """Whether the verb behind the phrase says that it takes place."""
    for start, _ in view.words("events.happening", phrase.end, min(view.end, phrase.end + _HAPPENS_WITHIN)):
        between = view.slice(phrase.end, start)
        if re.search(r"[.;:]|\b(?:that|who|where|agreed|discussed|signed|said|noted)\b", between) is None:
            return True
    return False


def _held(view: View, phrase: Phrase, others: list[int]) -> str:
    """The verb right before the phrase (or the list it is in) by which somebody holds it or takes part; else
    ""."""
    first = min(
        [phrase.start, *(other for other in others if phrase.start - _HELD_WITHIN < other < phrase.start)]
    )
    verbs = view.words("events.holding", max(view.start, first - _HELD_WITHIN), first)
    if not verbs:
        return ""
    between = view.slice(verbs[-1][1], first)
    apart = re.search(r"[.;]|, (?!and|or)|\b(?:with|in|on|that|which|who|to|from|by|for)\b", between)
    return "" if apart else view.slice(*verbs[-1]).lower()


def _with(view: View, phrase: Phrase) -> bool:
    """Whether persons, bodies or places right behind say who meets whom, or who visits what."""
    link = (_WITH if phrase.code == "meeting" else _TOWARDS).match(view.slice(phrase.end, phrase.end + 20))
    if phrase.holder is not None and phrase.code == "visit" and not phrase.definite:
        return True
    if link is None:
        return False
    names = view.between(phrase.end, min(view.end, phrase.end + 60))
    kinds = ("person", "role", "organization", "government", "country", "city")
    if (
        not names
        or names[0].kind not in kinds
        or re.search(r"[.;:,]", view.slice(phrase.end, names[0].start))
    ):
        return False
    return phrase.code == "visit" or (
        names[0].kind != "city" and not view.slice(phrase.end, names[0].start).strip().startswith("of")
    )


def _awarded(view: View, phrase: Phrase) -> str | None:
    """An award counts where it is given: a verb before it, or a date of its own behind a name of its own."""
    verbs = view.words("events.awarding", max(view.start, phrase.start - 50), phrase.start)
    if (
        verbs
        and phrase.proper
        and re.search(r"[.;,]|\b(?:for|in)\b", view.slice(verbs[-1][1], phrase.start)) is None
    ):
        return "event.awarded"
    if phrase.word.endswith("ceremony") and (_happens(view, phrase) or _own_date(view, phrase)):
        return "event.held"
    return None


# --- verbs ----------------------------------------------------------------------------------------


def _met(view: View) -> Iterator[Event]:
    """Visits and meetings that verbs tell."""
    if view.kind == "heading":
        return
    for encounter in visits(view):
        yield _encountered(view, encounter, "event.visited")
    for encounter in meetings(view):
        yield _encountered(view, encounter, "event.met")


def _encountered(view: View, encounter: Encounter, rule: str) -> Event:
    span = (encounter.start, encounter.end)
    place = encounter.place if encounter.code == "visit" else place_of(view, *span, ())
    date = date_of(view, *span, None, ())
    return _complete(Event(view, span, encounter.code, "", rule, None, date, place))
