"""Bytes to documents: what lies in ``raw/``, decoded and described, or refused with its reason.

What belongs here: files, charsets, sidecars. What does not: what the text says (``mentions``, ``facts``).
"""

from pipelines.documents.document import Document
from pipelines.documents.limits import SourceLimits
from pipelines.documents.load import Sources, load_sources, read_document, source_key
from pipelines.documents.refusal import Code, Refusal, SourceRefused, shown

__all__ = [
    "Code",
    "Document",
    "Refusal",
    "SourceLimits",
    "SourceRefused",
    "Sources",
    "load_sources",
    "read_document",
    "shown",
    "source_key",
]
