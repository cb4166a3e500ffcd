"""What may stand in each lexicon file: one pydantic model a file, checked on every load."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from pipelines.lexicon.files import GENERATED, read_tsv
from schemas.fields import EVENT_KIND, INSTITUTION_KIND, INSTRUMENT

TITLE_KINDS = ("academic", "courtesy", "honorific", "military", "religious", "suffix")
ROLE_KINDS = ("government", "diplomatic", "academic", "organization", "science", "business")


@lru_cache(maxsize=1)
def _country_codes() -> frozenset[str]:
    return frozenset(row[0] for row in read_tsv(GENERATED / "country_facts.tsv", 5))


@lru_cache(maxsize=1)
def _currency_codes() -> frozenset[str]:
    return frozenset(row[0] for row in read_tsv(GENERATED / "currency_codes.tsv", 2))


def _surface(value: str) -> str:
    if not value or value != " ".join(value.split()):
        raise ValueError("a surface form has no spaces at its ends and single ones inside")
    if "’" in value:
        raise ValueError("a surface form is written with the straight apostrophe (')")
    if not unicodedata.is_normalized("NFC", value):
        raise ValueError("a surface form is written in Unicode's composed form (NFC)")
    return value


def _country(value: str) -> str:
    if value not in _country_codes():
        raise ValueError("no ISO 3166-1 alpha-2 code (nor EU, XK)")
    return value


def _currency(value: str) -> str:
    if value not in _currency_codes():
        raise ValueError("no ISO 4217 code of money in use since 1990")
    return value


def _one_of(codes: tuple[str, ...]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in codes:
            raise ValueError(f"not one of {', '.join(codes)}")
        return value

    return AfterValidator(check)


def _lower(value: str) -> str:
    # An acronym such as "MoU" keeps its capitals: looked up as it stands.
    if value != value.lower() and value[1:] == value[1:].lower():
        raise ValueError("written in lower case here (acronyms excepted)")
    return value


Surface = Annotated[str, AfterValidator(_surface)]
Word = Annotated[str, AfterValidator(_surface), AfterValidator(_lower)]
Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[str, AfterValidator(_currency)]
InstitutionKind = Annotated[str, _one_of(INSTITUTION_KIND)]
InstrumentKind = Annotated[str, _one_of(INSTRUMENT)]
EventKind = Annotated[str, _one_of(EVENT_KIND)]
TitleKind = Annotated[str, _one_of(TITLE_KINDS)]
RoleKind = Annotated[str, _one_of(ROLE_KINDS)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Countries(_File):
    """countries.yml."""

    name: dict[Surface, Country]
    adjective: dict[Surface, Country]
    people: dict[Surface, Country]
    government_seat: dict[Surface, Country]
    part: dict[Surface, Country]
    region: list[Surface]
    former: list[Surface]
    other: list[Surface]
    weak: list[Surface]
    ambiguous: dict[Surface, list[Country]]
    unnamed: list[Surface]


class Cities(_File):
    """cities.yml."""

    city: dict[Surface, Country]
    capital: dict[Surface, Country]
    excluded: list[Surface]


class OrganizationEntry(_File):
    acronym: Surface | None = None
    countries: list[Country] = []
    aliases: list[Surface] = []
    weak: list[Surface] = []


class Organizations(_File):
    """organizations/*.yml: kind of institution -> full name -> the rest."""

    kinds: dict[InstitutionKind, dict[Surface, OrganizationEntry]]


class Programmes(_File):
    """programmes.yml: full name -> the rest."""

    programmes: dict[Surface, OrganizationEntry]


class Currencies(_File):
    """currencies.yml."""

    alias: dict[Surface, Currency]
    bare: dict[Surface, Currency]
    scaled: dict[Surface, Currency]
    letters: dict[Surface, Currency]
    no_money: list[Surface]


class Titles(_File):
    """titles.yml."""

    titles: dict[Surface, TitleKind]


class Roles(_File):
    """roles.yml."""

    strong: dict[Word, RoleKind]
    weak: dict[Word, RoleKind]
    plural: dict[Word, Word] = {}
    modifiers: list[Word]


class OrgHeads(_File):
    """org_heads.yml."""

    strong: dict[Surface, InstitutionKind]
    weak: dict[Surface, InstitutionKind]
    plural: dict[Surface, Surface] = {}


class Instruments(_File):
    """instruments.yml."""

    strong: dict[Word, InstrumentKind]
    weak: dict[Word, InstrumentKind]
    plural: dict[Word, Word] = {}


class EventHeads(_File):
    """event_heads.yml."""

    strong: dict[Word, EventKind]
    weak: dict[Word, EventKind]
    plural: dict[Word, Word] = {}


class PlainHeads(_File):
    """programme_heads.yml, project_heads.yml: what the head says of the thing it names."""

    strong: dict[Word, Word]
    weak: dict[Word, Word]
    plural: dict[Word, Word] = {}
