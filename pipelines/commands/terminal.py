"""Showing things: results on standard output, all else on standard error; rich only where a terminal reads.

Whatever comes from a source passes through ``visible`` before it is shown, so that a text cannot move the
cursor, recolour the screen or turn a line around.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from pipelines.formats import escaped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_READABLE = 16  # a column of a drawn table that is narrower than this and its words is no help


def visible(value: object, *, lines: bool = False) -> str:
    r"""``value`` as text with every control character written out (``\x1b``); ``lines`` keeps line breaks."""
    text = str(value)
    if lines:
        return "\n".join(visible(line) for line in re.split(r"\r\n|\r|\n", text))
    return escaped(text)


def say(text: str = "") -> None:
    """One line of a result, as it is: the caller has made it ``visible``."""
    print(text)


def note(text: str) -> None:
    """A remark, a warning or an error: on standard error, made harmless."""
    sys.stdout.flush()
    print(visible(text, lines=True), file=sys.stderr)


def on_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def console() -> Console:
    """A rich console on standard output that takes texts as they are."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False)


def show_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: frozenset[int] = frozenset(),
    title: str = "",
    to: TextIO | None = None,
) -> None:
    """A table: drawn on a terminal, aligned plain lines elsewhere. ``right`` are the columns of figures.

    ``to`` is a file to write to instead of standard output.
    """
    texts = [[visible(cell) for cell in row] for row in rows]
    heads = [visible(column) for column in columns]
    if to is None and on_terminal():
        screen = console()
        widest = [max(map(len, column)) for column in zip(heads, *texts, strict=True)]
        if texts and sum(min(width, _READABLE) + 2 for width in widest) > screen.width:
            _print_records(heads, texts)
        else:
            screen.print(_drawn(heads, texts, right, title))
        return
    for line in (*([title] if title else []), *plain_table(heads, texts, right)):
        print(line, file=to)


def _print_records(heads: Sequence[str], texts: Sequence[Sequence[str]]) -> None:
    """One line a value, for rows that are wider than the screen."""
    width = max(map(len, heads))
    for number, row in enumerate(texts, start=1):
        say(f"-- row {number} of {len(texts)}")
        for head, text in zip(heads, row, strict=True):
            say(f"{head:<{width}}  {text}")


def _drawn(heads: Sequence[str], texts: Sequence[Sequence[str]], right: frozenset[int], title: str) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for number, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if number in right else "left", overflow="fold")
    for row in texts:
        table.add_row(*map(Text, row))
    return table


def plain_table(heads: Sequence[str], texts: Sequence[Sequence[str]], right: frozenset[int]) -> Iterable[str]:
    """The lines of a table without a terminal: columns two blanks apart, nothing cut off."""
    widths = [max(map(len, column)) for column in zip(heads, *texts, strict=True)]
    rule = ["-" * width for width in widths]
    for row in (heads, rule, *texts):
        cells = (
            text.rjust(width) if number in right else text.ljust(width)
            for number, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
