"""What a figure counts without a noun beside it: what its label, the list's head or the sentence says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from pipelines.facts.context_lines import announcer, under_heading
from pipelines.facts.reading import View, once
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation, pattern, word_set
from pipelines.mentions.mention import Mention
from pipelines.mentions.units import is_plural, read_noun

_LABEL = re.compile(r"\W*(?P<label>[A-Z][^:\n]{2,80}?)\s*[:–—=]\s*\Z")
_NUMBER_OF = re.compile(
    r"\A\s*(?:total\s+)?(?:number|no\.?|nos\.?|#)\s+(?:of\s+)?|\b(?:number|no\.|nos\.)\s+of\s+", re.IGNORECASE
)
_REMARK = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|,.*$")
_WORDS = re.compile(r"[^\W\d_][\w'’.-]*")
_PART = re.compile(r"[(),;:]|\b(?:and|or|followed by|then)\s")
_PLURAL = re.compile(r"(?<!\band )(?<!\bor )\b[a-z][a-z-]{2,}(?<!s)s\b")
_REACH = 60
_CHANGE = re.compile(
    rf"\s(?:(?:has|have|had)\s)?(?:{alternation('qualifiers', 'changes')}"
    rf"|{alternation('figures', 'reaching')})"
    r"\s(?:(?:from|to|by)\s)?(?:\S+\s){0,4}?\Z"
)
_PAIR = 2
_NUMERAL = 14  # letters of the longest numeral in words with its bracket
_SAID = re.compile(rf"\b{alternation('numerals')}\s\(\Z", re.IGNORECASE)  # "twenty-five (25) academies"
_TO_FIGURE = re.compile(r"(?:\s\([^()]*\)|,\s[A-Z]\w+)?\s?(?:[–—:=-]\s?)?")  # "Peru (PUCP) – 5"
_ROW = re.compile(r",?\s(?:and|or|to|as well as)\s|,\s|\s\([^()]{0,60}\),?\s(?:and\s)?")
_TERRITORIES = word_set("nouns", "territories")
_DIVIDES = re.compile(
    r"(?:The\s)?(?:[Bb]reak-?up|[Bb]reakdown|[Dd]istribution|[Ss]plit)\b|By\s(?:country|field|year)\b"
)
_COUNTABLE = pattern("figures", "countable")


def bracketed(view: View, figure: Mention) -> bool:
    """Whether a figure stands alone in brackets behind what it counts: "universities (139)"."""
    if figure.kind != "count" or any(map(str.isalpha, view.slice(figure.start, figure.end))):
        return False
    before = view.slice(max(view.start, figure.start - _NUMERAL), figure.start)
    if not before.endswith(" (") or before[-3:-2] in (".", ";", ":") or _SAID.search(before):
        return False
    return view.slice(figure.end, figure.end + 1) == ")"


def unit(view: View, figure: Mention) -> str | None:
    """The plural noun that ``figure`` counts, where its own phrase has none."""
    if bracketed(view, figure):
        return (
            _bracket_before(view, figure)
            or _of_list(view, figure)
            or _before(view, figure)
            or _last_named(view)
            or _above(view)
        )
    if figure.unit is not None and figure.kind == "count" and _is_field(figure.unit):
        return _of_fields(view, figure) or figure.unit
    if figure.unit is not None or figure.kind != "count":
        return figure.unit
    label = _LABEL.fullmatch(view.reading.text, view.start, figure.start)
    named = noun(label["label"]) if label is not None else None
    if named is not None:
        return named
    if label is not None or _stands_last(view, figure):
        return _of_list(view, figure) or _above(view)
    changed = _changed(view, figure)
    if changed is not None:
        return changed
    _, right = view.clause(figure.start, figure.end)
    found = _PLURAL.search(view.reading.text, figure.end, min(right, figure.end + _REACH))
    return found[0] if found else None


def _is_field(unit: str) -> bool:
    """Whether a noun names a field rather than things: "life sciences", "humanities"."""
    return unit.split()[-1].lower() in word_set("nouns", "fields")


def _of_fields(view: View, figure: Mention) -> str | None:
    """What is counted by field: "104 projects concern physics, 98 life sciences and 96 the humanities"."""
    before = [each.unit for each in view.mentions if each.kind == "count" and each.end <= figure.start]
    return next((unit for unit in reversed(before) if unit is not None and not _is_field(unit)), None)


def in_a_row(view: View, figure: Mention) -> bool:
    """Whether a count stands in a row of counts: "five ministries, two universities and one company"."""
    at = bisect_left(view.mentions, figure.start, key=lambda mention: mention.start)
    near = [each for each in view.mentions[max(0, at - 1) : at + 2] if each.kind == "count" and each.unit]
    return any(_ROW.fullmatch(view.slice(one.end, other.start)) for one, other in pairwise(near))


def beside_more(view: View, figure: Mention) -> bool:
    """Whether its sentence counts more of the same: "five students are in Lima and one student in Quito"."""
    return any(
        each.kind == "count" and each.unit == figure.unit and (each.low or 0) > _PAIR
        for each in view.mentions
    )


def noun(label: str) -> str | None:
    """The plural noun of a label or a column's head: "Number of projects (2015)", "Participants"."""
    plain = _NUMBER_OF.split(_REMARK.sub("", label))[-1].strip()
    found = read_noun(f" {plain}", 0) if plain else None
    return found.name if found is not None else None


