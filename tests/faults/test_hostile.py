"""The quick forms of `python -m tests.faults texts times secrets surroundings`; each prints how many it tried."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import odds
from tests.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[odds.New]:
    """Make places for logs, on each engine in turn."""
    made: list[str] = []
    server: PostgresServer | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")

    def place() -> str:
        made.append(server.create_database() if server else str(tmp_path / f"{len(made)}.db"))
        return made[-1]

    yield place
    if server:
        for one in made:
            server.drop_database(one)


@pytest.mark.parametrize("part", odds.PARTS)
def test_what_is_odd_or_hostile_does_no_harm(part: str, new: odds.New, tmp_path: Path) -> None:
    for trial in odds.PARTS[part](new, lambda: Path(tempfile.mkdtemp(dir=tmp_path)), long=False):
        sys.stdout.write(f"{trial()}\n")
