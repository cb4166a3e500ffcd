"""Whether an event took place, lies ahead, was only spoken of, or did not take place."""

from __future__ import annotations

import re

from pipelines.facts.events.entries import announced
from pipelines.facts.events.event import Event
from pipelines.facts.events.settings import behind_relative
from pipelines.facts.reading import View

_HAPPENS_WITHIN = 90
_HELD_WITHIN = 60
_PAST = re.compile(
    r",? (?:held|organi[sz]ed|hosted|conducted|convened) (?:in|on|at|by|from|between|during)\b"
)
_ANOTHER = re.compile(r"[.;]| and (?:the|its|their) (?:next|second|third|following)\b")
_INFINITIVE = re.compile(
    r"\bto (?:hold|host|organi[sz]e|conduct|convene|attend|arrange|stage|participate in|"
    r"take part in)\b[^,;]*$"
)
# Between an event and the verb that says it did not take place.
_STILL_ITS_SUBJECT = re.compile(
    r"(?:,? (?:which|that) (?:had been|was|were|is|are) [^,;.]{5,60},?|"
    r",? (?:originally |initially |first )?(?:planned|scheduled|due|set|to be held)\b[^,;.]{0,60},?|"
    r"(?: (?:in|on|of|with|between|for) [^,;.]{2,60})*|"
    r" (?:was|were|had been) (?:to|due|scheduled|planned)\b[^;]{5,90} but) "
)
# "visited Spain to attend the congress": the congress took place.
_CAME = re.compile(
    r"\b(?:visit(?:ed|ing)|travel+ed|went|came|arrived|was in|were in|flew|gathered|met|"
    r"paid an? [\w ]{0,12}visit)\b"
)
# "proposed at the forum": the forum took place. "was allowed to undergo an internship": it is to come.
_DONE_AT = re.compile(r"\w+ed (?:at|during) (?:the |a |an |its |their )?$")
# "discussed prospects for … at a meeting on 5 May": the meeting took place.
_SPOKEN_AT = re.compile(r"\b\w+ed\b[^.;]* (?:at|during) (?:the |an? )?$")
_ALLOWED = re.compile(
    r"\b(?:allowed|invited|selected|chosen|admitted|expected|due|set|decided|agreed|plans?|intends?|"
    r"going) to [^,;]{0,60}$"
)
_DISCUSSED = re.compile(
    r"\b(?:discuss(?:ed)?|consider(?:ed)?|propos(?:ed|al)|suggested|possibility|prospects?|"
    r"idea)\b.*\b(?:including|such as|organi[sz]ing|holding|hosting|arranging|conducting|"
    r"convening)\b[^;]{0,40}$"
)


def event_status(event: Event) -> str | None:
    """Planned where the words right behind the event say that it lies ahead; else what grammar says."""
    view, end = event.view, behind_relative(event.view, event.span[1])
    if event.rule == "event.entry" and announced(view):
        return "planned"
    if event.word and _cancelled(view, end):
        return "negated"
    ahead = view.words("events.ahead", end, min(view.end, end + _HAPPENS_WITHIN)) if event.word else []
    said = view.status(*event.span)
    if ahead and said in ("actual", "proposed") and not _ANOTHER.search(view.slice(end, ahead[0][0])):
        return "planned" if said == "actual" or ahead[0][0] - end < 4 else said
    if said == "actual" and _ALLOWED.search(view.slice(view.start, event.span[0])):
        return "planned"
    if _PAST.match(view.reading.text, end, view.end) and event.date is not None:
        return "actual"
    before = view.slice(view.start, event.span[0])
    if said in ("proposed", "planned") and _DONE_AT.search(before):
        return "actual"
    if said == "proposed" and event.date is not None and _SPOKEN_AT.search(before):
        return "actual"
    lead = view.slice(max(view.start, event.span[0] - _HELD_WITHIN), event.span[0])
    if (
        said == "actual"
        and _INFINITIVE.search(lead)
        and not _CAME.search(view.slice(view.start, event.span[0]))
    ):
        return "planned"
    if said == "actual" and _DISCUSSED.search(view.slice(view.start, event.span[0])):
        return "proposed"
    return said


def _cancelled(view: View, end: int) -> bool:
    """Whether the event that ends at ``end`` is said not to have taken place: "… planned for May was
    cancelled"."""
    called_off = view.words("events.cancelled", end, min(view.end, end + _HAPPENS_WITHIN))
    between = view.slice(end, called_off[0][0]) if called_off else ""
    return bool(called_off) and (_STILL_ITS_SUBJECT.fullmatch(between) is not None)
