"""The ``cooperation`` command.

Nothing is done here: a command's module in ``pipelines.commands`` holds its arguments, the other rooms its
work. Errors that a user can act on end a command in one plain message and the exit code that
``pipelines.errors`` gives them.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from pipelines.commands import (
    alerts,
    diff,
    explain,
    export,
    history,
    quarantine,
    query,
    read,
    report,
    review,
    run,
    score,
    status,
)
from pipelines.commands.terminal import note
from pipelines.errors import CooperationError


class _Commands(TyperGroup):
    """Turns named errors into a message on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CooperationError as error:
            note(f"cooperation: {error}")
            raise typer.Exit(error.exit_code) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="Prose about international cooperation in science and technology, as a warehouse of facts.",
)
for _command in (
    run.run,
    query.query,
    status.status,
    explain.explain,
    read.read,
    report.report,
    score.score,
    quarantine.quarantine,
    review.review,
    export.export,
    history.snapshots,
    history.rollback,
    diff.diff,
):
    app.command()(_command)
app.add_typer(alerts.app)


def main() -> None:
    """The entry point of the ``cooperation`` program."""
    app(prog_name="cooperation")


if __name__ == "__main__":
    main()
