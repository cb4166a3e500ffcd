"""Digits that name or order and say no quantity: codes, addresses, phone numbers, headings, footnotes,
ordinals, times.
"""

from __future__ import annotations

import re

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions import currencies
from pipelines.mentions.draft import NAMES, Draft
from pipelines.mentions.left import Left
from pipelines.mentions.points import MONTHS
from pipelines.mentions.units import read_noun, read_unit

_REACH = 160  # characters of an unbroken run that are looked at to each side
_ADDRESS = re.compile(
    r"://|\bwww\.|\w@\w|\w\.(?:com|org|net|int|edu|gov|eu|info|html?|pdf|php|aspx?)\b", re.IGNORECASE
)
_ADDRESS_SIGNS = frozenset(".@:")  # one of these stands in whatever ``_ADDRESS`` matches
_TIME = re.compile(
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?[-–—]\s?(?:[01]?\d|2[0-3])[:.][0-5]\d)?\s?(?:[ap]\.?m\b\.?|h\b|hrs\b|GMT|UTC|CET|o['’]clock)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[-–—]\s?(?:[01]?\d|2[0-3]):[0-5]\d)?(?![\d:])"
    r"|(?:1[0-2]|0?[1-9])\s?(?:[ap]\.?m\b\.?|o['’]clock)",
    re.IGNORECASE,
)
_HOUR_LETTERS = frozenset("apoAPO")  # what ``_TIME`` goes on with behind a space
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|-th|-st|-nd|-rd)\b(?:[-\s][Cc]entury\b)?")
_CHAIN = re.compile(
    r"\d+(?:[-/–.]\d+){2,40}(?![\w])|\d+(?:/\d+){1,40}(?![\w])|\d+,\d{1,2}(?:,\d{1,2}){1,40}(?![\d,])|\d+-\d+-[\d-]+"
)
_DECIMALS = re.compile(r"\d+(?:[.,]\d+)?[-–]\d+(?:[.,]\d+)?")  # a range: 1.5-2
_HOURS = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d[-–](?:[01]?\d|2[0-3])\.[0-5]\d")
_PHONE = re.compile(r"[\d()][\d\s()./-]{3,24}\d")
_PHONE_WORD = re.compile(
    r"(?:\b(?:tel|fax|phone|telephone|mobile|mob|call|whatsapp|hotline)\b[.:]?[^\n\d]{0,12}|\+|\+\(?\d{1,3}\)?[\s-]?\(?)\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:[-/._:]?[^\W_]+)*")
_ACT = re.compile(r"(?:19|20)\d\d/\d{1,5}(?:/[A-Z]{2,7})?(?![\d/])")
_ACT_LEFT = re.compile(
    r"(?:\((?:EU|EC|EEC|Euratom)(?:,\s?Euratom)?\)|\b(?:Directive|Regulation|Decision|Recommendation)s?)\s(?:No\s)?\Z"
)
_ACT_REACH = 30
_CODE_LEFT = re.compile(r"[#№]?(?:[^\W_]+[-/._–:&]{1,2})*[^\W_]*[-/._–:#№]?\Z")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?(?=\s{1,3}[A-Z])")
_MARKER = re.compile(r"\d{1,3}[.)](?=\s|$|[A-Z])")
_DIGITS = re.compile(r"\d*")
_CODE_REACH = 14
_CODE_PLUS = re.compile(r"[A-Z]\d{2,9}(?:\.\d+)?\+\Z")  # J1149.5+2223
_LINE_NUMBER = re.compile(r"\d{1,2}(?=\s{1,3}[A-Z])")
_BRACKET = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*(?=\])")
_OF_YEAR = re.compile(r"[(;]\s?(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?:\s\Z")  # "(2015: 14)"
_ENUMERATED = re.compile(r"\d{1,2}(?=\))")
_POST = re.compile(r"\d{5,6}(?!\d|[.,]\d|\s?%)")
_STREET = re.compile(
    r"\d{1,4}[A-Za-z]?(?=,?\s{1,2}(?:[A-Z][\w.’'-]*\s){0,3}(?:Street|St\.|Str\.|Avenue|Ave\.?|Road|Rd\.?|Lane|Boulevard|Blvd\.?|Square|Prospekt|Prospect|Drive)(?!\w))"
)
_NUMBER_TAIL = re.compile(r"(?:[-–/.]\d+)*(?:\([a-z]\))?(?!\d)")
_LETTERED_NUMBER = re.compile(r"(?<![\w'’])[A-Z]!\s?\Z")  # EUREKA's project numbers, "E! 147"
_COUNTED_OUT = frozenset({"page", "part", "step", "figure", "table"})
_PAGES = re.compile(r"(?:\sof\s\d+)?(?![\d,.]\d)(?!\s[A-Z])")  # Page 3 of 12
_TITLED = re.compile(r"[A-Z][\w’'.-]+")
_NAMING = word_set("nouns", "naming")
_WEAKLY = word_set("nouns", "naming_weakly")
_STOP = word_set("nouns", "stop")
_FUNCTION = word_set("dates", "year_before") | _STOP
_ENUM_LEFT = frozenset(":;,.")
_LIST_ENDS = frozenset({";", ",", ".", "", "\n", ")"})


