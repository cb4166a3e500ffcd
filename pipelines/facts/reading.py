"""A document made ready for the rules: its sentences with their names, persons, figures and dates, and what
the document as a whole makes clear (whose page it is, whom "the Commission" means).

Everything here counts positions in the folded text; ``Reading.stored`` maps them back when facts are made.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, Protocol, TypeVar

from pipelines.documents.document import Document
from pipelines.facts import modality, topics
from pipelines.facts.frames import framing
from pipelines.facts.home import codes, home_of
from pipelines.facts.referents import Referents
from pipelines.facts.shelf import Shelf
from pipelines.mentions.currencies import dollar_country
from pipelines.mentions.definitions import define
from pipelines.mentions.domains import country_of_addresses
from pipelines.mentions.find import MentionContext, find_mentions
from pipelines.mentions.furniture import find_furniture
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name
from pipelines.mentions.names import find_names
from pipelines.mentions.people import Person, find_people
from pipelines.mentions.tables import find_records, parted, with_tabs
from pipelines.mentions.text import Block, Folded, Sentence, blocks, fold, opens_report, sentences, unwrap
from pipelines.mentions.triggers import Span, Triggers, find_triggers

Result = TypeVar("Result")
_RECALLED = 40  # sentences that "these five countries" reaches back over
_TOP_LINES, _BESIDE_DATE, _DAY = 6, 40, len("2004-05-01")
_TIMELINE = 3  # dates on lines of their own
_TRANSLATION = re.compile(r"\((?:in\s+)?[A-Z][a-z]+:\s*")  # "the Council (French: Conseil …)"


@dataclass(eq=False)
class View:
    """One sentence with all that stands in it. Positions are the document's, not the sentence's.

    ``section`` holds the countries that the heading above it names ("Belarus - EU cooperation"); ``dated`` is
    the date that it stands under where the page is a timeline; ``dates`` those of its own that have a value.
    ``holds`` is the index of all that stands in it: classes of words, kinds of names and of figures.
    """

    reading: Reading
    index: int
    start: int
    end: int
    block: int
    kind: str
    text: str
    names: tuple[Name, ...]
    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    triggers: Triggers
    section: tuple[str, ...] = ()
    dated: Mention | None = None
    dates: tuple[Mention, ...] = ()
    holds: AbstractSet[str] = frozenset()
    kept: dict[object, Any] = field(default_factory=dict)  # by ``once``

    @property
    def previous(self) -> View | None:
        """The sentence before this one in the same block."""
        if self.index == 0 or self.reading.views[self.index - 1].block != self.block:
            return None
        return self.reading.views[self.index - 1]

    def slice(self, start: int, end: int) -> str:
        """The document's words from ``start`` to ``end``."""
        return self.reading.text[start:end]

    def words(self, label: str, start: int | None = None, end: int | None = None) -> Sequence[Span]:
        """Where words of a class ("events.visiting", see ``mentions.triggers``) stand in ``[start, end)``."""
        places = self.triggers.places.get(label, ())
        if start is None or not places:
            return places
        return self.triggers.within(label, start, self.end if end is None else end)

    def status(self, start: int, end: int) -> str:
        """The status code of what the sentence says between ``start`` and ``end``."""
        if modality.TELLING.isdisjoint(self.holds):
            return "actual"
        return modality.status(self.reading.text, self.triggers, (start, end), self.clause(start, end))

    @cached_property
    def framing(self) -> list[Mention]:
        """Its dates that open it, or a part of it."""
        return framing(self.text, self.start, self.dates)

    @cached_property
    def joints(self) -> modality.Joints:
        """Where the sentence comes apart."""
        return modality.joints(self.reading.text, (self.start, self.end))

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around ``[start, end)``."""
        return modality.clause(self.triggers, (self.start, self.end), (start, end), self.joints)

    @cached_property
    def _shelves(self) -> tuple[Shelf[Name], Shelf[Mention]]:
        return Shelf(self.names), Shelf(self.mentions)

    def name_at(self, position: int) -> Name | None:
        """The name that ``position`` lies in."""
        return self._shelves[0].at(position)

    def mention_at(self, position: int) -> Mention | None:
        """The figure or date that ``position`` lies in."""
        return self._shelves[1].at(position)

    def between(self, start: int, end: int, *kinds: str) -> list[Name]:
        """The names (of some kinds) that lie in ``[start, end)``."""
        return [
            name
            for name in self.names
            if start <= name.start and name.end <= end and (not kinds or name.kind in kinds)
        ]

    def states(self, start: int | None = None, end: int | None = None) -> tuple[str, ...]:
        """The codes of all countries named in ``[start, end)`` (else the sentence), bodies' own included."""
        found: dict[str, None] = {}
        for name in self.between(self.start if start is None else start, self.end if end is None else end):
            found.update(dict.fromkeys(codes(name)))
        return tuple(found)


