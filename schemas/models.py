"""pandera models from fields and rules. One model a table and severity; the only module that makes them.

A model sees clean types only (Arrow dtypes, nothing is coerced): one value that cannot be coerced makes
pandera's other checks on its column fail without a row index, so that a bad row slips by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

from schemas.fields import Table
from schemas.rules import Context, Rule, key_unique


def frame_of(rows: pa.Table) -> pd.DataFrame:
    """``rows`` as a frame with Arrow dtypes: dates of any year and decimals stay what they are."""
    frame: pd.DataFrame = rows.to_pandas(types_mapper=pd.ArrowDtype, ignore_metadata=True)
    return frame


def model(table: Table, rules: Iterable[Rule], context: Context) -> pandera.DataFrameSchema:
    """The pandera model of ``table``: columns in order, types, not null, unique key, and ``rules`` as named
    checks.
    """
    asked = [rule for rule in rules if rule.holds is not None]
    return pandera.DataFrameSchema(
        {
            column.name: pandera.Column(
                pd.ArrowDtype(column.type),
                nullable=column.nullable,
                checks=[
                    _check(rule, _over_rows(rule, context))
                    for rule in asked
                    if rule.columns == (column.name,)
                ],
                description=column.description,
            )
            for column in table.fields
        },
        checks=[
            _check(key_unique(table), partial(_alone, list(table.key))),
            *(_check(rule, _over_rows(rule, context)) for rule in asked if len(rule.columns) > 1),
        ],
        name=table.name,
        description=table.grain,
        strict=True,
        ordered=True,
    )


def _check(rule: Rule, answers: Callable[[Any], pd.Series[bool]]) -> pandera.Check:
    # ignore_na would pass each row with a null in any column. The check's output tells the rows, so that one
    # failure case is enough: pandera's table of them has a line for each column of each row.
    return pandera.Check(answers, name=rule.id, error=rule.meaning, ignore_na=False, n_failure_cases=1)


def _alone(key: list[str], rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether each row is the only one with its key; pandera's ``unique`` names no row for nulls."""
    given = rows[key].notna().all(axis=1)
    return ~(rows.duplicated(key, keep=False) & given).astype(bool)


def _over_rows(rule: Rule, context: Context) -> Callable[[Any], pd.Series[bool]]:
    holds, columns = rule.holds, rule.columns
    assert holds is not None

    def check(rows: Any) -> pd.Series[bool]:
        values = [_values(rows if isinstance(rows, pd.Series) else rows[name]) for name in columns]
        kept = [holds(context, *row) for row in zip(*values, strict=True)]
        if not all(isinstance(each, bool) for each in kept):
            raise TypeError("a rule answered neither yes nor no")
        return pd.Series(np.array(kept, dtype=bool), index=rows.index)

    return check


def _values(column: pd.Series[Any]) -> list[Any]:
    """The column's values as Python's own types, None for null."""
    values: list[Any] = pa.array(column.array).to_pylist()
    return values
