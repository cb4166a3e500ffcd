"""What is around an instrument whose sentence does not say it: between whom it is, and when it was concluded.

"Three memoranda were signed during that visit" is between the two that the page, its section or the sentence
before is about, and is of the day of the visit that was told of before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.facts.agreements.instruments import Instrument
from pipelines.facts.attach import date_near, told_before
from pipelines.facts.build import edtf
from pipelines.facts.reading import View, once
from pipelines.lexicon.words import alternation
from pipelines.mentions.edtf import OPEN
from pipelines.mentions.mention import Mention

_LEAD = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?:The\s|An?\s)?")
_LEADING = re.compile(r"[A-Z][\w-]+\s(?:[a-z-]+\s){0,2}")
_ENTRY = re.compile(r"[:;]\s+(?:an?\s+)?(?:(?!the\b)[\w-]+\s+){0,4}\Z")
_LONGEST_LEAD = 60
_SAME = re.compile(r"(?:On|At|In)\s(?:the|that)\ssame\s|On\s(?:this|that)\soccasion")
# "reviewed the programme for 2016-2018": not when that was signed.
_REVIEWED = re.compile(
    r"\b(?:review|discuss|evaluat|assess|examin|welcom|prais|recall|appris|brief|inform|not|consider)(?:ed|es|e|s|ing)\s(?!that\b)(?:[a-z]+\s){0,4}\Z"
)
_HABIT = re.compile(
    r"\b[a-z]+s\s(?:then\s|also\s)?(?:sign|conclude|renew|extend|ratify)\Z|^[A-Z][a-z]+s\s(?:sign|conclude)\Z"
)
_NEAR = 130  # how far from the instrument the verb stands that says it was concluded
_DIGIT = re.compile(r"\d")
_WHICH_WAS = re.compile(r",\s(?:which\s)?(?:was\s|were\s|has\sbeen\s)?(?:[a-z]+ly\s|first\s)?\Z")
_LINES = 3  # sentences looked back
_RIGHT_BY = 4
_UNDER = re.compile(
    r"\b(?:under|within|by|through|with|to|per|pursuant\s+to|based\s+on|framework\s+of|accordance\s+with)\s+"
    r"(?:the|this|that|an?|its|their)\s+(?:[\w-]+\s+){0,2}\Z",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"\b(?:the|these|those|all|both|such)\s+(?:[\w-]+\s+){0,2}\Z", re.IGNORECASE)
_BARRIER = re.compile(r"[;:]|\.\s")
_FOR_TERM = re.compile(
    rf"\b{alternation('agreements', 'term')}\s+(?:the\s+)?(?:(?:period|years?|term)\s+)?(?:of\s+|from\s+)?$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:(?:into|took|takes?|taking)\s+(?:force|effect|operation)|"
    r"(?:in\s+(?:force|effect)|valid|effective)(?=\s+(?:from|since|as|on|with)\b))"
    r"(?:\s+(?:as\s+of|with\s+effect\s+from|from|since|on|in))?\s*(?:the\s+)?\Z",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:(?:entered|enters?|came|comes?)\s+into\s+(?:force|effect|operation)|took\s+effect|takes?\s+effect)\b"
)
_SIGNING = re.compile(r"\b(?:sign|conclud|initial|adopt|ratif|approv)\w+\b")
_SIGNED_IN = re.compile(r"\b(?:signed|concluded|initialled|dated)\s(?:[io]n\s)?(?:[A-Z]\w+\s)?(?:[io]n\s)?\Z")
_OF_DAY = re.compile(r"\s(?:of|dated|from)\s(?:the\s)?\Z")
_ENDS = re.compile(
    r"\b(?:expir(?:ed|es?|ing|y)|terminat(?:ed|es|ion)|denounced|suspended|frozen|cancelled|superseded|replaced|lapse[sd]|(?:valid|in\s+force)\s+to)\b"
    r"(?:\s+(?:date|in|on|by|at|the\s+end\s+of))*\s*\Z",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"until|till|up to|through", re.IGNORECASE)
IN_FORCE = "agreements.in_force"
# "The 1998 agreement", "the Agreement of 12 May 2001", "Protocol (2004)".
_DATED_AFTER = re.compile(r"(?:\s+\w+){0,6}?\s*(?:,?\s(?:of|from|dated|dating\s+from)|\(|,)\s*(?:the\s+)?\Z")


@once
def sides(view: View) -> tuple[str, ...]:
    """The two countries between which an instrument is that the sentence gives no party of; else nothing.

    Those of the section's heading with the page's own, the page's two, those of the sentences before.
    """
    home = view.reading.home
    if len(view.section) == 2 or (len(view.section) == 1 and home[:1] != view.section and home):
        return view.section if len(view.section) == 2 else (home[0], *view.section)
    if len(home) == 2:
        return home
    met = view.states() if view.words("events.visiting") else ()
    if len(met) == 2:
        return met  # "protocols were signed during the visit of the Uzbek delegation to Riga"
    before = view.previous
    for _ in range(_LINES):
        if before is None:
            break
        named = tuple(dict.fromkeys((*home, *before.states())))
        if len(named) > 1:
            return named if len(named) == 2 else ()
        before = before.previous
    return ()


def is_concluded(view: View, instrument: Instrument) -> bool:
    """Whether a verb of concluding stands by the instrument, or the line gives it with its date.

    Of several, known ones ("for the contracts concluded before May") are only spoken of in passing.
    """
    text = view.reading.text
    near = _NEAR
    if _UNDER.search(view.slice(max(view.start, instrument.start - 40), instrument.start)):
        near = _RIGHT_BY  # "under the agreement signed in 2004", not "under the agreement they exchange data"
    if instrument.plural and _KNOWN.search(
        view.slice(max(view.start, instrument.start - 24), instrument.start)
    ):
        return False
    for _, end in view.words("agreements.sealing", view.start, instrument.start):
        if instrument.start - end > near or _BARRIER.search(text, end, instrument.start):
            continue
        if not _HABIT.search(view.slice(max(view.start, end - _NEAR), end)):  # "Applicants sign …": as a rule
            return True
    for start, _ in view.words("agreements.sealing", instrument.end, view.end):
        if start - instrument.end <= near and not _BARRIER.search(text, instrument.end, start):
            return True
    if is_entry(view, instrument):
        return True
    return (view.dated is not None or bool(view.dates)) and opens(view, instrument.start)


def is_tally(view: View, instrument: Instrument) -> bool:
    """Whether instruments are only counted, in digits: "Since 1982, 43 agreements have been signed"."""
    counted = view.mention_at(instrument.start) if instrument.plural else None
    return (
        counted is not None
        and counted.kind == "count"
        and _DIGIT.search(view.slice(counted.start, counted.end)) is not None
    )


def is_entry(view: View, instrument: Instrument) -> bool:
    """Whether the instrument is one of a list in a line: "Legal basis: Treaty of 2001; Protocol (2013)"."""
    if _ENTRY.search(view.slice(max(view.start, instrument.start - _LONGEST_LEAD), instrument.start)) is None:
        return False
    end = view.reading.text.find(";", instrument.end, view.end)
    return any(instrument.end <= date.start < (end if end > 0 else view.end) for date in view.dates)


def opens(view: View, start: int) -> bool:
    """Whether a line of a list, or of a timeline, begins with what stands at ``start``."""
    lead = _LEAD.match(view.text)
    first = view.start + (lead.end() if lead else 0)
    if view.kind == "item" and _LEADING.fullmatch(view.slice(first, start)):
        return True  # "- Air services agreement (1997)"
    return start <= first and (view.kind != "prose" or (view.dated is not None and start == first))


@dataclass(frozen=True, slots=True)
class When:
    """When an instrument was signed, the term it is for (EDTF), and the dates of the text that say so."""

    signed: str | None = None
    valid: str | None = None
    said: tuple[Mention, ...] = ()


def when(view: View, instrument: Instrument, own: Mention | None = None) -> When:
    """When it was signed and the term it is for, told apart by the words before each date.

    ``own`` is a date that stands right by the partner, and is the one of signature.
    """
    terms = {date: side for date in view.dates if (side := _term(view, date, instrument))}
    behind = [date for date in terms if instrument.start <= date.start < (instrument.until or view.end)]
    if own is not None and (own not in terms or instrument.plural):
        return _of_partner(instrument, own, terms)
    beyond = _of_others(view, instrument)
    signed = date_near(view, instrument.start, instrument.end, exclude=[*behind, *beyond])
    signed = _same_day(view, instrument, terms) or signed
    reviewed = _REVIEWED.search(view.slice(max(view.start, instrument.start - 40), instrument.start))
    if reviewed is not None:
        return When(None, _valid([(date, terms[date]) for date in behind]), tuple(behind))
    if signed is None and view.dates:
        signed = _by_verb(view, instrument, [*terms, *beyond]) or _of_day(view, instrument, terms)
    elif signed is not None and _in_aside(view, instrument, signed):
        signed = _by_verb(view, instrument, [*terms, *beyond]) or signed
    signed = _signed_on(view, instrument, [*terms, *beyond]) or signed
    if signed is not None and not terms and _began(view, instrument):
        terms[signed] = "begins"  # "On 3 May 2010 the treaty entered into force"
    if signed in terms:
        behind, signed = behind or [signed], _signing_day(view, terms)
    if signed is None or (signed is view.dated and not view.dates):
        told = told_before(view)
        if told is not None and (not behind or told[1]) and told[0] not in terms:
            signed = told[0] or signed
    if signed is None and not behind and len(view.dates) == 1 and opens(view, instrument.start):
        signed = view.dates[0]  # "Agreement on Air Transport (Oslo, 4 May 1999)"
    said = tuple(date for date in (signed, *behind) if date is not None)
    day = edtf(signed)
    if day is not None:
        day = day.removesuffix("/..")  # "have had an agreement since 1995": signed then
    return When(day, _valid([(date, terms[date]) for date in behind]), said)


def _of_others(view: View, instrument: Instrument) -> list[Mention]:
    """The dates that the sentence says of the instrument before or after this one."""
    last, first = instrument.until or view.end, instrument.since or view.end
    return [date for date in view.dates if first <= date.start < instrument.start or date.start >= last]


def _same_day(view: View, instrument: Instrument, terms: Mapping[Mention, str]) -> Mention | None:
    """The day that the text told before: "On the same day, A, founded in 2009, signed …"."""
    if not (_SAME.match(view.text) and view.words("agreements.sealing", view.start, instrument.start)):
        return None
    same = told_before(view)
    return same[0] if same is not None and same[0] not in terms else None


def _of_partner(instrument: Instrument, own: Mention, terms: Mapping[Mention, str]) -> When:
    """What the date right by one of several partners says: "with A (since 2006) and B (2011)"."""
    if own in terms:
        return When(None, _valid([(own, terms[own])]), (own,))
    later = [each for each in terms if each.start > own.end and terms[each] != "whole"]
    behind = later if not instrument.plural else []
    signed = (edtf(own) or "").removesuffix("/..") or None
    return When(signed, _valid([(date, terms[date]) for date in behind]), (own, *behind))


def _in_aside(view: View, instrument: Instrument, date: Mention) -> bool:
    """Whether a date behind it stands between commas: "A treaty, replacing that of 1995, was signed"."""
    between = view.slice(instrument.end, date.start)
    return between.startswith(", ") and "," not in between[1:] and view.slice(date.end, date.end + 1) == ","


def _signed_on(view: View, instrument: Instrument, others: Sequence[Mention]) -> Mention | None:
    """The date right behind "signed", where one before it is of the text: "agreed in 2018, signed on …"."""
    behind = [date for date in view.dates if date.start >= instrument.end and date not in others]
    if len(behind) < len(("agreed", "signed")):
        return None
    told = [each for each in behind if _SIGNED_IN.search(view.slice(each.start - 30, each.start))]
    return told[0] if told and told[0] is not behind[0] else None


def _by_verb(view: View, instrument: Instrument, others: Sequence[Mention]) -> Mention | None:
    """The date of the verb that seals an instrument, far behind it: "an agreement on …, which was signed
    during the visit of … on 5 May 2015"."""
    end = instrument.until or view.end
    sealed = next(iter(view.words("agreements.sealing", instrument.end, end)), None)
    if sealed is None:
        return None
    # Between whom and on what it is may be said at any length: "between the Government of … and …".
    named = sum(name.end - name.start for name in view.between(instrument.end, sealed[0]))
    if sealed[0] - instrument.end - named > _NEAR and not _directly(view, instrument, sealed[0]):
        return None
    return date_near(view, *sealed, exclude=others)


