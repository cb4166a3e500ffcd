"""Offices in a text, and what each is of: "First Deputy Minister of Health of Latvia", "NTSC head".

``find_offices`` takes the places of role words from the triggers and adds the words that modify them;
``Scene.complement`` reads what follows ("of …, …"), ``Scene.holder`` what stands before (whose office it is).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.name import Name
from pipelines.mentions.name_words import is_body_word
from pipelines.mentions.runs import UPPER
from pipelines.mentions.title_words import is_title
from pipelines.mentions.triggers import Triggers

_PLURAL = word_set("people", "described")
_SUBJECTS = word_set("person_names", "subjects")
_STOP = word_set("nouns", "stop")
_BEFORE = re.compile(r"([^\W\d_][\w&-]*)[ -]\Z")
_PREPOSITION = re.compile(
    r" ?(,|(?:of|for|at|to|from|in|within|with|and|on)\b)? ?(?:the )?[\"“«]?", re.IGNORECASE
)
_OF_WHAT = re.compile(r"ministers? (?:of|for) ")
_TOKEN = re.compile(r"[^\s,;:()\"“”]+")
# What a capitalised office-word behind one of these is part of a longer name.
_INSIDE = re.compile(r"\b(?:on|of|for|in|and) $")
_STATE_SUFFIX = re.compile(r"(?:,| of| in| for)?(?: the)?$")
_GOES_ON = re.compile(r"'s | of (?:the )?(?=[A-Z])| (?=\w)|-")
_PLACES, _START = frozenset({"country", "government", "city"}), attrgetter("start")
_DANGLING = re.compile(r"(?: (?:and|of|the))+$")
_ADMINISTRATIONS = ("government", "cabinet", "administration")
TO_HOLDER = re.compile(r" to (?:the )?(?:[\w.]+ )?")  # "Assistant to the | President"
_TEMPORARY = re.compile(r",? (?:a\. ?i\.|ad interim)")
# What one holds beside another office: "President and CEO".
_SECOND_OFFICES = frozenset(
    {
        "ceo",
        "principal",
        "chief executive",
        "chief executive officer",
        "founder",
        "co-founder",
        "chairman",
        "chair",
    }
)
_OF_FIELDS = ("inister", "inisters", "ecretary", "ommissioner", "ounsellor", "ounselor", "ttaché")
_MOST_MODIFIERS = 4
_MOST_PIECES = 4


class Office(NamedTuple):
    """An office at ``[start, end)``, modifiers included; ``kind`` is the lexicon's ("government",
    "science")."""

    start: int
    end: int
    kind: str
    plural: bool = False
    strong: bool = True


class Complement(NamedTuple):
    """What an office is of: how far its own words reach (``role_end``), where all ends, the body and the
    state."""

    role_end: int
    end: int
    organization: str | None = None
    country: str | None = None


def find_offices(text: str, triggers: Triggers) -> list[Office]:
    """Every office of ``text`` in order, none overlapping another."""
    spans = sorted(
        {
            span
            for label in ("roles", "roles.weak", "people.descriptions", "people.described")
            for span in triggers.all(label)
        },
        key=lambda span: (span[0], -span[1]),
    )
    found: list[Office] = []
    roles = lexicon().roles
    for start, end in spans:
        if (found and start < found[-1].end) or text.startswith(" Quarters", end):
            continue
        form = text[start:end].lower()
        head = roles.get(form) or roles.get(form.replace(" ", "-")) or roles.get(form.replace("-", " "))
        head = head or roles.get(text[start:end])  # "CEO"
        if head is None and text[start].isupper() and _INSIDE.search(text, max(0, start - 5), start):
            continue  # "the Observatory on Academic Excellence"
        if _OF_WHAT.match(form) and not form.endswith(" of state"):
            # what it is of is read as a complement: "Foreign Affairs and Trade"
            end = start + len(form.split(" ", 1)[0])
        begin = _modified(text, start, found[-1].end if found else 0)
        plural = head.plural if head else form in _PLURAL
        if (
            found
            and text[found[-1].end : start] == " "
            and not found[-1].strong
            and not found[-1].plural
            and not is_title(text[start:end])
        ):
            begin = found.pop().start  # "Assistant | Director-General"
        elif found and text[found[-1].end : begin] == " and " and form in _SECOND_OFFICES:
            begin = found.pop().start  # "President and | CEO"
        found.append(Office(begin, end, head.kind if head else "science", plural, bool(head and head.strong)))
    return found


def _modified(text: str, start: int, floor: int) -> int:
    """Where an office begins, words such as "deputy", "former" or "science" before it included."""
    modifiers = lexicon().role_modifiers
    begin = start
    for _ in range(_MOST_MODIFIERS):
        word = _word_before(text, max(floor, begin - 30), begin)
        if word == "and" and begin < start and text[begin].isupper():  # "Science and | Technology Adviser"
            joined = _word_before(text, max(floor, begin - 40), begin - len("and "))
            word = f"{joined} and" if joined[:1].isupper() and joined.lower() in _SUBJECTS else word
        plain = word.removesuffix(" and").lower()
        if plain not in modifiers and plain not in _SUBJECTS:
            break
        begin -= len(word) + 1
    if begin < start and re.search(r"\b(?:of|for|and|in) $", text[max(0, begin - 5) : begin]):
        together = text.endswith(" and ", 0, begin)
        other = _word_before(text, max(0, begin - 40), begin - 4) if together else ""
        if other.lower() in _SUBJECTS or not other[:1].isupper():
            return start  # "Ministry of Science | Director", "Education and Science | Minister"
    return begin


def _word_before(text: str, low: int, end: int) -> str:
    """The word that only a space or hyphen parts from ``end``, no further back than ``low``; empty where none
    is.
    """
    word = text[low : end - 1].rpartition(" ")[2]
    if word.isalpha() and text[end - 1] in " -":
        return word
    before = _BEFORE.search(text, low, end)
    return before[1] if before is not None else ""


class Scene:
    """The text with its names and offices, asked for what stands around a place."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = names
        self.starts = [name.start for name in names]
        flat = [inner for name in names for inner in ((name, *name.nested) if name.nested else (name,))]
        places = [name for name in flat if name.kind in _PLACES]
        self.places = sorted(places, key=_START)
        self.place_starts = [name.start for name in self.places]

    def covering(self, position: int) -> Name | None:
        """The name that ``position`` lies in."""
        index = bisect_right(self.starts, position) - 1
        return self.names[index] if index >= 0 and self.names[index].end > position else None

    def within(self, start: int, end: int) -> list[Name]:
        """The countries, governments and cities in ``[start, end)``, inner ones included."""
        low, high = bisect_left(self.place_starts, start), bisect_left(self.place_starts, end)
        return [name for name in self.places[low:high] if name.end <= end]

    def state_at(self, position: int) -> Name | None:
        """The country that begins at ``position``, inside a longer name as well."""
        index = bisect_left(self.place_starts, position)
        name = self.places[index] if index < len(self.places) else None
        return name if name is not None and name.start == position and name.kind == "country" else None

    def before(self, position: int) -> Name | None:
        """The name that ends right before ``position``, a possessive between left out."""
        index = bisect_left(self.starts, position) - 1
        if index < 0:
            return None
        between = self.text[self.names[index].end : position]
        full = self.names[index - 1]
        if between == ") " and self.text[full.end : self.names[index].start] == " (":
            return full  # "Department of Science (DS) | Minister"
        return self.names[index] if between in (" ", "'s ", "' ", "’s ", "-") else None

    def complement(self, position: int, limit: int) -> Complement:
        """What the office that ends at ``position`` is of, read no further than ``limit``."""
        role_end = end = position
        organization = country = None
        if (temporary := _TEMPORARY.match(self.text, position, limit)) is not None:
            position = role_end = end = temporary.end()  # "Chargé d'Affaires | a.i."
        minister = self.text.endswith(_OF_FIELDS, 0, position)
        for number in range(_MOST_PIECES):
            link = _PREPOSITION.match(self.text, end, limit)
            small = (link[1] or "").lower() if link else ""
            if link is None or not small or link.end() >= limit:
                break
            start = link.end()
            if self.text[start].isdigit():
                break  # "director in | 2014"
            stop = self._phrase(start, limit, small not in (",", "to"))
            if stop <= start or small == "and" or (small in ("with", "on") and number == 0):
                break
            piece = self._piece(start, stop, small, minister and number == 0)
            if piece is None:
                break
            of_role, body, state = piece
            if small == "," and of_role:
                break
            if of_role and organization is None:
                role_end = stop if (state is None and body is None) or small == "to" else of_role
            organization = organization or body
            country = country or state
            end = stop
        return Complement(role_end, end, organization, country)

    def _phrase(self, start: int, limit: int, lower: bool) -> int:
        """Where the phrase that begins at ``start`` ends: names that hang together, or a few words in small
        letters."""
        end = start
        words = 0
        while end < limit:
            name = self.covering(end)
            if name is not None:
                end = min(name.end, limit)
            else:
                token = _TOKEN.match(self.text, end, limit)
                if token is None:
                    break
                capital = token[0][0].isupper() or token[0][0].isdigit()
                if not capital and (
                    not lower or words >= 4 or token[0].lower() in _STOP or token[0].endswith(("ed", "ing"))
                ):
                    break
                if is_title(token[0]) or token[0] in ("His", "Her", "Their"):
                    break  # "Ambassador to China | Her Excellency …"
                words += not capital
                end = token.end()
            gap = _GOES_ON.match(self.text[end : end + 12])
            if gap is None or end + gap.end() >= limit:
                break
            end += gap.end()
        line = self.text.find("\n", start, end)
        end = min(end, limit, line if line >= 0 else end)
        return start + len(_DANGLING.sub("", self.text[start:end].rstrip(" -")))

    def _piece(
        self, start: int, end: int, link: str, minister: bool
    ) -> tuple[int, str | None, str | None] | None:
        """What ``text[start:end]`` is to an office: (where the role's own words end or 0, body, country).

        Of a ``minister`` whatever is no body is the field ("Minister of High Technological Industry").
        """
        places = self.within(start, end)
        if len(places) == 1 and (places[0].start, places[0].end) == (start, end):
            if places[0].kind == "city" and link in ("in", "of", "to", "at"):
                return end, None, places[0].code if link == "of" else None  # "Mayor of Riga"
            if places[0].form == "adjective":
                noun = (
                    link == "," and self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].islower()
                )
                return None if noun else (0, None, places[0].code)  # "…, the Swiss | side"
        state = next((name for name in places if name.kind != "city" and name.end == end), None)
        state = state or next((name for name in reversed(places) if name.kind != "city"), None)
        code = state.code if state is not None else None
        phrase = self.text[start:end]
        if state is not None and state.end == end and state.form != "adjective":
            if state.start <= start + 4:
                return self._state(state, end, link, phrase)
            base = self.text[start : state.start]
            inner = start + len(_STATE_SUFFIX.sub("", base.rstrip()))
            if self._of_role(self.text[start:inner]):
                return inner, None, code
        if link == "to":
            return end, None if _holds_office(phrase) else phrase, code or _own(self.covering(start))
        own = code or _own(self.covering(start))
        if (parted := self._field_and_body(phrase, link)) is not None:
            return start + parted[0], parted[1], own
        plain = not phrase.isupper() and not any(map(is_body_word, phrase.replace(",", " ").split()))
        if minister and plain and link in ("of", "for"):
            return end, None, code
        if self._of_role(phrase) or (link == "for" and not self._is_body(start, end) and code is None):
            return (end, None, code) if link != "," else None
        if link == "," and not self._is_body(start, end):
            return None
        return 0, phrase, code or next((name.code for name in places), None) or _own(self.covering(start))

    def _field_and_body(self, phrase: str, link: str) -> tuple[int, str] | None:
        """Where the field of an office ends in ``phrase``, and the body: "(Director of) Trade | of X"."""
        field, _, body = phrase.partition(" of ")
        body = body.removeprefix("the ")
        if not body or any(map(is_body_word, field.split())):
            return None
        told = link == "of" and self._of_role(field) and is_body_word(body.partition(" ")[0])
        return (len(field), body) if link == "for" or told else None

    def _state(self, state: Name, end: int, link: str, phrase: str) -> tuple[int, str | None, str | None]:
        governing = phrase.lower().startswith(_ADMINISTRATIONS)
        if link == "to":
            return end, phrase if governing else None, state.code if governing else None
        return 0, phrase if governing and link != "," else None, state.code

    def _of_role(self, phrase: str) -> bool:
        """Whether ``phrase`` names a field of work ("Foreign Affairs", "physics"), not a body."""
        words = [word for word in re.findall(r"[\w-]+", phrase) if word.lower() not in _STOP]
        if not words:
            return False
        capital = [word for word in words if word[0].isupper()]
        if not capital:
            return True
        return all(word.lower() in _SUBJECTS for word in capital) and not any(map(is_body_word, capital))

    def _is_body(self, start: int, end: int) -> bool:
        name = self.covering(start)
        return (name is not None and name.kind in ("organization", "government", "country")) or bool(
            name is not None
            and name.kind == "phrase"
            and any(map(is_body_word, self.text[start:end].split()))
        )

    def holder(self, office: Office) -> tuple[int, str | None, str | None]:
        """Whose office it is, said before it: where that begins, the body, the country ("NTSC head")."""
        inside = self.covering(office.start)
        within = inside is not None and inside.start < office.start and inside.kind != "event"
        start = inside.start if inside is not None and within else office.start
        before = self.text[start : office.start].strip(" ,'’").removesuffix("'s").strip()
        country = None
        for place in self.within(start, office.start):
            if place.kind == "country":
                country = place.code
                before = before.replace(self.text[place.start : place.end], "").strip()
        if re.fullmatch(
            rf"(?:[{UPPER}\d][\w&.'-]*|of|and|for|the| )+", before or "-"
        ) is None or self._of_role(before):
            before = ""
        if before.endswith((" and", " and the")) or is_title(before):
            before = ""  # "Professor Walsh and the | Ambassador", "Li Wei and U.S. | President"
        left = self.before(start)
        if left is not None and (left.is_state or left.kind in ("organization", "phrase", "programme")):
            start = left.start
            country = country or left.code or _own(left)
            if not left.is_state and not before:
                before = left.name
        return start, before or None, country


def _holds_office(phrase: str) -> bool:
    """Whether ``phrase`` begins with an office: "(Adviser to) the President"."""
    return any(word.lower() in lexicon().roles for word in phrase.split()[:2])


def _own(name: Name | None) -> str | None:
    """The country of a body's own name."""
    return name.countries[0] if name is not None and name.countries else None
