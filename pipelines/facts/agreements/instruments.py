"""Which formal instruments a sentence speaks of: agreements, memoranda, protocols, contracts, decrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from pipelines.facts.reading import View
from pipelines.facts.rules import needs
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import word_set
from pipelines.mentions.name import Name

NUMBERED = re.compile(r"(?<!\w)(?:№\s*|No\.?\s+|No\.|Nr\.?\s+|N\s)[\w/-]*\d[\w/-]*")
# "… Act (Act 67 of 2001)", "Universities Act of 2004", "Research Act, 1999".
_OF_YEAR = re.compile(
    r"\W{0,3}(?:Act\s+|Law\s+)?(?:No\.?\s*)?"
    r"(?:\d{1,4}\s+of\s+|of\s+(?:[\w ]{3,16}\s)?|,\s*|\()(?:1[89]|20)\d\d\b"
)
_SHORT_FORM = re.compile(r"\s?\(\s?[\"“]?([A-Z][A-Z&+-]{1,9})[\"”]?\s?\)")
_SIGNING_OF = re.compile(r"(?:The\s)?(?:Signing|Signature|Conclusion|Ratification)\sof\s(?:the\s|an?\s)?")
_BY_CONSENT = re.compile(r"\b(?:by|in|upon)\s(?:an?\s)?(?:(?:written|mutual|prior|common|joint)\s){1,2}\Z")
_DASHES = ("-", "–", "/")
_MODIFIERS = re.compile(r"\s(?:[\w&-]+\s){0,5}")
_WORDS = needs("instruments", "instruments.weak")
_TITLED = ("instrument", "programme", "phrase")
_BARGAINS = frozenset({"agreement", "memorandum"})
_WITH = re.compile(r"\s(?:on\s[\w\s&,-]{3,60}?\s)?(?:with|between|among)\s")
# "The Convention establishing the X Organization" has a name of its own.
_FOUNDS = re.compile(
    r"\s(?:establishing|creating|founding|instituting|(?:for|on)\sthe\s(?:establishment|creation|foundation)\sof)\s"
    r"(?:the\s|an?\s)?"
)
# A title between quotation marks: “Convention concerning the Construction of …”.
_QUOTED = re.compile(r"[“\"«]([A-Z][^“”\"«»;]{15,220}?),?[”\"»]")
_OF_PLACE = re.compile(
    r"(?:Treaty|Convention|Protocol|Accords?|Declaration|Pact|Charter)\sof\s(?!Understanding|Cooperation|Intent)[A-Z]\w+"
)
_FOR_TWO = re.compile(
    r"\s(?:for|\()\s?(?:the\s)?(?:years?\s|period\s)?(?:1[89]|20)\d\d[^.;]{0,20}?\sbetween\s"
)
_PACTS = frozenset({"agreement", "memorandum", "declaration"})
_LINK = re.compile(r"[^.;:]{0,80}?\bbetween\s")
_A_DEAL = re.compile(
    r"\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}(?:deal|arrangement|framework|compact|understanding|partnership)"
)
_SIGNED = re.compile(r"\s(?:was|were|has\sbeen|have\sbeen)\s(?:[a-z]+ly\s|first\s)?(?:signed|initialled)\s")
_TITLE_WORDS = 3  # a name of more words than these is the instrument's own
_SIGNED_BEFORE = 30
_OF_DATE = len('" of the ')
_NUMBER_AFTER = 90
_PLAN_BEFORE, _PLAN_AFTER = 60, 160


class Instrument(NamedTuple):
    """An instrument spoken of: where, the contract's code, whether many, whether it has a name of its own.

    ``states`` are the countries in that name ("the India-Nepal Treaty"); ``until`` is where another one
    begins of which the sentence says something else (0: none), ``since`` where one ended before it.
    """

    start: int
    end: int
    code: str
    plural: bool = False
    named: bool = False
    title: str | None = None
    states: tuple[str, ...] = ()
    until: int = 0
    since: int = 0


@cache
def instrument_words() -> dict[str, tuple[str, bool]]:
    """The code of each instrument's word in small letters, and whether the word is a plural."""
    return {form.lower(): (head.kind, head.plural) for form, head in lexicon().instruments.items()}