def _of_day(view: View, instrument: Instrument, terms: Mapping[Mention, str]) -> Mention | None:
    """The day that an instrument is "of", behind its parties: "… and the Ministry of … of 4 June 2012"."""
    for date in view.dates:
        before = view.slice(min(instrument.end, date.start), date.start)
        if date not in terms and _OF_DAY.search(before) and not _BARRIER.search(before):
            return date
    return None


def _directly(view: View, instrument: Instrument, verb: int) -> bool:
    """Whether only its parties and subject part an instrument from its participle: "the Agreement between
    the Government of … and the Government of … on …, signed in …"."""
    between = view.slice(instrument.end, verb)
    return (
        between.endswith((", ", ", which was "))
        and _BARRIER.search(between) is None
        and between.count(",") < 3
    )


def _signing_day(view: View, terms: Mapping[Mention, str]) -> Mention | None:
    """The day of signature that is told apart from the term: "renewed until 2027, first signed in 2012"."""
    for date in view.dates:
        if date not in terms and _SIGNED_IN.search(view.slice(max(view.start, date.start - 30), date.start)):
            return date
    return None


def _began(view: View, instrument: Instrument) -> bool:
    """Whether the sentence says of the instrument that it came into force, and nothing of its signature."""
    began = _BEGAN.search(view.reading.text, instrument.end, view.end)
    return began is not None and _SIGNING.search(view.text) is None


