"""Faults that end a run before it begins: message, exit code, and nothing written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.warehouse import RunLock

COMMAND = [sys.executable, "-c", "from pipelines.cli import main; main()", "run"]
ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [*COMMAND, *options]
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("toml", "variables", "said"),
    [
        ("sources = 'raw'\n", {}, ("cooperation.toml", "sources")),
        ("schedule = 'every day'\n", {}, ("cooperation.toml", "schedule")),
        ("workers = \n", {}, ("cooperation.toml", "line 1")),
        ("", {"COOPERATION_WORKRES": "2"}, ("COOPERATION_WORKRES",)),
        ("", {"COOPERATION_TIMEZONE": "Mars/North"}, ("COOPERATION_TIMEZONE", "Mars/North")),
    ],
)
def test_a_wrong_setting_ends_with_2_and_writes_nothing(
    tmp_path: Path, toml: str, variables: dict[str, str], said: tuple[str, ...]
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "cooperation.toml").write_text(toml, encoding="utf-8")
    result = run(tmp_path, **variables)
    assert result.returncode == 2, result.stderr
    assert all(word in result.stderr for word in said), result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cooperation.toml", "raw"]


@pytest.mark.parametrize(
    ("options", "said"), [(("--raw", "nowhere"), "nowhere"), (("--engine", "steam"), "steam")]
)
def test_a_wrong_argument_ends_with_2_and_writes_nothing(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    (tmp_path / "raw").mkdir()
    result = run(tmp_path, *options)
    assert result.returncode == 2, result.stderr
    assert said in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_a_second_run_ends_with_5_and_names_the_first(line: Any) -> None:
    with RunLock(line.home, datetime(2026, 1, 2, 3, 4, tzinfo=UTC)):
        result = run(line.raw.parent, PYTHONPROFILEIMPORTTIME="1")
    assert result.returncode == 5, result.stderr
    assert str(os.getpid()) in result.stderr
    assert "2026-01-02T03:04" in result.stderr
    assert "pipelines.cli" in result.stderr
    assert not re.search(r"\bdagster\n", result.stderr), "what takes seconds to import is not needed for this"


def test_a_warehouse_that_cannot_be_written_ends_with_6(line: Any) -> None:
    line.home.write_text("a file where the folder should be", encoding="utf-8")
    result = run(line.raw.parent)
    assert result.returncode == 6, result.stderr
    assert str(line.home) in result.stderr
    assert "Traceback" not in result.stderr


def test_ray_without_its_extra_is_a_clear_message(line: Any) -> None:
    from pipelines.engine.ray import read_on_ray
    from pipelines.errors import ConfigurationError

    if "ray" in sys.modules or _installed("ray"):
        pytest.skip("the extra ray is installed here")
    with pytest.raises(ConfigurationError, match=r"\[ray\]"):
        list(read_on_ray([], 1, 0))


def _installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None
