"""What a figure measures, in a few words of the text."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipelines.facts.observations import counted
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation, word_set
from pipelines.mentions.mention import Mention
from pipelines.mentions.points import MONTHS

_MOST = 12  # words
_FEWEST = 2  # words that say what is measured
# The full stop of "U.S." or "St." ends nothing.
_STOP = re.compile(
    r"[;:()\[\]]|\s[–—-]\s|,\s|(?<![A-Z])(?<!\bSt)\.\s|(?<!\.[A-Z])\.$|\s(?:and|of whom|of which|to)\s+(?=\d)"
)
_BREAK = re.compile(r"[,;:]\s|[()\[\]]\s*|\s[–—-]\s")
_NOUN_INSIDE = re.compile(r"[^\W\d_]{3,}[^\d]*$")
_PER_CENT = re.compile(r"\bper\s?cent\Z")
_NEAR = 140
_LEAD = 300  # letters looked at before a figure
_LEADING = frozenset(
    {
        "in",
        "by",
        "and",
        "at",
        "during",
        "since",
        "ago",
        "later",
        "on",
        "as",
        "to",
        "respectively",
        "under",
        "than",
        "compared",
        "when",
        "while",
    }
)
_CHANGE = re.compile(
    rf"\s(?:(?:has|have|had|will)\s)?(?:[a-z]+ly\s)?{alternation('qualifiers', 'changes')}"
    r",?\s(?:from|to|by)\s"
)
_COMPARED = re.compile(r"\b(?:compared\s(?:to|with)|against|versus|(?:up|down)\sfrom)\s(?:the\s)?\Z")
_OF_SORT = frozenset({"in", "from", "with", "by", "at", "on", "for"})
_OF_THEM = frozenset({"of them", "of these", "of those", "of which", "of whom"})
_SCALES = word_set("scales")
_COORDINATED = re.compile(r"\s(?P<own>(?:\S+\s){0,3}?)(?:and|or)\s\Z")


def measure(view: View, figure: Mention, unit: str | None) -> str:
    """What is measured: what follows the figure up to the next break, else what leads to it."""
    if counted.bracketed(view, figure):
        return _with(unit, _last_part(view.slice(max(view.start, figure.start - _LEAD), figure.start - 1), 1))
    shared = _shared(view, figure, unit)
    if shared is not None:
        return shared
    number_of = _number_of(view, figure)
    if number_of:
        return number_of
    words = _after(view, figure.end)
    inside = _NOUN_INSIDE.search(view.slice(figure.start, figure.end))
    bare = figure.kind == "count" and _is_bare(view, figure, unit)
    if inside is not None and (bare or _PER_CENT.search(inside[0])):
        inside = None
    if figure.kind == "count" and inside is None and _says_which(words):
        return _with(unit, words)  # "7 projects, 3 in physics and 2 in biology"
    if len(words) >= _FEWEST and words[0].lower() not in _LEADING:
        if figure.kind == "count" and inside is None:
            return _with(unit, words)
        words = words[1:] if inside is None and words[0] == "of" else words
        return " ".join([*(inside[0].split() if inside else ()), *words]).strip(" ,.")
    left, _ = view.clause(figure.start, figure.end)
    if counted.in_a_row(view, figure):
        return " ".join(inside[0].split()) if inside else unit or ""
    opens = view.slice(figure.start - 1, figure.start) == "("
    before = view.slice(max(left, figure.start - _LEAD), figure.start)
    if _COMPARED.search(before) and (other := _last_like(view, figure)) is not None:
        return measure(view, other, unit)
    changed = _CHANGE.search(before)  # "the share of women rose from 12 % in 2010 to 27 %"
    before = before[: changed.start()] if changed is not None else before
    lead = _last_part(before, 1 if opens else _FEWEST)
    if len(lead) < _FEWEST:
        lead = [*lead, *words]
    return _with(None if figure.kind != "count" else unit, lead, behind=True) or (unit or "")


def _is_bare(view: View, figure: Mention, unit: str | None) -> bool:
    """Whether a count's own words do not say what it counts: "five in engineering"."""
    noun = (unit or "").split()[-1:]
    return not noun or noun[0].lower()[:4] not in view.slice(figure.start, figure.end).lower()


def _says_which(words: list[str]) -> bool:
    """Whether the words behind a bare number tell its sort by a field or place, not by its time."""
    if len(words) < _FEWEST or words[0] not in _OF_SORT:
        return False
    return not any(map(str.isdigit, words[1][:1])) and words[1].lower().rstrip(".,") not in MONTHS


def _last_like(view: View, figure: Mention) -> Mention | None:
    """The figure of the same sort right before ``figure``, which it is compared with."""
    before = view.mentions[: bisect_left(view.mentions, figure.start, key=lambda mention: mention.start)]
    like = [each for each in before if each.kind == figure.kind]
    return like[-1] if like and like[-1].kind != "count" else None


def _number_of(view: View, figure: Mention) -> str:
    """The words from "number of" up to a figure that stands alone: "the number of labs in Peru is 12"."""
    if figure.kind != "count" or any(map(str.isalpha, view.slice(figure.start, figure.end))):
        return ""
    lead = view.slice(max(view.start, figure.start - _NEAR), figure.start)
    at = lead.lower().rfind("number of ")
    return " ".join(lead[at:].split()[:_MOST]).strip(" ,.:(") if at >= 0 else ""


def _after(view: View, end: int) -> list[str]:
    after = view.slice(end, min(view.end, end + _LEAD))
    stop = _STOP.search(after)
    words = (after[: stop.start()] if stop else after).split()[:_MOST]
    if words and words[0].lower() in _SCALES:
        words = words[1:]
    return words[2:] if " ".join(words[:2]).lower() in _OF_THEM else words


def _last_part(text: str, fewest: int = _FEWEST) -> list[str]:
    """The words of the last part of ``text`` between breaks that says something; all where none does."""
    parts = [part.split() for part in _BREAK.split(text.lstrip(" \t•*–—-"))]
    parts = [part for part in parts if any(map(str.isalpha, "".join(part)))] or parts
    said = [part for part in parts if len(part) >= fewest] or [part for part in parts if part]
    return said[-1][-_MOST:] if said else []


def _shared(view: View, figure: Mention, unit: str | None) -> str | None:
    """The measure of "38 Thai and 41 Lao scientists stayed": its own adjective, then what both share."""
    if figure.kind != "count" or figure.unit is None or figure.unit in view.slice(figure.start, figure.end):
        return None
    after = bisect_left(view.mentions, figure.end, key=lambda mention: mention.start)
    following = view.mentions[after] if after < len(view.mentions) else None
    if following is None or following.unit != figure.unit:
        return None
    between = _COORDINATED.match(view.slice(figure.end, following.start))
    if between is None or between["own"].split(" ")[0] in _OF_SORT:
        return None
    return _with(unit, [*between["own"].split(), *(unit or "").split(), *_after(view, following.end)][:_MOST])


def _with(unit: str | None, words: list[str], behind: bool = False) -> str:
    """``words`` with the thing counted, unless they name it."""
    own = unit is not None and unit.split()[-1] not in (word.lower() for word in words)
    added = (unit or "").split() if own else []
    return " ".join([*words, *added] if behind else [*added, *words]).strip(" ,.(")
