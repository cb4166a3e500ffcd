"""Facts, ledger and texts for the page's script: columns of short values, compressed.

Offsets of the warehouse count code points; a script's strings count UTF-16 units, so they are turned into
those here.
"""

from __future__ import annotations

import base64
import json
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.report import words
from pipelines.report.content import Content, Fact
from schemas.fields import STATUS

_DISPOSITIONS = ("fact", "quarantined", "ignored")
# The two bounds and the qualifier are shown as one figure, as it was said.
_FIGURE = {"amount_low": "amount", "value_low": "figure"}
_LABELS = {"amount_eur": "in euro", "eur_rate": "rate: 1 euro is", "eur_rate_date": "rate of"}
_LEFT_OUT = ("amount_high", "value_high", "qualifier")


def packed(value: object) -> str:
    """``value`` as JSON, compressed (zlib), in base64: the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 6)).decode("ascii")


def parts(content: Content) -> dict[str, str]:
    """``facts`` and ``texts``, which the list of facts needs, and ``more``, which the rest needs: packed."""
    documents = {row["document_id"]: number for number, row in enumerate(content.documents)}
    units = {row["document_id"]: _units(row["text"]) for row in content.documents}
    lists = _Lists()
    first = {
        "documents": [_document(row) for row in content.documents],
        "facts": _facts(content, documents, units, lists),
        "kinds": [
            [kind, *words.KINDS[kind], list(map(_label, _columns(kind, content)))] for kind in words.KINDS
        ],
        "countries": [[code, words.country(code, content.countries)] for code in lists["country"]],
        "statuses": list(STATUS),
        "rules": lists["rule"],
    }
    more = {
        "values": _values(content),
        "mentions": _mentions(content, documents, units, content.place, lists),
        "groups": {key: [title, _steps(content, ids)] for key, (title, ids) in content.groups.all.items()},
        "dispositions": list(_DISPOSITIONS),
        "reasons": lists["reason"],
    }
    return {
        "facts": packed(first),
        "texts": packed([row["text"] for row in content.documents]),
        "more": packed(more),
    }


def _steps(content: Content, fact_ids: Sequence[str]) -> list[int]:
    """The facts' places, each as the step from the one before: small numbers take less room."""
    places = [content.place[fact_id] for fact_id in fact_ids]
    return [place - before for before, place in zip([0, *places], places, strict=False)]


class _Lists:
    """Values that repeat, each once: columns hold their numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}

    def number(self, name: str, value: str) -> int:
        known = self._numbers.setdefault(name, {})
        return known.setdefault(value, len(known))

    def __getitem__(self, name: str) -> list[str]:
        return list(self._numbers.get(name, {}))


def _document(row: Mapping[str, Any]) -> list[str | None]:
    published = row["published_date"]
    return [
        row["document_id"],
        row["title"] or row["source_file"],
        row["publisher"],
        row["url"] if web_address(row["url"]) else None,
        published.isoformat() if published else None,
        row["language"],
        row["source_file"],
    ]


def web_address(url: str | None) -> bool:
    """Whether ``url`` is one to follow: a source may say ``javascript:`` where an address belongs."""
    return bool(url) and str(url).lower().startswith(("https://", "http://"))


def _facts(
    content: Content,
    documents: Mapping[str, int],
    units: Mapping[str, Callable[[int], int]],
    lists: _Lists,
) -> dict[str, list[Any]]:
    kinds = {kind: number for number, kind in enumerate(words.KINDS)}
    table: dict[str, list[Any]] = {name: [] for name in _FACT_COLUMNS}
    for fact in content.facts:
        unit = units[fact.document_id]
        edtf, first, last = words.time_of(fact.values)
        row = (
            fact.fact_id,
            kinds[fact.kind],
            documents[fact.document_id],
            unit(fact.start),
            unit(fact.end),
            STATUS.index(fact.status),
            lists.number("rule", fact.rule),
            fact.is_confirmed + 2 * fact.is_amended,
            words.says(fact.kind, fact.values, content.countries),
            words.when(edtf),
            _year(first),
            _year(last),
            [lists.number("country", code) for code in words.countries_of(fact.values)],
        )
        for name, value in zip(_FACT_COLUMNS, row, strict=True):
            table[name].append(value)
    return table


_FACT_COLUMNS = (
    "id", "kind", "doc", "start", "end", "status", "rule", "said", "what", "when", "from", "to", "countries",
)  # fmt: skip


def _values(content: Content) -> list[list[Any]]:
    """Of each fact the values of the columns of its kind."""
    columns = {kind: tuple(_columns(kind, content)) for kind in words.KINDS}
    return [[_shown(fact, name, content.countries) for name in columns[fact.kind]] for fact in content.facts]


def _year(day: date | None) -> int:
    return day.year if day else 0


def _columns(kind: str, content: Content) -> Iterable[str]:
    """The columns of a kind that the page shows beside a sentence."""
    example = next((fact for fact in content.facts if fact.kind == kind), None)
    for name in example.values if example else ():
        if name not in _LEFT_OUT and not name.endswith(("_from", "_to")):
            yield _FIGURE.get(name, name.removesuffix("_edtf"))


def _label(column: str) -> str:
    """What the page calls a column."""
    return _LABELS.get(column, column.replace("_", " "))


def _shown(fact: Fact, name: str, names: Mapping[str, str]) -> str | list[str] | None:
    """One value of a fact as people read it; None where the text does not say."""
    edtf = fact.values.get(f"{name}_edtf")
    if edtf is not None:
        return f"{words.when(edtf)}\t{edtf}"
    if name in _FIGURE.values():
        low, high = (
            fact.values[f"{'amount' if name == 'amount' else 'value'}_{side}"] for side in ("low", "high")
        )
        return words.bounds(low, high, fact.values["qualifier"])
    value = fact.values.get(name)
    if value is None or value == []:
        return None
    if name == "countries":
        return [words.country(code, names) for code in value]
    if name in ("country", "place_country", "member"):
        return words.country(value, names)
    if isinstance(value, Decimal | float | int) and not isinstance(value, bool):
        return words.number(value)
    return list(map(str, value)) if isinstance(value, list) else str(value)


def _mentions(
    content: Content,
    documents: Mapping[str, int],
    units: Mapping[str, Callable[[int], int]],
    index: Mapping[str, int],
    lists: _Lists,
) -> dict[str, list[Any]]:
    rows = [
        (
            documents[row["document_id"]],
            units[row["document_id"]](row["char_start"]),
            units[row["document_id"]](row["char_end"]),
            _DISPOSITIONS.index(row["disposition"]),
            lists.number("reason", row["reason"] or ""),
            int(row["mention_kind"] == "date"),
            [index[fact_id] for fact_id in row["fact_ids"] if fact_id in index],
        )
        for row in content.mentions
    ]
    names = ("doc", "start", "end", "disposition", "reason", "is_date", "facts")
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def _units(text: str) -> Callable[[int], int]:
    """Turns an offset in code points into one in UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda offset: offset
    wide = [number for number, sign in enumerate(text) if sign > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)
