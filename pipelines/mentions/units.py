"""What a number counts or measures, to its right: units of measure, and the head noun of what is counted.

There is no part-of-speech tagger behind this: a noun phrase is taken to run from the number to its first
plural, unless a word that no noun phrase holds (a preposition, an auxiliary) stops it before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.lexicon.load import lexicon, plural_of
from pipelines.lexicon.words import word_file, word_set
from pipelines.mentions.numbers import NUMERALS
from pipelines.mentions.right import first_words, next_word

_SPANS = "years months weeks days hours minutes seconds decades centuries quarters semesters"
DURATIONS = frozenset(word for word in word_file("measures") if word in _SPANS.split())
_MEASURES = {word: unit for unit, words in word_file("measures").items() for word in words}
# Abbreviations keep their case (MW, mW); words do not.
_FOLDED = {word: unit for word, unit in _MEASURES.items() if len(word) > 3 and word.islower()}
_MEASURE = re.compile(
    r"(?:[^\S\n]{0,2}(?:\n(?=\s?[a-z]))?[^\S\n]{0,2}|-)(?P<unit>"
    + "|".join(re.escape(word) for word in sorted({*_MEASURES, *_FOLDED}, key=lambda w: (-len(w), w)))
    + r")(?![\w²³]|-(?!long|old|to))",
)
_LENGTHENED = (
    "calendar|working|business|consecutive|full|academic|more|further|additional|successive|whole|"
    "fiscal|financial|solid"
)  # "two more years"
_PERIOD = re.compile(
    rf"(?:\s{{1,2}}|-)(?:(?:{_LENGTHENED})\s{{1,2}})?(?P<unit>"
    + "|".join(
        sorted(
            (re.escape(w).replace("'", "['’]") for u in DURATIONS for w in word_file("measures")[u]),
            key=len,
            reverse=True,
        )
    )
    + r")(?![\w]|-(?!long|old|to))",
    re.IGNORECASE,
)
_FIRST_WORDS = first_words((*_MEASURES, *_LENGTHENED.split("|")))
# A line that a margin broke goes on in small letters; any other new line is of something else.
_TOKEN = re.compile(
    r"(?:[^\S\n]{0,3}(?:\n(?=\s?[a-z]))?[^\S\n]{0,3})((?:[A-Z]\.){2,}|(?:\w|[&'’./+-](?=\w))+\+?|[^\w\s])"
)
_COMPOUND = re.compile(r"-([A-Za-z]{3,})\b(?!-)")

_STOP = word_set("nouns", "stop")
_LINK = word_set("nouns", "link")
_PLURAL = word_set("nouns", "plural")
_NOT_PLURAL = word_set("nouns", "not_plural")
_PLURAL_ICS = word_set("nouns", "plural_ics")
_BEFORE_HEAD = word_set("nouns", "before_head")
_ADJECTIVE = word_set("nouns", "adjective")
_ENDINGS = tuple(word_set("nouns", "adjective_ending"))
_NOUN = word_set("nouns", "noun")
_UNIT_NAME = word_set("nouns", "unit_name")
_OF_PROGRAMME = re.compile(r"20[2-5]\d\s[a-z]{3,}s\b")
_PART_OF = re.compile(
    r"\s(?:out\s)?of\s(?:(?:the\s)?[^\W\d]\w+['’]s|the|these|those|its|their|our|his|her|all)(?=\s[^\W\d])"
)
_FURTHEST = 7  # words between a number and its noun
_DESCRIBING = ("al", "ic", "ed", "ous", "ive", "ful", "able")  # "three-dimensional", "two-sided"
_NO_COMPOUND = frozenset(
    {
        "based",
        "led",
        "fold",
        "odd",
        "star",
        "plus",
        "minute",
        "and",
        "way",
        "off",
        "strong",
        "something",
        "only",
        "free",
        "style",
        "like",
        "old",
        "long",
    }
)


class Unit(NamedTuple):
    """``name`` is the plural noun or unit; it ends at ``end`` in the text, its words start at ``start``."""

    name: str
    start: int
    end: int


def read_unit(text: str, end: int) -> Unit | None:
    """The percent sign, span of time or unit of measure right after a number that ends at ``end``."""
    head = text[end : end + 1]
    if not (head == "-" or head.isspace() or head in "%°" or head.isalpha()):
        return None
    word = next_word(text, end)
    if word and word.lower() not in _FIRST_WORDS:
        return None
    match = _PERIOD.match(text, end)
    if match is not None:
        return Unit(
            _FOLDED[match["unit"].lower().replace("’", "'")]
            if len(match["unit"]) > 3
            else _MEASURES[match["unit"].lower()],
            match.start("unit"),
            match.end(),
        )
    match = _MEASURE.match(text, end)
    if match is None or (match["unit"] in ("m", "W", "ha", "ft") and _wordlike(text, match)):
        return None
    return Unit(_MEASURES[match["unit"]], match.start("unit"), match.end())


def _wordlike(text: str, match: re.Match[str]) -> bool:
    """Whether a short unit may be an initial or a plain word: "5 W. Smith"."""
    return (
        text[match.end() : match.end() + 1] in (".", "'", "’")
        and text[match.end() + 1 : match.end() + 2] == " "
    )


def read_compound(text: str, end: int) -> Unit | None:
    """The noun of a compound, "10-member delegation", made plural."""
    match = _COMPOUND.match(text, end)
    if match is not None and match[1] == "strong":
        return Unit("members", match.start(1), match.end())  # "a 20-strong delegation"
    if (
        match is None
        or match[1].lower() in _NO_COMPOUND
        or (match[1].endswith(_DESCRIBING) and match[1] not in _NOUN)
        or (match[1] != match[1].lower() and not match[1].istitle())
    ):
        return None
    return Unit(plural_of(match[1].lower()), match.start(1), match.end())


def is_plural(word: str) -> bool:
    """Whether ``word`` looks like a plural noun."""
    lower = word.lower()
    if lower in _PLURAL:
        return True
    if not lower.endswith("s") or len(lower) < 4 or lower.endswith(("ss", "us", "'s", "’s")):
        return word in ("NGOs", "MoUs", "MPs", "IPs", "TVs", "PhDs", "SMEs") or (
            len(word) >= 3 and word[:-1].isupper() and word[-1] == "s"
        )
    if lower.endswith("ics") and lower not in _PLURAL_ICS:
        return lower in _BEFORE_HEAD
    return lower not in _NOT_PLURAL or lower in _BEFORE_HEAD


def read_noun(text: str, end: int, one: bool = False, near: bool = False) -> Unit | None:
    """The plural noun counted by the number that ends at ``end``, with one modifier where that is a noun.

    ``one`` takes the last word before the phrase stops and makes it plural; ``near`` wants the noun within
    two words. None where there is no such noun: what is counted is said elsewhere.
    """
    words: list[tuple[str, int, int]] = []
    position = end
    if text[end : end + 1].isupper() and not text[end + 1 : end + 2].isalpha():
        return None  # "5G", "3D" count nothing
    for _ in range(3 if near else _FURTHEST + 3):
        match = _TOKEN.match(text, position)
        if match is None:
            break
        word = match[1]
        if word in _LINK and (words or word == "&"):
            if one:
                break
            position = match.end()
            continue
        if words and word.isdigit() and _OF_PROGRAMME.match(text, match.start(1)) and words[-1][0].istitle():
            position = match.end()  # "74 Horizon 2020 projects"
            continue
        if not word[0].isalpha() or word.lower() in _STOP or word.lower() in NUMERALS:
            break
        if word in ("and", "or") and not words:
            break
        words.append((word, match.start(1), match.end()))
        position = match.end()
        if not one and is_plural(word) and not _goes_on(text, word, position) and not _is_country(word):
            return _unit(text, words)
    if one and words:
        return _singular(words)
    plurals = [index for index, (word, _, _) in enumerate(words) if is_plural(word) and not _is_country(word)]
    return _unit(text, words[: plurals[-1] + 1]) if plurals else None


def read_part_of(text: str, end: int) -> Unit | None:
    """The noun of a part: "three of the projects", "two of CERN's experiments"."""
    of = _PART_OF.match(text, end)
    return read_noun(text, of.end()) if of is not None else None


def _is_country(word: str) -> bool:
    """Whether a word is a country's name: "Netherlands" and "Peru" are not counted, "Israelis" are."""
    place = lexicon().countries.get(word)
    return place is not None and place.form == "name"


