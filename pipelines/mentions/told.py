"""What shows that a name is a person's: a verb of saying, a body or a country beside it, what they head.

"…, said Ana Souza", "by X (University of …, …)", "Ana Souza of the University of …", "Ana Souza heads the …".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.mentions.affiliations import BRACKET, FROM
from pipelines.mentions.candidates import Candidate, letters
from pipelines.mentions.offices import Scene
from pipelines.mentions.triggers import Triggers

_WHO = (", who ", " who ", ", on behalf of ", " on behalf of ")
_OF_STATE = re.compile(r" of (?:the )?")
_AUXILIARIES = re.compile(r",? (?:(?:has|have|had|also|then|further|later|both|all) )*")
# "…, who heads the Institute of …", "Ana Souza leads the Centre for …"
_HEADS = re.compile(
    r"(?:,? who)? (?:(?:has|had|also|now|currently) )*(?:(?P<head>head(?:s|ed)|runs|ran|manage[sd])|"
    r"(?P<leader>leads|led)|(?P<chair>chair(?:s|ed))|(?P<director>direct(?:s|ed))|"
    r"(?P<coordinator>co-?ordinate[sd])) (?:the |its )?"
)
# A group that someone heads: "the Chinese delegation, | headed by", "the Peruvian side was | led by".
_GROUP = re.compile(
    r"(?P<before>\w[\w.&' -]{0,60}?) (?:side|delegation|team|party|mission|group|delegates)"
    r"(?:,| was| were| is| are| had been| has been| will be)?(?: \w+ly)? ?\Z"
)
# "…, the Portuguese side by | Rui Costa": the verb is that of the side before.
_BY_A_SIDE = re.compile(
    r"(?:,|;|,? and|,? while) (?:the )?(?P<before>\w[\w.&' -]{0,60}?) (?:side|delegation|team|party) by \Z"
)
# Groups of persons, not of bodies.
_TEAM = re.compile(
    r"\b(?:teams?|delegations?|crew|jury|panel|missions?)\b[^.;:]{0,50}?,?\s"
    r"(?:comprising|comprised|comprises|consisting\sof|consisted\sof|consists\sof|composed\sof|made\sup\sof|included|includes|including)\s\Z"
)
_ROW = 44  # letters of the one before in a row of names
_NEXT_OF_ROW = re.compile(r"(?:,|;|,?\sand)\s(?:[A-Z][\w'’.-]+\s){2,3}\([A-Z][^()]{1,40}\)")
_LAST_OF_ROW = re.compile(r"(?:[A-Z][\w'’.-]+\s){2,3}\([A-Z][^()]{1,40}\)(?:,|;|,?\sand)\s\Z")
_FOLLOWED = re.compile(
    r"(?:,? who)? (?:(?:has|had|later|then) )*(?:succeed(?:s|ed) (?=him\b|her\b|[A-Z])|"
    r"(?:replace[sd]|t(?:akes|ook) over from) (?=him\b|her\b))"
)
_GROUP_REACH = 90
_SUCCEEDED = ("preceded by", "succeeded by", "replaced by")
_FOR_A_SIDE = ("represented by", "signed by")
# What is said of whom "chaired by" and the like name.
_ROLES = (
    ("presid", "president"),
    ("co-chair", "co-chair"),
    ("chairmanship", "chairman"),
    ("chair", "chair"),
    ("direct", "director"),
    ("ordinat", "coordinator"),
)


class Told(NamedTuple):
    """What is said of a person: the role, the body, the country."""

    role: str | None = None
    organization: str | None = None
    country: str | None = None


def quoted(scene: Scene, triggers: Triggers, candidate: Candidate) -> bool:
    """Whether a verb of saying stands right beside the candidate, or behind the country it is of."""
    text, end = scene.text, _behind_state(scene, candidate)
    if text.startswith(_WHO, end):
        return True
    after = triggers.within("people.reporting", end, end + 30)
    if after and text.startswith((" it ", " its "), after[0][1]):
        return False  # a body
    if after and _AUXILIARIES.fullmatch(text, end, after[0][0]):
        return True
    before = triggers.within("people.reporting", max(0, candidate.lead - 14), candidate.lead)
    return bool(before) and text[before[-1][1] : candidate.lead] == " "


def _behind_state(scene: Scene, candidate: Candidate) -> int:
    """Where the candidate ends, a country it is of included: "Ana Souza of Peru"."""
    link = _OF_STATE.match(scene.text, candidate.end)
    state = scene.state_at(link.end()) if link is not None else None
    return state.end if state is not None and state.form != "adjective" else candidate.end


def bracketed(scene: Scene, candidate: Candidate) -> bool:
    """Whether a body and a place in brackets say where the candidate is from: "by X (University of …,
    …)"."""
    found = BRACKET.match(scene.text, candidate.end)
    if found is None or letters(candidate.text).upper() in found[1].upper():
        return False
    name = scene.covering(found.start(1))
    if name is not None and candidate.words == 2 and _in_a_row(scene, candidate, found.end()):
        return name.kind == "organization" or name.name.isupper()
    if name is None or name.kind != "organization":
        return False
    return scene.text[max(0, candidate.start - 3) : candidate.start] == "by " or "," in found[1]


