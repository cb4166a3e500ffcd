"""Numbers in digits, in both conventions: where one stands, and what it is worth (in words: `number_words`).

``read_number`` reads the number that starts at a position, with its scale word ("1.84 mln"). What a single
separator before three digits means is decided as FACTS.md says, with a `Separators` as the document's
evidence. Nothing here knows units, dates or what the number is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_file
from pipelines.mentions.right import first_words, next_word

GROUP_SPACES = " \u00a0\u2009\u202f\u2007"
VULGAR = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667",
    "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8", "⅛": "0.125",
    "⅙": "0.166667", "⅚": "0.833333", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
    "⅐": "0.142857", "⅑": "0.111111", "⅒": "0.1",
}  # fmt: skip
# More digits than any sum of money has: an identifier, whatever it looks like (and what Decimal(38, 6)
# can hold).
MOST_DIGITS = 18
_LARGEST = Decimal(10) ** 24  # no amount of anything, whatever scale words follow each other


def _by_word(name: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for value, words in word_file(name).items() for word in words}


NUMERALS = _by_word("numerals")
SCALES = _by_word("scales")
FRACTIONS = _by_word("fractions")
_MONEY_SCALES = {
    "m": Decimal(10**6), "mm": Decimal(10**6), "b": Decimal(10**9), "k": Decimal(10**3), "t": Decimal(10**12),
}  # fmt: skip

PLACES = Decimal("0.000001")

NUMERAL = re.compile(
    rf"\d{{1,3}}(?:[{GROUP_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?(?![.,]?\d)"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+){0,19}"  # more than MOST_DIGITS are no number, however long the chain
)
SCALE = re.compile(
    r"\+?[^\S\n]{0,2}-?(?P<word>"
    + "|".join(re.escape(w) for w in sorted(SCALES, key=len, reverse=True))
    + r")(?![\w])",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"\s?-?(?:[mb]illions?|trillions?|mln|bln|bn|crores?)\b", re.IGNORECASE)
_FIRST_WORDS = first_words(SCALES)
_SHORT_SCALE = re.compile(r"\s?(?P<word>MM|[mMbBkK]|(?<=\d)T)(?![\w&'’²³-])")
_SIGNED_SCALE = re.compile(
    r"\s?(?P<word>[mMbBkK])(?=\s?(?:[$€£]|(?P<code>[A-Z]{3})\b|US\$|[Ee]uros?\b)|"
    r"\s(?:[A-Z][A-Za-z]+\s)?(?:dollars|pounds|francs|kron(?:er|or)|rupees|rou?bles|pesos|yuan|yen|rand|zlotys?)\b)"
)
_POWER = re.compile(
    r"\s?[×x]\s?10(?:\^\(?)?(?P<of_ten>(?<=\^)[-−–]?\d{1,2}|(?<=\()[-−–]?\d{1,2}|[−]\d{1,2})\)?(?![\d.,]?\d)"
    r"|\^(?P<own>[-−]?\d{1,2})(?!\d)"
)
_MINUS = str.maketrans("−–", "--")
_GREATEST = 19  # more is no amount of anything a warehouse counts
_LONGEST_SHORT = len("meuros")
_SCREEN = re.compile(r"[248]K")  # pixels
_THOUSAND = re.compile(
    r"\d?(?P<word>[kK]|M(?=\s(?:[a-z]+\s)?(?:[a-z]{3,}s|people)\b|[.,;]?(?:\s[A-Z]|\n|\Z)))"
    r"(?![\w&'’-])"
)
_EVIDENCE = re.compile(r"\d(?<![\d.,/:-]\d)\d*(?:([.,])\d{3})*(?!\1)([.,])(?:\d{1,2})(?![\d]|[.,/:-]\d)")


class Number(NamedTuple):
    """``text[start:end]`` is worth ``value``; None where it can be read in more than one way.

    ``scaled`` says that a scale word (million) belongs to it, ``integral`` that it was written without
    separators and scale, ``raw`` is the digits' value before scaling.
    """

    start: int
    end: int
    value: Decimal | None
    raw: Decimal | None = None
    scaled: bool = False
    triple: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Separators:
    """Which separators a document's other numbers show to be its decimal sign."""

    decimal: frozenset[str] = frozenset()

    @property
    def sign(self) -> str | None:
        """The one decimal sign; None where the document shows none, or both."""
        return next(iter(self.decimal)) if len(self.decimal) == 1 else None

    @classmethod
    def of(cls, text: str) -> Separators:
        """The evidence of ``text``: numbers such as 13,8 or 1,234.56 that can be read in one way only."""
        found: set[str] = set()
        for match in _EVIDENCE.finditer(text):
            found.add(match[2])
            if len(found) > 1:
                break
        return cls(frozenset(found))


