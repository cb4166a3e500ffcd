"""When a project runs: what its sentence says of its beginning and end, and what the lines after it add."""

from __future__ import annotations

import re

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf
from pipelines.facts.naming import said_before
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

_BEGUN = "programmes.beginning"
_BEGINS = re.compile(
    rf"\b(?:{alternation('programmes', 'beginning')}|commenced|kicked\soff|starts|begins|ran|runs)\b"
    r"[^.;]{0,24}$"
)
_ENDS = re.compile(
    r"\b(?:ended|ends|end|continued|continues|lasted|lasts|ran|runs|run|finished|completed|concluded|closed|"
    r"extended|prolonged|and|until|till|to|through)\b[^.;]{0,32}$"
)
_OVER = re.compile(r"\b(?:ended|ends|finished|completed|concluded|closed|terminated)\b[^.;]{0,16}$")
# "The project implementation period is 2021-2023", "Duration of the project: 2018-2020".
_PERIOD = re.compile(
    r"(?:The\s|Its\s)?(?:[Pp]roject(?:'s)?\s)?(?:[a-z]+\s)?(?:[Pp]eriod|[Dd]uration|[Tt]erm|[Tt]imeframe|"
    r"[Yy]ears?\sof\simplementation)(?:\sof\s(?:the\s|this\s)?(?:project|implementation))?\s*(?:is|was|[:–—-])+\s*"
)
_EXTENDED = re.compile(
    r"\b(?:[Ii]t|[Tt]he\sproject)\b[^.;]*?\b(?:extended|prolonged|continued|ended|completed|ran)\b"
)
# What happened on a day within a project: its own term is told elsewhere.
_OTHERWISE = re.compile(
    r"\b(?:held|took\splace|taking\splace|met|meeting|visited|signed|presented|hosted|attended|gathered)\b"
)
_LINES = 3
_BEHIND = re.compile(
    r"[\"”»]?(?:\s(?:is\s|was\s)?[^.;,()]{0,60}?\bproject)?(?:\s\([A-Z][\w-]*\))?\s?\((?:[^()]{1,60}[,;]\s)?"
)
_BESIDE = re.compile(r"[\"”»]?\s?\((?:[^()]{1,40}[,;]\s)?")
_CLOSING = re.compile(r"\)\.?\s*$")


def term(view: View, anchor: tuple[int, int]) -> tuple[str | None, Mention | None]:
    """The term as EDTF and the date that it is from, for the project that ``anchor`` names."""
    both = _bracketed(view, anchor) or _from_to(view, anchor)
    if both is not None:
        return both
    names = [name for name in view.names if name.kind == "programme"]  # "(Horizon 2020)" is no time
    inside = [date for date in view.dates if any(name.start < date.start < name.end for name in names)]
    date = date_near(view, *anchor, exclude=inside)
    if date is None or date.start <= anchor[0] - 40:
        return _below(view)
    if _OTHERWISE.search(view.slice(min(anchor[1], date.end), max(anchor[1], date.start))):
        return _below(view)
    if "/" in (date.edtf or "/"):
        return edtf(date), date
    if _OVER.search(view.slice(min(anchor[1], date.start), date.start)):
        return f"../{date.edtf}", date
    between = sorted((anchor[1], date.start, anchor[0], date.end))
    begun = view.words(_BEGUN, between[0], between[-1]) or said_before(view, _BEGUN, anchor[0])
    return (_until(view, f"{date.edtf}/.."), date) if begun else (date.edtf, date)


def behind(view: View, anchor: tuple[int, int]) -> tuple[str | None, Mention | None]:
    """The years in brackets right behind one of several names: "ALDER (2018-2021), BIRCH and OAK"."""
    date = next((date for date in view.dates if date.start >= anchor[1]), None)
    own = date is not None and _BESIDE.fullmatch(view.slice(anchor[1], date.start)) is not None
    return (edtf(date), date) if own else (None, None)


def _bracketed(view: View, anchor: tuple[int, int]) -> tuple[str, Mention] | None:
    """The years in brackets right behind the name or the word, or at the end of a sentence without others.

    "The “Title” project (GIZ, 2011-2019)", "SUN is a project (2019-2022) led by …".
    """
    for date in view.dates:
        if date.start < anchor[1] or "/" not in (date.edtf or "") or ".." in (date.edtf or ""):
            continue
        lead = view.slice(anchor[1], date.start)
        if _BEHIND.fullmatch(lead) or (
            _CLOSING.match(view.text, date.end - view.start) and len(view.dates) == 1
        ):
            return date.edtf or "", date
    return None


def _from_to(view: View, anchor: tuple[int, int]) -> tuple[str, Mention] | None:
    """ "Began in May 2010 and ended in 2012": the two dates as one term."""
    later = [date for date in view.dates if date.start >= anchor[1]]
    if len(later) < 2:
        return None
    first, last = later[0], later[-1]
    start, end = (first.edtf or "").split("/")[0], (last.edtf or "").split("/")[-1]
    if ".." in (start, end) or not start[:4].isdigit() or not end[:4].isdigit() or start[:4] > end[:4]:
        return None
    begins = _BEGINS.search(view.slice(anchor[1], first.start))
    if begins is None or _ENDS.search(view.slice(later[-2].end, last.end)) is None:
        return None
    return _until(view, f"{start}/{end}"), first


def _until(view: View, period: str) -> str:
    """``period`` with the end that the next sentence gives ("It was extended until 2005")."""
    following = view.reading.views[view.index + 1 : view.index + 2]
    for line in following:
        if line.block == view.block and line.dates and _EXTENDED.search(line.text):
            end = (line.dates[-1].edtf or "").split("/")[-1]
            if end[:4].isdigit() and end[:4] >= period[:4]:
                return f"{period.split('/')[0]}/{end}"
    return period


def _below(view: View) -> tuple[str | None, Mention | None]:
    """The term that one of the next lines of the paragraph says of the project."""
    for line in view.reading.views[view.index + 1 : view.index + 1 + _LINES]:
        if line.block != view.block or (line.words("projects.head") and not _PERIOD.search(line.text)):
            break
        for found in _PERIOD.finditer(line.text):
            date = next((date for date in line.dates if 0 <= date.start - line.start - found.end() < 4), None)
            if date is not None:
                return edtf(date), date
    return None, None
