"""Names as the text spells them where folding had to change a letter: "TÜBİTAK"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.facts.fact import Fact

_DOTTED = "İ"  # its small form is two letters, so matching reads it as a plain I
_WORD = re.compile(rf"\w*{_DOTTED}\w*")


def spelled(text: str) -> Mapping[str, str]:
    """Each word of the stored ``text`` that folding spells otherwise, by its folded spelling; mostly none."""
    if _DOTTED not in text:
        return {}
    return {word.replace(_DOTTED, "I"): word for word in _WORD.findall(text)}


def as_written(fact: Fact, words: Mapping[str, str]) -> Fact:
    """``fact`` with the ``words`` in its slots spelled as the text has them."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")

    def mended(value: object) -> object:
        if isinstance(value, str):
            return pattern.sub(lambda found: words[found[0]], value)
        return tuple(map(mended, value)) if isinstance(value, tuple) else value

    return fact._replace(slots={slot: mended(value) for slot, value in fact.slots.items()})
