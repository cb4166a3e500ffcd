"""Programmes: named schemes and initiatives, and lists of partners "with" whom there are programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from pipelines.facts.attach import date_near
from pipelines.facts.build import edtf, make
from pipelines.facts.fact import Fact
from pipelines.facts.naming import said_before
from pipelines.facts.parties import countries_of, listed
from pipelines.facts.place import whose
from pipelines.facts.programmes.bodies import offering
from pipelines.facts.programmes.countries import countries
from pipelines.facts.programmes.lists import description, headings, lines, offers, under_heading
from pipelines.facts.programmes.names import before_heads, capital, headed, small
from pipelines.facts.programmes.names import listed as listed_names
from pipelines.facts.programmes.placed import WEAK_HEAD, by_way_of, like_scheme, spelled, under_acronym, weak
from pipelines.facts.programmes.programme import HEAD, HEADS, Programme
from pipelines.facts.programmes.quoted import in_quotes
from pipelines.facts.programmes.sayings import CALLS, OWN_CALLS, called_for, plain, said, titled
from pipelines.facts.programmes.terms import BEGUN, joined, term
from pipelines.facts.reading import Reading, View
from pipelines.facts.rules import Rules, holding, needs
from pipelines.lexicon.load import lexicon
from pipelines.lexicon.words import alternation
from pipelines.mentions.mention import Mention

_HEAD_AT_END = re.compile(r"\s(?:programme|program|scheme|initiative)s?$")
_ACRONYM_NAME = re.compile(r"([A-Z][A-Z0-9-]{2,})\s(?:Programme|Program|Scheme|Initiative)\b")
_LINK = re.compile(r"(?:\s(?:of|in|on|for)(?:\s[a-z]+){1,4}?)?\s(with|between)\s")
_HAVE = re.compile(
    r"\s(?:have|share|run|launched|established|maintain|agreed\son)\s(?:an?\s)?(?:[a-z]+\s){0,2}$"
)
_NAMED_LATER = re.compile(rf"\b{alternation('programmes', 'calling')}\s[\"“«'A-Z]")
_PART_OF = re.compile(
    r"(?:North|South|East|West|Central|Plus|Asia|Africa|[IVX]{1,4})(?:\s(?:Asia|Africa|East|West|Plus))?"
)
_UNDER = 5  # how many lines below a heading may go on about it
# By what a sentence names a programme, the surest first.
_NAMED = Rules(
    called_for, listed_names, in_quotes, before_heads, small, capital, headed, said, plain, by_way_of,
    under_acronym, weak, spelled, under_heading,
)  # fmt: skip
_HEADED = needs(HEAD, HEADS)
_NAMING = _HEADED | needs(CALLS, OWN_CALLS, WEAK_HEAD, "programme")
_PAIR = 2  # two countries named: whose programme it is, is said


class _Chosen:
    """The programmes found so far, each under all it is called by, with the fact that says most of it."""

    def __init__(self) -> None:
        self.best: list[tuple[int, Fact]] = []
        self._known: dict[str, int] = {}
        self._with: dict[str, list[str]] = {}  # the names of several words, by each of them

    def add(self, keys: set[str], weight: int, fact: Fact) -> None:
        number = next((self._known[key] for key in keys if key in self._known), None)
        # Lines of a list name different things: "Star Grants", "Star Travel Grants".
        if number is None and fact.rule != "programme.item":
            number = next((at for key in keys if (at := self._alike(key)) is not None), None)
        if number is None:
            number = len(self.best)
            self.best.append((weight, fact))
        else:
            had, known = self.best[number]
            period = joined(known.slots["period"], fact.slots["period"])
            if weight > had:
                self.best[number] = had, known = weight, fact
            if period is not None:
                self.best[number] = had, known._replace(slots={**known.slots, "period": period})
        for key in keys:
            self._known[key] = number
            if " " in key:
                for word in set(key.split()):
                    self._with.setdefault(word, []).append(key)

    def _alike(self, key: str) -> int | None:
        """The programme whose name is ``key``'s shorter or longer form."""
        if " " not in key:
            return None
        near = dict.fromkeys(known for word in key.split() for known in self._with.get(word, ()))
        return next((self._known[known] for known in near if _same(key, known)), None)


