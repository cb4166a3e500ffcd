"""The two bodies that "both universities" or "the two agencies" mean: those that the lines before named."""

from __future__ import annotations

import re

from pipelines.facts.parties import Party, parties
from pipelines.facts.reading import View, once
from pipelines.lexicon.words import alternation

_BOTH = re.compile(
    rf"\b(?:both|the\stwo|two)\s(?:[a-z]+\s)?{alternation('parties', 'bodies')}\b", re.IGNORECASE
)
_LINES = 6


@once
def both_bodies(view: View) -> tuple[Party, ...]:
    """The two bodies that a sentence means without naming them; nothing where it is not told which.

    Those of the nearest line before that names two and no more, else of the line after.
    """
    if "two " not in view.text and "oth " not in view.text:
        return ()
    said = _BOTH.search(view.text)
    if said is None or view.between(view.start, view.start + said.start(), "organization"):
        return ()
    views = view.reading.views
    before = views[max(0, view.index - _LINES) : view.index]
    for other in (*reversed(before), *views[view.index + 1 : view.index + 2]):
        named = {
            each.organization: each for each in parties(other, other.start, other.end) if each.organization
        }
        if len(named) == len(("one", "other")):
            return tuple(named.values())
        if len(named) > len(("one", "other")):
            return ()
    return ()
