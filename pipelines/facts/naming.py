"""Names that are not capitalised all through: quoted, before a head in small letters, or items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.facts.reading import View
from pipelines.lexicon.words import word_set
from pipelines.mentions.name import Name

ACRONYM = re.compile(r"\s?\(\s?[\"“']?([A-Z][\w&+./-]{1,14})[\"”']?\s?\)")
# A closing mark may be missing; then the name ends before a bracket or the next opening mark.
_QUOTED = re.compile(
    r"[“«„](?P<a>[^“”«»\"\n]{2,160}?)\s*(?:[”»\"]|(?=\s\())|(?<!\w)"
    r"\"(?P<b>[^\"“”\n]{2,160}?)\"|(?<![\w'])'(?P<c>[A-Z][^'\n]{2,100}?)"
    r"'(?![\w'])"
)
_QUOTES = re.compile(r"[“«„\"]")
_SINGLE = re.compile(r"'(?<![\w']')(?=[A-Z])")
_SMALL_WORD = re.compile(r"\s([a-z-]+)")
_SMALL_LETTERS = re.compile(r"[a-z][\w&-]*\Z")
_LONGEST = 40  # letters of a word before a head
_STOP = word_set("programmes", "no_modifiers")
_ARTICLES = re.compile(
    r"(?:\s+in\s[A-Z]\w+(?=\sof\b))?(?:\s+(?:of|a|an|the|its|their|new|newly|joint|first|own|up|"
    r"called|named|special|permanent|so-called|for|with|in))*\s*[\"“«']?"
)
_CAPITAL = re.compile(
    r"(?<=\w\s|–\s|-\s)((?:One|Next|First|New|Future|Our|Open|All|"
    r"Beyond|Together|Two|Three|Global|Many|More|Every|Another)\s)"
    r"$"
)
_HYPHEN = re.compile(r"\s?[-–—]\s?")
_NUMBER = re.compile(r"\s(?:\d{1,2}(?:\.\d)?|I{1,3}|IV|VI?)\Z")
_NUMBER_LENGTH = len(" 10.0")
_MOST = 4
_ITEM = re.compile(
    r"(?:\(?\d{1,2}[.)]\s)?(?:the\s|a\s|an\s)?(?P<item>[\"“«]?[A-Z0-9](?:[\w.+/'’&–-]*[\w+])"
    r"?(?:\s(?:(?:of|and|for|in|on|the|to|&|with)\s){0,2}[A-Z0-9](?:[\w.+/'’&–-]*[\w+])"
    r"?)*[\"”»]?)(?:\s?\([^)]{1,60}\))?(?:(?:\s[–—-]|,\s(?:co-?ordinated|led|run|managed|funded|hosted)\sby)\s[^;]{3,140}(?=;))?"
)
_LINK = re.compile(
    r"(?:;\s+and|,\s+as\swell\sas|,?\s+as\swell\sas|,\s+and|,\s+or|,|;|\s+and|\s+or|\s+plus)\s+"
)


class SmallHead(NamedTuple):
    """A head noun in small letters at ``[head_start, end)`` and what stands before it.

    ``name`` is the name right before it (None: none), ``start`` where the phrase begins (names joined to it
    included), ``modifiers`` the words between, from ``modifiers_start``; ``possessive``: "the Body's …".
    """

    start: int
    head_start: int
    end: int
    name: Name | None
    modifiers: tuple[str, ...]
    modifiers_start: int
    possessive: bool


def small_heads(view: View, label: str, file: str) -> Iterator[SmallHead]:
    """The heads of class ``label`` in small letters, each with the name and the words before it."""
    text = view.reading.text
    heads = word_set(file, "head", "heads") if file != "institutions" else word_set(file, "nouns")
    for start, end in view.words(label):
        if text[start].isupper():
            continue
        following = _SMALL_WORD.match(text, end, view.end)
        if following and following[1] in heads:
            continue  # "fellowship programme": the last one is the head
        yield _before(view, start, end)


def _before(view: View, start: int, end: int) -> SmallHead:
    text, at = view.reading.text, start
    modifiers: list[str] = []
    while len(modifiers) < _MOST and (word := _word_before(text, max(view.start, at - _LONGEST), at)):
        begins = text.rindex(word, 0, at)
        if word in _STOP or (begins > 0 and (text[begins - 1].isalnum() or text[begins - 1] in "'-")):
            break
        modifiers.insert(0, word)
        at = begins
    edge = len(text[view.start : at].rstrip()) + view.start
    modifiers_start, possessive = at, False
    bracket = edge
    if edge > view.start and text[edge - 1] == ")":
        bracket = (
            view.start + len(text[view.start : text.rfind("(", view.start, edge)].rstrip())
            if "(" in text[view.start : edge]
            else edge
        )
    elif text[max(view.start, edge - 2) : edge] == "'s":
        bracket, possessive = edge - 2, True
    elif text[edge - 1 : edge] == "'":
        bracket, possessive = edge - 1, True
    elif text[edge - 1 : edge] == "+":
        bracket = edge - 1  # "the TRAIN4EU+ initiative"
    number = _NUMBER.search(text, max(view.start, edge - _NUMBER_LENGTH), edge)  # "the X 2.0 programme"
    ends = (bracket, edge, number.start() if number else edge)
    name = next((each for each in reversed(view.names) if each.end in ends and each.start < start), None)
    first = _joined(view, name) if name is not None and not possessive else (name.start if name else start)
    return SmallHead(first, start, end, name, tuple(modifiers), modifiers_start, possessive)


def _word_before(text: str, start: int, end: int) -> str | None:
    """The word in small letters right before ``end``, white space between; None where another token is."""
    if not text[end - 1 : end].isspace():
        return None
    tokens = text[start:end].rsplit(None, 1)
    word = _SMALL_LETTERS.search(tokens[-1]) if tokens else None
    return word[0] if word is not None else None


def _joined(view: View, name: Name) -> int:
    """Where the phrase begins that ``name`` ends: names joined to it by a space or a hyphen belong to it."""
    start = name.start
    for other in reversed(view.names):
        if other.end > start or other.start >= name.start:
            continue
        start = _capital_before(view, start)
        gap = view.slice(other.end, start)
        hyphened = _HYPHEN.fullmatch(gap) is not None
        if other.kind in ("person", "role", "event", "instrument") or not (gap == " " or hyphened):
            break
        paired = view.reading.text[other.start - 1 : other.start] in ("-", "–")  # "Sino-Swiss"
        if other.form == "adjective" and not (hyphened or paired):
            break
        start = other.start
    return _capital_before(view, start)


def _capital_before(view: View, start: int) -> int:
    """Where a name begins whose first word also begins sentences ("the One Earth project")."""
    found = _CAPITAL.search(view.reading.text, max(view.start, start - 30), start)
    return found.start(1) if found and found.start(1) > view.start else start


def quoted(view: View) -> Iterator[tuple[int, int, str]]:
    """Where names in quotation marks stand (the marks included), with their wording."""
    text = view.text
    if not (_QUOTES.search(text) or ("'" in text and _SINGLE.search(text))):
        return
    for found in _QUOTED.finditer(view.text):
        wording = (found["a"] or found["b"] or found["c"]).strip(" ,.")
        if wording and len(wording.split()) <= 22:
            yield view.start + found.start(), view.start + found.end(), wording


def items(view: View, start: int) -> list[tuple[int, int]]:
    """The capitalised items of the list that begins at ``start``: ``[(start, end), …]``."""
    text, found, position = view.reading.text, list[tuple[int, int]](), start
    whole = {name.start: name.end for name in view.names if name.kind == "programme"}
    while (item := _ITEM.match(text, position, view.end)) is not None:
        first = item.start("item")
        last = whole.get(first, item.end("item"))
        found.append((first, last))
        link = _LINK.match(text, max(item.end(), last), view.end)
        if link is None:
            break
        position = link.end()
    return found if found and found[-1][0] in whole else _last_parted(view, found)


def _last_parted(view: View, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "A, B and C" at a list's end is three; where the list goes on, "B and C" is one name."""
    if not found or (len(found) > 1 and re.search(r"\band\s+$", view.slice(found[-2][1], found[-1][0]))):
        return found
    start, end = found[-1]
    goes_on = re.match(
        r"\s?(?:\([^)]*\))?,\s+(?:as\swell|and|or)\b", view.slice(end, min(view.end, end + 80))
    )
    parted = list(re.finditer(r"\sand\s(?:the\s)?", view.slice(start, end)))
    if goes_on or not parted:
        return found
    last = parted[-1]
    return [*found[:-1], (start, start + last.start()), (start + last.end(), end)]


def said_before(view: View, label: str, start: int) -> tuple[int, int] | None:
    """The word of class ``label`` that stands right before ``start``, articles and the like between."""
    found = view.words(label, max(view.start, start - 60), start)
    if not found or not _ARTICLES.fullmatch(view.slice(found[-1][1], start)):
        return None
    return found[-1]
