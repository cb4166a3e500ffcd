"""Agreements: formal instruments between parties, lists of partners taken apart pair by pair."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import cast

from pipelines.facts.agreements.concluded import (
    IN_FORCE,
    When,
    is_concluded,
    is_entry,
    is_tally,
    opens,
    sides,
    when,
)
from pipelines.facts.agreements.instruments import NUMBERED, Instrument, by_acronym, instruments, shortened
from pipelines.facts.agreements.links import awaits, bracketed, link, only_joined, until_verb
from pipelines.facts.agreements.partners import (
    OPENS_UNDER,
    in_brackets,
    in_remark,
    main_clause,
    own_side,
    pair,
    signed_with,
    together,
    who_concluded,
    whose_partner,
    with_own,
    worked_with,
)
from pipelines.facts.agreements.signers import THEM, both_of, signers
from pipelines.facts.agreements.told import Told, about, by_persons, is_further, is_known, is_renewed
from pipelines.facts.both_bodies import both_bodies
from pipelines.facts.build import make
from pipelines.facts.fact import Fact
from pipelines.facts.memberships.facts import own_date
from pipelines.facts.parties import Party, both, countries_of, listed, organizations_of, parties, subjects
from pipelines.facts.place import of_no_country
from pipelines.facts.reading import Reading, View
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

_IMPLIED = ("agreement.signed", "agreement.named")  # its parties may be told by what is done under it
_AGREED = re.compile(
    r"\bagree[ds]?\s+(?:by\s+.{3,120}?\s+)?(?:to|that|on)\s+(?:jointly\s+)?"
    rf"{alternation('agreements', 'definite')}\b|"
    r"\bagreement\s+was\s+reached\b", re.IGNORECASE
)  # fmt: skip
_ABOUT = re.compile(r"\s+(?:was|were|has been|have been|is)\s+reached\s+on\b")
_IT = re.compile(r"\s*(?:it|them)\b")
_COLON = re.compile(r":\s+(?:\(?\w[.)]\s*)?(?:the\s+|an?\s+)?(?:[A-Z][\w-]+\s+)*\Z")
_NAMELY = re.compile(
    r"(?:\s*\([^)]*\))?,?\s*(?:such as|including|namely|like|for example|:)\s+(?:the\s+|an?\s+)?"
)
_ONE_MORE = re.compile(
    r"\b(?:and|another|other|one|third|second)\s(?:one\s)?(?:is\s|was\s)?between\s(?:the\s)?"
)
_FORESEEN_IN = re.compile(
    r"\b(?:foreseen|envisaged|planned|provided\sfor|scheduled|proposed|stipulated)\s(?:in|by|under)\s"
    r"(?:the|this|that|its|their|an?)\s(?:[\w-]+\s){0,3}\Z"
)
_LEAD = 60
_LATELY = 100  # agreements of the same states that one may tell again
_DRAFT = re.compile(r"\bdraft\s(?:of\s(?:an?|the)\s)?(?:[\w-]+\s){0,2}\Z", re.IGNORECASE)
_COMMON = re.compile(r"(?:Joint|Mixed|Inter-?governmental|Bilateral)\s")  # a body of both sides
_OF_ITS_OWN = re.compile(r"\b(?:was|were|is|has|have|had)\s+(?:\w+\s+)?\w+ed\b|;")
_GOES_ON = re.compile(r"(?:They|These|Such agreements|Those)\b")


def read(reading: Reading) -> Iterator[Fact]:
    """The agreements of a document; a statement of the same instrument, parties and dates counts once."""
    told: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    acronyms: dict[str, str] = {}
    last: dict[object, Told] = {}  # the instrument of each sort that was spoken of last
    for view in reading.views:
        if view.kind == "heading" and not _entry(view):
            continue
        for each in _told(view, acronyms):
            slots = each.fact.slots
            countries = tuple(sorted(map(str, cast(tuple[str, ...], slots["countries"]))))
            known = told[slots["instrument"], countries, each.fact.status == "negated"]
            anew = each.known and slots["instrument"] in last
            if anew and by_persons(view):  # "The agreement was signed by …": whose offices are no parties
                each.fact = each.fact._replace(slots={**slots, "organizations": ()})
            elif _names_parties(view):
                anew = False
            if anew and last[slots["instrument"]].again(each, renewed=is_renewed(view)):
                continue  # "the MoU" is the last one told of, whoever its parties are
            again = next((earlier for earlier in known[-_LATELY:] if earlier.again(each)), None)
            last[slots["instrument"]] = again or each
            if again is None:
                known.append(each)
    yield from (each.fact for several in told.values() for each in several)


def _names_parties(view: View) -> bool:
    """Whether the sentence itself names a state or body that could be a party."""
    return any(name.kind in ("country", "government", "organization", "role") for name in view.names)


def _entry(view: View) -> bool:
    """Whether a line without a full stop is one of a list of agreements: it begins with one and dates it."""
    if not view.dates or not view.index or not (spoken := instruments(view)):
        return False
    verbs = view.words("agreements.sealing", view.start, view.dates[0].start)
    first = opens(view, spoken[0].start) or is_entry(view, spoken[0])
    return first and not (verbs and "(" not in view.text)


def _told(view: View, acronyms: dict[str, str]) -> Iterator[Told]:
    """The agreements that a sentence tells, each with how its instrument is spoken of."""
    for place, facts in _in_sentence(view, acronyms):
        told = list(facts)  # with several partners
        if told:
            spoken = about(view.reading, place, view.end), is_known(view, place), is_further(view, place)
            yield from (Told(fact, view.index, *spoken) for fact in told)


def _in_sentence(view: View, acronyms: dict[str, str]) -> Iterator[tuple[int, Iterator[Fact]]]:
    """The agreements that a sentence tells, by where their instrument stands.

    ``acronyms`` are those that instruments were given so far; the sentence's own are added.
    """
    spoken = instruments(view)
    if acronyms:
        spoken = sorted([*spoken, *by_acronym(view, acronyms)])
    if spoken:
        acronyms |= shortened(view, spoken)
    told_apart = False
    for number, instrument in enumerate(spoken):
        reach = spoken[number + 1].start if number + 1 < len(spoken) else view.end
        gap = view.slice(instrument.end, reach)
        if instrument.plural and reach < view.end and (_NAMELY.fullmatch(gap) or _COLON.search(gap)):
            continue  # "several agreements, such as the Treaty of …"
        if number and told_apart:
            instrument = instrument._replace(since=spoken[number - 1].end)
        told_apart = reach < view.end and _OF_ITS_OWN.search(gap) is not None
        if told_apart:
            instrument = instrument._replace(until=reach)
        yield instrument.start, _statements(view, instrument, reach)
    if all(instrument.code == "programme" for instrument in spoken):
        if "agreements.basis" in view.holds or _GOES_ON.match(view.text):
            yield view.start, _basis(view)
        if "agree" in view.text:
            yield view.start, _agreed(view)


def _agreed(view: View) -> Iterator[Fact]:
    """ "They agreed to open a centre": something definite that was agreed on."""
    agreed = _AGREED.search(view.text)
    if agreed is not None:
        start = view.start + agreed.start()
        found = parties(view, start, view.start + agreed.end()) or subjects(view, view.start, start)
        found = found or list(both_bodies(view))
        # A date behind what was agreed on is when that is to be ("agreed to hold a forum in 2022").
        end = view.start + agreed.end()
        instrument = Instrument(start, start + 6, "agreement", False, False, None)._replace(until=end)
        yield from _joint(view, instrument, found, "agreement.agreed_to")


def _statements(view: View, instrument: Instrument, reach: int) -> Iterator[Fact]:
    """What the sentence says of one instrument, by itself or by those who work together under it."""
    partner_first = signed_with(view, instrument)
    found = list(_pairs(view, instrument, partner_first, instrument.start)) if partner_first else []
    found = found or list(_statement(view, instrument, reach))
    implied = all(fact.rule in _IMPLIED for fact in found)
    partners = worked_with(view, instrument) if implied else None
    under = list(_pairs(view, instrument, *partners, "agreement.under")) if partners else []
    yield from under or found


def _statement(view: View, instrument: Instrument, reach: int) -> Iterator[Fact]:
    """What the sentence says of one instrument: between whom, with whom, or that it exists."""
    linked = link(view, instrument, reach)
    concluding = bool(view.words("agreements.concluding"))
    if only_joined(view, instrument):
        return  # "is party to the Treaty": a membership
    if linked is not None and not linked[0].startswith("with") and not is_tally(view, instrument):
        yield from _between(view, instrument, linked, reach)
        return
    partner = in_remark(view, instrument) if linked is None else None
    if partner is not None:  # "Hungary (agreement of 1992)"
        date = next((date for date in view.dates if instrument.end <= date.start < reach), None)
        own = view.reading.home[:1] if len(partner) == 1 else ()
        found = [*partner, *(Party(view.start, view.start, code) for code in own)]
        yield from _joint(view, instrument, found, "agreement.with", date)
        return
    in_force = IN_FORCE in view.holds
    pairs: list[Fact] = []
    if linked is not None and (concluding or in_force or not instrument.plural or _said(view, instrument)):
        pairs = list(_pairs(view, instrument, linked.end(), reach))
    if not pairs and linked is None and (jointly := together(view, instrument, reach)):
        pairs = list(_joint(view, instrument, jointly, "agreement.under"))
    if pairs:
        yield from pairs
    elif is_tally(view, instrument) or (
        linked is not None and not instrument.named and listed(view, linked.end(), reach)
    ):
        return  # with whom is said, but not by whom
    elif instrument.code == "decree":
        yield from _decree(view, instrument, reach)
    elif (
        instrument.named or _bilateral(instrument) or concluding or in_force or is_concluded(view, instrument)
    ):
        found = signers(view, instrument, reach)
        if _ABOUT.match(view.reading.text, instrument.end, view.end):
            found = [*found, *parties(view, instrument.end, reach)]
        if (
            instrument.named
            or _bilateral(instrument)
            or (found and not instrument.plural)
            or in_force
            or (is_concluded(view, instrument) and (both(view, view.start, view.end) or sides(view)))
        ):
            rule = "agreement.named" if instrument.named else "agreement.signed"
            yield from _joint(view, instrument, found, rule)


def _between(view: View, instrument: Instrument, linked: re.Match[str], reach: int) -> Iterator[Fact]:
    """An instrument between its parties; "one between A and B and another between C and D" are two."""
    starts = [linked.end()]
    if instrument.plural:
        starts += [again.end() for again in _ONE_MORE.finditer(view.reading.text, linked.end(), reach)]
    for start, end in zip(starts, [*starts[1:], reach], strict=True):
        until = until_verb(view, start, end)
        found = max(parties(view, start, until), listed(view, start, until, phrases=True), key=len)
        found = pair(found[0]) if len(found) == 1 and "agreements.concluding" in view.holds else found
        if len(found) < 2 and view.text.endswith(":"):
            continue  # "between the University of Oslo and:", and a list
        if not (found or THEM.match(view.reading.text, start, end) or both(view, start, end)):
            continue  # "between the federal government and the regions", "among them two from …"
        found = found or both_of(view, instrument)
        date = bracketed(view, found[-1].end) if found else None
        yield from _joint(view, instrument, found, "agreement.between", date)


def _each_dated(view: View, found: Sequence[Party]) -> bool:
    """Whether several parties have dates of their own in brackets."""
    return len(found) > 1 and all(bracketed(view, each.end) for each in found)


def _bilateral(instrument: Instrument) -> bool:
    """Whether its name says between which two it is: "the Swiss-EU agreement"."""
    return len(instrument.states) > 1 and not instrument.plural


def _said(view: View, instrument: Instrument) -> bool:
    """Whether instruments are said to exist, or not to."""
    return (
        bool(view.words("agreements.existing")) or view.status(instrument.start, instrument.end) == "negated"
    )


def _joint(
    view: View, instrument: Instrument, found: Sequence[Party], rule: str, date: Mention | None = None
) -> Iterator[Fact]:
    """One instrument that all of ``found`` are parties to."""
    countries = countries_of(found) or both(view, view.start, view.end)
    bodies = organizations_of(found)
    if not found and instrument.named and not countries and of_no_country(view.reading):
        # A treaty on the page of a body of many countries.
        yield _fact(view, instrument, (), (), rule, _when(view, instrument, date))
        return
    between = sides(view) if len(countries) < 2 else ()
    if between and set(countries) <= set(between) and (countries or not bodies):
        countries = between
    if len(countries) < 2 and (
        not bodies
        or any(not each.countries and not each.international for each in found if each.organization)
    ):
        one = found and len(bodies) < 2 and not any(_COMMON.match(body) for body in bodies)
        home = view.reading.home[: 1 if one else 2]
        home = home if found or home != ("EU",) else ()
        countries = tuple(dict.fromkeys((*home, *countries)))
    if len(found) == 1 and bodies and not set(view.reading.home[:1]) & set(countries):
        countries = (*view.reading.home[:1], *countries)  # a body alone: the page's own side is the other one
    said = _when(view, instrument, date)
    alone = instrument.code == "treaty" and not instrument.plural and said[0].valid and not found
    if len(countries) + len(bodies) > 1 or instrument.named or alone:
        yield _fact(view, instrument, countries, bodies, rule, said)


def _pairs(
    view: View, instrument: Instrument, start: int, reach: int, rule: str = "agreement.with"
) -> Iterator[Fact]:
    """Instruments "with A, B and C": one for each, concluded by the sentence's subject or the page's own
    side.
    """
    known = view.words("agreements.concluding") or view.words("agreements.existing")
    partners = listed(view, start, view.end if start > instrument.start else reach, phrases=bool(known))
    if not partners and _IT.match(
        view.reading.text, start, view.end
    ):  # "… of CERN, but signed a treaty with it"
        partners = [each for each in parties(view, view.start, instrument.start) if each.organization][-1:]
    if not partners:
        return
    before = min(start, instrument.start)
    concluders, partners = main_clause(view, partners) if OPENS_UNDER.match(view.text) else ([], partners)
    concluders = concluders or who_concluded(view, before, partners)
    if not countries_of(concluders):
        concluders = [*concluders, *own_side(view, concluders)]
    undated = _when(view, instrument)
    if instrument.plural and len(partners) == 1 and _each_dated(view, concluders):
        concluders, partners = partners, concluders  # "A (2002) and B (2004) concluded agreements with C"
    dates = [own_date(view, partner.end) for partner in partners]
    if instrument.plural and undated[0].said and undated[0].said[0] in dates:
        undated = When(), undated[1]  # "with A (12 May), B and C (June)": of A's alone
    for index, partner in enumerate(partners):
        following = partners[index + 1].start if index + 1 < len(partners) else min(reach, view.end)
        also = in_brackets(view, partner.end, following)
        involved = [*concluders, partner, *also]
        if partner.organization and not partner.countries and index == 0:
            involved += whose_partner(view, start, partner)
        countries = with_own(view, involved, concluders)
        if partner.code is not None and countries == (partner.code,) and not organizations_of(involved):
            continue
        date = dates[index]
        if also and date is None:
            date = next((date for date in view.dates if partner.end <= date.start < following), None)
        said = undated if date is None else _when(view, instrument, date)
        yield _fact(view, instrument, countries, organizations_of(involved), rule, said)


def _decree(view: View, instrument: Instrument, reach: int) -> Iterator[Fact]:
    """A national act: only one with a date or a number is said to be."""
    date = next((date for date in view.dates if instrument.end <= date.start < reach), None)
    if date is not None or NUMBERED.search(view.reading.text, instrument.end, reach):
        states = countries_of(parties(view, instrument.start, reach))[:1] or view.reading.home[:1]
        yield _fact(view, instrument, states, (), "agreement.decree", _when(view, instrument, date))


def _basis(view: View) -> Iterator[Fact]:
    """ "A legal basis for cooperation with …", and a list of countries that goes on from agreements just
    named.
    """
    basis = view.words("agreements.basis")
    going_on = (
        view.previous is not None and "instruments" in view.previous.holds and _GOES_ON.match(view.text)
    )
    if not basis and not going_on:
        return
    start = basis[0][1] if basis else view.start
    names = [
        each
        for each in parties(view, start, view.end)
        if each.code and each.code not in view.reading.home[:1]
    ]
    if len(names) < (1 if basis else 3):
        return
    instrument = Instrument(start, start, "agreement", True, False, None)
    home, said = view.reading.home[:1], _when(view, instrument)
    for each in names:
        if each.code != "EU" and home:
            yield _fact(view, instrument, (*home, each.code or ""), (), "agreement.covered", said)


def _when(view: View, instrument: Instrument, own: Mention | None = None) -> tuple[When, str]:
    """When an instrument was signed and is in force, and its status; ``own`` is the date of one partner."""
    told, status = when(view, instrument, own), view.status(instrument.start, instrument.end)
    lead = view.slice(max(view.start, instrument.start - _LEAD), instrument.start)
    if status in ("planned", "proposed") and _FORESEEN_IN.search(lead):
        status = "actual"  # "three laboratories foreseen in the memorandum": that is there
    if status == "actual" and _DRAFT.search(
        view.slice(max(view.start, instrument.start - 24), instrument.start)
    ):
        status = "proposed"  # "a draft agreement"
    if status == "actual" and awaits(view, instrument):
        status = "planned"
    if status == "proposed" and all(each.end <= instrument.start for each in told.said):
        told = When()  # "in 2021 they spoke of an agreement": the day of the talks
    return told, status


def _fact(
    view: View,
    instrument: Instrument,
    countries: tuple[str, ...],
    organizations: tuple[str, ...],
    rule: str,
    said: tuple[When, str],
) -> Fact:
    told, status = said
    slots = {
        "instrument": instrument.code,
        "title": instrument.title,
        "countries": countries,
        "organizations": organizations,
        "signed": told.signed,
        "valid": told.valid,
    }
    return make(view, "agreement", rule, slots, (instrument.start, instrument.end), told.said, status)
