"""Projects that have no name, but are described, under way, and have a partner or a sum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.fact import Fact
from pipelines.facts.naming import small_heads
from pipelines.facts.projects.fact import CARRYING, project
from pipelines.facts.projects.payers import HEAD
from pipelines.facts.reading import View
from pipelines.facts.rules import when
from pipelines.lexicon.words import word_set

_DESCRIBED = re.compile(r"\b(?:[Aa]n?|the|The)\s$")


@when(CARRYING)
def described(view: View) -> Iterator[Fact]:
    """Without a name, but under way and with a partner or an amount: "a … project is being implemented"."""
    sorts = word_set("projects", "sorts", "apposed")
    for found in small_heads(view, HEAD, "projects"):
        telling = [word for word in found.modifiers if word not in sorts]
        article = _DESCRIBED.search(
            view.reading.text, max(view.start, found.modifiers_start - 5), found.modifiers_start
        )
        carried = view.words(CARRYING, found.end, min(view.end, found.end + 90))
        if (
            not telling
            or len(found.modifiers) < 2
            or article is None
            or not carried
            or found.name is not None
        ):
            continue
        partners = any(name.kind == "organization" or name.code == "EU" for name in view.names)
        if partners or any(mention.kind == "money" for mention in view.mentions):
            title = view.slice(found.modifiers_start, found.end)
            yield project(view, None, title, (found.modifiers_start, found.end), "project.described")
