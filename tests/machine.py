"""What the tests need from the machine: a test whose machine lacks something is skipped with the reason.

`.ci/run` sets every variable below, and such a test then fails instead.
"""

import os
import pty
from typing import NoReturn

import pytest

REQUIRE_POSTGRESQL = "TRACKER_REQUIRE_POSTGRESQL"
REQUIRE_BROWSER = "TRACKER_REQUIRE_BROWSER"
REQUIRE_TERMINAL = "TRACKER_REQUIRE_TERMINAL"
REQUIREMENTS = (REQUIRE_POSTGRESQL, REQUIRE_BROWSER, REQUIRE_TERMINAL)


def lacks(requirement: str, reason: str) -> NoReturn:
    """Skip the test for `reason`, or fail it if the environment sets the variable `requirement`."""
    if os.environ.get(requirement):
        pytest.fail(f"{requirement} is set, but {reason}")
    pytest.skip(reason)


def new_terminal() -> tuple[int, int]:
    """Open a pseudo-terminal and return the file descriptors of its two ends: the test's and the program's."""
    try:
        return pty.openpty()
    except OSError as error:
        lacks(REQUIRE_TERMINAL, f"this machine has no terminal devices: {error}")


def require_terminal() -> None:
    """Skip the test, or fail it, where no pseudo-terminal can be opened."""
    for end in new_terminal():
        os.close(end)
