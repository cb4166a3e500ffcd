"""A candidate fact, and what the reading of one document gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipelines.mentions.mention import Mention


class Fact(NamedTuple):
    """One statement of one document, not yet validated.

    ``kind`` is one of ``schemas.fields.KIND_TABLE``; ``slots`` holds that table's own columns, dates as
    EDTF text
    under the column's prefix (``signed``, ``period``), figures as Decimal, lists as tuples. ``mentions``
    are the
    figures and dates it was read from. ``start`` and ``end`` are the span of its evidence.
    """

    kind: str
    start: int
    end: int
    status: str
    rule: str
    slots: Mapping[str, object]
    mentions: tuple[Mention, ...] = ()


class Extraction(NamedTuple):
    """All that was read from one document."""

    document_id: str
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
