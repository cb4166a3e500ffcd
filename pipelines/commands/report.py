"""``cooperation report``: the page of what is published."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from pipelines.commands.options import WarehouseOption
from pipelines.commands.published import home_of
from pipelines.commands.terminal import say, visible
from pipelines.errors import ConfigurationError


def report(
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Say where the page is, and make it where it is not that of the published warehouse.

    It is one file that needs no network: send it, print it, put it on a shared folder.
    """
    from pipelines.report import is_current, make_page, page_path
    from pipelines.warehouse import RunLock, published

    home = home_of(warehouse)
    if published(home) is None:
        raise ConfigurationError(f"nothing is published in {home}/ yet: run `cooperation run` first")
    if not is_current(home):
        with RunLock(home, datetime.now(UTC)):
            make_page(home)
    page = page_path(home)
    say(visible(page))
    if open_:
        typer.launch(page.resolve().as_uri())
