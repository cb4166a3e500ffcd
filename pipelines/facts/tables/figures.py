"""What a table's row says in figures: amounts of money, shares and counts, each under its column's head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.build import edtf
from pipelines.facts.fact import Fact
from pipelines.facts.observations.counted import noun
from pipelines.facts.tables.parties import organizations
from pipelines.facts.tables.row import Row, fact, is_total
from pipelines.lexicon.load import lexicon
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name
from pipelines.mentions.tables import Field

_REMARK = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|,.*$")
_CODE = re.compile(r"\b[A-Z]{3}\b|[$€£¥]")
_SCALED = re.compile(r"\b(?:million|thousand|billion|mln|thous|bn|mio|m|k)\b|000", re.IGNORECASE)
_NO_COUNT = frozenset(
    {"serial", "code", "signed", "start", "valid", "joined", "period", "date", "person", "plain", "share"}
)
_PROGRAMME_LINES = 4


def amounts(row: Row) -> Iterator[Fact]:
    """The sums of money of a row, one a cell, with what its column and its key say."""
    for field in row.record.fields:
        for figure in row.figures(field):
            currency = _currency(field, figure)
            if currency is not None:
                yield _funding(row, field, figure, currency)


def _currency(field: Field, figure: Mention) -> str | None:
    """The currency of a sum, be it said in the column's head ("Budget (EUR)")."""
    if figure.kind == "money":
        return figure.unit
    if figure.kind != "count" or field.slot not in ("amount", "year") or _SCALED.search(field.label):
        return None
    for said in _CODE.findall(field.label):
        code = said if said in lexicon().currency_codes else lexicon().currencies.get(said)
        if code:
            return code
    return None


def _funding(row: Row, field: Field, figure: Mention, currency: str) -> Fact:
    date = _period(row, field)
    funder = row.text(row.get("funder")) or _giver(field)
    holder = row.get("recipient", "coordinator")
    twin_holder = _of_twin(row, "recipient", "coordinator")
    title = row.get("title", "acronym")
    bodies = organizations(row, holder) or (
        (twin_holder,) if twin_holder else organizations(row, row.get("partner"))
    )
    programme = row.text(row.get("programme")) or page_programme(row)
    slots = {
        "amount_low": figure.low,
        "amount_high": figure.high,
        "currency": currency,
        "qualifier": figure.qualifier or "exact",
        "funder": funder or None,
        "recipient": bodies[0] if bodies else row.text(title) or None,
        "programme": programme,
        "purpose": row.text(title) or field.label,
        "period": edtf(date),
        "countries": _countries(row),
    }
    return fact(row, "funding", "funding.row", slots, (figure, date))


def figures(row: Row) -> Iterator[Fact]:
    """The shares and counts of a row, one a cell."""
    for field in row.record.fields:
        if field.slot in _NO_COUNT - {"share", "plain"}:
            continue
        found = row.figures(field)
        if len(found) != 1 or _currency(field, found[0]) is not None:
            continue
        figure = found[0]
        unit = _unit(row, field, figure)
        if unit is not None and figure.reason is None:
            yield _observation(row, field, figure, unit)


def _unit(row: Row, field: Field, figure: Mention) -> str | None:
    """The noun counted: the cell's own, that of the column's head, or of the row's key."""
    text = row.reading.text
    alone = not any(map(str.isalpha, text[field.start : figure.start] + text[figure.end : field.end]))
    if figure.kind in ("percent", "ratio", "duration"):
        return figure.unit
    if figure.kind != "count" or not alone or field.slot == "key":
        return None
    if figure.unit and any(map(str.isalpha, text[figure.start : figure.end])):
        return figure.unit
    said = field.label if field.slot not in ("year", "count", "plain", "") or noun(field.label) else ""
    return noun(said) or noun(row.text(row.key())) or _shown(row.caption)


def _shown(caption: str) -> str | None:
    """What the caption of a table says it counts ("Incoming and outgoing visits", "Exchange of students")."""
    counted = noun(caption.rpartition(" and ")[2]) or noun(caption.partition(" of ")[2])
    if counted is not None and " and " in caption:
        return counted.rpartition(" ")[2]  # of one kind or another
    return counted


def _observation(row: Row, field: Field, figure: Mention, unit: str) -> Fact:
    date = _period(row, field)
    key = row.key()
    about = row.text(key) if key is not None and not is_total(row.text(key)) else ""
    head = _REMARK.sub("", field.label).strip() if field.slot != "year" else ""
    if figure.kind == "count" and unit not in f"{head} {about}":
        head = f"{head} {unit}".strip()  # the caption says what they are
    slots = {
        "value_low": figure.low,
        "value_high": figure.high,
        "qualifier": figure.qualifier or "exact",
        "unit": unit,
        "measure": " ".join(part for part in (head, about) if part) or unit,
        "programme": row.text(row.get("programme")) or page_programme(row),
        "period": edtf(date),
        "countries": _countries(row),
    }
    return fact(row, "observation", "observation.row", slots, (figure, date))


def _period(row: Row, field: Field) -> Mention | None:
    """The time of a figure: its column's year, the row's own date, that of the record its key names."""
    if field.slot == "year":
        return row.head_date(field)
    own = row.date("period", "date", "start", "signed", "key")
    if own is None and row.twin is not None:
        return row.of(row.twin).date("period", "date", "start")
    own = own or row.caption_date()
    if own is None and is_total(row.text(row.key())):
        return _overall(row)
    return own


def _overall(row: Row) -> Mention | None:
    """The one interval that the page's first lines give, which is what a total is for."""
    views = row.reading.views[:_PROGRAMME_LINES]
    told = [
        date
        for view in views
        for date in view.dates
        if "/" in (date.edtf or "") and ".." not in (date.edtf or "")
    ]
    return told[0] if len(told) == 1 else None


def _of_twin(row: Row, *slots: str) -> str | None:
    if row.twin is None:
        return None
    other = row.of(row.twin)
    bodies = organizations(other, other.get(*slots))
    return bodies[0] if bodies else None


def _giver(field: Field) -> str | None:
    """Who gives by the column's head: "EU contribution"."""
    for word in field.label.split():
        place = lexicon().countries.get(word)
        if place is not None and place.form == "name":
            return lexicon().country_names.get(place.code, word)
    return None


def page_programme(row: Row) -> str | None:
    """The programme that the whole page is about: the only one in its first lines."""
    name = lead_programme(row)
    return name.name if name is not None else None


def lead_programme(row: Row) -> Name | None:
    views = row.reading.views[:_PROGRAMME_LINES]
    named = {name.name: name for view in views for name in view.names if name.kind == "programme"}
    return next(iter(named.values())) if len(named) == 1 else None


def _countries(row: Row) -> tuple[str, ...]:
    fields = (row.get("country"), row.get("partner"), row.get("funder"), row.get("recipient"))
    return tuple(dict.fromkeys((*row.own(), *row.countries(*fields), *row.section)))
