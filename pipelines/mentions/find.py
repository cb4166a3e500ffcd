"""All figures and dates of a text, in one pass over its digits, months and number words.

`find_mentions` is what other rooms call. A pass finds the places where something may start; at each, readers
are tried in a fixed order; what they leave open (a missing year, a bare "$", the noun an elliptic figure
counts) is then completed from the document (`complete`). Every digit ends up inside exactly one mention.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import ahocorasick

from pipelines.lexicon.words import word_file
from pipelines.mentions import complete
from pipelines.mentions.date_reading import DateReading
from pipelines.mentions.dates import read_dates
from pipelines.mentions.draft import AMBIGUOUS_DATE, NAMES, Draft
from pipelines.mentions.figures import read_figure, read_ratio, read_word_figure
from pipelines.mentions.identifiers import naming_word, read_act, read_identifier
from pipelines.mentions.left import Left
from pipelines.mentions.mention import Mention
from pipelines.mentions.numbers import NUMERALS, VULGAR, Separators
from pipelines.mentions.points import (
    DAYS_IN_WORDS,
    LOWER_MONTHS,
    MONTHS,
    PARTS_OF_YEARS,
    WEEKDAY_NAMES,
    short_date,
    writes_short_dates,
)
from pipelines.mentions.relative import UNITS, read_named_month, read_relative
from pipelines.mentions.text import small

FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class MentionContext:
    """What is known of a document beside its text: the day it was published, whose page it is (ISO 3166-1
    alpha-2), and which spans of it are page furniture."""

    published: date | None = None
    country: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()


def _alternation(words: Iterable[str]) -> str:
    """Words as an alternation that branches on the first letter, which is what makes the pass fast."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s"))
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items()))


def _either_case(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in (word, word[0].upper() + word[1:], word.capitalize())}


def _anchor() -> re.Pattern[str]:
    """Where something may start: digits, months, numbers in words, parts of years, relative years."""
    dates = word_file("dates")
    months = {form for month in MONTHS for form in (month.capitalize(), month.upper())}
    parts = {word for label in PARTS_OF_YEARS for word in dates[label] if not word[0].isdigit()}
    counted = r"(?=\s(?:dozen|hundred|thousand|million|billion|half|third|quarter)\b)"
    scaled = r"(?:dozen|hundred|thousand|million|billion)\b"
    leads = r"[Zz]ero(?=\spoint\s)|[Nn]ought(?=\spoint\s)|[Hh]undred(?=\s(?:thousand|million|billion)\b)"
    share = rf"{leads}|[Hh]alf(?=\s(?:of|the|an?)\s|\s{scaled}|\Z)|[Qq]uarter(?=\s{scaled})|[Aa]n?{counted}"
    days = {word.split()[0] for word in DAYS_IN_WORDS}
    named = "|".join((*sorted(months), *LOWER_MONTHS))
    day = rf"(?:{_alternation(_either_case(days))})(?=[\s-](?:\w+\s)?(?:day\s)?of\s(?:{named}))"
    small = (  # a month in small letters goes on with a day, a year or another month
        rf"(?:{_alternation(LOWER_MONTHS)})"
        rf"(?=\.?[\s,/-]{{1,2}}(?:of\s|in\s|the\s)?(?:\d|(?:{'|'.join(sorted(days))})\b)"
        r"|\s(?:to|and)\s[A-Za-z]{3}|\s?[-–—]\s?[A-Za-z]{3})"
        r"|may(?=\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?(?:1[89]|20)\d\d\b)"
    )
    return re.compile(
        rf"(?P<digit>[\d{''.join(VULGAR)}²³¹⁰-⁹₀-₉]+)|\b(?:"
        rf"(?P<month>(?:{_alternation(months)})(?![a-z])|{small})"
        rf"|(?P<day>{day})"
        rf"|(?P<word>(?:{_alternation(_either_case(NUMERALS.keys() - {'dozen'}))})\b|{share})"
        rf"|(?P<part>(?:{_alternation(_either_case(parts))})\b|FY(?=\d|\b))"
        rf"|(?P<relative>{UNITS}))"
    )