def decimal_of(written: str, sign: str | None = None) -> Decimal | None:
    """The value of digits with separators; ``sign`` is the document's decimal sign where it shows one.

    None where the separators fit no convention, so that the number can be read in more than one way.
    """
    if written.isdecimal():
        return Decimal(written)
    kept = [char for char in written if char not in GROUP_SPACES and char not in "'’"]
    compact = "".join(kept)
    marks = [char for char in compact if char in ".,"]
    if not marks:
        return Decimal(int(compact))
    last = marks[-1]
    head, _, tail = compact.rpartition(last)
    if len(set(marks)) == 2:
        other = marks[0]
        groups = head.split(other)
        fits = marks.count(last) == 1 and (_grouped(groups) or _indian(groups, other))
        return _decimal("".join(head.split(other)), tail) if fits else None
    groups = compact.split(last)
    if len(marks) > 1:
        return Decimal(int("".join(groups))) if _grouped(groups) or _indian(groups, last) else None
    if len(kept) < len(written):  # 1 234,567: the groups are said already
        return _decimal(head, tail)
    if not is_triple(compact) or sign == last:
        return _decimal(head, tail)
    return Decimal(int(head + tail))


def is_triple(written: str) -> bool:
    """Whether one separator stands before exactly three digits, so that it may group or be a decimal sign."""
    head, mark, tail = written.partition("." if "." in written else ",")
    return (
        bool(mark)
        and len(tail) == 3
        and tail.isdigit()
        and head.isdigit()
        and len(head) <= 3
        and head[0] != "0"
    )


def _grouped(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])


def _indian(groups: list[str], mark: str) -> bool:
    lakhs = len(groups) > 2 and all(len(group) == 2 for group in groups[1:-1]) and len(groups[-1]) == 3
    return mark == "," and lakhs and 1 <= len(groups[0]) <= 2


def _decimal(whole: str, fraction: str) -> Decimal:
    return Decimal(f"{int(whole)}.{''.join(str(int(digit)) for digit in fraction)}")


AND_A_PART = re.compile(
    r"\sand\s(?P<count>an?|one|two|three|four|five|six|seven|eight)[\s-]"
    rf"(?P<part>{'|'.join(sorted(FRACTIONS, key=len, reverse=True))})\b(?!\s(?:of|the)\b)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?P<and>\sand)?\s(?P<digits>\d{1,3})(?:\s(?P<scale>hundred|thousand|million|billion))?(?![\w]|[.,]\d)"
)


def scale_behind(text: str, end: int) -> tuple[Decimal, int] | None:
    """The scale that a part is of: "a billion and a half million"."""
    match = SCALE.match(text, end)
    return None if match is None else (SCALES[match["word"].lower()], match.end())


def part_of(match: re.Match[str]) -> Decimal:
    """The value of "and three fifths"."""
    count = NUMERALS.get(match["count"].lower(), Decimal(1))
    return count / FRACTIONS[match["part"].lower()]