def _goes_on(text: str, word: str, end: int) -> bool:
    """Whether a plural is only a modifier: "sciences departments"."""
    if word.lower() not in _BEFORE_HEAD and word.lower() not in _PLURAL:
        return False
    match = _TOKEN.match(text, end)
    return match is not None and is_plural(match[1]) and match[1].lower() not in _STOP


def _unit(text: str, words: list[tuple[str, int, int]]) -> Unit:
    head, start, end = words[-1]
    name = head
    if len(words) > 1:
        before, before_start, before_end = words[-2]
        joined = not text[before_end:start].strip()
        if joined and _modifies(before, head, alone=len(words) == 2):
            name, start = f"{before} {head}", before_start
    return Unit(name if name[:1].isupper() and name.split()[0] in _UNIT_NAME else _lowered(name), start, end)


def _lowered(name: str) -> str:
    """``name`` in small letters; acronyms and peoples ("Malaysians") keep their capitals."""
    return " ".join(part if _keeps_capitals(part) else part.lower() for part in name.split())


def _keeps_capitals(word: str) -> bool:
    known = lexicon().countries
    return word[1:] != word[1:].lower() or word in known or word.removesuffix("s") in known


def _modifies(word: str, head: str, alone: bool) -> bool:
    if word in _UNIT_NAME:
        return True
    lower = word.lower()
    if lower in _NOUN or lower.rsplit("-", 1)[-1] in _NOUN:
        return True
    if word[:1].isupper() and (not head[:1].isupper() or not alone or word.isupper()):
        return False
    if word in lexicon().countries or word.split("-")[0] in lexicon().countries:
        return False
    return lower not in _ADJECTIVE and not lower.endswith(_ENDINGS)


def _singular(words: list[tuple[str, int, int]]) -> Unit | None:
    while len(words) > 1 and words[-1][0].endswith("ed"):
        words = words[:-1]  # "one company joined"
    word, start, end = words[-1]
    if len(words) > 4 or word.lower().endswith(("ed", "ing", "ly")) or _is_country(word):
        return None
    return Unit(word.lower() if is_plural(word) else plural_of(word.lower()), start, end)


_CURRENCY_START = re.compile(r"\s?(?:[$€£¥₹₽]|(?P<code>[A-Z]{3})\b|(?P<word>[A-Za-z]{3,12})\b)(?!\s?\d)")


def starts_currency(text: str, end: int) -> bool:
    """Whether a currency's sign, code or one-word name stands right after a number."""
    match = _CURRENCY_START.match(text, end)
    if match is None:
        return False
    if match["code"]:
        return match["code"] in lexicon().currency_codes
    return match["word"] is None or match["word"].lower() in lexicon().currencies
