"""What a table's row says of parties: agreements, projects, memberships, persons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipelines.facts.build import edtf
from pipelines.facts.fact import Fact
from pipelines.facts.programmes.programme import generic
from pipelines.facts.reading import Reading
from pipelines.facts.tables.row import Row, fact, is_total
from pipelines.lexicon.load import lexicon
from pipelines.mentions.mention import Mention
from pipelines.mentions.tables import Field

_BRACKETED = re.compile(r"\s*\([^()]*\)?\s*$")
_ACRONYM = re.compile(r"\s*\(\s*[A-Z][\w&+./-]{1,14}\s*\)")
_SEVERAL = re.compile(r"\s*;\s*|\s+/\s+|\s*\n\s*")
_TAIL = re.compile(r",\s*([^,]+)$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PROJECTS = re.compile(r"\bprojects?\b", re.IGNORECASE)
_TITLED = re.compile(r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Acad|Eng|Assoc|Academician|Professor|Doctor)\b\.?\s*)+")
_LONGEST_NAME = 160
_FEWEST_WORDS = 2


def agreement(row: Row) -> Iterator[Fact]:
    """One agreement: with the row's partner or country, signed or valid as it says."""
    signed, valid, term = _term(row)
    partner, country = row.get("partner"), row.get("country")
    about = _instrument(row, dated=bool(row.get("signed") or row.get("valid")))
    if about is None or (partner is None and country is None) or row.get("amount"):
        return
    if row.get("person", "joined", "role") or is_total(row.text(row.key())):
        return
    if row.record.layout == "pairs" and (
        row.get("title", "code", "coordinator") or not row.get("signed", "type")
    ):
        return
    bodies = organizations(row, partner)
    countries = row.countries(country) or row.countries(partner) or row.section
    if not bodies and not countries:
        return
    own = own_bodies(row.reading)
    slots = {
        "instrument": about,
        "title": None,
        "countries": tuple(dict.fromkeys([*own_countries(row.reading), *countries])),
        "organizations": tuple(dict.fromkeys([*own, *bodies])),
        "signed": edtf(signed),
        "valid": term,
    }
    yield fact(row, "agreement", "agreement.row", slots, (signed, valid, row.date("start")))


def _term(row: Row) -> tuple[Mention | None, Mention | None, str | None]:
    """When it was signed, the date until which it holds, and the term as EDTF."""
    signed = row.date("signed")
    start, end = row.date("start"), row.date("valid")
    period = row.date("period")
    if signed is None and start is None and row.get("valid", "partner") is not None:
        signed = row.date("date")
    if period is not None and "/" in (period.edtf or ""):
        return signed, period, period.edtf
    until = (end.edtf or "") if end is not None else ""
    if "/" in until:
        return signed, end, until
    if start is not None and "/" not in (start.edtf or "/"):
        if until:
            return signed, end, f"{start.edtf}/{until}"
        return signed or start, end, f"{start.edtf}/.." if signed is not None else None
    return signed, end, f"../{until}" if until else None


def _instrument(row: Row, dated: bool) -> str | None:
    """Which instrument the rows are: by the row's own cell, a column's head, or the last one named before."""
    known = {form.lower(): head.kind for form, head in lexicon().instruments.items() if head.kind != "decree"}
    for field in row.record.fields:
        if field.slot in ("type", "title", "signed", "partner", "programme"):
            for text in (row.text(field) if field.slot == "type" else "", field.label):
                told = _named(text, known)
                if told:
                    return told
    labels = " ".join(field.label for field in row.record.fields)
    told = _named(labels, known) or _named(_caption(row), known)
    if told:
        return told
    places = row.reading.triggers.all("instruments")
    before = bisect_left(places, (row.record.start, 0))
    if not dated or not before:
        return "agreement" if dated and row.get("signed") and row.get("partner") else None
    start, end = places[before - 1]
    return known.get(row.reading.text[start:end].lower(), "agreement")


