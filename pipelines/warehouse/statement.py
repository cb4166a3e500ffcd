"""What one SQL file makes and reads, as sqlglot parses it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlglot
from sqlglot import exp

from pipelines.errors import StorageError


@dataclass(frozen=True, slots=True)
class Statement:
    """The relation that a file makes (``name`` as ``schema.name``; ``""`` for none or several) and reads."""

    name: str
    view: bool
    reads: frozenset[str]


def read_statement(path: Path, sql: str) -> Statement:
    """What ``sql``, the text of the file at ``path``, makes. StorageError where it cannot be parsed."""
    try:
        parsed = [statement for statement in sqlglot.parse(sql, read="duckdb") if statement is not None]
    except sqlglot.ParseError as error:
        raise StorageError(f"{path}: {error}") from error
    made = [statement for statement in parsed if isinstance(statement, exp.Create)]
    # The first table a CREATE names is its own; those its keys refer to come after.
    target = made[0].find(exp.Table) if len(made) == 1 else None
    if target is None:
        return Statement("", False, frozenset())
    name = f"{target.db}.{target.name}"
    named = (_table_names(statement) for statement in parsed if not isinstance(statement, exp.Comment))
    return Statement(name, made[0].kind == "VIEW", frozenset().union(*named) - {name})


def _table_names(tree: exp.Expr) -> frozenset[str]:
    """Tables of ``tree`` as ``schema.name``; names without a schema are common table expressions."""
    return frozenset(f"{table.db}.{table.name}" for table in tree.find_all(exp.Table) if table.db)
