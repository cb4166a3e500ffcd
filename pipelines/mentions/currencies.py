"""Which currency a figure is in: signs, ISO 4217 codes and names before and after it, and what a bare "$"
means.

The words are the lexicon's, from CLDR; here is only where they may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.right import first_words, next_word

_SYMBOLS = r"$€£¥֏؋৳฿៛\u20a0-\u20bf元"
# A country's letters before a "$" that are written small; any others before it are words ("is $5").
_SMALL = r"k|us|hk|nz|nt|au|ca|mex|c|usd|aud|cad|nzd|hkd|sgd|mxn"
_BEFORE = re.compile(
    rf"(?:(?P<sign>(?:(?<![A-Za-z])(?:[A-Z][A-Za-z]{{0,2}}\.?|U\.S\.|US|{_SMALL})[^\S\n]?)?[{_SYMBOLS}](?:US)?)"
    r"|(?<![A-Za-z])(?P<word>[A-Za-zł]{2,8}\.?))[^\S\n]{0,2}\Z"
)
_NAME_BEFORE = re.compile(r"(?<![\w])(?P<word>[A-Za-z.]{2,14}\s[A-Za-z]{3,10})[^\S\n]{1,2}\Z")
_AFTER = re.compile(
    rf"(?:[^\S\n]{{0,3}}\n?[^\S\n]{{0,2}}|-)(?:(?:of|in)\s{{1,2}})?"
    rf"(?P<sign>(?:US|U\.S\.|A|AU|NZ|C|CA|CAN|HK|S|R)?[{_SYMBOLS}](?![\d]))"
)
_WORDS_AFTER = re.compile(
    r"(?:[^\S\n]{1,3}\n?[^\S\n]{0,2}|\n|-|(?=[A-Z]{3}\b)|(?=euro))(?:(?P<of>of|in)\s{1,2})?"
    r"(?P<one>[A-Za-złč.]+)(?:\s{1,2}(?P<two>[A-Za-z]+))?(?:\s{1,2}(?P<three>[A-Za-z]+))?"
)


class Currency(NamedTuple):
    """``code`` is ISO 4217; where ``shared`` several countries use the word and ``code`` is only the usual
    reading.
    """

    code: str
    start: int
    end: int
    shared: str | None = None
    factor: int = 1  # MEUR 3.5


# After these, which are also words or names, only what looks like a sum is money: "COP 26", "TOP 10",
# "Euro 2012".
_HOMOGRAPHS = word_set("nouns", "money_homograph")
_SUM = re.compile(
    r"(?!(?:19|20)\d\d(?!\d))(?:\d{4,}|\d{1,3}[.,'’ ]\d|\d+\s?(?:m|b|k|million|billion|mln|bn|thousand)\b)"
)


_SUM_FOLLOWS = re.compile(
    r"\d[\d.,]*[\s-]?(?:million|billion|trillion|bn|mn|mln|m)\b|\d{1,3}(?:[ ,]\d{3})+(?![\w])", re.IGNORECASE
)
_FACTORS = {"M": 10**6, "m": 10**6, "k": 10**3, "K": 10**3, "T": 10**3}
_SCALED_CODE = 4
_SMALL_WORDS = frozenset(
    {"euro", "euros", "rs", "rs.", "rupees", "usd", "eur", "gbp", "rmb", "meur", "keur"}
)  # before a sum also in small letters


def _made(word: str, start: int, end: int) -> Currency | None:
    """The currency that ``word`` means, if any; codes count in capitals only."""
    words = lexicon()
    if word.upper() == word and word in words.currency_codes:
        return Currency(word, start, end)
    if len(word) == _SCALED_CODE and word[1:] in words.currency_codes and word[0] in _FACTORS:
        return Currency(word[1:], start, end, factor=_FACTORS[word[0]])
    lower = word.lower()
    code = words.currencies.get(lower) or words.currencies.get(lower.rstrip("."))
    if code is None:
        return None
    family = words.currency_families.get(lower.replace("rouble", "ruble"), ())
    return Currency(code, start, end, lower.replace("rouble", "ruble") if len(family) > 1 else None)


def _scaled_codes() -> Iterator[str]:
    return (f"{letter}{code}".lower() for letter in _FACTORS for code in lexicon().currency_codes)


@cache
def _last_words() -> frozenset[str]:
    """The last words of all names and codes of money, in small letters."""
    words = lexicon()
    names = (*words.currencies, *words.currency_codes, *_scaled_codes())
    return frozenset(name.split()[-1].lower() for name in names)


_LAST_LETTERS = frozenset("RNp¢.")  # of ``letter_currencies``, looked at before all else


@cache
def _letters() -> re.Pattern[str]:
    words = sorted(lexicon().letter_currencies, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w$.&/-])(?P<word>{'|'.join(map(re.escape, words))})\s?\Z")


def lettered(text: str, floor: int, start: int) -> Currency | None:
    """The currency that a letter or two right before a sum are: "R2 million", "N350,000"."""
    last = text[start - 2 : start - 1] if text[start - 1] == " " else text[start - 1]
    if last not in _LAST_LETTERS or _SUM_FOLLOWS.match(text, start) is None:
        return None
    found = _letters().search(text, max(floor, start - 5), start)
    code = lexicon().letter_currencies[found["word"]] if found is not None else None
    return Currency(code, found.start(), found.end("word")) if found is not None and code else None


def before(text: str, floor: int, start: int) -> Currency | None:
    """The currency said right before the number that starts at ``start``."""
    if start == 0 or text[start - 1] in "\n(":
        return None
    letters = lettered(text, floor, start)
    if letters is not None:
        return letters
    low = max(floor, start - 26)
    near = text[max(floor, start - 10) : start].split()
    if not near or (near[-1].isalpha() and near[-1].lower() not in _last_words()):
        return None
    match = _BEFORE.search(text, max(floor, start - 10), start)
    if match is None:
        return None
    if match["sign"]:
        return _signed(match)
    name = _NAME_BEFORE.search(text, low, start)
    if name is not None:
        found = _made(" ".join(name["word"].split()), name.start("word"), name.end("word"))
        if found is not None:
            return found
    word = match["word"]
    if word in _HOMOGRAPHS and not _SUM.match(text, start):
        return None
    found = _made(word, match.start("word"), match.end("word"))
    return found if found is None or word[0].isupper() or word.lower() in _SMALL_WORDS else None


def _signed(match: re.Match[str]) -> Currency | None:
    sign = re.sub(r"\s", "", match["sign"])
    while sign:
        found = _made(sign, match.end("sign") - len(sign), match.end("sign"))
        if found is not None:
            if len(sign) == len(re.sub(r"\s", "", match["sign"])):
                return Currency(found.code, match.start("sign"), found.end, found.shared)
            return found
        scaled = _made(sign[1:], match.start("sign"), match.end("sign")) if sign[0] in _FACTORS else None
        if scaled is not None and scaled.shared is None:
            return scaled._replace(factor=_FACTORS[sign[0]])  # k€ 30
        code = sign[:-1].upper()
        if code in lexicon().currency_codes:  # USD$, AUD $
            return Currency(code, match.start("sign"), match.end("sign"))
        own = lexicon().country_currency.get(code) if sign.endswith("$") else None
        if own in _dollars():  # FJ$, BZ$: the letters of the country
            return Currency(own, match.start("sign"), match.end("sign"))
        sign = sign[1:]
    return None


@cache
def _first_words() -> frozenset[str]:
    """The first words of all names of money, in small letters: behind most figures stands none of them."""
    words = lexicon()
    names = (*words.currencies, *words.large_currencies)
    return frozenset((*(name.split()[0].rstrip(".") for name in names), *_scaled_codes()))


_LETTERS_OF_SIGNS = ("us", "u", "a", "au", "nz", "c", "ca", "can", "hk", "s", "r")  # in ``_AFTER``


@cache
def _openings() -> frozenset[str]:
    """What the words right behind a figure begin with where they may be money, capitals apart."""
    return first_words((*_first_words(), *_LETTERS_OF_SIGNS, "of", "in"))


def after(text: str, end: int, large: bool = False) -> Currency | None:
    """The currency said right after the number that ends at ``end``: "EUR", "US dollars", "Belarusian
    rubles"; behind a ``large`` number also words that are not always money ("3 million soles").
    """
    word = next_word(text, end)
    if word and not word.isupper() and word.lower() not in _openings():
        return None
    sign = _AFTER.match(text, end)
    if sign is not None:
        return _made(sign["sign"], sign.start("sign"), sign.end("sign"))
    match = _WORDS_AFTER.match(text, end)
    if match is None:
        return None
    if not match["one"].isupper() and match["one"].lower().rstrip(".") not in _first_words():
        return None
    if match["one"].isupper() and text[match.end("one") : match.end("one") + 1].isdigit():
        return None  # 3 USD50 cards
    start = match.start("one")
    for last in ("three", "two", "one"):
        if match[last] is None:
            continue
        words = " ".join(text[start : match.end(last)].split())
        for form in dict.fromkeys((words.rstrip("."), words)):
            if form.lower() == "pound" and text[end : end + 1] == "-":
                return None  # a weight
            found = _made(
                form,
                start,
                start + len(text[start : match.end(last)].rstrip(".")) if form != words else match.end(last),
            )
            if found is not None and not (form.isupper() and len(form) < 3):
                return found
    code = lexicon().large_currencies.get(match["one"].rstrip(".")) if large else None
    return None if code is None else Currency(code, start, match.end("one"))


@cache
def _places() -> re.Pattern[str]:
    """Words for the countries whose currency is one of several by its name, for a look around a figure."""
    words = lexicon()
    shared = {code for family in words.currency_families.values() if len(family) > 1 for code in family}
    own = {country for country, code in words.country_currency.items() if code in shared}
    names = [
        n
        for n, p in words.countries.items()
        if p.code in own and p.form in ("name", "adjective", "people", "part", "capital")
    ]
    return re.compile(
        r"(?<![\w$])(?:"
        + "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
        + r")(?![\w$])"
    )


def readings(currency: Currency) -> tuple[str, ...]:
    """Every code that the currency's word may stand for."""
    if currency.shared is None:
        return (currency.code,)
    return lexicon().currency_families.get(currency.shared, (currency.code,))


