"""Which date belongs to what: the date that grammar puts next to an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.facts.reading import View, once
from pipelines.facts.rules import needs
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

# "agreed to open a centre and considered a scheme for 2021": a second verb with an object of its own.
_SECOND_VERB = (
    r"\sand\s(?:\w+ly\s|also\s|then\s|later\s)?"
    r"(?:[a-z]{3,}ed\s(?=(?:an?|the|its|their|his|her|that|to|with|over|[A-Z\d])\b)|"
    rf"{alternation('modality', 'finite')}\s)"
)
_BREAKS = re.compile(
    rf"{_SECOND_VERB}|"
    r";|\.\s|,\s(?:and|but|as well as)\s|\s(?:which|of which|while|whereas|but|including)\s|"
    rf"\b{alternation('figures', 'comparing')}\b"
)
_AND, _ANOTHER = re.compile(r",?\sand\s"), 75
_RELATIVES = (", which ", ", who ", ", whose ", ", where ")
_COMMA = re.compile(r",\s")
_TODAY = re.compile(r"\b[Tt]oday\b(?! (?:the|it|they|there|is|are|has|have)\b)")
_FAR = 160
_LINES = 3  # sentences looked back
_EVENT_LINES = 10
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?:\w+\s)?\Z")
_COMPARED = ("", "up from", "down from", "from", "compared with", "compared to", "against", "versus")
_ARTICLE = 24  # letters in which it stands
# A word of these stands in every sentence that ``_EARLIER`` can match.
_SAID_EARLIER = needs("events.gatherings", "events.same_time")
_EARLIER = re.compile(
    r"\b(?:during|on\s+the\s+occasion\s+of|in\s+the\s+course\s+of|within|at|following|as\s+a\s+result\s+of)\s+"
    r"(?:the|this|that|these|his|her|their|its)\s+(?:[\w-]+\s+){0,3}?"
    rf"(?P<gathering>{alternation('events', 'gatherings')})\b|"
    r"\b(?:[io]n|at)\s+(?:the|that)\s+same\s+(?:month|year|day|time|occasion)\b|\bon\s+(?:that|this)\s+occasion\b",
    re.IGNORECASE,
)


def frame(view: View, position: int | None = None) -> Mention | None:
    """The date that opens the sentence and holds for all of it ("In 2010, …", "Under the plan for
    2018-2021, …").

    A later part may have a frame of its own ("…; in 2023, it had …"): the last before ``position`` counts.
    """
    today = "oday" in view.text and _TODAY.search(view.text)
    sent = view.reading.dateline if today else None
    if view.dates and view.dates != (sent,):
        framing = [date for date in view.framing if position is None or date.end <= position]
        return framing[-1] if framing else None
    return sent or view.dated


def remark(view: View, start: int) -> Mention | None:
    """The date of a remark in brackets that holds for all the sentence says before it ("… (as of May 2010)").

    A date alone in brackets right after a name is that name's own ("TEMPUS (since 1993)") and is not meant.
    """
    if "(" not in view.text:
        return None
    named = {name.end for name in view.names}
    for date in view.dates:
        opening = view.text.rfind("(", 0, date.start - view.start)
        closed = view.text.find(")", date.end - view.start)
        if (
            date.start < start
            or opening < 0
            or closed < 0
            or ")" in view.text[opening : date.start - view.start]
            or ";" in view.text[max(0, start - view.start) : opening]
            or _tells_a_figure(view, view.start + opening, date, view.start + closed)
        ):
            continue
        before = view.start + len(view.text[:opening].rstrip())
        alone = not view.text[opening + 1 : date.start - view.start].strip() and before in named
        if not alone or (date.edtf or "").startswith("../"):
            return date
    return None


def _tells_a_figure(view: View, opening: int, date: Mention, closed: int) -> bool:
    """Whether the bracket that a date stands in tells a figure: "12% (2019: 10%)", "9 (7 in 2019)"."""
    return any(
        (
            figure.end <= date.start
            and view.slice(opening + 1, figure.start).strip() in _COMPARED
            and view.slice(figure.end, date.start).strip() in ("in", "for", "at", ",")
        )
        or (
            date.end <= figure.start < closed
            and view.slice(date.end, figure.start).strip() in (":", "–", "-", "=")
        )
        for figure in view.mentions
        if figure.kind != "date" and opening < figure.start < closed
    )


def date_near(
    view: View, start: int, end: int, exclude: Iterable[Mention] = (), far: int = _FAR
) -> Mention | None:
    """The date that belongs to ``[start, end)``: the nearest with no break between, else the sentence's
    frame.

    ``far`` is the distance, in characters with breaks counted dearly, from which a date belongs elsewhere.
    """
    left_out = {date.start for date in exclude}
    best: tuple[float, Mention] | None = None
    for date in view.dates:
        least = best[0] if best is not None else far
        if max(date.start - end, start - date.end) >= least or date.start in left_out:
            continue
        cost = _cost(view, start, end, date, least)
        if cost < least:
            best = (cost, date)
    if best is not None:
        return best[1]
    opening = frame(view, start) or frame(view)
    return opening if opening is not None and opening.start not in left_out else None


def _cost(view: View, start: int, end: int, date: Mention, least: float) -> float:
    """How far ``date`` is from the anchor, in characters, breaks and brackets counted dearly: breaks, which
    take long to find, only where it is not too far without them."""
    if date.start >= end:
        between, behind = view.slice(end, date.start), 0.0
    elif date.end <= start:
        between, behind = view.slice(date.end, start), 8.0
        behind += _ANOTHER * bool(_AND.match(between))  # "has worked since 2005 and opened an office"
        behind += _FAR * (between.startswith(",") and _in_relative(view, date))
    else:
        return 0.0
    cost = len(between) + behind + 90 * between.count(";") + 12 * len(_COMMA.findall(between))
    if between.count("(") > between.count(")"):
        # What stands in brackets belongs to what stands right before them, be it the date or the anchor.
        cost += 0 if between.index("(") <= 2 else _FAR
    if between.count(")") > between.count("("):
        cost += _FAR
    return cost + 70 * len(_BREAKS.findall(between)) if cost < least else cost


def _in_relative(view: View, date: Mention) -> bool:
    """Whether a date stands in what a comma closes: "The academies, which signed a treaty in 2004, met"."""
    lead = view.slice(view.start, date.start)
    opens = max(lead.rfind(pronoun) for pronoun in _RELATIVES)
    return opens >= 0 and "," not in lead[opens + 1 :]


@once
def told_before(view: View) -> tuple[Mention | None, bool] | None:
    """The date of what the sentence refers back to ("during that visit"), and whether that is a gathering.

    None where it refers to nothing told before.
    """
    said = _EARLIER.search(view.text) if not _SAID_EARLIER.isdisjoint(view.holds) else None
    return None if said is None else (_earlier(view), bool(said["gathering"]))


def of_the_event(view: View) -> Mention | None:
    """The date of the event that the sentence goes back to ("66 guests took part in the conference")."""
    for start, end in view.words("event_heads"):
        if not _DEFINITE.search(view.slice(max(view.start, start - _ARTICLE), start)):
            continue
        word = re.compile(rf"\b{re.escape(view.slice(start, end))}\b", re.IGNORECASE)
        for earlier in reversed(view.reading.views[max(0, view.index - _EVENT_LINES) : view.index]):
            told = word.search(earlier.text) if earlier.dates else None
            if told is not None:
                return date_near(earlier, earlier.start + told.start(), earlier.start + told.end())
    return None


def _earlier(view: View) -> Mention | None:
    """The date of what the sentences before tell of ("during that visit"): their frame, else their only
    date.
    """
    before = view.previous
    for _ in range(_LINES):
        if before is None:
            break
        opening = frame(before)
        if opening is not None:
            return opening
        if before.dates:
            return before.dates[-1]
        before = before.previous
    if view.dated is not None:
        return view.dated
    if view.reading.dateline is not None:
        return view.reading.dateline
    title = view.reading.views[0]
    return title.dates[0] if len(title.dates) == 1 else None
