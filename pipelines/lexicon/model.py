"""The shapes of the lexicon: what a word means, whatever file it comes from.

Surface forms are written as they stand in prose, with the straight apostrophe (') for both ' and its
typographic twin: whoever looks a form up folds the text first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PLACE_FORMS = (
    "name", "adjective", "people", "capital", "government-seat", "part", "region", "former", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """What a place word stands for.

    ``code`` is ISO 3166-1 alpha-2, ``EU`` for the Union, ``XK`` for Kosovo, and empty for what is no country:
    regions ("Europe", "Central Asian"), states that are no more ("USSR") and phrases that only look like a
    country ("Indian Ocean"). ``weak`` says that the form needs support from its surroundings, because it is
    also an ordinary word, a person's name, a language, or the name of another place ("US", "Jordan").
    """

    code: str
    form: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Organization:
    """A well-known body. ``kind`` is an institution_kind of the contract; ``countries`` is empty for
    international bodies and holds the home country of national ones."""

    name: str
    acronym: str | None
    kind: str
    countries: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """A well-known programme or scheme. ``countries`` are those it belongs to (``EU`` for the Union's)."""

    name: str
    acronym: str | None
    countries: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head noun of a name or of a rule: ``word`` in the singular and the contract's code for it.

    A ``strong`` head is enough by itself ("Ministry", "memorandum of understanding"); a weak one needs a
    capitalised phrase, a date or a trigger beside it ("Park", "plan").
    """

    word: str
    kind: str
    strong: bool
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word that reading looks up. Keys are surface forms; the heads of the data files say more.

    Case: countries, cities, organisations, programmes, titles and ``org_heads`` are case-sensitive. The
    other heads, ``roles``, ``instruments`` and ``currencies`` are in lower case (acronyms such as "MoU"
    excepted) and meant to be looked up without regard to case.
    """

    countries: Mapping[str, Place]
    cities: Mapping[str, str]  # city -> alpha-2, capitals included
    capitals: Mapping[str, str]  # capital -> alpha-2
    organizations: Mapping[str, Organization]
    programmes: Mapping[str, Programme]
    currencies: Mapping[str, str]  # lower-case name or symbol -> ISO 4217
    currency_codes: frozenset[str]  # "USD", "BYN": upper-case only
    currency_families: Mapping[str, tuple[str, ...]]  # "dollar", "$" -> the codes it may be
    large_currencies: Mapping[str, str]  # "soles": money behind thousands and more only
    letter_currencies: Mapping[str, str]  # "R": money before what can only be a sum
    country_currency: Mapping[str, str]  # alpha-2 -> the currency in use there now
    country_names: Mapping[str, str]  # alpha-2 -> English short name
    country_regions: Mapping[str, str]  # alpha-2 -> continent
    titles: Mapping[str, str]  # "Prof." -> academic, courtesy, ...
    roles: Mapping[str, Head]
    role_modifiers: frozenset[str]  # "deputy", "first", "acting"
    org_heads: Mapping[str, Head]
    instruments: Mapping[str, Head]
    event_heads: Mapping[str, Head]
    programme_heads: Mapping[str, Head]
    project_heads: Mapping[str, Head]
