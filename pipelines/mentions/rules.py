"""The rules of the grammar for figures and dates: what each is called, and what it reads.

Each has examples, and counter-examples, under its name in ``tests/corpus/cases/mentions``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """``name`` of a rule and, in a few words, what it ``reads``."""

    name: str
    reads: str


RULES = (
    Rule("money_before", "an amount whose currency stands before it, as sign, ISO 4217 code or name"),
    Rule("money_after", "an amount whose currency stands behind it"),
    Rule("shared_currency", "a sign or name that several countries use, by the sentence it stands in"),
    Rule("percent", "a share, with sign or word"),
    Rule("counts", "a number of things, with the plural noun that is counted"),
    Rule("elliptic_counts", "a count whose noun is said before or after it"),
    Rule("durations", "a length of time, also in words and as a compound"),
    Rule("ratios", "a ratio or a fraction, as a share"),
    Rule("ranges", "two numbers as the ends of one"),
    Rule("qualifiers_over", "a lower bound"),
    Rule("qualifiers_under", "an upper bound"),
    Rule("qualifiers_about", "a rough number"),
    Rule("scales", "words and letters that multiply"),
    Rule("separators", "both conventions of thousands and decimals"),
    Rule("number_words", "numbers in words before what they count"),
    Rule("measures", "units of measure and compounds"),
    Rule("day_month_year", "a day, its month and year, day first or month first"),
    Rule("numeric_dates", "dates in figures; a slash leaves open which is the day"),
    Rule("month_year", "a month of a year"),
    Rule("years", "a year alone"),
    Rule("day_ranges", "days that follow each other"),
    Rule("month_ranges", "months that follow each other"),
    Rule("year_ranges", "periods of years"),
    Rule("decades", "ten years"),
    Rule("fiscal_years", "financial years"),
    Rule("since", "from a point in time on"),
    Rule("until", "up to a point in time"),
    Rule("before_after", "what lies before or after a point in time"),
    Rule("rough", "about a time, or a part of it"),
    Rule("missing_year", "a date whose year is said elsewhere, or nowhere"),
    Rule("relative", "time said from the day of publication, left open where that is not known"),
    Rule("short_dates", "days of a year in two digits, where the document plainly writes its dates so"),
    Rule("slash_order", "which comes first in 03/04/2020, by the other dates of the document"),
    Rule(
        "weekdays",
        "a day told by its weekday, by the day of publication or a date that names the same weekday",
    ),
    Rule("said_before", "time said from the date before it"),
    Rule(
        "datelines",
        "the year of a day from a date that opens the first sentence, or stands under a label at the foot",
    ),
    Rule("codes", "letters and digits in one"),
    Rule("naming_words", "a number behind a word that it names or orders"),
    Rule("ordinals_and_times", "ordinals and times of day"),
    Rule("list_numbers", "numbers of list items, headings, footnotes and references"),
    Rule("addresses", "phone numbers, postcodes, house numbers, addresses of the web and of mail"),
)
