"""Agreements listed under a line that says what they are: "Agreements with academies abroad:", then one
partner a line, with the year of signature or the term behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from pipelines.facts.agreements.instruments import instrument_words
from pipelines.facts.fact import Fact
from pipelines.facts.home import codes
from pipelines.facts.reading import Reading
from pipelines.facts.tables.parties import own_bodies, own_countries
from pipelines.mentions.mention import Mention
from pipelines.mentions.name import Name
from pipelines.mentions.text import Block

_MARK = re.compile(r"[\s–—•*·▪‣◦●○-]*(?:\(?\d{1,3}[.)]\s*)?(?:the\s)?", re.IGNORECASE)
_TERM = re.compile(r"\b(?:valid|until|till|expir\w+|through|up\s?to|for the period|in force)\b[^,;()]{0,20}$")
_WITH_BODY = re.compile(r"\bwith\s(?:the\s|its\s)?\Z")
_GOES_ON = re.compile(
    r"\s+(?!(?:signed|since|valid|until|from|in|on|of|at|and)\b)[a-z]"
)  # a sentence about it
_PARTS = re.compile(r"\s*(?:\([^()]{2,60}\))?\s*(?:[–—:]|-\s|,)\s*")
_SECTION_LINES = 12
_WITH = re.compile(r"\b(?:with|between|and)\b")
_LONGEST_LEAD, _LONGEST_ITEM = 320, 160
# A heading that is nothing but an instrument: "Bilateral agreements".
_ONLY = re.compile(r"(?:List\sof\s)?(?:[A-Z][\w-]+\s)?(?:(?:[a-z-]+|and)\s){0,2}")
_PLACE_ENDS = re.compile(r"[\s(),:–-]+")
_FEWEST, _MOST = 2, 200
_AT_ONCE = 4  # letters before the name that an item begins with


def read(reading: Reading) -> Iterator[Fact]:
    """One agreement for each item of such lists, and for each line that says its instrument itself."""
    spoken = _spoken(reading)
    told = {number: each for number, start, end in spoken if (each := _told(reading, number, start, end))}
    listed: set[int] = set()
    for number, start, end in spoken:
        kind, plural = instrument_words().get(reading.text[start:end].lower(), ("agreement", False))
        plural = plural or reading.text.endswith(" each ", 0, start)
        lead = reading.blocks[number]
        items = _items(reading, number) if plural and _introduces(reading, lead, start, end) else []
        if len(items) >= _FEWEST:
            for at, section, block, name in items:
                listed.add(at)
                yield _agreement(reading, section, block, name, told[at][1] if at in told else kind, lead)
    alone = {number: each for number, each in told.items() if number not in listed}
    if len(alone) >= _FEWEST:
        for number, (name, code) in alone.items():
            yield _agreement(reading, _section(reading, number), reading.blocks[number], name, code)


def _spoken(reading: Reading) -> list[tuple[int, int, int]]:
    """The blocks that speak of an instrument, and where the first one stands in each."""
    starts = [block.start for block in reading.blocks]
    found: dict[int, tuple[int, int, int]] = {}
    for start, end in reading.triggers.all("instruments"):
        number = bisect_right(starts, start) - 1
        if number >= 0:
            found.setdefault(number, (number, start, end))
    return list(found.values())


def _told(reading: Reading, number: int, start: int, end: int) -> tuple[Name, str] | None:
    """The partner and the instrument of a line of a list: "Moi University – MoU, 2014"."""
    block = reading.blocks[number]
    code, plural = instrument_words().get(reading.text[start:end].lower(), ("decree", False))
    short = block.end - block.start <= _LONGEST_ITEM and reading.text[block.end - 1] != "."
    if plural or not short or code in ("decree", "programme"):
        return None
    name = _first_name(reading, block)
    parted = name is not None and name.end <= start and _PARTS.match(reading.text, name.end, block.end)
    return (name, code) if name is not None and parted else None


def _section(reading: Reading, number: int) -> tuple[str, ...]:
    """The country that is the last line above block ``number`` which names one and nothing else."""
    for block in reversed(reading.blocks[max(0, number - _SECTION_LINES) : number]):
        names = reading.between(block.start, block.end)
        if len(names) == 1 and names[0].code and (names[0].start, names[0].end) == (block.start, block.end):
            return (names[0].code,)
    return ()


def _introduces(reading: Reading, lead: Block, start: int, end: int) -> bool:
    """Whether a line announces a list: it ends in a colon, or is a heading about the instruments at
    ``[start, end)``."""
    text = reading.text[lead.start : lead.end].rstrip()
    if len(text) > _LONGEST_LEAD:
        return False
    if text.endswith(":"):
        return True
    only = _ONLY.fullmatch(reading.text, lead.start, start) and not reading.text[end : lead.end].strip()
    return lead.kind == "heading" and bool(only or _WITH.search(reading.text, end, lead.end))


def _items(reading: Reading, number: int) -> list[tuple[int, tuple[str, ...], Block, Name]]:
    """The lines after the lead that each begin with the name of a body or a country: (their numbers, the
    country alone on the line above, the lines, those names)."""
    found: list[tuple[int, tuple[str, ...], Block, Name]] = []
    section: tuple[str, ...] = ()
    for at, block in enumerate(reading.blocks[number + 1 : number + 1 + _MOST], number + 1):
        name = _first_name(reading, block)
        if name is None or block.end - block.start > _LONGEST_ITEM:
            break
        if found and found[-1][3].is_state and name.kind == "organization" and _alone(*found[-1][2:]):
            section = codes(found.pop()[3])  # "Germany" above "University of Rostock"
        elif name.is_state:
            section = ()
        found.append((at, section, block, name))
    return found


def _alone(block: Block, name: Name) -> bool:
    """Whether a name is all that stands on its line."""
    return (block.start, block.end) == (name.start, name.end)


def _first_name(reading: Reading, block: Block) -> Name | None:
    """The body or state that a line begins with; a body, where it begins with the place of it."""
    mark = _MARK.match(reading.text, block.start, block.end)
    at = mark.end() if mark is not None else block.start
    index = bisect_left(reading.names, block.start, key=lambda name: name.start)
    found: Name | None = None
    for name in reading.names[index : index + 4]:
        gap = reading.text[at : name.start] if found is not None else ""
        near = abs(name.start - at) <= _AT_ONCE if found is None else _PLACE_ENDS.fullmatch(gap) is not None
        plain = (name.is_state or name.kind in ("organization", "city")) and name.form != "adjective"
        if not (plain and near and name.end <= block.end):
            break
        found, at = name, name.end
        if name.kind == "organization":
            break
    if found is None or found.kind == "city" or _GOES_ON.match(reading.text, found.end, block.end):
        return None
    return found


def _agreement(
    reading: Reading, section: tuple[str, ...], block: Block, name: Name, code: str, lead: Block | None = None
) -> Fact:
    inside = reading.between(block.start, block.end)
    countries = codes(name) or tuple(code for each in inside for code in codes(each)) or section
    partner = next((each for each in inside if each.kind == "organization"), None)
    bodies = (partner.called,) if partner is not None else ()
    named = reading.between(lead.start, lead.end) if lead is not None else []
    before = [inner for each in named for inner in (each, *each.nested)]
    sides = tuple(each.code for each in before if each.is_state and each.code and each.form != "adjective")
    own = tuple(each.called for each in named if each.kind == "organization" and each.name != name.name)
    if other := _named_with(reading, block, name):
        own, sides = (other.called,), sides or codes(other)
    sides = sides or tuple(code for each in named if each.kind == "organization" for code in codes(each))
    signed, valid = _dates(reading, block, name)
    slots = {
        "instrument": code,
        "title": None,
        "countries": tuple(dict.fromkeys([*(sides or own_countries(reading)), *countries])),
        "organizations": tuple(
            dict.fromkeys([*((own[:1] or own_bodies(reading)) if bodies else ()), *bodies])
        ),
        "signed": signed.edtf if signed else None,
        "valid": _until(valid),
    }
    used = tuple(mention for mention in (signed, valid) if mention is not None)
    return Fact("agreement", block.start, block.end, "actual", "agreement.introduced", slots, used)


def _named_with(reading: Reading, block: Block, name: Name) -> Name | None:
    """The other side, where the line names it itself: "Academy of Oslo: treaty with the Academy of Lima"."""
    for each in reading.between(name.end, block.end):
        if each.kind == "organization" and _WITH_BODY.search(reading.text, name.end, each.start):
            return each
    return None


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
