"""Candidates that say again what another one says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.quality.clean import Rows, raw_rows
from pipelines.quality.rows import as_json
from schemas.fields import TEXTS, Table

# Two rules may read the same fact from the same words; what they say is one fact all the same.
_HOW_READ = ("rule", "mention_ids")


@dataclass(frozen=True, slots=True)
class Duplicates:
    """``kept``: numbers of the rows that stay, ascending. ``dropped``: number of a row left out to the kept
    one.
    """

    kept: list[int]
    dropped: Mapping[int, int]

    def merged(self, rows: pa.Table) -> pa.Table:
        """``rows``, the kept ones with the ``mention_ids`` of those left out for them."""
        if not self.dropped or "mention_ids" not in rows.column_names:
            return rows
        ids = rows["mention_ids"].to_pylist()
        for row, kept in sorted(self.dropped.items()):
            ids[kept] = list(dict.fromkeys([*(ids[kept] or ()), *(ids[row] or ())]))
        return rows.set_column(rows.column_names.index("mention_ids"), "mention_ids", pa.array(ids, TEXTS))


def duplicates(table: Table, parsed: pa.Table, rows: Rows) -> Duplicates:
    """Which of ``rows`` have the key and, but for rule and mentions, the content of an earlier one.

    ``parsed`` are the same rows in clean types, ``rows`` as they were given. Rows with one key that say
    different things all stay, for the rule ``key_unique`` to hold them back.
    """
    first: dict[str, int] = {}
    dropped: dict[int, int] = {}
    suspects = _suspects(table, parsed)
    for row, raw in zip(suspects, raw_rows(rows, suspects), strict=True):
        content = as_json(raw, without=_HOW_READ)
        if content in first:
            dropped[row] = first[content]
        first.setdefault(content, row)
    return Duplicates([row for row in range(parsed.num_rows) if row not in dropped], dropped)


def _suspects(table: Table, parsed: pa.Table) -> list[int]:
    """Rows whose key is null or is another row's too, ascending."""
    keys = list(table.key)
    numbered = parsed.select(keys).append_column("row", pa.array(range(parsed.num_rows), pa.int64()))
    counted = numbered.group_by(keys).aggregate([("row", "count"), ("row", "list")])
    suspect = pc.greater(counted["row_count"], 1)
    return sorted(row for rows in counted.filter(suspect)["row_list"].to_pylist() for row in rows)
