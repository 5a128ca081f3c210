"""Short forms of `python -m tests.faults texts times secrets surroundings`. Each prints how many faults it tried."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import odd_inputs
from tests.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[odd_inputs.NewPlace]:
    """Return a function that returns places for logs, on each engine in turn."""
    places: list[str] = []
    server: PostgresServer | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")

    def make() -> str:
        places.append(server.create_database() if server else str(tmp_path / f"{len(places)}.db"))
        return places[-1]

    yield make
    if server:
        for place in places:
            server.drop_database(place)


@pytest.mark.parametrize("part", odd_inputs.PARTS)
def test_odd_and_hostile_input_does_no_harm(part: str, new_place: odd_inputs.NewPlace, tmp_path: Path) -> None:
    for trial in odd_inputs.PARTS[part](new_place, lambda: Path(tempfile.mkdtemp(dir=tmp_path)), long=False):
        sys.stdout.write(f"{trial()}\n")
