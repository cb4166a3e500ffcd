"""Reading a published warehouse: read-only, shut in, within limits.

DuckDB's settings alone leave holes: with external access off, ``COPY`` to the database's own ``.wal`` still
works, ``EXPLAIN ANALYZE`` carries out what it explains, and some table functions read raw files or memory. So
a query is parsed by DuckDB first, and only what cannot but read the warehouse is carried out.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.errors import ConfigurationError, CooperationError, StorageError
from pipelines.warehouse.connection import explained, first_line

_MEGABYTE = 1024 * 1024
_ROWS_A_BATCH = 10_000
_SHUT_IN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
}
_EXPLAIN = re.compile(r"\s*explain\s+(?:analyze\s+)?(?:\([^()]*\)\s*)?", re.IGNORECASE)
_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
_TABLE_FUNCTIONS = re.compile(
    r"range|generate_series|unnest|repeat|repeat_row|json_each|json_tree|summary"
    r"|duckdb_(?:columns|constraints|databases|functions|indexes|keywords|schemas|settings|tables|types|views)"
    r"|pragma_(?:show|table_info|version|database_size|storage_info)"
)


class QueryRefused(ConfigurationError):
    """The query is wrong, or would do more than read the warehouse; the text says which."""


class QueryStopped(CooperationError):
    """The query went over a limit of time, memory or size."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use: ``memory`` and ``result`` in megabytes, ``seconds`` of time, ``threads``."""

    memory: int = 1024
    seconds: float = 60.0
    threads: int = 2
    result: int = 512


def open_reader(path: Path, limits: Limits = Limits()) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the warehouse that ``path`` leads to now, for as long as it is open.

    Links are resolved first: a second connection to a path that was switched would see the old file. Raises
    StorageError where there is no warehouse, or where a newer DuckDB wrote it.
    """
    file = path.resolve()
    if not file.is_file():
        raise StorageError(f"{path}: no warehouse is published here yet; make one with: cooperation run")
    settings = {**_SHUT_IN, "memory_limit": f"{limits.memory}MB", "threads": str(limits.threads)}
    with explained(str(path)):
        connection = duckdb.connect(str(file), read_only=True, config=settings)
        if not _locked(connection):  # another connection of this process may have locked it already
            connection.execute("set enable_progress_bar = false")
            connection.execute("set lock_configuration = true")
    return connection


def _locked(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("select current_setting('lock_configuration')").fetchone()
    return bool(found and found[0])


def query(path: Path, sql: str, limits: Limits = Limits()) -> pa.Table:
    """The result of one statement on the warehouse at ``path``.

    Raises QueryRefused for what is wrong or not a plain read, QueryStopped at a limit, StorageError where the
    warehouse cannot be opened.
    """
    with open_reader(path, limits) as connection:
        check_reads_only(connection, sql)
        with _stopped_after(connection, limits.seconds), _told(limits):
            return _fetch(connection, sql, limits)


def check_reads_only(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raises QueryRefused unless ``sql`` is one statement that reads tables and views, and nothing else."""
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryRefused(first_line(error)) from error
    if len(statements) != 1:
        raise QueryRefused(f"one statement at a time: there are {len(statements)}")
    kind = statements[0].type
    text = statements[0].query
    if kind == duckdb.StatementType.EXPLAIN:
        explained_text = _EXPLAIN.sub("", text, count=1)
        if explained_text == text:
            raise QueryRefused("begin with EXPLAIN itself: no comment may stand before it")
        text = explained_text
    elif kind != duckdb.StatementType.SELECT:
        raise QueryRefused(
            f"{kind.name} is refused: only SELECT, EXPLAIN, DESCRIBE, SHOW and SUMMARIZE are allowed"
        )
    _check_tree(_tree(connection, text))


def _tree(connection: duckdb.DuckDBPyConnection, select: str) -> object:
    ((serialized,),) = connection.execute("select json_serialize_sql($1)", [select]).fetchall()
    tree = json.loads(serialized)
    if tree["error"]:
        raise QueryRefused(f"only a plain SELECT is allowed: {tree.get('error_message', 'not parsed')}")
    return tree["statements"]


def _check_tree(tree: object) -> None:
    """Raises QueryRefused where the parsed query calls or names what is not of the warehouse."""
    for node in _nodes(tree):
        kind = str(node.get("type", ""))
        if kind.endswith("_NODE") and kind not in _NODES:
            raise QueryRefused(f"{kind.removesuffix('_NODE')} is refused: the warehouse is read-only")
        if kind == "TABLE_FUNCTION":
            function = node.get("function")
            name = str(function.get("function_name", "")) if isinstance(function, dict) else ""
            if not _TABLE_FUNCTIONS.fullmatch(name.lower()):
                raise QueryRefused(f"{name}() is refused: a query reads the warehouse's own tables alone")
        if kind == "BASE_TABLE" and re.search(r"[/\\.:]", str(node.get("table_name", ""))):
            raise QueryRefused(f"{node['table_name']!r} is refused: files are not read")


def _nodes(tree: object) -> Iterator[dict[str, object]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _fetch(connection: duckdb.DuckDBPyConnection, sql: str, limits: Limits) -> pa.Table:
    reader = connection.sql(sql).to_arrow_reader(_ROWS_A_BATCH)
    batches, size = [], 0
    for batch in reader:
        size += batch.nbytes
        if size > limits.result * _MEGABYTE:
            raise QueryStopped(
                f"stopped: the result is larger than {limits.result} MB; ask for fewer rows or columns"
            )
        batches.append(batch)
    return pa.Table.from_batches(batches, schema=reader.schema)


@contextmanager
def _stopped_after(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _told(limits: Limits) -> Iterator[None]:
    """Turns what DuckDB raises in the middle of a query into the reader's errors."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryStopped(f"stopped after {limits.seconds:g} seconds, the time limit") from error
    except duckdb.OutOfMemoryException as error:
        raise QueryStopped(f"stopped: it needs more than {limits.memory} MB of memory, the limit") from error
    except duckdb.Error as error:
        raise QueryRefused(str(error).strip()) from error
