"""Where a body is and whose it is: the countries of an institution."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipelines.facts.home import codes
from pipelines.facts.institutions.body import Body
from pipelines.facts.institutions.names import group
from pipelines.facts.parties import listed, subjects
from pipelines.facts.place import both_countries, canonical, is_wide, of_no_country, own_country, title
from pipelines.facts.reading import View
from pipelines.mentions.name import Name

_ASIDE = (
    r"(?:\s*\([^)]{0,160}\)|\s(?:in|at)\s[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){0,3}|,[^,;.]{0,90},|"
    r",?\s(?:known|abbreviated)\sas\s\S+(?:\s\([^)]{0,160}\))?,?)*"
)
IS = re.compile(
    rf"{_ASIDE},?\s+(?:is|was|are|were|serves\sas|acts\sas|functions\sas)"
    r"\s+(?:also\s+|now\s+)?(?:a|an|the|one\sof\sthe|[A-Z]\w+'s)\s+(?:(?!the\b|"
    rf"of\b|for\b|in\b|to\b|partner|member)[\w'&,.“”\"-]+\s+){{0,7}}?"
    r"(?P<noun>(?P<authority>ministry|department|secretariat|directorate|office)|organi[sz]ations?|agency|centres?|centers?|laborator(?:y|"
    r"ies)|institutes?|institutions?|networks?|consortium|facilit(?:y|"
    r"ies)|observatory|universit(?:y|ies)|foundation|fund|forum|"
    r"association|alliance|body|unit|society|school|hub|college|partnership|committee|commission|council|platform|"
    r"academy|union|infrastructure|"
    # an apparatus that is somewhere, or run by somebody
    r"(?:telescope|collider|accelerator|synchrotron|(?:light|neutron)[\s-]source)"
    r"(?=[^;]{0,60}\b(?:located|situated|based|under\sconstruction|operated|hosted|opened|inaugurated)\b))\b(?!\s(?:of\schoice|observer|member)"
    r")",
    re.IGNORECASE,
)  # fmt: skip
_SPREAD = ("organization", "network", "commission", "other")
_FOUNDED_BY = re.compile(r"(?:\s(?:in|on)\s[\w\s,]{4,20}?)?,?\s(?:jointly\s)?by\s(?:the\s)?")
_NEAR = 60
_SEATED = re.compile(
    r"(?:\b(?:is|was|organi[sz]ation|network|body|agency|association|union)|,)\s"
    r"(?:based|headquartered|located|seated|hosted)\s(?:in|at|by)\b|"
    r"\b(?:headquarters|seat|secretariat)\s(?:is\s|are\s)?(?:in|at)\b"
)
_LIKENED = re.compile(
    r"\b(?:model(?:led|ed)?\s(?:\w+\s)?(?:on|of|after)|similar\sto|like|unlike|inspired\sby|named\safter|"
    r"(?:succeeds|succeeded|succeeding|replaces|replaced|replacing|successor\s(?:of|to)))\s(?:the\s)?\Z"
)
_BESIDE = re.compile(r"(?:(?:\s\([^)]*)?\))?(?:,|,?\sand|,?\sas\swell\sas)\s(?:the\s)?")
_AT = re.compile(
    r"(?:\s\([^)]{1,20}\))?(?:\s(?:in|on)\s(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?:\d{1,2},\s)?\d{4},?)?\s?\b(?:at|in)\s(?:the\s)?"
)


def countries_of_body(view: View, body: Body, anchor: tuple[int, int]) -> tuple[str, ...]:
    """Whose it is; else its founders' countries and where it is; else the page's own."""
    where = _where(view, body, anchor)
    if body.countries:
        return tuple(
            dict.fromkeys((*body.countries, *where, *_keepers(view, body), *_founders(view, body, anchor)))
        )
    wide = body.kind in _SPREAD and _wide(view, body)
    if wide and body.kind != "commission" and " by " not in view.slice(anchor[0], view.end):
        return _states_before(view, body, anchor)  # nobody's but its founders'
    named: dict[str, None] = {}
    located: dict[str, None] = {}
    for name in view.names:
        if not name.code or body.start <= name.start < body.end:
            continue
        if _of_act(view, name):
            continue
        if name.is_state and name.form != "adjective":
            named[name.code] = None
        elif name.kind == "city" and name.start >= min(body.start, anchor[0]):
            located[name.code] = None  # not where something else took place before
    if not named:
        located |= dict.fromkeys(
            (
                *_keepers(view, body),
                *_founders(view, body, anchor),
                *(() if wide or is_wide(body.name or "") else where),
            )
        )
    if not named:
        called = view.between(view.start, view.end, "country")
        named = {name.code: None for name in called if name.code and not located and not _of_act(view, name)}
    members = group(body.name or "")
    if named or members:
        return tuple(dict.fromkeys((*named, *located))) if named else members
    if wide:
        return tuple(located)
    return _at_home(view, body, located)


def _of_act(view: View, name: Name) -> bool:
    """Whether a name only says whose an act is: "Decision (EU) 2017/1213"."""
    return name.code == "EU" and view.slice(name.start - 1, name.end + 1) == "(EU)"


def associated(view: View, body: Body) -> tuple[str, ...]:
    """The other bodies of the sentence; not what it is only likened to, nor one that stands beside it."""
    found: dict[str, str] = {}
    without: set[str] = set()
    named = view.between(*_part(view, body), "organization")
    chain = _chain(view, body, named)
    for name in named:
        if name.start in chain or _LIKENED.search(
            view.slice(max(view.start, name.start - _NEAR), name.start)
        ):
            without.add(canonical(name))
        found.setdefault(canonical(name), title(view.reading, name))
    return tuple(each for key, each in found.items() if key not in without and each != body.name)


def _part(view: View, body: Body) -> tuple[int, int]:
    """The part of the sentence between semicolons that the body stands in."""
    first = view.reading.text.rfind(";", view.start, body.start) + 1
    last = view.reading.text.find(";", body.end, view.end)
    return max(first, view.start), last if last >= 0 else view.end


def _chain(view: View, body: Body, named: Sequence[Name]) -> set[int]:
    """Where the bodies stand that are items of one list with ``body``: "home to the A, the B and the C"."""
    spans = sorted({(body.start, body.end), *((name.start, name.end) for name in named)})
    joined = [_BESIDE.fullmatch(view.slice(one[1], other[0])) is not None for one, other in pairwise(spans)]
    at = spans.index((body.start, body.end))
    first = last = at
    while first and joined[first - 1]:
        first -= 1
    while last < len(joined) and joined[last]:
        last += 1
    return {start for start, _ in spans[first : last + 1] if start != body.start}


def _at_home(view: View, body: Body, located: Mapping[str, None]) -> tuple[str, ...]:
    """The page's own country or both, for a body of which the sentence tells at most where it is."""
    if of_no_country(view.reading) and not located:
        return ()
    home = own_country(view.reading)
    both = both_countries(view.reading)
    if both and not body.known and set(located) <= set(both):
        return group(view.text) or both
    if located or body.known or not home or (len(view.reading.home) > 1 and "EU" in view.reading.home):
        return tuple(located) or group(view.text)
    return group(view.text) or (home,)


