"""The public test suites of peers, each read in its own format into cases that are in our scope.

What is in scope is decided here, by form alone: absolute dates and periods (a month's name, a year or a date
in figures), sums of money, percentages, and numbers in prose. What a suite labels beside that (tomorrow,
5 p.m., 30 km, minus one) is kept as a place where no reading counts. A ``Suite`` says how many labels of how
many it took.
"""

from __future__ import annotations

import ast
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from peer_values import ABSOLUTE, OPEN, Case, Value, date_kind, days, end_of, number, timex_days

# Readings of these kinds are held against the labels, under the kind at their right.
NUMBERS = dict.fromkeys(("count", "money", "percent", "measure", "number"), "count")
QUANTITIES = {kind: kind for kind in ("count", "money", "percent")}
DATES = {"date": "date", "period": "period"}
# ISO 4217 for the names of units that quantulum3 gives currencies; its other units are measures.
CURRENCIES = {
    "dollar": "USD", "united states dollar": "USD", "euro": "EUR", "pound sterling": "GBP",
    "japanese yen": "JPY", "yen": "JPY", "canadian dollar": "CAD", "swiss franc": "CHF",
    "indian rupee": "INR", "australian dollar": "AUD", "bulgarian lev": "BGN", "yuan": "CNY",
}  # fmt: skip
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}(?!\d)")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)+(?:\s?[ap]m)?|\d{1,2}\s?[ap]m", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?!\d)")
# What leans on the day of reading or on another day is not absolute, whatever it is reckoned to.
_LEANING = re.compile(
    r"\b(?:today|now|tomorrow|yesterday|to date|this|next|last|coming|ago"
    r"|(?:days?|weeks?|months?|years?)\s(?:from|after|before|since|beginning|starting|commencing))\b",
    re.IGNORECASE,
)
_SIGN_FIRST = re.compile(r"per|%", re.IGNORECASE)
_JOINED = re.compile(r"\d[/-]\d|[A-Za-z]-\d|\d{1,2},\d{1,2},|,\d\d,|,\d\d\.|\+\d")
_NO_ISO_CODE = re.compile(r"cents?|penny|pence|sen|jiao|fen|satoshis?|bitcoins?", re.IGNORECASE)


@dataclass(slots=True)
class Suite:
    """One peer's suite: its cases, which kinds of reading they are held against, and what was taken of it."""

    name: str
    peer: str
    kinds: dict[str, str]
    cases: list[Case] = field(default_factory=list)
    labels: int = 0

    @property
    def taken(self) -> int:
        """How many of its labels are in our scope."""
        return sum(len(case.gold) for case in self.cases)


def ambiguous(surface: str) -> bool:
    """Whether day and month of a date in figures may be swapped; FACTS.md gives such dates no value."""
    match = _NUMERIC.search(surface)
    return match is not None and match[1] != match[2] and int(match[1]) <= 12 and int(match[2]) <= 12


def suites(folder: Path) -> Iterator[Suite]:
    """Every suite that ``folder`` holds, a checkout of each below it."""
    readers = (
        ("Specs/Number/English/NumberModel.json", recognizers_numbers),
        ("Specs/Number/English/PercentModel.json", recognizers_percentages),
        ("Specs/NumberWithUnit/English/CurrencyModel.json", recognizers_money),
        ("Specs/DateTime/English/DateTimeModel.json", recognizers_dates),
        ("tests/test_search.py", dateparser_search),
        ("_lang/en_US/tests/quantities.json", quantulum_quantities),
    )
    for ending, read in readers:
        for path in sorted(folder.rglob(ending)):
            yield read(path)
    for path in sorted(folder.rglob("TBAQ-cleaned")):
        yield timebank(path)


def _specs(path: Path) -> list[dict[str, Any]]:
    entries = json.loads(path.read_text(encoding="utf-8-sig"))
    return [entry for entry in entries if isinstance(entry.get("Input"), str)]


