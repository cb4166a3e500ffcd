"""Start Harlequin's own command with the arguments given, ask it as a person would, print what it shows.

Run in the environment of the tools (``make tools``): ``harlequin_asked.py SQL ARGUMENTS…``.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from harlequin import Harlequin
from harlequin.cli import build_cli

_PATIENCE = 200  # tenths of a second


async def _asked(app: Any, sql: str) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        for _ in range(_PATIENCE):
            if app.editor is not None:
                break
            await pilot.pause(0.1)
        app.editor.text = sql
        await pilot.press("ctrl+j")
        for _ in range(_PATIENCE):
            await pilot.pause(0.1)
            if app.results_viewer.tab_count or type(app.screen).__name__ == "ErrorModal":
                break
        table = app.results_viewer.get_visible_table()
        rows = [] if table is None else [table.get_row_at(row) for row in range(table.source_row_count)]
        print(type(app.screen).__name__, rows)


def main(sql: str, arguments: list[str]) -> None:
    """Run the command; the terminal's place is taken by a pilot that types ``sql``."""
    Harlequin.run = lambda app, *_, **__: asyncio.run(_asked(app, sql))
    build_cli(arguments)(arguments, standalone_mode=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