def _same(one: str, other: str) -> bool:
    """Whether one name is the other's shorter form: two words or more that stand together in the other."""
    shorter, longer = sorted((one, other), key=len)
    few, many = shorter.count(" "), longer.count(" ")
    inside = few and many - few < 3 and f" {shorter} " in f" {longer} "
    return bool(inside) and shorter not in _known_programmes()


@cache
def _known_programmes() -> frozenset[str]:
    return frozenset(form.casefold() for form in lexicon().programmes)


def read(reading: Reading) -> Iterator[Fact]:
    """The programmes of a document: each once, where most is said of it (a term before none)."""
    chosen = _Chosen()
    called_project = _called_project(reading)
    worth, among = _worth(reading), offers(reading)
    for view in reading.views:
        heading = view.kind == "heading"
        if not heading and "programmes.unnamed" in view.holds:
            yield from _unnamed(view)
        if view.index not in worth:
            continue
        found = list(
            (*titled(view), *headings(view, among), *called_for(view))
            if heading
            else _programmes(view, among)
        )
        for each in found:
            keys = _keys(each)
            if called_project.intersection((*keys, each.name.casefold())):
                continue
            fact, near = _fact(view, each, found)
            chosen.add(
                keys,
                (3 if fact.slots["period"] and near else 2 * bool(fact.slots["period"])) + (not heading),
                fact,
            )
    yield from (fact for _, fact in chosen.best)


def _worth(reading: Reading) -> set[int]:
    """The sentences that can name a programme: with a head, a known one, a line of a list, or before one."""
    found = {view.index for view in holding(reading, _NAMING)}
    for view in reading.views:
        if not _HEADED.isdisjoint(view.holds):
            found.add(view.index - 1)
        elif view.kind != "prose" or any(map(like_scheme, view.names)):
            found.add(view.index)
        if view.kind == "heading" and "programme" in view.holds:
            found.update(range(view.index + 1, view.index + _UNDER))
    return found


