"""Facts that stand behind one number of the page: a click on it leads to their sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote


@dataclass
class Groups:
    """Title and fact ids by key; the key is part of a link, so it says what the group is."""

    all: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    def link(self, key: str, title: str, fact_ids: Iterable[str]) -> str:
        """The link to a group; to the fact itself where it is one; empty where there is none."""
        ids = list(dict.fromkeys(fact_ids))
        if len(ids) < 2:
            return fact_link(ids[0]) if ids else ""
        self.all[key] = (title, ids)
        return f"#group/{quote(key, safe='')}"


def fact_link(fact_id: str) -> str:
    """The link to one fact's sentence."""
    return f"#fact/{quote(fact_id, safe='')}"


def document_link(document_id: str) -> str:
    """The link to one text."""
    return f"#document/{quote(document_id, safe='')}"


def country_link(code: str) -> str:
    """The link to what is known of one country."""
    return f"#country/{quote(code, safe='')}"
