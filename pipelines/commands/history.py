"""``cooperation snapshots`` and ``cooperation rollback``: what was published when, and going back to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import home_of
from pipelines.commands.terminal import note, say, show_table, visible
from pipelines.errors import ConfigurationError, StorageError

if TYPE_CHECKING:
    from pipelines.warehouse import Snapshot


def snapshots(warehouse: WarehouseOption = None) -> None:
    """List the published warehouses that are kept.

    The newest comes first; * marks the one that readers see.
    """
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
        str | None,
        typer.Argument(metavar="[ID]", help="A snapshot's id, or how it begins; without it, the one before."),
    ] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Publish an earlier snapshot again.

    Readers see the one warehouse or the other, whole, and the page that belongs to it; nothing is deleted.
    """
    from pipelines.report import is_current, make_page, write_pages
    from pipelines.warehouse import RunLock
    from pipelines.warehouse import rollback as go_back
    from pipelines.warehouse import snapshots as kept

    home = home_of(warehouse)
    if snapshot_id is None:
        snapshot_id = _before_published(kept(home))
    with RunLock(home, datetime.now(UTC)):
        snapshot = go_back(home, snapshot_id, pages=write_pages)
        try:
            if not is_current(home):
                make_page(home)
        except StorageError as error:  # what matters is done: readers get the snapshot
            note(f"cooperation: {error}")
    say(f"published again: {visible(snapshot.id)} of {snapshot.created:%Y-%m-%d %H:%M:%S} UTC")


def _before_published(kept: Sequence[Snapshot]) -> str:
    """The id of the snapshot before the published one, both by time."""
    ordered = sorted(kept, key=lambda snapshot: snapshot.created)
    at = next((number for number, snapshot in enumerate(ordered) if snapshot.published), 0)
    if at == 0:
        raise ConfigurationError("there is no snapshot before the published one: see `cooperation snapshots`")
    return ordered[at - 1].id
