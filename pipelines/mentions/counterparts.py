"""Persons told by the office of another: "her Estonian counterpart Jaak Tamm", "his successor, Jaak Tamm"."""

from __future__ import annotations

import re

from pipelines.mentions.candidates import Candidate

_FAR = 90  # how far before the name the word may stand
_WORDS = ("counterpart", "opposite number", "successor", "predecessor")
# "her Estonian counterpart | Jaak Tamm", "his counterpart from Peru, Rosa Quispe"
_COUNTERPART = re.compile(
    r"\b(?:his|her|its|their|the) (?:(?P<nation>[A-Z][\w' -]{2,30}) )?(?:counterparts?|opposite number)"
    r"(?: (?:from|in|of) (?:the )?(?P<state>[A-Z][\w' -]{2,30}))?,? $"
)
# "His successor, Dr. | Jaak Tamm": in the same office, one after the other.
_SUCCESSOR = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:immediate |eventual |later )?(?:successor|predecessor)"
    r"(?: (?:as|at|in) [^,.;]{3,40})?(?:,| is| was|) \Z"
)


def counterpart(text: str, candidate: Candidate) -> tuple[int, bool] | None:
    """Where the words begin that make ``candidate`` somebody's counterpart, and whether at the same body.

    None where no words do."""
    first = max(0, candidate.lead - _FAR)
    if candidate.words < 2 or not any(text.rfind(word, first, candidate.lead) >= 0 for word in _WORDS):
        return None
    after = _SUCCESSOR.search(text, first, candidate.lead)
    if after is not None:
        return after.start(), True
    said = _COUNTERPART.search(text, first, candidate.lead)
    return None if said is None else (said.start(), False)