def _code_points_before(text: str, start: int, floor: int) -> str:
    match = _CODE_LEFT.search(text, max(floor, start - 30), start)
    return match[0] if match is not None else ""


def read_identifier(text: str, start: int, left: Left) -> Draft | None:
    """What the digits at ``start`` belong to where they only name or order: a draft with reason ``names``."""
    floor = left.floor
    return (
        _run(text, start, floor)
        or _behind_plus(text, start)
        or _attached(text, start, floor)
        or _phone(text, start, floor)
        or _time_or_ordinal(text, start)
        or _line_start(text, start)
        or _marker(text, start, floor)
        or _address(text, start, left)
    )


def read_act(text: str, start: int) -> Draft | None:
    """The number of an act that begins with its year: "Regulation (EU) 2017/1213", "Directive 2014/24/EU"."""
    if text[start + 4 : start + 5] != "/":
        return None
    act = _ACT.match(text, start)
    told = act is not None and _ACT_LEFT.search(text, max(0, start - _ACT_REACH), start) is not None
    return _named("identifier", start, act.end()) if act is not None and told else None


def _named(kind: str, start: int, end: int) -> Draft:
    return Draft(kind, start, end, reason=NAMES, digits=(start, end))


def _run(text: str, start: int, floor: int) -> Draft | None:
    """An address of the web or of mail that the digits are part of."""
    low = max(floor, start - _REACH)
    begin = max(text.rfind(" ", low, start), text.rfind("\n", low, start), low - 1) + 1
    high = min(len(text), start + _REACH)
    end = start
    space = text.find(" ", start, high)
    line = text.find("\n", start, high)
    end = min(place for place in (space, line, high) if place >= 0)
    if end - begin < 6 or not _ADDRESS_SIGNS.intersection(text[begin:end]):
        return None
    if _ADDRESS.search(text, begin, end) is None:
        return None
    while end > start + 1 and text[end - 1] in ".,;:)]»”":
        end -= 1
    return _named("identifier", begin, end)


def _attached(text: str, start: int, floor: int) -> Draft | None:
    """Digits that hang on letters: FP7, B-1872, INFCIRC/167, CO2; a footnote mark behind a word."""
    before = text[start - 1 : start]
    if not before or before.isspace() or start <= floor or before in "($€£¥₹(“\"'‘’«~<>≤≥≈+–—[":
        return None
    left = _code_points_before(text, start, floor)
    letters = sum(map(str.isalpha, left))
    end = _DIGITS.match(text, start).end()  # type: ignore[union-attr]
    if before.isalpha():
        lettered = currencies.lettered(text, floor, start)  # "R5 million"
        if _currency(left) or lettered is not None or left in ("ca", "ar", "approx"):
            return None
        if left.isalpha() and left[-3:].islower() and len(left) >= 4 and not text[end : end + 1].isalnum():
            return _named("other", start, end)  # Glubrecht3
        return _code(text, start - len(left), end)
    if before in "#№":
        return _code(text, start - len(left), end)
    if before == "." and letters and not text[start - 2 : start - 1].isdigit():
        tail = left[:-1]
        if tail.lower() in ("ca", "ar", "approx", "c", "rs", "no", "nr", "art", "p", "pp", "fr", "tk"):
            return None
        return (
            _named("other", start, end)
            if not text[end : end + 1].isalnum()
            else _code(text, start - len(left), end)
        )
    if before in ").»”]" or (
        before in ",;:!?" and text[start - 2 : start - 1].isalpha() and text[end : end + 2].strip() == ""
    ):
        return (
            _named("other", start, end) if before in ".)»”]" and not text[end : end + 1].isalnum() else None
        )
    if before in "-/_:–" and letters:
        word = left.rstrip("-/_:–").lower()
        if (
            word in ("mid", "early", "late", "pre", "post", "and", "or", "non")
            or word.rstrip(".") in MONTHS
            or _currency(left)
        ):
            return None
        if before == ":" or (before == "–" and len(word) > 3 and left[:-1].islower()):
            return None
        return _code(text, start - len(left), end)
    return None


