"""The page as a file: one snapshot, no network, nothing of a source as markup, old page kept."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.errors import StorageError
from pipelines.report import files, is_current, make_page, page_path, render
from pipelines.report.payload import _units, web_address
from pipelines.warehouse import published as published_file
from pipelines.warehouse import query, rollback, snapshots

DOCUMENT = {
    "document_id": "a", "source_file": "a.txt", "other_files": [], "content_sha256": "x", "text_sha256": "x",
    "char_count": 4, "text": "text",
}  # fmt: skip


PAGES = {"index.html", "dictionary.html"}
_LEADS = ("href", "src", "action", "srcset", "data-go")


class Markup(HTMLParser):
    """Which elements and attributes a page has, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self._at = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._at = tag
        if tag in self.inline:
            self.inline[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._at = ""

    def handle_data(self, data: str) -> None:
        if self._at in self.inline:
            self.inline[self._at][-1] += data


@pytest.fixture(scope="module")
def text(published: Any) -> str:
    return published.page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def markup(text: str) -> Markup:
    return Markup(text)


def unpacked(text: str, name: str) -> Any:
    packed = re.search(rf'id="packed-{name}">([^<]*)<', text)
    assert packed
    return json.loads(zlib.decompress(base64.b64decode(packed[1])))


def test_nothing_is_loaded_from_anywhere(markup: Markup) -> None:
    assert not {"link", "iframe", "img", "object", "embed", "base", "form"} & set(markup.tags) - {"form"}
    leads = {value for _, name, value in markup.attributes if name in _LEADS}
    assert leads
    assert all(value.startswith("#") for value in leads - PAGES), leads


def test_no_address_of_another_place_stands_in_styles_or_script(markup: Markup) -> None:
    code = "".join(markup.inline["style"]) + markup.inline["script"][-1]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|https?://[a-z]", code)


def test_the_policy_lets_in_our_own_style_and_script_alone(markup: Markup) -> None:
    policy = next(
        value for _, name, value in markup.attributes if name == "content" and "default-src" in value
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert rules["style-src"] == hashed(markup.inline["style"][0])
    assert rules["script-src"] == hashed(markup.inline["script"][-1])
    assert len(markup.inline["style"]) == 1
    assert not [name for _, name, _ in markup.attributes if name == "style" or name.startswith("on")]


def test_words_of_a_source_are_never_markup(text: str, markup: Markup) -> None:
    assert "hacked=1" in text  # it is shown
    assert markup.tags.count("script") == 4  # three of data, one of ours
    assert "<img" not in text
    assert "<b " not in text


def test_a_word_without_end_is_cut_where_it_stands_in_a_table(text: str) -> None:
    assert "x" * 400 not in text
    assert "x" * 10_000 in unpacked(text, "texts")[0]


def test_the_same_snapshot_gives_the_same_bytes(published: Any) -> None:
    folder = published.page.parent
    before = {name: (folder / name).read_bytes() for name in PAGES}
    published.page.unlink()
    make_page(published.home)
    assert {name: (folder / name).read_bytes() for name in PAGES} == before


def test_the_dictionary_lies_beside_the_page_and_names_every_column(published: Any, text: str) -> None:
    words = (published.page.parent / "dictionary.html").read_text(encoding="utf-8")
    assert '<a href="dictionary.html">' in text
    assert '<a href="index.html">' in words
    sql = (
        "select schema_name || '.' || table_name as relation, column_name from duckdb_columns()"
        " where database_name = current_database() and schema_name in ('core', 'quality', 'report')"
    )
    rows = query(published_file(published.home), sql).to_pylist()
    for row in rows:
        section = words.partition(f'<h3 id="{row["relation"]}">')[2].partition("<h3 ")[0]
        assert f"<code>{row['column_name']}</code></th>" in section, row
    assert len(rows) > 300
    policy = next(v for _, name, v in Markup(words).attributes if name == "content" and "style-src" in v)
    assert policy.startswith("default-src 'none'")
    assert "<script" not in words  # names and examples of the hostile source are escaped


def test_the_page_is_that_of_the_published_snapshot(published: Any, text: str) -> None:
    snapshot = next(each for each in snapshots(published.home) if each.published)
    assert f'<meta name="snapshot" content="{snapshot.id}">' in text
    assert is_current(published.home)


def test_every_fact_figure_and_text_of_the_warehouse_is_in_the_page(published: Any, text: str) -> None:
    file = published_file(published.home)
    known, texts, more = (unpacked(text, name) for name in ("facts", "texts", "more"))
    rows = query(file, "select fact_id, document_id, evidence from report.facts").to_pylist()
    assert len(known["facts"]["id"]) == len(rows) > 10
    wide = {row["fact_id"]: row["evidence"] for row in rows}
    for at, fact_id in enumerate(known["facts"]["id"]):
        source = texts[known["facts"]["doc"][at]].encode("utf-16-le")
        start, end = known["facts"]["start"][at], known["facts"]["end"][at]
        assert source[2 * start : 2 * end].decode("utf-16-le") == wide[fact_id]
    mentions = query(file, "select count(*) as n from report.mentions")["n"][0].as_py()
    assert len(more["mentions"]["doc"]) == mentions


def test_offsets_count_what_a_script_counts() -> None:
    unit = _units("a😀b😀c")
    assert [unit(at) for at in range(6)] == [0, 1, 3, 4, 6, 7]
    assert [_units("abc")(at) for at in range(4)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://example.org", True), ("HTTP://example.org", True), ("javascript:alert(1)", False),
        (" https://example.org", False), ("data:text/html,x", False), ("", False), (None, False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_followed(address: str | None, is_one: bool) -> None:
    assert web_address(address) is is_one


def test_a_warehouse_without_facts_says_no_data(snapshot: Callable[..., Path]) -> None:
    page = render.render(snapshot({"documents": [DOCUMENT]}), "empty")
    for said in ("no agreements", "no dated facts", "no sums of money", "nothing is held back"):
        assert said in page
    assert unpacked(page, "facts")["facts"]["id"] == []


LONGER = {**DOCUMENT, "text": "text 5678 text 5678 text 5678", "char_count": 29}
SERIES = [
    {"fact_id": f"o{number}", "document_id": "a", "evidence": "text", "char_start": 10 * number,
     "char_end": 10 * number + 4, "status": "actual", "rule": "r",
     "value_low": low, "value_high": high, "qualifier": qualifier,
     "unit": "grants", "measure": "joint research grants awarded to young scholars",
     "countries": ["NO", "CL"],
     "mention_ids": [], "period_edtf": str(year), "period_from": date(year, 1, 1),
     "period_to": date(year, 12, 31)}
    for number, (year, low, high, qualifier) in enumerate(
        [(2015, 12, 12, "exact"), (2016, 20, 30, "range"), (2018, 41, None, "over")]
    )
]  # fmt: skip


def test_a_figure_of_several_years_is_drawn_and_leads_to_its_sentences(snapshot: Callable[..., Path]) -> None:
    page = render.render(snapshot({"documents": [LONGER], "observations": SERIES}), "series")
    drawn = re.findall(r"<svg[^>]*aria-label=\"Figures that are given for several years.*?</svg>", page, re.S)
    assert len(drawn) == 2  # for a desk and for a hand
    for svg in drawn:
        assert {"#fact/o0", "#fact/o1", "#fact/o2"} <= set(re.findall(r'data-go="([^"]+)"', svg))
        for said in ("joint research grants awarded to young scholars", "20–30", "over 41", "2016: 20–30"):
            assert said in svg
        assert not re.search(r'[ "]NaN', svg)


def test_a_figure_of_one_year_is_in_the_table_alone(snapshot: Callable[..., Path]) -> None:
    again = {"fact_id": "o9", "char_start": 20, "char_end": 24, "value_low": 13, "value_high": 13}
    same = [SERIES[0], {**SERIES[0], **again}]
    page = render.render(snapshot({"documents": [LONGER], "observations": same}), "series")
    assert "Figures that are given for several years" not in page
    assert 'id="series"' in page


def test_a_page_that_cannot_be_made_leaves_the_old_one_and_the_warehouse(
    own: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, file = own.page.read_bytes(), published_file(own.home)
    (own.raw / "more.txt").write_text("In 2012, Peru and Kenya signed an Agreement on maize.\n", "utf-8")

    def fails(*_: object) -> str:
        raise ValueError("a template went wrong")

    monkeypatch.setattr(render, "render", fails)
    with pytest.raises(StorageError, match="a template went wrong"):
        own.run()
    assert own.page.read_bytes() == page
    assert published_file(own.home) != file  # the warehouse is published all the same
    assert {path.name for path in own.page.parent.iterdir()} == PAGES
    said = CliRunner().invoke(app, ["status", "--warehouse", str(own.home)]).stdout
    assert "is not of this snapshot; to make it: cooperation report" in " ".join(said.split())
    monkeypatch.undo()
    assert own.run().outcome == "nothing-new"  # and the next run makes the page
    assert is_current(own.home)
    first = snapshots(own.home)[0]
    rollback(own.home, first.id)  # its page comes back with it
    assert is_current(own.home)
    assert own.page.read_bytes() == page


def test_a_disk_that_is_full_leaves_the_old_page(published: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = published.page.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        make_page(published.home)
    assert published.page.read_bytes() == before
    assert {path.name for path in published.page.parent.iterdir()} == PAGES


def test_the_command_says_where_the_page_is_and_makes_it_where_it_is_gone(published: Any) -> None:
    before = published.page.read_bytes()
    for _ in range(2):
        ended = CliRunner().invoke(app, ["report", "--warehouse", str(published.home)])
        assert (ended.exit_code, ended.stdout.strip()) == (0, str(published.page))
        assert published.page.read_bytes() == before
        published.page.unlink()
    make_page(published.home)


def test_the_command_says_where_nothing_is_published(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["report", "--warehouse", str(tmp_path)])
    assert ended.exit_code == 2
    assert "nothing is published" in ended.stderr


def test_where_nothing_is_published_there_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nothing is published"):
        make_page(tmp_path)
    assert not page_path(tmp_path).exists()
    assert not is_current(tmp_path)
