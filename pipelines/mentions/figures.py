"""Figures in prose: a number with its qualifier ("more than"), its range and its unit or currency."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.lexicon.words import word_file, word_set
from pipelines.mentions import currencies
from pipelines.mentions.currencies import Currency
from pipelines.mentions.draft import AMBIGUOUS_NUMBER, Draft
from pipelines.mentions.left import Left, Phrases
from pipelines.mentions.number_words import read_words, with_words
from pipelines.mentions.numbers import SCALE, SCALES, VULGAR, Number, decimal_of, read_number, tidy
from pipelines.mentions.units import DURATIONS, Unit, read_compound, read_noun, read_part_of, read_unit

_WORDS = word_file("qualifiers")
_BOUNDS = ("over", "under", "about")
_BEFORE = Phrases({word: label for label in (*_BOUNDS, "exact") for word in _WORDS[label]}, 4)
_CHANGES = word_set("qualifiers", "changes")
_UNDER_WHAT = word_set("qualifiers", "under_what")


def _behind(label: str) -> str:
    return f"(?P<{label}>" + "|".join(map(re.escape, _WORDS[f"{label}_after"])) + ")"


_AFTER = re.compile(
    r"\s?(?P<plus>\+|-plus\b)(?!\d)|(?P<odd>[\s-]odd)\b"
    rf"|\s{{1,2}}(?:{'|'.join(map(_behind, _BOUNDS))})\b(?!\s+than)"
)
_TO = re.compile(
    r"\s?(?P<dash>[-–—−‐‑])\s?|\s{1,2}(?P<to>to|up to)\s{1,2}(?:(?:a\s)?max(?:\.|imum(?:\sof)?)?\s{1,2})?"
    r"|\s{1,2}(?P<and>and)\s{1,2}|\s{1,2}(?P<or>or)\s{1,2}"
)
# "1:90", "1.6:1"; not "(2015: 14)", a year and its figure.
_RATIO = re.compile(
    r"(?!(?:19|20)\d\d:\s)(?P<a>\d{1,6}(?:\.\d{1,2}(?=:1\b))?)\s?:\s?(?P<b>\d{1,9})(?![\d:]|[.,]\d)"
)
_ONE_IN = re.compile(
    r"(?P<a>1)\s{1,2}(?:in|out\sof)\s{1,2}(?:every\s{1,2})?(?P<b>\d{1,6})(?![\d]|[.,]\d|\s?%)"
)
_OF = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?=\s{1,2}of\b)")
_AGAIN = re.compile(r"(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}\s)\s?")
_ORDINAL = re.compile(r"[-\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b")
# "Max financial support: 4,000 Euro", "The maximum grant per project is CHF 350,000".
_MOST = re.compile(r"\b[Mm]ax(?:imum|\.)?(?:\s[a-z-]+){1,6}?\s?(?:[:=]\s?|\s(?:is|of|at)\s)?\Z")
_MOST_REACH = 60
_FOR_LENGTH = frozenset(
    "for of than in with has have had last lasting lasted is are was were".split()  # noqa: SIM905
)
_SEVERAL_WORDS = re.compile(
    r"[a-z][\s-]+(?!dozen)[a-z]{3}"
)  # "one hundred and two" is a figure whatever it counts
_OUT_OF = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?(?=[a-z])")
_ROUND = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100)))
_OF_WHAT = re.compile(r"\sof\s")
_LAST_OF_A_ROW = re.compile(r"\s(?:and|or)\s\Z|,\s\Z")  # "four centres and one company"
_JOINT = len(" and ")
_LEANING_AFTER = re.compile(
    r"\s(?:(?P<whole>of\s(?:them|these|those|which|whom|(?:the\s|its\s|their\s)?\d+)\b|an?\s(?:year|month)\b|(?:each|every|per)\s(?:year|month)\b"
    r"|annually\b)|(?:from|with|by|in|at|for|of|to|were|are)\b|[a-z]+ed\s(?:by|in|for|with|to)\b)"
)
_LEANING_BEFORE = re.compile(
    r"(?:\b(?:including|includes?|among\s(?:them|these|which|whom)|of\s(?:which|whom|these|them)|from|to|and|another|alone)|,)\s\Z"
)
_SAID_BEFORE = 30  # characters in which "has tripled, from" stands
_LEANS_ON = 20  # characters of the words before it
_IN_DIGITS = re.compile(r"\s?\(\d")
_DIGIT = re.compile(r"\d")
_SEVERAL = frozenset({"several", "few", "many", "some", "couple", "of"})
_OPENING = frozenset({"from", "between"})
_SHARE = Decimal("0.000001")
_HALF = Decimal("0.5")
_THOUSANDS, _HUNDRED = Decimal(1000), Decimal(100)
# "15 dollars and 50 cents"; the cents of "15 dollars 50" only where nothing follows that they could count.
_CENTS = re.compile(
    r"(?:\sand)?\s(?P<number>\d{1,2}|[a-z]+(?:-[a-z]+)?)\s(?:cents?|pence|kopecks?)\b"
    r"|(?:\sand)?\s(?P<spoken>\d\d|[a-z]+ty(?:[\s-][a-z]+)?)(?=[.;!?]?(?:\s[A-Z]|\n|\Z))"
)
_SIGNS = {">": "over", "≥": "over", "<": "under", "≤": "under", "~": "about", "≈": "about"}


def read_ratio(text: str, start: int) -> Draft | None:
    """A ratio, "1:90" or "2/3 of", as a share rounded to six places."""
    if text[start] in VULGAR and _OF_WHAT.match(text, start + 1):
        return _share(start, start + 1, Decimal(VULGAR[text[start]]))
    match = _RATIO.match(text, start) or _ONE_IN.match(text, start) or _OF.match(text, start)
    if match is None or not int(match["b"]):
        return None
    value = tidy((Decimal(match["a"]) / Decimal(int(match["b"]))).quantize(_SHARE))
    return Draft("ratio", start, match.end(), value, value, "exact", "ratio", digits=match.span())


def read_figure(text: str, start: int, left: Left, sign: str | None) -> Draft | None:
    """The figure in digits that starts at ``start``, with its qualifier to the ``left``."""
    money = currencies.before(text, left.floor, start)
    number = read_number(text, start, sign, money is not None)
    if number is None:
        return None
    if money is not None:
        left = Left(text, left.floor, money.start)
    number = with_words(text, number)
    return _figure(text, number, money, left, sign)


def read_word_figure(text: str, start: int, left: Left) -> Draft | None:
    """The figure in words that starts at ``start``: "seven institutes", "nine-tenths of contributions"."""
    number = read_words(text, start)
    if number is None:
        return None
    share, end = number.value, number.end
    if share is not None and not number.scaled and share == int(share):
        among = _one_in(text, number)
        share, end = among if among is not None else (share, end)
    if share is not None and not number.scaled and share != int(share):
        draft = _share(start, end, share)
        return _qualified(text, draft, left)
    following = text[number.end : number.end + 1]
    if (
        _ORDINAL.match(text, number.end)
        or following.isalnum()
        or following in ("'", "’")
        or number.value is None
    ):
        return None
    if text[start : start + 7].lower() == "hundred" and left.word() in _SEVERAL:
        return None  # "several hundred thousand"
    draft = _figure(text, number, None, left, None)
    if text[draft.end : draft.end + 1] == "-":
        return None
    counted = draft.unit is not None or number.scaled or draft.currency is not None
    again = _IN_DIGITS.match(text, number.end)  # "twenty-five (25) academies" is read from its digits
    counted = counted or (again is None and _SEVERAL_WORDS.search(text, start, number.end) is not None)
    if number.value == 1 and draft.kind == "count" and not number.scaled:
        return (
            draft
            if counted and _LAST_OF_A_ROW.search(text, max(left.floor, start - _JOINT), start) is not None
            else None
        )
    if not counted and again is None and _leans(text, draft, left.floor):
        draft.leaning = True
        return draft
    return draft if counted else None


def _leans(text: str, draft: Draft, floor: int) -> bool:
    """Whether a number in words may count what is named before it: "among them four from Peru"."""
    after = _LEANING_AFTER.match(text, draft.end)
    if after is None:
        return False
    return (
        after["whole"] is not None
        or _LEANING_BEFORE.search(text, max(floor, draft.start - 20), draft.start) is not None
    )


def _share(start: int, end: int, value: Decimal) -> Draft:
    """ "Almost half" is said like "almost 50%", "nine-tenths" like a ratio."""
    half = value == _HALF
    kind, worth = ("percent", value * 100) if half else ("ratio", value.quantize(_SHARE))
    return Draft(kind, start, end, tidy(worth), tidy(worth), "exact", kind, digits=(start, end))


def _one_in(text: str, number: Number) -> tuple[Decimal, int] | None:
    """The share that "one in five" or "two out of three" is, and where it ends."""
    joint = _OUT_OF.match(text, number.end)
    whole = read_words(text, joint.end()) if joint is not None else None
    if whole is None or whole.value is None or not number.value or not 0 < number.value < whole.value:
        return None
    unit = read_unit(text, whole.end)
    round_one = whole.value in _ROUND or whole.value % 100 == 0
    if not round_one or text[whole.end : whole.end + 1] == "-" or unit is not None:
        return None
    return number.value / whole.value, whole.end


def _figure(text: str, number: Number, money: Currency | None, left: Left, sign: str | None) -> Draft:
    low = high = number
    separator = _TO.match(text, number.end)
    unit = None
    if separator is None:
        unit = read_unit(text, number.end)
        separator = _TO.match(text, unit.end) if unit is not None else None
    second = _second(text, separator, left, sign, money is not None) if separator is not None else None
    if second is not None and separator is not None and _ranges(text, number, second, separator, left):
        of_second = read_unit(text, second.end)
        if unit is None or (of_second is not None and of_second.name == unit.name) or left.word() in _OPENING:
            low, high, unit = _shared_scale(number, second), second, of_second
    elif unit is None:
        unit = read_unit(text, number.end)
    return _assembled(text, low, high, money, unit, left)


def _second(text: str, separator: re.Match[str], left: Left, sign: str | None, money: bool) -> Number | None:
    """The number after a dash, "to", or the "and" of "between": the other end of a range."""
    if separator["and"] and left.word() != "between":
        return None
    position = separator.end()
    again = _AGAIN.match(text, position) if money else None
    position = again.end() if again is not None else position
    if position >= len(text) or not text[position].isdigit():
        return read_words(text, position) if position < len(text) and separator["dash"] is None else None
    number = read_number(text, position, sign, money)
    if number is None or (
        text[number.end : number.end + 1] in ("-", "/") and text[number.end + 1 : number.end + 2].isdigit()
    ):
        return None
    return number


def _ranges(text: str, low: Number, high: Number, separator: re.Match[str], left: Left) -> bool:
    first, second = _shared_scale(low, high).value, high.value
    if first is None or second is None or first >= second:
        return False
    if separator["or"]:
        return second - first == 1 and first < 100
    if separator["to"] and (left.word() == "from" or "from" in left.words[-3:]):
        said = text[max(0, left.end - _SAID_BEFORE) : left.end].lower().replace(",", " ").split()
        return not _CHANGES & {*left.words, *said}
    return not (
        separator["dash"]
        and " " in separator[0]
        and read_unit(text, low.end) is None
        and second > first * 1000
    )


def _shared_scale(low: Number, high: Number) -> Number:
    """ "10-15 million": the scale said once holds for both ends."""
    if not high.scaled or low.scaled or not high.raw or low.value is None or high.value is None:
        return low
    if low.value >= 1000:
        return low
    return Number(low.start, low.end, tidy(low.value * (high.value / high.raw)), low.raw, True, low.triple)


def _assembled(
    text: str, low: Number, high: Number, money: Currency | None, unit: Unit | None, left: Left
) -> Draft:
    end = high.end
    start = money.start if money else low.start
    kind = "count"
    paid = money or (currencies.after(text, end, _large(high)) if unit is None else None)
    if paid is not None:
        kind, unit = "money", None
        end = max(end, paid.end)
        low, high, end = _sum(text, low, high, paid, end)
    elif unit is not None and unit.name == "percent":
        kind, end = "percent", unit.end
    elif unit is not None and unit.name in DURATIONS:
        kind, end = "duration", unit.end
    elif unit is not None:
        end = unit.end
    draft = Draft(kind, start, end, low.value, high.value, "exact", digits=(low.start, high.end))
    draft.currency = paid
    draft.unit = unit.name if unit is not None else None
    _settle(text, draft, low, high)
    if low is not high:
        draft.qualifier = "range"
    if low.value is None or high.value is None:
        draft.low = draft.high = None
        draft.qualifier, draft.reason = None, AMBIGUOUS_NUMBER
    return _qualified(text, draft, left)


def _large(number: Number) -> bool:
    return number.scaled or (number.value is not None and number.value >= _THOUSANDS)


def _sum(text: str, low: Number, high: Number, paid: Currency, end: int) -> tuple[Number, Number, int]:
    """Both ends of a sum with what its currency's words add: MEUR 3.5, 75 USD million, 3 dollars 50 cents."""
    factor = Decimal(paid.factor)
    scale = SCALE.match(text, end) if not high.scaled and paid.start >= high.end else None
    if scale is not None:
        factor, end = factor * SCALES[scale["word"].lower()], scale.end()
    cents = _CENTS.match(text, end) if low is high and not high.scaled and scale is None else None
    if cents is not None and high.value is not None and high.value == int(high.value):
        said = cents["number"] or cents["spoken"]
        more = read_words(text, cents.start(cents.lastgroup or 0)) if not said.isdigit() else None
        value = Decimal(said) if said.isdigit() else more and more.value
        if value is not None and value < _HUNDRED:
            low = high = high._replace(value=tidy(high.value + value / _HUNDRED))
            end = cents.end()
    if factor == 1:
        return low, high, end
    one = low._replace(value=None if low.value is None else tidy(low.value * factor), scaled=True)
    if low is high:
        return one, one, end
    return (
        one,
        high._replace(value=None if high.value is None else tidy(high.value * factor), scaled=True),
        end,
    )


