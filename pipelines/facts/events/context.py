"""What the sentences around tell of an event: the visit or the greater event that it is part of, who "he" is,
who took part.

"The delegation also toured …" is on the visit told before, "a seminar held during the session" has the
session's date and place; "The Peruvian side was led by …" says who was at the meeting told before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.events.event import Event
from pipelines.facts.events.settings import Place
from pipelines.facts.parties import organizations_of, parties
from pipelines.facts.reading import View
from pipelines.mentions.people import Person

_SOON = 4  # sentences after an event that go on about it
_ON_TOUR = 14  # the same after a visit, where each says that it does
_VISITORS = re.compile(
    r"(?:(?:At|Led by|Headed by|Accompanied by) [^,]{3,90}, |"
    r"(?:Later|Then|Afterwards|Finally|Also|In addition|On [^,]{3,30}|In [^,]{3,30}),? )?"
    r"(?:[Tt]he (?:visiting |\w+ )?(?:delegation|delegates|guests?|visitors|mission|party|visit|trip|tour|"
    r"programme|program|itinerary)\b|[Hh]e\b|[Ss]he\b|[Tt]hey\b)"
)
_THE_GUEST = re.compile(
    r"(?:(?:In|At|On) [^,]{3,60}, )?[Tt]he (?:Prime )?"
    r"(?:Minister|President|Rector|Chancellor|Secretary|Director|"
    r"Commissioner|Ambassador|Chairman|Vice-\w+|Secretary-General|Director-General|Director General)\b"
)
_WHILE_THERE = re.compile(
    r"\b(?:[Dd]uring|[Aa]s part of|[Ww]ithin|[Ii]n the course of|[Oo]n|[Aa]t the end of) "
    r"(?:the|this|that|his|her|their|its) (?:\w+ ){0,2}(?:visit|stay|trip|tour|mission)\b"
)
# Part of a greater event: "during the BNC", "on the sidelines of the forum".
_PART_OF = re.compile(
    r"\b(?:[Dd]uring|(?:[Oo]n|at|[Ii]n|[Ww]ithin) the (?:sidelines|margins|framework|course|scope|end) of|"
    r"[Aa]s part of|[Aa]t) (?:the|this|that|his|her|their|its|these) (?P<whole>[^,.;]{3,60})"
)
# "It was attended by …", "… took part in the event".
_ATTENDED = re.compile(
    r"\A(?:It|They) (?:was|were) (?:also )?attended by\b|"
    r"\A(?:In attendance|Also present|Among those present) were\b|"
    r"\b(?:took part in|participated in|attended|were present at|joined) (?:it|the (?:[a-z-]+ ){0,2}"
    r"(?:event|meeting|conference|workshop|seminar|forum|session|symposium|school|course|talks|ceremony))\b"
    r"(?! (?:of|on|in))"
)
_HEADED = re.compile(
    r"\b(?:headed|led|chaired|represented) the (?:[A-Z][\w.-]+ )+(?:delegation|side|team|party)\b|"
    r"\balso (?:participated|attended|took part|spoke|addressed the audience)[.,;]"
)
# "The Peruvian side was led by …", "Among the speakers were …", "Keynote lectures were given by …"
_SIDES = re.compile(
    r"(?:On (?:the|behalf of the) )?(?:The )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2} (?:side|delegation|team)\b"
    r"[^.;]{0,20}\b(?:led|headed|chaired|represented|included|comprised|consisted)\b|"
    r"(?:Among )?(?:[Tt]he )?(?:[Oo]ther |[Kk]eynote |[Ii]nvited |[Mm]ain )?"
    r"(?:[Ss]peakers|[Pp]anell?ists|[Pp]articipants|[Aa]ttendees|[Gg]uests(?: of honou?r)?)\b[^.;]{0,30}"
    r"\b(?:were|was|included|include|are)\b|"
    r"(?:[Kk]eynote |[Oo]pening |[Pp]lenary |[Ii]nvited |[Ww]elcome |The )*"
    r"(?:[Ll]ectures?|[Tt]alks|[Ss]peech(?:es)?|[Aa]ddress(?:es)?|[Pp]resentations|[Rr]emarks|[Kk]eynotes?) "
    r"(?:were|was) (?:given|delivered|made|held|presented) by\b"
)
_NEXT = 3  # sentences after an event that say who was at it
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_PRONOUN = re.compile(r"\b[Hh]e\b|\b[Ss]he\b")
_OF_OTHERS = re.compile(r"[,;]|\b(?:that|who|which|when|and|but)\b")
_NEAR_VERB = 40


def within(event: Event, known: Sequence[Event]) -> None:
    """Give an event that is part of another told before ("a seminar held during the session") its date and
    place."""
    if not known:
        return
    visit = _visit_before(event, known)
    if visit is not None and event.code in ("meeting", "visit") and _on_visit(event, visit):
        _share(event, visit)
        return
    if event.date is None:
        _of_the_whole(event, known)


def _visit_before(event: Event, known: Sequence[Event]) -> Event | None:
    """The visit that ``event`` may be part of: the last dated one of its paragraph, else of all."""
    visits = [
        each for each in known
        if each.code == "visit" and each.told and each.view.status(*each.span) in ("actual", "planned")
    ]  # fmt: skip
    dated = [each for each in visits if each.date is not None]
    here = [each for each in dated if each.view.block == event.view.block]
    whole = [each for each in dated if not each.inner]
    return next((group[-1] for group in (here, whole, dated, visits) if group), None)


def _on_visit(event: Event, visit: Event) -> bool:
    """Whether the sentence of ``event`` goes on about ``visit``."""
    view = event.view
    apart = view.index - visit.view.index
    if (
        not 0 <= apart <= _ON_TOUR
        or visit.span == event.span
        or (event.date is not None and event.place.names)
    ):
        return False
    if visit.place.country and event.place.country not in (None, visit.place.country):
        return False
    if _WHILE_THERE.search(view.text) is not None:
        return True
    if apart == 0 or (apart > _SOON and (visit.date is None or event.date is not None)):
        return False
    said = _VISITORS.match(view.text) is not None or _guest(view, event, visit)
    next_to_it = view.previous is not None and apart == 1 and event.code == "meeting"
    return said or (next_to_it and event.told and not event.place.names and event.date is None)


def _guest(view: View, event: Event, visit: Event) -> bool:
    """Whether the first person or office named in the sentence came: "In Lyon, Minister Rossi met …"."""
    first = next((person for person in view.people if person.start < event.span[0]), None)
    return (first is not None and first.full in visit.people) or (
        first is None and bool(visit.people) and _THE_GUEST.match(view.text) is not None
    )


def _share(event: Event, visit: Event) -> None:
    """Note what ``event`` has of the ``visit`` that it is part of."""
    event.inner = True
    arrived = visit.view.slice(*visit.span).lower().startswith("arriv")  # the rest came later, elsewhere
    event.date = event.date or (None if arrived else visit.date)
    place = event.place
    if not place.names or place.country is None:
        there = place.city is None and event.code == "visit" and not arrived
        city = visit.place.city if there else place.city
        event.place = Place(city, visit.place.country, place.names)
    event.countries = tuple(dict.fromkeys((*visit.countries, *event.countries)))
    if not visit.guests:
        named = parties(visit.view, visit.view.start, visit.span[0])
        visit.guests = organizations_of([each for each in named if each.organization])
    event.guests = visit.guests
    event.organizations = tuple(dict.fromkeys((*event.guests, *event.organizations)))


def _of_the_whole(event: Event, known: Sequence[Event]) -> None:
    """Give an event the date and place of the greater one that its sentence says it was part of."""
    view = event.view
    part = _PART_OF.search(view.text)
    if part is None or view.start + part.end() - 1 <= event.span[0] < view.start + part.end() + 1:
        return
    places = view.between(view.start + part.start("whole"), view.start + part.end("whole"), "city", "country")
    named = set(_CAPITALS.findall(part["whole"]))
    dated = [
        other
        for other in known
        if other.date is not None and other.told
        and all(place.code == other.place.country for place in places if place.form != "adjective")
    ]  # fmt: skip
    again = [other for other in dated if other.word and re.match(rf"(?:\w+ )?{other.word}\b", part["whole"])]
    full = [name.full for name in view.names if name.full and name.name in named]
    same = [
        other
        for other in dated
        if named & set(_CAPITALS.findall(_known_by(other)))
        or any(each in (other.name or "") for each in full)
    ]
    for other in (*again[-1:], *same[:1]):
        event.date = other.date
        event.place = event.place if event.place.names else other.place
        event.countries = tuple(dict.fromkeys((*event.countries, *other.countries)))
        return


def _known_by(event: Event) -> str:
    """The words that name an event, an acronym right behind included."""
    start, end = event.span
    return event.view.slice(start, end + 12)


def with_pronoun(event: Event) -> Event:
    """``event``, told by a verb, with whom "he" or "she" right before the verb is."""
    view, verb = event.view, event.span[0]
    said = list(_PRONOUN.finditer(view.reading.text, max(view.start, verb - _NEAR_VERB), verb))
    if not said or _OF_OTHERS.search(view.reading.text, said[-1].end(), verb):
        return event
    before = [person for person in view.people if person.start < said[-1].start()]
    if not before:
        before = _subject_before(view)
    if before:
        event.people = tuple(dict.fromkeys((before[0].full, *event.people)))
        if before[0].country:
            event.countries = tuple(dict.fromkeys((before[0].country, *event.countries)))
    return event


def attended(view: View, known: Sequence[Event]) -> tuple[Event, bool] | None:
    """The event told right before that the sentence says who was at, and whether it says where they are from.

    None where it says nothing of the sort, or tells an event itself.
    """
    last = next((each for each in reversed(known) if each.told and each.code != "award"), None)
    if last is None or known[-1].view is view or view.kind == "heading":
        return None
    if not 0 < view.index - last.view.index <= _NEXT:
        return None
    came = _ATTENDED.search(view.text) is not None
    sides = _SIDES.match(view.text) or _HEADED.search(view.text)
    return (last, came) if came or sides is not None else None


def _subject_before(view: View) -> list[Person]:
    """Who the last sentence before ``view`` that names persons is about; nobody where that is not said."""
    earlier = view.reading.views[max(0, view.index - _SOON) : view.index]
    last = next((each for each in reversed(earlier) if each.people), None)
    if last is not None and _PRONOUN.search(last.text) is not None:
        return []  # "With A, he organised …. He received …"
    return [person for person in last.people[:1] if _is_subject(last, person)] if last is not None else []


def _is_subject(view: View, person: Person) -> bool:
    """Whether ``person`` stands before the first verb of meeting and visiting in ``view``."""
    verbs = [
        start
        for label in ("events.meeting", "events.visiting", "events.receiving")
        for start, _ in view.words(label)
    ]
    return person.start < min(verbs, default=view.end)
