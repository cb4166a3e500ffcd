"""FAULTS 1 to 15: whatever lies in ``raw/``, one bad source is one refusal, and the others load."""

from __future__ import annotations

import errno
import os
import socket
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines.documents import Code, Refusal, SourceLimits, Sources, load_sources, read_document, source_key
from pipelines.documents import load as load_module
from pipelines.documents.readers import reader_of

GOOD = "A good text\n\nThe two countries signed an agreement on science in 2012.\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of sources with one good text in it."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


class FakeClock:
    """A clock that stands still; ``meanwhile`` happens while somebody waits."""

    def __init__(self, now: float, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.now = now
        self.meanwhile = meanwhile
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float, /) -> None:
        self.slept.append(seconds)
        self.meanwhile()


def only_refusal(sources: Sources) -> Refusal:
    """The one refusal, where the good text loaded beside it."""
    assert [document.document_id for document in sources.documents] == ["good"]
    [refusal] = sources.refusals
    return refusal


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u200b\u2060\xa0\n".encode()])
def test_1_an_empty_or_blank_file(raw: Path, content: bytes) -> None:
    (raw / "empty.txt").write_bytes(content)
    assert only_refusal(load_sources(raw)).code is Code.EMPTY_SOURCE


def test_2_an_unreadable_file(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "closed.txt").write_text(GOOD + "closed")
    real_open = os.open

    def refuse(path: Path, *args: int, **kwargs: int) -> int:
        if Path(path).name == "closed.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real_open(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)  # root may read all, so that chmod would prove nothing
    refusal = only_refusal(load_sources(raw))
    assert (refusal.code, refusal.source_file) == (Code.UNREADABLE, "closed.txt")
    assert refusal.value == str(errno.EACCES)
    assert f"errno {errno.EACCES}" in refusal.message


def test_2_an_unreadable_folder(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "closed").mkdir()
    real_scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real_scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert only_refusal(load_sources(raw)).code is Code.UNREADABLE


def test_3_a_file_deleted_in_mid_run(raw: Path) -> None:
    going = raw / "going.txt"
    going.write_text(GOOD + "going")
    refusal = only_refusal(load_sources(raw, clock=FakeClock(time.time(), going.unlink)))
    assert refusal.code is Code.VANISHED
    assert refusal.deferred


def test_3_a_link_to_nothing(raw: Path) -> None:
    (raw / "link.txt").symlink_to("nothing.txt")
    assert only_refusal(load_sources(raw)).code is Code.VANISHED


def test_4_a_growing_file_is_left_for_the_next_run(raw: Path) -> None:
    growing = raw / "growing.txt"
    growing.write_text(GOOD)
    clock = FakeClock(time.time(), lambda: growing.write_text(GOOD * 2))
    refusal = only_refusal(load_sources(raw, clock=clock))
    assert refusal.code is Code.GROWING
    assert refusal.deferred
    assert clock.slept == [SourceLimits().settle_seconds]  # one wait for all files
    assert len(load_sources(raw, clock=FakeClock(time.time())).documents) == 2


def test_4_settled_files_are_not_waited_for(raw: Path) -> None:
    clock = FakeClock(time.time() + 60)
    assert len(load_sources(raw, clock=clock).documents) == 1
    assert clock.slept == []


def test_4_a_sidecar_being_written_defers_its_source(raw: Path) -> None:
    (raw / "new.txt").write_text(GOOD + "new")
    sidecar = raw / "new.yml"
    sidecar.write_text("title: ha")
    clock = FakeClock(time.time(), lambda: sidecar.write_text("title: half\ncountry: BY\n"))
    assert only_refusal(load_sources(raw, clock=clock)).code is Code.GROWING