def _programmes(view: View, among: bool) -> Iterator[Programme]:
    """The programmes that ``view`` names, none overlapping one found by a surer rule."""
    taken: list[tuple[int, int]] = []
    line = view.kind == "item" or not view.text.endswith((".", "!", "?", ";"))
    named = lines(view, among) if line else ()
    for found in chain(named, _NAMED(view)):
        if not any(start < found.end and found.start < end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _keys(found: Programme) -> set[str]:
    """Under what a programme is known: its name, its acronym, the name an acronym stands for."""
    names = {short[1] for key in (found.name,) if (short := _ACRONYM_NAME.match(key))}
    names = {name.casefold() for name in names} | {
        _HEAD_AT_END.sub("", key) for key in (found.name.casefold(), *found.keys)
    }
    return {
        key.replace("-", " ").removesuffix("s")
        for key in names | ({found.acronym.casefold()} if found.acronym else set())
    }


def _called_project(reading: Reading) -> set[str]:
    """What the text calls a project ("within the ABC project"), which then is no programme."""
    heads = reading.triggers.all("projects.head")
    if not heads:
        return set()
    named = {name.end: name for name in reading.names if name.kind in ("programme", "phrase")}
    bracketed = {name.start: name for name in named.values()}
    called = [named.get(start - 1) for start, _ in heads]
    called += [bracketed.get(end + 1) for _, end in heads]  # "the Tempus project ABC"
    # "the EU4Reefs East project": the part of a programme that is a project of its own
    parts = [
        part
        for part in (named.get(start - 1) for start, _ in heads)
        if part and _PART_OF.fullmatch(part.name)
    ]
    called += [named.get(part.start - 1) for part in parts]
    # "the ABC project (A Better City)": what the name is short for
    called += [bracketed.get(end + 2) for _, end in heads if reading.text.startswith(" (", end)]
    return {name.name.casefold().removesuffix("s") for name in called if name is not None}


def _fact(view: View, found: Programme, others: list[Programme]) -> tuple[Fact, bool]:
    """The fact, and whether its term stands right beside the name."""
    period, date, near = term(view, found, others)
    told = description(view)
    slots = {
        "name": found.name,
        "acronym": found.acronym if found.acronym and view.reading.says(found.acronym) else None,
        "period": period,
        "countries": countries(told, found, others, told is not view),
        "organizations": offering(view, told, found, {each.name for each in others}),
    }
    anchor = (found.start, found.end)
    return make(view, "programme", found.rule, slots, anchor, (date,), _status(view, found)), near


def _status(view: View, found: Programme) -> str:
    """A programme that is named exists, whatever is planned or asked for within it, unless it is itself
    announced or launched: what is said of that holds for it, too."""
    begun = BEGUN.match(view.reading.text, found.end, view.end)
    launched = said_before(view, "programmes.launching", found.start)
    if launched is None and begun is not None and begun[0].startswith(",") and "will" not in begun[0]:
        return "actual"  # "will study within the X programme, launched by Peru in 2013"
    return view.status(found.start, found.end) if launched or begun else "actual"


def _unnamed(view: View) -> Iterator[Fact]:
    """ "Has programmes with A, B and C", "a programme between A and B": one for each pair, with no name."""
    for found in view.words("programmes.unnamed"):
        link = _LINK.match(view.reading.text, found[1], view.end)
        if link is None and (both := _having(view, found[0]) or _paired(view, found[0])):
            yield _nameless(view, found, date_near(view, *found), both)
            return
        if link is None or _NAMED_LATER.search(view.reading.text, link.end(), view.end):
            continue
        anchor, date = (found[0], link.end()), date_near(view, found[0], link.end())
        for pair in _pairs(view, found[0], link):
            yield _nameless(view, anchor, date, pair)
        return


def _nameless(view: View, anchor: tuple[int, int], date: Mention | None, countries: tuple[str, ...]) -> Fact:
    """A programme of ``countries`` that has no name."""
    slots = {
        "name": None,
        "acronym": None,
        "period": edtf(date),
        "countries": countries,
        "organizations": (),
    }
    return make(view, "programme", "programme.with", slots, anchor, (date,))


def _paired(view: View, start: int) -> tuple[str, ...]:
    """The two nations right before it: "the Polish-Ukrainian cooperation programme"."""
    pair = [name for name in view.between(max(view.start, start - 40), start, "country") if name.code]
    if (
        len(pair) < _PAIR
        or pair[-1].end != start - 1
        or view.slice(pair[-2].end, pair[-1].start) not in ("-", "–")
    ):
        return ()
    return tuple(name.code for name in pair[-_PAIR:] if name.code)


def _having(view: View, start: int) -> tuple[str, ...]:
    """The two countries that are said to have it: "Romania and Moldova have a joint mobility programme"."""
    has = _HAVE.search(view.reading.text, max(view.start, start - 60), start)
    states = view.between(view.start, has.start(), "country") if has is not None else []
    named = [name for name in states if name.form != "adjective"]
    if has is None or len(named) != _PAIR or named[-1].end != has.start():
        return ()
    joined = view.slice(named[0].end, named[1].start).strip(" the") == "and"
    return tuple(name.code for name in named if name.code) if joined else ()


def _pairs(view: View, start: int, link: re.Match[str]) -> list[tuple[str, ...]]:
    """The countries of each pair: the page's own with each partner, or the two it is between."""
    partners = listed(view, link.end(), view.end)
    if link[1] == "between":
        both = countries_of(partners[:2])
        return [both] if len(both) == 2 else []
    home = whose(view, start, link.end())
    return [(*home, partner.code) for partner in partners if partner.code and partner.code not in home]
