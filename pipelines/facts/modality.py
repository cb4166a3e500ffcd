"""Whether a statement says that something is so, is planned, is proposed, or is not so.

The words that tell (``lexicon/words/modality.yml``) count where grammar lets them reach: before the anchor inside
its clause, or in the verb right after it ("The third meeting … was being considered").
"""

from __future__ import annotations

import re

from pipelines.lexicon.words import alternation

_CLAUSE_START = re.compile(
    rf"[;:]\s|,\s(?:and|but|so|yet)\s|(?:,\s|\s){alternation('modality', 'clause_ends')}\s|\)\s", re.IGNORECASE
)
# "In order to …, they signed": what opens a sentence and ends with a comma says nothing of the main clause.
_ADVERBIAL = re.compile(r"(?:In order to|To|As|While|Although|Though|When|After|Before|If|Following|During|Since|With|Given|Considering|Taking|Believing|Having|Being) [^,;]{5,160},\s")
_CLAUSE_END = re.compile(rf"[;:(]\s?|,\s|\s{alternation('modality', 'clause_ends')}\s", re.IGNORECASE)


def _either(*labels: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternation('modality', *labels)}(?![\w-])", re.IGNORECASE)


_NEGATED = _either("negation")
_PLANNED_BEFORE, _PLANNED_AFTER = _either("planned_before"), _either("planned_after")
_PROPOSED_BEFORE, _PROPOSED_AFTER = _either("proposed_before"), _either("proposed_after")
# "not only … but also" denies nothing.
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|yet to)\b|\bno (?:less|fewer|later|more) than\b", re.IGNORECASE)
# What was proposed before a finite past verb reaches no further: "Prospects … have been boosted by the signing of …".
_FINITE = re.compile(r"\b(?:has|have|had)\s+(?:also\s+)?(?:been\s+)?\w+ed\b|\b(?:was|were)\s+(?:also\s+)?\w+ed\b", re.IGNORECASE)
_REACH_AFTER = 90


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of ``text`` around ``[start, end)``: from the last break before it to the first after it."""
    left = 0
    adverbial = _ADVERBIAL.match(text)
    if adverbial is not None and adverbial.end() <= start:
        left = adverbial.end()
    for found in _CLAUSE_START.finditer(text, left, start):
        left = found.end()
    right = _CLAUSE_END.search(text, end)
    return left, right.start() if right else len(text)


def status(text: str, start: int, end: int) -> str:
    """The status code of what ``text[start:end]`` says, in the sentence ``text``.

    >>> status("The Parties will sign a protocol.", 22, 32)
    'planned'
    """
    left, right = clause(text, start, end)
    before = _NOT_ONLY.sub(" ", text[left:start])
    finite = None
    for finite in _FINITE.finditer(before):
        pass
    governing = before if finite is None else before[finite.start() :]
    after = text[end : min(right, end + _REACH_AFTER)]
    inside = text[start:end]
    if _NEGATED.search(before) or re.search(r"\b(?:is|are|was|were|has|have|do|does|did)\s+not\b", _NOT_ONLY.sub("", after[:40])):
        return "negated"
    found = [(match.start(), name) for name, rule in (("proposed", _PROPOSED_BEFORE), ("planned", _PLANNED_BEFORE))
             for match in rule.finditer(governing)]
    if _PROPOSED_AFTER.search(after):
        return "proposed"
    if found:
        # The outer word decides: "is considering … to hold" is proposed, "will explore" is planned.
        return min(found)[1]
    if _PLANNED_AFTER.search(after) or _PLANNED_BEFORE.match(inside):
        return "planned"
    return "actual"
