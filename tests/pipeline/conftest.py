"""Three small documents of our own, one of them bad, and a warehouse folder of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.config import Settings
from pipelines.run import RunSummary, run_pipeline

FJORD = """Cooperation of Norway and Chile in science

In 2011, Norway and Chile signed an Agreement on cooperation in science and technology.
The Agreement was signed in Oslo on 14 March 2011.
In 2014, 12 joint projects were carried out and 45 researchers took part in exchanges.
The Government of Norway allocated 3 million euros to joint projects in 2015.
In May 2016, a meeting of the Joint Commission was held in Santiago.
In 2017, 31 joint projects were supported for a total of 2.5 million euros.
In 2018, more than 180 students from Chile took part in internships.
"""
HARBOUR = """Portugal and Ghana

In 2013, Portugal and Ghana signed a Memorandum of Understanding on marine research.
In 2019, 7 joint projects were carried out.
"""


@dataclass(frozen=True)
class Line:
    """A raw folder with its warehouse, and the way to run the pipeline on them."""

    settings: Settings

    @property
    def raw(self) -> Path:
        return self.settings.raw

    @property
    def home(self) -> Path:
        return self.settings.warehouse

    def edit(self, name: str, old: str, new: str) -> None:
        """Change one place of one text."""
        path = self.raw / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, **options: object) -> RunSummary:
        return run_pipeline(self.settings, **options)  # type: ignore[arg-type]


def make_line(folder: Path, **settings: object) -> Line:
    raw = folder / "raw"
    raw.mkdir(parents=True)
    (raw / "fjord.txt").write_text(FJORD, encoding="utf-8")
    (raw / "fjord.yml").write_text("publisher: Fjord Review\nlanguage: en\n", encoding="utf-8")
    (raw / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (raw / "bad.txt").write_text("In 2012, a text with a sidecar that says too much.\n", encoding="utf-8")
    (raw / "bad.yml").write_text("publisher: Nobody\npublsher: Nobody\n", encoding="utf-8")
    return Line(Settings(raw=raw, warehouse=folder / "warehouse", settle_seconds=0, **settings))


@pytest.fixture
def line(tmp_path: Path) -> Line:
    """A line that was never run."""
    return make_line(tmp_path)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Line:
    """A line that the tests of a module run again and again."""
    return make_line(tmp_path_factory.mktemp("story"))
