"""With whom, and by whom, an instrument was concluded that names no two sides itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.agreements.instruments import Instrument
from pipelines.facts.parties import Party, countries_of, linked, listed, parties, subjects
from pipelines.facts.place import of_no_country
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation

_UNDER = re.compile(
    r"\b(?:under|through|by|(?:based|founded|rests?|relies)\s+on|on\s+the\s+basis\s+of|within\s+the\s+framework\s+of|"
    r"in\s+the\s+framework\s+of|in\s+accordance\s+with|according\s+to|within)\s+(?:the|a|an|its|their|this)?\s*(?:[\w-]+\s+){0,3}\Z",
    re.IGNORECASE,
)
_COOPERATES_WITH = re.compile(
    r"\b(?:co-?operat\w+|collaborat\w+|works?|working|worked|relations|contacts|ties|linked|interact\w*|exchanges?)\s+"
    r"(?:[a-z-]+\s+){0,3}?with\s+(?:the\s+)?",
    re.IGNORECASE,
)
_FINITE = re.compile(r"(?:\s?\([^)]*\))?\s+(?:also\s+)?(?:[a-z]{3,}(?:s|ed)|is|are|was|were|has|have|will)\s")
_OPENING = (
    24  # an instrument this near to the sentence's beginning may stand in a phrase before the main clause
)
OPENS_UNDER = re.compile(
    r"(?:Under|Within|Based on|According to|In accordance with|Through|On the basis of|Pursuant to|In|By|"
    r"With|Thanks to|As part of)\b"
)
_OPENED = re.compile(r"\s\((?:[^(),]{2,30},\s)?(?:an?\s)?(?:[a-z-]+\s)?\Z")
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?")
_AND_WITH = re.compile(r"\s(?:in\s[\w\s]{3,16}?\s)?with\s(?:the\s|its\s)?")
_OBJECT = re.compile(r"[\s,](?:an?|the|its|another|two|three|several)\s(?:[\w-]+\s){0,4}\Z")
_COUNTERPART = re.compile(r"\s(?:[a-z]+\s)?(?:partner|counterpart|side|institution|agency),?\s(?:the\s)?")
_REMARK = 60
_WITH_STATE = re.compile(r"\bwith\s(?:the\s)?(?:[Gg]overnments?\sof\s(?:the\s)?)?\Z")
_BRACKET = re.compile(r"\s*\(")
_UNDER_WHICH = re.compile(
    r"(?:\s\([^)]*\))?,?\s(?:under|by|in|through|with|on\s+the\s+basis\s+of)\swhich\s(?:the\s+)?"
)
_PREDICATE = re.compile(r"(?:\s?\([^)]*\))?\s(?!(?:and|or|of|in|on|with|for|from|at|to|as|by)\b)[a-z]+\s")
# "A and B have had an agreement", "share a protocol".
_HELD = re.compile(r"\s(?:have|share)\s(?:(?:also|long|now)\s)?(?:had\s)?an?\s(?:[\w-]+\s){0,3}\Z")
_HOLDING = 60
_MAIN_CLAUSE = re.compile(r",\s+(?:the\s+|both\s+)?(?=[A-Z])")
_WHICH = re.compile(r"\b(?:which|that)\s")
_THE_BODY = re.compile(
    rf"(?:[^,;]{{3,40}},\s)?(?:[Ii]t|[Tt]he\s(?:{alternation('institutions', 'nouns')}|"
    rf"{alternation('institutions', 'nouns_too')}|organi[sz]ation|institution|agency))\s"
)


def in_remark(view: View, instrument: Instrument) -> list[Party] | None:
    """The parties that an instrument is remarked of in brackets: "Japan (agreement of 2009)", "A and B (MoU,
    2014)"; else None."""
    opening = _OPENED.search(view.slice(max(view.start, instrument.start - _REMARK), instrument.start))
    if opening is None or not view.dates:
        return None
    end = instrument.start - len(opening[0])
    before = parties(view, view.start, end)
    if not before or before[-1].end != end:
        return None
    first = len(before) - 1
    while first and linked(gap := view.slice(before[first - 1].end, before[first].start)) and "(" not in gap:
        first -= 1
    return before[first:]


def pair(party: Party) -> list[Party]:
    """Two firms that are written as one name: "between Siemens and Gazprom"."""
    sides = (party.organization or "").split(" and ")
    if len(sides) != len(("one", "other")) or party.countries:
        return [party]
    return [party._replace(organization=side) for side in sides]


def together(view: View, instrument: Instrument, reach: int) -> list[Party]:
    """Who does together what is told of an instrument: "Under the treaty of 1972, A and B exchange …",
    "a communiqué under which A and B …", "A and B have had an agreement".
    """
    text = view.reading.text
    relative = _UNDER_WHICH.match(text, instrument.end, reach)
    if relative is not None:
        found = listed(view, relative.end(), view.end)
        return found if len(found) > 1 else []
    held = _HELD.search(view.slice(max(view.start, instrument.start - _HOLDING), instrument.start))
    if held is not None:
        found = subjects(view, view.start, instrument.start - len(held[0]))
        return found if len(found) > 1 else []
    if instrument.plural or instrument.start - view.start > _OPENING or not OPENS_UNDER.match(view.text):
        return []
    for comma in _MAIN_CLAUSE.finditer(text, instrument.end, view.end):
        found = listed(view, comma.end(), view.end)
        if len(found) > 1 and found[0].start == comma.end():
            return found if _PREDICATE.match(text, found[-1].end, view.end) else []
    return []


