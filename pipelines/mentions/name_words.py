"""The words that no person's name holds: fields of work, offices, the heads of bodies and events."""

from __future__ import annotations

from functools import cache

from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set

NO_NAME = word_set("person_names", "subjects", "no_name") | word_set(
    "names", "function_words", "opening_nouns"
)


@cache
def office_words() -> frozenset[str]:
    """Every single word that is an office, in small letters."""
    return frozenset(form.lower() for form in lexicon().roles if " " not in form)


@cache
def bodies() -> frozenset[str]:
    """Single words that head the name of a body, an event, a programme or an instrument."""
    words = lexicon()
    tables = (
        words.org_heads,
        words.event_heads,
        words.programme_heads,
        words.project_heads,
        words.instruments,
    )
    return frozenset(
        form.lower() for table in tables for form, head in table.items() if " " not in form and head.strong
    )


@cache
def never() -> frozenset[str]:
    """Every word in small letters that no person's name holds: fields, offices, bodies."""
    return NO_NAME | office_words() | bodies()


def is_body_word(word: str) -> bool:
    """Whether ``word`` heads the names of bodies, events or instruments."""
    return word.lower() in bodies()
