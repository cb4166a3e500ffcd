"""Reading one document: its mentions, and what each kind's rules make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from pipelines.documents.document import Document
from pipelines.errors import RuleFailed
from pipelines.facts import (
    agreements,
    events,
    funding,
    institutions,
    memberships,
    observations,
    persons,
    programmes,
    projects,
    records,
)
from pipelines.facts.fact import Extraction, Fact
from pipelines.facts.grounding import grounded
from pipelines.facts.reading import Reading
from pipelines.mentions.mention import Mention

Result = TypeVar("Result")

# One module a kind: its ``read`` gives the facts of that kind that a reading holds.
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
    tabled = _guarded("records", document, lambda: records.read(reading))
    facts: list[Fact] = list(tabled.facts)
    for kind, read in KINDS.items():
        told = _guarded(kind, document, lambda read=read: list(read(reading)))  # type: ignore[misc]
        facts.extend(tabled.completed(fact) for fact in told if not tabled.covers(fact))
    facts = [grounded(fact, reading.mentions) for fact in facts]
    return _guarded("positions", document, lambda: _stored(reading, facts))


def _guarded(step: str, document: Document, work: Callable[[], Result]) -> Result:
    try:
        return work()
    except Exception as error:  # the edge of a document: one that cannot be read must not stop the others
        raise RuleFailed(step, document.document_id, f"{type(error).__name__}: {error}") from error


def _stored(reading: Reading, facts: list[Fact]) -> Extraction:
    """The extraction with positions of the stored text instead of the folded one's."""
    if reading.folded.offsets is None:
        moved: Callable[[Mention], Mention] = lambda mention: mention  # noqa: E731
    else:
        moved = lambda mention: replace(  # noqa: E731
            mention, start=reading.stored(mention.start), end=_end(reading, mention.end)
        )
    mentions = {mention: moved(mention) for mention in reading.mentions}
    placed = [
        replace(
            fact,
            start=reading.stored(fact.start),
            end=_end(reading, fact.end),
            mentions=tuple(mentions[mention] for mention in fact.mentions),
        )
        for fact in facts
    ]
    placed.sort(
        key=lambda fact: (fact.start, fact.end, fact.kind, fact.rule, str(sorted(fact.slots.items())))
    )
    return Extraction(reading.document.document_id, tuple(mentions.values()), tuple(placed))


def _end(reading: Reading, position: int) -> int:
    """The stored end of a span that ends before ``position``: right after its last character's place."""
    return reading.stored(position - 1) + 1 if position else 0
