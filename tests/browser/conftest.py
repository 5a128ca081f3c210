"""A browser, and the boards that are opened in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.browser.ledgers import example, many, page_of, windows
from tests.machine import REQUIRE_BROWSER, lacks

Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a browser, for as long as the tests run."""
    try:
        with chromium.browser() as running:
            yield running
    except chromium.BrowserMissing as missing:
        lacks(REQUIRE_BROWSER, str(missing))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the board of the example ledger."""
    return _written(example(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def many_windows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the board of plans whose last report gives windows with labels of many lengths."""
    return _written(windows(), tmp_path_factory.mktemp("windows"))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the board of a ledger of 500 meetings."""
    return _written(many(500), tmp_path_factory.mktemp("large"))


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Open a page in a window of its own, and see at the end that it complained of nothing and loaded nothing else."""
    complaints: list[str] = []
    asked: list[str] = []
    windows = []

    def open_page(path: Path, width: int = 1280, **options: object) -> Page:
        window = browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        windows.append(window)
        page = window.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for window in windows:
        window.close()
    assert complaints == []
    assert {url.split("#")[0].rsplit("/", 1)[-1] for url in asked} <= {"board.html"}


def _written(lines: list[str], folder: Path) -> Path:
    path = folder / "board.html"
    path.write_text(page_of(lines, folder / "desk.db"), encoding="utf-8")
    return path
