"""Agreements: formal instruments between parties, lists of partners taken apart pair by pair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.facts.attach import date_near, frame
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.parties import Party, both, countries_of, listed, organizations_of, parties, subjects
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

_WITH = re.compile(r"\b(?:with|between|among|amongst)\b(?:\s+(?:the|such\s+countries\s+as|countries\s+(?:such\s+as|like)|a\s+number\s+of[\w\s]{0,30}:))?")
_AGREED = re.compile(
    rf"\bagree[ds]?\s+(?:by\s+.{{3,120}}?\s+)?(?:to|that|on)\s+(?:jointly\s+)?{alternation('agreements', 'definite')}\b|"
    r"\bagreement\s+was\s+reached\b", re.IGNORECASE
)  # fmt: skip
_TITLE_REACH = 200
_BY = re.compile(r"\b(?:signed|concluded|initialled|agreed|approved)\s+by\b|\befforts by\b")
_ABOUT = re.compile(r"\s+(?:was|were|has been|have been|is)\s+reached\s+on\b")
_NUMBERED = re.compile(r"(?:№|No\.?|N)\s*[\w/-]+")
_FOR_TERM = re.compile(rf"\b{alternation('agreements', 'term')}\s+(?:the\s+)?(?:period\s+)?(?:of\s+)?$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:They|These|Such agreements|Those)\b")
_IN_FORCE = re.compile(r"\b(?:in(?:to)? force|valid|effective)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Instrument:
    """An instrument spoken of: where, the contract's code, whether many, whether it has a name of its own."""

    start: int
    end: int
    code: str
    plural: bool
    named: bool
    title: str | None


@cache
def _codes() -> dict[str, tuple[str, bool]]:
    return {form.lower(): (head.kind, head.plural) for form, head in lexicon().instruments.items()}


def read(reading: Reading) -> Iterator[Fact]:
    """The agreements of a document; a statement of the same instrument, parties and dates counts once."""
    seen: set[tuple[object, ...]] = set()
    for view in reading.views:
        if view.kind == "heading":
            continue
        for fact in _in_sentence(view):
            slots = fact.slots
            key = (slots["instrument"], frozenset(slots["countries"]), slots["organizations"], slots["signed"], fact.status)  # type: ignore[arg-type]
            if key not in seen:
                seen.add(key)
                yield fact


def _in_sentence(view: View) -> Iterator[Fact]:
    instruments = _instruments(view)
    for number, instrument in enumerate(instruments):
        reach = instruments[number + 1].start if number + 1 < len(instruments) else view.end
        yield from _statement(view, instrument, reach)
    if not instruments or all(instrument.code == "programme" for instrument in instruments):
        yield from _basis(view)
        agreed = _AGREED.search(view.text) if "agree" in view.text else None
        if agreed is not None:
            start = view.start + agreed.start()
            found = parties(view, start, view.start + agreed.end()) or subjects(view, view.start, start)
            yield from _joint(view, _Instrument(start, start + 6, "agreement", False, False, None), found, "agreement.agreed_to")


def _instruments(view: View) -> list[_Instrument]:
    """The instruments that the sentence speaks of, in order."""
    found: list[_Instrument] = []
    for start, end in sorted({*view.words("instruments"), *_supported(view)}):
        wording = view.slice(start, end).lower()
        code, plural = _codes().get(wording, ("agreement", True))
        name = next((name for name in view.names if name.start <= start < name.end and name.kind != "role"), None)
        if name is not None and name.kind not in ("instrument", "programme", "phrase"):
            continue
        named = name is not None and name.kind == "instrument" and (len(name.name.split()) > 3 or bool(name.nested))
        title = name.name if named and name is not None else None
        span = (min(start, name.start), max(end, name.end)) if name is not None and named else (start, end)
        if (found and span[0] < found[-1].end) or (code == "programme" and not _is_plan(view, span, name)):
            continue
        found.append(_Instrument(*span, code, plural or wording.endswith("s"), named, title))
    return found


