"""The dimensions of a finished build, held against the models of ``schemas.dimensions``."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from pipelines.quality.outcome import CheckOutcome, none_found
from pipelines.quality.validation import validate

NAME = "dimensions_keep_their_rules"
MEANING = "Each row of a dimension keeps the rules of its model: types, keys, code lists, calendar."


def dimension_outcomes(dimensions: Mapping[str, pa.Table], rule_version: str) -> list[CheckOutcome]:
    """One outcome a dimension, of severity ``fail``: facts refer to these rows, so none can be held back.

    ``dimensions`` are the tables of a build by name, ``dim_document`` among them. KeyError for a name without
    a model.
    """
    documents = dimensions["dim_document"]
    return [
        _outcome(name, validate(name, rows, documents, rule_version).quarantine)
        for name, rows in dimensions.items()
    ]


def _outcome(name: str, broken: pa.Table) -> CheckOutcome:
    rows = broken.select(["check_name", "column_name", "value"]).to_pylist()
    flaws = [f"{row['check_name']} {row['column_name']}: {row['value']}" for row in rows]
    return none_found(NAME, f"core.{name}", flaws, MEANING)
