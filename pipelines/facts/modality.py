"""Whether a statement says that something is so, is planned, is proposed, or is not so.

The words that tell (``lexicon/words/modality.yml``) count where grammar lets them reach: before the anchor
inside
its clause, or in the verb right after it ("The third meeting … was being considered").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from pipelines.lexicon.words import alternation
from pipelines.mentions.triggers import Span, Triggers, find_triggers

_LINK = re.compile(r"(?:and|but|so|yet)\s")
# What was proposed before a finite past verb reaches no further: "Prospects … have been boosted by the
# signing of …".
_DONE = re.compile(r"\b(?:made|makes|making|far\sas|soon\sas)\s$")  # … possible
# "became the first Arab country to conclude …": it did.
_NTH = re.compile(
    r"\b(?:bec[ao]mes?|was|were|is|are)\s(?:[a-z]+\s)?the\s(?:first|second|third|fourth|fifth|only|last|latest|newest|"
    r"\d+(?:st|nd|rd|th)|[a-z-]+th)\s(?:[\w-]+\s){0,4}\Z"
)
_NTH_REACH = 90
_NUMBERING = re.compile(r"\.|\s?[A-Z]{0,4}-?\d")  # "agreement No 12", "No. 12"
_FINITE = re.compile(
    r"\b(?:has|have|had)\s+(?:also\s+)?(?:been\s+)?\w+ed\b|\b(?:was|were)\s+(?:also\s+)?\w+ed\b",
    re.IGNORECASE,
)
# "In order to …, they signed": what opens a sentence and ends with a comma says nothing of the main clause.
_ADVERBIAL = re.compile(
    r"(?:In order to|To|As|While|Although|Though|When|After|Before|If|Following|During|Since|With|Given|"
    r"Considering|Taking|Believing|Having|Being) [^,;]{5,160},\s"
)
# "The treaty, signed in 2001, is not in force": the main verb comes behind the aside.
_ASIDE = re.compile(r",\s\w+ed\s[^,;:()]{3,60},\s(?=(?:is|are|was|were|has|have|had|will|never)\b)")
# "They agreed that the next session would be held in …": decided, seen from then.
_DECIDED = alternation("modality", "decided")
_AGREED = re.compile(rf"\b{_DECIDED}\s+(?:\w+\s+){{0,2}}that\Z")
_ANNOUNCED = re.compile(rf"\b{_DECIDED}\b[^.;:]*\s(?:that\s)?(?:\S+\s){{1,5}}\Z")
# Where none of these stands, a statement is actual.
TELLING = frozenset(
    f"modality.{label}"
    for label in (
        *("negation", "negated_after", "proposed_before", "proposed_after"),
        *("planned_before", "planned_after", "talked_of"),
    )
)
_REACH_AFTER = 90
_NOT_REACH = 40


class Joints(NamedTuple):
    """Where a sentence comes apart, looked for once: the end of an adverbial that opens it (its beginning
    where none does), its breaks, and where what reaches forward stops."""

    opening: int
    breaks: list[Span]
    stops: list[int]


def joints(text: str, sentence: Span) -> Joints:
    """The joints of ``sentence``, a span of ``text``."""
    first, last = sentence
    adverbial = _ADVERBIAL.match(text, first, last)
    breaks: list[Span] = []
    stops: list[int] = []
    for mark in ";:(),":  # each found by itself: faster than one pattern for all
        at = text.find(mark, first, last)
        while at >= 0:
            spaced = at + 1 < last and text[at + 1].isspace()
            link = _LINK.match(text, at + 2, last) if mark == "," and spaced else None
            if mark in ";:(" or (mark == "," and spaced):
                stops.append(at)
            if link is not None:  # "…, and …"
                breaks.append((at, link.end()))
            elif spaced and mark in ";:)":
                breaks.append((at, at + 2))
            at = text.find(mark, at + 1, last)
    stops.sort()
    return Joints(
        adverbial.end() if adverbial is not None else first,
        sorted(breaks),
        _without_asides(text, sentence, stops) if len(stops) > 1 else stops,
    )


def _without_asides(text: str, sentence: Span, stops: list[int]) -> list[int]:
    """``stops`` without those around an aside: there what reaches forward does not stop."""
    passed = [found.span() for found in _ASIDE.finditer(text, *sentence)]
    if not passed:
        return stops
    return [stop for stop in stops if not any(start <= stop < end for start, end in passed)]


def clause(triggers: Triggers, sentence: Span, anchor: Span, at: Joints) -> Span:
    """The clause of ``sentence`` around ``anchor``: from the last break before it to the first after it."""
    left = at.opening if at.opening <= anchor[0] else sentence[0]
    for start, end in at.breaks:
        if left <= start and end <= anchor[0]:
            left = end
    ends = triggers.within("modality.clause_ends", left, anchor[0])
    if ends:
        left = ends[-1][1]
    stop = bisect_left(at.stops, anchor[1])
    right = at.stops[stop] if stop < len(at.stops) else sentence[1]
    for start, _ in triggers.within("modality.clause_ends", anchor[1], right):
        return left, start
    return left, right


# "They discussed the | opening of a branch", not "discussed the centre": what is at work already.
_TALKED_OF = re.compile(
    rf"\b{alternation('modality', 'talked_of')}\s(?:the\s|an?\s)?(?:possible\s|joint\s)?"
    r"(?:opening|establish|creat|launch|setting|organi[sz]|holding|conclu|signing|forming|formation|foundation)\w*\s"
)
_TALKED_REACH = 30


def status(text: str, triggers: Triggers, anchor: Span, clause: Span) -> str:
    """The status code of what ``anchor``, a span of ``text`` in ``clause``, says."""
    left, right = clause
    start, end = anchor
    reach = min(right, end + _REACH_AFTER)
    if _denied(text, triggers, left, anchor, reach):
        return "negated"
    after = _said(text, triggers, "modality.proposed_after", end, reach)
    if after:
        decided = _AGREED.search(text, max(0, left - _NOT_REACH), left) is not None
        return "planned" if decided and text[slice(*after[0])].lower() == "would" else "proposed"
    outer = _outer(text, triggers, left, start)
    if outer is not None:
        return outer
    if _TALKED_OF.search(text, max(left, start - _TALKED_REACH), min(right, start + _TALKED_REACH)):
        return "proposed"
    inside = triggers.within("modality.planned_before", start, end)
    if (inside and inside[0][0] == start) or triggers.within("modality.planned_after", end, reach):
        return "planned"
    return "actual"


def _outer(text: str, triggers: Triggers, left: int, start: int) -> str | None:
    """What the outermost word before ``start`` says: "is considering … to hold" is proposed, "will explore"
    is planned."""
    found = [
        (span[0], "planned" if _decided(text, span) else code)
        for code in ("proposed", "planned")
        for span in _said(text, triggers, f"modality.{code}_before", left, start)
    ]
    if not found:
        return None
    for finite in _FINITE.finditer(text, left, start):
        left = finite.start()
    return min([each for each in found if each[0] >= left], default=(0, None))[1]


def _decided(text: str, span: Span) -> bool:
    """Whether a "would" tells what was decided: "announced in May that it would contribute"."""
    return (
        text[slice(*span)].lower() == "would"
        and _ANNOUNCED.search(text, max(0, span[0] - 90), span[0]) is not None
    )


def _said(text: str, triggers: Triggers, label: str, start: int, end: int) -> list[Span]:
    """The words of class ``label`` in ``[start, end)``; "May" is a month, "made possible" happened, in
    "degree-seeking" nobody seeks."""
    return [
        span
        for span in triggers.within(label, start, end)
        if text[span[0] : span[1]] != "May"
        and text[span[0] - 1 : span[0]] != "-"
        and not _DONE.search(text, max(start, span[0] - 10), span[0])
        and not (text.startswith("to ", span[0]) and _NTH.search(text, max(0, span[0] - _NTH_REACH), span[0]))
    ]


def _denied(text: str, triggers: Triggers, left: int, anchor: Span, reach: int) -> bool:
    """Whether a "not" or "no" reaches the anchor."""
    if triggers.within("modality.negated_after", anchor[1], reach):
        return True
    harmless = triggers.within("modality.no_denial", left, anchor[0])
    for start, end in triggers.within("modality.negation", left, anchor[0]):
        numbering = _NUMBERING.match(text, end) and text[start:end].lower() == "no"
        if not numbering and not any(first <= start < last for first, last in harmless):
            return True
    return False


def status_in(sentence: str, start: int, end: int) -> str:
    """The status code of what ``sentence[start:end]`` says.

    >>> status_in("The Parties will sign a protocol.", 22, 32)
    'planned'
    """
    triggers, whole, anchor = find_triggers(sentence), (0, len(sentence)), (start, end)
    return status(sentence, triggers, anchor, clause(triggers, whole, anchor, joints(sentence, whole)))
