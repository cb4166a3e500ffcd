"""Capitalised phrases that have the shape of a person's name.

Shape alone makes nobody a person ("Western Digital"); ``people`` asks title, office, verb and brackets around
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.name import Name
from pipelines.mentions.name_words import NO_NAME, never, office_words
from pipelines.mentions.runs import UPPER
from pipelines.mentions.title_words import after_title, is_degree, is_title

WORD = re.compile(rf"(?:Prof|Dr|Mr|Mrs|Ms|Acad|Eng|Amb)\.(?=[{UPPER}]\w)|\S+")  # "Dr.Karim" is two words
_SHAPE = re.compile(
    rf"(?:[{UPPER}]\.-?)*(?:a[a-z]-|el-)?[{UPPER}](?:[^\W\d]|['’-])*\.?|[{UPPER}]\.(?:-?[{UPPER}]\.)*|"
    rf"[{UPPER}]/[{UPPER}][^\W\d]+"
)
_INITIALED = re.compile(
    rf"(?:[{UPPER}]\.-? ?){{1,3}}[{UPPER}][\w'-]+|[{UPPER}][\w'-]+ [{UPPER}]\.-? ?[{UPPER}]\.?"
)
# Surnames before their initials, one after the other: "Ozols A. Berzins K.L."
_SERIES = re.compile(rf"[{UPPER}][\w'-]+ (?:[{UPPER}]\.[ -]?){{0,2}}[{UPPER}]\.?(?=[ ,;]|$)")
# A ruler's number: "Margrethe II"; a lone "I" only where no verb follows it.
_REGNAL = re.compile(r" (?:I(?=[,.;)]| of )|I{2,3}|I?V|VI{1,3}|IX|XI{0,3}|XI?V|XVI{0,3})(?!\w)")
_FIRMS = ("N.V.", "B.V.", "S.A.", "K.K.", "S.L.", "N.V", "B.V", "S.A")  # "DSM N.V."
_NUMERAL = re.compile(r"I{1,3}|I?V|VI{1,3}|IX|XI{0,3}|XI?V|XVI{0,3}")
_MOST_PARTICLES = 40  # characters
_LETTERS = re.compile(r"[^\W\d_]")
MOST_WORDS = 6
# Military ranks, titles only before two words or more: "Major General | Ana Souza", not "General | Motors".
_RANKS = frozenset(
    {"Major", "General", "Lieutenant", "Colonel", "Admiral", "Brigadier", "Captain", "Marshal"}
)
_PARTICLES = word_set("person_names", "particles")
_SURNAMES_TOO = word_set("person_names", "surnames_too")
# What can hold a person: any phrase but those that the lexicon knows.
_HOLDERS = frozenset({"phrase", "role", "organization", "event", "programme", "project", "instrument"})
_LINKS = frozenset({"and", "&", ","})  # what parts two persons


@dataclass(slots=True, unsafe_hash=True)
class Candidate:
    """A stretch that could be a person's name.

    ``lead`` is where the titles before it begin (``start`` where there are none), ``name`` the number of the
    ``Name`` it lies in, ``whole`` whether nothing else lies in that one, and ``doubtful`` whether one of its
    words is rather an office or a body ("Federico Mayor").
    """

    start: int
    end: int
    lead: int
    name: int
    text: str
    titles: str = ""
    whole: bool = True
    doubtful: bool = False

    @property
    def words(self) -> int:
        """How many words the name has, initials counted."""
        return len(self.text.replace(".", ". ").split())

    @property
    def initialed(self) -> bool:
        """Whether it is initials and a surname, the safest shape of all."""
        firm = self.text.endswith(_FIRMS) and self.text.partition(" ")[0].isupper()
        return not firm and _INITIALED.fullmatch(self.text) is not None


def candidates(text: str, names: Sequence[Name]) -> list[Candidate]:
    """Every stretch of ``text`` shaped like a person's name, in order, with what a particle joins to it."""
    found: list[Candidate] = []
    for number, name in enumerate(names):
        if name.kind == "city" and found and found[-1].end + 1 == name.start and text[found[-1].end] == " ":
            found[-1] = _with_city(text, found[-1], found[-1].start, name.end)  # a surname: "Peter Lund"
        if name.kind not in _HOLDERS or not _may_hold(text, name):
            continue
        before = names[number - 1] if number else None
        for candidate in _within(text, number, name):
            if (
                before is not None
                and before.kind == "city"
                and candidate.whole
                and text[before.end : candidate.start] == " "
            ):
                candidate = _with_city(
                    text, candidate, before.start, candidate.end
                )  # a first name: "Sofia Mendes"
            candidate = _numbered(text, candidate)
            joined = _joined(text, found[-1], candidate) if found and candidate.whole else None
            if joined is None:
                found.append(candidate)
            else:
                found[-1] = joined
    return found


