"""Reading documents here and in a pool: order, limits, a failing one; taking over what did not change."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Sequence

import pytest

from pipelines.documents import Document, Refusal, Sources, source_key
from pipelines.engine import Reading, read_documents, reading
from pipelines.engine.incremental import STAGED, Staged, read_changed
from pipelines.engine.sources import documents_of, source_tables
from pipelines.errors import RuleFailed
from pipelines.facts import extract
from pipelines.facts.fact import Extraction

TEXTS = {
    "alps": "In 2014, Austria and Chile signed an Agreement on cooperation in science.\n",
    "baltic": "In 2016, 12 joint projects were carried out by Estonia and Peru.\n",
    "coast": "In 2018, 45 researchers from Ghana took part.\n",
}


def document(name: str, text: str | None = None) -> Document:
    text = text or TEXTS[name]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, f"{name}.txt", text, content_sha256=digest, text_sha256=digest)


DOCUMENTS = [document(name) for name in TEXTS]


def failing(bad: str, how: object) -> object:
    def extract_or_fail(document: Document) -> Extraction:
        if document.document_id == bad:
            how()  # type: ignore[operator]
        return extract(document)

    return extract_or_fail


def rule_fails() -> None:
    raise RuleFailed("agreements.signed", "baltic", "no such group")


def bug() -> None:
    raise KeyError("currency")


def slow_pattern() -> None:
    re.match(r"(a+)+$", "a" * 40 + "b")


def swallowing_loop() -> None:
    while True:
        try:
            time.sleep(0.01)
        except Exception:  # noqa: BLE001
            continue


@pytest.mark.parametrize(
    ("how", "code", "value"),
    [
        (rule_fails, "RULE_FAILED", "agreements.signed"),
        (bug, "RULE_FAILED", "KeyError"),
        (slow_pattern, "TIME_LIMIT", "2"),
        (swallowing_loop, "TIME_LIMIT", "2"),
    ],
)
def test_one_document_fails_and_the_others_load(
    monkeypatch: pytest.MonkeyPatch, how: object, code: str, value: str
) -> None:
    read_documents(
        DOCUMENTS, engine="local", seconds=60
    )  # what is loaded once is not loaded within the limit
    monkeypatch.setattr(reading, "extract", failing("baltic", how))
    readings = read_documents(DOCUMENTS, engine="local", seconds=2)
    assert [each.document_id for each in readings] == list(TEXTS)
    failures = {each.document_id: each.failure for each in readings if each.failure}
    assert failures.keys() == {"baltic"}
    assert (failures["baltic"].code, failures["baltic"].value) == (code, value)
    assert all((each.tables is None) == (each.failure is not None) for each in readings)


def test_the_pool_reads_the_same_in_the_same_order_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    pool = read_documents(
        DOCUMENTS, engine="pool", seconds=60, workers=2, progress=lambda *at: told.append(at)
    )
    assert pool == read_documents(DOCUMENTS, engine="local", seconds=60)
    assert told == [(done, 3) for done in range(4)]


def test_no_time_limit_outlives_its_document() -> None:
    with reading.time_limit(0.05):
        pass
    time.sleep(0.1)


def test_outside_the_main_thread_documents_are_read_without_a_limit() -> None:
    found: list[Reading] = []
    thread = threading.Thread(
        target=lambda: found.extend(read_documents(DOCUMENTS, engine="local", seconds=1))
    )
    thread.start()
    thread.join()
    assert [each.failure for each in found] == [None] * 3


class Reader:
    """Reads, and remembers what it was asked to read."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, documents: Sequence[Document]) -> list[Reading]:
        self.asked += [document.document_id for document in documents]
        return read_documents(documents, engine="local", seconds=60)


def stage(
    documents: Sequence[Document], previous: Staged | None, version: str = "v1"
) -> tuple[Staged, list[str]]:
    reader = Reader()
    keyed = [(each, source_key(each)) for each in documents]
    staged = read_changed(keyed, reader, previous, version=version, run_id=f"run {version}")
    return staged, reader.asked


def test_only_what_changed_is_read_again() -> None:
    first, asked = stage(DOCUMENTS, None)
    assert asked == list(TEXTS)
    assert first.tables.keys() == set(STAGED)
    assert first.tables["mentions"].num_rows >= 4
    same, asked = stage(DOCUMENTS, first)
    assert (asked, same.read_now) == ([], 0)
    assert same.tables == first.tables
    assert same.readings == first.readings

    edited = document("baltic", TEXTS["baltic"].replace("12", "19"))
    changed, asked = stage([DOCUMENTS[0], edited, DOCUMENTS[2]], first)
    assert asked == ["baltic"]
    assert changed.tables == stage([DOCUMENTS[0], edited, DOCUMENTS[2]], None)[0].tables
    assert "19 joint projects" in changed.tables["mentions"]["text"].to_pylist()
    assert "12 joint projects" not in changed.tables["mentions"]["text"].to_pylist()


def test_another_extractor_reads_all_again_and_a_removed_document_leaves() -> None:
    first, _ = stage(DOCUMENTS, None)
    assert stage(DOCUMENTS, first, "v2")[1] == list(TEXTS)
    fewer, asked = stage(DOCUMENTS[:1], first)
    assert asked == []
    assert set(fewer.tables["mentions"]["document_id"].to_pylist()) == {"alps"}
    assert fewer.readings["document_id"].to_pylist() == ["alps"]


def test_what_failed_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(reading, "extract", failing("coast", bug))
        broken, _ = stage(DOCUMENTS, None)
    assert broken.readings["code"].to_pylist() == [None, None, "RULE_FAILED"]
    mended, asked = stage(DOCUMENTS, broken)
    assert asked == ["coast"]
    assert mended.tables == stage(DOCUMENTS, None)[0].tables


def test_documents_survive_their_tables() -> None:
    rich = Document(
        "peak",
        "peak.txt",
        "In 2020, Nepal joined.\n",
        content_sha256="1" * 64,
        text_sha256="2" * 64,
        other_files=("peak copy.txt",),
        title="Peak",
        publisher="P",
        url="u",
        language="en",
        country="NP",
    )
    tables = source_tables(Sources([rich, *DOCUMENTS], []), {})
    assert documents_of(tables["documents"], tables["source_files"]) == [
        (each, source_key(each)) for each in sorted([rich, *DOCUMENTS], key=lambda each: each.document_id)
    ]


def test_a_growing_file_keeps_the_document_of_last_time() -> None:
    before = source_tables(Sources(DOCUMENTS, []), {})
    growing = Refusal("coast.txt", "coast", "GROWING", "is still being written")  # type: ignore[arg-type]
    now = source_tables(Sources(DOCUMENTS[:2], [growing]), before)
    assert now["documents"]["document_id"].to_pylist() == list(TEXTS)
    assert now["source_files"]["status"].to_pylist() == ["read", "read", "deferred"]
    last = documents_of(now["documents"], now["source_files"])[2]
    assert last == (DOCUMENTS[2], source_key(DOCUMENTS[2]))


def test_a_refused_file_does_not() -> None:
    before = source_tables(Sources(DOCUMENTS, []), {})
    refused = Refusal("coast.txt", "coast", "BAD_ENCODING", "is no text", 3, "0xff")  # type: ignore[arg-type]
    now = source_tables(Sources(DOCUMENTS[:2], [refused]), before)
    assert now["documents"]["document_id"].to_pylist() == ["alps", "baltic"]
    coast = now["source_files"].to_pylist()[2]
    assert (coast["status"], coast["code"], coast["place"]) == ("refused", "BAD_ENCODING", 3)