def _supported(view: View) -> list[tuple[int, int]]:
    """Ordinary words that are instruments here: capitalised, with a number after them or "signed" before them."""
    found = []
    for start, end in view.words("instruments.weak"):
        if view.slice(start, start + 1).isupper() and start > view.start:
            signed = view.words("agreements.concluding", max(view.start, start - 30), start)
            if signed or _NUMBERED.search(view.reading.text, end, min(view.end, end + 90)):
                found.append((start, end))
    return found


def _is_plan(view: View, span: tuple[int, int], name: object) -> bool:
    """Whether a "programme" is a signed instrument, not a scheme: a verb of concluding stands near it."""
    near = view.words("agreements.concluding", max(view.start, span[0] - 60), min(view.end, span[1] + 160))
    return bool(near) and not view.slice(span[0], span[1]).lower().endswith(("programmes", "programs"))


def _statement(view: View, instrument: _Instrument, reach: int) -> Iterator[Fact]:
    """What the sentence says of one instrument: between whom, with whom, or that it exists."""
    linked = _WITH.search(view.reading.text, instrument.end, min(reach, instrument.end + _TITLE_REACH))
    concluding = bool(view.words("agreements.concluding"))
    in_force = _IN_FORCE.search(view.text) is not None
    if linked is not None and linked[0].startswith(("between", "among")):
        found = parties(view, linked.end(), _until_verb(view, linked.end(), reach))
        yield from _joint(view, instrument, found, "agreement.between")
    elif linked is not None and (
        concluding or in_force or not instrument.plural or _said(view, instrument)
    ):
        yield from _pairs(view, instrument, linked.end(), reach)
    elif instrument.code == "decree":
        yield from _decree(view, instrument, reach)
    elif instrument.named or concluding or in_force:
        inside = [Party(instrument.start, instrument.start, code) for code in view.states(instrument.start, instrument.end)]
        by = parties(view, instrument.end, reach) if _BY.search(view.slice(instrument.end, reach)) else []
        found = inside or by or subjects(view, view.start, instrument.start)
        if _ABOUT.match(view.reading.text, instrument.end, view.end):
            found = [*found, *parties(view, instrument.end, reach)]
        if instrument.named or (found and not instrument.plural) or in_force or both(view, view.start, view.end):
            rule = "agreement.named" if instrument.named else "agreement.signed"
            yield from _joint(view, instrument, found, rule)


def _said(view: View, instrument: _Instrument) -> bool:
    """Whether instruments are said to exist, or not to."""
    return bool(view.words("agreements.existing")) or view.status(instrument.start, instrument.end) == "negated"


def _until_verb(view: View, start: int, reach: int) -> int:
    """Where the parties after "between" end: before the finite verb that follows them."""
    verb = re.compile(r"\s(?:was|were|is|are|has|have|had|will|on\s+(?:co|scien|tech|research|edu|mutual)|in the field)\w*\b").search(view.reading.text, start, reach)
    return verb.start() if verb else reach


def _joint(view: View, instrument: _Instrument, found: Sequence[Party], rule: str) -> Iterator[Fact]:
    """One instrument that all of ``found`` are parties to."""
    countries = countries_of(found) or both(view, view.start, view.end)
    bodies = organizations_of(found)
    if not countries and not found and len(view.reading.home) == 2:
        countries = view.reading.home
    if len(countries) < 2 and (not bodies or any(not each.countries and not each.international for each in found if each.organization)):
        countries = tuple(dict.fromkeys((*view.reading.home[: 1 if found else 2], *countries)))
    if len(countries) + len(bodies) > 1 or instrument.named:
        yield _fact(view, instrument, countries, bodies, rule)


def _pairs(view: View, instrument: _Instrument, start: int, reach: int) -> Iterator[Fact]:
    """Instruments "with A, B and C": one for each, concluded by the sentence's subject or the page's country."""
    partners = listed(view, start, view.end)
    if not partners:
        return
    concluders = _concluders(view, instrument.start, partners)
    for index, partner in enumerate(partners):
        following = partners[index + 1].start if index + 1 < len(partners) else min(reach, view.end)
        also = _in_brackets(view, partner.end, following)
        involved = [*concluders, partner, *also]
        countries = countries_of(involved)
        if partner.code is not None and countries == (partner.code,) and not organizations_of(involved):
            continue
        date = next((date for date in view.dates if partner.end <= date.start < following), None) if also else None
        yield _fact(view, instrument, countries, organizations_of(involved), "agreement.with", date)


