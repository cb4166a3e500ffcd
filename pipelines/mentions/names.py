"""Who and what a text names: every country, city, body, office, person, programme and other proper name.

Known names come from the lexicon (``gazetteer``); the others are capitalised phrases (``runs``) whose head
noun
says what they are ("Ministry", "Summit", "Framework Programme"). An acronym given in brackets after a name
stands
for that name in the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from pipelines.lexicon.words import word_set
from pipelines.mentions.acronyms import given_in, places, spells, stands_for
from pipelines.mentions.candidates import spells_person
from pipelines.mentions.gazetteer import known_names
from pipelines.mentions.heads import first_segment, head_of, head_words
from pipelines.mentions.known import Known
from pipelines.mentions.name import Name
from pipelines.mentions.openings import FUNCTION, after_opening, sentences_apart
from pipelines.mentions.runs import BREAKING, JOINING, RUN, SMALL, Piece, Token, begin, cut, tokens

_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
_DANGLING = re.compile(r"(?:\s(?:and|of|for|on|in|at|with|the|de|du|der))+\Z")
_JOINED = re.compile(r"^(?:and|und|et) ")
_ADJECTIVE_ENDINGS = tuple(sorted(word_set("names", "adjective_endings")))
_GOVERNMENT = word_set("names", "government_heads")
_SURNAME = re.compile(r"(?:[A-Z]\.[ -]?){1,3}[A-Z]\w+")
_UNIVERSITIES = word_set("names", "universities")
_LEGAL_FORMS = word_set("names", "legal_forms")
_START, _SPAN = attrgetter("start"), attrgetter("start", "end")
_SIGN, _PARTING = re.compile(r"[.,']"), SMALL | BREAKING | FUNCTION  # at which a run may be parted
_PLACES = ("country", "city", "government")
_OF_STATE, _LONGEST_STATE = re.compile(r"\s(?:of|in|from)\s(?:the\s)?"), 40
_REGISTERED = (" e.V. (", " e. V. (")

_CAMPUS = re.compile(r"\sat\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?(?![\w-])")
_CAPITALISED = re.compile(r"\s([A-Z]\w+)")


class _Reader:
    """The known names of a text, and what cutting and naming ask about them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.given = given_in(text)
        acronyms = places(text, {found[1] for found in self.given.values()})
        self.known = Known([*known_names(text), *acronyms])
        self.has_aliases = bool(acronyms)
        self.aliases: dict[str, Name] = {}
        self.covered = 0  # where a name ended that reaches beyond its run

    def independent(self, piece: Piece) -> bool:
        start, end = piece[0].start, piece[-1].end
        for name in self.known.inside(start, end):
            whole = name.end == end or name.form in ("name", "former", "part", "known")
            # "India-Israel Industrial Research" is no state.
            pair = name.kind == "country" and "-" in piece[0].text
            if name.start == start and not pair and (whole or name.kind in ("organization", "programme")):
                return True
        if any(token.bare in _GOVERNMENT for token in first_segment(piece)):
            return True
        head = head_of(piece)
        if head is None:
            wording = self.text[piece[0].start : piece[-1].end]
            return _of_legal_form(wording) or (len(piece) > 1 and piece[0].text in _UNIVERSITIES)
        (kind, _, strong), _ = head
        # "Ministry of Education and | Training": a lone word names no event.
        return len(piece) > 1 or (strong and kind != "event")

    def shares_article(self, left: Piece) -> bool:
        """Whether an article before ``left``, a single word, holds for what "and" joins to it, too.

        "the Yoga and Traditional Medicine Centre" is one name; "the Senate and National Assembly" two.
        """
        start, end = left[0].start, left[-1].end
        plain = (
            left[0].text.istitle() and left[0].bare not in head_words() and not self.known.touched(start, end)
        )
        return plain and _ARTICLE.search(self.text, max(0, start - 5), start) is not None

    def begins(self, piece: Piece) -> bool:
        head = head_words().get(piece[0].bare)
        return head is not None and head[2]

    def takes_list(self, piece: Piece) -> bool:
        return (
            any(token.small and token.text not in JOINING for token in piece) and head_of(piece) is not None
        )

    def is_adjective(self, token: Token) -> bool:
        plain = token.text.lower().endswith(_ADJECTIVE_ENDINGS) and not _of_legal_form(token.text)
        return plain and token.bare not in head_words()  # "Initiative"

    def ends_before(self, left: Piece, token: Token, right: Piece) -> bool:
        if not right:
            return True
        places = self.known.inside(right[0].start, right[-1].end)
        if token.text == "in" and places and places[0].start == right[0].start and places[0].kind in _PLACES:
            return True
        if token.text.startswith("of"):
            # "opened in Moscow of the Joint Centre": a city is of nothing; "A. B. Popov of the Academy".
            alone = len(left) == 1 and _SURNAME.match(left[0].text) is not None
            return alone or self._is_city(left) or self._is_person(left, right)
        if token.text == "on" and any(word.small and word.text.startswith(("of", "for")) for word in left):
            return True  # "Academy of Sciences | on Scientific Cooperation"; but "Commission on Cooperation"
        head = head_of(left)
        if token.text == "in" and head is not None and head[0][0] == "event":
            return True
        if token.text.startswith("for") and head is not None and head[0][0] == "organization":
            other = head_words().get(right[-1].bare)  # "the Reef Fund | for the Yam Seed Project"
            if len(right) > 2 and other is not None and other[2] and other[0] in ("project", "programme"):
                return True
        named = self.known.inside(left[0].start, left[-1].end)
        return bool(named) and named[-1].end == left[-1].end and len(left) > 1 and named[-1].kind in _PLACES

    def _is_person(self, left: Piece, right: Piece) -> bool:
        """Whether ``left`` is a person of the body or state ``right``: "Ana Souza | of Lund University"."""
        head = head_of(right) if len(right) > 1 else None
        body = head is not None and head[0][0] == "organization"
        of = self.known.inside(right[0].start, right[-1].end)
        state = bool(of) and of[0].kind == "country" and of[0].start == right[0].start
        persons: list[list[str]] = [[]]
        for token in left:  # "Ana Souza and Rui Costa | of Lund University"
            if token.small and token.text in JOINING:
                persons.append([])
            else:
                persons[-1].append(token.text)
        if not (body or state):
            return False
        known = self.known.inside(left[0].start, left[-1].end)
        return not known and all(map(spells_person, persons))

    def _is_city(self, piece: Piece) -> bool:
        start, end = piece[0].start, piece[-1].end
        return any(
            (name.start, name.end, name.kind) == (start, end, "city")
            for name in self.known.inside(start, end)
        )

    def acronym(self, end: int) -> re.Match[str] | None:
        """What stands in brackets right behind ``end``, where it is shaped like an acronym."""
        if end in self.given:
            return self.given[end]
        if self.text.startswith(_REGISTERED, end):  # "Forschungsgesellschaft e.V. (FG)"
            end = self.text.index("V.", end) + len("V.")
        behind = self.given.get(end + 1)
        return behind if behind is not None and self.text[end].isspace() else None

    def holds_together(self, position: int) -> bool:
        return self.known.holds_together(position)


