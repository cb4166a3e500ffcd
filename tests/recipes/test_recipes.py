"""Recipes of ``docs/recipes.md`` that need a program of their own: Harlequin, a cell of a marimo notebook.

They run in the environment that ``make tools`` sets up; without it they are skipped, in CI they fail.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from textwrap import indent

import pytest

from pipelines.config import Settings
from pipelines.run import run_pipeline

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".venv-tools" / "bin" / "python"
RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
CELL = re.compile(r"^## Python\n\n```python\n(?P<code>.*?)^```\n\n```text\n(?P<output>.*?)^```$", re.M | re.S)
HARLEQUIN = re.compile(r"`harlequin (?P<options>--[\w-]+(?: --[\w-]+)*) warehouse/cooperation\.duckdb`")
TEXT = (
    "Peru and Latvia signed an agreement on 3 May 2011. Peru and Bangladesh signed a protocol in June 2012.\n"
)
_PATIENCE = 120  # seconds


@pytest.fixture(scope="module")
def tools() -> Path:
    """Python of the tools' environment."""
    if not TOOLS.exists():
        reason = "the tools are not set up (make tools)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return TOOLS


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the warehouse of one text, published."""
    home = tmp_path_factory.mktemp("recipes")
    (home / "raw").mkdir()
    (home / "raw" / "text.txt").write_text(TEXT, encoding="utf-8")
    run_pipeline(Settings(raw=home / "raw", warehouse=home / "warehouse", settle_seconds=0))
    return home


def _run(home: Path, *command: object) -> str:
    ended = subprocess.run(
        [str(part) for part in command],
        cwd=home,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_marimo_cell_is_the_python_of_the_recipe(tools: Path, home: Path) -> None:
    recipe = CELL.search(RECIPES)
    assert recipe is not None
    cell = f"@app.cell\ndef _():\n{indent(recipe['code'], '    ')}    return\n"
    notebook = home / "asked.py"
    notebook.write_text(
        f'import marimo\n\napp = marimo.App()\n\n\n{cell}\n\nif __name__ == "__main__":\n    app.run()\n',
        encoding="utf-8",
    )
    assert _run(home, tools, notebook).splitlines()[-1] == "[(1,)]"


@pytest.mark.parametrize(
    ("sql", "shown"),
    [
        ("select count(*) as agreements from report.agreements", "[[2]]"),
        ("create table mine as select 1", "ErrorModal"),
    ],
)
def test_harlequin_answers_and_writes_nothing(tools: Path, home: Path, sql: str, shown: str) -> None:
    recipe = HARLEQUIN.search(RECIPES)
    assert recipe is not None
    asked = ROOT / "tests" / "recipes" / "harlequin_asked.py"
    arguments = [*recipe["options"].split(), "warehouse/cooperation.duckdb"]
    assert shown in _run(home, tools, asked, sql, *arguments).splitlines()[-1]
