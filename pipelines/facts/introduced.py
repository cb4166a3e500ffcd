"""Agreements listed under a line that says what they are: "Agreements with academies abroad:", then one
partner a line, with the year of signature or the term behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from pipelines.facts.fact import Fact
from pipelines.facts.reading import Reading, codes
from pipelines.facts.record_parties import own_bodies, own_countries
from pipelines.lexicon.load import lexicon
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name
from pipelines.mentions.text import Block

_MARK = re.compile(r"[\s–—•*·▪‣◦●○-]*(?:\(?\d{1,3}[.)]\s*)?(?:the\s)?", re.IGNORECASE)
_TERM = re.compile(r"\b(?:valid|until|till|expir\w+|through|up\s?to|for the period|in force)\b[^,;()]{0,20}$")
_GOES_ON = re.compile(
    r"\s+(?!(?:signed|since|valid|until|from|in|on|of|at|and)\b)[a-z]"
)  # a sentence about it
_WITH = re.compile(r"\b(?:with|between|and)\b")
_STATES = ("country", "government")
_LONGEST_LEAD, _LONGEST_ITEM = 200, 160
_FEWEST, _MOST = 2, 200
_AT_ONCE = 4  # letters before the name that an item begins with


def read(reading: Reading) -> Iterator[Fact]:
    """One agreement for each item of such lists."""
    starts = [block.start for block in reading.blocks]
    seen: set[int] = set()
    for start, end in reading.triggers.all("instruments"):
        number = bisect_right(starts, start) - 1
        if number < 0 or number in seen:
            continue
        seen.add(number)
        kind, plural = _instruments().get(reading.text[start:end].lower(), ("agreement", False))
        lead = reading.blocks[number]
        if not plural or not _introduces(reading, lead, end):
            continue
        items = _items(reading, number)
        if len(items) >= _FEWEST:
            for block, name in items:
                yield _agreement(reading, lead, block, name, kind)


def _introduces(reading: Reading, lead: Block, instrument_end: int) -> bool:
    """Whether a line announces a list: it ends in a colon, or is a heading about the instruments."""
    text = reading.text[lead.start : lead.end].rstrip()
    if len(text) > _LONGEST_LEAD:
        return False
    return text.endswith(":") or (
        lead.kind == "heading" and _WITH.search(reading.text, instrument_end, lead.end) is not None
    )


def _items(reading: Reading, number: int) -> list[tuple[Block, Name]]:
    """The lines after the lead that each begin with the name of a body or a country."""
    found: list[tuple[Block, Name]] = []
    for block in reading.blocks[number + 1 : number + 1 + _MOST]:
        name = _first_name(reading, block)
        if name is None or block.end - block.start > _LONGEST_ITEM:
            break
        found.append((block, name))
    return found


def _first_name(reading: Reading, block: Block) -> Name | None:
    mark = _MARK.match(reading.text, block.start, block.end)
    at = mark.end() if mark is not None else block.start
    index = bisect_left(reading.names, block.start, key=lambda name: name.start)
    for name in reading.names[index : index + 2]:
        plain = name.kind in ("organization", *_STATES) and name.form != "adjective"
        if plain and at - _AT_ONCE <= name.start <= at + _AT_ONCE and name.end <= block.end:
            return None if _GOES_ON.match(reading.text, name.end, block.end) else name
    return None


@cache
def _instruments() -> dict[str, tuple[str, bool]]:
    """The code of each instrument's word, and whether the word is a plural."""
    return {form.lower(): (head.kind, head.plural) for form, head in lexicon().instruments.items()}


def _agreement(reading: Reading, lead: Block, block: Block, name: Name, code: str) -> Fact:
    inside = reading.between(block.start, block.end)
    countries = codes(name) or tuple(code for each in inside for code in codes(each))
    bodies = () if name.kind in _STATES else (name.full or name.name,)
    named = reading.between(lead.start, lead.end)
    before = [inner for each in named for inner in (each, *each.nested)]
    sides = tuple(
        each.code for each in before if each.kind in _STATES and each.code and each.form != "adjective"
    )
    signed, valid = _dates(reading, block, name)
    slots = {
        "instrument": code,
        "title": None,
        "countries": tuple(dict.fromkeys([*(sides or own_countries(reading)), *countries])),
        "organizations": tuple(dict.fromkeys([*(own_bodies(reading) if bodies else ()), *bodies])),
        "signed": signed.edtf if signed else None,
        "valid": _until(valid),
    }
    used = tuple(mention for mention in (signed, valid) if mention is not None)
    return Fact("agreement", block.start, block.end, "actual", "agreement.introduced", slots, used)


def _dates(reading: Reading, block: Block, name: Name) -> tuple[Mention | None, Mention | None]:
    """When it was signed and until when it holds, by the words before each date."""
    signed: Mention | None = None
    valid: Mention | None = None
    first = bisect_left(reading.mentions, name.end, key=lambda mention: mention.start)
    for mention in reading.mentions[first:]:
        if mention.end > block.end:
            break
        edtf = mention.edtf or ""
        if mention.kind != "date" or not edtf:
            continue
        term = "/" in edtf or _TERM.search(reading.text, block.start, mention.start) is not None
        if term and valid is None:
            valid = mention
        elif not term and signed is None:
            signed = mention
    return signed, valid


def _until(valid: Mention | None) -> str | None:
    if valid is None or valid.edtf is None:
        return None
    return valid.edtf if "/" in valid.edtf else f"../{valid.edtf}"
