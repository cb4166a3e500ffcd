"""Agreements that a line names in full, with labelled lines below it that say when it was signed.

"Agreement Between the Government of Ghana and the Government of Norway on Fisheries" above "Date: May 2013".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from pipelines.facts.agreements.instruments import instrument_words
from pipelines.facts.build import edtf
from pipelines.facts.fact import Fact
from pipelines.facts.home import codes
from pipelines.facts.parties import Party, countries_of, organizations_of, parties
from pipelines.facts.place import title
from pipelines.facts.reading import Reading, View
from pipelines.mentions.mention import Mention
from pipelines.mentions.table_heads import slot_of

_LABEL = re.compile(r"\s*(?:[-–—•*·]\s+)?(?P<label>[A-Z][\w ]{2,30}?)\s*:\s")
_WITH = re.compile(r"\s(?:[^.;:]{2,80}?\s)?with\s")
_BEFORE = 24  # letters that may stand before the instrument on its line
_LONGEST = 420
_BELOW = 4  # labelled lines looked at
_SLOTS = frozenset({"signed", "date", "start", "valid", "period"})
_NO_AGREEMENTS = frozenset({"decree", "programme"})


def read(reading: Reading) -> Iterator[Fact]:
    """One agreement for each line that names one above a line with its date."""
    starts = [view.start for view in reading.views]
    seen: set[int] = set()
    for start, end in chain(*map(reading.triggers.all, ("instruments", "instruments.weak"))):
        number = bisect_right(starts, start) - 1
        if number < 0 or number in seen or start - starts[number] > _BEFORE:
            continue
        seen.add(number)
        view = reading.views[number]
        code, _ = instrument_words().get(reading.text[start:end].lower(), ("decree", False))
        if code in _NO_AGREEMENTS or not _heads(view):
            continue
        found = _dates(reading, number)
        sides = parties(view, end, view.end) if found else []
        if len(sides) == 1 and _WITH.match(reading.text, end, view.end):
            sides = [*_own_side(reading, view), *sides]
        if len(sides) > 1:
            yield _agreement(view, code, sides, found)


def _own_side(reading: Reading, view: View) -> list[Party]:
    """Who concluded what a line says is "with" another: the page's body, else its country."""
    titled = [name for name in reading.views[0].names if name.kind == "organization"]
    topic = reading.topic or (titled[0] if len(titled) == 1 else None)
    if topic is not None and topic.kind == "organization":
        return [Party(view.start, view.start, None, title(reading, topic), codes(topic))]
    return [Party(view.start, view.start, code) for code in reading.home[:1]]


def _heads(view: View) -> bool:
    """Whether the line is a name, not a sentence."""
    return view.end - view.start <= _LONGEST and not view.text.endswith((".", "?", "!", ":"))


def _dates(reading: Reading, number: int) -> dict[str, Mention]:
    """The dates of the labelled lines below, by what their labels say of them."""
    found: dict[str, Mention] = {}
    for view in reading.views[number + 1 : number + 1 + _BELOW]:
        label = _LABEL.match(view.text)
        if label is None:
            break
        slot = slot_of(label["label"])
        if slot in _SLOTS and view.dates:
            found.setdefault(slot, view.dates[0])
    return found


def _agreement(view: View, code: str, sides: list[Party], dates: dict[str, Mention]) -> Fact:
    last = max(date.end for date in dates.values())
    slots = {
        "instrument": code,
        "title": None,
        "countries": countries_of(sides),
        "organizations": organizations_of(sides),
        "signed": edtf(dates.get("signed") or dates.get("date")),
        "valid": _term(dates),
    }
    return Fact("agreement", view.start, last, "actual", "agreement.headed", slots, tuple(dates.values()))


def _term(dates: dict[str, Mention]) -> str | None:
    """The term that the labels say: a period, or its first or last day."""
    period, first, last = (edtf(dates.get(slot)) for slot in ("period", "start", "valid"))
    whole = next((text for text in (period, first, last) if text and "/" in text), None)
    if whole is not None or not (first or last):
        return whole
    return f"{first or '..'}/{last or '..'}"
