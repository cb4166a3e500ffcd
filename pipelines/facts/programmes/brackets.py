"""What brackets behind a programme's name hold: its short form, or what it is short for."""

from __future__ import annotations

import re

from pipelines.facts.programmes.programme import HEAD_WORD
from pipelines.facts.reading import View
from pipelines.mentions.name import Name

_HEAD_ENDS = re.compile(rf"\b{HEAD_WORD}\Z")


def short_behind(view: View, name: Name) -> str | None:
    """The known short form in brackets right behind a name, which its letters do not spell: "(CYTED)"."""
    short = next(
        (each for each in view.names if each.start == name.end + 2 and each.kind == "programme"), None
    )
    if short is None or " " in short.name or view.slice(name.end, short.start) != " (":
        return None
    return short.name if view.slice(short.end, short.end + 1) == ")" else None


def spelled_out(view: View, name: Name) -> bool:
    """Whether a name in brackets only spells out the one before: "the X Programme (Europe's X Scheme)"."""
    if view.slice(name.start - 2, name.start) != " (":
        return False
    by_itself = name.form == "known" and (" " in name.name or view.slice(name.end, name.end + 1) != ")")
    named = any(each.kind == "programme" and each.end == name.start - 2 for each in view.names)
    headed = _HEAD_ENDS.search(view.reading.text, max(view.start, name.start - 20), name.start - 2)
    return (named and not by_itself) or (headed is not None and name.form != "known")
