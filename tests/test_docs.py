"""What the documentation says is so: its commands are run, its outputs compared, its figures measured again.

A fenced ``console`` block holds commands (``$ ``) and what they print. All of them are run in order, in a
copy of the outside of the project: its raw/ and Makefile, no warehouse. Figures stand in blocks below a
comment ``<!-- score of FOLDER -->``. ``UPDATE_DOCS=1 pytest tests/test_docs.py`` writes what is printed now.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import typer

from pipelines.cli import app

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RULES_PAGE = ROOT / "docs" / "rules.md"
DICTIONARY = runpy.run_path(str(ROOT / "docs" / "dictionary.py"))
RULES = runpy.run_path(str(ROOT / "docs" / "rules.py"))
EXAMPLES = runpy.run_path(str(ROOT / "docs" / "examples.py"))
UPDATE = bool(os.environ.get("UPDATE_DOCS"))
# What takes minutes or never ends: it is tried by hand and by continuous integration.
NOT_RUN = {"make test", "make serve"}
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```python\n(?P<code>.*?)^```\n\n```text\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
FIGURES = re.compile(
    r"(?<=^<!-- score of )(?P<labels>\S+) -->\n+```text\n(?P<table>.*?)(?=^```$)", re.M | re.S
)
# What differs from run to run: times, ages, ids and hashes. Days stay: they are what facts are about.
MASKS = (
    (re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d"), "TIME"),
    (re.compile(r"\b\d{8}T\d{6}Z?\b"), "TIME"),
    (re.compile(r"\bjust now\b|\b\d+ (?:minute|hour|day)s? ago\b"), "AGO"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "ID"),
    (re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b"), "ID"),
    (re.compile(r"(?m)^(seconds\s+)\d+\.\d+$"), r"\1N"),
    (re.compile(r"-{3,}"), "---"),
    (re.compile(r"[ \t]+"), " "),
)


@dataclass(frozen=True)
class Command:
    """One command of a page and what the page says that it prints."""

    page: Path
    line: int
    text: str
    output: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def commands_of(page: Path) -> Iterator[Command]:
    """The commands of all console blocks of ``page``, in order."""
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start()) + 1
        for start, end in _spans(block.group()):
            command, _, output = block.group()[start + 2 : end].partition("\n")
            yield Command(page, first + block.group().count("\n", 0, start), command, output)


def _spans(block: str) -> Iterator[tuple[int, int]]:
    starts = [found.start() for found in re.finditer(r"^\$ ", block, re.MULTILINE)]
    yield from zip(starts, [*starts[1:], len(block)], strict=True)


COMMANDS = [command for page in PAGES for command in commands_of(page)]


def masked(output: str) -> str:
    """``output`` without what differs from run to run, and without the layout that follows from it."""
    for pattern, instead in MASKS:
        output = pattern.sub(instead, output)
    return "\n".join(line.rstrip() for line in output.strip().splitlines())


def _project(folder: Path) -> dict[str, str]:
    """The outside of the project in ``folder``, as after set-up; returns the environment for its commands."""
    shutil.copytree(ROOT / "raw", folder / "raw")
    shutil.copy2(ROOT / "Makefile", folder)
    (folder / ".venv").symlink_to(sys.prefix)
    programs = folder / ".programs"
    programs.mkdir()
    # the environment that runs this test is the one that `make` would set up
    (programs / "make").write_text(f'#!/bin/sh\nexec {shutil.which("make")} -o .venv/.ready "$@"\n')
    (programs / "make").chmod(0o755)
    kept = {
        # what `make test` tells the makes below it ("Entering directory …") a user's shell does not know
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COOPERATION_", "DAGSTER_", "MAKE", "MFLAGS"))
    }
    path = f"{programs}:{Path(sys.prefix) / 'bin'}:{os.environ['PATH']}"
    return {**kept, "PATH": path, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The folder that the commands are run in."""
    return tmp_path_factory.mktemp("docs").resolve()


@pytest.fixture(scope="module")
def printed(project) -> dict[Command, str]:
    """What each command prints now, on standard output and standard error, with its exit code where not 0."""
    environment = _project(project)
    outputs = {}
    for command in COMMANDS:
        if command.text in NOT_RUN:
            continue
        ran = subprocess.run(
            ["bash", "-c", command.text],
            cwd=project,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=180,
        )
        outputs[command] = ran.stdout.replace(f"{project}/", "")
        assert ran.returncode in (0, 3), (
            f"{command}: {command.text} ended with {ran.returncode}: {ran.stdout}"
        )
    if UPDATE:
        _rewrite(outputs)
    return outputs


def _rewrite(outputs: dict[Command, str]) -> None:
    for page in PAGES:
        lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
        for command in reversed([command for command in outputs if command.page == page]):
            if masked(command.output) != masked(outputs[command]):
                after = command.line + command.output.count("\n")
                lines[command.line : after] = [outputs[command].strip("\n") + "\n"]
        page.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.text not in NOT_RUN], ids=str)
def test_a_command_prints_what_the_page_says(command, printed):
    if UPDATE:
        pytest.skip("the page was written anew")
    assert masked(printed[command]) == masked(command.output), f"{command.text!r}: see UPDATE_DOCS"


