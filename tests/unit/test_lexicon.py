"""The lexicon: what it holds, that it is fresh, and that a mistyped line is told by file, line and value."""

from __future__ import annotations

import shutil
from pathlib import Path

import pycountry
import pytest

from pipelines.lexicon import LexiconError, entries, lexicon, lexicon_version
from pipelines.lexicon.files import FOLDER, GENERATED, read_tsv, read_yaml
from pipelines.lexicon.load import load, plural_of
from schemas.fields import EVENT_KIND, INSTITUTION_KIND, INSTRUMENT

LEXICON = lexicon()
COUNTRIES = read_yaml(FOLDER / "countries.yml", entries.Countries)

# ISO 3166-1 codes that name no independent state: territories, and Antarctica.
DEPENDENT = set("""
    AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC
    NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT
""".split())  # fmt: skip  # noqa: SIM905
STATES = sorted({country.alpha_2 for country in pycountry.countries} - DEPENDENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lexicon to spoil."""
    return Path(
        shutil.copytree(FOLDER, tmp_path / "lexicon", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    )


def spoil(path: Path, old: str, new: str) -> int:
    """Replace ``old`` once and return the line it stood in."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


# What the words mean


@pytest.mark.parametrize(
    ("surface", "code", "form"),
    [
        ("Belarus", "BY", "name"),
        ("Republic of Belarus", "BY", "name"),
        ("People's Republic of Bangladesh", "BD", "name"),
        ("Byelorussian", "BY", "adjective"),
        ("Norwegian", "NO", "adjective"),  # YAML alone would read NO as a boolean
        ("Belarusians", "BY", "people"),
        ("Poles", "PL", "people"),
        ("U.K.", "GB", "name"),
        ("EU", "EU", "name"),
        ("South Korea", "KR", "name"),
        ("Democratic People's Republic of Korea", "KP", "name"),
        ("Korea", "KR", "name"),
        ("Czech Republic", "CZ", "name"),
        ("Viet Nam", "VN", "name"),
        ("Türkiye", "TR", "name"),
        ("Turkey", "TR", "name"),
        ("Côte d'Ivoire", "CI", "name"),
        ("Niger", "NE", "name"),
        ("Nigerian", "NG", "adjective"),
        ("Scotland", "GB", "part"),
        ("Tatarstan", "RU", "part"),
        ("Kremlin", "RU", "government-seat"),
        ("Minsk", "BY", "capital"),
        ("Luxembourg", "LU", "name"),  # a country and its capital: the country
        ("European", "", "region"),
        ("Central African", "", "region"),
        ("Central African Republic", "CF", "name"),
        ("USSR", "RU", "name"),
        ("former USSR", "", "former"),
        ("Indian Ocean", "", "other"),
    ],
)
def test_a_place_word_has_its_country(surface: str, code: str, form: str) -> None:
    place = LEXICON.countries[surface]
    assert (place.code, place.form) == (code, form)


@pytest.mark.parametrize("code", STATES)
def test_every_independent_state_has_a_name_and_an_adjective(code: str) -> None:
    forms = {place.form for place in LEXICON.countries.values() if place.code == code}
    # "Congolese" and "Dominican" serve two states each; the lexicon says so and takes the larger.
    forms |= {LEXICON.countries[word].form for word, codes in COUNTRIES.ambiguous.items() if code in codes}
    assert "name" in forms
    if code != "VA":  # English has no adjective for the Vatican but its name
        assert "adjective" in forms


def test_every_state_has_its_facts() -> None:
    for code in STATES:
        assert LEXICON.country_names[code]
        assert LEXICON.country_regions[code]
        assert LEXICON.country_currency[code] in LEXICON.currency_codes


def test_all_codes_are_known() -> None:
    countries = {country.alpha_2 for country in pycountry.countries} | {"EU", "XK"}
    money = {currency.alpha_3 for currency in pycountry.currencies}
    said = {place.code for place in LEXICON.countries.values()} - {""}
    said |= {*LEXICON.cities.values(), *LEXICON.capitals.values(), *LEXICON.country_names}
    said.update(code for body in LEXICON.organizations.values() for code in body.countries)
    said.update(code for programme in LEXICON.programmes.values() for code in programme.countries)
    assert said <= countries
    assert set(LEXICON.currencies.values()) <= LEXICON.currency_codes
    # Bulgaria has had the euro since 2026, which Babel 2.18 does not say yet.
    assert set(LEXICON.country_currency.values()) - {"BGN"} <= money
    assert {body.kind for body in LEXICON.organizations.values()} <= set(INSTITUTION_KIND)


@pytest.mark.parametrize(
    ("city", "code"),
    [("Minsk", "BY"), ("Kyiv", "UA"), ("Kiev", "UA"), ("St. Petersburg", "RU"),
     ("Zurich", "CH"), ("Zürich", "CH"),
     ("Łódź", "PL"), ("Lodz", "PL"), ("Barcelona", "ES"), ("Bengaluru", "IN"), ("Washington, D.C.", "US")],
)  # fmt: skip
def test_a_city_has_its_country(city: str, code: str) -> None:
    assert LEXICON.cities[city] == code


@pytest.mark.parametrize(
    "word", ["Of", "Nice", "Reading", "Mobile", "Bath", "Same", "Split", "Male", "Man", "Bo"]
)
def test_ordinary_words_are_no_cities(word: str) -> None:
    assert word not in LEXICON.cities
    assert word not in LEXICON.capitals


@pytest.mark.parametrize(
    ("word", "code"),
    [("euro", "EUR"), ("€", "EUR"), ("us$", "USD"), ("$", "USD"), ("us dollars", "USD"),
     ("belarusian roubles", "BYN"), ("belarusian rubles", "BYN"), ("tenge", "KZT"),
     ("taka", "BDT"), ("pounds sterling", "GBP"), ("rmb", "CNY"),
     ("swiss francs", "CHF"), ("ecu", "XEU"), ("nz$", "NZD"), ("korean won", "KRW")],
)  # fmt: skip
def test_money_words(word: str, code: str) -> None:
    assert LEXICON.currencies[word] == code


def test_a_shared_money_word_keeps_all_its_meanings() -> None:
    assert {"USD", "NZD", "AUD"} <= set(LEXICON.currency_families["$"])
    assert {"RUB", "BYN"} <= set(LEXICON.currency_families["rubles"])
    assert LEXICON.country_currency["NZ"] == "NZD"


@pytest.mark.parametrize("word", ["won", "real", "mark", "gold", "try", "all", "top", "won't"])
def test_ordinary_words_are_no_money(word: str) -> None:
    assert word not in LEXICON.currencies


def test_known_bodies_and_programmes() -> None:
    assert LEXICON.organizations["MAGATE"].name == LEXICON.organizations["IAEA"].name
    assert LEXICON.organizations["TÜBİTAK"].countries == ("TR",)
    assert LEXICON.organizations["UNESCO"].countries == ()
    assert LEXICON.organizations["JINR"].kind == "laboratory"
    assert LEXICON.programmes["FP7"].countries == ("EU",)
    assert LEXICON.programmes["Erasmus"].weak
    assert not LEXICON.programmes["Erasmus+"].weak
    assert len({body.name for body in LEXICON.organizations.values()}) >= 250
    assert len({programme.name for programme in LEXICON.programmes.values()}) >= 80


def test_heads_have_plurals_and_codes() -> None:
    memoranda = LEXICON.instruments["memoranda of understanding"]
    assert (memoranda.word, memoranda.kind, memoranda.strong, memoranda.plural) == (
        "memorandum of understanding", "memorandum", True, True,
    )  # fmt: skip
    assert LEXICON.org_heads["Academies of Sciences"].word == "Academy of Sciences"
    assert LEXICON.roles["deputy ministers"].kind == "government"
    assert not LEXICON.org_heads["Park"].strong
    assert {head.kind for head in LEXICON.instruments.values()} == set(INSTRUMENT)
    assert {head.kind for head in LEXICON.event_heads.values()} == set(EVENT_KIND)


def test_no_form_means_two_kinds_of_thing() -> None:
    places = LEXICON.countries.keys() | LEXICON.cities.keys()
    bodies, programmes = LEXICON.organizations.keys(), LEXICON.programmes.keys()
    assert bodies & programmes == set()
    assert (bodies | programmes) & places == set()
    assert {
        form for form in (bodies | programmes | places) & LEXICON.currency_codes if not weak(form)
    } == set()
    both = LEXICON.countries.keys() & LEXICON.cities.keys()
    assert [form for form in both if LEXICON.countries[form].code != LEXICON.cities[form]] == []


def weak(form: str) -> bool:
    return any(table[form].weak for table in (LEXICON.organizations, LEXICON.programmes) if form in table)


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("treaty", "treaties"), ("fair", "fairs"), ("congress", "congresses"),
     ("head of mission", "heads of mission"),
     ("survey", "surveys"), ("workshop", "workshops"), ("letter of intent", "letters of intent")],
)  # fmt: skip
def test_regular_plurals(singular: str, plural: str) -> None:
    assert plural_of(singular) == plural