def is_enclosed(text: str, candidate: Candidate) -> bool:
    """Whether a single word stands in brackets, rather a place or body than a person: "Ana Souza (Leeds)"."""
    if candidate.titles or candidate.initialed or " " in candidate.text:
        return False
    return (
        text[candidate.start - 1 : candidate.start] == "(" and text[candidate.end : candidate.end + 1] == ")"
    )


def _may_hold(text: str, name: Name) -> bool:
    """Whether ``name`` may hold a person's: most show by their last words that they do not."""
    said = name.name
    if len(name.nested) == 1 and (name.nested[0].start, name.nested[0].end) == (name.start, name.end):
        return False
    if " " not in said and "." not in said and (said.isupper() or name.kind not in ("role", "phrase")):
        return _initial(text, name)
    if name.kind == "role":
        return True
    words = said.split()
    ends = [word for word, link in pairwise(words) if link in _LINKS or word[-1] == ","]
    if not all(map(_no_surname, [*ends, words[-1]])):
        return True
    return after_title(text, name.start) or (bool(ends) and any(map(is_title, words)))


def _initial(text: str, name: Name) -> bool:
    """Whether ``name`` is an initial before a particle: "B. van der Berg"."""
    dotted = len(name.name) == 1 and text.startswith(". ", name.end)
    return dotted and text[name.end + 2 : name.end + 10].partition(" ")[0] in _PARTICLES


def _no_surname(word: str) -> bool:
    return word.rstrip(",").lower() in never() and not (len(word) < 3 and word.isupper())


def _numbered(text: str, candidate: Candidate) -> Candidate:
    """``candidate`` with the ruler's number or the full stop of its last initial behind it."""
    end = candidate.end
    found = _REGNAL.match(text, end)
    if found is not None:
        end = found.end()
    elif candidate.text[-2:-1] in (".", " ") and text[end : end + 1] == ".":
        end += 1
    return (
        candidate if end == candidate.end else replace(candidate, end=end, text=text[candidate.start : end])
    )


def is_number(word: str) -> bool:
    """Whether ``word`` is a ruler's number: "XIII"."""
    return _NUMERAL.fullmatch(word) is not None


def _with_city(text: str, candidate: Candidate, start: int, end: int) -> Candidate:
    """``candidate`` and the city beside it, whose name it may bear."""
    if candidate.titles and candidate.lead < candidate.start and start < candidate.start:
        return candidate
    lead = candidate.lead if start == candidate.start else start
    return replace(candidate, start=start, end=end, lead=lead, text=text[start:end])


def _within(text: str, number: int, name: Name) -> list[Candidate]:
    """The candidates of one name: one at the end of each of its parts between "and"s and commas."""
    words = list(WORD.finditer(text, name.start, name.end))
    if len(words) == 1:
        if _initial(text, name):
            return [Candidate(name.start, name.end + 1, name.start, number, f"{name.name}.")]
        candidate = _tail(text, number, name, words)
        return [candidate] if candidate is not None else []
    if len(words) > 3 and words[1][0].endswith(".") and words[3][0].endswith("."):
        series = list(_SERIES.finditer(text, name.start, min(len(text), name.end + 1)))
        if len(series) > 1:
            return [Candidate(*each.span(), each.start(), number, each[0]) for each in series]
    ends = [at for at, word in enumerate(words) if word[0] in _LINKS or word[0].endswith(",")]
    found: list[Candidate] = []
    start = 0
    for end in [*ends, len(words) - 1]:
        part = (
            words[start : end + 1]
            if end == len(words) - 1 or words[end][0].endswith(",")
            else words[start:end]
        )
        candidate = _tail(text, number, name, [word for word in part if word[0] not in _LINKS])
        if candidate is not None:
            found.append(candidate)
        start = end + 1
    return found


