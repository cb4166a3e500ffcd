"""Options that several commands share, and what they fall back on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.config import Settings

RawOption = Annotated[
    Path | None, typer.Option("--raw", metavar="DIR", help="Folder of source texts.", show_default="raw")
]
WarehouseOption = Annotated[
    Path | None,
    typer.Option("--warehouse", metavar="DIR", help="Folder of the warehouse.", show_default="warehouse"),
]


def settings(raw: Path | None = None, warehouse: Path | None = None) -> Settings:
    """The user's settings, with the options of this command before them."""
    from pipelines.config import Settings

    given = {"raw": raw, "warehouse": warehouse}
    return Settings(**{key: value for key, value in given.items() if value is not None})