def _behind_plus(text: str, start: int) -> Draft | None:
    """Digits of a code with a plus, J1149.5+2223; behind any other plus they are a number."""
    if text[start - 1 : start] != "+":
        return None
    code = _CODE_PLUS.search(text, max(0, start - _CODE_REACH), start)
    return None if code is None else _code(text, start, _DIGITS.match(text, start).end())  # type: ignore[union-attr]


def _currency(left: str) -> bool:
    word = left.rstrip("-")
    return (
        word in lexicon().currency_codes
        or word.lower() in ("rs", "rs.", "us", "euro", "tk")
        or word.lower() in lexicon().currencies
    )


def _code(text: str, start: int, end: int) -> Draft:
    tail = _TAIL.match(text, end, min(len(text), end + _REACH))
    stop = tail.end() if tail is not None else end
    return _named("identifier", start, stop)


def _phone(text: str, start: int, floor: int) -> Draft | None:
    match = _PHONE.match(text, start)
    if match is None or sum(map(str.isdigit, match[0])) < 5:
        return None
    if _PHONE_WORD.search(text, max(floor, start - 28), start) is None:
        return None
    while start > floor and text[start - 1] in "+(":
        start -= 1
    return _named("identifier", start, match.end())


def _time_or_ordinal(text: str, start: int) -> Draft | None:
    end = _DIGITS.match(text, start).end()  # type: ignore[union-attr]
    behind = text[end : end + 1]
    if not behind or (behind.isspace() and text[end + 1 : end + 2] not in _HOUR_LETTERS):
        return None
    match = _ORDINAL.match(text, start)
    if match is not None:
        return _named("other", start, match.end())
    match = _TIME.match(text, start)
    if match is not None and not (match[0][0] == "1" and match[0][1:2] == ":" and not match[0][-1].isalpha()):
        return _named("other", start, match.end())
    match = _CHAIN.match(text, start)
    if match is not None and not re.match(r"\d{1,2}/\d{1,2}\s{1,2}of\b", text[start : start + 10]):
        grouped = re.fullmatch(r"\d{1,3}(?:[.]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}", match[0])
        decimals = _DECIMALS.fullmatch(match[0]) is not None and _HOURS.fullmatch(match[0]) is None
        if (
            grouped is None
            and not decimals
            and not (text[match.end() : match.end() + 1] == "," and "," in match[0])
        ):
            return _named("identifier", start, match.end())
    return None


def _line_start(text: str, start: int) -> Draft | None:
    """A list number, a numbered heading or a footnote at the head of a line."""
    low = max(0, start - 12)
    newline = text.rfind("\n", low, start)
    if newline < 0 and low > 0:
        return None
    if text[newline + 1 : start].strip(" \t\u00a0([#*•–—|>-"):
        return None
    match = _SECTION.match(text, start) or _MARKER.match(text, start)
    if (
        match is not None
        and currencies.after(text, match.end()) is None
        and not (match[0].endswith(".") and text[match.end() : match.end() + 1].isdigit())
    ):
        return _named("other", start, match.end())
    plain = _LINE_NUMBER.match(text, start)
    if plain is not None and _in_sequence(text, start, int(plain[0])):
        return _named("other", start, plain.end())
    return None


