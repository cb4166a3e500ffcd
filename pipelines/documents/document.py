"""A source text, as the rest of the pipeline sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One source: its stored text and what is known about where it is from.

    ``text`` is decoded and repaired; every offset in the warehouse counts its code points. The fields are
    those of ``schemas.fields.DOCUMENTS``; ``country`` (ISO 3166-1 alpha-2, from the sidecar) says whose page
    it is, where the text itself does not.
    """

    document_id: str
    source_file: str
    text: str
    content_sha256: str
    text_sha256: str
    other_files: tuple[str, ...] = ()
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_date: date | None = None
    language: str | None = None
    country: str | None = None
