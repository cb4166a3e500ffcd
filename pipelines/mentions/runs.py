"""Capitalised phrases: where a proper name begins and ends.

English names are runs of capitalised words, held together by small words ("Ministry of Health and Family
Welfare"). A run is first taken as long as it goes and then cut where it joins two names ("the Ministry of
Education and the Academy of Sciences"). What a piece names is decided elsewhere (``names``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from pipelines.lexicon.words import alternation, word_set

UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())
# "U.S.-ASEAN", "B.I. Stepanov" (initials go with the surname after them), "Jean-Eric", "S&T", "Kazakhstan's".
_ABBREVIATION = rf"(?:U\.(?:S|K|N|A\.E|S\.A)\.?(?!\w)(?:-[{UPPER}]\w+)*)"
# "H.E. Mr" are no initials of a surname.
_EXCELLENCY = r"\. ?E\. ?(?:M|Dr|Prof|Amb|Sh)"
_INITIALED = rf"(?:(?!H{_EXCELLENCY})(?:[{UPPER}]\.[ -]?){{1,3}}(?=[{UPPER}]\w)[{UPPER}]\w+(?:['-]\w+)*)"
# "e-Infrastructure", "eScience": a small letter or two before the capital.
WORD = rf"(?:{_ABBREVIATION}|{_INITIALED}|[{UPPER}]\w*(?:[&/+.'–-]+\w+)*|[a-z]{{1,2}}-?[{UPPER}][a-z]\w*)"
_GAP = r"[ ]{1,2}"
_JOIN = rf"(?:{_GAP}(?:{alternation('names', 'connectors')}|&|[–—]){_GAP}(?:the{_GAP})?)"
_ITEM = rf"{WORD}(?:{_GAP}{WORD}){{0,3}}"
# A comma belongs to a name only in a list that "and" ends: "Education, Science and Technology".
_LIST = rf"(?:,{_GAP}(?=(?:{_ITEM},{_GAP}){{0,4}}{_ITEM},?{_GAP}(?:and|&){_GAP}(?:the{_GAP})?{WORD}))"
# The same with a comma before the "and": "Agriculture, Livestock, and Supply".
_SERIAL = rf"(?:,{_GAP}{_ITEM}(?:,{_GAP}{_ITEM}){{0,4}},{_GAP}(?:and|&){_GAP}(?:the{_GAP})?)"
# The first word is looked for by its capital alone, which is fast; "e-Science" is mended by ``begin``.
_FIRST = (
    rf"[{UPPER}](?<!\w[{UPPER}])(?:(?<=U)\.(?:S|K|N|A\.E|S\.A)\.?(?!\w)(?:-[{UPPER}]\w+)*"
    rf"|(?!(?<=H){_EXCELLENCY})\.[ -]?(?:[{UPPER}]\.[ -]?){{0,2}}(?=[{UPPER}]\w)[{UPPER}]\w+(?:['-]\w+)*"
    r"|\w*(?:[&/+.'–-]+\w+)*)"
)
RUN = re.compile(rf"{_FIRST}(?:(?:{_SERIAL}|{_LIST}|{_JOIN}|{_GAP}){WORD})*")
_TOKEN = re.compile(rf"({WORD})|,|[^\s,]+")
#: The words that hold the others of a run together, in the letters they have there.
SMALL = frozenset({",", "&", "–", "—", "the"}.union(*map(str.split, word_set("names", "connectors"))))
# The same words in a title with capitals: "MINISTRY OF SCIENCE AND EDUCATION", "Government Of the Republic".
_SMALL_IN_CAPITALS = frozenset(
    {"Of", "And"}.union(word.upper() for word in SMALL if len(word) > 1 and word.isalpha())
)
_FIELDS = word_set("names", "fields")
_SUBJECTS = word_set("person_names", "subjects")
#: A name ends before these.
BREAKING = word_set("names", "breaking")
_CONTRACTED = re.compile(r"'(?:ve|re|ll|d|m|s)?$")


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One word of a run; ``small`` marks the joining words, the comma among them.

    ``bare`` is the word in small letters, without a possessive or a contracted verb.
    """

    start: int
    end: int
    text: str
    small: bool
    bare: str


Piece = list[Token]
JOINING = frozenset({",", "and", "&", "und", "et", "y", "e", "–", "—"})


class Rules(Protocol):
    """What cutting asks of those who know the words."""

    def independent(self, piece: Piece) -> bool:
        """Whether ``piece`` is a name by itself."""

    def shares_article(self, left: Piece) -> bool:
        """Whether an article before ``left`` holds for what "and" joins to it, too."""

    def begins(self, piece: Piece) -> bool:
        """Whether ``piece`` begins with a head ("Ministry …"), so that nothing before it belongs to it."""

    def takes_list(self, piece: Piece) -> bool:
        """Whether a list may go on inside ``piece`` ("Ministry of Education, …")."""

    def is_adjective(self, token: Token) -> bool:
        """Whether ``token`` is an adjective that another may be joined to ("Scientific and …")."""

    def ends_before(self, left: Piece, token: Token, right: Piece) -> bool:
        """Whether ``left`` ends before the small word ``token``, and ``right`` is no part of its name."""

    def holds_together(self, position: int) -> bool:
        """Whether ``position`` lies inside a known name."""


