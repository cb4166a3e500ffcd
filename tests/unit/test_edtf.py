"""EDTF bounds: the contract's table, what is malformed, and agreement with undate where it reads the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from undate import Undate

from pipelines.mentions.edtf import bounds, is_valid


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2015-04-08/2015-04-09", "2015-04-08", "2015-04-09"),
        ("2010-05-31/2010-06-04", "2010-05-31", "2010-06-04"),
        ("2015-10", "2015-10-01", "2015-10-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012", "2012-01-01", "2012-12-31"),
        ("2017/2018", "2017-01-01", "2018-12-31"),
        ("1996/..", "1996-01-01", None),
        ("../2025", None, "2025-12-31"),
        ("../2011-11", None, "2011-11-30"),
        ("2013/..", "2013-01-01", None),
        ("199X", "1990-01-01", "1999-12-31"),
        ("199X~", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2012~", "2012-01-01", "2012-12-31"),
        ("2012?/2014~", "2012-01-01", "2014-12-31"),
        ("2012-05-XX", "2012-05-01", "2012-05-31"),
        ("XXXX-05-16", None, None),
        ("XXXX-02-29", None, None),
        ("XXXX-05-16/XXXX-05-18", None, None),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_bounds(edtf: str, first: str | None, last: str | None) -> None:
    expected = tuple(date.fromisoformat(day) if day else None for day in (first, last))
    assert bounds(edtf) == expected
    assert is_valid(edtf)


@pytest.mark.parametrize(
    "edtf",
    ["", " ", "..", "../..", "/", "2012/", "/2012", "2012-13", "2012-00", "2011-02-29", "2012-04-31", "12",
     "0000", "20123", "2012-1", "2014/2012", "2012/2013/2014", "199X-05", "2012-XX-05", "2012 ",
     "２０１２", "XXXX-04-31"],
)  # fmt: skip
def test_malformed(edtf: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        bounds(edtf)
    assert not is_valid(edtf)


@settings(deadline=None)  # undate builds its parser at the first call
@given(st.dates(), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_agrees_with_undate(day: date, form: str) -> None:
    edtf = f"{day.year:04d}" + day.strftime(form)[len(day.strftime("%Y")) :]
    theirs = Undate.parse(edtf, "EDTF")
    first, last = bounds(edtf)
    assert (str(first), str(last)) == (str(theirs.earliest), str(theirs.latest))


@given(st.dates(), st.dates())
def test_intervals_span_their_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert bounds(f"{first.isoformat()}/{last.isoformat()}") == (first, last)
    assert bounds(f"{first.isoformat()}/..") == (first, None)
    assert bounds(f"../{last.isoformat()}") == (None, last)


@given(st.text(alphabet="0123456789X-/.~?% ", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    if is_valid(text):
        first, last = bounds(text)
        assert first is None or last is None or first <= last