def shortened(view: View, spoken: Iterable[Instrument]) -> dict[str, str]:
    """The acronyms that a sentence gives its instruments, with their codes: "an agreement (STA)"."""
    found = {}
    for instrument in spoken:
        own = _SHORT_FORM.match(view.reading.text, instrument.end, view.end)
        if own is not None and own[1].lower() not in instrument_words():
            found[own[1]] = instrument.code
    return found


def by_acronym(view: View, acronyms: Mapping[str, str]) -> list[Instrument]:
    """The instruments that a sentence speaks of by the acronyms ``acronyms``: "signed the STA"."""
    return [
        Instrument(name.start, name.end, acronyms[name.name])
        for name in view.names
        if name.name in acronyms and view.slice(name.start - 1, name.start) != "("
    ]


def instruments(view: View) -> list[Instrument]:
    """The instruments that the sentence speaks of, in order, none overlapping another."""
    found: list[Instrument] = []
    if _WORDS.isdisjoint(view.holds):
        return found
    for start, end in sorted({*view.words("instruments"), *_supported(view)}):
        each = _instrument(view, start, end)
        if found and view.slice(found[-1].end, start).strip() == "(":
            continue  # "memorandum of understanding (MoU)"
        if each is not None and (not found or each.start >= found[-1].end):
            found.append(each)
    return found


def _instrument(view: View, start: int, end: int) -> Instrument | None:
    """The instrument that the word at ``[start, end)`` is the head of; None where it is part of another
    name.
    """
    wording = view.slice(start, end).lower()
    code, plural = instrument_words().get(wording, ("agreement", True))
    if code == "agreement" and _BY_CONSENT.search(view.slice(max(view.start, start - 24), start)):
        return None  # "may be ended by mutual agreement"
    name = next((name for name in view.names if name.start <= start < name.end and name.kind != "role"), None)
    act = code == "decree" and name is not None and end == name.end and len(name.name) > end - start
    if name is not None and name.kind not in _TITLED and not act:
        return None
    named = name is not None and name.kind == "instrument"
    named = named and name is not None and _is_title(view, name)
    if named and code == "decree" and name is not None and name.head not in (None, code):
        code = name.head or code  # "the Space Act Agreement"
    span = (min(start, name.start), max(end, name.end)) if name is not None and named else (start, end)
    if code == "programme" and not _is_plan(view, span):
        return None
    title = _SIGNING_OF.sub("", name.name) if named and name is not None else None
    founds = _FOUNDS.match(view.reading.text, end, view.end) if code in ("treaty", "agreement") else None
    if founds is not None and not plural:
        body = next((each for each in view.names if each.start == founds.end()), None)
        if body is not None and body.kind == "organization":
            named, span = True, (span[0], body.end)
            title = view.slice(*span)
    quoted = _QUOTED.match(view.reading.text, span[0] - 1, view.end) if not plural else None
    if quoted is not None and quoted.end(1) > span[1]:
        named, span, title = True, (span[0], quoted.end(1)), quoted[1]
    inner = name.nested if name is not None and named else ()
    states = dict.fromkeys(each.code for each in inner if each.code and each.is_state)
    said = tuple(states) or _pair_before(view, start)
    return Instrument(*span, code, plural or wording.endswith("s"), named, title, said)


def _is_title(view: View, name: Name) -> bool:
    """Whether a name is the instrument's own: long, with names in it, or dated ("Accord on Film (1986)")."""
    if len(name.name.split()) > _TITLE_WORDS or name.nested or _OF_PLACE.fullmatch(name.name):
        return True
    dated = any(0 <= date.start - name.end <= len(" (") for date in view.dates)
    return dated and view.slice(name.end, view.end).lstrip().startswith("(")


