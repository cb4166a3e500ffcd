"""``cooperation query``: SQL on the published warehouse, read-only and shut in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipelines.commands.formats import cell, distinct, json_lines, write_csv
from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import published_file
from pipelines.commands.terminal import note, on_terminal, say, show_table
from pipelines.errors import ConfigurationError

if TYPE_CHECKING:
    from pipelines.warehouse import Result
