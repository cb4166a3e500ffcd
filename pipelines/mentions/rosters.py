"""Lists of persons, one a line with the body of each: "- Ana Souza, University of Porto (UP), Portugal"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.mentions.candidates import Candidate
from pipelines.mentions.name import Name
from pipelines.mentions.offices import Scene
from pipelines.mentions.person import Person

_MARK = re.compile(r"[ \t]*(?:[-–•*·▪◦●]|\d{1,2}[.)])[ \t]+")
_BODY = re.compile(r"(?: ?\([^()\n]{2,40}\))?, (?:the )?", re.IGNORECASE)
_STATE = re.compile(r"(?: ?\([^()\n]{2,40}\))*,? ?")
_FEWEST = 2  # lines that make a list


def listed(scene: Scene, candidates: Sequence[Candidate]) -> dict[int, Person]:
    """The persons of such lines, by the number of their candidate; none where a line stands alone."""
    found: dict[int, Person] = {}
    for index, candidate in enumerate(candidates):
        if candidate.words < 2 or candidate.doubtful or not candidate.whole:
            continue
        line = scene.text.rfind("\n", 0, candidate.lead) + 1
        if candidate.lead - line > 8 or _MARK.fullmatch(scene.text, line, candidate.lead) is None:
            continue
        link = _BODY.match(scene.text, candidate.end)
        body = scene.covering(link.end()) if link is not None else None
        if link is not None and body is not None and body.kind == "organization" and body.start == link.end():
            name = Name("person", candidate.start, candidate.end, candidate.text)
            found[index] = Person(name, candidate.lead, body.end, None, body.name, _country(scene, body))
    return found if len(found) >= _FEWEST else {}


def _country(scene: Scene, body: Name) -> str | None:
    """The country that ends the line, else the body's own."""
    link = _STATE.match(scene.text, body.end)
    state = scene.covering(link.end()) if link is not None else None
    if state is not None and state.kind == "country":
        return state.code
    inner = next((place.code for place in scene.within(body.start, body.end)), None)
    return inner or (body.countries[0] if body.countries else None)