def _settle(text: str, draft: Draft, low: Number, high: Number) -> None:
    """The counted noun, and what a doubtful separator means given what is counted."""
    if draft.kind == "count" and draft.unit is None:
        one = low is high and low.value == 1
        noun = read_compound(text, draft.end) or read_noun(text, high.end, one)
        noun = noun or (None if one else read_part_of(text, high.end))
        if noun is not None and noun.name.split()[-1] in ("ones", "others"):
            draft.elliptic = True  # "12 new ones": the noun is said before
        elif noun is not None:
            draft.unit, draft.end = noun.name, max(draft.end, noun.end)
            if noun.end - high.end > 60 or _DIGIT.search(text, high.end, noun.end):
                draft.end = high.end
        else:
            draft.elliptic = True
    for number, side in ((low, "low"), (high, "high")):
        if number.triple and number.value is not None:
            whole = draft.kind == "money" and not number.scaled
            whole = whole or (
                draft.kind == "count" and draft.unit is not None and read_unit(text, high.end) is None
            )
            if whole or draft.kind == "percent":
                written = text[number.start : number.end].split()[0]
                mark = "." if "." in written else ","
                read = decimal_of(written, mark if draft.kind == "percent" else None)
                if not number.scaled:
                    setattr(draft, side, read)


def _qualified(text: str, draft: Draft, left: Left) -> Draft:
    """``draft`` with the words before and after it that say how exact it is."""
    behind = _AFTER.match(text, draft.digits[1]) or _AFTER.match(text, draft.end)
    label = None
    if behind is not None:
        label = "over" if behind["plus"] else "about" if behind["odd"] else behind.lastgroup
        draft.end = max(draft.end, behind.end())
        if (behind["plus"] or behind["odd"]) and draft.kind == "count" and draft.unit is None:
            noun = read_noun(text, behind.end())
            if noun is not None:
                draft.unit, draft.elliptic, draft.end = noun.name, False, noun.end
    elif "+" in text[draft.digits[0] : draft.digits[1]]:  # 100+ million
        label = "over"
    at = len(left.words)
    if left.gap.strip()[-1:] in _SIGNS:
        label, draft.start = (
            _SIGNS[left.gap.strip()[-1]],
            left.end - len(left.gap) + len(left.gap) - len(left.gap.lstrip()),
        )
    while at > 0 and not left.broken:
        found = left.phrase(_BEFORE, at)
        if found is None or (
            found[0] != "exact" and not _says(left.words[found[1] : at], draft, left, found[1])
        ):
            break
        draft.start = left.starts[found[1]]
        label = found[0] if found[0] != "exact" else label
        at = found[1]
        if at and left.words[at - 1] in ("a", "the") and found[0] != "exact":
            at -= 1
    if draft.qualifier == "range" and left.word() in ("between", "from"):
        draft.start = left.starts[-1]
    if label is None and draft.kind == "money":
        most = _MOST.search(text, max(0, draft.start - _MOST_REACH), draft.start)
        if most is not None:
            label, draft.start = "under", most.start()
    _bounded(draft, label)
    return draft


def _says(words: list[str], draft: Draft, left: Left, at: int) -> bool:
    """Whether "over" and "under" say how much here, not during or by virtue of what."""
    if words == ["over"] and draft.kind == "duration":
        if at == 0:  # the mention's own words, read again; a sentence would begin with a capital
            return left.starts[0] == 0 and left.raw[0].islower()
        return left.words[at - 1] in _FOR_LENGTH
    if words == ["under"] and draft.unit is not None:
        return draft.unit.split()[-1].lower() not in _UNDER_WHAT
    return True


def _bounded(draft: Draft, label: str | None) -> None:
    if label is None or draft.low is None:
        return
    if draft.qualifier == "range":
        return
    draft.qualifier = label
    if label == "over":
        draft.high = None
    elif label == "under":
        draft.low = None