def between_before(view: View, instrument: Instrument) -> list[Party]:
    """The two in "the partnership between A and B was formalised in an agreement"; else nobody."""
    linked = _BETWEEN.search(view.reading.text, view.start, instrument.start)
    found = listed(view, linked.end(), instrument.start) if linked is not None else []
    return found if len(found) > 1 else []


def signed_with(view: View, instrument: Instrument) -> int | None:
    """Where the partners begin that are named first: "signed with the X Council a three-year agreement"."""
    for _, end in reversed(view.words("agreements.sealing", view.start, instrument.start)):
        linked = _AND_WITH.match(view.reading.text, end, instrument.start)
        if linked is not None and _OBJECT.search(view.slice(linked.end(), instrument.start)):
            return linked.end()
    return None


def whose_partner(view: View, start: int, partner: Party) -> list[Party]:
    """The country in "with its Peruvian counterpart, the Council of …"; else nobody."""
    named = view.between(start, partner.start, "country")
    alone = len(named) == 1 and _COUNTERPART.fullmatch(view.slice(named[0].end, partner.start))
    return [Party(named[0].start, named[0].end, named[0].code)] if alone else []


def with_own(view: View, involved: Sequence[Party], concluders: Sequence[Party]) -> tuple[str, ...]:
    """The countries of those ``involved``, with the page's own for a concluder of which none is told."""
    countries = countries_of(involved)
    told = any(not each.countries and not each.international for each in concluders if each.organization)
    if len(countries) == 1 and told:
        own = next((code for code in view.reading.home[:2] if code not in countries), None)
        return (own, *countries) if own is not None else countries
    return countries


def worked_with(view: View, instrument: Instrument) -> tuple[int, int] | None:
    """Where the partners stand in "cooperates with A and B under a memorandum": after "with", before
    "under".
    """
    under = _UNDER.search(view.slice(view.start, instrument.start))
    if under is None:
        return None
    found = [each.end() for each in _COOPERATES_WITH.finditer(view.text, 0, under.start())]
    return (view.start + found[-1], view.start + under.start()) if found else None


def main_clause(view: View, partners: list[Party]) -> tuple[list[Party], list[Party]]:
    """ "Under a treaty with A, B trains …": what seems the list's last item is the subject of the main
    clause.
    """
    if len(partners) < 2 or view.slice(partners[-2].end, partners[-1].start).strip(" the") != ",":
        return [], partners
    verb = _FINITE.match(view.reading.text, partners[-1].end, view.end)
    return (partners[-1:], partners[:-1]) if verb else ([], partners)


def who_concluded(view: View, before: int, partners: Sequence[Party]) -> list[Party]:
    """Who concluded it with the partners: the sentence's subject, else the page's body or country."""
    known = {other.code for other in partners if other.code}
    verbs = view.words("agreements.concluding", view.start, before)
    if verbs and view.words("instruments", verbs[-1][1], before - 1):
        before = verbs[-1][0]  # "A concluded agreements with B and C, and a protocol with D": A did
    clause = _WHICH.search(view.reading.text, before, partners[0].start) if partners else None
    if clause is not None:  # "agreements which Peru has signed with …"
        subject = subjects(view, clause.end(), partners[0].start)
    else:
        subject = subjects(view, view.start, before, phrases=True)
    named = [each for each in subject if each.code is None or each.code not in known]
    if named:
        return named
    topic = view.reading.topic
    spoken = _THE_BODY.match(view.text) is not None  # "The facility has agreements with …"
    if (
        topic is not None
        and topic.kind == "organization"
        and (((topic.countries or spoken) and partners[0].organization) or _of_the_page(view, partners))
    ):
        return [Party(view.start, view.start, None, topic.called, topic.countries)]
    return [Party(view.start, view.start, code) for code in view.reading.home if code not in known][:1]


def _of_the_page(view: View, partners: Sequence[Party]) -> bool:
    """Whether a body of no one country, which the page is about, concluded it "with the government of …"."""
    lead = view.slice(max(view.start, partners[0].start - _REMARK), partners[0].start)
    return _WITH_STATE.search(lead) is not None and of_no_country(view.reading)


def own_side(view: View, concluders: Sequence[Party]) -> list[Party]:
    """The page's own country where its own body, which tells no country, concludes: the title names both."""
    topic, home = view.reading.topic, view.reading.home[:1]
    called = {topic.called, topic.name} if topic is not None else set()
    own = any(each.organization in called and not each.international for each in concluders)
    titled = view.reading.views[0].kind == "heading" and not view.reading.titled_states.isdisjoint(home)
    return [Party(view.start, view.start, code) for code in home] if own and titled else []


def in_brackets(view: View, start: int, end: int) -> list[Party]:
    """The bodies that a remark in brackets right after a party names ("Chile (through its …)")."""
    opening = _BRACKET.match(view.reading.text, start, end)
    if opening is None:
        return []
    closing = view.reading.text.find(")", opening.end(), end)
    found = parties(view, opening.end(), closing if closing >= 0 else end)
    return [
        each
        for each in found
        if each.organization
        and not (each.start == opening.end() and view.slice(each.start, each.end).isupper())
    ]  # no acronym of the party itself
