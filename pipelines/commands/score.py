"""``cooperation score``: precision and recall against labels, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import published_reader
from pipelines.commands.terminal import note, say, visible
from pipelines.errors import ConfigurationError


def score(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder of labels, one JSON file a document.")
    ],
    warehouse: WarehouseOption = None,
    labels: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Score another set of labels instead of a warehouse.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Score one kind of fact alone, e.g. agreement.")] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="List what was missed, differs or was invented.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One line of JSON instead of the table.")] = False,
) -> None:
    """Precision and recall against labels, by kind.

    Soft F1 counts a fact by how far it agrees with its label, strict F1 only where every key value agrees.
    """
    from pipelines.score import SLOTS, Labelled, as_json, as_misses, as_table, read_labels, read_warehouse
    from pipelines.score import score as compare

    if kind is not None and kind not in SLOTS:
        raise ConfigurationError(f"no kind of fact is called {kind!r}; there are: {', '.join(SLOTS)}")
    if labels is not None and warehouse is not None:
        raise ConfigurationError("--labels and --warehouse exclude each other")
    wanted = read_labels(gold)
    if labels is not None:
        found: Mapping[str, Labelled] = read_labels(labels)
    else:
        with published_reader(warehouse) as db:
            found = read_warehouse(db, set(wanted), note)
    result = compare(wanted, found, kind)
    if misses:
        for line in as_misses(result):
            say(visible(line))
    say(as_json(result) if json else as_table(result))
