"""Numbers in words: "twenty-five", "two hundred and six", "a dozen", "nine-tenths", "half a million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipelines.mentions.numbers import (
    AND_A_PART,
    FRACTIONS,
    NUMERALS,
    PLACES,
    SCALE,
    SCALES,
    Number,
    bounded,
    part_of,
    scale_behind,
    tidy,
)

_DOZEN = "dozen"
_WORD = re.compile(r"[A-Za-z]+")
# A comma or "&" only before hundreds: "three million, two hundred & forty".
_JOIN = re.compile(
    r"(?:-|\s{1,2}(?:(?:and|&)\s{1,2})?|,\s(?=(?:[a-z]+[\s-]){1,2}(?:hundred|thousand)\b))(?=[A-Za-z])"
)
_POINT = re.compile(r"\spoint\s(?=[a-z])")
_THEN = re.compile(r"\s(?:and\s)?(?=[a-z]{3})")
_HUNDRED = Decimal(100)
_NOUGHT = ("zero", "nought")
_OPENS_WITH_NOUGHT = re.compile(r"(?:zero|nought)\b", re.IGNORECASE)
_FRACTION = re.compile(
    r"(?:-|\s{1,2})(?:a\s)?(?P<part>" + "|".join(sorted(FRACTIONS, key=len, reverse=True)) + r")\b(?!-)",
    re.IGNORECASE,
)
# "half a million", "a quarter million", "three quarters of a billion"
_PART_OF_A_SCALE = re.compile(
    r"(?:(?:an?\s)?(?P<one>half|quarter)|(?P<count>two|three|four)[\s-](?P<part>thirds|quarters|fifths))"
    r"(?:\sof)?(?:\san?)?\s(?P<scale>million|billion|trillion|thousand|hundred|dozen)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:an?\s)?(?P<part>half|third|quarter|fifth|tenth)(?=\s(?:of|the|a)\s|\Z)", re.IGNORECASE
)


class _Sum:
    """A number being put together from its words: what is complete, the group under way, what the last scale
    word made."""

    __slots__ = ("end", "group", "last", "spoken", "total")

    def __init__(self, start: int) -> None:
        self.total = self.group = self.last = Decimal(0)
        self.end, self.spoken = start, 0

    @property
    def value(self) -> Decimal:
        return self.total + self.group

    def take(self, word: str, end: int) -> bool:
        """Add ``word``, which ends at ``end``; False where it does not belong to the number."""
        if word in ("a", "an") and not self.spoken:
            self.group = Decimal(1)
        elif word in SCALES:
            self._scale(SCALES[word])
        elif word == _DOZEN:
            self.group = (self.group or Decimal(1)) * NUMERALS[word]
        elif word in NUMERALS and self._fits(NUMERALS[word]):
            self.group += NUMERALS[word]
        else:
            return False
        self.end, self.spoken = end, self.spoken + 1
        return True

    def _scale(self, factor: Decimal) -> None:
        if self.last and not self.group:  # three lakh crore
            self.total, self.group = self.total - self.last, self.last
        self.group = (self.group or Decimal(1)) * factor
        if factor > 100:
            self.total, self.last, self.group = self.total + self.group, self.group, Decimal(0)

    def _fits(self, value: Decimal) -> bool:
        """Whether a numeral may follow what is said: "twenty five", "hundred six", but not "two three"."""
        group = self.group
        if not self.spoken or group % 100 == 0:
            return True
        return value < 10 and group % 100 >= 20 and group % 10 == 0


def read_words(text: str, start: int) -> Number | None:
    """The number in words that starts at ``start``; None where there is none."""
    part = _PART_OF_A_SCALE.match(text, start)
    if part is not None:
        return _part_of_a_scale(part)
    share = _SHARE.match(text, start)
    if share is not None:
        return Number(start, share.end(), Decimal(1) / FRACTIONS[share["part"].lower()])
    said = _Sum(start)
    nought = _OPENS_WITH_NOUGHT.match(text, start)
    if nought is not None:
        return _decimal(text, start, nought.end(), Decimal(0))
    for word, position in _number_words(text, start):
        if said.spoken and position > said.end + 1 and AND_A_PART.match(text, said.end):
            break
        if not said.take(word, position + len(word)):
            break
    if not said.spoken or text[start : said.end].lower() in ("a", "an") or bounded(said.value) is None:
        return None
    fraction = _FRACTION.match(text, said.end)
    if fraction is not None and said.spoken == 1 and said.value < 20:
        value = (said.value / FRACTIONS[fraction["part"].lower()]).quantize(PLACES)
        return Number(start, fraction.end(), value)
    more = AND_A_PART.match(text, said.end)
    if more is not None:
        return _with_part(text, start, more, said)
    if said.value < 100 and _POINT.match(text, said.end):
        return _decimal(text, start, said.end, said.value)
    return Number(start, said.end, said.value, said.value, scaled=said.total > 0)


def with_words(text: str, number: Number) -> Number:
    """A scaled number in digits with the smaller part that words add: "6 crore and two hundred"."""
    more = _THEN.match(text, number.end) if number.scaled and number.raw and number.value else None
    rest = read_words(text, more.end()) if more is not None else None
    if rest is None or not rest.value or rest.value != int(rest.value):
        return number
    factor = (number.value or Decimal(0)) / (number.raw or Decimal(1))
    fits = rest.value < factor and (rest.scaled or rest.value >= _HUNDRED or factor == _HUNDRED)
    return number._replace(end=rest.end, value=(number.value or Decimal(0)) + rest.value) if fits else number


def _decimal(text: str, start: int, end: int, whole: Decimal) -> Number | None:
    """ "one point five million", "zero point zero eight", "nought point eleven"; None without its digits."""
    point = _POINT.match(text, end)
    digits = ""
    for word, position in _number_words(text, point.end()) if point is not None else ():
        value = Decimal(0) if word in _NOUGHT else NUMERALS.get(word)
        if value is None or value >= 100 or (digits and value >= 10):
            break
        digits, end = digits + str(value), position + len(word)
    if not digits:
        return Number(start, end, whole, whole) if whole else None
    value = Decimal(f"{whole}.{digits}")
    scale = SCALE.match(text, end)
    if scale is not None:
        value, end = value * SCALES[scale["word"].lower()], scale.end()
    return Number(start, end, tidy(value), scaled=True)


def _part_of_a_scale(match: re.Match[str]) -> Number:
    word = match["scale"].lower()
    share = NUMERALS[(match["count"] or "one").lower()] / FRACTIONS[(match["part"] or match["one"]).lower()]
    value = tidy(((SCALES.get(word) or NUMERALS[word]) * share).quantize(PLACES))
    return Number(match.start(), match.end(), value, scaled=True)


def _with_part(text: str, start: int, more: re.Match[str], said: _Sum) -> Number:
    """ "two and a half", "two and a half million"; "two million and a half": half of the scale said last."""
    of = max((factor for factor in SCALES.values() if factor <= said.last), default=Decimal(1))
    of = of if said.total and not said.group else Decimal(1)
    of, end = (scale_behind(text, more.end()) if of > 1 else None) or (of, more.end())
    value = said.value + part_of(more) * of
    scale = SCALE.match(text, end) if of == 1 else None
    if scale is not None and bounded(value * SCALES[scale["word"].lower()]) is not None:
        value, end = value * SCALES[scale["word"].lower()], scale.end()
    return Number(start, end, tidy(value.quantize(PLACES)), scaled=True)


def _number_words(text: str, start: int) -> Iterator[tuple[str, int]]:
    position = start
    for _ in range(12):
        match = _WORD.match(text, position)
        if match is None:
            return
        yield match[0].lower(), position
        join = _JOIN.match(text, match.end())
        if join is None:
            return
        position = join.end()
