"""Bodies without a name that one side has with each of several partners: "centres with Peru and Chile"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.institutions.body import kind_of
from pipelines.facts.institutions.names import SEVERAL
from pipelines.facts.institutions.verbs import FOUNDING
from pipelines.facts.parties import listed
from pipelines.facts.place import whose
from pipelines.facts.reading import View
from pipelines.lexicon.words import alternation

_SEVERAL = alternation("institutions", "nouns_several")
_UNNAMED = re.compile(
    rf"\b{alternation('institutions', 'common')}\s+(?:[a-z-]+\s+){{0,2}}?(?P<head>{_SEVERAL})\b",
    re.IGNORECASE,
)


def without_name(view: View) -> Iterator[Fact]:
    """ "Bilateral centres with (Russia, Latvia) … have been set up": one for each partner, with no name."""
    found = _UNNAMED.search(view.text) if {SEVERAL, FOUNDING} <= view.holds else None
    lists = re.search(r"\bwith\b", view.text) if found else None
    if found is None or lists is None:
        return
    anchor = (view.start + found.start(), view.start + found.end())
    date = date_near(view, *anchor)
    home = whose(view, *anchor)
    for partner in listed(view, view.start + lists.end(), view.end):
        if partner.code and partner.code not in home:
            slots = {
                "name": None, "institution_kind": kind_of(found["head"]), "established": edtf(date),
                "countries": (*home, partner.code), "organizations": (),
            }  # fmt: skip
            yield make(view, "institution", "institution.with", slots, anchor, (date,))