def _tail(text: str, number: int, name: Name, words: list[re.Match[str]]) -> Candidate | None:
    """The longest ending of ``words`` that is shaped like a person's name."""
    words = _bare_name(name, words)
    first = len(words)
    doubtful = False
    while first > 0 and len(words) - first < MOST_WORDS:
        word = words[first - 1][0].rstrip(",")
        blocked = is_blocked(name, words[first - 1], word)
        if (
            blocked
            and first == len(words) > 1
            and word.lower() in office_words()
            and name.kind == "role"
            and len(words) < 4
        ):
            doubtful = True  # "Mayor" may be a surname where nothing but a name stands before it
        elif blocked and first == len(words) > 1 and (_is_city(name, words[-1]) or _key(name, words)):
            pass  # so may "Lund" and "Key"
        elif blocked and not _allowed(text, words[first - 1], len(words) - first):
            break
        first -= 1
    while first < len(words) and words[first][0] in _PARTICLES and not words[first][0][:1].isupper():
        first += 1
    first = _behind_field(name, words, first)
    if first == len(words) or (doubtful and (first > 0 or _is_office(words))):
        return None
    if first == len(words) - 1 and _is_city(name, words[-1]):
        return None
    if not _may_stand(name, words, first) or _left_over(name, words, first):
        return None
    start, end = words[first].start(), words[-1].end()
    end -= len(text[start:end]) - len(text[start:end].rstrip(",").removesuffix("'s").removesuffix("'"))
    if text[start:end].isupper() and " " not in text[start:end]:
        return None
    lead = first
    while lead > 0 and is_title(words[lead - 1][0]):
        lead -= 1
    if len(words) - first > 1 and all(word[0] in _RANKS for word in words[:lead]):
        lead = 0
    return Candidate(start, end, words[lead].start(), number, text[start:end],
                     text[words[lead].start() : start].strip(), lead == 0, doubtful)  # fmt: skip


def _behind_field(name: Name, words: list[re.Match[str]], first: int) -> int:
    """Where the person begins behind the field of an office: "Minister for Seniors | Ana Souza"."""
    of_field = first > 0 and name.kind == "role" and words[first - 1][0] in ("of", "for")
    return len(words) - 2 if of_field and len(words) - first > 2 else first


def _allowed(text: str, word: re.Match[str], behind: int) -> bool:
    """Whether a word that no name holds is part of one here: "Jane | van | Berg", "Mr. | Park Geun-woo".

    ``behind`` is how many words of the name follow it; "M." before one is an initial.
    """
    if word[0] in _PARTICLES and behind:
        return True
    if word[0] == "M." and behind == 1:
        return True
    low = word[0].lower()
    return low in NO_NAME and low not in office_words() and after_title(text, word.start())


def _key(name: Name, words: list[re.Match[str]]) -> bool:
    """Whether the last word is a surname behind an office and a first name: "Prime Minister John Key"."""
    if name.kind != "role" or words[-1][0].lower() not in _SURNAMES_TOO or len(words) < 3:
        return False
    return words[-3][0].lower() in office_words() and not is_blocked(name, words[-2], words[-2][0])


def _is_office(words: list[re.Match[str]]) -> bool:
    """Whether the words are an office and no name: "Prime Minister", "Associate Professor"."""
    said = [word[0].lower() for word in words]
    while len(said) > 1 and said[0] in lexicon().role_modifiers:
        said = said[1:]
    return " ".join(said) in lexicon().roles


