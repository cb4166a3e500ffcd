"""A rule is asked of the sentences that hold what it needs, and of no other."""

from __future__ import annotations

import ast
import gc
import importlib
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from pipelines import facts, mentions
from pipelines.documents.document import Document
from pipelines.facts.extract import extract
from pipelines.facts.reading import Reading, View, once
from pipelines.facts.rules import Rules, holding, needs, when
from pipelines.lexicon.words import word_file, word_files
from pipelines.mentions.triggers import looked_for

extract_module = sys.modules[extract.__module__]
TEXT = "Chile signed a treaty with Peru in 2004. It rained all day. The grant was worth 5 million euros."


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading(Document("1", "page", TEXT, "a", "b"))


@when("instruments", "money")
def first(view: View) -> Iterator[str]:
    """The sentence's first word."""
    yield view.text.split()[0]


@when("country")
def last(view: View) -> Iterator[str]:
    yield view.text.split()[-1]


def length(view: View) -> Iterator[str]:
    yield str(len(view.text))


def test_a_rule_is_asked_where_something_that_it_needs_stands(reading: Reading) -> None:
    assert [list(Rules(last, first)(view)) for view in reading.views] == [["2004.", "Chile"], [], ["The"]]


def test_a_rule_without_needs_is_asked_of_every_sentence(reading: Reading) -> None:
    assert [list(Rules(first, length)(view)) for view in reading.views] == [
        ["Chile", "40"],
        ["18"],
        ["The", "36"],
    ]


def test_what_rules_need_is_declared(reading: Reading) -> None:
    assert first.needs == {"instruments", "money"}  # type: ignore[attr-defined]
    assert Rules(first, last, length).needs == {"instruments", "money", "country"}
    assert list(first(reading.views[1])) == ["It"]  # only declared: whoever asks it himself gets an answer


def test_sentences_that_hold_something(reading: Reading) -> None:
    assert [view.index for view in holding(reading, needs("country", "date"))] == [0]
    assert holding(reading, needs("person")) == []


def test_a_sentence_holds_the_classes_of_its_own_words_only(reading: Reading) -> None:
    treaty, rain, _ = reading.views
    assert {"instruments", "country", "date"} <= treaty.holds
    assert not {"instruments", "country", "date", "money"} & rain.holds
    assert all(view.words(label) for view in reading.views for label in view.triggers.places)


@pytest.mark.parametrize(
    "label", ["instrumnets", "events.visting", "scales.million", "agreements.definite", "no.class"]
)
def test_what_no_sentence_can_hold_is_refused(label: str) -> None:
    with pytest.raises(KeyError, match=label):
        needs("events.visiting", label)


def test_what_is_worked_out_once_is_kept_with_its_sentence(reading: Reading) -> None:
    asked: list[int] = []

    @once
    def words(view: View) -> int:
        asked.append(view.index)
        return len(view.text.split())

    told = [words(view) for view in (*reading.views, *reading.views)]
    assert told == [8, 4, 7, 8, 4, 7]
    assert asked == [0, 1, 2]


def test_nothing_of_a_document_is_left_to_the_collector() -> None:
    read: list[weakref.ref[Reading]] = []

    def watched(document: Document) -> Reading:
        reading = Reading(document)
        read.append(weakref.ref(reading))
        return reading

    gc.disable()
    try:
        with mock.patch.object(extract_module, "Reading", watched):
            assert extract(Document("1", "page", TEXT, "a", "b")).facts
        assert [kept() for kept in read] == [None]
    finally:
        gc.enable()


def test_every_class_of_words_that_a_rule_asks_for_is_looked_for() -> None:
    asked: dict[str, object] = {}
    folder = Path(facts.__file__).parent
    for path in folder.rglob("*.py"):
        dotted = ".".join(path.relative_to(folder).with_suffix("").parts)
        module = importlib.import_module(f"pipelines.facts.{dotted}")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "words"
            ):
                label = call.args[0]
                told = getattr(module, label.id, None) if isinstance(label, ast.Name) else None
                asked[ast.unparse(label)] = label.value if isinstance(label, ast.Constant) else told
    labels = {str(label) for label in asked.values() if label is not None}
    assert len(labels) > 50
    assert [label for label in sorted(labels) if not looked_for(label)] == []


def test_no_class_of_words_is_looked_for_in_vain() -> None:
    folders = (Path(facts.__file__).parent, Path(mentions.__file__).parent)
    source = "".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    labels = {f"{file}.{label}" for file in word_files() for label in word_file(file)}
    asked_for = {label for label in labels if f'"{label}"' in source or label.startswith("modality.")}
    assert sorted(label for label in labels - asked_for if looked_for(label)) == []
