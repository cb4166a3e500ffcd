"""Which countries a statement is about where its sentence does not say so itself."""

from __future__ import annotations

from pipelines.facts.reading import Reading, View, codes

_LINES = 3


def own_country(reading: Reading) -> str | None:
    """The page's own country; None where only bodies of that country are named, never the country itself."""
    if not reading.home:
        return None
    home = reading.home[0]
    if reading.document.country == home:
        return home
    spoken = any(name.code == home and name.kind in ("country", "government") for name in reading.names)
    return home if spoken else None


def lookback(view: View) -> tuple[str, ...]:
    """The countries of the last sentence before ``view`` in its paragraph that names any; the Union by its bodies too."""
    before = view.previous
    for _ in range(_LINES):
        if before is None:
            return ()
        found: dict[str, None] = {}
        for name in before.names:
            if name.kind in ("country", "government") and name.code:
                found[name.code] = None
            elif name.kind in ("organization", "programme") and codes(name) == ("EU",):
                found["EU"] = None
        if found:
            return tuple(found)
        before = before.previous
    return ()
