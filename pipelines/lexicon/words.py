"""Word lists: what a rule looks for, as data (``words/FILE.yml``: a class, then its words).

A file's head says what its words are for and where they are from. A word or phrase is written as it is
matched:
in small letters, one space between words. ``word_set`` serves whole-word tests, ``pattern`` one regular
expression for all words of some classes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from pipelines.errors import ConfigurationError

FOLDER = Path(__file__).parent / "words"


@cache
def word_file(name: str) -> dict[str, tuple[str, ...]]:
    """The classes of ``words/NAME.yml`` with their words, in the file's order.

    Raises ConfigurationError, naming file, class and value, for anything but a mapping of names to lists of
    text.
    """
    path = FOLDER / f"{name}.yml"
    # Every scalar stays text: "no", "on" and "y" are words here, not booleans.
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    if not isinstance(content, dict):
        raise ConfigurationError(
            f"{path.name}: expected classes with lists of words, found {type(content).__name__}"
        )
    for label, words in content.items():
        if not isinstance(words, list) or not words:
            raise ConfigurationError(f"{path.name}: class {label!r} is no list of words: {words!r}")
        for word in words:
            if not isinstance(word, str) or not word.strip() or word != word.strip():
                raise ConfigurationError(f"{path.name}: class {label!r} holds {word!r}, which is no word")
        if len(set(words)) < len(words):
            twice = sorted({word for word in words if words.count(word) > 1})
            raise ConfigurationError(f"{path.name}: class {label!r} holds {twice} twice")
    return {label: tuple(words) for label, words in content.items()}


def word_files() -> list[str]:
    """The names of all word lists, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


@cache
def word_set(name: str, *labels: str) -> frozenset[str]:
    """The words of the classes ``labels`` of ``words/NAME.yml`` (all classes where none is named)."""
    classes = word_file(name)
    return frozenset(word for label in labels or classes for word in classes[label])


@cache
def alternation(name: str, *labels: str) -> str:
    """The words of some classes as one alternation, longest first, white space elastic; for use in a
    pattern."""
    words = sorted(word_set(name, *labels), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


@cache
def pattern(name: str, *labels: str) -> re.Pattern[str]:
    """One pattern that finds any word of some classes as a whole word, in small or capital letters."""
    return re.compile(rf"(?<!\w){alternation(name, *labels)}(?!\w)", re.IGNORECASE)
