"""Persons told as another's counterpart: "her Estonian counterpart Jaak Tamm"."""

from __future__ import annotations

import re

from pipelines.mentions.candidates import Candidate

_FAR = 90  # how far before the name the word may stand
_WORDS = ("counterpart", "opposite number")
# "her Estonian counterpart | Jaak Tamm", "his counterpart from Peru, Rosa Quispe"
_COUNTERPART = re.compile(
    r"\b(?:his|her|its|their|the) (?:(?P<nation>[A-Z][\w' -]{2,30}) )?(?:counterparts?|opposite number)"
    r"(?: (?:from|in|of) (?:the )?(?P<state>[A-Z][\w' -]{2,30}))?,? $"
)


def counterpart(text: str, candidate: Candidate) -> int | None:
    """Where the words begin that make ``candidate`` somebody's counterpart; None where none do."""
    first = max(0, candidate.lead - _FAR)
    if candidate.words < 2 or not any(text.rfind(word, first, candidate.lead) >= 0 for word in _WORDS):
        return None
    said = _COUNTERPART.search(text, first, candidate.lead)
    return None if said is None else said.start()
