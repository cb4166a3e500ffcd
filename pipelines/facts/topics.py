"""Whose page a text is: the body that it is about, which "it", "the Centre" and "the members" mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipelines.lexicon.load import lexicon
from pipelines.mentions.heads import head_words
from pipelines.mentions.name import Name

if TYPE_CHECKING:
    from pipelines.facts.reading import Reading, View

_GIST_BLOCKS = 2  # a title and what follows it
_OFTEN = 3  # that a body is named on its page
_AGAIN = 2  # that the body is spoken of that a text begins with
_ARTICLE = len("The ")
_ONE_OF_TWO = re.compile(r"(?:\s\([^)]*\))?,?\s(?:and|of|or)\s")


def topic_of(reading: Reading) -> Name | None:
    """The body named in the first lines and at least three times, most of all; else the one that the text
    begins with, where it goes on about "the institute".
    """
    counted: Counter[str] = Counter()
    first: dict[str, Name] = {}
    for name in reading.names:
        if name.kind == "phrase" and (name.head or "").startswith("organization"):
            name = reading.meant(name)  # "the Academy" counts for the Academy named before
        if name.kind in ("organization", "project") or (
            name.kind == "phrase" and (name.acronym or name.full)
        ):
            known = lexicon().organizations.get(name.name)
            key = name.full or (known.name if known is not None else name.name)
            counted[key] += 1
            if key not in first or name.acronym:
                first.setdefault(key, name)
    blocks = reading.blocks
    gist = blocks[min(_GIST_BLOCKS, len(blocks) - 1)].end if blocks else 0
    for key, count in counted.most_common(3):
        if count >= _OFTEN and first[key].start < gist:
            return first[key]
    opening = reading.opening
    if opening is not None and _said_again(reading, opening) >= _AGAIN:
        return opening
    return _titled(reading)


def _titled(reading: Reading) -> Name | None:
    """The body whose name is the page's title."""
    title = reading.views[0] if reading.views else None
    if title is None or title.kind != "heading" or not title.names:
        return None
    name = title.names[0]
    return name if name.kind == "organization" and name.name == title.text.strip() else None


def opening_of(reading: Reading) -> Name | None:
    """The body that the first full sentence begins with; None where it is one of several."""
    first = next((view for view in reading.views if view.kind == "prose"), None)
    name = first.names[0] if first is not None and first.names else None
    if first is None or name is None or name.kind != "organization" or not _leads(first, name):
        return None
    return None if _ONE_OF_TWO.match(reading.text, name.end) else name


def leading(views: Iterable[View]) -> set[int]:
    """Where names stand that begin a sentence."""
    return {view.names[0].start for view in views if view.names and _leads(view, view.names[0])}


def _leads(view: View, name: Name) -> bool:
    """Whether a name begins its sentence, an article before it left out."""
    return name.start - view.start <= _ARTICLE


def _said_again(reading: Reading, body: Name) -> int:
    """How often a text says a body's name, or "the institute" of it."""
    heads = head_words()
    words = {word for word in body.name.casefold().split() if heads.get(word, "?")[0] == "organization"}
    words |= {body.head} if body.head and body.head != "organization" else set()
    said = reading.text.casefold()
    return len(reading.places[body.name]) + sum(said.count(f"the {word} ") for word in words)
