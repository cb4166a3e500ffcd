"""Which date belongs to what: nearness, breaks, brackets, and dates that frame a sentence."""

from __future__ import annotations

import pytest

from pipelines.documents.document import Document
from pipelines.facts.attach import date_near, frame, of_the_event, remark, told_before
from pipelines.facts.reading import Reading, View


def view_of(text: str) -> View:
    """The first sentence of ``text`` made ready."""
    return Reading(Document("example", "example.txt", text, "", "")).views[0]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("In 2010, the Academy opened two laboratories.", "2010"),
        ("Under the plan for 2018-2021, ten projects were funded by Chile.", "2018/2021"),
        ("The Academy opened two laboratories in 2010.", None),
        ("Two laboratories (2010) were opened by the Academy.", None),
    ],
)
def test_frame(text: str, opening: str | None) -> None:
    found = frame(view_of(text))
    assert (found.edtf if found else None) == opening


def test_a_later_part_has_a_frame_of_its_own() -> None:
    view = view_of("In 2010, the Fund paid for 12 projects; in 2011, it paid for 15 projects.")
    fifteen = view.text.index("15")
    first, second = frame(view, view.text.index("12")), frame(view, fifteen)
    assert first is not None
    assert second is not None
    assert (first.edtf, second.edtf) == ("2010", "2011")


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("Peru signed a treaty in 1999 and a protocol in 2003.", "treaty", "1999"),
        ("Peru signed a treaty in 1999 and a protocol in 2003.", "protocol", "2003"),
        ("A treaty (2001) and, much later, a protocol were signed.", "treaty", "2001"),
        ("In 2015, Peru signed a treaty that all had waited for.", "treaty", "2015"),
        ("Peru signed a treaty that all had waited for.", "treaty", None),
        (
            "Peru opened a school in 2011 and adopted the protocol that it had signed in 2010.",
            "protocol",
            "2010",
        ),
        ("Peru signed a treaty in 1999 and opened the school in 2011.", "treaty", "1999"),
        ("Peru has had a school since 1999 and opened a second one in Oslo in 2011.", "opened", "2011"),
    ],
)
def test_date_near(text: str, anchor: str, expected: str | None) -> None:
    view = view_of(text)
    start = view.text.index(anchor)
    found = date_near(view, start, start + len(anchor))
    assert (found.edtf if found else None) == expected


def test_an_excluded_date_is_passed_over() -> None:
    view = view_of("Peru signed a treaty in 1999 that is valid until 2009.")
    start = view.text.index("treaty")
    nearest = date_near(view, start, start + 6)
    assert nearest is not None
    assert nearest.edtf == "1999"
    other = date_near(view, start, start + 6, exclude=[nearest])
    assert other is None or other.edtf == "../2009"


def test_remark_holds_for_what_stands_before_it() -> None:
    view = view_of("The Fund has paid for 40 projects with 300 scientists (as of May 2010).")
    found = remark(view, view.text.index("40"))
    assert found is not None
    assert found.edtf == "../2010-05"


def test_a_date_after_a_name_is_that_names_own() -> None:
    view = view_of("The Academy works with the University of Oslo (since 1993) in 24 projects.")
    assert remark(view, view.start) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In May 2012 the minister visited Peru. A plan was signed during that visit.", "2012-05"),
        ("The forum met in Lima in 2014. On that occasion two centres were opened.", "2014"),
        ("In 1999 a treaty was signed. It was renewed in the same year.", "1999"),
        ("The minister visited Peru. A plan was signed during that visit.", None),
    ],
)
def test_what_was_told_before_gives_the_date(text: str, date: str | None) -> None:
    reading = Reading(Document("example", "example.txt", text, "", ""))
    told = told_before(reading.views[1])
    assert told is not None
    assert (told[0].edtf if told[0] else None) == date


def test_a_sentence_that_refers_to_nothing_told_has_no_date_of_before() -> None:
    reading = Reading(
        Document("example", "example.txt", "In 2012 he came. A plan was signed in Peru.", "", "")
    )
    assert told_before(reading.views[1]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A workshop was held in Lima on 5 May 2019. Some 66 guests attended the workshop.", "2019-05-05"),
        (
            "A workshop was held in Lima on 5 May 2019. It rained. 12 talks of the workshop were new.",
            "2019-05-05",
        ),
        ("A workshop was held in Lima on 5 May 2019. Some 66 guests attended a workshop.", None),
        ("A conference was held in Lima on 5 May 2019. Some 66 guests attended the workshop.", None),
    ],
)
def test_a_definite_event_is_the_one_told_before(text: str, expected: str | None) -> None:
    last = Reading(Document("example", "example.txt", text, "", "")).views[-1]
    found = of_the_event(last)
    assert (found.edtf if found else None) == expected
