"""Known names that are projects themselves, and not bodies or programmes that carry projects out."""

from __future__ import annotations

import re

from pipelines.facts.reading import View
from pipelines.lexicon.load import lexicon
from pipelines.mentions.name import Name

# Bodies in the plural are none: "the African Centres of Excellence project".
_SEVERAL_OF = re.compile(
    r"(?:[A-Z][\w-]*\s){0,3}(?:Cent(?:re|er)s|Institutes|Networks|Universities|Academies|Laboratories)\s(?:of|for)\b"
)


def project_like(view: View, name: Name) -> bool:
    """A known name that is a thing to be built, not a body that carries projects out."""
    if name.kind == "programme":
        return name.form != "known" or _always_project(view, name)
    known = lexicon().organizations.get(name.name)
    words = (name.full or (known.name if known else name.name)).split()
    heads = lexicon().org_heads
    named = any(word in heads for word in words) and not _SEVERAL_OF.match(name.name)
    if known is None:
        return not named and name.form is None
    return not named and (len(words) > 1 or (known.name == name.name and known.acronym is None))


def _always_project(view: View, name: Name) -> bool:
    """Whether the text calls a known name a project wherever it stands, and not only what it pays for."""
    text = view.reading.text
    if re.match(r"\sproject\s*(?:[\"“«(:]|№|#|[Nn]o\b|[A-Z0-9])", text[name.end : name.end + 14]):
        return False
    if not text.endswith("the ", 0, name.start):
        return False
    places = [each.end for each in view.reading.places[name.name]]
    return all(re.match(r"\sprojects?\b", text[end : end + 10]) for end in places)
