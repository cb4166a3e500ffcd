"""Facts read from the rows of tables and from records of labelled lines.

`mentions.tables` finds the records; here their fields become facts by what the columns say. A row tells an
agreement (a partner, and when it was signed or until when it holds), amounts, figures, a project, a
membership or a person.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from pipelines.facts.agreements import headed as headed_agreements
from pipelines.facts.agreements import introduced
from pipelines.facts.fact import Fact
from pipelines.facts.memberships import headings as member_headings
from pipelines.facts.observations import lines as figure_lines
from pipelines.facts.reading import Reading
from pipelines.facts.tables import events as record_events
from pipelines.facts.tables import figures as record_figures
from pipelines.facts.tables import parties as record_parties
from pipelines.facts.tables.row import Row, rows, sections

Span = tuple[int, int]
_FIGURES = frozenset({"observation", "funding"})
# What is read from lines that belong together without being a table.
_LISTS = (introduced.read, figure_lines.read, headed_agreements.read, member_headings.read)


class Tabled(NamedTuple):
    """The ``facts`` of a document's tables, and the ``spans`` of the tables that they were read from."""

    facts: tuple[Fact, ...]
    spans: tuple[Span, ...]
    sections: list[tuple[int, Row | None]]
    lists_of_persons: frozenset[Span] = frozenset()  # those of ``spans`` whose rows are persons
    items: Mapping[str, tuple[Span, ...]] = {}  # of lists, by the kind of fact that is read from them

    def covers(self, fact: Fact) -> bool:
        """Whether ``fact`` is of the words of a table, or of a list's item, that is read as such."""
        if not self.spans and not self.items:
            return False
        table = _around(self.spans, fact.start)
        if table is not None and fact.end <= table[1]:
            in_office = fact.kind == "person" and fact.slots["role"] is not None
            return not in_office or table in self.lists_of_persons
        return fact.kind in self.items and _begins_in(self.items[fact.kind], fact)

    def completed(self, fact: Fact) -> Fact:
        """``fact``, a figure without its time, with the term of the record under whose name it stands."""
        if not self.sections or fact.kind not in _FIGURES or fact.slots["period"] is not None:
            return fact
        number = bisect_right(self.sections, fact.start, key=lambda section: section[0]) - 1
        row = self.sections[number][1] if number >= 0 else None
        date = row.date("period", "date", "start") if row is not None else None
        if date is None:
            return fact
        return fact._replace(slots={**fact.slots, "period": date.edtf}, mentions=(*fact.mentions, date))


def read(reading: Reading) -> Tabled:
    """All that the tables and records of a document tell."""
    facts: list[Fact] = []
    spans: dict[Span, None] = {}
    persons: set[Span] = set()
    found = rows(reading)
    for row in found:
        told = list(_told(row))
        facts.extend(told)
        if told or row.record.layout != "pairs":
            spans[row.record.table] = None
        if any(fact.kind == "person" for fact in told):
            persons.add(row.record.table)
    starts = sorted(fact.start for fact in facts)
    told_spans = tuple(
        sorted(span for span in spans if bisect_left(starts, span[0]) < bisect_left(starts, span[1]))
    )
    listed = [fact for read_list in _LISTS for fact in read_list(reading) if not _begins_in(told_spans, fact)]
    items: dict[str, set[Span]] = defaultdict(set)
    for fact in listed:
        items[fact.kind].add((fact.start, fact.end))
    return Tabled(
        tuple(_once([*facts, *listed])),
        told_spans,
        sections(reading, found) if found else [],
        frozenset(persons),
        {kind: tuple(sorted(told)) for kind, told in items.items()},
    )


def _around(spans: Sequence[Span], position: int) -> Span | None:
    """The last of ``spans``, sorted and none overlapping another, that begins at or before ``position``."""
    number = bisect_right(spans, position, key=itemgetter(0))
    return spans[number - 1] if number else None


def _begins_in(spans: Sequence[Span], fact: Fact) -> bool:
    span = _around(spans, fact.start)
    return span is not None and fact.start < span[1]


def _told(row: Row) -> Iterator[Fact]:
    """What one row tells."""
    yield from record_parties.agreement(row)
    if row.record.layout != "pairs" or row.bars:
        yield from record_figures.amounts(row)
        yield from record_figures.figures(row)
    if row.record.layout != "pairs":
        yield from record_parties.project(row)
        yield from record_parties.programme(row)
        yield from record_parties.membership(row)
        yield from record_parties.person(row)
        yield from record_events.event(row)


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        key = (fact.kind, fact.start, str(sorted(fact.slots.items(), key=lambda item: item[0])))
        if key not in seen:
            seen.add(key)
            yield fact
