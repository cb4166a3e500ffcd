"""``raw/`` to documents: names, sidecars, descriptions, and what reading depends on."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from pipelines.documents import Code, Document, SourceRefused, load_sources, read_document, shown, source_key
from pipelines.documents.describe import dateline, first_line, guess_language, is_blank
from pipelines.documents.scan import document_ids
from pipelines.errors import ConfigurationError
from schemas.expectations import Expected

TEXT = "Agreement on science\n\nThe ministries of both countries signed an agreement in Bern in 2012.\n"
RAW = Path(__file__).parents[2] / "raw"


def write(raw: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return raw


def test_a_text_without_sidecar_describes_itself(tmp_path: Path) -> None:
    [document] = load_sources(write(tmp_path, {"sub/page.txt": TEXT})).documents
    assert document.document_id == "sub/page"
    assert document.source_file == "sub/page.txt"
    assert document.text == TEXT
    assert document.title == "Agreement on science"
    assert document.language == "en"
    assert (document.publisher, document.url, document.published_date, document.country) == (None,) * 4


def test_a_sidecar_says_what_the_text_does_not(tmp_path: Path) -> None:
    sidecar = (
        "publisher: P\ntitle: T\nurl: https://example.org\npublished: 2020-02-29\nlanguage: fr\ncountry: CH\n"
        "expect:\n  agreements: {min: 1}\n"
    )
    sources = load_sources(write(tmp_path, {"page.txt": TEXT, "page.yml": sidecar}))
    [document] = sources.documents
    assert (document.publisher, document.title, document.url) == ("P", "T", "https://example.org")
    assert (document.published_date, document.language, document.country) == (date(2020, 2, 29), "fr", "CH")
    assert sources.expectations == {"page": {"agreements": Expected(min=1)}}


def test_a_bad_sidecar_refuses_its_source_alone(tmp_path: Path) -> None:
    sources = load_sources(write(tmp_path, {"a.txt": TEXT, "a.yml": "titel: x\n", "b.txt": TEXT}))
    assert [document.document_id for document in sources.documents] == ["b"]
    [refusal] = sources.refusals
    assert (refusal.code, refusal.document_id, refusal.place) == (Code.BAD_SIDECAR, "a", 1)
    assert "a.yml" in refusal.message
    assert "titel" in refusal.message


def test_a_sidecar_without_a_source_is_named(tmp_path: Path) -> None:
    sources = load_sources(write(tmp_path, {"a.txt": TEXT, "b.yml": "title: x\n"}))
    assert (sources.orphans, sources.refusals) == (["b.yml"], [])


def test_hidden_files_and_corrections_are_no_sources(tmp_path: Path) -> None:
    files = {".a.txt": TEXT, ".git/b.txt": TEXT, "corrections/c.txt": TEXT, "sub/corrections/d.txt": TEXT}
    sources = load_sources(write(tmp_path, dict(files)))
    assert [document.document_id for document in sources.documents] == ["sub/corrections/d"]
    assert not sources.refusals


def test_an_unknown_ending_is_said(tmp_path: Path) -> None:
    sources = load_sources(write(tmp_path, {"a.xyz": TEXT, "a.txt": TEXT, "b.TXT": TEXT + "b"}))
    assert [document.document_id for document in sources.documents] == ["a", "b"]
    assert [(refusal.source_file, refusal.code) for refusal in sources.refusals] == [
        ("a.xyz", Code.UNKNOWN_FORMAT)
    ]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["a.txt", "b.md"], ["a", "b"]),
        (["a.txt", "a.md", "b.txt"], ["a.txt", "a.md", "b"]),
        (["a.txt", "a.md", "a.txt.txt"], ["a.txt", "a.md", "a.txt.txt"]),
        (["x/a.txt", "y/a.txt", "v1.2/notes"], ["x/a", "y/a", "v1.2/notes"]),
    ],
)
def test_files_that_differ_in_their_ending_keep_it_in_their_id(names: list[str], ids: list[str]) -> None:
    assert list(document_ids(names).values()) == ids


def test_each_of_two_endings_may_have_a_sidecar_of_its_own(tmp_path: Path) -> None:
    files = {"a.txt": TEXT, "a.md": TEXT + "more", "a.yml": "title: both\n", "a.md.yml": "title: one\n"}
    documents = load_sources(write(tmp_path, dict(files))).documents
    assert [(document.document_id, document.title) for document in documents] == [
        ("a.md", "one"),
        ("a.txt", "both"),
    ]


def test_documents_are_sorted_by_id(tmp_path: Path) -> None:
    write(tmp_path, {name: TEXT + name for name in ("b.txt", "a/z.txt", "a.txt", "a-b.txt")})
    ids = [document.document_id for document in load_sources(tmp_path).documents]
    assert ids == sorted(ids)
    assert len(ids) == 4


def test_a_missing_folder_is_a_matter_of_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        load_sources(tmp_path / "nowhere")


def test_one_file_reads_like_all(tmp_path: Path) -> None:
    write(tmp_path, {"sub/a.txt": TEXT, "sub/a.md": TEXT + "b", "sub/a.yml": "country: AT\n"})
    everything = load_sources(tmp_path).documents
    assert [read_document(tmp_path / one.source_file, tmp_path) for one in everything] == everything
    assert read_document(tmp_path / "sub/a.txt").document_id == "a.txt"


def test_one_file_that_cannot_be_read_raises_its_refusal(tmp_path: Path) -> None:
    write(tmp_path, {"raw/a.txt": b"", "b.txt": TEXT})
    for path, code in [
        ("raw/a.txt", Code.EMPTY_SOURCE),
        ("raw/c.txt", Code.VANISHED),
        ("b.txt", Code.OUTSIDE_RAW),
    ]:
        with pytest.raises(SourceRefused) as caught:
            read_document(tmp_path / path, tmp_path / "raw")
        assert caught.value.refusal.code is code
        assert caught.value.exit_code == 3
        assert Path(path).name in str(caught.value)


def test_the_key_changes_with_all_that_reading_depends_on(tmp_path: Path) -> None:
    [document] = load_sources(write(tmp_path, {"a.txt": TEXT})).documents
    same = replace(document, other_files=("b.txt",), content_sha256="0" * 64, source_file="a.md")
    assert source_key(same) == source_key(document)
    changes = {
        "document_id": "b", "text_sha256": "0" * 64, "title": "t", "publisher": "p", "url": "https://example.org",
        "published_date": date(2020, 1, 1), "language": "fr", "country": "CH",
    }  # fmt: skip
    assert {one.name for one in fields(Document)} - set(changes) == {
        "text", "other_files", "content_sha256", "source_file",
    }  # fmt: skip
    keys = {source_key(replace(document, **{name: value})) for name, value in changes.items()}  # type: ignore[arg-type]
    assert len(keys | {source_key(document)}) == len(changes) + 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  A   title \nmore", "A title"),
        ("## A heading\n", "A heading"),
        ("\u200b\n\x00 Seen\u202e at last\n", "Seen at last"),
        ("x" * 500, "x" * 199 + "…"),
    ],
)
def test_the_first_line_is_the_title(text: str, title: str) -> None:
    assert first_line(text) == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Title\n\n   13 September 2022\n\nText", date(2022, 9, 13)),
        ("Title\nPublished: Tuesday, September 13, 2022\nText", date(2022, 9, 13)),
        ("Title\n2022-09-13\nText", date(2022, 9, 13)),
        ("Title\n13 September 2022\n13 September 2022\n", date(2022, 9, 13)),
        ("Title\n13 September 2022\n14 September 2022\n", None),
        ("Title\nSigned on 13 September 2022 in Bern.\n", None),
        ("Title\n30 February 2022\n", None),
        ("Title\n03/04/2020\n", None),
        ("Title\n13 Brumaire 2022\n", None),
        ("line\n" * 20 + "13 September 2022\n", None),
        ("13 September 2022\nNews of the year\n\n2021\nOf a table.\n", date(2022, 9, 13)),
        ("13 September 1950\nA visit.\n\n1992\nA treaty.\n\n4 May 2003\nA centre.\n", None),
    ],
)
def test_only_a_day_alone_on_a_line_of_the_head_is_the_dateline(text: str, day: date | None) -> None:
    assert dateline(text) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministries of both countries signed an agreement on cooperation in science.", "en"),
        ("Les ministères des deux pays ont signé un accord de coopération scientifique.", "fr"),
        ("Министерства обеих стран подписали соглашение о научном сотрудничестве.", "ru"),
        ("2012 – 2015: 31", None),
    ],
)
def test_the_language_is_guessed_from_enough_letters_only(text: str, language: str | None) -> None:
    assert guess_language(text) == language


def test_blank_means_that_nothing_can_be_seen() -> None:
    assert is_blank(" \n\t\u200b\ufeff\x00\xa0")
    assert not is_blank(" \n.")


def test_names_are_shown_on_one_line() -> None:
    assert shown("a\nb\x1b[31m\u202e\u2028é<b>") == "a\\nb\\x1b[31m\\u202e\\u2028é<b>"


def test_many_files_load(tmp_path: Path) -> None:
    paragraph = "The ministries of both countries’ governments signed an agreement on science in 2012.\n"
    write(tmp_path, {f"{number}.txt": f"Title {number}\n" + paragraph * 280 for number in range(200)})
    assert len(load_sources(tmp_path).documents) == 200  # 5 MB


def test_the_repository_holds_its_sources_unchanged_and_described() -> None:
    sources = load_sources(RAW)
    assert (sources.refusals, sources.orphans) == ([], [])
    assert len(sources.documents) >= 5
    assert all((RAW / f"{document.document_id}.yml").is_file() for document in sources.documents)


def test_the_seeds_are_in_raw_byte_for_byte() -> None:
    seeds = RAW.parents[1] / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("../shared/seeds is not on this machine")
    for seed in seeds.iterdir():
        assert (RAW / seed.name).read_bytes() == seed.read_bytes()
