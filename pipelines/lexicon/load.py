"""The lexicon, put together from the files of this folder; ``lexicon()`` is what the other rooms use.

Only the files named here are read: figures and dates keep further ones (``numbers.yml`` ...) beside them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from pipelines.lexicon import entries
from pipelines.lexicon.files import FOLDER, LexiconError, read_tsv, read_yaml
from pipelines.lexicon.model import Head, Lexicon, Organization, Place, Programme

_CURRENCY_FORMS = ("currencies.tsv", "currency_codes.tsv", "currency_families.tsv")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The project's lexicon, read once a process. Raises LexiconError naming file, line and value."""
    return load(FOLDER)


def load(folder: Path) -> Lexicon:
    """The lexicon in ``folder``, freshly read and checked."""
    generated = folder / "generated"
    facts = list(read_tsv(generated / "country_facts.tsv", 5))
    typed_cities = read_yaml(folder / "cities.yml", entries.Cities)
    capitals = _capitals(facts, typed_cities)
    roles = read_yaml(folder / "roles.yml", entries.Roles)
    money, families, large, letters = _money(folder)
    return Lexicon(
        countries=MappingProxyType(_countries(folder, capitals)),
        cities=MappingProxyType(_cities(folder, typed_cities, facts)),
        capitals=MappingProxyType(capitals),
        organizations=MappingProxyType(_organizations(folder)),
        programmes=MappingProxyType(_programmes(folder)),
        currencies=MappingProxyType(money),
        currency_codes=frozenset(row[0] for row in read_tsv(generated / "currency_codes.tsv", 2)),
        currency_families=MappingProxyType(families),
        large_currencies=MappingProxyType(large),
        letter_currencies=MappingProxyType(letters),
        country_currency=MappingProxyType({row[0]: row[3] for row in facts if row[3]}),
        country_names=MappingProxyType({row[0]: row[1] for row in facts}),
        country_regions=MappingProxyType({row[0]: row[2] for row in facts}),
        titles=MappingProxyType(read_yaml(folder / "titles.yml", entries.Titles).titles),
        roles=_heads(folder / "roles.yml", roles),
        role_modifiers=frozenset(roles.modifiers),
        org_heads=_head_file(folder / "org_heads.yml", entries.OrgHeads),
        instruments=_head_file(folder / "instruments.yml", entries.Instruments),
        event_heads=_head_file(folder / "event_heads.yml", entries.EventHeads),
        programme_heads=_head_file(folder / "programme_heads.yml", entries.PlainHeads),
        project_heads=_head_file(folder / "project_heads.yml", entries.PlainHeads),
    )


def _countries(folder: Path, capitals: Mapping[str, str]) -> dict[str, Place]:
    path = folder / "countries.yml"
    typed = read_yaml(path, entries.Countries)
    carried = dict(read_tsv(folder / "generated" / "countries.tsv", 2))
    _carried_still(path, "unnamed", typed.unnamed, carried)
    sections: list[tuple[str, Mapping[str, str]]] = [
        ("name", {name: code for name, code in carried.items() if name not in typed.unnamed}),
        ("name", typed.name),
        ("adjective", typed.adjective),
        ("people", typed.people),
        ("government-seat", typed.government_seat),
        ("part", typed.part),
        ("region", dict.fromkeys(typed.region, "")),
        ("former", dict.fromkeys(typed.former, "")),
        ("other", dict.fromkeys(typed.other, "")),
        ("capital", {name: code for name, code in capitals.items() if name not in carried}),
    ]
    weak = frozenset(typed.weak)
    places: dict[str, Place] = {}
    for form, words in sections:
        for word, code in words.items():
            known = places.setdefault(word, Place(code, form, word in weak))
            if known.code != code and word not in typed.ambiguous:
                raise LexiconError(
                    f"{path}: {form} > {word}: means {code or 'no country'} here and "
                    f"{known.code or 'no country'} as {known.form}; say so under `ambiguous` or drop one"
                )
    for word in (weak | typed.ambiguous.keys()) - places.keys():
        raise LexiconError(f"{path}: weak or ambiguous > {word}: no section says what it means")
    for word, codes in typed.ambiguous.items():
        if places[word].code != codes[0]:
            raise LexiconError(
                f"{path}: ambiguous > {word}: {codes[0]} first, but it means {places[word].code}"
            )
    return places


def _capitals(facts: Iterable[list[str]], typed: entries.Cities) -> dict[str, str]:
    excluded = frozenset(typed.excluded)
    carried = {capital: code for code, _, _, _, capital in facts if capital and capital not in excluded}
    return {**carried, **typed.capital}


