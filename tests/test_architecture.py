"""The house stands as the README says: imports go one way, pure rooms stay pure, nothing outgrows a page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# A module may import from its own room and from lower floors; rooms of one floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("schemas", "pipelines.errors", "pipelines.formats"),
    ("pipelines.lexicon", "pipelines.documents", "pipelines.config"),
    ("pipelines.mentions", "pipelines.fingerprint", "pipelines.instance", "pipelines.score"),
    ("pipelines.facts",),
    ("pipelines.quality",),
    ("pipelines.engine", "pipelines.warehouse"),
    ("pipelines.resources", "pipelines.catalogue", "pipelines.alerts", "pipelines.exports"),
    ("pipelines.report",),
    ("pipelines.assets",),
    ("pipelines.checks", "pipelines.sensors", "pipelines.alert_sensor"),
    ("pipelines.schedules",),
    ("pipelines.definitions",),
    ("pipelines.run",),
    ("pipelines.commands",),
    ("pipelines.cli",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
PURE = ("schemas", "documents", "lexicon", "mentions", "facts", "quality")
IMPURE_MODULES = {
    "dagster",
    "duckdb",
    "subprocess",
    "socket",
    "urllib.request",
    "requests",
    "random",
    "secrets",
}
IMPURE_NAMES = {
    "os.environ", "os.getenv", "datetime.now", "datetime.utcnow", "datetime.datetime.now", "date.today",
    "datetime.date.today", "time.time", "time.monotonic", "time.perf_counter",
}  # fmt: skip
LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 45

SOURCES = sorted(path for folder in ("pipelines", "schemas") for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str | None:
    """The room of a module of the project; None for libraries and for the bare package."""
    parts = module.split(".")
    if parts[0] == "schemas":
        return "schemas"
    return ".".join(parts[:2]) if parts[0] == "pipelines" and len(parts) > 1 else None


def imports(tree: ast.AST, module: str) -> Iterator[tuple[int, str]]:
    """Line and full name of each import, those inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute here"
            assert node.module
            for alias in node.names:
                # `from pipelines import run` names the room only in the alias
                yield (
                    node.lineno,
                    f"{node.module}.{alias.name}" if node.module == "pipelines" else node.module,
                )


def runs_back(module: str, source: str) -> list[str]:
    """Imports of ``module`` that go against the flow, or across a floor."""
    own = room_of(module)
    if own is None:
        return []
    found = []
    for line, imported in imports(ast.parse(source), module):
        room = room_of(imported)
        if room is None or room == own:
            continue
        if FLOOR[room] >= FLOOR[own]:
            found.append(f"{module}:{line} imports {imported}")
    return found


def impurities(module: str, source: str) -> list[str]:
    """What makes a module depend on anything but its arguments and the files it is handed."""
    tree = ast.parse(source)
    found = [
        f"{module}:{line} imports {name}"
        for line, name in imports(tree, module)
        if any(name == impure or name.startswith(impure + ".") for impure in IMPURE_MODULES)
    ]
    found += [
        f"{module}:{node.lineno} uses {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in IMPURE_NAMES
    ]
    return found


def too_long(module: str, source: str) -> list[str]:
    """Modules and functions longer than a reader wants."""
    lines = source.count("\n")
    found = [f"{module} has {lines} lines"] if lines > LINES_OF_A_MODULE else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LINES_OF_A_FUNCTION:
                found.append(f"{module}:{node.lineno} {node.name} has {length} lines")
    return found


def writers(module: str, source: str) -> list[str]:
    """Places where DuckDB is opened for writing."""
    return [
        f"{module}:{node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "duckdb.connect"
        and not any(word.arg == "read_only" and ast.unparse(word.value) == "True" for word in node.keywords)
    ]


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_has_a_floor_and_a_size(path: Path) -> None:
    module, source = name_of(path), path.read_text(encoding="utf-8")
    room = room_of(module)
    assert room is None or room in FLOOR, f"{module} stands in no room: give {room} its floor in this test"
    assert runs_back(module, source) == []
    assert too_long(module, source) == []


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_know_no_dagster_no_database_no_environment_no_clock(room: str) -> None:
    folder = ROOT / room if room == "schemas" else ROOT / "pipelines" / room
    paths = sorted(folder.rglob("*.py"))
    assert paths
    assert [found for path in paths for found in impurities(name_of(path), path.read_text("utf-8"))] == []


def test_only_the_warehouse_opens_duckdb_for_writing() -> None:
    found = [found for path in SOURCES for found in writers(name_of(path), path.read_text(encoding="utf-8"))]
    assert [place for place in found if not place.startswith("pipelines.warehouse")] == []
    assert found


def test_a_broad_except_stands_only_at_the_edge_of_a_document_or_a_run() -> None:
    edges = {
        "pipelines.documents.load", "pipelines.facts.extract", "pipelines.engine.reading",
        "pipelines.warehouse.build", "pipelines.warehouse.publish", "pipelines.alerts.watch",
        "pipelines.report.files", "pipelines.cli",
    }  # fmt: skip
    found = {
        name_of(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    }
    assert found <= edges


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("pipelines.mentions.dates", "from pipelines.facts import extract"),
        ("pipelines.mentions.dates", "def f():\n    import pipelines.warehouse.build"),
        ("pipelines.warehouse.build", "from pipelines.engine.pool import read_in_pool"),
        ("schemas.fields", "from pipelines import errors"),
        ("pipelines.assets.ingest", "from pipelines.definitions import defs"),
    ],
)
def test_an_import_that_runs_back_is_found(module: str, source: str) -> None:
    assert runs_back(module, source)


@pytest.mark.parametrize(
    "source",
    [
        "import dagster as dg",
        "from duckdb import connect",
        "import os\nHOME = os.environ['HOME']",
        "from datetime import datetime\nNOW = datetime.now()",
        "import time\nNOW = time.time()",
    ],
)
def test_an_impurity_is_found(source: str) -> None:
    assert impurities("pipelines.facts.x", source)


def test_a_long_function_and_a_writer_are_found() -> None:
    body = "\n".join(f"    x{line} = {line}" for line in range(LINES_OF_A_FUNCTION))
    assert too_long("pipelines.x", f"def f():\n{body}\n")
    assert writers("pipelines.x", "duckdb.connect('a.duckdb')")
    assert not writers("pipelines.x", "duckdb.connect('a.duckdb', read_only=True)")