def _named(text: str, known: dict[str, str]) -> str | None:
    """The code of an instrument named in ``text``, in the singular or plural; "programme" only if signed."""
    words = re.findall(r"[a-z-]+", text.lower())
    for size in (4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            code = known.get(phrase) or known.get(phrase.removesuffix("s"))
            if code and code != "programme":
                return code
    return None


def _caption(row: Row) -> str:
    start, end = row.record.above
    return row.reading.text[start:end]


def own_countries(reading: Reading) -> tuple[str, ...]:
    """The page's own side: the countries of the body it is about, else the one its addresses or its words
    tell."""
    topic = reading.topic
    if topic is not None and topic.countries:
        return topic.countries
    address = reading.address_country
    return (address,) if address else reading.home[:1]


def own_bodies(reading: Reading) -> tuple[str, ...]:
    """The body that the page is about."""
    topic = reading.topic
    return (topic.called,) if topic is not None and topic.kind == "organization" else ()


def organizations(row: Row, *fields: Field | None) -> tuple[str, ...]:
    """The bodies that some cells name: each cell is a name, or several parted by semicolons."""
    found: dict[str, None] = {}
    for field in fields:
        text = row.text(field)
        if field is None or not text:
            continue
        if _is_country(text):
            continue
        for part in _SEVERAL.split(text):
            name = body(part)
            if name and not _is_country(name):
                found[name] = None
    return tuple(found)


def body(text: str) -> str | None:
    """The name of a body in a cell: without its acronym, its city and its country."""
    name = _ACRONYM.sub("", text).strip(" ,;.")
    name = _BRACKETED.sub("", name) if _is_country(_inside(name)) else name
    for _ in range(_FEWEST_WORDS):
        tail = _TAIL.search(name)
        if tail is None or not (_is_country(tail[1]) or tail[1] in lexicon().cities):
            break
        name = name[: tail.start()]
    name = name.strip(" ,;.")
    return name if _LETTERS.search(name) and len(name) <= _LONGEST_NAME else None


def _inside(name: str) -> str:
    found = _BRACKETED.search(name)
    return found[0].strip(" ()") if found else ""


def _is_country(text: str) -> bool:
    return text.strip() in lexicon().countries


def project(row: Row) -> Iterator[Fact]:
    """A project: its title or acronym, with a code, partners, a term or money beside it."""
    title = row.get("title", "acronym")
    if title is None or not (_project_column(row) or _PROJECTS.search(_caption(row))):
        return
    beside = row.get("code", "coordinator", "partner", "funder", "period", "amount", "country", "recipient")
    said = row.text(title)
    date = row.date("period", "date", "start")
    beside = beside or (row.get("date", "start") if date is not None else None)
    if beside is None or is_total(said) or not _LETTERS.search(said) or len(said) > _LONGEST_NAME * 2:
        return
    code, funder = row.text(row.get("code")), row.text(row.get("funder", "programme"))
    fields = (row.get("coordinator"), row.get("partner"), row.get("recipient"))
    slots = {
        "code": code or None,
        "title": said.strip('"“”«» '),
        "organizations": organizations(row, *fields),
        "countries": row.countries(row.get("country"), *fields) or row.section,
        "funder": funder or None,
        "period": edtf(date),
    }
    yield fact(row, "project", "project.row", slots, (date,))


def _project_column(row: Row) -> bool:
    return any(_PROJECTS.search(field.label) for field in row.record.fields) or bool(
        row.get("acronym") and row.get("title")
    )


def programme(row: Row) -> Iterator[Fact]:
    """A scheme that a row is about, with its countries, term or money beside it."""
    field, key = row.get("programme"), row.key()
    if field is None or key is None or field.start != key.start or row.get("title", "code", "acronym"):
        return
    said = row.text(field).strip('"“”«» ')
    beside = row.get("country", "partner", "funder", "period", "start", "valid", "amount", "count")
    if beside is None or is_total(said) or generic(said) or len(said) > _LONGEST_NAME or " " not in said:
        return
    date, short = row.date("period"), _ACRONYM.search(said)
    bodies = (row.get("funder"), row.get("partner"))
    slots = {
        "name": _ACRONYM.sub("", said),
        "acronym": short[0].strip(" ()") if short else None,
        "period": edtf(date),
        "countries": row.countries(row.get("country"), *bodies) or row.section,
        "organizations": organizations(row, *bodies),
    }
    yield fact(row, "programme", "programme.row", slots, (date,))


def membership(row: Row) -> Iterator[Fact]:
    """Who joined the page's body, and when."""
    topic, since = row.reading.topic, row.date("joined")
    field = row.get("country", "partner", "person")
    if topic is None or field is None or since is None or row.get("amount", "signed"):
        return
    states = row.countries(row.get("country")) if row.get("partner") is None else ()
    for member in states[:1] or organizations(row, row.get("partner")):
        slots = {"member": member, "organization": topic.called, "since": edtf(since)}
        yield fact(row, "membership", "membership.row", slots, (since,))


def person(row: Row) -> Iterator[Fact]:
    """A person with an office or a body beside the name."""
    field, office = row.get("person"), row.get("role")
    name = _TITLED.sub("", row.text(field)).strip(" ,")
    if field is None or not (office or row.get("partner")) or row.get("amount"):
        return
    words = name.split()
    if not _FEWEST_WORDS <= len(words) <= 5 or not all(word[0].isupper() for word in words[:2]):
        return
    bodies = organizations(row, row.get("partner"))
    states = row.countries(row.get("country")) or row.countries(row.get("partner"))
    slots = {
        "name": name,
        "role": row.text(office) or None,
        "organization": bodies[0] if bodies else None,
        "country": states[0] if states else None,
    }
    yield fact(row, "person", "person.row", slots)
