"""A connection to the log of each engine in turn."""

from collections.abc import Iterator

import pytest

from tracker.store.connection import Connection
from tracker.store.opening import open_log


@pytest.fixture
def connection(place: str) -> Iterator[Connection]:
    """Open the log of each engine in turn."""
    opened = open_log(place, create=True)
    yield opened
    opened.close()
