"""When a programme runs: what stands beside its name, and what its sentence and the next say of it."""

from __future__ import annotations

import re

from pipelines.facts.attach import date_near, remark
from pipelines.facts.build import edtf
from pipelines.facts.naming import said_before
from pipelines.facts.programmes.programme import HEAD_WORD, Programme
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

# What may stand between a name and the term it has: "(2007-2013)", "for 2007-2013", "for the period of …".
_TERM = re.compile(
    rf"[\"”»'\s]*(?:{HEAD_WORD}s?)?\s*"
    r"(?:\([\w&+./-]{2,15}\))?[\"”»'\s]*(?:\((?:for\s|in\s|"
    r"since\s)?|,?\s?for\s+(?:the\s+)?(?:period\s+|years\s+)?(?:of\s+)"
    r"?)?\s*$"
)
_BOUND = re.compile(r"\b(?:by|as of|before|prior to|at)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)  # "fell between 2014 and 2017": no term
BEGUN = re.compile(
    r"(?:\s(?:partnership|network|facility|platform|fund|scheme))?(?:\s\([^)]*\))?"
    r"(?:\s(?:of|between)\s(?:the\s)?[A-Z][^,.;:()]{3,90}?)?"
    rf"(?:,\s(?:{alternation('programmes', 'calling')}\s[^,.;]{{2,40}},|"
    r"(?:an?\s|the\s|(?:run|managed|administered|funded|financed|coordinated)\sby\s)[^,;:]{3,90}?,?))?,?\s(?:(?:which\s)?(?:was|were|is|has\sbeen|"
    rf"will\sbe)\s+(?:\w+\s+)?)?(?i:{alternation('programmes', 'beginning')})\b"
)
# The next sentence goes on about the programme: "It runs from …", "Since 2005, it …".
_IT = re.compile(
    r"(?:(?:Since|From|Between|In)\s[^,]{4,30},\s)?(?:[Ii]t|[Tt]h(?:e|"
    r"is)\s(?:programme|program|scheme|initiative|fellowship))\b"
)
_RUNS = re.compile(
    r"\b(?:run|runs|ran|lasts?|continues?|extended|operates?|valid|ends?|in\sforce|scheduled)\b"
)
# "X, the programme for young chemists between 2014 and 2020", "X ran between …".
_TOLD = re.compile(rf"{_RUNS.pattern}|,\s(?:an?|the)\s[^,]*?{HEAD_WORD}\b")
_BELONGS = re.compile(r"\b(?:associated|associate|member)\b")  # since when a country is, not the programme
_AND = re.compile(r"[\"”»]?,?\s(?:and|or)\s")
_UNTIL = re.compile(
    r"\b(?:ran|runs|run|lasted|continued|continues|ended|ends|until|till|through)\b[^.;]{0,16}$"
)
_BESIDE = 45
_BY_WHOM = 75  # letters between "was set up" and when
_OPENS = 3  # letters before the date that a sentence begins with
_BENEATH = re.compile(
    r"\b(?:under|by|within|through|in|from|of|via|to|with|on|for)\s(?:the\s|its\s)?(?:[A-Z][^,;]{1,40}['’]s\s)?$"
)
_ENDED = re.compile(
    r"(?:\s(?:of|between)\s(?:the\s)?[A-Z][^,.;:()]{3,90}?)?(?:\s\([^)]*\))?(?:,\s(?:an?|the)\s[^,;:]{5,90},)?,?\s(?:(?:which\s)?(?:was|were|is|has|had|will\sbe|will)\s+(?:been\s)?(?:\w+\s+)?|which\s)?"
    r"(?:ended|ends|end|closed|concluded|expired|expires|expire|completed|finished|terminated|discontinued)\b"
)


def term(view: View, found: Programme, others: list[Programme]) -> tuple[str | None, Mention | None, bool]:
    """The time it runs, as EDTF, the date it is from, and whether that stands right beside the name."""
    text = view.reading.text
    for date in view.dates:
        if (
            date.start >= found.end
            and date.start - found.end < _BESIDE
            and _TERM.match(text[found.end : date.start])
        ):
            joined = (date.edtf or "").endswith("/..") and _BELONGS.search(
                view.slice(view.start, found.start)
            )
            if joined or _BOUND.match(text, date.start):
                return None, None, False  # "is associated to X since 2022"
            return edtf(date), date, True
    told = _told_next(view, found, others)
    if told is not None:
        return edtf(told), told, True
    near = date_near(view, found.start, found.end)
    if near is None or (found.group is not None and near.start < found.group[1]):
        return None, None, False
    if near.end <= found.start and text.startswith(")", near.end):
        return None, None, False  # "the A project (2018-2020), funded by the B programme"
    edge = _edge(view, found, near)
    if edge is not None:
        return edge, near, True
    if (near.edtf or "").endswith("/..") and near.start - view.start < _OPENS and near in view.framing:
        return edtf(near), near, False  # "Since 2009 both have funded the A programme"
    late = remark(view, found.end) if others[0] is found else None
    if late is not None and (late.edtf or "").endswith("/..") and near.edtf != late.edtf:
        return edtf(late), late, True
    if _AND.fullmatch(view.slice(found.end, max(found.end, near.start))):
        return None, None, False  # "the A programme, and since 2018 in B"
    if any(found.end <= each.start < near.start for each in others) or near.start < found.start - 30:
        return None, None, False
    lead = text[max(view.start, near.start - 8) : near.end]
    bounded = _BOUND.search(lead) or (
        _BETWEEN.search(lead) and not _TOLD.search(text, found.end, max(found.end, near.start))
    )
    bounded = bounded or ((near.edtf or "").endswith("/..") and _BELONGS.search(view.text))
    spans = "/" in (near.edtf or "") and not bounded and not _told_of_more(view, found, near)
    return (edtf(near), near, False) if spans else (None, None, False)


def _told_of_more(view: View, found: Programme, date: Mention) -> bool:
    """Whether the time is that of what is done under it: "With money from X, they work until …"."""
    beneath = _BENEATH.search(view.reading.text, view.start, found.start)
    return beneath is not None and "," in view.slice(found.end, max(found.end, date.start))


def _until(view: View, begins: Mention) -> str:
    """The term from ``begins`` on, with the end that the sentence goes on to give: "… and ran until 2021"."""
    first = begins.edtf or ""
    last = next((date for date in view.dates if date.start > begins.end), None)
    if last is not None and _UNTIL.search(view.slice(begins.end, last.end)):
        end = (last.edtf or "").split("/")[-1]
        if end[:4].isdigit() and end[:4] >= first[:4]:
            return f"{first}/{end}"
    return f"{first}/.."


def _edge(view: View, found: Programme, near: Mention) -> str | None:
    """The term where ``near`` is its beginning or end: "launched the A programme in 2019"."""
    if "/" in (near.edtf or "/"):
        return None
    text = view.reading.text
    before = said_before(view, "programmes.beginning", (found.group or (found.start, 0))[0])
    opens = near.start - view.start < _OPENS + len("In ") and near in view.framing
    if before and (opens or 0 <= near.start - found.end < _BESIDE):
        return f"{near.edtf}/.."
    begun = BEGUN.match(text, found.end, view.end)
    if begun and 0 <= near.start - begun.end() < _BY_WHOM:
        return _until(view, near)
    ended = _ENDED.match(text, found.end, view.end)
    if ended is None or not 0 <= near.start - ended.end() < _BESIDE:
        return None
    # "The A project, funded under B, ended in 2014" says nothing of B.
    elsewhere = ended[0].rpartition(")")[2].startswith(",") and _BENEATH.search(text, view.start, found.start)
    return None if elsewhere else f"../{near.edtf}"


def _told_next(view: View, found: Programme, others: list[Programme]) -> Mention | None:
    """The term that the next sentence gives: "It runs from 2014 to 2020."."""
    following = view.reading.views[view.index + 1] if view.index + 1 < len(view.reading.views) else None
    if following is None or following.block != view.block or not (len(others) == 1 or others[0] is found):
        return None
    for date in following.dates:
        spans = "/" in (date.edtf or "") and not _BOUND.match(view.reading.text, date.start)
        open_end = (date.edtf or "").startswith("..") and not _RUNS.search(following.text)
        if spans and not open_end and _IT.match(following.text):
            return date
    return None


def joined(one: object, other: object) -> str | None:
    """A beginning and an end that two places tell, as one term: "1987/.." and "../1999"."""
    for first, last in ((str(one), str(other)), (str(other), str(one))):
        if first.endswith("/..") and last.startswith("../") and first[:4] <= last[3:7]:
            return f"{first[:-3]}/{last[3:]}"
    return None
