"""A project's fact: who carries it out, who pays and when it runs, by its sentence and the next."""

from __future__ import annotations

import re

from pipelines.facts.build import make
from pipelines.facts.fact import Fact
from pipelines.facts.place import bodies, own_country, states
from pipelines.facts.project_payers import funder_of, payer, qualified
from pipelines.facts.project_terms import term
from pipelines.facts.reading import View

CARRYING = "projects.carrying"
_BEGINS = 4
# What may stand before its name where the sentence is about the project: "An EU-funded project called …".
_SUBJECT = re.compile(
    r"(?:An?|The|This|One)\s(?:[\w'’-]+\s){1,6}?projects?,?\s(?:called|named|entitled|titled|known\sas)?\s?"
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
    if rule == "project.is" and funder is None:
        funder = qualified(view, anchor[1])
    period, date = term(view, anchor) if rule != "project.listed" else (None, None)
    partners, countries = ((), _own_states(view, anchor)) if alone else _parties(view, anchor, rule)
    slots = {
        "code": code,
        "title": title,
        "organizations": tuple(body for body in partners if body != funder),
        "countries": countries,
        "funder": funder,
        "period": period,
    }
    return make(view, "project", rule, slots, anchor, (date,), status="actual")


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
    nations = states(view, max(view.start, anchor[0] - 45), anchor[0])  # "a German-Kenyan project called …"
    named = [code for line in lines for code in states(line, max(anchor[1], line.start), line.end)]
    countries = tuple(dict.fromkeys((*nations, *named))) or states(view, view.start, anchor[0])
    home = own_country(view.reading)
    if countries and home and "EU" not in view.reading.home and home not in countries:
        countries = (home, *countries)  # a project with partners abroad is the page's country's, too
    return tuple(dict.fromkeys(after)) or bodies(view, view.start, anchor[0]), countries


def _more(view: View) -> list[View]:
    """The next sentence, where it begins with the project's partners or goes on about "the project"."""
    following = view.reading.views[view.index + 1 : view.index + 2]
    return [each for each in following if each.block == view.block and _GOES_ON.match(each.text)]


# How a project is told: by a code or title of its own; by a name beside the word, or as one of a list.