# What the files must be


def test_each_hand_typed_file_says_source_and_licence() -> None:
    for path in [*FOLDER.glob("*.yml"), *(FOLDER / "organizations").glob("*.yml")]:
        head = "".join(
            line for line in path.read_text(encoding="utf-8").splitlines(True) if line.startswith("#")
        )
        assert "Source:" in head, path.name
        assert "Licence:" in head, path.name


def test_no_typed_line_repeats_what_a_library_carries() -> None:
    countries = dict(read_tsv(GENERATED / "countries.tsv", 2))
    cities = dict(read_tsv(GENERATED / "cities.tsv", 2))
    assert [name for name, code in COUNTRIES.name.items() if countries.get(name) == code] == []
    towns = read_yaml(FOLDER / "cities.yml", entries.Cities).city
    assert [name for name, code in towns.items() if cities.get(name) == code] == []


def test_generated_files_are_what_the_libraries_say() -> None:
    generate = pytest.importorskip("pipelines.lexicon.generate", reason="needs the development dependencies")
    assert generate.stale() == []


def test_check_tells_a_stale_file(folder: Path) -> None:
    generate = pytest.importorskip("pipelines.lexicon.generate", reason="needs the development dependencies")
    spoil(folder / "generated" / "countries.tsv", "\nBelarus\tBY\n", "\nBelarus\tBE\n")
    assert generate.stale(folder / "generated") == ["countries.tsv"]


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("countries.yml", "  Belarusian: BY\n", "  Belarusian: BLR\n", ["> Belarusian", "'BLR'", "alpha-2"]),
        ("countries.yml", "  Britons: GB\n", "  Britons : [GB]\n", ["people > Britons", "['GB']"]),
        ("countries.yml", "  Cote d'Ivoire: CI\n", "  Cote d’Ivoire: CI\n", ["Cote d’Ivoire", "apostrophe"]),
        ("countries.yml", "  Holland: NL\n", "  Holland: NL\n  Holland: DE\n", ["'Holland' is said twice"]),
        ("countries.yml", "\npeople:\n", "\npeoples:\n", ["peoples"]),
        ("cities.yml", "  Dubna: RU\n", "  Dubna: SU\n", ["city > Dubna", "'SU'"]),
        ("currencies.yml", "  rmb: CNY\n", "  rmb: RMB\n", ["alias > rmb", "'RMB'", "ISO 4217"]),
        ("titles.yml", "  Dame: honorific\n", "  Dame: noble\n", ["titles > Dame", "'noble'", "honorific"]),
        ("instruments.yml", "  treaty: treaty\n", "  treaty: law\n", ["strong > treaty", "'law'"]),
        ("instruments.yml", "  treaty: treaty\n", "  Treaty: treaty\n", ["Treaty", "lower case"]),
        ("event_heads.yml", "  fair: conference\n", "  fair: market\n", ["strong > fair", "'market'"]),
        ("org_heads.yml", "  Museum: other\n", "  Museum: museum\n", ["strong > Museum", "'museum'"]),
        ("programmes.yml", "acronym: H2020, ", "acronim: H2020, ", ["Horizon 2020 > acronim"]),
        ("organizations/national.yml", "CSIRO, countries: [AU]", "CSIRO, countries: [AUS]",
         ["Commonwealth Scientific and Industrial Research Organisation > countries > 0", "'AUS'"]),
    ],
)  # fmt: skip
def test_a_mistyped_line_is_told_by_file_line_and_value(
    folder: Path, file: str, old: str, new: str, parts: list[str]
) -> None:
    line = spoil(folder / file, old, new) + new.lstrip("\n").count("\n", 0, -1)
    line += old.startswith("\n")
    with pytest.raises(LexiconError) as told:
        load(folder)
    message = str(told.value)
    assert f"{Path(file).name}:{line}:" in message
    for part in parts:
        assert part in message


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("countries.yml", "\npeople:\n", "\npeople:\n  Belarusian: RU\n", ["Belarusian", "BY", "ambiguous"]),
        ("countries.yml", "  - Jordan  #", "  - Jordanland  #", ["Jordanland", "no section"]),
        ("countries.yml", "  Congo: [CG, CD]", "  Congo: [CD, CG]", ["Congo", "CD first"]),
        ("cities.yml", "  - Reading\n", "  - Readingham\n", ["excluded", "Readingham"]),
        ("instruments.yml", "\nweak:\n", "\nweak:\n  treaty: treaty\n", ["treaty", "strong"]),
        ("instruments.yml", "  memoranda: memorandum\n", "  memoranda: memorandon\n", ["memorandon"]),
        ("organizations/national.yml", "{acronym: CSIRO,", "{acronym: NASA,", ["'NASA' already means"]),
    ],
)  # fmt: skip
def test_a_contradiction_is_told(folder: Path, file: str, old: str, new: str, parts: list[str]) -> None:
    spoil(folder / file, old, new)
    with pytest.raises(LexiconError) as told:
        load(folder)
    assert Path(file).name in str(told.value)
    for part in parts:
        assert part in str(told.value)


