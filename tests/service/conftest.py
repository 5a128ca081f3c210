"""A news site, and a log to watch it with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clock import FixedClock
from tests.service.news_server import NewsServer, news_server
from tracker.ledger.desk import Desk, open_desk


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with news_server() as running:
        yield running


@pytest.fixture
def file(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """Open a log in a file."""
    with open_desk(str(tmp_path / "desk.db"), create=True, clock=clock, recorder="desk") as opened:
        yield opened