ANCHOR = _anchor()
_DIGITS = re.compile(rf"[\d{''.join(VULGAR)}²³¹⁰-⁹₀-₉]+")
_COUNTED = ("dozen", "hundred", "thousand", "million", "billion", "half", "third", "quarter")


@cache
def _first_words() -> ahocorasick.Automaton:
    """The first words, in small letters, of all that ``ANCHOR`` matches, and what "a" may stand before."""
    dates = word_file("dates")
    words = {*_COUNTED, "zero", "nought", *NUMERALS, *DAYS_IN_WORDS, *MONTHS, *LOWER_MONTHS, *WEEKDAY_NAMES}
    words.update(word for label in PARTS_OF_YEARS for word in dates[label])
    words.update(("fy", "year", "month", "yesterday"))
    automaton = ahocorasick.Automaton()
    for word in {word.split()[0].lower() for word in words if not word[0].isdigit()}:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def anchors(text: str) -> Iterator[re.Match[str]]:
    """The matches of ``ANCHOR``, tried only at digits and first words: at every letter it takes long."""
    places = {digits.start() for digits in _DIGITS.finditer(text)}
    for last, word in _first_words().iter(small(text)):
        start = last + 1 - len(word)
        if not (start and text[start - 1].isalnum()):
            places.add(start)
            if word in _COUNTED:
                places.update((start - 2, start - 3))  # "a dozen", "an hundred"
    end = 0
    for place in sorted(places):
        found = ANCHOR.match(text, place) if place >= end else None
        if found is not None:
            yield found
            end = found.end()


class _Scan:
    """One document being read: its text, the drafts so far, and how far it is read."""

    def __init__(self, text: str, sign: str | bool | None = False) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.done = 0
        self._sign = sign
        self._short: frozenset[str] | None = None

    @property
    def sign(self) -> str | None:
        """The document's decimal sign, looked for once, when first asked for."""
        if self._sign is False:
            self._sign = Separators.of(self.text).sign
        return self._sign if isinstance(self._sign, str) else None

    @property
    def short(self) -> frozenset[str]:
        """The separators of the document's dates with years of two digits, looked for once."""
        if self._short is None:
            self._short = writes_short_dates(self.text)
        return self._short

    def keep(self, draft: Draft) -> None:
        """Take ``draft``; what it covers is not read again."""
        self.drafts.append(draft)
        self.done = draft.end

    def read(self) -> list[Draft]:
        """Every draft of the text, in order."""
        for match in anchors(self.text):
            start, end = match.span()
            if end <= self.done:
                continue
            start = max(start, self.done)
            if match.lastgroup == "digit":
                while start < end:
                    self._digits(start, end)
                    start = self.done
            elif start >= self.done:
                self._words(match.lastgroup or "", start)
                for place in range(start, end):  # Q1 without its year
                    if self.text[place].isdecimal() and place >= self.done:
                        self._digits(place, place + 1)
        return self.drafts

    def _digits(self, start: int, end: int) -> None:
        text, left = self.text, Left(self.text, self.done, start)
        if not (text[start].isdecimal() or text[start] in VULGAR):
            self.keep(Draft("other", start, start + 1, reason=NAMES))
            return
        if text[start].isdecimal() and (act := read_act(text, start)) is not None:
            self.keep(act)
            return
        if text[start].isdecimal():
            readings = read_dates(text, start, left)
            hangs = start > left.floor and (
                _joined(text, start) or (readings and _priced(text, start, readings[0]))
            )
            if readings and not hangs:
                for reading in readings:
                    self.keep(_dated(reading))
                return
            short = short_date(text, start)
            alone = short is not None and start == 0 and short.end == len(text)  # its words, read again
            known = short is not None and (alone or text[short.end - 3] in self.short)
            if short is not None and known and not _joined(text, start):
                self.keep(Draft("date", start, short.end, date=DateReading(start, short.end, short)))
                return
        draft = read_identifier(text, start, left) or self._number(start, left)
        self.keep(draft or Draft("identifier", start, end, reason=NAMES))

    def _number(self, start: int, left: Left) -> Draft | None:
        draft = read_ratio(self.text, start) or read_figure(self.text, start, left, self.sign)
        if draft is None or draft.kind != "count":
            return draft
        if draft.end == draft.digits[1] and self.text[draft.end : draft.end + 1].isalpha():
            return _glued(self.text, draft)
        if _LETTERED.match(self.text, draft.digits[1]):
            return _glued(self.text, draft)
        digits = draft.digits[1] - draft.digits[0]
        if draft.elliptic and digits >= _REFERENCE and self.text[slice(*draft.digits)].isdigit():
            return Draft("identifier", *draft.digits, reason=NAMES)
        if _RANKED.search(self.text, max(0, draft.start - len("top-") - 1), draft.start):
            draft.reason = NAMES  # "the top 10 teams": a rank
        if draft.qualifier in ("exact", "range"):
            return naming_word(self.text, draft.digits[0], draft.digits[1], left) or draft
        return draft

    def _words(self, label: str, start: int) -> None:
        if label == "word":
            draft = read_word_figure(self.text, start, Left(self.text, self.done, start))
            if draft is not None:
                self.keep(draft)
        elif label == "relative":
            relative = read_relative(self.text, start, self.done)
            if relative is not None:
                self.keep(relative)
        else:
            named = read_named_month(self.text, start, self.done) if label == "month" else None
            if named is not None:
                self.keep(named)
                return
            for reading in read_dates(self.text, start, Left(self.text, self.done, start)):
                self.keep(_dated(reading))