def _bracket_before(view: View, figure: Mention) -> str | None:
    """What a bracket before says that they count: "Peru (45 papers), Chile (31)"."""
    first = _first_bracket(view)
    return first.unit if first is not None and first.start < figure.start else None


@once
def _first_bracket(view: View) -> Mention | None:
    """The first count that opens a bracket and says what it counts."""
    for each in view.mentions:
        opens = each.kind == "count" and view.slice(each.start - 1, each.start) == "("
        if opens and each.unit is not None and any(map(str.isalpha, view.slice(each.start, each.end))):
            return each
    return None


def _of_list(view: View, figure: Mention) -> str | None:
    """What the words before a colon name: "Proposals by field: physics (12), biology (7)"."""
    colon = view.text.rfind(":", 0, figure.start - view.start)
    return noun(view.text[:colon]) if colon > 0 else None


def _before(view: View, figure: Mention) -> str | None:
    """The noun right before a bracket: "research institutes (12)"; None for a place, a time or a field."""
    words = list(_phrase(view, figure))
    if not words or not is_plural(words[-1]) or words[-1] in lexicon().countries:
        return None
    if words[-1].lower() in word_set("nouns", "before_head"):
        return None  # sciences, humanities
    return noun(" ".join(words[-2:])) or noun(words[-1])


def _phrase(view: View, figure: Mention) -> Iterator[str]:
    """The words between the last break and the bracket of a figure."""
    text = view.slice(max(view.start, figure.start - _REACH), figure.start - 1)
    yield from _WORDS.findall(_PART.split(text)[-1])


@once
def _last_named(view: View) -> str | None:
    """The thing worth counting named last before the sentence's first bracket: "students from Chad (45)"."""
    first = next((each for each in view.mentions if bracketed(view, each)), None)
    if first is None:
        return None
    found = [match[0].lower() for match in _COUNTABLE.finditer(view.reading.text, view.start, first.start)]
    plural = [word for word in found if is_plural(word.split()[-1]) and word not in _TERRITORIES]
    return plural[-1] if plural else _goes_on(view)


def _goes_on(view: View) -> str | None:
    """What the sentence before counts last, where this one divides it: "The breakdown is: Chad (45), …"."""
    if view.previous is None or not _DIVIDES.match(view.text):
        return None
    counts = [each.unit for each in view.previous.mentions if each.kind == "count" and each.unit]
    return counts[-1] if counts else None


def _changed(view: View, figure: Mention) -> str | None:
    """The subject of a change: "joint patents fell from 310 to 255", "applications reached 412"."""
    left, _ = view.clause(figure.start, figure.end)
    verb = _CHANGE.search(view.reading.text, left, figure.start)
    subject = read_noun(f" {view.slice(left, verb.start()).strip()}", 0) if verb is not None else None
    return subject.name if subject is not None else None


def _stands_last(view: View, figure: Mention) -> bool:
    """Whether a figure ends a line or its part behind a place: "- Chad 45", "Italy 655; Peru 30"."""
    place = any(
        name.kind == "country" and _TO_FIGURE.fullmatch(view.slice(name.end, figure.start))
        for name in view.names
        if figure.start - _REACH < name.end <= figure.start
    )
    if place and view.slice(figure.end, figure.end + 1) in (";", ",", ".", ""):
        return True
    return view.kind == "item" and not view.slice(figure.end, view.end).strip(" .;,)")


def _above(view: View) -> str | None:
    """What the line that announces a list, or the heading, says is counted ("Participants by country")."""
    for line in (announcer(view), under_heading(view)):
        if line is not None and not line.text[:1].isdigit():
            named = noun(line.text.rstrip(" :"))
            if named is not None and set(named.split()) & word_set("figures", "countable"):
                return named
    return None
