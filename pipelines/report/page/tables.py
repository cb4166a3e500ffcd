"""Tables as the page shows them: cells with what they say, where they lead, and what stands small below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``link`` leads to the sentences behind it, ``note`` is said smaller."""

    text: str = ""
    link: str = ""
    note: str = ""
    kind: str = ""
    shade: int = 0  # 0 to 5: how strong a cell of a matrix is tinted
    is_quoted: bool = False  # words of a source, in whatever script


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head; the cells of a numeric one are set to the right."""

    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below heads. ``more`` says what is not shown here, and ``more_link`` leads there."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    more: str = ""
    more_link: str = ""
    empty: str = "no data"
    name: str = field(default="")


def heads(*labels: str) -> list[Column]:
    """Heads from their labels; one that ends in ``#`` is of numbers."""
    return [Column(label.rstrip("#").strip(), label.endswith("#")) for label in labels]


def count(number: int, link: str = "") -> Cell:
    """A number of facts, with the link to them; nothing said for none."""
    return Cell(f"{number:,}" if number else "", link if number else "")