def find_names(text: str) -> list[Name]:
    """All names of the folded ``text``, sorted, none overlapping another (inner ones are ``nested``)."""
    reader = _Reader(text)
    found: list[Name] = []
    for run in RUN.finditer(text):
        if run.start() >= reader.covered:
            found.extend(_alone(reader, run) if run[0].isalpha() else _several(reader, run))
    by_span = {(name.start, name.end): name for name in found}
    found = sorted(by_span.values(), key=_SPAN)
    found = sorted([*found, *reader.known.elsewhere(found, by_span)], key=_START)
    found = list(_beside(text, found))
    if not reader.has_aliases:
        return found
    aliases = reader.aliases
    return [
        _resolved(name, aliases) if name.nested or name.kind == "alias" or name.name in aliases else name
        for name in found
    ]


def _alone(reader: _Reader, run: re.Match[str]) -> Sequence[Name]:
    """The names that a run of one plain word gives, as most runs are."""
    word, (start, end) = run[0], run.span()
    lower = word.lower()
    if lower in FUNCTION and (len(word) == 1 or not word.isupper()):
        return ()
    known = reader.known.alone(start, end)
    if known is None and lower not in head_words() and not reader.known.touched(start, end):
        return (_with_acronym(reader, Name("phrase", start, end, word)),)
    if begin(reader.text, start) < start:
        return _several(reader, run)
    if known is not None:
        return (_with_acronym(reader, known),)
    return _classified(reader, [Token(start, end, word, False, lower)])


