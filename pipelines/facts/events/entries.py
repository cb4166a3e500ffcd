"""Lines of a list or timeline that are an event: its name, with date and place on the same line or the next.

"12 May 2016: Workshop on …, Vilnius", "Summer School on …" above "Riga, 3-7 July 2018".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.events.event import Event
from pipelines.facts.events.phrases import Phrase
from pipelines.facts.events.settings import Place, place_of
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention

_KINDS = ("conference", "training", "meeting", "competition", "visit")
# A line with a verb is a sentence and read as one.
VERB = re.compile(
    r"\b(?:is|was|are|were|has|have|had|will|would|can|held|took|takes|organi[sz]ed|signed|visited|met|read|see|"
    r"click|register|apply|submit)\b",
    re.IGNORECASE,
)
# What stands before an event's name on its line: nothing, a number, a date.
_LEAD = re.compile(r"[\W\d]*(?:\w+day,? )?$")
_AHEAD = re.compile(r"\b(?:upcoming|forthcoming|planned|future|next|coming)\b", re.IGNORECASE)
_WITH = re.compile(r" (?:with|between|at|by) ")
_LIST = 8  # how far above a line of a list its heading may be
_REST = 24  # how many letters besides date and place a line of date and place may have


def entries(view: View, found: Sequence[Phrase]) -> Iterator[Event]:
    """The event that the line ``view`` is, of the event phrases ``found`` in it; nothing without a date."""
    phrase = next((each for each in found if each.strong and each.code in _KINDS), None)
    if (
        phrase is None
        or (phrase.plural and phrase.code == "visit")
        or VERB.search(view.text)
        or view.text.endswith((".", "?", "!", ":"))
    ):
        return
    dates = [date for date in view.dates if "/.." not in (date.edtf or "") and "../" not in (date.edtf or "")]
    opening = dates[0].end if dates and dates[0].end <= phrase.start else view.start
    lead = view.slice(opening, phrase.start)
    named = phrase.proper or phrase.end > phrase.head[1] or phrase.numbered
    if not named and (opening == view.start or _WITH.match(view.slice(phrase.end, view.end)) is None):
        return
    if not (_LEAD.match(lead) or _proper(lead)):
        return
    where = view
    if not dates:
        beside = _beside(view)
        if beside is None:
            return
        where, date = beside
        dates = [date]
    place = standing(where, phrase.end if where is view else where.start)
    place = place if place.names else place_of(view, phrase.start, phrase.end, ())
    span = (phrase.start, phrase.end)
    event = Event(view, span, phrase.code, phrase.word, "event.entry", None, dates[0], place)
    event.name = _named(view, phrase, dates[0], place)
    yield event


def _named(view: View, phrase: Phrase, date: Mention, place: Place) -> str:
    """The line's words from the event's phrase on, as far as the place or the date."""
    starts = [date.start, *(name.start for name in place.names[:1])]
    stops = [start for start in starts if phrase.end <= start < view.end]
    stop = min(stops, default=view.end)
    title = view.slice(phrase.start, stop).rstrip(" ,(–—-;|")
    return title if title.count('"') != 1 else title.rstrip('"')


def announced(view: View) -> bool:
    """Whether the heading above says that what it lists lies ahead: "Upcoming workshops"."""
    for other in reversed(view.reading.views[max(0, view.index - _LIST) : view.index]):
        if other.kind == "heading" and not other.dates:
            found = _AHEAD.search(other.text)
            if found is not None or other.block != view.block - 1:
                return found is not None
    return False


def _proper(lead: str) -> bool:
    """Whether what stands before the event's phrase is capitalised, so that it belongs to its name."""
    words = lead.split()
    return len(words) < 6 and all(word[0].isupper() or word in ("and", "of", "the", "&") for word in words)


def _beside(view: View) -> tuple[View, Mention] | None:
    """The date that a line without one stands under, or the line right below that is date and place alone.

    Across a blank line only some days in a row are the event's: a single day is when the page was made.
    """
    if view.dated is not None:
        return view, view.dated
    below = view.reading.views[view.index + 1 : view.index + 2]
    if not below or len(below[0].dates) != 1:
        return None
    other, date = below[0], below[0].dates[0]
    told = [*((name.start, name.end) for name in other.names), (date.start, date.end)]
    rest = sum(map(str.isalpha, other.text)) - sum(sum(map(str.isalpha, view.slice(*span))) for span in told)
    apart = view.slice(view.end, other.start).count("\n") > 1
    return (
        (other, date)
        if rest <= _REST and other.kind != "prose" and not (apart and "/" not in (date.edtf or ""))
        else None
    )


def standing(view: View, start: int) -> Place:
    """A city (and its country) or a country between commas or brackets behind ``start``."""
    for name in view.between(start, view.end, "city", "country"):
        if name.form == "adjective" or view.slice(name.start - 1, name.start) not in (" ", "(", "", "\n"):
            continue
        before = view.slice(max(view.start, name.start - 3), name.start).strip()
        if before and before[-1] not in ",(–—-;:|·":
            continue
        if name.kind == "country":
            return Place(None, name.code, (name,))
        behind = [each for each in view.names if each.kind == "country" and 0 <= each.start - name.end <= 3]
        return Place(name.name, name.code, (name, *behind[:1]))
    return Place()