def test_a_missing_or_broken_file_is_told(folder: Path) -> None:
    (folder / "titles.yml").unlink()
    with pytest.raises(LexiconError, match=r"titles\.yml: cannot be read"):
        load(folder)
    (folder / "titles.yml").write_text("titles: {Mr: courtesy\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"titles\.yml:\d+:"):
        load(folder)
    (folder / "titles.yml").write_bytes(b"titles: {\xff: courtesy}\n")
    with pytest.raises(LexiconError, match=r"titles\.yml: "):
        load(folder)


def test_a_generated_row_of_another_width_is_told(folder: Path) -> None:
    line = spoil(folder / "generated" / "cities.tsv", "\nMinsk\tBY\n", "\nMinsk\n") + 1
    with pytest.raises(LexiconError, match=rf"cities\.tsv:{line}: 1 columns where 2 belong: 'Minsk'"):
        load(folder)


def test_other_files_of_the_folder_are_let_be(folder: Path) -> None:
    (folder / "numbers.yml").write_text("anything: [at, all]\n", encoding="utf-8")
    assert load(folder) == load(FOLDER)


def test_the_version_follows_every_data_file(folder: Path) -> None:
    before = lexicon_version(folder)
    assert before == lexicon_version(FOLDER)
    spoil(folder / "titles.yml", "  Dame: honorific\n", "")
    after = lexicon_version(folder)
    (folder / "triggers.yml").write_text("more: []\n", encoding="utf-8")
    assert len({before, after, lexicon_version(folder)}) == 3


def test_a_process_loads_it_once() -> None:
    assert lexicon() is LEXICON
