"""Who works with whom: a matrix of the countries most spoken of, the pairs, who goes where, what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from math import log
from typing import Any

from pipelines.report import charts, words
from pipelines.report.content import Content
from pipelines.report.groups import country_link, fact_link
from pipelines.report.tables import Cell, Column, Table, count, heads

_ACROSS, _DOWN, _PAIRS, _MOVES, _COVERED, _YEARS = 8, 24, 15, 10, 16, 40
_SHADES = 5
# What links two countries, as report.country_pairs counts it: all that happened or holds.
_THINGS = ("agreements", "events", "programmes", "institutions", "projects", "funding", "figures")
_LABELS = {"funding": "sums of money"}
Pair = tuple[str, str]
Row = Mapping[str, Any]


def section(content: Content) -> dict[str, Any]:
    """``matrix``, ``pairs``, ``mobility``, ``coverage`` (a drawing), ``by_year`` (its table), ``covered``."""
    pairs = content.rows("""
        select * from report.country_pairs order by len(fact_ids) desc, country_a, country_b
    """)
    years = content.rows("select * from report.coverage where year is not null and facts > 0")
    return {
        "matrix": _matrix(content, pairs),
        "pairs": _pairs(content, pairs),
        "mobility": _mobility(content),
        "coverage": _coverage(content, years),
        "by_year": _by_year(content, years),
        "covered": _covered(content),
    }


def _linking(row: Row) -> list[str]:
    """The facts that link a pair, in reading order."""
    behind = row["facts_behind"] or {}
    wanted = {fact_id for name in _THINGS for fact_id in behind.get(name, ())}
    return [fact_id for fact_id in row["fact_ids"] if fact_id in wanted]


def _matrix(content: Content, pairs: list[dict[str, Any]]) -> Table:
    """Those with most partners across, their partners down, in each cell how many facts link the two."""
    facts = {(row["country_a"], row["country_b"]): _linking(row) for row in pairs}
    facts = {pair: ids for pair, ids in facts.items() if ids}
    weight, partners = Counter[str](), Counter[str]()
    for pair, ids in facts.items():
        for code in pair:
            weight[code] += len(ids)
            partners[code] += 1
    hubs = [code for code in weight if partners[code] > 1] or list(weight)[:1]
    across = sorted(hubs, key=lambda code: (-partners[code], -weight[code], code))[:_ACROSS]
    linked = {code for pair in facts if set(pair) & set(across) for code in pair}
    down = sorted(linked, key=lambda code: (-weight[code], code))[:_DOWN]
    most = max(map(len, facts.values()), default=1)
    left = len(linked) - len(down)
    return Table(
        "How many facts link two countries",
        [Column(""), *(Column(words.country(code, content.countries), True) for code in across)],
        [
            [_name(code, content), *(_cell(code, other, facts, most, content) for other in across)]
            for code in down
        ],
        more=f"{left} more countries have fewer links" if left else "",
        more_link="#facts" if left else "",
        empty="no two countries are named together",
        name="matrix",
    )


def _name(code: str, content: Content) -> Cell:
    return Cell(words.country(code, content.countries), country_link(code), code)


def _cell(one: str, other: str, facts: Mapping[Pair, list[str]], most: int, content: Content) -> Cell:
    if one == other:
        return Cell(note="—")
    pair = (min(one, other), max(one, other))
    ids = facts.get(pair, [])
    if not ids:
        return Cell()
    strength = log(len(ids)) / log(most) if most > 1 else 1
    return Cell(f"{len(ids):,}", _link(pair, "", ids, content), shade=1 + round((_SHADES - 1) * strength))


def _link(pair: Pair, what: str, ids: list[str], content: Content) -> str:
    title = words.between(pair, content.countries) + (f": {_LABELS.get(what, what)}" if what else "")
    return content.groups.link("-".join(["pair", *pair, *([what] if what else [])]), title, ids)


def _pairs(content: Content, pairs: list[dict[str, Any]]) -> Table:
    shown = pairs[:_PAIRS]
    columns = [name for name in (*_THINGS, "planned") if any(row[name] for row in shown)]
    at = columns.index("funding") + 1 if "funding" in columns else 0
    labels = [f"{_LABELS.get(name, name).capitalize()}#" for name in columns]
    labels[at:at] = ["In euro#"] if at else []
    rows = []
    for row in shown:
        cells = [_counted(row, name, content) for name in columns]
        cells[at:at] = [_euro(row, content)] if at else []
        rows.append([_who(row), *cells, *_signs(row, content)])
    left = len(pairs) - len(rows)
    return Table(
        "Pairs of countries, the most linked first",
        heads("Pair", *labels, "First#", "Last#"),
        rows,
        more=f"{left:,} more pairs" if left > 0 else "",
        more_view="report.country_pairs",
        empty="no two countries are named together",
        name="pairs",
    )


def _who(row: Row) -> Cell:
    return Cell(f"{row['name_a']} – {row['name_b']}", note=f"{row['country_a']} – {row['country_b']}")


def _counted(row: Row, name: str, content: Content) -> Cell:
    ids = (row["facts_behind"] or {}).get(name, [])
    return count(row[name], _link((row["country_a"], row["country_b"]), name, ids, content))


def _euro(row: Row, content: Content) -> Cell:
    if row["amount_eur"] is None:
        return Cell("no rate" if row["amounts_without_rate"] else "")
    ids = (row["facts_behind"] or {}).get("amount_eur", [])
    link = _link((row["country_a"], row["country_b"]), "amount in euro", ids, content)
    missing = row["amounts_without_rate"]
    return Cell(words.euro(row["amount_eur"]), link, f"and {missing} without a rate" if missing else "")


def _signs(row: Row, content: Content) -> list[Cell]:
    """The years of the first and the last sign of life, each leading to a sentence that has that day."""
    facts = [content.fact[fact_id] for fact_id in _linking(row)]

    def cell(day: date | None) -> Cell:
        if day is None:
            return Cell()
        days = ((fact, words.time_of(fact.values)[1:]) for fact in facts)
        found = next((fact.fact_id for fact, ends in days if day in ends), None)
        return Cell(str(day.year), fact_link(found) if found else "")

    return [cell(row["first_sign"]), cell(row["last_sign"])]


def _mobility(content: Content) -> Table:
    rows = content.rows(
        "select * from report.mobility where status != 'negated' order by date_from desc nulls last"
    )
    return Table(
        "Who goes where",
        heads("What", "How many#", "Where", "With", "When@", "Status"),
        [
            [
                Cell(words.cap(row["label"]), fact_link(row["fact_id"]), is_quoted=True),
                _how_many(row),
                Cell(
                    ", ".join(
                        filter(None, (row["city"], words.country(row["host_country"], content.countries)))
                    )
                ),
                Cell(words.between(row["other_countries"], content.countries)),
                Cell(words.when(row["date_edtf"])),
                Cell("" if row["status"] == "actual" else row["status"]),
            ]
            for row in rows[:_MOVES]
        ],
        more=f"{len(rows) - _MOVES:,} more" if len(rows) > _MOVES else "",
        more_view="report.mobility",
        empty="nobody is said to go anywhere",
        name="mobility",
    )


def _how_many(row: Row) -> Cell:
    said = words.bounds(row["number_low"], row["number_high"], row["qualifier"])
    return Cell(said, fact_link(row["fact_id"]) if said else "", row["unit"] or "")


def _drawn(years: list[dict[str, Any]]) -> tuple[list[str], list[dict[str, Any]]]:
    """The countries that most is known of, and their latest years."""
    weight = Counter[str]()
    for row in years:
        weight[row["country"]] += row["facts"]
    codes = [code for code, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:_COVERED]]
    last = max((row["year"] for row in years), default=0)
    return codes, [row for row in years if row["country"] in codes and row["year"] > last - _YEARS]


def _in_year(row: Row, content: Content) -> str:
    title = f"{row['name']}, {row['year']}"
    return content.groups.link(f"known-{row['country']}-{row['year']}", title, row["fact_ids"])


def _coverage(content: Content, years: list[dict[str, Any]]) -> charts.Drawing | None:
    codes, shown = _drawn(years)
    if not shown:
        return None
    rows = [
        {
            "lane": row["name"],
            "year": row["year"],
            "count": row["facts"],
            "link": _in_year(row, content),
            "said": f"{row['name']}, {row['year']}: facts {row['facts']}",
        }
        for row in shown
    ]
    lanes = [words.country(code, content.countries) for code in codes]
    text = "What is known of which country in which year. The table below holds the numbers."
    return charts.drawing("coverage", text, charts.coverage(rows, lanes))


def _by_year(content: Content, years: list[dict[str, Any]]) -> Table:
    """What the drawing shows, as a table."""
    codes, shown = _drawn(years)
    found = {(row["country"], row["year"]): row for row in shown}
    columns = sorted({row["year"] for row in shown}, reverse=True)
    return Table(
        "Facts by country and year",
        [Column(""), *(Column(str(year), True) for year in columns)],
        [
            [
                _name(code, content),
                *(
                    count(row["facts"], _in_year(row, content)) if row else Cell()
                    for row in (found.get((code, year)) for year in columns)
                ),
            ]
            for code in codes
        ],
        empty="no dated facts",
    )


def _covered(content: Content) -> Table:
    rows = content.rows("""
        select
            country,
            any_value(name) as name,
            list_distinct(flatten(list(fact_ids))) as fact_ids,
            list_distinct(flatten(list(fact_ids) filter (where year is null))) as undated,
            min(year) filter (where facts > 0) as first,
            max(year) filter (where facts > 0) as last,
            count(*) filter (where year is not null and facts = 0) as silent
        from report.coverage
        group by country
        order by len(list_distinct(flatten(list(fact_ids)))) desc, country
    """)
    return Table(
        "What is known of each country, and what is not",
        heads(
            "Country", "Facts#", "Without a date#", "First year#", "Last year#", "Years between with nothing#"
        ),
        [
            [
                Cell(row["name"], country_link(row["country"]), row["country"]),
                _known(row["fact_ids"], row, "all", content),
                _known(row["undated"] or [], row, "undated", content),
                Cell(str(row["first"] or "")),
                Cell(str(row["last"] or "")),
                Cell(f"{row['silent']:,}" if row["silent"] else ""),
            ]
            for row in rows[:_COVERED]
        ],
        more=f"{len(rows) - _COVERED:,} more countries" if len(rows) > _COVERED else "",
        more_view="report.coverage",
        empty="no country is named",
        name="covered",
    )


def _known(ids: list[str], row: Row, which: str, content: Content) -> Cell:
    title = row["name"] + (": facts without a date" if which == "undated" else "")
    ordered = sorted(ids, key=content.place.__getitem__)
    return count(len(ids), content.groups.link(f"country-{row['country']}-{which}", title, ordered))