def _spans(entry: dict[str, Any]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Each result of a spec with its span; by its text where the spec gives no place."""
    for result in entry["Results"]:
        start = result.get("Start")
        start = entry["Input"].lower().find(result["Text"].lower()) if start is None else start
        end = result["End"] + 1 if "End" in result else start + len(result["Text"])
        yield start, end, result


def _case(
    suite: Suite, text: str, labels: list[tuple[int, int, list[Value] | None]], published: date | None = None
) -> None:
    """Add a case of ``labels``: spans with their values, None where a label is out of scope."""
    suite.labels += len(labels)
    gold = tuple(value for _, _, values in labels for value in values or ())
    beside = tuple((start, end) for start, end, values in labels if values is None)
    suite.cases.append(Case(text, gold, beside, published))


def recognizers_numbers(path: Path) -> Suite:
    """Numbers in prose: not negative, not written as powers, not alone in their case, and no part of a
    date, a code
    or a list of numbers that digits, dashes and strokes join ("5/17/2018", "SCP-173", "22,24,26")."""
    suite = Suite("Recognizers-Text numbers", "Recognizers-Text", NUMBERS)
    for entry in _specs(path):
        labels: list[tuple[int, int, list[Value] | None]] = []
        rest = list(entry["Input"])
        for start, end, result in _spans(entry):
            said = result["Resolution"]
            rest[start:end] = " " * (end - start)
            plain = said.get("subtype") != "power" and Decimal(said["value"]) >= 0
            plain = plain and not _JOINED.search(entry["Input"][max(0, start - 2) : end + 2])
            labels.append(
                (start, end, [Value("count", start, end, number(said["value"]))] if plain else None)
            )
        if any(char.isalpha() for char in "".join(rest)):
            _case(suite, entry["Input"], labels)
        else:
            suite.labels += len(labels)
    return suite


def recognizers_percentages(path: Path) -> Suite:
    """Percentages with a number that is not negative and stands before its sign or word (not "percent of
    10")."""
    suite = Suite("Recognizers-Text percentages", "Recognizers-Text", {"percent": "percent"})
    for entry in _specs(path):
        labels: list[tuple[int, int, list[Value] | None]] = []
        for start, end, result in _spans(entry):
            said = str(result["Resolution"]["value"]).rstrip("%")
            plain = re.fullmatch(r"[\d.]+", said) and not _SIGN_FIRST.match(entry["Input"], start)
            labels.append((start, end, [Value("percent", start, end, number(said))] if plain else None))
        _case(suite, entry["Input"], labels)
    return suite


def recognizers_money(path: Path) -> Suite:
    """Sums of money; not a currency without a number, nor what ISO 4217 has no code for (cents, bitcoins)."""
    suite = Suite("Recognizers-Text currency", "Recognizers-Text", {"money": "money"})
    for entry in _specs(path):
        labels: list[tuple[int, int, list[Value] | None]] = []
        for start, end, result in _spans(entry):
            said = result["Resolution"]
            plain = said["value"] is not None and not _NO_ISO_CODE.fullmatch(said["unit"])
            value = (
                [Value("money", start, end, number(said["value"]), said.get("isoCurrency"))]
                if plain
                else None
            )
            labels.append((start, end, value))
        _case(suite, entry["Input"], labels)
    return suite


def recognizers_dates(path: Path) -> Suite:
    """Dates and periods that are absolute by their words; ``XXXX`` for the year where they give none."""
    suite = Suite("Recognizers-Text dates", "Recognizers-Text", DATES)
    for entry in _specs(path):
        labels: list[tuple[int, int, list[Value] | None]] = []
        for start, end, result in _spans(entry):
            typed = result.get("TypeName", "").rpartition(".")[2]
            value = recognized_date(entry["Input"], start, end, typed, result.get("Resolution"))
            labels.append((start, end, [Value(date_kind(value), start, end, value)] if value else None))
        _case(suite, entry["Input"], labels)
    return suite


def recognized_date(
    text: str,
    start: int,
    end: int,
    typed: str,
    resolution: dict[str, Any] | None,
    reference: date | None = None,
) -> str | None:
    """The days that a result of Recognizers-Text is: of one reading, absolute by its words, and not
    ambiguous. Of two that differ in their year only, it is the one nearest to ``reference``, if given."""
    if typed.rpartition(".")[2] not in ("date", "daterange") or not ABSOLUTE.search(text[start:end]):
        return None
    readings = (resolution or {}).get("values") or ()
    timexes = {(said.get("timex"), said.get("Mod")) for said in readings}
    unresolved = any(said.get("value") == "not resolved" for said in readings)
    if len(timexes) != 1 or unresolved or ambiguous(text[start:end]) or _LEANING.search(text[start:end]):
        return None
    timex, modified = timexes.pop()
    if reference is not None and re.fullmatch(r"XXXX-\d\d(-\d\d)?", timex or ""):
        timex = f"{_nearest(readings, reference)}{timex[4:]}"
    return _resolved(timex or "", modified, text[start:end])


def _nearest(readings: Any, reference: date) -> int:
    """The year of the reading that is nearest to ``reference``."""
    said = [date.fromisoformat((r.get("value") or r.get("start"))[:10]) for r in readings]
    return min(said, key=lambda day: abs(day.toordinal() - reference.toordinal())).year


def _resolved(timex: str, modified: str | None, surface: str) -> str | None:
    """The days of a timex of Recognizers-Text; before, after, since and until as FACTS.md reads them."""
    two = re.fullmatch(r"\((\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d),P(\d+)([YMD])\)", timex)
    if two is not None:
        first, last = date.fromisoformat(two[1]), date.fromisoformat(two[2])
        if re.search(r"\b(?:h[12]|half)\b", surface, re.IGNORECASE):
            return timex_days(f"{first.year}-H1")
        return None if modified else f"{first}/{_last_day(last, two[4], surface)}"
    plain = timex_days(timex)
    if plain is None or modified in (None, "start", "mid", "end", "approx"):
        return plain
    if "X" in plain:
        return None
    first, last = map(date.fromisoformat, plain.split("/"))
    return {
        "before": f"{OPEN}/{first - timedelta(days=1)}",
        "until": f"{OPEN}/{last}",
        "since": f"{first}/{OPEN}",
        "after": f"{last + timedelta(days=1)}/{OPEN}",
    }.get(modified)


def _last_day(last: date, unit: str, surface: str) -> date:
    """The last day of a range that ends before the day ``last``, or, where its words name the year, month or
    quarter that ``last`` is in ("from March to May"), with that."""
    quarter = re.search(r"\bq[1-4]\b.*\bq[1-4]\b", surface, re.IGNORECASE)
    if unit == "M" and quarter is not None:
        return end_of(last.replace(day=1, month=(last.month + 2) // 3 * 3), "M")
    said = {"Y": str(last.year), "M": f"{last:%b}", "D": ""}[unit]
    return end_of(last, unit) if said.lower() in surface.lower() else last - timedelta(days=1)


def dateparser_search(path: Path) -> Suite:
    """The English texts of dateparser's search tests; dates whose year the text gives, as exactly as their
    words."""
    suite = Suite("dateparser search", "dateparser", DATES)
    seen: set[str] = set()
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "param"):
            continue
        named = {keyword.arg: keyword.value for keyword in call.keywords}
        language = call.args[0] if call.args else named.get("languages")
        text = call.args[1] if len(call.args) > 1 else named.get("text")
        expected = call.args[2] if len(call.args) > 2 else named.get("expected")
        if language is None or not re.fullmatch(r"\[?'en'\]?", ast.unparse(language)):
            continue
        if not (isinstance(text, ast.Constant) and isinstance(expected, ast.List)) or text.value in seen:
            continue
        seen.add(text.value)
        _case(suite, text.value, list(_expected(text.value, expected)))
    return suite


def _expected(text: str, expected: ast.List) -> Iterator[tuple[int, int, list[Value] | None]]:
    position = 0
    for pair in expected.elts:
        if not isinstance(pair, ast.Tuple):
            continue
        surface, moment = ast.literal_eval(pair.elts[0]), pair.elts[1]
        start = max(text.find(surface, position), 0)
        position = end = start + len(surface)
        parts = [arg.value for arg in getattr(moment, "args", ())[:3] if isinstance(arg, ast.Constant)]
        value = (
            as_said(surface, parts) if parts and str(parts[0]) in text and not ambiguous(surface) else None
        )
        yield start, end, [Value(date_kind(value), start, end, value)] if value else None


def as_said(surface: str, parts: list[int]) -> str | None:
    """The days of a moment as exactly as ``surface`` says it: 2014 is a year, whatever day it was filled up
    with."""
    named = ABSOLUTE.search(surface)
    if named is None:
        return None
    words = _CLOCK.sub("", surface)
    month = re.search(r"[A-Za-z]{3}", named[0]) is not None or "/" in words or "-" in words
    exact = 3 if _DAY.search(words) else 2 if month else 1
    if len(parts) < exact:
        return None
    return days("-".join(f"{part:02d}" for part in parts[:exact]))


def quantulum_quantities(path: Path) -> Suite:
    """Numbers without a unit, percentages and sums of money; years, which are dates to us, are beside the
    matter."""
    suite = Suite("quantulum3 quantities", "quantulum3", QUANTITIES)
    for entry in json.loads(path.read_text(encoding="utf-8")):
        text, position = entry["req"], 0
        labels: list[tuple[int, int, list[Value] | None]] = []
        for item in entry["res"]:
            start = text.find(item["surface"], position)
            start = text.index(item["surface"]) if start < 0 else start
            position = end = start + len(item["surface"])
            labels.append(
                (start, end, quantity(item["value"], item.get("uncertainty"), item["unit"], start, end, text))
            )
        _case(suite, text, labels)
    return suite


def quantity(
    value: float, uncertainty: float | None, unit: str, start: int, end: int, text: str
) -> list[Value] | None:
    """The values of one quantity of quantulum3: the two ends of a range, which it gives as its middle and
    half."""
    if value < 0 or (
        unit == "dimensionless" and (_YEAR.fullmatch(text[start:end].strip()) or _names(text, start))
    ):
        return None
    kind = {"dimensionless": "count", "percentage": "percent"}.get(unit) or (
        "money" if unit in CURRENCIES else None
    )
    if kind is None:
        return None
    ends = (value,) if not uncertainty else (value - uncertainty, value + uncertainty)
    return [Value(kind, start, end, number(said), CURRENCIES.get(unit)) for said in ends]


def _names(text: str, start: int) -> bool:
    """Whether a capitalised word within its sentence stands right before a number: Voyager 2, English 101."""
    return re.search(r"[^.!?\s]\W*\s[\"“]?[A-Z]\w*[\s—]\Z", text[:start]) is not None


def timebank(folder: Path) -> Suite:
    """TimeBank and AQUAINT as TempEval-3 gave them out: days and periods that are absolute by their words,
    with the
    day of the text's writing as its day of publication."""
    suite = Suite("TempEval-3 TimeBank and AQUAINT", "HeidelTime", DATES)
    for path in sorted(folder.rglob("*.tml")):
        root = ET.fromstring(path.read_text(encoding="utf-8"))
        body = root.find("TEXT")
        written = root.find("DCT/TIMEX3")
        if body is None or written is None:
            continue
        day = re.match(r"\d{4}-\d\d-\d\d", written.get("value", ""))
        text, labels = flattened(body)
        _case(suite, text, labels, date.fromisoformat(day[0]) if day else None)
    return suite


def flattened(body: ET.Element) -> tuple[str, list[tuple[int, int, list[Value] | None]]]:
    """The text of a TimeML element without its marks, and the spans of its TIMEX3."""
    pieces: list[str] = []
    labels: list[tuple[int, int, list[Value] | None]] = []

    def walk(element: ET.Element, at: int) -> int:
        start = at
        at = _append(pieces, element.text, at)
        for child in element:
            at = _append(pieces, child.tail, walk(child, at))
        if element.tag == "TIMEX3":
            surface = "".join(pieces)[start:at]
            value = timex_days(element.get("value", ""))
            fits = (
                value
                and element.get("type") == "DATE"
                and ABSOLUTE.search(surface)
                and not ambiguous(surface)
            )
            labels.append(
                (start, at, [Value(date_kind(value), start, at, value)] if value and fits else None)
            )
        return at

    walk(body, 0)
    return "".join(pieces), labels


def _append(pieces: list[str], text: str | None, at: int) -> int:
    pieces.append(text or "")
    return at + len(text or "")
