"""Writes ``docs/examples.md``: the questions of ``sql/examples``, how to read the answers, and the answers.

``python docs/examples.py warehouse/cooperation.duckdb`` asks that warehouse; ``tests/test_docs.py`` asks the
one of the texts in ``raw/`` and compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipelines.commands.terminal import plain_table, visible
from pipelines.formats import cell
from pipelines.warehouse import query

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "sql" / "examples"
PAGE = ROOT / "docs" / "examples.md"
_READ = "How to read it:"
_WIDEST = 60
_HEAD = """# Twenty questions

Made by `docs/examples.py`: the questions of `sql/examples/`, asked of the texts in `raw/`. Ask them yourself,
or begin with one and change it:

```text
cooperation query - < sql/examples/01_closest_countries.sql
```

Long cells are cut here, not in the answer. Where a number comes from, `cooperation explain` tells.
"""


class Example(NamedTuple):
    """A worked question: ``reading`` says how to read the answer of ``sql``."""

    name: str
    question: str
    reading: str
    sql: str


def examples() -> list[Example]:
    """All of them, in order. ValueError for a file that lacks its question or how to read the answer."""
    return [_example(path) for path in sorted(FOLDER.glob("*.sql"))]


def _example(path: Path) -> Example:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    question, found, reading = " ".join(head).partition(_READ)
    if not found or not question.strip().endswith("?"):
        raise ValueError(f"{path}: begins with a question and '{_READ}'")
    sql = "\n".join(line for line in lines if not line.startswith("--"))
    reading = reading.strip()
    return Example(path.stem, question.strip(), reading[:1].upper() + reading[1:], sql.strip())


def page(warehouse: Path) -> str:
    """The whole page, with the answers of the published file ``warehouse``."""
    return "\n".join([_HEAD, *(part for example in examples() for part in _section(example, warehouse))])


def _section(example: Example, warehouse: Path) -> Iterator[str]:
    yield f"## {example.question}\n"
    yield f"{example.reading}\n"
    yield f"```sql\n{example.sql}\n```\n"
    yield "```text\n" + "\n".join(answer(example.sql, warehouse)) + "\n```\n"


def answer(sql: str, warehouse: Path) -> list[str]:
    """The lines of the answer; "no data" where there is no row."""
    result = query(warehouse, sql)
    if not result.num_rows:
        return ["no data"]
    rows = [[_cut(visible(cell(value))) for value in row.values()] for row in result.to_pylist()]
    figures = frozenset(n for n, field in enumerate(result.schema) if _is_figure(str(field.type)))
    return list(plain_table(result.column_names, rows, figures))


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _is_figure(kind: str) -> bool:
    return kind.startswith(("int", "uint", "double", "float", "decimal"))


if __name__ == "__main__":
    PAGE.write_text(page(Path(sys.argv[1]).resolve()), encoding="utf-8")
