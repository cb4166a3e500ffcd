"""``cooperation export``: one snapshot as files for other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import home_of
from pipelines.commands.terminal import say, show_table


class Format(StrEnum):
    """What ``--format`` takes; ``pipelines.exports.FORMATS`` without importing what writes them."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    ANNOTATIONS = "annotations"


def export(
    to: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder to make.", show_default="warehouse/exports/SNAPSHOT"),
    ] = None,
    formats: Annotated[
        list[Format] | None, typer.Option("--format", help="May be given again.", show_default="all")
    ] = None,
    views: Annotated[
        list[str] | None,
        typer.Option(
            "--view", metavar="NAME", help="A view of report; may be given again.", show_default="all"
        ),
    ] = None,
    snapshot: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="A snapshot's id, or how it begins.", show_default="the published one"
        ),
    ] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Write the views of one snapshot as files for other tools.

    Parquet, CSV (safe for spreadsheets), JSON Lines, an Excel workbook, and the evidence as W3C Web
    Annotations; with the data dictionary, datapackage.json (Frictionless) and SHA256SUMS. The same snapshot
    gives the same bytes.
    """
    from pipelines.warehouse import snapshot_called

    home = home_of(warehouse)
    chosen = snapshot_called(home, snapshot)
    from pipelines.exports import FORMATS
    from pipelines.exports import export as write

    folder = to or home / "exports" / chosen.id
    files = write(chosen, folder, formats or FORMATS, views or ())
    show_table(
        ("file", "bytes", "sha256"), [(f.path, f.bytes, f.sha256[:12]) for f in files], right=frozenset({1})
    )
    say(f"written to {folder}")
