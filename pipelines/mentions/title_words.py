"""Words that are titles before a name, and degrees behind it."""

from __future__ import annotations

from functools import cache

from pipelines.lexicon.load import lexicon

_SMALL_TITLES = frozenset({"professor", "academician", "professors", "academicians"})
_TITLE = 12  # letters of the longest title looked for right before a word


@cache
def _titles() -> frozenset[str]:
    """Every word that is a title, with the full stop it has."""
    forms = [form for form, kind in lexicon().titles.items() if kind != "suffix"]
    words = {form for form in forms if " " not in form} | {
        "Excellency",
        "Excellencies",
        "Majesty",
        "Highness",
    }
    return frozenset(words - {"General", "Count", "M"})


@cache
def degrees() -> tuple[str, ...]:
    """What stands behind a name and is none of it, longest first: "PhD", "FRS"."""
    forms = (form.rstrip(".") for form, kind in lexicon().titles.items() if kind == "suffix")
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def is_degree(word: str) -> bool:
    """Whether ``word`` is a degree or an honour, with or without its full stop."""
    return word.rstrip(".,") in degrees()


def is_title(word: str) -> bool:
    """Whether ``word`` is (part of) a title: "Dr.", "H.E.", "Professor"."""
    return word.rstrip(",") in _titles() or word in _SMALL_TITLES


def after_title(text: str, position: int) -> bool:
    """Whether a title stands right before ``position``."""
    start = text.rfind(" ", max(0, position - _TITLE), max(0, position - 1)) + 1
    before = text[max(start, position - _TITLE) : position]
    return before.endswith(" ") and is_title(before.strip(" (\n"))
