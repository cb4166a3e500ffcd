"""A warehouse of texts of our own, one hostile, one refused; its page; Debian's Chromium to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.config import Settings
from pipelines.report import page_path
from pipelines.run import run_pipeline
from pipelines.warehouse import CHECK_RESULTS, RunRecord, build
from schemas.fields import TABLES, arrow_schema

PLAIN = """Norway and Chile work together

In 2011, Norway and Chile signed an Agreement on cooperation in science and technology.
In 2013, Norway and Peru signed a Memorandum of Understanding on polar research.
The Government of Norway allocated 3 million euros to joint projects in 2015.
In May 2016, a meeting of the Joint Commission was held in Santiago.
In 2017, 31 joint projects were supported for a total of 2.5 million euros.
In 2018, more than 180 students from Chile took part in internships.
A conference of Norway and Chile is planned for 2031 in Oslo.
See page 12 of our brochure 77.
"""
OTHER = """Another view of Norway and Chile

In 2017, 13 joint projects of Norway and Chile were supported.
In 2017, 17 joint projects of Norway and Chile were supported.
"""
LONG = "x" * 10_000
HOSTILE_TITLE = "<img src=x onerror='window.hacked=1'> and </script><script>window.hacked=2</script>"
HOSTILE = f"""{HOSTILE_TITLE}

😀 <script>window.hacked = 3</script> In 2014, Norway and Ghana signed an Agreement on <b onclick="hacked=4">fish</b> & ice.
{LONG} In 2015, Norway and Ghana carried out 7 joint projects.
\u202eIn 2016, Norway and Kenya signed an Agreement on שלום עולם research. 😀 In 2019, Norway and Kenya supported 9 joint projects.
[a link](javascript:window.hacked=5) In 2020, Norway and Mali signed an Agreement on ${{7*7}} {{{{7*7}}}} stars.
"""  # noqa: E501 - lines are sentences


@dataclass(frozen=True)
class Published:
    """A warehouse folder with its page."""

    raw: Path
    home: Path

    @property
    def page(self) -> Path:
        return page_path(self.home)

    @property
    def address(self) -> str:
        return self.page.resolve().as_uri()

    @property
    def settings(self) -> Settings:
        return Settings(raw=self.raw, warehouse=self.home, settle_seconds=0)

    def run(self) -> Any:
        return run_pipeline(self.settings)


def sources(raw: Path) -> None:
    """Our texts, with sidecars, below ``raw``; one of them is refused for what its sidecar says."""
    raw.mkdir(parents=True)
    (raw / "plain.txt").write_text(PLAIN, encoding="utf-8")
    (raw / "plain.yml").write_text(
        "publisher: Fjord Review\nlanguage: en\nurl: https://example.org/fjord\npublished: 2019-02-01\n",
        encoding="utf-8",
    )
    (raw / "other.txt").write_text(OTHER, encoding="utf-8")
    (raw / "bad.txt").write_text("In 2012, a text with a sidecar that says too much.\n", encoding="utf-8")
    (raw / "bad.yml").write_text("publsher: Nobody\n", encoding="utf-8")
    (raw / "<script>hacked=6<").mkdir()
    (raw / "<script>hacked=6<" / "b>.txt").write_text(HOSTILE, encoding="utf-8")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The texts above, run and published; tests do not change it."""
    folder = tmp_path_factory.mktemp("page")
    made = Published(folder / "raw", folder / "warehouse")
    sources(made.raw)
    made.run()
    return made


@pytest.fixture
def own(published: Published, tmp_path: Path) -> Published:
    """A copy of it, for a test that changes it."""
    made = Published(tmp_path / "raw", tmp_path / "warehouse")
    shutil.copytree(published.raw, made.raw)
    shutil.copytree(published.home, made.home, symlinks=True)
    return made


Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@pytest.fixture
def snapshot(tmp_path: Path) -> Callable[..., Path]:
    """``snapshot(tables)`` builds a warehouse file of rows typed by hand; tables not given are empty."""

    def made(tables: Rows) -> Path:
        staging = tmp_path / "staging"
        (staging / "valid").mkdir(parents=True)
        for name, table in TABLES.items():
            schema = arrow_schema(table)
            rows = [{column: row.get(column) for column in schema.names} for row in tables.get(name, ())]
            where = staging if name == "quarantine" else staging / "valid"
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), where / f"{name}.parquet")
        pq.write_table(CHECK_RESULTS.empty_table(), staging / "check_results.parquet")
        target = tmp_path / "made.duckdb"
        build(staging, target, RunRecord("run", datetime(2026, 11, 1, tzinfo=UTC), "v"))
        return target

    return made


# Without these Chromium looks for its maker's hosts; as root it has no sandbox.
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--font-render-hinting=none",
)  # fmt: skip


@dataclass
class Watched:
    """A page in the browser, with what it asked for and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> Any:
        self.page.goto("about:blank")
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready]")
        return self.page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; on a machine without one the test is skipped, in CI it fails."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        reason = "Chromium is not installed (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Any) -> Iterator[Callable[..., Watched]]:
    """``browse(width=…, dark=…)`` is a new window; at the end nothing may have been asked of a network."""
    opened: list[Any] = []

    def made(width: int = 1280, height: int = 900, dark: bool = False, **more: Any) -> Watched:
        scheme = "dark" if dark else "light"
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **more
        )
        opened.append(context)
        watched = Watched(context.new_page())
        watched.page.set_default_timeout(20_000)
        watched.page.on("request", lambda request: watched.requests.append(request.url))
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.on(
            "console",
            lambda said: watched.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        return watched

    yield made
    for context in opened:
        context.close()