def _cities(folder: Path, typed: entries.Cities, facts: Iterable[list[str]]) -> dict[str, str]:
    carried = dict(read_tsv(folder / "generated" / "cities.tsv", 2))
    _carried_still(folder / "cities.yml", "excluded", typed.excluded, {*carried, *(row[4] for row in facts)})
    excluded = frozenset(typed.excluded)
    kept = {name: code for name, code in carried.items() if name not in excluded}
    return {**kept, **typed.city, **_capitals(facts, typed)}


def _carried_still(path: Path, section: str, words: Iterable[str], carried: Container[str]) -> None:
    """A word that is taken out must be there to be taken out; else the line has outlived its reason."""
    for word in words:
        if word not in carried:
            raise LexiconError(f"{path}: {section} > {word}: no library carries it; drop the line")


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


def _add(things: dict[str, Thing], path: Path, surface: str, thing: Thing) -> None:
    known = things.setdefault(surface, thing)
    if known.name != thing.name:
        raise LexiconError(f"{path}: {thing.name}: {surface!r} already means {known.name!r}")


def _organizations(folder: Path) -> dict[str, Organization]:
    found: dict[str, Organization] = {}
    for path in sorted((folder / "organizations").glob("*.yml")):
        for kind, bodies in read_yaml(path, entries.Organizations).kinds.items():
            for name, entry in bodies.items():
                for surface in _surfaces(name, entry):
                    weak = surface in entry.weak
                    body = Organization(name, entry.acronym, kind, tuple(entry.countries), weak)
                    _add(found, path, surface, body)
    return found


def _programmes(folder: Path) -> dict[str, Programme]:
    path = folder / "programmes.yml"
    found: dict[str, Programme] = {}
    for name, entry in read_yaml(path, entries.Programmes).programmes.items():
        for surface in _surfaces(name, entry):
            scheme = Programme(name, entry.acronym, tuple(entry.countries), surface in entry.weak)
            _add(found, path, surface, scheme)
    return found


def _surfaces(name: str, entry: entries.OrganizationEntry) -> list[str]:
    acronym = [entry.acronym] if entry.acronym else []
    return list(dict.fromkeys([name, *acronym, *entry.aliases, *entry.weak]))


def _money(
    folder: Path,
) -> tuple[dict[str, str], dict[str, tuple[str, ...]], dict[str, str], dict[str, str]]:
    carried_names, _, families = (folder / "generated" / name for name in _CURRENCY_FORMS)
    typed = read_yaml(folder / "currencies.yml", entries.Currencies)
    no_money = frozenset(typed.no_money)
    candidates = {
        word: tuple(codes.split(" ")) for word, codes in read_tsv(families, 2) if word not in no_money
    }
    single = {word: codes[0] for word, codes in candidates.items() if len(codes) == 1}
    carried = {name: code for name, code in read_tsv(carried_names, 2) if name not in no_money}
    names = {**single, **carried, **typed.alias, **typed.bare}
    return names, candidates, dict(typed.scaled), dict(typed.letters)


class _HeadFile(Protocol):
    @property
    def strong(self) -> Mapping[str, str]: ...
    @property
    def weak(self) -> Mapping[str, str]: ...
    @property
    def plural(self) -> Mapping[str, str]: ...


HeadModel = TypeVar(
    "HeadModel", entries.OrgHeads, entries.Instruments, entries.EventHeads, entries.PlainHeads
)


def _head_file(path: Path, model: type[HeadModel]) -> Mapping[str, Head]:
    return _heads(path, read_yaml(path, model))


def _heads(path: Path, typed: _HeadFile) -> Mapping[str, Head]:
    """Singulars and plurals -> Head; a plural is regular where the file names none."""
    heads: dict[str, Head] = {}
    for strong, words in ((True, typed.strong), (False, typed.weak)):
        for word, kind in words.items():
            if word in heads:
                raise LexiconError(f"{path}: weak > {word}: stands under `strong` as well")
            heads[word] = Head(word, kind, strong)
    irregular = set(typed.plural.values())
    plurals = {**{plural_of(word): word for word in heads if word not in irregular}, **typed.plural}
    for plural, word in plurals.items():
        if word not in heads:
            raise LexiconError(f"{path}: plural > {plural}: {word!r} is neither `strong` nor `weak`")
        heads.setdefault(plural, Head(word, heads[word].kind, heads[word].strong, plural=True))
    return MappingProxyType(heads)


def plural_of(phrase: str) -> str:
    """The regular English plural of a head: of the noun before "of", "for" and the like, else of its end."""
    for link in (" of ", " for ", " on ", " to ", " in ", "-in-", "-at-", "-of-"):
        noun, link_, rest = phrase.partition(link)
        if link_:
            return plural_of(noun) + link_ + rest
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase + "es"
    return phrase + "s"