class _Keeping(Protocol):
    kept: dict[object, Any]


Kept = TypeVar("Kept", bound=_Keeping)


def once(work: Callable[[Kept], Result]) -> Callable[[Kept], Result]:
    """``work`` done once a sentence or document: what it gives is kept with it, and gone with it."""

    @wraps(work)
    def asked(thing: Kept) -> Result:
        if work not in thing.kept:
            thing.kept[work] = work(thing)
        told: Result = thing.kept[work]
        return told

    return asked


class Reading:
    """A document read as far as names, figures and dates; ``views`` are its sentences, furniture left out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kept: dict[object, Any] = {}  # by ``once``
        self.folded: Folded = fold(document.text)
        self.blocks: list[Block] = blocks(self.folded.text)
        # Tables are seen in the lines as they stand; from here on a cell is a line of its own.
        self.records = find_records(with_tabs(self.folded, document.text))
        self.text = parted(unwrap(self.folded.text, self.blocks), self.records)
        self.triggers: Triggers = find_triggers(self.text)
        self.furniture = find_furniture(self.text, self.blocks, self.triggers)
        self.names, self.people = find_people(
            self.text, define(self.text, find_names(self.text)), self.triggers
        )
        self.home = home_of(self.text, self.blocks, self.names, document.country)
        context = MentionContext(
            published=document.published_date,
            country=dollar_country(self.home),
            furniture=tuple(self.furniture),
        )
        self.mentions: list[Mention] = find_mentions(self.text, context)
        self.names = _outside(self.names, self.mentions)
        self._names, self._mentions = Shelf(self.names), Shelf(self.mentions)
        self._said: dict[str, bool] = {}
        self.views: list[View] = list(self._views(sentences(self.text, self.blocks)))

    def _views(self, cut: Sequence[Sentence]) -> Iterator[View]:
        names, people, mentions = self._names, Shelf(self.people), self._mentions
        furniture = {start for start, _ in self.furniture}
        told = [each for each in _whole(cut, self.mentions) if self.blocks[each.block].start not in furniture]
        rows = Shelf(self.records)
        triggers = self.triggers.apart([(sentence.start, sentence.end) for sentence in told])
        section: tuple[str, ...] = ()
        lines = self._date_lines()
        dated: Mention | None = None
        for index, sentence in enumerate(told):
            start, end = sentence.start, sentence.end
            # Under a date of a timeline even a line without a full stop says something.
            kind = "item" if sentence.block - 1 in lines and sentence.kind == "heading" else sentence.kind
            dated = lines.get(sentence.block, dated)
            inside = mentions.inside(start, end)
            dates = tuple([mention for mention in inside if mention.kind == "date" and mention.edtf])
            named = names.inside(start, end)
            holds = {*triggers[index].places, *[name.kind for name in named], *[each.kind for each in inside]}
            view = View(
                self, index, start, end, sentence.block, kind, self.text[start:end],
                named, people.inside(start, end), inside,
                triggers[index], section, dated, dates, holds,
            )  # fmt: skip
            tells = view.dates or any(each.kind == "money" for each in inside)  # "Budget: 2 million (Peru)"
            if sentence.kind == "heading" and not tells and rows.at(start) is None:
                section = view.states() if index else ()  # the page's title is no section
            yield view

    def _date_lines(self) -> dict[int, Mention]:
        """The dates that stand on lines of their own, by block, where the page is a timeline."""
        dates = {
            mention.start: mention for mention in self.mentions if mention.kind == "date" and mention.edtf
        }
        found = {
            number: dates[block.start]
            for number, block in enumerate(self.blocks)
            if block.kind == "heading" and block.start in dates and dates[block.start].end >= block.end - 1
        }
        return found if len(found) >= _TIMELINE else {}

    @cached_property
    def address_country(self) -> str | None:
        """The one country that the addresses on the page belong to."""
        return country_of_addresses(self.text)

    @cached_property
    def titled_states(self) -> frozenset[str]:
        """The codes of the countries that the first line names."""
        return frozenset(self.views[0].states())

    @cached_property
    def named_states(self) -> frozenset[str | None]:
        """The codes of the states that the text names themselves, not only bodies or cities of theirs."""
        return frozenset(name.code for name in self.names if name.is_state)

    @cached_property
    def places(self) -> Mapping[str, Sequence[Name]]:
        """The names of the text by their wording."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            found[name.name].append(name)
        return found

    def between(self, start: int, end: int) -> Sequence[Name]:
        """The names that lie in ``[start, end)``."""
        return self._names.inside(start, end)

    def mentions_between(self, start: int, end: int) -> Sequence[Mention]:
        """The figures and dates that lie in ``[start, end)``."""
        return self._mentions.inside(start, end)

    def view_at(self, position: int) -> View | None:
        """The sentence that ``position`` lies in; None in what is left out."""
        at = bisect_right(self.views, position, key=lambda view: view.start) - 1
        return self.views[at] if at >= 0 and position < self.views[at].end else None

    def says(self, wording: str) -> bool:
        """Whether ``wording`` stands anywhere in the text; for each it is looked for once."""
        if wording not in self._said:
            self._said[wording] = wording in self.text
        return self._said[wording]

    @cached_property
    def topic(self) -> Name | None:
        """The body that the whole text is about (see ``topics``); None where there is no such one."""
        return topics.topic_of(self)

    @cached_property
    def opening(self) -> Name | None:
        """The one body that the running text begins with: whose page it is as a rule."""
        return topics.opening_of(self)

    @cached_property
    def dateline(self) -> Mention | None:
        """The day that a line at the top gives by itself, or a report opens with: what "today" means."""
        for view in self.views[:_TOP_LINES]:
            days = [date for date in view.dates if len(date.edtf or "") == _DAY]
            if not days or days[0] is not view.dates[0]:
                continue
            beside = view.end - view.start - (days[0].end - days[0].start)
            opens = days[0].start - view.start <= _BESIDE_DATE and opens_report(self.text, days[0].end)
            if opens or (len(view.dates) == 1 and beside <= _BESIDE_DATE):
                return days[0]
        return None

    def listed_before(self, position: int, least: int) -> tuple[str, ...]:
        """The countries of the last list of at least ``least`` countries before ``position`` ("these five
        countries")."""
        last = bisect_left(self.views, position, key=lambda view: view.start)
        for view in reversed(self.views[max(0, last - _RECALLED) : last + 1]):
            named = [
                name
                for name in view.names
                if name.is_state and name.form != "adjective" and name.end <= position
            ]
            found = tuple(dict.fromkeys(name.code for name in named if name.code))
            if len(found) >= least:
                return found
        return ()

    @cached_property
    def referents(self) -> Referents:
        """The bodies by the words of their names."""
        first: dict[str, int] = {}
        for name in self.names:
            if name.kind == "phrase":
                first.setdefault(name.name, name.start)
        end = self.blocks[0].end if self.blocks else 0
        return Referents(self.bodies, end, self.opening, topics.leading(self.views), first)

    @cached_property
    def bodies(self) -> list[Name]:
        """The organisations, programmes and events that the text names in full, in order."""
        translated = {found.end() for found in _TRANSLATION.finditer(self.text)}
        return [
            name
            for name in self.names
            if name.kind in ("organization", "programme", "event", "instrument")
            and name.start not in translated
        ]

    def meant(self, name: Name) -> Name:
        """What ``name`` stands for: the full name behind "the Joint Commission", an acronym."""
        return self.referents.meant(name)

    def stored(self, position: int) -> int:
        """Where ``position`` stands in the stored text."""
        return self.folded.stored(position)