_RANKED = re.compile(r"\b[Tt]op[\s-]\Z")
_REFERENCE = 7  # digits without separators, with nothing counted behind them: a reference
_LETTERED = re.compile(r"\([a-z]\)")  # 212(f)


def _joined(text: str, start: int) -> bool:
    """Whether letters or a code hang on the digits from the left, so that they are no date."""
    before = text[start - 1]
    if before.isalpha() or before in "_#№@":
        return True
    if before in "-/" and start > 1 and text[start - 2].isalnum():
        head = re.search(r"([A-Za-z]+)-\Z", text[max(0, start - 8) : start])
        return head is None or head[1].lower() not in ("mid", "early", "late", "post", "pre")
    return before in ".:" and start > 1 and text[start - 2].isdigit()


def _priced(text: str, start: int, reading: DateReading) -> bool:
    """Whether the digits of a day are a sum: "$12 December"."""
    return reading.first.day is not None and text[max(0, start - 2) : start].strip()[-1:] in (
        "$",
        "€",
        "£",
        "¥",
    )


def _glued(text: str, draft: Draft) -> Draft:
    """Digits with letters right behind them that are no unit: 5G, 3D."""
    end = draft.digits[1]
    while end < len(text) and text[end].isalnum() and end < draft.end + 40:
        end += 1
    return Draft("identifier", draft.digits[0], end, reason=NAMES)


def _dated(reading: DateReading) -> Draft:
    draft = Draft("date", reading.start, reading.end, date=reading)
    if reading.first.ambiguous:
        draft.reason = AMBIGUOUS_DATE
    return draft


def scan(text: str, sign: str | bool | None = False) -> list[Draft]:
    """Every draft of ``text``, in order; ``sign`` is the decimal sign of its document where that is known."""
    return _Scan(text, sign).read()


def find_mentions(text: str, context: MentionContext | None = None) -> list[Mention]:
    """All figures and dates of ``text``, sorted, without overlap; every digit lies inside exactly one of
    them.
    """
    context = context or MentionContext()
    drafts = scan(text)
    complete.all_of(text, drafts, context.published, context.country)
    furniture = sorted(context.furniture)
    starts = [start for start, _ in furniture]
    return [_mention(draft, furniture, starts) for draft in drafts]


def _mention(draft: Draft, furniture: list[tuple[int, int]], starts: list[int]) -> Mention:
    reason = draft.reason
    index = bisect_right(starts, draft.start) - 1
    if index >= 0 and draft.start < furniture[index][1]:
        reason = FURNITURE
    return Mention(
        draft.kind,
        draft.start,
        draft.end,
        draft.low,
        draft.high,
        draft.qualifier,
        draft.unit,
        draft.edtf,
        reason,
    )
