"""Reading one document: its mentions, and what each kind's rules make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from pipelines.documents.document import Document
from pipelines.errors import RuleFailed
from pipelines.facts import persons
from pipelines.facts.agreements import statements as agreements
from pipelines.facts.events import statements as events
from pipelines.facts.fact import Extraction, Fact
from pipelines.facts.funding import statements as funding
from pipelines.facts.grounding import grounded
from pipelines.facts.institutions import statements as institutions
from pipelines.facts.memberships import statements as memberships
from pipelines.facts.observations import statements as observations
from pipelines.facts.programmes import statements as programmes
from pipelines.facts.projects import statements as projects
from pipelines.facts.reading import Reading
from pipelines.facts.spelling import as_written, spelled
from pipelines.facts.tables import records
from pipelines.mentions.mention import Mention

Result = TypeVar("Result")

# One package a kind: the ``read`` of its ``statements`` gives the facts of that kind that a reading holds.
KINDS: Mapping[str, Callable[[Reading], Iterable[Fact]]] = {
    "agreement": agreements.read,
    "event": events.read,
    "funding": funding.read,
    "observation": observations.read,
    "programme": programmes.read,
    "institution": institutions.read,
    "membership": memberships.read,
    "project": projects.read,
    "person": persons.read,
}


def extract(document: Document) -> Extraction:
    """All mentions and facts of ``document``, sorted by where they stand; pure, linear in the text.

    Raises RuleFailed, naming the step, where reading raises: the document is then refused, the others load.
    """
    reading = _guarded("mentions", document, lambda: Reading(document))
    try:
        return _extracted(document, reading)
    finally:
        # Sentences know their reading and it knows them: apart, all is freed now, with no work for the
        # collector, which would go through everything that the process holds.
        reading.views.clear()


def _extracted(document: Document, reading: Reading) -> Extraction:
    """What the rules make of a document that is read as far as names, figures and dates."""
    tabled = _guarded("records", document, lambda: records.read(reading))
    facts: list[Fact] = list(tabled.facts)
    for kind, read in KINDS.items():
        told = _guarded(kind, document, lambda read=read: list(read(reading)))  # type: ignore[misc]
        facts.extend(tabled.completed(fact) for fact in told if not tabled.covers(fact))
    facts = [grounded(fact, reading.mentions) for fact in facts]
    if words := spelled(document.text):
        facts = [as_written(fact, words) for fact in facts]
    return _guarded("positions", document, lambda: _stored(reading, facts))


def _guarded(step: str, document: Document, work: Callable[[], Result]) -> Result:
    try:
        return work()
    except Exception as error:  # the edge of a document: one that cannot be read must not stop the others
        raise RuleFailed(step, document.document_id, f"{type(error).__name__}: {error}") from error


def _stored(reading: Reading, facts: list[Fact]) -> Extraction:
    """The extraction with positions of the stored text instead of the folded one's."""
    mentions = reading.mentions
    if reading.folded.offsets is not None:
        moved = {mention: _moved(reading, mention) for mention in mentions}
        mentions = list(moved.values())
        facts = [_fact_moved(reading, fact, moved) for fact in facts]
    return Extraction(reading.document.document_id, tuple(mentions), tuple(_in_order(facts)))


def _moved(reading: Reading, mention: Mention) -> Mention:
    start, end = _span(reading, mention.start, mention.end)
    return replace(mention, start=start, end=end)


def _fact_moved(reading: Reading, fact: Fact, moved: Mapping[Mention, Mention]) -> Fact:
    start, end = _span(reading, fact.start, fact.end)
    return fact._replace(start=start, end=end, mentions=tuple(moved[mention] for mention in fact.mentions))


def _span(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Where a span stands in the stored text: its end is right after its last character's place."""
    return reading.stored(start), reading.stored(end - 1) + 1 if end else 0


def _in_order(facts: Iterable[Fact]) -> Iterator[Fact]:
    """``facts`` by where they stand; what they say, which takes long to compare, decides between a few."""
    place = attrgetter("start", "end", "kind", "rule")
    for _, together in groupby(sorted(facts, key=place), key=place):
        alike = list(together)
        yield from alike if len(alike) == 1 else _by_slots(alike)


def _by_slots(alike: list[Fact]) -> list[Fact]:
    """Facts of one kind by those of their slots in which they differ."""
    slots = [fact.slots for fact in alike]
    telling = sorted({slot for each in slots[1:] for slot, value in each.items() if value != slots[0][slot]})
    return sorted(alike, key=lambda fact: str([fact.slots[slot] for slot in telling])) if telling else alike
