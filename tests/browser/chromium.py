"""Finding a Chromium to open the board in: the one that is named, playwright's own, or the system's."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

# Set by .ci/run: a machine without a browser is then a failure, not a reason to skip.
REQUIRED = "TRACKER_REQUIRE_BROWSER"
NAMED = "TRACKER_CHROMIUM"
_COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
HINT = (
    "no Chromium is installed: apt-get install chromium-headless-shell, or playwright install chromium-headless-shell, "
    f"or name one by {NAMED}"
)


class BrowserMissing(Exception):  # noqa: N818 - as a sentence has it
    """No Chromium was found."""


def started(playwright: Playwright) -> Browser:
    """Start a headless Chromium. Raises `BrowserMissing`."""
    named = os.environ.get(NAMED) or next(filter(None, map(shutil.which, _COMMANDS)), None)
    if not named and not Path(playwright.chromium.executable_path).exists():
        raise BrowserMissing(HINT)
    return playwright.chromium.launch(executable_path=named)
