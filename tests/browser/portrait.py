"""Make docs/board.png, a screenshot of the board of the example ledger: python -m tests.browser.portrait.

The picture in the repository was made with the fonts of Debian's fonts-noto-core.
"""

import tempfile
from pathlib import Path

from tests.browser.chromium import browser
from tests.browser.ledgers import example, page_of
from tests.readme import ROOT

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, browser() as running:
        path = Path(folder, "board.html")
        path.write_text(page_of(example(), Path(folder, "desk.db")), encoding="utf-8")
        page = running.new_page(viewport={"width": 1240, "height": 940})
        page.goto(path.as_uri())
        page.screenshot(path=ROOT / "docs" / "board.png")
