"""Observations: every figure that counts, measures or compares, with what it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts import figures, schemes
from pipelines.facts.build import edtf, make
from pipelines.facts.context_lines import is_field
from pipelines.facts.fact import Fact
from pipelines.facts.observations import counted
from pipelines.facts.observations.measure import measure
from pipelines.facts.periods import period
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import alternation, word_file, word_set
from pipelines.mentions.mention import Mention

_KINDS = ("count", "percent", "ratio", "duration")
_MEASURES = frozenset(word_file("measures")) - word_set("figures", "telling_measures")
_UNIT_REACH, _NEAR = 60, 80
_TALLIED = ("count", "percent")
_TALLY = 50  # letters of a line that says one number
_DEFINITE = re.compile(
    r"\b(?:the|these|those|all|both|other|its|their)\s+(?:(?!first\b)\w+\s+)?$", re.IGNORECASE
)
# "The seven-year period from 2014 to 2020" is that period; nothing runs over "a five-year term" of office.
_ONLY_A_TERM = re.compile(
    r"[\s-]+(?:term\b|period\b(?=,?\s(?:from|between|of|covering|starting|beginning|ending|in|\(?\d)))"
)
_A_TERM = re.compile(r"[\s-]+period\b")
_KNOWN_TERM = re.compile(r"\b(?:the|this|that|its)\s(?:\w+\s)?\Z")
_LONG_AGO = re.compile(r"\s+(?:ago|earlier|later|old|of age|from now|away|after|before|prior to|following)\b")
_OF_THINGS = re.compile(r"\s+(?:of\s+\w|(?:the|all|its|their|our)\s+\w|[a-z]+s\b)")
_OF_TIME = re.compile(
    r"\s+(?:of\s+)?(?:the\s+|a\s+|an\s+|this\s+|last\s+)?(?:(?:19|20)\d\d\b|year|century|centuries|decade|month|hour|day|time|way)"
)
_QUALIFIED = re.compile(
    r"\b(?:degrees?|Ph\.?\s?D|D\.?M\.?|doctorate|thesis|diploma|graduated|experience)\b[^;:]*\Z"
    r"|\b(?:elected|re-elected|appointed|chosen|serves?)\b[^,;:]{0,40}\Z|\bcompleted\s\Z",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"'?\s+(?:of\s+)?(?:\w+\s+){0,2}?(?:experience|seniority)\b|\s+(?:after|before|since)\s+(?:the\s+)?(?:\w+\s+){0,3}"
    r"(?:degree|Ph\.?\s?D|doctorate|thesis|graduation|call)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\W*(?:In|Within|After|Over\sthe)\s(?:its\s|their\s|the\s)?"
    r"(?:only\s|just\s|less\sthan\s|about\s|nearly\s|almost\s|first\s){0,2}"
)
_WHICH_PART = re.compile(r"\b(?:first|second|latter|last|this|next|other)\s+\Z", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|each)\s+\Z", re.IGNORECASE)
_HYPHENED = re.compile(r"\d[-–:]\Z")
_DIGIT = re.compile(r"\d")
_PER = re.compile(r"\b(?:per|for every|for each)\s+\Z")  # "11 projects per 10,000 inhabitants"
_TOOK_PLACE = re.compile(rf"\b{alternation('figures', 'taking_place')}\s(?:\w+\s)?\Z", re.IGNORECASE)
_AS_MUCH = re.compile(r"\s(?:the\b|as\b|that\b|more\b|higher\b|larger\b|greater\b|less\b|fewer\b|its\b)")
_INVITED = re.compile(r"\b(?:invited|invites)\s\Z")  # "invited 32 students" counts students
_SCALES = word_set("scales")
_LARGE = ("tonnes", "tons", "litres", "liters", "hectares", "acres")
_LEAST_IN_WORDS = 3


def read(reading: Reading) -> Iterator[Fact]:
    """One observation for each figure of the running text that is no amount of money, name or order."""
    for view in reading.views:
        if view.kind == "heading" and not (is_field(view) or _is_tally(view)):
            continue
        for mention in view.mentions:
            if mention.kind in _KINDS and mention.reason is None:
                unit = counted.unit(view, mention)
                if unit is not None and _says_something(view, mention, unit):
                    yield _observation(view, mention, unit)


def _is_tally(view: View) -> bool:
    """Whether a short line is one of several that say a number each: "45 research groups", "250+ papers"."""
    views = view.reading.views
    beside = views[max(0, view.index - 1) : view.index] + views[view.index + 1 : view.index + 2]
    return _opens_with_count(view) and any(_opens_with_count(line) for line in beside)


def _opens_with_count(view: View) -> bool:
    first = view.mentions[0] if view.mentions else None
    if first is None or first.kind not in _TALLIED or first.unit is None or first.start > view.start + 1:
        return False
    return first.reason is None and len(view.text) <= _TALLY


def _says_something(view: View, figure: Mention, unit: str) -> bool:
    """Whether a figure is more than a turn of phrase: in digits, or a counted thing worth counting in
    words.
    """
    if (figure.low is None and figure.high is None) or _is_told_of_another(view, figure, unit):
        return False
    if figure.kind == "duration" and _is_no_length(view, figure):
        return False
    if _is_measure(view, figure) or _LONG_AGO.match(view.reading.text, figure.end, view.end):
        return False
    if _DIGIT.search(view.slice(figure.start, figure.end)):
        return figure.kind != "count" or not _is_score(view, figure)
    if figure.kind in ("percent", "ratio"):
        return _is_share(view, figure)
    return figure.kind == "duration" or (figure.kind == "count" and _worth_words(view, figure, unit.lower()))


def _worth_words(view: View, figure: Mention, unit: str) -> bool:
    """Whether a count in words is of a thing worth counting, and not of one known already."""
    value = figure.low if figure.low is not None else figure.high
    row = counted.in_a_row(view, figure) or counted.beside_more(view, figure)
    if value is None or (value < _LEAST_IN_WORDS and not row):
        return False
    if {unit, unit.split()[-1]} & word_set("figures", "abstract") and not _repeated(view, figure, unit):
        return False
    known_already = _DEFINITE.search(_before(view, figure)) is not None
    if known_already and value < _LEAST_IN_WORDS:
        return False  # "universities of the two countries"
    return not known_already or bool({unit, unit.split()[-1]} & word_set("figures", "countable"))


def _is_told_of_another(view: View, figure: Mention, unit: str) -> bool:
    """Whether a figure is only a base or a comparison: "per 10,000", "2.3 times the"."""
    before = view.slice(max(view.start, figure.start - 8), figure.start)
    if _ONLY_A_TERM.match(view.reading.text, figure.end, view.end) or _PER.search(before):
        return True
    compared = unit == "times" and _AS_MUCH.match(view.reading.text, figure.end)
    return bool(compared)


def _is_no_length(view: View, figure: Mention) -> bool:
    """Whether a length of time says how often, who may apply, or only when something was."""
    if _EVERY.search(view.slice(max(view.start, figure.start - 8), figure.start)):
        return True
    if _A_TERM.match(view.reading.text, figure.end, view.end) and _KNOWN_TERM.search(_before(view, figure)):
        return True  # "the previous five-year period"
    return _is_condition(view, figure) or _is_frame(view, figure)


def _is_measure(view: View, figure: Mention) -> bool:
    """Whether a figure is a length, a weight, a power of a thing; "15 joint degrees" are counted."""
    between = view.slice(figure.start, figure.end).split()[-2:]
    counted_so = len(between) > 1 and between[0].isalpha() and between[0].lower() not in _SCALES
    return (figure.unit in _MEASURES or between[-1] in _LARGE) and not counted_so


def _is_score(view: View, figure: Mention) -> bool:
    """Whether a figure is half of a score or a verse ("3-1", "John 3:16")."""
    text = view.reading.text
    after = text[figure.end : figure.end + 2]
    before = text[max(view.start, figure.start - 2) : figure.start]
    return (after[:1] in "-–:" and after[1:].isdigit()) or _HYPHENED.search(before) is not None


def _is_share(view: View, figure: Mention) -> bool:
    """Whether a fraction in words is a share of something ("almost half of the projects"), not of a time."""
    time = _OF_TIME.match(view.reading.text, figure.end, view.end) or _WHICH_PART.search(
        view.slice(max(view.start, figure.start - 16), figure.start)
    )
    if figure.kind == "ratio":  # "two thirds appeared in English"; "grew by a third" says no share
        return time is None and not _before(view, figure).endswith(" by ")
    return time is None and _OF_THINGS.match(view.reading.text, figure.end, view.end) is not None


def _is_condition(view: View, figure: Mention) -> bool:
    """Whether a time says who may apply: "a degree within the past five years", "a year of experience"."""
    return (
        _QUALIFIED.search(view.slice(max(view.start, figure.start - _UNIT_REACH), figure.start)) is not None
        or _EXPERIENCE.match(view.reading.text, figure.end, view.end) is not None
    )


def _before(view: View, figure: Mention) -> str:
    """The last words of the sentence before a figure."""
    return view.slice(max(view.start, figure.start - _NEAR), figure.start)


def _is_frame(view: View, figure: Mention) -> bool:
    """Whether a length of time only opens a sentence: "In just two years, the scheme drew 227 teams"."""
    return figure.start - view.start < _NEAR and _OPENS.fullmatch(_before(view, figure)) is not None


def _repeated(view: View, figure: Mention, unit: str) -> bool:
    """Whether it says how often something took place: "the commission has met eleven times"."""
    before = view.slice(max(view.start, figure.start - _UNIT_REACH), figure.start)
    return unit == "times" and _TOOK_PLACE.search(before) is not None


def _observation(view: View, figure: Mention, unit: str) -> Fact:
    date = period(view, figure)
    programme = schemes.subject(view, figure) or figures.programme(view, figure)
    slots = {
        "value_low": figure.low,
        "value_high": figure.high,
        "qualifier": figure.qualifier or "exact",
        "unit": unit,
        "measure": measure(view, figure, unit),
        "programme": programme.name if programme else None,
        "period": edtf(date),
        "countries": figures.countries(view, figure, programme),
    }
    anchor = (figure.start, figure.end)
    status = view.status(*anchor)
    invited = _INVITED.search(_before(view, figure)) is not None
    if status == "proposed" and (figure.qualifier == "under" or invited):
        status = "actual"  # "up to 20 % may be spent on travel": a rule that holds
    return make(view, "observation", f"observation.{figure.kind}", slots, anchor, (figure, date), status)
