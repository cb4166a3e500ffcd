"""Events that a table's row tells: a visit by its guest, a gathering by its name, with date and place."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.build import edtf
from pipelines.facts.fact import Fact
from pipelines.facts.place import at_home
from pipelines.facts.tables.row import Row, fact
from pipelines.lexicon.load import lexicon
from pipelines.mentions.name import Name


def event(row: Row) -> Iterator[Fact]:
    """A visit or a gathering of a row that has its date."""
    guest, gathering = row.get("guest"), row.get("event")
    date = row.date("date", "period", "start")
    code = "visit" if guest is not None else _kind(row.text(gathering))
    if date is None or code is None or row.get("amount", "signed", "joined"):
        return
    place = _place(row)
    people = [each.full for each in row.people(guest, row.get("recipient"), row.get("person"))]
    if guest is not None and not people:
        return
    named = row.countries(guest, row.get("country"), row.get("partner"), row.get("place"))
    slots = {
        "event_kind": code,
        "name": row.text(gathering) if guest is None else None,
        "date": edtf(date),
        "city": place.name if place is not None and place.kind == "city" else None,
        "place_country": place.code if place is not None else None,
        "countries": tuple(dict.fromkeys((*at_home(row.reading), *named))),
        "organizations": (),
        "people": tuple(people),
    }
    yield fact(row, "event", "event.row", slots, (date,))


def _place(row: Row) -> Name | None:
    """The city that the row's cell for the place names, else the country."""
    names: list[Name] = [name for name in row.names(row.get("place")) if name.code]
    return next((name for name in names if name.kind == "city"), names[0] if names else None)


def _kind(said: str) -> str | None:
    """The kind of event that a cell names by one of its words."""
    words = said.lower().split()
    found = [
        head.kind
        for size in (3, 2, 1)
        for at in range(len(words) - size + 1)
        if (head := lexicon().event_heads.get(" ".join(words[at : at + size]).strip(",.;:"))) and head.strong
    ]
    return found[0] if found else None
