"""Tables as the page shows them: cells with what they say, where they lead, and what stands small below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
    """A column's head. Cells of numbers are set to the right, those of times are kept on one line."""

    label: str
    is_number: bool = False
    is_time: bool = False

    @property
    def style(self) -> str:
        """The class of its cells."""
        return "number" if self.is_number else "time" if self.is_time else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below heads.

    ``more`` says what is not shown here; ``more_link`` leads there, or ``more_view`` names the view to ask.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    more: str = ""
    more_link: str = ""
    more_view: str = ""
    empty: str = "no data"
    name: str = ""

    @property
    def shown(self) -> list[int]:
        """The columns that say anything: the first, and those with a cell that is not empty."""
        numbers = range(len(self.columns))
        return [at for at in numbers if not at or any(row[at].text or row[at].note for row in self.rows)]


def heads(*labels: str) -> list[Column]:
    """Heads from their labels; one that ends in ``#`` is of numbers, in ``@`` of times."""
    return [Column(label.rstrip("#@"), label.endswith("#"), label.endswith("@")) for label in labels]


def count(number: int, link: str = "") -> Cell:
    """A number of facts, with the link to them; nothing said for none."""
    return Cell(f"{number:,}" if number else "", link if number else "")
