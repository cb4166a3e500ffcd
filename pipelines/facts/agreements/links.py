"""Where the words behind an instrument lead to its parties, and where these end."""

from __future__ import annotations

import re

from pipelines.facts.agreements.instruments import Instrument
from pipelines.facts.memberships.facts import own_date
from pipelines.facts.reading import View
from pipelines.mentions.mention import Mention

_WITH = re.compile(
    r"\b(?:with|between|(?:among|amongst)(?!\s(?:them|whom|which|these)\b)|linking|uniting|binding)\b"
    r"(?:\s+(?:the|such\s+countries\s+as|countries\s+(?:such\s+as|like)|a\s+number\s+of[\w\s]{0,30}:))?"
)
_TITLE_REACH = 200
_VERB = re.compile(
    r",\s(?:which|whereby|under\swhich|that)\s|\s(?:was|were|is|are|has|have|had|will|after|following|besides|unlike|"
    r"on\s+(?:co|scien|tech|research|edu|mutual)|in the field)\w*\b"
)
_AWAITS = re.compile(
    r"\b(?:awaiting|awaits|await|pending|ready\sfor)\s(?:signature|signing)\b|"
    r"\b(?:is|are)\s(?:expected|due|scheduled|set)\sto\sbe\s(?:signed|concluded)\b|\bwill\sbe\ssigned\b"
)
_JOINED = re.compile(
    r"\b(?:acced\w+|accession|adher\w+|part(?:y|ies)|signator(?:y|ies)|withdr[ae]w\w*)\s(?:to|of|from)\s(?:the\s)?(?:\d{4}\s)?(?:[A-Z][\w-]+\s){0,3}\Z|"
    r"\b(?:country|countries|states?|nations?|members?)\sto\s(?:sign|ratify|endorse)\s(?:up\sto\s)?(?:the\s)?\Z",
    re.IGNORECASE,
)
_RATIFIED = re.compile(r"\bratified\s(?:the\s)?\Z")
_JOINING = 40


def link(view: View, instrument: Instrument, reach: int) -> re.Match[str] | None:
    """The "with" or "between" behind an instrument; None where another one stands before it ("…, which was
    followed by programmes of cooperation between A and B")."""
    found = _WITH.search(view.reading.text, instrument.end, min(reach, instrument.end + _TITLE_REACH))
    return None if found and view.words("instruments", instrument.end, found.start()) else found


def awaits(view: View, instrument: Instrument) -> bool:
    """Whether its signature is said to be awaited, far behind it: "the MoU between A and B is awaiting
    signature"."""
    waiting = _AWAITS.search(view.reading.text, instrument.end, instrument.until or view.end)
    return waiting is not None and not view.words("instruments", instrument.end, waiting.start())


def until_verb(view: View, start: int, reach: int) -> int:
    """Where the parties after "between" end: before the finite verb that follows them."""
    verb = _VERB.search(view.reading.text, start, reach)
    return verb.start() if verb else reach


def bracketed(view: View, end: int) -> Mention | None:
    """The date in brackets right behind the last party: "between Chile and Peru (2001)"."""
    date = own_date(view, end)
    return date if date is not None and "(" in view.slice(end, date.start) else None


def only_joined(view: View, instrument: Instrument) -> bool:
    """Whether someone is only said to belong to a treaty, and nothing of its own conclusion."""
    before = view.slice(max(view.start, instrument.start - _JOINING), instrument.start)
    if instrument.named and instrument.code == "treaty" and _RATIFIED.search(before):
        return True
    told = view.words("agreements.concluding", instrument.end, min(view.end, instrument.end + _JOINING))
    return _JOINED.search(before) is not None and not told
