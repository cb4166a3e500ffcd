"""When, where and with whom an event takes place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.facts.home import codes
from pipelines.facts.parties import both
from pipelines.facts.reading import View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name

_IN = re.compile(
    r"\b(?:in|near|to|at)\s+(?:the\s+)?(?:(?:[\w-]+\s+){0,2}(?:city|town|capital|village|suburb)\s+of\s+)?$|\($",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:at|by|in|hosted by|held by)\s+(?:the\s+)?$")
_BY = re.compile(r" (?:the )?(?:city of )?")
_HOST = 60  # how far from the event its hosting may be told
_TOPIC = re.compile(r"\b(?:on|about|for|of)\s+(?:[\w-]+\s+){0,4}$")
_INSIDE = re.compile(r"\bin (?:the )?$")
_THERE = re.compile(r"\b(?:in|to) (?:the )?$")
_AT_BODY = re.compile(r"\bat (?:the )?[^,;:]{2,40}$")
ADVERBIAL = re.compile(
    r"(?:As|According to|Following|Since|Based on|Pursuant to|In accordance with|Under) [^,]+, "
)
_ENDS_ZONE = re.compile(
    r"[;:]|\.\d+ |, (?:which|who|while|but|whereas|where|although)\b|, and (?:the|it|they|he|she|a|an|"
    r"this|its)\b"
)
_LISTED = re.compile(r"(?: \([^)]*\))?(?:,|,? and) (?:the |in )?")
_NO_NOUN = re.compile(
    r" (?:and|in|on|at|from|to|with|by|for|was|were|is|will|has|during|where|which|under|as|between|of|after|"
    r"before|or|since|until)\b"
)
_UNKNOWN_CITY = re.compile(r"(?:[A-Z][\w'-]+)(?: [A-Z][\w'-]+)?")
_NO_PLACE = word_set("person_names", "subjects")
_FAR = 130
# "…, originally planned for May in Riga, | took place"
_MEANT = re.compile(
    r",? (?:which (?:was|had been) )?(?:originally|initially|previously|first) "
    r"(?:planned|scheduled|due|set|intended)\b"
    r"[^;:.]{3,80}?,? (?=(?:was|were|took|has|had|will|is)\b)"
)
# "(ICPP 2019)" right behind the event's name is part of it.
OWN_YEAR = re.compile(r" \((?=[\w-]*[A-Z]{2})[\w-]{2,16}(?:[ '’-]+(?:19|20)?\d\d)\)")
# A finite verb: what stands before it is another clause.
FINITE = re.compile(
    r"\b(?:is|was|are|were|has|have|had|will|would|shall|can|[a-z]+ed(?! by)|met|took|held|went|said|"
    r"became)\b"
)
_RELATIVE = re.compile(
    r",? (?:which|who|that) [^;:.]{5,140}?, (?=(?:is|was|are|were|will|has|have|took|takes|to be) )"
)
# "A conference …, devoted to …, was held": the verb of its own.
_PARTICIPLE = re.compile(
    r",? (?:devoted|dedicated|aimed|focus(?:ed|ing)|relating|(?:co-?)?organi[sz]ed|supported|sponsored|"
    r"attended)\b[^;.]{5,400}?(?= (?:(?:was|were|is|will be|is to be) held|took place|will take place)\b)"
)


class Place(NamedTuple):
    """Where an event is: the city's name, the country's code, and the names that say so."""

    city: str | None = None
    country: str | None = None
    names: tuple[Name, ...] = ()


def enclosed_with(view: View, date: Mention) -> Place:
    """The place that stands in brackets with the date: "(1-12 July 2012, Riga)"."""
    opening, closing = (
        view.text.rfind("(", 0, date.start - view.start),
        view.text.find(")", date.end - view.start),
    )
    if min(opening, closing) < 0 or ")" in view.text[opening : date.start - view.start]:
        return Place()
    inside = view.between(view.start + opening, view.start + closing, "city", "country")
    if not inside or any(each.form == "adjective" for each in inside):
        return Place()
    return Place(inside[0].name if inside[0].kind == "city" else None, inside[0].code, tuple(inside))


def behind_relative(view: View, end: int) -> int:
    """``end``, or where a relative clause right behind it ends: "A forum, which will … , is planned for …".

    A clause that says itself when the event is stays with it.
    """
    own = OWN_YEAR.match(view.reading.text, end, view.end)
    if own is not None:
        return own.end()
    clause = _MEANT.match(view.reading.text, end, view.end)
    if clause is not None:
        return clause.end()
    clause = _PARTICIPLE.match(view.reading.text, end, view.end)
    if clause is not None:
        return clause.end()
    clause = _RELATIVE.match(view.reading.text, end, view.end)
    if clause is None or any(end < date.start < clause.end() for date in view.dates):
        return end
    return end if view.words("events.happening", end, clause.end()) else clause.end() - 1


def place_of(view: View, start: int, end: int, others: Sequence[int]) -> Place:
    """Where the event at ``[start, end)`` is: said right after it, else right before, else at the sentence's
    head."""
    end = behind_relative(view, end)
    last = min([view.end, end + _FAR, *(other for other in others if other >= end)])
    after = _first(view, view.between(end, last))
    if after.names:
        return after
    reason = ADVERBIAL.match(view.text)
    floor = view.start + reason.end() if reason is not None else view.start
    first = max([floor, start - _FAR, *(other for other in others if other < start)])
    before = _first(view, view.between(first, start)[::-1])
    host = _hosting(view, start, end) if not before.names else None
    if host is not None:
        return Place(host.name if host.kind == "city" else None, host.code, (host,))
    if before.names or not others:
        return before
    return _first(view, view.between(floor, start)[::-1])  # "several events in Minsk, such as A, B and C"


def _hosting(view: View, start: int, end: int) -> Name | None:
    """The city or country that hosts the event: "Warsaw hosted the …", "… will be hosted by Peru"."""
    for verb in view.words("events.hosting", max(view.start, start - _HOST), min(view.end, end + _HOST)):
        behind = verb[0] >= end
        if behind != view.slice(*verb).lower().endswith("by") or start <= verb[0] < end:
            continue
        for name in view.names:
            if name.kind == "organization" and not behind and name.end == verb[0] - 1:
                home = next((each.code for each in name.nested if each.code), None)
                if home or name.countries:
                    return Name("country", name.start, name.end, name.name, code=home or name.countries[0])
            beside = _BY.fullmatch(view.slice(verb[1], name.start)) if behind else name.end == verb[0] - 1
            if beside and name.kind in ("city", "country") and name.form != "adjective":
                return name
    return None


def _first(view: View, names: Sequence[Name]) -> Place:
    """The first place among ``names``, a country right behind its city joined."""
    for name in names:
        lead = view.slice(max(view.start, name.start - 44), name.start)
        if name.kind == "city" and (
            _IN.search(lead) or _AT_BODY.search(view.slice(max(view.start, name.start - 45), name.start))
        ):
            return Place(name.name, name.code, (name, *_behind(view, name)))
        if (
            name.kind == "country"
            and name.form != "adjective"
            and _INSIDE.search(lead)
            and not _modifies(view, name)
        ):
            town = lexicon().capitals.get(name.name) == name.code  # "in Singapore"
            return Place(name.name if town else None, name.code, (name,))
        if (
            name.kind in ("organization", "phrase")
            and _AT.search(lead)
            and not lead.endswith(("by ", "by the "))
        ):
            hosted = _host(view, name)
            if hosted is not None:
                return hosted
    return Place()


def _modifies(view: View, name: Name) -> bool:
    """Whether a country's name only modifies the noun behind it ("in Israel studies")."""
    following = view.slice(name.end, name.end + 9)
    return re.match(r" [a-z]", following) is not None and _NO_NOUN.match(following) is None