def _outside(names: Sequence[Name], mentions: Sequence[Mention]) -> list[Name]:
    """``names`` without those inside a figure: "US$" names no country, "EUR" nobody; one that runs into a
    sum ends before it: "the Academy of Lima | EUR 2 million"."""
    starts = [name.start for name in names]
    kept: list[Name | None] = list(names)
    for figure in mentions:
        if figure.kind == "money":
            first = bisect_left(starts, figure.start)
            for number in range(first, bisect_left(starts, figure.end)):
                kept[number] = None
            before = kept[first - 1] if first else None
            if before is not None and before.end > figure.start:
                wording = before.name[: figure.start - before.start].rstrip()
                kept[first - 1] = replace(before, end=before.start + len(wording), name=wording)
    return [name for name in kept if name is not None]


def _whole(cut: Sequence[Sentence], mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """``cut`` with the sentences joined that were parted in the midst of a figure or date."""
    starts = [mention.start for mention in mentions]
    pending: Sentence | None = None
    for sentence in cut:
        if pending is not None:
            sentence = Sentence(pending.start, sentence.end, sentence.block, sentence.kind)
        index = bisect_left(starts, sentence.end) - 1
        torn = index >= 0 and mentions[index].end > sentence.end and mentions[index].kind != "other"
        pending = sentence if torn else None
        if not torn:
            yield sentence
    if pending is not None:
        yield pending
