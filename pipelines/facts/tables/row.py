"""A row of a table with what stands in its cells: names, figures, dates, and what the page says around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from pipelines.facts.fact import Fact
from pipelines.facts.home import codes
from pipelines.facts.place import own_country
from pipelines.facts.reading import Reading
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name
from pipelines.mentions.person import Person
from pipelines.mentions.table_heads import is_empty
from pipelines.mentions.tables import Field, Record

_HEADING = 60  # letters; what is longer is a sentence, not a heading over a table
_CAPTION = 120
_NUMBERED = re.compile(r"(?:Table|Tab\.|Figure|Fig\.)\s\d+(?:\.\d+)?[.:–—-]?\s*")
_SPELT_NEARLY = 0.82
_WORD = re.compile(r"[^\W\d_]+|\d+")
_HEAD_END = re.compile(r"\s*[:–—]|\s+-\s")


@dataclass(slots=True)
class Row:
    """``record`` of ``reading``. ``section`` are the countries of the heading above its table, ``twin`` the
    record of labelled lines that has the row's key for a heading ("GP1", under "Grant Period 1")."""

    reading: Reading
    record: Record
    section: tuple[str, ...] = ()
    twin: Record | None = None

    @property
    def bars(self) -> bool:
        """Whether its cells stand between bars."""
        return "|" in self.reading.text[self.record.start : self.record.end]

    def text(self, field: Field | None) -> str:
        """What stands in a cell; empty where it says nothing."""
        said = self.reading.text[field.start : field.end].strip() if field is not None else ""
        return "" if is_empty(said) else said

    def get(self, *slots: str) -> Field | None:
        """The first cell of one of ``slots`` that says something."""
        found = (field for slot in slots for field in self.record.fields if field.slot == slot)
        return next((field for field in found if self.text(field)), None)

    def key(self) -> Field | None:
        """The cell that says what the row is about: the first one that is not a figure or a number."""
        return next(
            (f for f in self.record.fields if f.slot != "serial" and self.text(f) and not self.figures(f)),
            None,
        )

    def figures(self, field: Field | None) -> list[Mention]:
        """The figures with a value in a cell."""
        return [m for m in self._mentions(field) if m.low is not None or m.high is not None]

    def date(self, *slots: str) -> Mention | None:
        """The date in the first cell of ``slots`` that holds one."""
        for slot in slots:
            for field in self.record.fields:
                found = [m for m in self._mentions(field) if m.edtf] if field.slot == slot else []
                if found:
                    return found[0]
        return None

    def head_date(self, field: Field) -> Mention | None:
        """The date in the head of a cell's column."""
        head = Field("", "", field.head, field.head + len(field.label))
        return next((mention for mention in self._mentions(head) if mention.edtf), None)

    @property
    def caption(self) -> str:
        """What the line over the table says it shows; empty where a sentence stands there."""
        said = self.reading.text[slice(*self.record.above)].strip()
        return _NUMBERED.sub("", said) if len(said) <= _CAPTION and not said.endswith(".") else ""

    def caption_date(self) -> Mention | None:
        """The one date of the line over the table ("Visits in 2021")."""
        found = (
            [m for m in self._mentions(Field("", "", *self.record.above)) if m.edtf] if self.caption else []
        )
        return found[0] if len(found) == 1 else None

    def of(self, record: Record) -> Row:
        """The row of another record of the same document."""
        return Row(self.reading, record)

    def names(self, field: Field | None) -> list[Name]:
        """The names in a cell."""
        if field is None:
            return []
        names = self.reading.names
        first = bisect_left(names, field.start, key=lambda name: name.start)
        last = bisect_left(names, field.end, key=lambda name: name.start)
        return [name for name in names[first:last] if name.end <= field.end]

    def people(self, *fields: Field | None) -> list[Person]:
        """The persons in some cells."""
        return [
            person
            for field in fields
            if field is not None
            for person in self.reading.people
            if field.start <= person.start and person.end <= field.end
        ]

    def countries(self, *fields: Field | None) -> tuple[str, ...]:
        """The countries that some cells name."""
        found: dict[str, None] = {}
        for field in fields:
            place = lexicon().countries.get(self.text(field))
            if place is not None:
                found[place.code] = None
                continue
            for name in self.names(field):
                if name.kind != "programme":
                    found.update(dict.fromkeys(codes(name)))
        return tuple(found)

    def own(self) -> tuple[str, ...]:
        """The page's own country, where it is spoken of; a table of countries makes no page one country's."""
        own = self.reading.document.country
        home = own if own or self.get("country") else own_country(self.reading)
        return (home,) if home else ()

    def _mentions(self, field: Field | None) -> list[Mention]:
        if field is None:
            return []
        mentions = self.reading.mentions
        first = bisect_left(mentions, field.start, key=lambda mention: mention.start)
        last = bisect_left(mentions, field.end, key=lambda mention: mention.start)
        return [mention for mention in mentions[first:last] if mention.end <= field.end]