def test_4_a_file_that_grows_while_it_is_read(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing = raw / "growing.txt"
    growing.write_text(GOOD + "growing")
    real_open = os.open

    def append_first(path: Path, *args: int, **kwargs: int) -> int:
        handle = real_open(path, *args, **kwargs)
        if Path(path).name == "growing.txt":
            with growing.open("a") as file:
                file.write("more")
        return handle

    monkeypatch.setattr(os, "open", append_first)
    assert only_refusal(load_sources(raw)).code is Code.GROWING


def test_4_a_file_overwritten_while_it_is_read(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "good.txt").unlink()
    path = raw / "same_size.txt"
    path.write_text(GOOD)
    real_fstat = os.fstat

    def overwrite_after(handle: int) -> os.stat_result:
        status = real_fstat(handle)
        path.write_text(GOOD.swapcase())
        os.utime(path, ns=(0, status.st_mtime_ns + 1_000_000))
        return status

    monkeypatch.setattr(os, "fstat", overwrite_after)
    assert [refusal.code for refusal in load_sources(raw).refusals] == [Code.GROWING]


def test_5_links_out_of_raw_are_never_opened(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = raw.parent / "secret.txt"
    secret.write_text(GOOD + "secret")
    (raw.parent / "outside").mkdir()
    (raw / "file.txt").symlink_to(secret)
    (raw / "folder").symlink_to(raw.parent / "outside")
    (raw / "gone.txt").symlink_to(raw.parent / "gone.txt")
    (raw / "device.txt").symlink_to("/dev/zero")
    opened: list[str] = []
    real_open = os.open

    def note(path: Path, *args: int, **kwargs: int) -> int:
        opened.append(Path(path).name)
        return real_open(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", note)
    sources = load_sources(raw)
    assert [document.document_id for document in sources.documents] == ["good"]
    assert {refusal.code for refusal in sources.refusals} == {Code.OUTSIDE_RAW}
    assert len(sources.refusals) == 4
    assert opened == ["good.txt"]


def test_5_pipes_and_sockets_are_never_opened(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(raw / "pipe.txt")  # opening it would wait for ever
    monkeypatch.chdir(raw)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        sources = load_sources(raw)
    assert [document.document_id for document in sources.documents] == ["good"]
    assert [(refusal.code, refusal.value) for refusal in sources.refusals] == [
        (Code.NOT_A_FILE, "named pipe"),
        (Code.NOT_A_FILE, "socket"),
    ]


@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_5_what_takes_a_files_place_is_neither_followed_nor_waited_for(
    raw: Path, put: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = raw / "swapped.txt"
    path.write_text(GOOD + "swapped")
    real_open = os.open

    def swap_first(opened: Path, flags: int, **kwargs: int) -> int:
        assert flags & os.O_NONBLOCK  # without it the pipe would hold us
        assert flags & os.O_NOFOLLOW
        if Path(opened) == path:
            path.unlink()
            put(path)
        return real_open(opened, flags, **kwargs)

    monkeypatch.setattr(os, "open", swap_first)
    assert only_refusal(load_sources(raw)).code in (Code.GROWING, Code.UNREADABLE)


def test_5_links_inside_raw_and_loops(raw: Path) -> None:
    (raw / "again.txt").symlink_to("good.txt")
    (raw / "loop.txt").symlink_to("loop.txt")
    (raw / "folder").symlink_to(".")
    sources = load_sources(raw)
    [document] = sources.documents
    assert (document.document_id, document.other_files) == ("again", ("good.txt",))
    assert {(refusal.source_file, refusal.code) for refusal in sources.refusals} == {
        ("loop.txt", Code.UNREADABLE),
        ("folder", Code.NOT_A_FILE),
    }


@pytest.mark.parametrize(
    "stem",
    [
        "new\nline",
        "esc\x1b[31m",
        "<script>alert(1)<",
        "x" * 251,
        "ü" * 125,
        "tab\tand\u202ebidi",
        "quote'\"",
        "%s{0}",
    ],
)
def test_6_strange_names_load_and_are_shown_escaped(raw: Path, stem: str) -> None:
    (raw / f"{stem}.txt").write_text(GOOD + stem)
    (raw / f"{stem}.md").write_bytes(b"")
    sources = load_sources(raw)
    assert [document.document_id for document in sources.documents] == sorted(["good", f"{stem}.txt"])
    [refusal] = sources.refusals
    assert refusal.document_id == f"{stem}.md"
    assert str(refusal).isprintable()


def test_6_a_name_that_is_no_unicode(raw: Path) -> None:
    with open(os.fsencode(raw) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123 - a name of bytes
        file.write(GOOD + "bytes")
    assert [document.document_id for document in load_sources(raw).documents] == ["caf\\xe9", "good"]


def test_7_the_same_bytes_under_two_names(raw: Path) -> None:
    (raw / "a_copy.txt").write_text(GOOD)
    (raw / "z_copy.md").write_text(GOOD)
    (raw / "good.yml").write_text("publisher: P\n")
    sources = load_sources(raw)
    [document] = sources.documents
    assert (document.document_id, document.other_files) == ("good", ("a_copy.txt", "z_copy.md"))
    assert (document.publisher, sources.refusals) == ("P", [])


def test_8_and_9_an_edit_changes_one_key_and_a_removal_takes_one_away(raw: Path) -> None:
    (raw / "other.txt").write_text(GOOD + "other")
    before = {document.document_id: source_key(document) for document in load_sources(raw).documents}
    (raw / "other.txt").write_text(GOOD + "edited")
    edited = {document.document_id: source_key(document) for document in load_sources(raw).documents}
    assert edited["good"] == before["good"]
    assert edited["other"] != before["other"]
    (raw / "other.txt").unlink()
    after = {document.document_id: source_key(document) for document in load_sources(raw).documents}
    assert after == {"good": before["good"]}


def test_10_a_file_of_50_mb_on_one_line_takes_no_memory(raw: Path) -> None:
    with (raw / "huge.txt").open("wb") as file:
        for _ in range(50):
            file.write(b"x" * 1_000_000)
    tracemalloc.start()
    try:
        refusal = only_refusal(load_sources(raw))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (refusal.code, refusal.value) == (Code.TOO_LARGE, "50000000")
    assert peak < 20_000_000


@pytest.mark.parametrize("content", ["short\r\nshort\r" + "x" * 2000 + "\nshort", "a\n\n" + "x" * 2000])
def test_10_a_line_over_the_limit(raw: Path, content: str) -> None:
    (raw / "wide.txt").write_bytes(content.encode())
    refusal = only_refusal(load_sources(raw, SourceLimits(max_line=1000)))
    assert (refusal.code, refusal.value) == (Code.TOO_LARGE, "2000")
    assert refusal.place == content.index("x")
    assert "line 3" in refusal.message
    assert len(load_sources(raw, SourceLimits(max_line=2000)).documents) == 2


def test_10_a_file_over_the_limit_by_a_byte(raw: Path) -> None:
    size = len(GOOD.encode())
    (raw / "longer.txt").write_text(GOOD + "x")
    assert only_refusal(load_sources(raw, SourceLimits(max_bytes=size))).code is Code.TOO_LARGE


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"signed \xff in 2012", 7),
        ("Genève ".encode() + b"\xc3" + " and Zürich".encode(), 8),
        (GOOD.encode() + "é".encode()[:1], len(GOOD.encode())),
    ],
)
def test_11_invalid_utf8_is_refused_with_its_offset(raw: Path, content: bytes, place: int) -> None:
    (raw / "bad.txt").write_bytes(content)
    refusal = only_refusal(load_sources(raw))
    assert (refusal.code, refusal.place) == (Code.BAD_ENCODING, place)
    assert f"byte {place} ({content[place]:02x}" in refusal.message


def test_11_binary_is_refused(raw: Path) -> None:
    (raw / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert only_refusal(load_sources(raw)).code is Code.BINARY_SOURCE


def test_12_marks_and_line_ends_make_no_difference(raw: Path) -> None:
    text = "Genève\n\nSigned in 2012 by “both” sides.\n"
    for number, charset in enumerate(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32")):
        for end in ("\n", "\r\n", "\r"):
            (raw / f"{number}{end!r}.txt").write_bytes(text.replace("\n", end).encode(charset))
    sources = load_sources(raw)
    assert not sources.refusals
    assert len(sources.documents) == 16
    assert {document.text for document in sources.documents} == {GOOD, text}


def test_13_a_wrongly_declared_charset_makes_no_mojibake(raw: Path) -> None:
    text = "Соглашение о научном сотрудничестве подписано в Минске."
    (raw / "ru.txt").write_bytes(text.encode("cp1251"))
    (raw / "ru.yml").write_text("charset: iso-8859-1\n")
    assert load_sources(raw).documents[1].text == text


def test_14_invisible_characters_stay_in_the_stored_text(raw: Path) -> None:
    text = "NUL \0, bidi \u202eabc\u202c, zero\u200bwidth\u200d, \ufeff, soft\xadhyphen, nbsp\xa0here.\n"
    (raw / "odd.txt").write_bytes(text.encode())
    assert load_sources(raw).documents[1].text == text


def test_15_nfc_and_nfd_stay_as_written(raw: Path) -> None:
    (raw / "nfc.txt").write_bytes("Caf\u00e9\n".encode())
    (raw / "nfd.txt").write_bytes("Cafe\u0301\n".encode())
    texts = {document.document_id: document.text for document in load_sources(raw).documents}
    assert (texts["nfc"], texts["nfd"]) == ("Caf\u00e9\n", "Cafe\u0301\n")


def test_a_reader_that_raises_is_one_refusal(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "odd.fmt").write_text("anything")

    def fail(content: bytes, charset: str | None, limits: SourceLimits) -> str:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(
        load_module, "reader_of", lambda name: fail if name.endswith(".fmt") else reader_of(name)
    )
    refusal = only_refusal(load_sources(raw))
    assert (refusal.code, refusal.value) == (Code.READER_FAILED, "ZeroDivisionError")


NASTY = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
    st.text(max_size=60).map(lambda text: text.encode("utf-16", "replace")),
    st.builds(
        lambda a, b: a + b, st.sampled_from([b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-", b"a\r"]), st.binary()
    ),
)
CHARSETS = st.sampled_from(
    ["", "utf-8", "cp1251", "latin-1", "utf-16", "utf-7", "gb18030", "iso2022_jp", "hz", "cp037"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=NASTY, charset=CHARSETS)
@example(content=b"+2AA-", charset="utf-7")
@example(content=b"\xff\xfe\x00\xd8", charset="")
def test_whatever_bytes_come_reading_ends_with_a_document_or_a_refusal(
    raw: Path, content: bytes, charset: str
) -> None:
    (raw / "any.txt").write_bytes(content)
    (raw / "any.yml").write_text(f"charset: {charset}\nlanguage: en\n")
    sources = load_sources(raw)
    assert len(sources.documents) + len(sources.refusals) == 2
    for document in sources.documents:
        assert document.text.encode("utf-8")
        assert "\r" not in document.text
        assert read_document(raw / document.source_file, raw) == document
    for refusal in sources.refusals:
        assert refusal.code is not Code.READER_FAILED
        assert str(refusal).isprintable()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=100), st.text(max_size=100).map(lambda text: text.encode())))
@example(content=b"[" * 3000)
@example(content=b"title: \x00")
@example(content=b"? {a: b}\n: c")
def test_whatever_a_sidecar_holds_its_source_loads_or_is_refused(raw: Path, content: bytes) -> None:
    (raw / "good.yml").write_bytes(content)
    sources = load_sources(raw)
    assert len(sources.documents) + len(sources.refusals) == 1
    for refusal in sources.refusals:
        assert refusal.code is Code.BAD_SIDECAR
        assert str(refusal).isprintable()
