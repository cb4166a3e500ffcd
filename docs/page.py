"""Takes the pictures of the page: ``python docs/page.py warehouse`` writes ``page.png`` and ``sentence.png``.

It needs Debian's Chromium, and a warehouse made from ``raw/``.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_HERE = Path(__file__).parent
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]


def shoot(page: Path) -> None:
    """Pictures of the first screen, and of a sentence behind a number."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET)
        window = browser.new_page(viewport={"width": 1180, "height": 820})
        window.goto(page.resolve().as_uri())
        window.wait_for_selector("html[data-ready]")
        window.screenshot(path=_HERE / "page.png")
        window.locator("#flows td a").first.click()
        window.wait_for_selector("dialog[open]")
        window.screenshot(path=_HERE / "sentence.png")
        browser.close()


if __name__ == "__main__":
    shoot(Path(sys.argv[1]) / "report" / "index.html")
