"""Make docs/board.png, a screenshot of the board of the example ledger: python -m tests.browser.portrait."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import started
from tests.browser.ledgers import example, page_of
from tests.readme import ROOT

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "board.html")
        path.write_text(page_of(example(), Path(folder, "desk.db")), encoding="utf-8")
        browser = started(playwright)
        page = browser.new_page(viewport={"width": 1240, "height": 940})
        page.goto(path.as_uri())
        page.screenshot(path=ROOT / "docs" / "board.png")
        browser.close()
