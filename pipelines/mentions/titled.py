"""The titles before a person's name, and what they say: "Prof. Dr. Ana Souza", "King Harald V"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipelines.lexicon.load import lexicon
from pipelines.mentions.candidates import Candidate
from pipelines.mentions.offices import Scene
from pipelines.mentions.title_words import is_title

_DEGREE = re.compile(
    r"(?:Doctor|Candidate|Master|Ph\.?D\.?|D\.?Sc\.?) (?:of|in) (?:[A-Z][\w-]+(?:,? and |, | )){1,5}$"
)
_HONOURS = ("Excellency", "Excellencies", "Majesty", "Highness")
_WHOSE = ("His", "Her", "Their")
RULERS = frozenset({"King", "Queen", "Prince", "Princess", "Emperor", "Sheikh", "Emir", "Sultan", "Cardinal"})


@cache
def plural_titles() -> frozenset[str]:
    """The titles of several persons at once: "Profs."."""
    return frozenset(
        form for form in lexicon().titles if form.endswith("s") and form not in ("Mrs", "Ms", "Drs")
    )


def rank(candidate: Candidate) -> str | None:
    """The rank among a candidate's titles that is a role by itself: "King", "Doctor of Medicine"."""
    degree = _DEGREE.search(f"{candidate.titles} ")
    ruler = next((word for word in candidate.titles.split() if word in RULERS), None)
    return ruler or (degree[0].strip() if degree is not None else None)


def titled(scene: Scene, candidate: Candidate) -> Candidate:
    """``candidate`` with the titles that stand before its name in the text."""
    text, lead = scene.text, candidate.lead
    degree = None
    low = max(0, lead - 60)
    if text.find(" of ", low, lead) >= 0 or text.find(" in ", low, lead) >= 0:
        degree = _DEGREE.search(text, max(0, lead - 70), lead)
    if degree is not None and degree.start() <= scene.names[candidate.name].start:
        candidate, lead = replace(candidate, whole=True), degree.start()
    while candidate.whole:
        before = _word_before(text, lead)
        if before < 0:
            break
        lead = before
    titles = text[lead : candidate.start].strip()
    if lead == candidate.lead and titles == candidate.titles:
        return candidate
    return replace(candidate, lead=lead, titles=titles)


def _word_before(text: str, lead: int) -> int:
    """Where the title right before ``lead`` begins ("the" may stand between); -1 where there is none."""
    end = lead - 4 if text.endswith(" the ", 0, lead) else lead
    if text[end - 1 : end] != " ":
        return -1
    start = max(text.rfind(mark, max(0, end - 24), end - 1) for mark in " \n(") + 1
    word = text[start : end - 1]
    if word in _HONOURS and text.endswith((" His ", " Her ", " Their ", "\nHis ", "\nHer "), 0, start):
        return max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1)) + 1
    if word in _WHOSE and text.startswith(_HONOURS, end):
        return start
    return start if is_title(word) else -1