def _concluders(view: View, before: int, partners: Sequence[Party]) -> list[Party]:
    """Who concluded it with the partners: the sentence's subject, else the page's country."""
    known = {other.code for other in partners if other.code}
    named = [each for each in subjects(view, view.start, before) if each.code is None or each.code not in known]
    if named:
        return named
    return [Party(view.start, view.start, code) for code in view.reading.home[:1]]


def _in_brackets(view: View, start: int, end: int) -> list[Party]:
    """The bodies that a remark in brackets right after a party names ("Chile (through its …)")."""
    opening = re.compile(r"\s*\(").match(view.reading.text, start, end)
    if opening is None:
        return []
    closing = view.reading.text.find(")", opening.end(), end)
    return [each for each in parties(view, opening.end(), closing if closing >= 0 else end) if each.organization]


def _decree(view: View, instrument: _Instrument, reach: int) -> Iterator[Fact]:
    """A national act: only one with a date or a number is said to be."""
    date = next((date for date in view.dates if instrument.end <= date.start < reach), None)
    if date is not None or _NUMBERED.search(view.reading.text, instrument.end, reach):
        states = countries_of(parties(view, instrument.start, reach))[:1] or view.reading.home[:1]
        yield _fact(view, instrument, states, (), "agreement.decree", date)


def _basis(view: View) -> Iterator[Fact]:
    """ "A legal basis for cooperation with …", and a list of countries that goes on from agreements just named."""
    basis = view.words("agreements.basis")
    going_on = _GOES_ON.match(view.text) and view.previous and view.previous.words("instruments")
    if not basis and not going_on:
        return
    start = basis[0][1] if basis else view.start
    names = [each for each in parties(view, start, view.end) if each.code and each.code not in view.reading.home[:1]]
    if len(names) < (1 if basis else 3):
        return
    instrument = _Instrument(start, start, "agreement", True, False, None)
    for each in names:
        if each.code != "EU":
            yield _fact(view, instrument, (*view.reading.home[:1], each.code or ""), (), "agreement.covered")


def _fact(view: View, instrument: _Instrument, countries: tuple[str, ...], organizations: tuple[str, ...], rule: str, date: Mention | None = None) -> Fact:
    signed, valid = _dates(view, instrument, date)
    slots = {
        "instrument": instrument.code,
        "title": instrument.title,
        "countries": countries,
        "organizations": organizations,
        "signed": edtf(signed),
        "valid": edtf(valid),
    }
    return make(view, "agreement", rule, slots, (instrument.start, instrument.end), (signed, valid))


def _dates(view: View, instrument: _Instrument, date: Mention | None) -> tuple[Mention | None, Mention | None]:
    """When it was signed and the term it is for, told apart by the words before each date."""
    if date is not None:
        return date, None
    valid = next((each for each in view.dates if each.start >= instrument.start and _is_term(view, each)), None)
    signed = date_near(view, instrument.start, instrument.end, exclude=[valid] if valid else [])
    if signed is not None and _is_term(view, signed):
        signed, valid = None, valid or signed
    if signed is None and valid is None and view.previous is not None and re.search(r"\bat the (?:meeting|session|end)|\bduring (?:the|this|his|her) ", view.text):
        signed = frame(view.previous)
    elif signed is None and view.previous is not None and re.search(r"\bat the (?:\w+ )?(?:meeting|session)\b", view.text):
        signed = frame(view.previous)
    return signed, valid


def _is_term(view: View, date: Mention) -> bool:
    text = date.edtf or ""
    words = view.slice(date.start, date.end)
    before = view.slice(max(view.start, date.start - 30), date.start)
    if text.endswith("/..") and _IN_FORCE.search(view.text):
        return True
    spans_years = "/" in text and ".." not in text and text[:4] != text.split("/")[1][:4]
    return (spans_years and _FOR_TERM.search(before) is not None) or (spans_years and words.startswith("for"))
