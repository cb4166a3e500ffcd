"""Writes ``docs/dictionary.md``, the data dictionary: ``python docs/dictionary.py FILE.duckdb``.

``tests/test_docs.py`` compares the page with the catalogue of the warehouse that ``raw/`` gives.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines.exports import dictionary, markdown_page
from pipelines.warehouse import open_reader

PAGE = Path(__file__).with_suffix(".md")


def page(warehouse: Path) -> str:
    """The page for the published file ``warehouse``."""
    with open_reader(warehouse) as connection:
        return markdown_page(dictionary(connection))


if __name__ == "__main__":
    PAGE.write_text(page(Path(sys.argv[1])), encoding="utf-8")