def fact(
    row: Row, kind: str, rule: str, slots: Mapping[str, object], mentions: Iterable[Mention | None] = ()
) -> Fact:
    """A fact that stands on the whole row."""
    used = tuple(dict.fromkeys(mention for mention in mentions if mention is not None))
    return Fact(kind, row.record.start, row.record.end, "actual", rule, slots, used)


def rows(reading: Reading) -> list[Row]:
    """The rows and records of a document."""
    records = reading.records
    keyed = _keyed(reading, records)
    found: list[Row] = []
    furniture = reading.furniture
    for record in records:
        before = bisect_right(furniture, (record.start, len(reading.text)))
        if before and record.start < furniture[before - 1][1]:
            continue
        row = Row(reading, record, _section(reading, record))
        key = row.key()
        twin = keyed.get(_plain(row.text(key))) if keyed and record.layout != "pairs" else None
        found.append(Row(reading, record, row.section, twin))
    return found


def _section(reading: Reading, record: Record) -> tuple[str, ...]:
    """The countries that the line over the table names, be it nearly spelt."""
    start, end = record.above
    if end - start > _HEADING:
        return ()
    told = [name for name in reading.between(start, end) if name.code]
    if told or not start < end <= start + 30:
        return tuple(dict.fromkeys(name.code for name in told if name.code))
    near = get_close_matches(reading.text[start:end].strip(), _country_names(), 1, _SPELT_NEARLY)
    return (lexicon().countries[near[0]].code,) if near else ()


@cache
def _country_names() -> tuple[str, ...]:
    return tuple(name for name, place in lexicon().countries.items() if place.form == "name")


def _keyed(reading: Reading, records: Iterable[Record]) -> dict[str, Record]:
    """The records of labelled lines by the heading over them, in full and by its initials."""
    keyed: dict[str, Record] = {}
    for record in records:
        start, end = record.above
        head = reading.text[start:end]
        if record.layout == "pairs" and head:
            keyed.setdefault(_plain(head), record)
            keyed.setdefault(_initials(head), record)
    return keyed


def sections(reading: Reading, found: Iterable[Row]) -> list[tuple[int, Row | None]]:
    """Where the headings stand that name a record ("GP1: Foundation", of "Grant Period 1"), with the record;
    other headings with none."""
    keyed = _keyed(reading, [row.record for row in found])
    if not keyed:
        return []
    heads: list[tuple[int, Row | None]] = []
    for view in reading.views:
        if view.kind == "heading":
            twin = keyed.get(_plain(_HEAD_END.split(view.text, maxsplit=1)[0]))
            heads.append((view.start, Row(reading, twin) if twin is not None else None))
    return heads


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _initials(head: str) -> str:
    """ "Grant Period 1" as "gp 1", which is how "GP1" reads."""
    words = _WORD.findall(head)
    letters = "".join(word[0] for word in words if word[0].isalpha())
    return " ".join([letters.casefold(), *(word for word in words if word.isdigit())])


def is_total(text: str) -> bool:
    """Whether a row adds up the others."""
    return text.casefold().strip(" :") in word_set("tables", "total")
