"""Values in words: countries, dates, money, figures, and what a fact says in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
Names = Mapping[str, str]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?(~?)")
_LONGEST = 200  # letters of a line that says a fact
_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
KINDS = {
    "agreement": ("agreement", "agreements"),
    "event": ("event", "events"),
    "funding": ("sum of money", "sums of money"),
    "observation": ("figure", "figures"),
    "programme": ("programme", "programmes"),
    "institution": ("institution", "institutions"),
    "membership": ("membership", "memberships"),
    "project": ("project", "projects"),
    "person": ("person", "people"),
}
"""Each kind of fact in the singular and the plural, as readers call it."""


def number(value: Decimal | float | int) -> str:
    """``102,938`` and ``13.8``: thousands set apart, no idle zeros."""
    whole = f"{Decimal(str(value)):,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def short(value: Decimal | float | int) -> str:
    """``46.07 million``: large amounts as people say them, to three places."""
    exact = Decimal(str(value))
    for scale, word in _SCALES:
        if exact >= scale:
            return f"{number(round(exact / scale, 3))} {word}"
    return number(round(exact, 6))


def euro(value: Decimal | float | int) -> str:
    """``434,100`` or ``599 million``: what was reckoned with a rate, to four places."""
    return short(Decimal(f"{Decimal(str(value)):.4g}"))


def bounds(
    low: Decimal | None,
    high: Decimal | None,
    qualifier: str | None,
    shown: Callable[[Decimal], str] = number,
) -> str:
    """``3–4``, ``over 45``, ``under 50``, ``about 450``: a figure as it was said."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"over {shown(low)}" if low is not None else ""
    if low is None:
        return f"under {shown(high)}"
    said = shown(low) if low == high else f"{shown(low)}–{shown(high)}"
    return f"about {said}" if qualifier == "about" else said


def when(edtf: str | None) -> str:
    """``8–9 April 2015`` for ``2015-04-08/2015-04-09``; what is not read so stays as it is."""
    if not edtf:
        return ""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _day(first)
    if first == "..":
        return f"until {_day(last)}"
    if last in ("..", ""):
        return f"since {_day(first)}"
    return _span(first, last)


def day(value: date | None) -> str:
    """``13 September 2022``."""
    return _day(f"{value:%Y-%m-%d}") if value else ""


def _span(first: str, last: str) -> str:
    one, other = _DAY.fullmatch(first), _DAY.fullmatch(last)
    if one and other and one[3] and other[3] and one[1] == other[1]:
        if one[2] == other[2]:
            return f"{int(one[3])}–{_day(last)}"
        return f"{int(one[3])} {_MONTHS[int(one[2]) - 1]} – {_day(last)}"
    tight = len(first) == len(last) == 4
    return f"{_day(first)}–{_day(last)}" if tight else f"{_day(first)} – {_day(last)}"


def _day(edtf: str) -> str:
    found = _DAY.fullmatch(edtf)
    if not found:
        return f"{edtf[:3]}0s" if re.fullmatch(r"\d{3}X", edtf) else edtf
    year, month, day, about = found.groups()
    parts = [str(int(day))] if day else []
    parts += [_MONTHS[int(month) - 1]] if month and 1 <= int(month) <= 12 else []
    parts += [year] if year != "XXXX" else ["(year not said)"]
    return ("about " if about else "") + " ".join(parts)


def country(code: str | None, names: Names) -> str:
    """A country's name; the code itself where it has none."""
    return names.get(code or "", code or "")


def between(codes: Sequence[str], names: Names) -> str:
    """``Belarus – Bangladesh``."""
    return " – ".join(country(code, names) for code in codes)


def cap(text: str) -> str:
    """``text`` with a capital at its beginning, as a line of a list has."""
    return text[:1].upper() + text[1:]


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _agreement(row: Row, names: Names) -> str:
    what = row["title"] or cap(row["instrument"] or "agreement")
    who = between(row["countries"], names) or _joined(*row["organizations"])
    return f"{what}: {who}" if who else what


def _event(row: Row, names: Names) -> str:
    what = cap(row["name"] or row["event_kind"])
    return _joined(what, row["city"] or (country(row["place_country"], names) or None))


def _funding(row: Row, _: Names) -> str:
    amount = f"{bounds(row['amount_low'], row['amount_high'], row['qualifier'], short)} {row['currency']}"
    way = "".join(
        f" {word} {row[key]}" for word, key in (("from", "funder"), ("to", "recipient")) if row[key]
    )
    return _joined(f"{amount}{way}", row["programme"])


def _observation(row: Row, _: Names) -> str:
    sign = "%" if row["unit"] == "percent" else f" {row['unit']}"
    said = f"{bounds(row['value_low'], row['value_high'], row['qualifier'])}{sign}"
    return f"{said}: {row['measure']}" if row["measure"] else said


def _programme(row: Row, names: Names) -> str:
    name = row["name"] or f"Programme of {between(row['countries'], names) or 'cooperation'}"
    return f"{name} ({row['acronym']})" if row["acronym"] and row["acronym"] not in name else name


def _institution(row: Row, _: Names) -> str:
    return row["name"] or cap(row["institution_kind"])


def _membership(row: Row, names: Names) -> str:
    return f"{country(row['member'], names)} in {row['organization']}"


def _project(row: Row, _: Names) -> str:
    return " ".join(part for part in (row["code"], row["title"]) if part) or "Project"


def _person(row: Row, _: Names) -> str:
    return _joined(row["name"], row["role"], row["organization"])


_SAYS: Mapping[str, Callable[[Row, Names], str]] = {
    "agreement": _agreement, "event": _event, "funding": _funding, "observation": _observation,
    "programme": _programme, "institution": _institution, "membership": _membership, "project": _project,
    "person": _person,
}  # fmt: skip
_TIMES = ("signed", "date", "period", "established", "since", "valid")


def says(kind: str, values: Row, names: Names) -> str:
    """What a fact says, in one line, cut where it is very long: its values are those of its report view."""
    said = _SAYS[kind](values, names)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def time_of(values: Row) -> tuple[str | None, Any, Any]:
    """EDTF, first and last day of a fact: the time it is mainly about."""
    for name in _TIMES:
        if values.get(f"{name}_edtf"):
            return values[f"{name}_edtf"], values[f"{name}_from"], values[f"{name}_to"]
    return None, None, None


def countries_of(values: Row) -> list[str]:
    """The codes of all countries that a fact names, each once."""
    codes = list(values.get("countries") or [])
    codes += [values[name] for name in ("place_country", "country") if values.get(name)]
    member = values.get("member")
    codes += [member] if member and re.fullmatch(r"[A-Z]{2}", member) else []
    return list(dict.fromkeys(codes))