def _in_a_row(scene: Scene, candidate: Candidate, end: int) -> bool:
    """Whether a name with something in brackets stands beside: "Ana Souza (NRC), Kari Dahl (NTNU)"."""
    before = scene.text[max(0, candidate.lead - _ROW) : candidate.lead]
    return _NEXT_OF_ROW.match(scene.text, end) is not None or _LAST_OF_ROW.search(before) is not None


def in_team(scene: Scene, candidate: Candidate) -> bool:
    """Whether the candidate is named first of a team: "a delegation comprising Ana Souza and Kari Dahl"."""
    return _TEAM.search(scene.text, max(0, candidate.lead - _GROUP_REACH), candidate.lead) is not None


def at_body(scene: Scene, candidate: Candidate) -> bool:
    """Whether the candidate is said to be of a body: "Ana Souza of the University of …"."""
    found = FROM.match(scene.text, candidate.end)
    name = scene.covering(found.end()) if found is not None else None
    return (
        found is not None
        and name is not None and name.kind == "organization" and name.start == found.end()
        and name.head in ("university", "laboratory", "centre") and "," not in found[0]
    )  # fmt: skip


def succeeds(scene: Scene, candidate: Candidate) -> bool:
    """Whether the candidate is said to have followed somebody in an office: "Ana Souza succeeded him"."""
    return _FOLLOWED.match(scene.text, candidate.end) is not None


def placed(scene: Scene, candidate: Candidate) -> bool:
    """Whether a body or a country stands in brackets or behind "of" beside the candidate, whatever it is."""
    found = BRACKET.match(scene.text, candidate.end) or FROM.match(scene.text, candidate.end)
    start = found.start(1) if found is not None and found.re is BRACKET else found.end() if found else 0
    name = scene.covering(start) if found is not None else None
    return name is not None and name.start == start and name.kind in ("organization", "country", "phrase")


def heading(scene: Scene, candidate: Candidate) -> Told | None:
    """What a verb says of who heads a body: "Ana Souza, who chairs the Research Council"."""
    said = _HEADS.match(scene.text, candidate.end)
    body = scene.covering(said.end()) if said is not None else None
    if said is None or body is None or body.start != said.end() or body.kind != "organization":
        return None
    return Told(said.lastgroup, body.name, next(iter(body.countries), None))


def led(scene: Scene, triggers: Triggers, candidate: Candidate) -> tuple[Told, bool] | None:
    """What "headed by" and the like say of whom they name, and whether of the office of another ("succeeded
    by"); None where nothing of the sort stands before."""
    if not candidate.whole or (candidate.words < 2 and not candidate.titles):
        return None
    side = _BY_A_SIDE.search(scene.text, max(0, candidate.lead - _GROUP_REACH), candidate.lead)
    if side is not None:
        headed = triggers.within("people.heading", max(0, side.start() - _GROUP_REACH), side.start())
        return Told("head" if headed else None, *_of_group(scene, side)), False
    before = triggers.within("people.led_by", max(0, candidate.lead - 40), candidate.lead)
    if not before or scene.text[before[-1][1] : candidate.lead].strip():
        return None
    start, end = before[-1]
    said = scene.text[start:end].lower()
    if said == "named after":
        return None  # part of a name
    if said in _SUCCEEDED:
        return Told(), True
    of = group(scene, start)
    if not triggers.within("people.heading", start, candidate.lead):
        return (of if said in _FOR_A_SIDE else Told()), False
    return Told(next((role for words, role in _ROLES if words in said), "head"), *of[1:]), False


def group(scene: Scene, start: int) -> Told:
    """What the group before ``start`` is of: "a delegation of the Ministry, headed by …"."""
    comma = scene.text[start - 2 : start] == ", "
    name = scene.covering(start - 3) if comma else scene.before(start)
    if name is not None and name.kind == "organization":
        return Told(organization=name.name)
    said = _GROUP.search(scene.text, max(0, start - _GROUP_REACH), start)
    return Told(None, *_of_group(scene, said)) if said is not None else Told()


def _of_group(scene: Scene, said: re.Match[str]) -> tuple[str | None, str | None]:
    """The body or the country that a group is of: "the Chinese | delegation"."""
    named = scene.covering(said.end("before") - 1)
    if named is None or named.end < said.end("before"):
        return None, None
    if named.kind == "country":
        return None, named.code
    return (named.name if named.kind == "organization" else None), None