def _behind(view: View, name: Name) -> tuple[Name, ...]:
    """The country right behind a city: "Hsinchu, Taiwan"."""
    index = view.names.index(name) + 1
    if (
        index < len(view.names)
        and view.names[index].kind == "country"
        and view.slice(name.end, view.names[index].start) in (", ", " ", " (")
    ):
        return (view.names[index],)
    return ()


def _host(view: View, name: Name) -> Place | None:
    """The place that a host's name tells ("at … University, Mozambique"), or a city that the lexicon does
    not know."""
    inner = next((each for each in name.nested if each.kind == "city"), None)
    behind = _behind(view, name)
    index = view.names.index(name)
    following = view.names[index + 1] if index + 1 < len(view.names) else None
    in_city = (
        following is not None
        and following.kind == "city"
        and re.fullmatch(r",? (?:in )?", view.slice(name.end, following.start))
    )
    if in_city and following is not None:
        return Place(following.name, following.code, (name, following))
    within = (
        following
        if following is not None
        and view.slice(name.end, following.start) in (" in ", " of ")
        and following.kind == "country"
        else None
    )
    country = behind[0] if behind else within
    lead = view.slice(max(view.start, name.start - 4), name.start)
    if name.kind == "phrase":
        if not lead.endswith("in ") or _UNKNOWN_CITY.fullmatch(name.name) is None or name.head is not None:
            return None
        if any(word.casefold() in _NO_PLACE for word in name.name.split()):
            return None  # "advances in Science"
        return Place(name.name, country.code if country else None, (name, *((country,) if country else ())))
    code = (
        country.code
        if country is not None
        else (inner.code if inner is not None else (codes(name) or (None,))[0])
    )
    if inner is None and code is None:
        return None
    return Place(inner.name if inner is not None else None, code, (name, *((country,) if country else ())))


