"""A mention's value follows again from its own words and what the document says of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipelines.mentions.complete import dateline
from pipelines.mentions.find import MentionContext, find_mentions, scan
from pipelines.mentions.replay import replay_date, replay_figure

PAGE = """Ministry of Science

Thursday, 12 March 2020, 10:05 am

Since 1998 the academy has run over 45 programmes with 12 states. In 2019 it got EUR 2.5 million, or 13,8%
of its budget, and New Zealand added $40 million. Between 2014 and 2018 almost half of its 1,250 projects
lasted two and a half years; on 5-7 May a forum will be held, and by 2025 some 20 to 25 centres will open
(1:90 won). Last year half of them moved, after 15 May 2012, to 3 towns of 40 thousand people.
"""


def test_every_mention_of_a_page_replays() -> None:
    context = MentionContext(published=dateline(PAGE, scan(PAGE)))
    replayed = 0
    for mention in find_mentions(PAGE, context):
        words = PAGE[mention.start : mention.end]
        if mention.kind == "date":
            year = int(mention.edtf[:4]) if mention.edtf and mention.edtf[:4].isdigit() else None
            assert replay_date(words, context.published, year) == mention.edtf, words
        elif mention.low is not None or mention.high is not None:
            again = replay_figure(words)
            assert again is not None, words
            assert (again.kind, again.low, again.high, again.qualifier) == (
                mention.kind, mention.low, mention.high, mention.qualifier,
            ), words  # fmt: skip
            assert mention.kind != "money" or mention.unit in again.may_be
        replayed += mention.reason is None
    assert replayed >= 18


def test_dateline_is_the_date_that_stands_alone() -> None:
    assert dateline(PAGE, scan(PAGE)) == date(2020, 3, 12)
    text = "It was founded on 12 March 2020 by three ministries and has grown since."
    assert dateline(text, scan(text)) is None


@pytest.mark.parametrize("words", ["", "no figure", "5 projects and 7 grants", "in 2012 and 2013", "FP7"])
def test_words_that_say_none_or_several_do_not_replay(words: str) -> None:
    assert replay_figure(words) is None
    assert replay_date(words) is None


def test_the_documents_decimal_sign_decides() -> None:
    assert replay_figure("1.234 km") == ("count", Decimal(1234), Decimal(1234), "exact", "kilometres", ())
    again = replay_figure("1.234 km", sign=".")
    assert again is not None
    assert again.low == Decimal("1.234")


def test_relative_dates_need_the_day_of_publication() -> None:
    assert replay_date("last month") is None
    assert replay_date("last month", published=date(2020, 1, 31)) == "2019-12"


@pytest.mark.parametrize(
    "text",
    [
        "Signed 26.12.13, valid until 9.5.18.",
        "Signed 25/12/2019 and 03/04/2020.",
        "They will meet on Friday, as they met last month.\n\nDate: 2014-03-12",
        "It began in March 2003; building began the following July and ended later that year.",
        "Some of the academies are over 350 years old.",
    ],
)
def test_what_the_page_settles_is_the_same_or_unsaid_by_its_words_alone(text: str) -> None:
    for mention in find_mentions(text):
        words = text[mention.start : mention.end]
        if mention.kind == "date" and mention.edtf:
            assert replay_date(words, None, int(mention.edtf[:4])) in (mention.edtf, None)
        elif mention.low is not None or mention.high is not None:
            figure = replay_figure(words)
            assert figure is None or (figure.low, figure.high) == (mention.low, mention.high)
