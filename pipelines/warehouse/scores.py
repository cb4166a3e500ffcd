"""Scores of a build: kept in it, and those of the published run before."""

# ruff: noqa: S608 - the names put into SQL are this module's own
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipelines.quality.scored import Figures
from pipelines.warehouse.audit import NEWEST_RUN
from pipelines.warehouse.connection import writing
from pipelines.warehouse.reader import QueryRefused, query

_LAST = """
    select score.kind, score.gold, score.found, score.soft, score.strict
    from quality.score as score
    where score.run_id = (select run_id from quality.run order by started_at desc, run_id desc limit 1)
"""


def keep_scores(target: Path, scores: Mapping[str, Figures]) -> None:
    """Keeps the scores by kind, if any, in the build ``target``, as those of the run that made it."""
    if not scores:
        return
    rows = [
        {"kind": kind, "gold": one.gold, "found": one.found, "soft": one.soft, "strict": one.strict}
        for kind, one in scores.items()
    ]
    with writing(target) as connection:
        connection.execute(f"delete from quality.score where run_id = {NEWEST_RUN}")
        connection.register("given", pa.Table.from_pylist(rows))
        connection.execute(f"insert into quality.score by name select {NEWEST_RUN} as run_id, * from given")
        connection.unregister("given")


def last_scores(published: Path | None) -> dict[str, Figures]:
    """The scores by kind of the last published run; none where it kept none."""
    if published is None:
        return {}
    try:
        rows = query(published, _LAST).to_pylist()
    except QueryRefused:  # it is of a version that kept no scores
        return {}
    return {row.pop("kind"): Figures(**row) for row in rows}
