"""A project's fact: who carries it out, who pays and when it runs, by its sentence and the next."""

from __future__ import annotations

import re

from pipelines.facts.build import make
from pipelines.facts.context_lines import announcer
from pipelines.facts.fact import Fact
from pipelines.facts.place import bodies, own_country, states
from pipelines.facts.projects.payers import funder_of, payer, qualified
from pipelines.facts.projects.sequel import partners_later, payer_later, sequel, term_later
from pipelines.facts.projects.terms import behind, term
from pipelines.facts.reading import View

CARRYING = "projects.carrying"
_BEGINS = 4
# What may stand before its name where the sentence is about the project: "An EU-funded project called …".
_SUBJECT = re.compile(
    r"(?:An?|The|This|One)\s(?:[\w'’-]+\s){1,6}?projects?,?\s(?:called|named|entitled|titled|known\sas)?\s?"
)
_OF_SEVERAL = ("project.listed", "project.item")
_WITH_PARTNERS = re.compile(
    r"\b(?:with|of)\s(?:[a-z]+\s){0,2}?(?:partners|colleagues|universities|institut\w+|teams|researchers)\s(?:in|from)\b"
)
_UNION = re.compile(r"\b(?:European (?:Union|Commission)|EU|EC)\b")
_MARKS = frozenset("\"“”«»„'‘’")
_EU_PAID = re.compile(r"\bEU-(?:co-)?(?:funded|financed|supported|sponsored)\b")
_RUNNING = re.compile(
    r"\b(?:running|runs?|ran|implement(?:s|ed|ing)?|carr(?:y|ies|ied|ying)\sout|coordinat(?:e|es|ed|ing)|leads?|led|leading|"
    r"conduct(?:s|ed|ing)?|launch(?:ed|es)?|started|pursu(?:e|es|ed|ing)|execut(?:e|es|ed|ing))\s(?:together\s)?"
    r"(?:(?:the|an?|their|its|of)\s)?(?:(?:joint|new|common|first|international|EU-funded)\s)*(?:project\s)?[\"“«]?$"
)
_CLOSE = 60  # "the X project (2013-2016) was coordinated by …"
_BRACKET = re.compile(r"\s?\([^)]{2,80}\)")
_FURTHER = re.compile(r"(?:,|;|\sand)\s(?:and\s)?[\"“«]|,\s(?:each|all)\b")
_GOES_ON = re.compile(
    r"(?:The\s)?(?:[Pp]roject\s)?(?:[Pp]artners?|[Cc]oordinat(?:or|"
    r"ed)|[Cc]onsortium|[Pp]articipants|[Ii]mplemented|[Ff]unded)\b|"
    r"(?:It|The\sproject)\s(?:is|was)\s(?:coordinated|implemented|"
    r"carried|funded|financed|led)\b"
)


def project(view: View, code: str | None, title: str | None, anchor: tuple[int, int], rule: str) -> Fact:
    """The project that ``anchor`` names, with all that its sentence and the next say of it."""
    carried = view.words(CARRYING, anchor[1], min(view.end, anchor[1] + _CLOSE))
    begins = (
        anchor[0] - view.start <= _BEGINS or _SUBJECT.fullmatch(view.slice(view.start, anchor[0])) is not None
    )
    alone = rule == "project.listed" or (rule == "project.named" and not carried and not begins)
    funder = (payer(view, anchor) if rule == "project.listed" else None) if alone else funder_of(view, anchor)
    if rule == "project.coded" and funder is None:
        funder = funder_of(view, (view.start, view.start)) or _announced(view)
    if rule == "project.is" and funder is None:
        funder = qualified(view, anchor[1])
    period, date = term(view, anchor) if rule != "project.listed" else behind(view, anchor)
    if date is not None and code and view.slice(date.start, date.end) in code:
        period, date = None, None  # "2018-1-IT02-KA203"
    partners, countries = _before(view, anchor) if alone else _parties(view, anchor, rule)
    later = sequel(view) if rule not in _OF_SEVERAL else []
    if later:
        funder = funder or payer_later(later)
        period, date = (period, date) if period is not None else term_later(later)
        bodies_later, states_later = partners_later(later)
        partners = tuple(dict.fromkeys((*partners, *bodies_later)))
        countries = tuple(dict.fromkeys((*countries, *states_later)))
    inside = {name.called for name in view.names if _quoted(view, name.start, name.end)}
    if funder and _UNION.search(funder) and len(countries) > 1:
        countries = tuple(each for each in countries if each != "EU")  # who only pays is no partner
    slots = {
        "code": code,
        "title": title,
        "organizations": tuple(
            body for body in partners if body not in (funder or "") and body not in inside
        ),
        "countries": countries,
        "funder": funder,
        "period": period,
    }
    return make(view, "project", rule, slots, anchor, (date,), status="actual")


