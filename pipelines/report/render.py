"""The page's HTML: sections into templates, styles and script inlined, a policy that lets in nothing else."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from pipelines.exports import dictionary, html_page
from pipelines.report import payload
from pipelines.report.content import Content, opened
from pipelines.report.sections import countries, money, overview, quality, registers, support, timeline
from pipelines.warehouse import open_reader

_HERE = Path(__file__).parent
# In this order: a later one uses what an earlier one says.
_STYLES = ("page.css", "tables.css", "facts.css", "source.css")
_SCRIPTS = ("data.js", "dom.js", "facts.js", "source.js", "page.js")
_SECTIONS = {
    "overview": overview.section,
    "countries": countries.section,
    "timeline": timeline.section,
    "money": money.section,
    "registers": registers.section,
    "quality": quality.section,
    "support": support.section,
}


def pages(path: Path, snapshot: str) -> dict[str, str]:
    """File name -> text, of the pages of the snapshot at ``path``, called ``snapshot``; ``index.html`` last.

    Raises StorageError where they cannot be made.
    """
    with open_reader(path) as connection:
        entries = dictionary(connection)
    style = _static("page.css", "tables.css", "dictionary.css")
    words = html_page(entries, "Data dictionary", style=style, snapshot=snapshot, back="index.html")
    return {"dictionary.html": words, "index.html": render(path, snapshot)}


def render(path: Path, snapshot: str) -> str:
    """The page of the snapshot at ``path``, called ``snapshot``. Raises StorageError where it cannot be."""
    with opened(path) as content:
        return rendered(content, snapshot)


def rendered(content: Content, snapshot: str) -> str:
    """The page of ``content``: the same for the same content."""
    sections = {name: section(content) for name, section in _SECTIONS.items()}
    style, script = _static(*_STYLES), _static(*_SCRIPTS)
    return _environment().get_template("page.html.j2").render(
        **sections,
        snapshot=snapshot,
        made=content.run["started_at"].replace(tzinfo=UTC),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=_policy(style, script),
        parts=payload.parts(content),
    )  # fmt: skip


def _static(*names: str) -> str:
    return "\n".join((_HERE / "static" / name).read_text(encoding="utf-8") for name in names)


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere; of styles and scripts only our own, known by their hashes.

    The script may write text, never markup (``require-trusted-types-for``).
    """
    rules: dict[str, Any] = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