def _several(reader: _Reader, run: re.Match[str]) -> list[Name]:
    """The names that a run gives: one where no word in it joins two, as all of them can only be one name."""
    text, (start, end) = reader.text, run.span()
    start = begin(text, start)
    if reader.known.holds_together(end):
        end = reader.covered = reader.known.end_around(end)  # "University of Dar | es Salaam"
    said = text[start:end]
    if _SIGN.search(said) is None and _PARTING.isdisjoint(said.lower().split()):
        known = reader.known.alone(start, end)
        if known is not None:
            return [_with_acronym(reader, known)]
        return _classified(reader, tokens(text, start, end))
    return [
        name
        for part in sentences_apart(after_opening(text, tokens(text, start, end)), reader.holds_together)
        for piece in _spelled_whole(reader, part, cut(part, reader))
        for name in _classified(reader, piece)
    ]


def _spelled_whole(reader: _Reader, run: Piece, pieces: list[Piece]) -> list[Piece]:
    """``pieces`` with the last two joined again where only together they begin with an acronym's letters.

    "Network for Accreditation of Engineering and Natural Science Education (NAENSE)" is one name.
    """
    given = reader.acronym(pieces[-1][-1].end) if len(pieces) > 1 else None
    if given is None or spells(pieces[-1], given[1]):
        return pieces
    joined = run[run.index(pieces[-2][0]) :]
    link = [token.text for token in joined[len(pieces[-2]) : -len(pieces[-1])]]
    whole = len(pieces[-2]) > 1 and spells(joined, given[1]) and not spells(pieces[-2], given[1])
    if link not in (["and"], ["on"], ["in"], ["for"], ["of"], ["of", "the"], ["on", "the"]) or not whole:
        return pieces
    return [*pieces[:-2], joined]