def _announced(view: View) -> str | None:
    """Who pays by the line over a list of grants: "European Union, under grant agreements:"."""
    above = announcer(view) if view.kind == "item" else None
    named = (
        [name for name in above.names if name.kind in ("organization", "programme") or name.code == "EU"]
        if above
        else []
    )
    return named[0].full or named[0].name if named else None


def _quoted(view: View, start: int, end: int) -> bool:
    """Whether what stands there is in quotation marks: a title, not who carries it out."""
    return view.slice(start - 1, start) in _MARKS and view.slice(end, end + 1) in _MARKS


def _before(view: View, anchor: tuple[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who runs it, where its name stands behind the verb: "A and B have been running the X project"."""
    own = _own_states(view, anchor)
    if _RUNNING.search(view.reading.text, max(view.start, anchor[0] - 60), anchor[0]) is None:
        return (), own
    led = bodies(view, view.start, anchor[0])
    return led, tuple(dict.fromkeys((*(states(view, view.start, anchor[0]) if led else ()), *own)))


def _own_states(view: View, anchor: tuple[int, int]) -> tuple[str, ...]:
    """The countries that stand in a project's name or in brackets behind it: "BEECH (Peru, Chile)"."""
    behind = _BRACKET.match(view.reading.text, anchor[1], view.end)
    return tuple(dict.fromkeys((*view.states(*anchor), *(states(view, *behind.span()) if behind else ()))))


def _parties(view: View, anchor: tuple[int, int], rule: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The bodies and countries that take part: those after the title; where it stands last, those before."""
    if rule == "project.described":
        home = own_country(view.reading)
        return bodies(view, view.start, view.end), tuple(
            dict.fromkeys((*view.states(), *((home,) if home else ())))
        )
    behind = _BRACKET.match(view.reading.text, anchor[1], view.end) if rule == "project.titled" else None
    if (
        behind is not None
        and (own := states(view, *behind.span()))
        and _FURTHER.match(view.reading.text, behind.end())
    ):
        return bodies(view, *behind.span()), own  # one of a row: "“A” (Chile), “B” (Peru)"
    lines = [view, *_more(view)]
    after = [body for line in lines for body in bodies(line, max(anchor[1], line.start), line.end)]
    joined = _WITH_PARTNERS.search(view.text, 0, anchor[0] - view.start)
    lead = view.start + joined.start() if joined else max(view.start, anchor[0] - 45)
    nations = states(view, lead, anchor[0])  # "a German-Kenyan project called …"
    named = [code for line in lines for code in states(line, max(anchor[1], line.start), line.end)]
    told = dict.fromkeys((*nations, *named))
    if len(told) > 1 and _EU_PAID.search(view.text):
        told.pop("EU", None)  # who only pays is no partner
    countries = tuple(told) or states(view, view.start, anchor[0])
    home = own_country(view.reading)
    if countries and home and "EU" not in view.reading.home and home not in countries:
        countries = (home, *countries)  # a project with partners abroad is the page's country's, too
    return tuple(dict.fromkeys(after)) or bodies(view, view.start, anchor[0]), countries


def _more(view: View) -> list[View]:
    """The next sentence, where it begins with the project's partners or goes on about "the project"."""
    following = view.reading.views[view.index + 1 : view.index + 2]
    return [each for each in following if each.block == view.block and _GOES_ON.match(each.text)]


# How a project is told: by a code or title of its own; by a name beside the word, or as one of a list.