def zone(view: View, span: tuple[int, int]) -> tuple[int, int]:
    """The stretch around ``span`` whose names may take part: its clause, lists behind it included."""
    left, _ = view.clause(*span)
    if left > view.start and FINITE.search(view.reading.text, view.start, left) is None:
        left = view.start  # "A, director of …, and B, rector of …, visited"
    for stop in _ENDS_ZONE.finditer(view.reading.text, span[1], view.end):
        listed = stop[0].startswith(", and ")  # "…, the rector, A, and the ambassador, B": no clause
        if not listed or FINITE.search(view.reading.text, stop.end(), view.end) is not None:
            return min(left, span[0]), stop.start()
    return min(left, span[0]), view.end


def countries_named(
    view: View, span: tuple[int, int], place: Place, around: tuple[int, int]
) -> tuple[str, ...]:
    """The countries that are said to take part, and where it is unless the event is a worldwide body's."""
    left, right = around
    found: dict[str, None] = {}
    there = left  # where a list of places ends
    for name in view.between(left, right):
        lead = view.slice(max(view.start, name.start - 12), name.start)
        listed = there > left and _LISTED.fullmatch(view.slice(there, name.start)) is not None
        if (
            name in place.names
            or name.kind == "city"
            or (name.kind == "country" and name.form != "adjective" and (listed or _THERE.search(lead)))
        ):
            there = name.end
            continue
        if name.kind == "phrase" and (name.head or "").startswith("organization"):
            name = view.reading.meant(name)
        found.update(dict.fromkeys(codes(name)))
    for person in view.people:
        if person.country and left <= person.start < right:
            found[person.country] = None
    found.update(dict.fromkeys(both(view, view.start, view.end)))
    if place.country and not _worldwide(view, span):
        found[place.country] = None
    return tuple(found)


def _worldwide(view: View, span: tuple[int, int]) -> bool:
    """Whether the event is one of an international body."""
    return any(name.form == "known" and not name.countries for name in view.between(*span, "organization"))


def with_home(
    view: View, found: tuple[str, ...], span: tuple[int, int], place: Place, bilateral: bool
) -> tuple[str, ...]:
    """``found`` with the page's own country or countries where the statement leaves them to be understood."""
    home = view.reading.home
    if not home or (place.country and place.country not in home and not set(found) & set(home)):
        return found
    if _worldwide(view, span):
        return found
    titled = len(home) == 2 and view.reading.titled_states.issuperset(home)
    if (bilateral or titled) and set(found) <= set(home):
        return home if len(home) == 2 or not found else found
    return found if home[0] in found else tuple(dict.fromkeys((*found, *home[:1])))
