"""Whether anything is new: what counts as a change of raw/, and what does not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.config import Settings
from pipelines.fingerprint import fingerprint, note_published, nothing_new, raw_digest, raw_signs


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    raw = tmp_path / "raw"
    (raw / "below").mkdir(parents=True)
    (raw / "a.txt").write_text("In 2014.", encoding="utf-8")
    (raw / "below" / "b.txt").write_text("In 2015.", encoding="utf-8")
    return Settings(raw=raw, warehouse=tmp_path / "warehouse", max_file_bytes=100)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: (raw / "a.txt").write_text("In 2016.", encoding="utf-8"),
        lambda raw: (raw / "a.yml").write_text("title: A", encoding="utf-8"),
        lambda raw: (raw / "below" / "b.txt").rename(raw / "below" / "c.txt"),
        lambda raw: (raw / "a.txt").unlink(),
        lambda raw: (raw / "large.txt").write_text("x" * 101, encoding="utf-8"),
        lambda raw: (raw / "link.txt").symlink_to("a.txt"),
        lambda raw: os.mkfifo(raw / "pipe.txt"),
    ],
    ids=["edited", "sidecar", "renamed", "removed", "too large", "link", "pipe that nobody writes to"],
)
def test_a_change_of_the_sources_is_news(settings: Settings, change: Callable[[Path], object]) -> None:
    before = raw_digest(settings), raw_signs(settings.raw)[0]
    change(settings.raw)
    after = raw_digest(settings), raw_signs(settings.raw)[0]
    assert after[0] != before[0]
    assert after[1] != before[1]


def test_touching_a_file_changes_its_signs_but_is_no_news(settings: Settings) -> None:
    digest, signs = raw_digest(settings), raw_signs(settings.raw)
    os.utime(settings.raw / "a.txt", (1, 2_000_000_000))
    assert raw_signs(settings.raw)[0] != signs[0]
    assert raw_signs(settings.raw)[1] == 2_000_000_000
    assert raw_digest(settings) == digest


def test_hidden_files_do_not_count(settings: Settings) -> None:
    before = raw_digest(settings)
    (settings.raw / ".a.txt.swp").write_text("an editor's", encoding="utf-8")
    assert raw_digest(settings) == before


def test_a_limit_that_changes_what_is_read_is_news(settings: Settings) -> None:
    other = Settings(raw=settings.raw, warehouse=settings.warehouse, max_file_bytes=99)
    assert fingerprint(other) != fingerprint(settings)
    later = Settings(raw=settings.raw, warehouse=settings.warehouse, max_file_bytes=100, schedule="0 6 * * *")
    assert fingerprint(later) == fingerprint(settings)


def test_what_was_noted_is_nothing_new_until_it_changes(settings: Settings) -> None:
    (settings.warehouse / "staging").mkdir(parents=True)
    assert not nothing_new(settings)
    note_published(settings.warehouse, fingerprint(settings))
    assert nothing_new(settings)
    (settings.raw / "a.txt").write_text("In 2016.", encoding="utf-8")
    assert not nothing_new(settings)
    note_published(settings.warehouse, None)
    assert not nothing_new(settings)
