"""Who signs an instrument that the sentence names neither "with" nor "between" whom."""

from __future__ import annotations

import re

from pipelines.facts.agreements.concluded import IN_FORCE, is_entry
from pipelines.facts.agreements.instruments import Instrument
from pipelines.facts.agreements.partners import between_before
from pipelines.facts.both_bodies import both_bodies
from pipelines.facts.parties import Party, listed, parties, subjects
from pipelines.facts.reading import View

_WHEN = re.compile(r",\s(?:when|since|after)\s(?:the\s|an?\s)?(?:[a-z]+\s){0,3}\Z")
_ARTICLE = 4
# Whom "between" may mean that are named elsewhere: "between the two countries", "between them".
THEM = re.compile(
    r"\s*(?:them\b|us\b|(?:the|these|those|our|both|all|its|their)?\s?(?:said\s|respective\s|contracting\s)?"
    r"(?:two|both|three|four|five|six|seven|\d+)?\s?(?:[a-z]+\s){0,2}?(?:sides|parties|countries|governments|states|nations|"
    r"academies|universities|institutions|institutes|organi[sz]ations|ministries|agencies|partners|cent(?:re|er)s|republics|"
    r"councils|companies|members|bodies|foundations|laboratories|societies|signatories|capitals|peoples|ministers|cities)\b)"
)
_ROLL = re.compile(r"[^:;]{0,60}?(?::|\s[–—-])\s(?:the\s)?")  # "Seven countries signed the treaty: A, B, …"
_BY = re.compile(
    r"\b(?:signed|concluded|initialled|agreed|approved|adopted|ratified|renewed|extended|endorsed|reached)\b"
    r"[^;:]{0,60}?\bby\b|\b(?:efforts|initiative)\s+(?:by|of)\b"
)


def _opening(view: View, instrument: Instrument) -> list[Party]:
    """The two that open it: "A and B have had ties since 1983, when the first protocol was signed"."""
    when = _WHEN.search(view.slice(view.start, instrument.start))
    found = listed(view, view.start, view.start + when.start()) if when is not None else []
    return found if len(found) == len(("one", "other")) and found[0].start - view.start <= _ARTICLE else []


def signers(view: View, instrument: Instrument, reach: int) -> list[Party]:
    """Who signs it: the states of its name, whom "by" names, the subject of a verb of concluding before it,
    or the
    head of the item that it is remarked on.
    """
    inside = [Party(instrument.start, instrument.start, code) for code in instrument.states]
    if len(inside) > 1:
        return inside
    roll = _ROLL.match(view.reading.text, instrument.end, reach)
    if roll is not None and len(called := listed(view, roll.end(), view.end)) > len(("one", "other")):
        return called
    by = _BY.search(view.reading.text, instrument.end, reach)
    found = parties(view, by.end(), reach) if by else []
    active = view.words("agreements.concluding", view.start, instrument.start) or IN_FORCE in view.holds
    if not found and (active or view.kind == "item" or is_entry(view, instrument)):
        found = subjects(view, view.start, instrument.start, phrases=True)
    if len(found) < len(("one", "other")):
        found = between_before(view, instrument) or found or _opening(view, instrument)
        found = found or list(both_bodies(view))
    return [*found, *(each for each in inside if each.code not in {other.code for other in found})]


def both_of(view: View, instrument: Instrument) -> list[Party]:
    """Whom "between the two universities" means: the sentence's two subjects, else the two named before."""
    two = subjects(view, view.start, instrument.start)
    return two if len(two) > 1 else list(both_bodies(view))
