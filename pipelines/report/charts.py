"""Charts, drawn by altair to SVG while the page is made: they need no script, print, and take both colours.

An SVG holds no style of its own: its few colours are those below, which ``static/page.css`` turns into the
page's. A mark that stands for facts carries ``data-go``, the link to them, and its words as a title; what a
chart shows stands in a table beside it as well.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert
from markupsafe import Markup

Rows = Sequence[Mapping[str, Any]]
INK, MUTED, GRID, ACCENT, PAPER = "#111111", "#666666", "#dddddd", "#1f4e8c", "#fefefe"
WIDE, NARROW = 880, 340
_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_KEPT = {
    "d", "x", "y", "x2", "y2", "dx", "dy", "width", "height", "transform", "fill", "stroke", "stroke-width",
    "opacity",
    "fill-opacity", "stroke-dasharray", "text-anchor", "font-size", "font-weight", "viewBox", "clip-path",
    "id", "rx", "ry", "display",
}  # fmt: skip
_CONFIG: Mapping[str, Any] = {
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelColor": MUTED, "titleColor": MUTED, "domainColor": GRID, "tickColor": GRID, "gridColor": GRID,
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelFont": "Arial",
    },
    "text": {"color": INK, "fontSize": 12, "font": "Arial"},
    "header": {"labelColor": INK, "labelFontSize": 12, "labelFontWeight": "bold", "labelFont": "Arial"},
}  # fmt: skip
_TENS = (
    "replace(replace(replace(format(datum.value, '~s'), 'k', ' thousand'), 'M', ' million'), 'G', ' billion')"
)
ElementTree.register_namespace("", _SVG)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart in two widths: for a desk and for a hand."""

    wide: Markup
    narrow: Markup


def drawing(name: str, alt_text: str, chart: Callable[[int], alt.TopLevelMixin]) -> Drawing:
    """``chart(width)`` in both widths, as SVG that says ``alt_text``."""
    wide, narrow = (_clean(_svg(chart(width)), f"{name}-{width}", alt_text) for width in (WIDE, NARROW))
    return Drawing(wide, narrow)


def _svg(chart: alt.TopLevelMixin) -> str:
    spec = chart.to_dict(validate=False, format="vega-lite") | {"config": _CONFIG}
    return str(vl_convert.vegalite_to_svg(spec))


def _clean(svg: str, name: str, alt_text: str) -> Markup:
    """The picture without styles, classes and empty parts; links become ``data-go``."""
    root = ElementTree.fromstring(_numbered(svg, name))  # noqa: S314 - we drew it ourselves
    _tidy(root)
    root.set("role", "img")
    root.set("aria-label", alt_text)
    text = ElementTree.tostring(root, encoding="unicode")
    return Markup(text)  # noqa: S704 - written by ElementTree, which escapes


def _numbered(svg: str, name: str) -> str:
    """Ids that do not depend on what was drawn before."""
    ids = list(dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg)))
    for number, each in enumerate(ids):
        svg = svg.replace(f'id="{each}"', f'id="{name}-{number}"')
        svg = svg.replace(f"url(#{each})", f"url(#{name}-{number})")
    return svg


def _tidy(element: ElementTree.Element) -> None:
    for child in list(element):
        if child.tag == f"{{{_SVG}}}a":
            _unlink(element, child)
    for child in list(element):
        _tidy(child)
        is_empty = not len(child) if child.tag == f"{{{_SVG}}}g" else not child.get("d", "-")
        if is_empty:
            element.remove(child)
    said = element.get("aria-label") if element.get("role") == "graphics-symbol" else None
    if said and element.get("aria-roledescription") not in ("axis", "legend"):
        title = ElementTree.Element(f"{{{_SVG}}}title")
        title.text = said
        element.insert(0, title)
    for key in [key for key in element.attrib if key not in _KEPT and key != "data-go"]:
        del element.attrib[key]


def _unlink(parent: ElementTree.Element, link: ElementTree.Element) -> None:
    at = list(parent).index(link)
    target = link.get(_LINK, "").partition("#")[2]  # what stands before it was put there by the drawing
    parent.remove(link)
    for number, mark in enumerate(list(link)):
        mark.set("data-go", f"#{target}")
        parent.insert(at + number, mark)


def _wrapped(text: str, width: int) -> list[str]:
    """``text`` in two lines at most of a drawing ``width`` wide, at the size that marks are labelled in."""
    return textwrap.wrap(text, int(width / 6.6), max_lines=2, placeholder="…")


def _data(rows: Rows) -> alt.Data:
    return alt.Data(values=list(rows))