def _states_before(view: View, body: Body, anchor: tuple[int, int]) -> tuple[str, ...]:
    """The states that are said to set a body up: "India and France launched the … Alliance"."""
    if anchor[1] > body.start:
        return ()
    return tuple(each.code for each in subjects(view, view.start, anchor[0]) if each.code)


def _founders(view: View, body: Body, anchor: tuple[int, int]) -> tuple[str, ...]:
    """The countries of those who set it up, states or several bodies: "In 2008 France and Vietnam founded the
    University of …", "was founded by the CNRS and Kyoto University"."""
    if body.known:
        return ()
    if anchor[1] <= body.start:
        found = subjects(view, view.start, anchor[0])
    else:
        by = _FOUNDED_BY.match(view.reading.text, anchor[1], view.end)
        found = listed(view, by.end(), view.end) if by is not None else []
    several = len(found) > 1
    return tuple(
        code for each in found for code in ((each.code,) if each.code else each.countries if several else ())
    )


def _keepers(view: View, body: Body) -> tuple[str, ...]:
    """The countries of those who keep a body without a name of its own: "the Agency runs an office in …"."""
    if body.proper:
        return ()
    owners = view.between(view.start, body.start, "organization")
    return tuple(dict.fromkeys(code for name in owners for code in codes(name)))


def _wide(view: View, body: Body) -> bool:
    """Whether a body is of no one country: "European", "a pan-African network"; not if its seat is told."""
    called = IS.match(view.reading.text, body.end, view.end)
    told = (called.end() if called else body.end) + _NEAR
    if _SEATED.search(view.reading.text, body.end, min(view.end, told)):
        return False
    return is_wide(f"{body.name} {called[0] if called else ''}")


def _where(view: View, body: Body, anchor: tuple[int, int]) -> tuple[str, ...]:
    """The country that a body is in by what stands right after its name, after the verb told of it, or after
    its seat: "the X Hub at Y University", "was opened in 2010 in Hanoi", "has its seat in Bonn".
    """
    if body.known:
        return ()
    seats = view.words("institutions.seated", body.end, view.end) if anchor[1] > body.start else ()
    for end in (body.end, anchor[1], *(seat for _, seat in seats[:1])):
        place = _AT.match(view.reading.text, end, view.end)
        there = next((name for name in view.names if place and name.start == place.end()), None)
        if there is not None and codes(there):
            return codes(there)[:1]
    return ()
