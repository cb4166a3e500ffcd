"""The page ``report/index.html``: one file, made from one snapshot, opened from the disk, no network.

``content.py`` asks the snapshot, ``words.py`` puts values into words, ``payload.py`` packs facts and texts
for the script, ``sections/`` says what each part of the page shows, ``charts.py`` draws, ``render.py`` puts
all of it into ``templates/`` with ``static/``, and ``files.py`` writes it in one step.
"""

from pipelines.report.files import is_current, make_page, page_path, write_pages

__all__ = ["is_current", "make_page", "page_path", "write_pages"]