def _pair_before(view: View, start: int) -> tuple[str, ...]:
    """The two countries that modify an instrument: "a new Swiss-EU framework | agreement"."""
    pair = [name for name in view.names if name.kind == "country" and name.end <= start][-2:]
    if len(pair) < len(("one", "other")) or view.slice(pair[0].end, pair[1].start).strip() not in _DASHES:
        return ()
    words = _MODIFIERS.fullmatch(view.slice(pair[1].end, start))
    if words is None or any(word.lower() in word_set("nouns", "stop") for word in words[0].split()):
        return ()
    return tuple(name.code for name in pair if name.code)


def _supported(view: View) -> list[tuple[int, int]]:
    """Ordinary words that are instruments here: capitalised, with a number after them or "signed" before
    them.
    """
    found = []
    for start, end in view.words("instruments.weak"):
        if (
            _SIGNED.match(view.reading.text, end, view.end)
            or _titled(view, start)
            or _numbered_act(view, start, end)
            or _dealt(view, start, end)
        ):
            found.append((start, end))
        elif view.slice(start, start + 1).isupper() and start > view.start:
            signed = view.words("agreements.concluding", max(view.start, start - _SIGNED_BEFORE), start)
            if (
                signed
                or _between(view, start, end)
                or NUMBERED.search(view.reading.text, end, min(view.end, end + _NUMBER_AFTER))
            ):
                found.append((start, end))
    return found


def _numbered_act(view: View, start: int, end: int) -> bool:
    """Whether the word is a national act by its number or year ("order No. 12", "the Forest Act, 2004")."""
    if instrument_words()[view.slice(start, end).lower()][0] != "decree":
        return False
    text, last = view.reading.text, view.end
    if view.slice(start, start + 1).isupper() and _OF_YEAR.match(text, end, last):
        return True
    issued = view.words("agreements.concluding") or view.words("agreements.issuing")
    return bool(issued) and NUMBERED.search(text, end, min(last, end + _NUMBER_AFTER)) is not None


def _dealt(view: View, start: int, end: int) -> bool:
    """Whether a word for an agreement is said to be concluded with somebody: "signed a trade deal with …"."""
    if instrument_words()[view.slice(start, end).lower()][0] not in _BARGAINS or not view.words(
        "agreements.sealing"
    ):
        return False
    sealed = view.words("agreements.sealing", max(view.start, start - _SIGNED_BEFORE), start)
    if sealed and _A_DEAL.fullmatch(view.slice(sealed[-1][1], end)):
        return True
    bargain = not view.slice(start, end).lower().endswith("partnership")  # one can be had without signing
    return bargain and _WITH.match(view.reading.text, end, view.end) is not None


def _between(view: View, start: int, end: int) -> bool:
    """Whether a capitalised word is said to stand between two countries: "the Arrangement between …"."""
    if instrument_words()[view.slice(start, end).lower()][0] not in _PACTS:
        return False
    link = _LINK.match(view.reading.text, end, view.end)
    return link is not None and len(view.states(link.end(), view.end)) > 1


def _titled(view: View, start: int) -> bool:
    """Whether the word is the head of a title that the sentence says was concluded, or gives the day of."""
    name = next((name for name in view.names if name.start <= start < name.end), None)
    if name is None or name.kind != "instrument":
        return False
    if (len(name.name.split()) > _TITLE_WORDS or name.nested) and view.words("agreements.concluding"):
        return True
    return bool(name.nested) and any(0 <= date.start - name.end <= _OF_DATE for date in view.dates)


def _is_plan(view: View, span: tuple[int, int]) -> bool:
    """Whether a "programme" is a signed instrument, not a scheme: a verb of concluding stands near it."""
    first, last = max(view.start, span[0] - _PLAN_BEFORE), min(view.end, span[1] + _PLAN_AFTER)
    scheme = view.slice(*span).lower().endswith(("programmes", "programs", "plans"))
    if not scheme and " " in view.slice(*span) and _FOR_TWO.match(view.reading.text, span[1], view.end):
        return True  # "the cooperation programme for 2019-2021 between A and B"
    return bool(view.words("agreements.concluding", first, last)) and not scheme