def _is_city(name: Name, place: re.Match[str]) -> bool:
    """Whether the word at ``place`` is a city inside a role or phrase."""
    return (
        bool(name.nested)
        and name.kind in ("role", "phrase")
        and any(inner.kind == "city" and inner.start == place.start() for inner in name.nested)
    )


def _may_stand(name: Name, words: list[re.Match[str]], first: int) -> bool:
    """Whether a person can stand at the end of this name: not right after "of", nor as the last word of a
    body."""
    if first and words[first - 1][0].islower():
        return False
    if name.kind in ("phrase", "role") or is_title(words[first - 1][0] if first else ""):
        return True
    tail = " ".join(word[0] for word in words[first:])
    if first == 0:
        return False
    if name.kind == "event":  # "Visit of the President of | Latvia Anna Berg"
        place = words[first - 1].start()
        office = any(word[0].lower() in office_words() for word in words[: first - 1])
        state = any(inner.kind == "country" and inner.start <= place < inner.end for inner in name.nested)
        if office and state and len(words) - first > 1:
            return True
    return (
        words[first - 1][0].lower() in office_words()
        or _INITIALED.fullmatch(tail) is not None
        or (len(words) - first > 1 and name.kind == "organization")
    )


def _left_over(name: Name, words: list[re.Match[str]], first: int) -> bool:
    """Whether one word is left of a phrase whose other words are no person's: "Academic | Ranking"."""
    if name.kind != "phrase" or first == 0 or len(words) - first > 1 or "." in words[first][0]:
        return False
    before = words[first - 1][0].lower()
    return before in NO_NAME and before not in office_words() and not is_title(words[first - 1][0])


def _bare_name(name: Name, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """``words`` without a state or degree at their end: "Jane Roe of France", "Jane Roe, PhD"."""
    for at in range(len(words) - 1, 0, -1):
        if words[at][0] in ("of", "for"):
            inner = [each for each in name.nested if each.code and each.start >= words[at].end()]
            words = words[:at] if inner and inner[-1].end >= words[-1].end() - 1 else words
            break
    while words and is_degree(words[-1][0]):
        words = words[:-1]
    return words


def is_blocked(name: Name, place: re.Match[str], word: str) -> bool:
    """Whether ``word`` cannot be part of a person's name here."""
    bare = word.removesuffix("'s")
    low = bare.lower()
    if low in never():
        return len(bare) > 2 or (len(bare) == 2 and not bare.isupper())  # "Popov AS" has initials
    plain = bare.isalpha() and bare[0] in UPPER
    if (not plain and _SHAPE.fullmatch(bare) is None) or is_title(bare):
        return True
    if (
        len(bare) > 3
        and bare.isupper()
        and "." not in bare
        and low not in _PARTICLES
        and _NUMERAL.fullmatch(bare) is None
    ):
        return name.kind != "phrase"
    return bool(name.nested) and any(inner.start <= place.start() < inner.end for inner in name.nested)


def _joined(text: str, left: Candidate, right: Candidate) -> Candidate | None:
    """One candidate of two that only particles stand between ("Jane", "van der", "Berg"), else None."""
    if right.start - left.end > _MOST_PARTICLES:
        return None
    between = text[left.end : right.start]
    words = between.split()
    if not words or between != f" {' '.join(words)} " or any(word not in _PARTICLES for word in words):
        return None
    return replace(left, end=right.end, text=text[left.start : right.end])


def spells_person(words: Sequence[str]) -> bool:
    """Whether ``words``, an office or title before them left out, could all be one person's: two or more."""
    own = list(dropwhile(lambda word: is_title(word) or word.lower() in office_words(), words))
    return 1 < len(own) < MOST_WORDS and all(
        _SHAPE.fullmatch(word) is not None and word.lower() not in never() for word in own
    )


def letters(text: str) -> str:
    """The first letters of the words of ``text``: what its acronym would be."""
    return "".join(found[0] for word in text.split() if (found := _LETTERS.match(word)))