def timeline(rows: Rows, lanes: Sequence[str], first: int, last: int) -> Callable[[int], alt.TopLevelMixin]:
    """A lane a kind, a disc a year: filled for what happened, hollow for what was planned or proposed.

    ``rows`` have ``lane, year, count, is_done, link, said``.
    """

    def chart(width: int) -> alt.TopLevelMixin:
        label = 100 if width == NARROW else 120
        base = alt.Chart(_data(rows)).encode(
            x=alt.X(
                "year:Q",
                scale=alt.Scale(domain=[first - 0.7, last + 0.7], nice=False),
                axis=alt.Axis(format="d", title=None, grid=True, tickCount=max(2, width // 90)),
            ),
            y=alt.Y(
                "lane:N",
                scale=alt.Scale(domain=list(lanes)),
                axis=alt.Axis(
                    title=None, ticks=False, domain=False, labelColor=INK, grid=True, minExtent=label
                ),
            ),
            size=alt.Size("count:Q", scale=alt.Scale(type="sqrt", range=[24, 480], domainMin=1), legend=None),
            href="link:N",
            description="said:N",
        )
        done = base.transform_filter("datum.is_done").mark_circle(color=ACCENT, opacity=0.85)
        meant = base.transform_filter("!datum.is_done").mark_point(color=ACCENT, strokeWidth=1.5)
        return alt.layer(done, meant).properties(width=width - label - 20, height=34 * len(lanes))

    return chart


def amounts(rows: Rows) -> Callable[[int], alt.TopLevelMixin]:
    """One line a sum of money below its name, the largest first, on a scale of tens.

    ``rows`` have ``label, amount, short, link, said``.
    """

    def chart(width: int) -> alt.TopLevelMixin:
        digits = [len(str(int(row["amount"]))) for row in rows]
        floor = 10 ** (min(digits) - 1)
        tens = [10**place for place in range(min(digits) - 1, max(digits) + 1)]
        placed = [
            {**row, "floor": floor, "place": place, "label": _wrapped(row["label"], width)}
            for place, row in enumerate(rows)
        ]
        base = alt.Chart(_data(placed)).encode(
            y=alt.Y("place:O", axis=None), href="link:N", description="said:N"
        )
        x = alt.X(
            "amount:Q",
            scale=alt.Scale(type="log", domain=[tens[0], tens[-1]]),
            axis=alt.Axis(title=None, grid=True, values=tens, labels=width != NARROW, labelExpr=_TENS),
        )
        layers = [
            base.mark_rule(color=ACCENT, strokeWidth=2).encode(x=x, x2="floor:Q"),
            base.mark_circle(color=ACCENT, size=90, opacity=1).encode(x=x),
            base.mark_text(align="left", dx=9, color=INK).encode(x=x, text="short:N"),
        ]
        names = [  # each ends above its line
            base.transform_filter(f"length(datum.label) == {lines}")
            .mark_text(align="left", baseline="bottom", dy=6 - 14 * lines, lineHeight=14, color=INK)
            .encode(x=alt.X("floor:Q"), text="label:N")
            for lines in (1, 2)
        ]
        height = 58 if any(len(row["label"]) > 1 for row in placed) else 44
        return alt.layer(*layers, *names).properties(width=width - 120, height=height * len(rows))

    return chart


def series(rows: Rows, names: Sequence[str]) -> Callable[[int], alt.TopLevelMixin]:
    """A line a series below its name, each from nought to its own highest figure; a bar where it is a range.

    ``rows`` have ``lane`` (the place of its name in ``names``), ``year, low, high, short, link, said``.
    """
    most = [max(row["high"] for row in rows if row["lane"] == lane) or 1 for lane in range(len(names))]

    def height(row: Mapping[str, Any], bound: str) -> float:
        """From the top: a lane is one high, its upper half is for the name and the figures."""
        return float(row["lane"] + 0.95 - 0.4 * row[bound] / most[row["lane"]])

    placed = [{**row, "at": height(row, "low"), "to": height(row, "high")} for row in rows]

    def chart(width: int) -> alt.TopLevelMixin:
        x = alt.X(
            "year:Q",
            scale=alt.Scale(nice=False, zero=False, padding=30),
            axis=alt.Axis(format="d", title=None, tickMinStep=1, tickCount=max(2, width // 90)),
        )
        y = alt.Y("at:Q", scale=alt.Scale(domain=[0, len(names)], reverse=True, nice=False), axis=None)
        base = alt.Chart(_data(placed)).encode(x=x, y=y, detail="lane:N")
        titles = [{"name": _wrapped(name, width), "at": lane + 0.02} for lane, name in enumerate(names)]
        said = alt.Chart(_data(titles)).mark_text(align="left", baseline="top", lineHeight=14, color=INK)
        layers = [
            base.mark_line(color=ACCENT, strokeWidth=1.5, opacity=0.6),
            base.mark_rule(color=ACCENT, strokeWidth=4, opacity=0.35).encode(y2="to:Q"),
            base.mark_circle(color=ACCENT, size=70, opacity=1).encode(href="link:N", description="said:N"),
            base.mark_text(color=INK, dy=-12).encode(y=alt.Y("to:Q", axis=None), text="short:N"),
            said.encode(x=alt.value(0), y=y, text="name:N"),
        ]
        return alt.layer(*layers).properties(width=width - 20, height=100 * len(names))

    return chart


def coverage(rows: Rows, lanes: Sequence[str]) -> Callable[[int], alt.TopLevelMixin]:
    """A square a country and year, the stronger the more is known.

    ``rows`` have ``lane, year, count, link, said``.
    """

    def chart(width: int) -> alt.TopLevelMixin:
        label = 90 if width == NARROW else 130
        years = range(min(row["year"] for row in rows), max(row["year"] for row in rows) + 1)
        step = next(
            each for each in (1, 2, 5, 10, 20) if each * (width - label) > 40 * len(years) or each == 20
        )
        return (
            alt.Chart(_data(rows))
            .mark_rect(color=ACCENT, stroke=PAPER, strokeWidth=1)
            .encode(
                x=alt.X(
                    "year:O",
                    scale=alt.Scale(domain=list(years)),
                    axis=alt.Axis(
                        title=None, labelAngle=0, ticks=False, domain=False,
                        values=[year for year in years if year % step == 0],
                    ),
                ),
                y=alt.Y(
                    "lane:N",
                    sort=list(lanes),
                    axis=alt.Axis(
                        title=None, ticks=False, domain=False, labelColor=INK, minExtent=label,
                        labelLimit=label,
                    ),
                ),
                opacity=alt.Opacity(
                    "count:Q", scale=alt.Scale(type="sqrt", range=[0.25, 1]), legend=None
                ),
                href="link:N",
                description="said:N",
            )
            .properties(width=width - label - 20, height=22 * len(lanes))
        )  # fmt: skip

    return chart