def _in_sequence(text: str, start: int, number: int) -> bool:
    """Whether a line nearby begins with the number before or after."""
    nearby = text[max(0, start - 600) : start + 600]
    return any(
        re.search(rf"(?:^|\n)[^\S\n]{{0,6}}{n}[.)]?[^\S\n]{{1,3}}[A-Z]", nearby)
        for n in (number - 1, number + 1)
        if n > 0
    )


def _marker(text: str, start: int, floor: int) -> Draft | None:
    """A reference in square brackets, or the (1) of an enumeration."""
    before = text[start - 1 : start]
    if before == "[":
        match = _BRACKET.match(text, start)
        return _named("other", start, match.end()) if match is not None else None
    match = _ENUMERATED.match(text, start)
    if match is not None and _OF_YEAR.search(text, max(0, start - 14), start) is None:
        head = text[max(floor, start - 8) : start].rstrip("( ")
        if before != "(" or not head or head[-1] in _ENUM_LEFT or head.split()[-1] in ("and", "or"):
            return _named("other", start, match.end())
    return None


def _address(text: str, start: int, left: Left) -> Draft | None:
    """A house number or a postcode."""
    match = _STREET.match(text, start)
    if match is not None:
        return _named("identifier", start, match.end())
    match = _POST.match(text, start)
    if match is None:
        return None
    raw = left.raw[-1] if left.words else ""
    if "\n" in left.gap:
        return None
    titled_before = raw[:1].isupper() and raw.lower() not in _FUNCTION and not left.gap.strip()
    rest = text[match.end() : match.end() + 2]
    titled_after = _TITLED.match(text, match.end() + 1) is not None and rest[:1] == " "
    comma = start >= 2 and text[start - 2 : start] == ", "
    if (titled_before or comma) and (titled_after or rest[:1] in ("", "\n", ",")):
        return _named("identifier", start, match.end())
    return None


def naming_word(text: str, start: int, end: int, left: Left) -> Draft | None:
    """A number that a word before it makes a name: "Resolution 10", "Group of 20", "Horizon 2020"."""
    lettered = _LETTERED_NUMBER.search(text, max(left.floor, start - 4), start)
    if lettered is not None:
        return _named("identifier", lettered.start(), end)
    if not left.words:
        return None
    word, raw = left.word(), left.raw[-1]
    if left.gap.strip():
        return None
    word = word.rsplit("/", 1)[-1] if word[:1].isdigit() else word  # 31C/Resolution 19
    tail = (_PAGES if word in _COUNTED_OUT else _NUMBER_TAIL).match(text, end)
    end = tail.end() if tail is not None else end
    if word in ("of", "of the") and left.word(2) == "group" and left.raw[-2] == "Group":
        return _named("identifier", left.starts[-2], end)
    if word in _NAMING or (word.rstrip(".") in _NAMING and word not in _STOP):
        if word in _WEAKLY and read_noun(text, end, near=True) is not None:
            return None
        return _named("identifier", left.starts[-1], end)
    if (
        raw[:1].isupper()
        and "\n" not in left.gap
        and word not in _FUNCTION
        and not word.endswith(("'s", "s'"))
        and raw not in ("A", "I")
    ):
        year = end - start == 4 and text[start:end].isdigit() and 1900 <= int(text[start:end]) <= 2100
        if word.rstrip(".") in MONTHS or read_unit(text, end) is not None:
            return None
        if not year and _of_country(left, text[end : end + 1]):
            return None
        if not year and read_noun(text, end, near=True) is not None:
            return None
        if (
            left.starts[-1] == 0
            or text[left.starts[-1] - 1] == "\n"
            or text[left.starts[-1] - 2 : left.starts[-1]] in (". ", "! ", "? ")
        ):
            return None
        return _named("identifier", left.starts[-1], end)
    return None


def _of_country(left: Left, after: str) -> bool:
    """Whether the number is a country's in a list: "Germany 1,187; Italy 655"."""
    countries = lexicon().countries
    place = countries.get(left.raw[-1]) or countries.get(" ".join(left.raw[-2:]))
    return place is not None and place.form == "name" and after in _LIST_ENDS
