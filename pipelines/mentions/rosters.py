"""Lists of persons with the body or the country of each.

One a line: "- Ana Souza, University of Porto (UP), Portugal"; in a row: "the speakers Ana Souza (Peru), Rui
Costa (Chile)"; behind the country: "Ireland – Aoife Kelly (Enterprise Ireland); Malta – …".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from pipelines.mentions.affiliations import affiliated
from pipelines.mentions.candidates import Candidate
from pipelines.mentions.name import Name
from pipelines.mentions.offices import Office, Scene
from pipelines.mentions.person import Person

_MARK = re.compile(r"[ \t]*(?:[-–•*·▪◦●]|\d{1,2}[.)])[ \t]+")
_BODY = re.compile(r"(?: ?\([^()\n]{2,40}\))?, (?:the )?", re.IGNORECASE)
_STATE = re.compile(r"(?: ?\([^()\n]{2,40}\))*,? ?")
_IN_BRACKETS, _NEXT = re.compile(r" \((?=[A-Z])"), re.compile(r"(?:[,;]|,? and|,? as well as) ")
_PLACED = re.compile(r"\b(?:in|at|near|from|to) \Z")
# Who takes part, where no office says it: "brought together Ana Souza (Peru)".
_GATHERED = re.compile(
    r"\b(?:participants?|panell?ists?|speakers?|delegates?|attendees|guests?|discussants?|contributors|invitees|"
    r"nominees|(?:brought|brings) together|attended by|represented by|participation of|among them)\b",
    re.IGNORECASE,
)
_DASHES = ("– ", "— ", "- ", ": ")
_DASHED = re.compile(r"(?: [–—-]|:) \Z")
_ENDED = re.compile(r" \(|[;\n]|,? and |, |\.?$")
_FAR = 160  # letters in which a list says what its persons are
_FEWEST = 2  # lines that make a list


def rows(scene: Scene, candidates: Sequence[Candidate], offices: Sequence[Office]) -> dict[int, Person]:
    """The persons of such lists, by the number of their candidate."""
    return {**_behind_country(scene, candidates), **_before_country(scene, candidates, offices),
            **_listed(scene, candidates)}  # fmt: skip


def _alike(candidate: Candidate) -> bool:
    """Whether a candidate may stand in such a list."""
    return candidate.words > 1 and not candidate.doubtful and candidate.whole


def _before_country(
    scene: Scene, candidates: Sequence[Candidate], offices: Sequence[Office]
) -> dict[int, Person]:
    """Persons in a row, the country of each in brackets, where what they do is said before."""
    found: dict[int, Person] = {}
    row: dict[int, Person] = {}
    for index, candidate in enumerate(candidates):
        link = _IN_BRACKETS.match(scene.text, candidate.end)
        state = scene.covering(link.end()) if link is not None and _alike(candidate) else None
        if state is None or state.kind != "country" or not scene.text.startswith((")", ",", ";"), state.end):
            continue
        last = row[max(row)].end if row else 0
        if not row or _NEXT.fullmatch(scene.text, last, candidate.lead) is None:
            row = {}
            if _PLACED.search(scene.text, 0, candidate.lead) or not _spoken_of(scene, candidate, offices):
                continue
        name = Name("person", candidate.start, candidate.end, candidate.text)
        row[index] = Person(name, candidate.lead, scene.text.find(")", state.end) + 1, country=state.code)
        if len(row) >= _FEWEST:
            found.update(row)
    return found


def _spoken_of(scene: Scene, candidate: Candidate, offices: Sequence[Office]) -> bool:
    """Whether the line speaks of persons before ``candidate``: of an office or of who took part."""
    line = max(scene.text.rfind("\n", 0, candidate.lead) + 1, candidate.lead - _FAR)
    before = bisect_left(offices, candidate.lead, key=attrgetter("start")) - 1
    office = before >= 0 and offices[before].start >= line
    return office or _GATHERED.search(scene.text, line, candidate.lead) is not None


def _behind_country(scene: Scene, candidates: Sequence[Candidate]) -> dict[int, Person]:
    """Persons behind their countries: "Ireland – Aoife Kelly (Enterprise Ireland); Malta – …"."""
    found: dict[int, Person] = {}
    for index, candidate in enumerate(candidates):
        if not _alike(candidate) or not scene.text.endswith(_DASHES, 0, candidate.lead):
            continue
        mark = _DASHED.search(scene.text, max(0, candidate.lead - 3), candidate.lead)
        state = scene.covering(mark.start() - 1) if mark is not None else None
        if state is None or state.kind != "country" or mark is None or state.end != mark.start():
            continue
        if _ENDED.match(scene.text, candidate.end) is not None:
            name = Name("person", candidate.start, candidate.end, candidate.text)
            person = affiliated(scene, Person(name, candidate.lead, candidate.end, country=state.code))
            found[index] = person
    return found if len(found) >= _FEWEST else {}


def _listed(scene: Scene, candidates: Sequence[Candidate]) -> dict[int, Person]:
    """The persons of such lines, by the number of their candidate; none where a line stands alone."""
    found: dict[int, Person] = {}
    for index, candidate in enumerate(candidates):
        if not _alike(candidate):
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