CODES = [(page, found) for page in PAGES for found in CODE.finditer(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("page", "found"), CODES, ids=lambda value: getattr(value, "name", "code"))
def test_code_prints_what_the_page_says(page, found, printed, project):
    """In the folder that the commands left behind; its output is written by hand."""
    ran = subprocess.run(
        [sys.executable, "-c", found["code"]], cwd=project, capture_output=True, text=True, timeout=60
    )
    assert masked(ran.stdout) == masked(found["output"]), ran.stderr


def test_there_are_commands_to_try():
    assert sum(command.text.startswith("make run") for command in COMMANDS) >= 2
    assert any("cooperation query" in command.text for command in COMMANDS)


@pytest.fixture(scope="module")
def published(project, printed, tmp_path_factory):
    """Folders of labels, each with a function that gives a warehouse of the texts they label."""

    def of_dev() -> Path:
        warehouse = tmp_path_factory.mktemp("dev")
        run = [sys.executable, "-m", "pipelines.cli", "run", "--raw", str(SHARED / "dev")]
        ran = subprocess.run([*run, "--warehouse", str(warehouse)], capture_output=True, text=True)
        assert ran.returncode in (0, 3), ran.stderr
        return warehouse

    return {"gold/seeds": cache(lambda: project / "warehouse"), "gold/dev": cache(of_dev)}


@pytest.mark.parametrize("labels", ["gold/seeds", "gold/dev"])
def test_the_figures_of_accuracy_are_measured(labels, published):
    readme = PAGES[0].read_text(encoding="utf-8")
    said = {found["labels"]: found for found in FIGURES.finditer(readme)}
    assert labels in said, f"the README gives no figures for {labels}"
    if not (SHARED / labels).is_dir() or not (SHARED / "dev").is_dir():
        pytest.skip(f"the labels {labels} are not at hand")
    score = [sys.executable, "-m", "pipelines.cli", "score", str(SHARED / labels)]
    warehouse = ["--warehouse", str(published[labels]())]
    table = subprocess.run([*score, *warehouse], capture_output=True, text=True, check=True).stdout
    if UPDATE:
        start, end = said[labels].span("table")
        PAGES[0].write_text(readme[:start] + table + readme[end:], encoding="utf-8")
    else:
        assert said[labels]["table"] == table, "see UPDATE_DOCS"


def test_every_command_is_told_of():
    told = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    commands = typer.main.get_command(app).commands
    assert not [name for name in commands if f"cooperation {name}" not in told]


def test_every_room_is_told_of():
    told = PAGES[0].read_text(encoding="utf-8").partition("## How it works")[2]
    rooms = [path.name for path in (ROOT / "pipelines").iterdir() if (path / "__init__.py").exists()]
    assert rooms
    assert not [room for room in rooms if f"{room}/" not in told]


def test_every_make_target_of_the_readme_exists():
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = set(
        re.findall(r"`make ([a-z]+)`|^\$ make ([a-z]+)", PAGES[0].read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {one or other for one, other in told} <= made


def test_every_link_within_the_project_leads_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_picture_is_that_of_the_catalogue(printed, project):
    drawn = runpy.run_path(str(ROOT / "docs" / "star.py"))["drawn"]
    picture = drawn((project / "warehouse" / "cooperation.duckdb").resolve())
    if UPDATE:
        (ROOT / "docs" / "star.svg").write_text(picture, encoding="utf-8")
    assert (ROOT / "docs" / "star.svg").read_text(encoding="utf-8") == picture, "see UPDATE_DOCS"


def test_the_dictionary_is_that_of_the_catalogue(printed, project):
    made = DICTIONARY["page"]((project / "warehouse" / "cooperation.duckdb").resolve())
    if UPDATE:
        DICTIONARY["PAGE"].write_text(made, encoding="utf-8")
    assert DICTIONARY["PAGE"].read_text(encoding="utf-8") == made, "see UPDATE_DOCS"


def test_the_worked_questions_are_answered_as_the_page_says(printed, project):
    warehouse = (project / "warehouse" / "cooperation.duckdb").resolve()
    made = EXAMPLES["page"](warehouse)
    assert EXAMPLES["page"](warehouse) == made, "the same warehouse answers differently"
    if UPDATE:
        EXAMPLES["PAGE"].write_text(made, encoding="utf-8")
    assert EXAMPLES["PAGE"].read_text(encoding="utf-8") == made, "see UPDATE_DOCS"


def test_the_page_of_rules_is_made_from_the_examples():
    made, said = RULES["page"](), RULES_PAGE.read_text(encoding="utf-8")
    if UPDATE:
        RULES_PAGE.write_text(made + said.partition(RULES["MEASURED"])[2], encoding="utf-8")
    else:
        assert said.partition(RULES["MEASURED"])[0] + RULES["MEASURED"] == made, "see UPDATE_DOCS"


def test_the_precision_of_the_rules_is_measured(published):
    if not (SHARED / "gold").is_dir() or not (SHARED / "dev").is_dir():
        pytest.skip("the labels are not at hand")
    sets = [(SHARED / name, warehouse() / "cooperation.duckdb") for name, warehouse in published.items()]
    made = RULES["page"](RULES["measures"](sets))
    if UPDATE:
        RULES_PAGE.write_text(made, encoding="utf-8")
    assert RULES_PAGE.read_text(encoding="utf-8") == made, "see UPDATE_DOCS"


def test_masks_hide_only_what_differs_from_run_to_run():
    assert masked("2026-01-02 03:04:05 UTC, 3 minutes ago") == masked("2025-11-12 13:14:15 UTC, just now")
    assert masked("id deadbeef01 x") == masked("id  0123456789abcdef x")
    assert masked("seconds      12.5") == masked("seconds      8.1")
    assert masked("signed 2012-01-31, 31 projects") != masked("signed 2012-01-30, 31 projects")
    assert masked("decade facade") == "decade facade"