def read_number(text: str, start: int, sign: str | None, money: bool = False) -> Number | None:
    """The number in digits that starts at ``start``, with its scale; ``money`` also reads the scales m, b
    and k.
    """
    if text[start] in VULGAR:
        return _scaled(text, Number(start, start + 1, Decimal(VULGAR[text[start]])), money)
    match = NUMERAL.match(text, start)
    if match is None:
        return None
    written = match[0]
    digits = len(written) if written.isdecimal() else sum(map(str.isdigit, written))
    if digits > MOST_DIGITS or (written[0] == "0" and written[1:2].isdigit()):
        return None
    value = decimal_of(written, sign)
    end, triple = match.end(), is_triple(written)
    if value is not None and end < len(text) and text[end] in VULGAR:
        value, end, triple = value + Decimal(VULGAR[text[end]]), end + 1, False
    power = _POWER.match(text, end) if text[end : end + 2].strip()[:1] in ("×", "x", "^") else None
    if power is not None and value is not None:
        return _raised(start, value, power)
    number = Number(start, end, value, value, triple=triple, plain=written.isdigit())
    scaled = _scaled(text, number, money)
    if triple and "." in written and sign != "," and scaled.end > end and _MILLIONS.match(text, end):
        exact = Decimal(written)  # "1.247 billion" is no 1247 billion; "1,200 million" may be
        return _scaled(text, number._replace(value=exact, raw=exact, triple=False), money)
    return scaled


def _raised(start: int, value: Decimal, power: re.Match[str]) -> Number:
    """2.5×10^15, 10^6: a number as it stands in tables and papers."""
    exponent = int((power["of_ten"] or power["own"]).translate(_MINUS))
    base = Decimal(10) if power["of_ten"] else value
    worth = (value if power["of_ten"] else Decimal(1)) * base**exponent if exponent < _GREATEST else None
    return Number(
        start, power.end(), None if worth is None else bounded(tidy(worth.quantize(PLACES))), value, True
    )


def _scales(word: str) -> bool:
    """Whether ``word`` may begin with a scale, short or long."""
    return word in _FIRST_WORDS or (len(word) <= _LONGEST_SHORT and word[:1] in ("m", "b", "k", "t"))


def _scaled(text: str, number: Number, money: bool) -> Number:
    if not _scales(next_word(text, number.end).lower()):
        return number
    end, factor = number.end, Decimal(1)
    match = SCALE.match(text, end)
    while match is not None:
        factor *= SCALES[match["word"].lower()]
        end = match.end()
        match = SCALE.match(text, end)
    if end == number.end:
        short = (_SHORT_SCALE if money else _THOUSAND).match(text, end) or _SIGNED_SCALE.match(text, end)
        pixels = not money and _SCREEN.fullmatch(text, number.start, number.end + 1)
        if short is None or pixels or not _of_currency(short):
            return number
        factor, end = _MONEY_SCALES[short["word"].lower()], short.end()
    elif text[end : end + 1] == "." and text[number.end : end].strip().lower() in _ABBREVIATED:
        end += 1
    value = None if number.value is None else bounded(number.value * factor)
    whole = Number(number.start, end, value, number.raw, True, number.triple, False)
    return whole if value is None else _went_on(text, whole, factor)


def _went_on(text: str, number: Number, factor: Decimal) -> Number:
    """ "3 million and a half", "2 million 300 thousand", "3 hundred and 21": what a smaller part adds."""
    value = number.value or Decimal(0)
    part = AND_A_PART.match(text, number.end)
    if part is not None and factor > 100:
        of, end = scale_behind(text, part.end()) or (factor, part.end())
        return number._replace(end=end, value=tidy(value + part_of(part) * of))
    more = _MORE.match(text, number.end)
    if more is None:
        return number
    smaller = SCALES[more["scale"].lower()] if more["scale"] else Decimal(1)
    added = Decimal(more["digits"]) * smaller
    fits = added < factor and smaller < factor and (smaller > 1 or (factor == 100 and more["and"]))
    if not fits:
        return number
    return _went_on(text, number._replace(end=more.end(), value=tidy(value + added)), smaller)


def _of_currency(short: re.Match[str]) -> bool:
    """Whether the capitals behind a letter that scales ("12.5 MNOK") are a currency's code."""
    code = short.groupdict().get("code")
    return code is None or code in lexicon().currency_codes


def bounded(value: Decimal) -> Decimal | None:
    """``value``, tidy; None where it is larger than anything can be."""
    return tidy(value) if value < _LARGEST else None


def tidy(value: Decimal) -> Decimal:
    """``value`` without zeros at the end behind its point, and without an exponent."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


_ABBREVIATED = frozenset(word[:-1] for word in SCALES if word.endswith("."))