@cache
def _dollars() -> frozenset[str]:
    """The currencies that are called dollar; others that share its sign are not meant by it in English
    prose.
    """
    return frozenset(lexicon().currency_families.get("dollars", ()))


_OPENS = re.compile(
    r"(?:(?:the|in|for its part,?)\s)?"
    r"(?:(?:the\s)?(?:government|ministry|embassy|president|people)\s(?:[a-z]+\s){0,4}of\s(?:the\s)?)?",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?:['’]s)?\s(?:[Gg]overnment|[Mm]inistry|[Aa]gency|[A-Z][a-z]+)\b")


def _in_passing(text: str, start: int, place: re.Match[str], form: str) -> bool:
    """Whether a page of another country only mentions a place: it neither opens the sentence nor is whose the
    money is ("Canadian", "New Zealand Government").
    """
    joint = text[place.end() : place.end() + 1] in ("-", "–")  # "the New Zealand-China centre"
    if joint or form not in ("name", "part", "capital") or _BODY.match(text, place.end()):
        return False
    return _OPENS.fullmatch(text, start, place.start()) is None


def dollar_country(countries: Sequence[str]) -> str | None:
    """The country of a page whose money a bare "$" may be: the first that pays in dollars, else the first."""
    words = lexicon()
    own = [code for code in countries if words.country_currency.get(code) in _dollars()]
    return next(iter([*own, *countries]), None)


_GIVER = re.compile(r"\b(?:from|by)\s(?:the\s)?(?:\w+\s){0,2}\Z")


def resolve(currency: Currency, text: str, start: int, end: int, country: str | None) -> str:
    """What a shared word such as "$" means in its sentence ``text[start:end]``, else on a page of
    ``country``.
    """
    if currency.shared is None:
        return currency.code
    words = lexicon()
    family = words.currency_families.get(currency.shared, ())
    nearest: tuple[int, str] | None = None
    for match in _places().finditer(text, start, end):
        place = words.countries[match[0]]
        code = words.country_currency.get(place.code, "")
        foreign = country not in (None, place.code) and match.end() <= currency.start
        if foreign and _in_passing(text, start, match, place.form):
            continue
        if code in family and (currency.shared != "$" or code in _dollars()):
            distance = currency.start - match.end()
            if distance < 0:  # behind the sum only who gives it: "$5m from the Australian Government"
                if not _GIVER.search(text, currency.end, match.start()):
                    continue
                distance = match.start() - currency.end
            if nearest is None or distance < nearest[0]:
                nearest = distance, code
    if nearest is not None:
        return nearest[1]
    own = words.country_currency.get(country or "", "")
    if currency.shared == "$" and own not in _dollars():
        return currency.code
    return own if own in family else currency.code
