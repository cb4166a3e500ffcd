"""``cooperation snapshots`` and ``cooperation rollback``: what was published when, and going back to it."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import home_of
from pipelines.commands.terminal import say, show_table, visible
from pipelines.errors import ConfigurationError


def snapshots(warehouse: WarehouseOption = None) -> None:
    """List the published warehouses that are kept, the newest first; * marks the one that readers see."""
    from pipelines.warehouse import snapshots as kept

    home = home_of(warehouse)
    found = sorted(kept(home), key=lambda snapshot: snapshot.created, reverse=True)
    if not found:
        raise ConfigurationError(f"nothing is published in {home}/ yet: run `cooperation run` first")
    show_table(
        ("", "id", "published (UTC)", "documents", "facts"),
        [
            (
                "*" if snapshot.published else "",
                snapshot.id,
                f"{snapshot.created:%Y-%m-%d %H:%M:%S}",
                snapshot.rows.get("core.dim_document", ""),
                sum(count for table, count in snapshot.rows.items() if table.startswith("core.fact_")),
            )
            for snapshot in found
        ],
        right=frozenset({3, 4}),
    )


def rollback(
    snapshot_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A snapshot's id; without it, the one before.")
    ] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Publish an earlier snapshot again. Readers see the switch whole; nothing is deleted."""
    from pipelines.warehouse import rollback as go_back

    snapshot = go_back(home_of(warehouse), snapshot_id)
    say(f"published again: {visible(snapshot.id)} of {snapshot.created:%Y-%m-%d %H:%M:%S} UTC")
