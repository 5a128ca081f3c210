"""Make the pictures in docs/ of the board and of the inbox: python -m tests.browser.portrait.

The pictures in the repository were made with the fonts of Debian's fonts-noto-core.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import browser
from tests.browser.ledgers import EVENING, TODAY, example, page_of
from tests.browser.served_site import Windows, served
from tests.clock import FixedClock
from tests.readme import ROOT
from tracker.domain.clocks import parse_published
from tracker.domain.report import Source
from tracker.ledger.desk import open_desk
from tracker.ledger.drafting import proposals
from tracker.ledger.importing import import_lines
from tracker.ledger.inbox import queue
from tracker.ledger.known_people import known_people
from tracker.reading.draft import Known
from tracker.reading.pipeline import read

_PUT_OFF = """\
South Korea's defence minister puts off visit to Japan

SEOUL, Jan. 28 (Jiji) -- South Korean Defence Minister Ahn Gyu-back has postponed his visit to Japan to February 5, \
South Korea's defence ministry said Wednesday, citing a snowstorm.

He was to meet his Japanese counterpart, Shinjiro Koizumi, in Yokosuka on Friday.
"""


def picture_of_the_board(running: Browser, folder: Path) -> None:
    """Write docs/board.png."""
    path = folder / "board.html"
    path.write_text(page_of(example(), folder / "desk.db"), encoding="utf-8")
    page = running.new_page(viewport={"width": 1240, "height": 940})
    page.goto(path.as_uri())
    page.screenshot(path=ROOT / "docs" / "board.png")


def picture_of_the_inbox(running: Browser, folder: Path) -> None:
    """Write docs/inbox.png: a draft next to its article."""
    place = folder / "served.db"
    with open_desk(str(place), create=True, clock=FixedClock(EVENING), recorder="watch") as desk:
        import_lines(desk, example())
        reading = read(_PUT_OFF, Known(published=TODAY, outlet="Jiji", people=known_people(desk, _PUT_OFF)))
        source = Source(outlet="Jiji", headline=reading.headline, url="https://jiji.example/42")
        queue(desk, proposals(desk, reading, source, parse_published(TODAY.isoformat())))
    with served(place) as site:
        windows = Windows(running)
        page = windows.open(site, "/inbox/1", width=1240)
        page.screenshot(path=ROOT / "docs" / "inbox.png")
        windows.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name, browser() as chromium:
        picture_of_the_board(chromium, Path(name))
        picture_of_the_inbox(chromium, Path(name))