def begin(text: str, start: int) -> int:
    """Where the run that matched at ``start`` really begins: at the "e-" before "e-Science"."""
    return (
        start - 2 if text[start - 2 : start] == "e-" and not text[start - 3 : start - 2].isalnum() else start
    )


def tokens(text: str, start: int, end: int) -> Piece:
    """The words of ``text[start:end]``."""
    run = text[start:end]
    if "." in run:
        return [
            _token(*match.span(), match[0], match[1] is None) for match in _TOKEN.finditer(text, start, end)
        ]
    if "," in run:
        run = run.replace(",", " ,")
    found: list[Token] = []
    for word in run.split():
        start = text.index(word, start, end)
        stop = start + len(word)
        found.append(_token(start, stop, word, word in SMALL))
        start = stop
    return found


def _token(start: int, end: int, word: str, small: bool) -> Token:
    if word in _SMALL_IN_CAPITALS:
        return Token(start, end, word.lower(), True, word.lower())
    return Token(start, end, word, small, _bare(word) if "'" in word else word.lower())


def _bare(word: str) -> str:
    return _CONTRACTED.sub("", word.lower())


def cut(run: Piece, rules: Rules) -> list[Piece]:
    """``run`` cut where it joins two names: at commas and "and"s, after possessives, before "in" a known
    place."""
    pieces: list[Piece] = []
    current: Piece = []
    listing = False  # whether a comma has already parted names in this run
    for index, token in enumerate(run):
        if token.bare in BREAKING and current:
            pieces.append(current)
            current = []
        elif not token.small:
            current.append(token)
            if token.text.endswith("'s") and not rules.holds_together(token.end):
                pieces.append(current)
                current = []
            continue
        if not current:
            continue
        rest = _until_join(run, index + 1)
        if token.text in JOINING:
            parts = _parts(token, current, rest, rules, listing)
            parts = parts and not _one_of_fields(current, run[index:], rules)
            listing = listing or (parts and token.text == ",")
        else:
            parts = rules.ends_before(current, token, rest)
        if parts:
            pieces.append(current)
            current = []
        else:
            current.append(token)
    if current:
        pieces.append(current)
    return [stripped for piece in pieces if (stripped := _strip(piece))]


def _until_join(run: Piece, index: int) -> Piece:
    """The words from ``index`` to the next comma, dash or "and"."""
    rest: Piece = []
    for token in run[index:]:
        if token.small and token.text in (",", "and", "&", "–", "—"):
            break
        if token.text != "the":
            rest.append(token)
    return rest


def _is_field(piece: Piece) -> bool:
    """Whether ``piece`` begins with a field of work: "Human Services", not "Academy of Sciences"."""
    first = list(takewhile(lambda token: not token.small, piece))
    return bool(first) and first[-1].bare in _FIELDS


def _one_of_fields(left: Piece, after: Piece, rules: Rules) -> bool:
    """Whether ``left`` ends in a field of work, and ``after`` are more of them with the head of one name.

    "Higher Education |, Research and Innovation Department"
    """
    if left[-1].bare not in _SUBJECTS or rules.independent(left):
        return False
    while after:
        link = ""
        while after and after[0].text in JOINING:
            link, after = after[0].text, after[1:]
        piece = _until_join(after, 0)
        named = list(takewhile(lambda token: not token.small, piece))
        if not named or named[0].bare not in _SUBJECTS:
            return False
        if len(named) > 1 and rules.independent(named):
            return link == "and" and named[-1].bare not in _FIELDS
        if len(named) < len(piece) or any(token.bare not in _SUBJECTS for token in named):
            return False
        after = after[len(piece) :]
    return False


def _parts(token: Token, left: Piece, right: Piece, rules: Rules, listing: bool) -> bool:
    """Whether the joining ``token`` stands between two names (not inside one)."""
    if token.text == "&" or not right:
        return False
    if rules.is_adjective(left[-1]) and (token.text != "," or rules.is_adjective(right[0])):
        return False
    field = _is_field(right) or (
        len(right) > 1 and all(each.bare in _SUBJECTS for each in right) and not rules.begins(right)
    )
    if token.text == "and" and field and rules.takes_list(left):
        return False  # "Secretary of Health and Human Services", "… Energy and Industrial Strategy"
    if rules.independent(right):
        return (
            listing
            or token.text == ","
            or rules.independent(left)
            or (len(left) == 1 and not rules.shares_article(left))
            or rules.begins(right)
        )
    if token.text in ("–", "—"):
        return rules.independent(left)  # "University of Cusco – Student exchange agreement"
    if rules.takes_list(left):
        return token.text == "," and len(right) > 2
    return token.text == "," or listing or rules.independent(left)


def _strip(piece: Piece) -> Piece:
    while piece and piece[0].small:
        piece = piece[1:]
    while piece and piece[-1].small:
        piece = piece[:-1]
    return piece