def _beside(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """``names`` as the words behind tell: a campus is part of a university's ("University of X at Y"), a city
    that a round or process is called after is no place ("Doha Round")."""
    end = 0
    for name in names:
        if name.start < end:
            continue  # the campus
        behind = _CAPITALISED.match(text, name.end) if name.kind == "city" else None
        if behind is not None and behind[1].lower() in word_set("names", "called_after_cities"):
            continue
        campus = _CAMPUS.match(text, name.end) if name.head == "university" and " of " in name.name else None
        if campus is not None:
            end = campus.end()
            name = replace(name, end=end, name=text[name.start : end])
        yield name


def _resolved(name: Name, aliases: Mapping[str, Name]) -> Name:
    """``name`` with the acronyms in it read as the names they stand for."""
    if name.nested:
        name = replace(name, nested=tuple(_resolved(inner, aliases) for inner in name.nested))
    meant = aliases.get(name.name)
    if name.kind != "alias" and not _of_another(name, meant):
        return name
    if meant is None:
        return replace(name, kind="organization" if _of_legal_form(name.name) else "phrase")
    return replace(meant, start=name.start, end=name.end, name=name.name, nested=(), full=meant.name)


def _of_another(name: Name, meant: Name | None) -> bool:
    """Whether a known acronym stands for another body here, which the text says is of another country."""
    known = name.kind == "organization" and meant is not None and meant.name != name.name
    return (
        known
        and meant is not None
        and bool(name.countries)
        and bool(meant.countries)
        and (set(name.countries).isdisjoint(meant.countries))
    )


def _classified(reader: _Reader, piece: Piece) -> list[Name]:
    """The names that ``piece`` gives."""
    text, start, end = reader.text, piece[0].start, piece[-1].end
    if text[end - 2 : end] == "'s":
        end -= 2
    inner: list[Name] = []
    if reader.known.overlaps(start, end):
        if (wider := reader.known.around(start, end)) is not None:
            return [wider]  # "Horizon" of "Horizon 2020"
        inner = reader.known.inside(start, end)
    if len(inner) == 1 and (inner[0].start, inner[0].end) == (start, end):
        return [_with_acronym(reader, inner[0])]
    name = _byhead_of(text, piece, start, end, inner)
    small = [token for token in piece if token.small]
    if name is None and not (inner or small) and _of_legal_form(text[start:end]):
        name = Name("organization", start, end, text[start:end], head="organization")
    if name is not None:
        return [_with_acronym(reader, name)]
    if not inner:
        return [_with_acronym(reader, Name("phrase", start, end, text[start:end]))]
    if piece[0].text in _UNIVERSITIES and inner[0].kind == "city" and inner[0].end == end and len(inner) == 1:
        home = inner[0].code or ""  # "TU Delft"
        return [
            Name(
                "organization", start, end, text[start:end], None, (home,), "university", nested=tuple(inner)
            )
        ]
    return _around(text, start, end, inner)


def _of_legal_form(name: str) -> bool:
    """Whether ``name`` ends in a legal form: "LifeWatch ERIC", "Instruct-ERIC"."""
    before, _, form = name.replace("-", " ").rpartition(" ")
    return form in _LEGAL_FORMS and bool(before)


def _byhead_of(text: str, piece: Piece, start: int, end: int, inner: list[Name]) -> Name | None:
    """The name that the head noun of ``piece`` makes of it."""
    states = [name for name in inner if name.kind == "country"]
    if len(states) == 1 and any(token.bare in _GOVERNMENT for token in first_segment(piece)):
        return Name("government", start, end, text[start:end], code=states[0].code, nested=tuple(inner))
    head = head_of(piece)
    if head is None:
        return None
    (kind, code, strong), _ = head
    if len(piece) == 1 and kind in ("organization", "event", "programme", "project"):
        return Name(
            "phrase", start, end, text[start:end], head=f"{kind}:{code}"
        )  # "the Ministry", "the Forum"
    if not strong and kind == "organization" and len(piece) < 2:
        return None
    # "The Kyoto Protocol" is no Japanese one.
    sides = [name for name in inner if name.kind != "city"] if kind == "instrument" else inner
    if kind == "organization":  # "Erasmus+ Office of Peru" is Peru's
        sides = [name for name in sides if name.kind != "programme"]
    told = [code for name in sides for code in (name.code, *name.countries) if code]
    countries = tuple(dict.fromkeys(told))
    return Name(kind, start, end, text[start:end], countries=countries, head=code, nested=tuple(inner))


def _with_acronym(reader: _Reader, name: Name) -> Name:
    """``name`` with the acronym that the text gives right after it in brackets."""
    found = reader.acronym(name.end)
    if (
        found is None
        or name.kind in ("country", "government", "city", "alias")
        or not stands_for(found[1], name.name)
    ):
        return name
    named = replace(name, acronym=found[1], countries=name.countries or _state_behind(reader, found.end()))
    reader.aliases.setdefault(found[1], named)
    return named


def _state_behind(reader: _Reader, end: int) -> tuple[str, ...]:
    """The state that a body is said to be of behind its acronym: "… Foundation (NRF) of South Africa"."""
    link = _OF_STATE.match(reader.text, end)
    inner = reader.known.inside(link.end(), link.end() + _LONGEST_STATE) if link is not None else []
    state = inner[0] if inner and link is not None and inner[0].start == link.end() else None
    return (state.code,) if state is not None and state.kind == "country" and state.code else ()


def _around(text: str, start: int, end: int, inner: list[Name]) -> list[Name]:
    """Known names inside a capitalised phrase without a head, and the phrases left between them."""
    found: list[Name] = []
    position = start
    for name in [*inner, Name("phrase", end, end, "")]:
        between = text[position : name.start]
        if between.startswith("-") and between[1:2].islower():
            between = between.partition(" ")[2]  # "Jordan-based | SESAME"
        rest = _DANGLING.sub("", _JOINED.sub("", between.strip(" \n,&-–—")))
        if len(rest) > 1 and rest[0].isupper():
            at = text.index(rest, position)
            found.append(Name("phrase", at, at + len(rest), rest))
        if name.name:
            found.append(name)
        position = name.end
    return found