def _valid(terms: Sequence[tuple[Mention, str]]) -> str | None:
    """The term that dates of its beginning, its end or all of it make."""
    sides: dict[str, str] = {}
    for date, side in terms:
        said = (date.edtf or "").split("/")
        if side == "whole":
            return date.edtf
        sides.setdefault(side, said[0] if side == "begins" else said[-1])
    return f"{sides.get('begins', OPEN)}/{sides.get('ends', OPEN)}" if sides else None


def _term(view: View, date: Mention, instrument: Instrument) -> str | None:
    """Which side of the term that an instrument is in force for a date tells; None for any other date.

    Years that follow a plan at once are its term: "the Plan of Action 2020-2022".
    """
    text, words = date.edtf or "", view.slice(date.start, date.end)
    before = view.slice(max(view.start, date.start - 40), date.start)
    if _BEGINS.search(before) or (text.endswith("/..") and IN_FORCE in view.holds):
        return "begins"
    if _ENDS.search(before) or (text.startswith("../") and _UNTIL.match(words)):
        return "ends"
    spans_years = "/" in text and ".." not in text and text[:4] != text.split("/")[1][:4]
    planned = instrument.code == "programme" and 0 <= date.start - instrument.end <= len(" (")
    bracketed = "(" in view.slice(instrument.end, date.start) and date.start - instrument.end <= len(" (")
    whole = spans_years and (planned or bracketed or words.startswith("for") or _FOR_TERM.search(before))
    return "whole" if whole else None
