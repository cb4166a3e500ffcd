"""The relations of ``sql/``: what each file makes, what it reads, and so the order they are made in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pipelines.errors import StorageError

SQL = Path(__file__).resolve().parents[2] / "sql"
FOLDER_SCHEMA = {
    "reference": "core",
    "dims": "core",
    "facts": "core",
    "bridges": "core",
    "statements": "core",
    "aggregates": "core",
    "quality": "quality",
    "views": "report",
}
SCHEMAS = ("core", "quality", "report")


@dataclass(frozen=True, slots=True)
class Relation:
    """One file of ``sql/``: a table or view named after it.

    ``purpose`` is its head comment, which becomes its COMMENT; ``sql`` makes it, comments its columns and
    fills it; ``reads`` are the relations it needs, as ``schema.name``, those of ``staging`` included.
    """

    schema: str
    name: str
    path: Path
    purpose: str
    is_view: bool
    sql: str
    reads: frozenset[str]

    @property
    def full_name(self) -> str:
        """``schema.name``."""
        return f"{self.schema}.{self.name}"


def head_comment(sql: str) -> list[str]:
    """The lines of the comment that a file begins with, without their dashes."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return lines


def functions(folder: Path = SQL) -> list[str]:
    """The macros that only the build knows, one a file of ``sql/functions``."""
    return [path.read_text(encoding="utf-8") for path in sorted((folder / "functions").glob("*.sql"))]


def relations(folder: Path = SQL) -> list[Relation]:
    """Every relation of ``folder``, each after those it reads; the same order every time.

    Raises StorageError naming the file that makes something else than its name says or reads in a circle.
    """
    found = {
        relation.full_name: relation
        for sub, schema in FOLDER_SCHEMA.items()
        for path in sorted((folder / sub).glob("*.sql"))
        for relation in [read_relation(path, schema)]
    }
    for relation in found.values():
        unknown = sorted(name for name in relation.reads - found.keys() if not name.startswith("staging."))
        if unknown:
            raise StorageError(f"{relation.path}: reads {unknown[0]}, which no file makes")
    return [found[name] for name in _sorted(found.values())]


def _sorted(found: Iterable[Relation]) -> Iterable[str]:
    waiting = TopologicalSorter(
        {r.full_name: sorted(n for n in r.reads if not n.startswith("staging.")) for r in found}
    )
    try:
        waiting.prepare()
    except CycleError as error:
        raise StorageError(
            f"sql: relations read each other in a circle: {' -> '.join(error.args[1])}"
        ) from error
    while waiting.is_active():
        ready = sorted(waiting.get_ready())
        yield from ready
        waiting.done(*ready)


def read_relation(path: Path, schema: str) -> Relation:
    """The relation that the file at ``path`` makes in ``schema``."""
    return _relation(path, schema, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=512)  # parsing every file takes longer than loading a small warehouse
def _relation(path: Path, schema: str, sql: str) -> Relation:
    # sqlglot takes half a second to import, and only who builds or audits needs it: queries should not wait.
    from pipelines.warehouse.statement import read_statement

    made = read_statement(path, sql)
    if made.name != f"{schema}.{path.stem}":
        raise StorageError(f"{path}: must make {schema}.{path.stem} and nothing else")
    purpose = " ".join(head_comment(sql))
    if not purpose:
        raise StorageError(f"{path}: says nowhere what one row is: the head comment is missing")
    return Relation(schema, path.stem, path, purpose, made.view, sql, made.reads)
