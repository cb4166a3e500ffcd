"""Whose page it is by its addresses: the country that every mail and web address on it ends in."""

from __future__ import annotations

import re

from pipelines.lexicon.load import lexicon

_ADDRESS = re.compile(r"(?:[\w.+-]{1,64}@|\bwww\.|://)(?:[\w-]+\.)+(?P<top>[a-z]{2})\b", re.IGNORECASE)
# Country codes of the web that are sold to everybody, so that they tell no country.
_SOLD = frozenset(
    {"ai", "am", "cc", "co", "fm", "gg", "im", "io", "la", "ly", "me", "nu", "sh", "st", "to", "tv", "ws"}
)
_OTHERWISE = {"uk": "GB", "eu": "EU"}  # where the web's code is not ISO 3166's


def country_of_addresses(text: str) -> str | None:
    """The one country, as ISO 3166-1 alpha-2, that the addresses in ``text`` belong to; None where they
    tell none or several."""
    if "@" not in text and "www." not in text and "://" not in text:
        return None
    tops = {match["top"].lower() for match in _ADDRESS.finditer(text)} - _SOLD
    if len(tops) != 1:
        return None
    top = tops.pop()
    code = _OTHERWISE.get(top, top.upper())
    return code if code in lexicon().country_names else None
