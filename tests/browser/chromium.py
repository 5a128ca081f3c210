"""The Chromium that opens the board: the one that TRACKER_CHROMIUM names, one on the PATH, or Playwright's own."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMED = "TRACKER_CHROMIUM"
_COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_CACHES = {"darwin": "Library/Caches", "win32": "AppData/Local"}
HINT = (
    "no Chromium is installed: apt-get install chromium-headless-shell, or playwright install chromium-headless-shell, "
    f"or set {NAMED} to the path of one"
)


class BrowserMissing(Exception):  # noqa: N818 - a fact about the machine, not a mistake
    """Says in one sentence why no browser could be started."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless Chromium for the block. Raises `BrowserMissing`.

    Playwright's driver is started only if there is a browser: a minimal Debian lacks a library that the driver needs.
    """
    path = os.environ.get(NAMED) or next(filter(None, map(shutil.which, _COMMANDS)), None)
    if path is None and not any(_downloads().glob("chromium*")):
        raise BrowserMissing(HINT)
    driver = _start_driver()
    try:
        with driver.chromium.launch(executable_path=path) as running:
            yield running
    finally:
        driver.stop()


def _start_driver() -> Playwright:
    try:
        return sync_playwright().start()
    except Exception as error:  # Playwright raises this class itself where its driver ends at once
        reason = f"Playwright's driver cannot be started: {error} (on Debian: apt-get install libatomic1)"
        raise BrowserMissing(reason) from error


def _downloads() -> Path:
    """Return the folder into which `playwright install` puts browsers."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    return Path(folder) if folder else Path.home() / _CACHES.get(sys.platform, ".cache") / "ms-playwright"
