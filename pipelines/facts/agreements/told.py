"""An agreement as far as a text has told it, and when two statements are of one agreement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from pipelines.facts.fact import Fact
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation

_SUBJECT = re.compile(
    rf"(?:[\w-]+\s+){{0,2}}?{alternation('agreements', 'titled')}\s+"
    r"(?:on|in\s+the\s+fields?\s+of|for|concerning|"
    r"(?:was|were|has been|have been) reached\s(?:to|on|that|for))\s+"
    r"((?:[\w-]+\s*){1,6})",
    re.IGNORECASE,
)
_RENEWED = re.compile(
    r"(?:The|This|That)\s(?:[\w-]+\s){1,5}?(?:\([^)]*\)\s)?(?:was|were|has\sbeen|is)?,?\s?(?:[a-z]+ly\s|since\s)?"
    r"(?:renewed|extended|prolonged|amended|updated)\b|(?:The|This|That)\s(?:[\w-]+\s){0,4}[\w-]+,\s(?:renewed|extended|prolonged)\b"
)
_SHORT = 3
_NEXT = 2
_EVERY = frozenset({"cooperation", "co-operation", "scientific", "technical", "field", "signed", "with"})
_AN = re.compile(r"\b(?:an?|another|one|two|three)\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE)
_SIGNED_BY = re.compile(
    rf"\b{alternation('agreements', 'titled')}\s(?:\([^)]*\)\s)?(?:was|were|has\sbeen)\s(?:[a-z]+\s)?signed\s"
    r"(?:[^,;.]{1,40}\s)?by\b",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|this|that|said)\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE)
_REACHED = "reached"
_MEMORY = 20  # how many sentences back "the agreement" may look for its first mention


@dataclass(slots=True)
class Told:
    """An agreement as far as the text has told it: where first, about what, as known or as one more."""

    fact: Fact
    index: int
    about: frozenset[str]
    known: bool
    further: bool = False

    def again(self, other: Told, renewed: bool = False) -> bool:
        """Whether ``other`` is this one told again; what "the agreement" adds to it is then noted here.

        What it is about tells two of one day apart. One that is only ``renewed`` keeps its day.
        """
        if not (self.about <= other.about or other.about <= self.about):
            return False
        if (_REACHED in self.about) != (_REACHED in other.about):
            return False  # "an agreement was reached to …" is no treaty recalled later
        if other.about and not self.about and other.index - self.index > _NEXT:
            return (
                False  # "the MoU on biotechnology" is another than the one between A and B told long before
            )
        if self.index == other.index and other.further:
            return False  # "agreements on culture and an agreement on trade"
        if renewed:
            return True
        mine, others = self.fact.slots, other.fact.slots
        same = all(mine[slot] == others[slot] for slot in ("organizations", "signed"))
        if same and self.fact.status == other.fact.status:
            return True
        if not other.known or other.index - self.index > _MEMORY:
            return False
        if not _bodies(others) <= _bodies(mine):
            return False
        if any(
            mine[slot] and others[slot] and mine[slot] != others[slot]
            for slot in ("title", "signed", "valid")
        ):
            return False
        slots = {slot: value or others[slot] for slot, value in mine.items()}
        self.fact = self.fact._replace(
            slots=slots, mentions=tuple(dict.fromkeys((*self.fact.mentions, *other.fact.mentions)))
        )
        return True


def _bodies(slots: Mapping[str, object]) -> set[str]:
    """The bodies of an agreement, those that the lexicon knows by one name each."""
    known = lexicon().organizations
    bodies = cast(tuple[str, ...], slots["organizations"])
    return {known[body].name if body in known else body for body in bodies}


def is_known(view: View, place: int) -> bool:
    """Whether the instrument is spoken of as one told before: "the Agreement", "this protocol"."""
    return _THE.search(view.slice(max(view.start, place - 24), place)) is not None


def is_renewed(view: View) -> bool:
    """Whether a sentence says of the instrument just told that it was renewed: "The MoU, extended …"."""
    return _RENEWED.match(view.text) is not None


def by_persons(view: View) -> bool:
    """Whether the sentence says who put their names to an instrument known already."""
    return bool(view.people) and _SIGNED_BY.search(view.text) is not None


def is_further(view: View, place: int) -> bool:
    """Whether the instrument is spoken of as one more: "and an agreement on trade"."""
    return _AN.search(view.slice(max(view.start, place - 24), place)) is not None


def about(reading: Reading, start: int, end: int) -> frozenset[str]:
    """The words that say what an instrument is on ("on agricultural cooperation"), if any."""
    said = _SUBJECT.match(reading.text, start, end)
    if said is None:
        return frozenset()
    said_words = [*said[1].lower().split(), *([_REACHED] if f" {_REACHED} " in said[0] else [])]
    return frozenset(word for word in said_words if len(word) > _SHORT) - _EVERY
