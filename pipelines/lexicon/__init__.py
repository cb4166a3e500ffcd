"""The words of reading, as data: places, organisations, programmes, currencies, titles, roles, heads.

What belongs here: surface forms and what each stands for, typed by hand in ``*.yml`` (one line an entry,
source and licence at the head of the file) or made from a library in ``generated/*.tsv``, and the word lists
that rules look for (``words``). What does not: rules.
"""

from __future__ import annotations

from pipelines.lexicon.files import LexiconError
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.model import Head, Lexicon, Organization, Place, Programme
from pipelines.lexicon.version import lexicon_version

__all__ = [
    "Head",
    "Lexicon",
    "LexiconError",
    "Organization",
    "Place",
    "Programme",
    "lexicon",
    "lexicon_version",
]
