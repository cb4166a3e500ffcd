"""What holds of every text: spans, coverage, an end without exception; and every rendering is read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.mentions.edtf import bounds, is_valid
from pipelines.mentions.find import MentionContext, find_mentions
from pipelines.mentions.mention import Mention
from pipelines.mentions.points import DAYS_IN_WORDS

# How long an example takes depends on the machine; how time grows with the text is a benchmark.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
# Pieces of figures, dates and what stands around them; hypothesis puts them together at random.
# fmt: off
PIECES = st.sampled_from([
    " ", "\n", "\n\n", "\u00a0", "1", "12", "2012", "1,5", "1.234", "10:30", "-", "–", "/", ",", ".", "(",
    ")", "%",
    "+",
    "€", "$", "US$", " EUR", " million", " mln", " projects", " and ", "from ", "between ", " to ", "since ",
    "by ",
    "before ", "May ", " May", "April", " 2010", "No. ", "FP", "Horizon ", "th", "s", "0", "½", "²", "two ",
    "hundred ", "last year", "of the ", "more than ", "Q1 ", "FY", "http://a.b/", "Group of ", "'", "’",
    "１２", "٣",
    "xx", "#", "№", "over ", "year", "million ", "trillion", " and a half ", "may ", "june ", " 300 thousand",
    "last ", "first of ", "October ", "MEUR ", " cents", "crore ", "~", "E! ", "'98", "p.p. ", "in ",
])
# fmt: on
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=24).map("".join))


def only(text: str, kind: str) -> Mention:
    found = [mention for mention in find_mentions(text) if mention.kind == kind]
    assert len(found) == 1, [(m.kind, text[m.start : m.end]) for m in find_mentions(text)]
    return found[0]


@given(TEXTS)
@example("1,1,1,1,1,1,1,1")
@example("2012-2013-2014/15")
@example("May May May 5 May 2012")
def test_spans_are_sorted_apart_and_cover_every_digit(text: str) -> None:
    mentions = find_mentions(text, MentionContext(published=date(2020, 2, 29), country="NZ"))
    done = 0
    covered: set[int] = set()
    for mention in mentions:
        assert done <= mention.start < mention.end <= len(text)
        done = mention.end
        covered.update(range(mention.start, mention.end))
    assert [i for i, char in enumerate(text) if char.isdigit() and i not in covered] == []


@given(TEXTS)
def test_values_are_whole_and_in_order(text: str) -> None:
    for mention in find_mentions(text):
        if mention.kind == "date":
            assert (mention.edtf is None) == (mention.reason is not None)
            assert mention.edtf is None or is_valid(mention.edtf)
        for value in (mention.low, mention.high):
            assert value is None or (value.is_finite() and value >= 0)
        if mention.low is not None and mention.high is not None:
            assert mention.low <= mention.high
        if mention.kind == "money":
            assert mention.unit is not None
            assert len(mention.unit) == 3


def _grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(st.integers(1000, 10**12), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'", "’"]))
def test_grouped_numbers_are_read_back(number: int, mark: str) -> None:
    mention = only(f"It has {_grouped(number, mark)} members now.", "count")
    assert mention.low == mention.high == number
    assert mention.unit == "members"


@given(st.integers(0, 10**6), st.integers(0, 99), st.sampled_from([".", ","]))
def test_decimals_are_read_back(whole: int, part: int, mark: str) -> None:
    mention = only(f"It is {whole}{mark}{part:02d} % there.", "percent")
    assert mention.low == mention.high == Decimal(f"{whole}.{part:02d}")


@given(
    st.integers(1, 999),
    st.sampled_from([("million", 6), ("mln", 6), ("bn", 9), ("thousand", 3), ("thous.", 3), ("billion", 9)]),
    st.sampled_from(["EUR", "USD", "CHF", "BYN", "GBP"]),
    st.booleans(),
)
def test_sums_of_money_are_read_back(number: int, scale: tuple[str, int], code: str, before: bool) -> None:
    word, power = scale
    text = f"It gave {code} {number} {word} to it." if before else f"It gave {number} {word} {code} to it."
    mention = only(text, "money")
    assert mention.low == mention.high == number * 10**power
    assert mention.unit == code


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)), st.integers(0, 6))
def test_days_are_read_back(day: date, form: int) -> None:
    month = MONTHS[day.month - 1]
    written = (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        day.isoformat(),
        f"{day.day} of {month}, {day.year}",
        f"{day:%A}, {day.day} {month} {day.year}",
        f"{day.day}{month} {day.year}",
    )[form]
    mention = only(f"It was signed on {written} there.", "date")
    assert mention.edtf == day.isoformat()


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)), st.integers(0, 8))
def test_days_in_other_notations_are_read_back(day: date, form: int) -> None:
    month = MONTHS[day.month - 1]
    small, word = month.lower(), list(DAYS_IN_WORDS)[day.day - 1]
    written = (
        f"{day.day} {small} {day.year}",
        f"{small} {day.day}, {day.year}",
        f"{day.day}/{month[:3]}/{day.year}",
        f"{day.year}-{month[:3]}-{day.day:02d}",
        f"{day.year}, {month} {day.day}",
        f"{month} {day.day},{day.year}",
        f"{day.day} {month} in {day.year}",
        f"the {word} of {month} {day.year}",
        f"{month} {word}, {day.year}",
    )[form]
    mention = only(f"It was signed on {written} there.", "date")
    assert mention.edtf == day.isoformat()


@given(
    st.integers(1, 900),
    st.integers(1, 9),
    st.sampled_from(["{} million {}00 thousand", "{}.{} million", "{},{} mln", "{} mln {}00 thousand"]),
    st.sampled_from(["MEUR {}", "{} EUR million", "{} dollars", "{} Swiss francs"]),
)
def test_sums_that_go_on_are_read_back(whole: int, tenths: int, number: str, form: str) -> None:
    written = number.format(whole, tenths)
    scaled = (
        form.format(written)
        if " EUR" not in form and "MEUR" not in form
        else form.format(f"{whole}.{tenths}")
    )
    mention = only(f"It received {scaled} then.", "money")
    assert mention.low == mention.high == (whole * 10 + tenths) * 100_000


@given(
    st.dates(date(1900, 1, 1), date(2090, 1, 1)),
    st.integers(1, 900),
    st.sampled_from(["from {} to {}", "{} – {}", "{}-{}"]),
)
def test_periods_are_read_back(first: date, days: int, form: str) -> None:
    last = date.fromordinal(first.toordinal() + days)
    written = form.format(*(f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last)))
    mention = only(f"It was held {written} there.", "date")
    assert mention.edtf is not None
    assert bounds(mention.edtf) == (first, last)


@given(
    st.integers(1900, 2090),
    st.sampled_from(
        [
            ("in {}", "{}"),
            ("since {}", "{}/.."),
            ("until {}", "../{}"),
            ("by {}", "../{}"),
            ("in early {}", "{}~"),
            ("from {} on", "{}/.."),
        ]
    ),
)
def test_years_with_triggers_are_read_back(year: int, form: tuple[str, str]) -> None:
    mention = only(f"It grew {form[0].format(year)} there.", "date")
    assert mention.edtf == form[1].format(year)


# fmt: off
HOSTILE = {
    "9": 20000, "1,": 10000, "1.1": 8000, " 1": 10000, "1-": 10000, "May ": 5000, "1 000 ": 4000,
    "a1": 10000,
    "1/": 10000, "from 2012 to ": 2000, "two hundred and ": 2000, "5 a,": 5000, "5 and ": 4000,
    "since ": 4000,
    "1st ": 5000, "between 5 and ": 2000, "12.5% ": 4000, "5:": 8000, "no. 7 ": 3000, "(((((5": 3000,
    "€€€€$5": 3000, "5 m": 5000, "####\n\n\n1": 3000, "@@@@1": 4000, "x" * 400 + "1": 60, "1st half of ":
    2000,
    "US$": 5000, "5\u00a0": 9000, "5 million ": 4000, "two million ": 4000, "5 hundred 0 hundred ": 3000,
    "a half ": 4000, "6 and a half ": 4000, "june to ": 4000, "first of ": 4000, "2012 q1 ": 4000,
    "EUR ": 4000,
    "5 dollars and 5 ": 3000, "2 million 300 thousand ": 2000, "last May ": 3000, "trillion ": 4000,
}
# fmt: on


@pytest.mark.parametrize("piece", HOSTILE, ids=lambda piece: piece.strip()[:12])
def test_hostile_texts_end(piece: str) -> None:
    """Tens of thousands of characters made to be slow; how the time grows is a benchmark."""
    text = piece * HOSTILE[piece] + "7"
    assert find_mentions(text)[-1].end == len(text), "the last digit is in a mention as every other"
