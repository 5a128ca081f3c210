"""What several tests share: a log on each engine, and a clock that stands where it is put."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.clock import FixedClock
from tests.machine import REQUIRE_POSTGRESQL, lacks
from tests.measuring import measure
from tests.postgres import PostgresMissing, PostgresServer
from tracker.ledger.desk import Desk, open_desk
from tracker.store.opening import open_log

# Hypothesis judges by the clock, and a busy machine would fail: see tests/effort.py. Half of its usual examples keep
# the whole suite under ten minutes; every run draws others.
settings.register_profile("tracker", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tracker")


def pytest_configure(config: pytest.Config) -> None:
    """Limit what is measured, where coverage is."""
    measure(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a server, and those of the folders that are named for a marker. Slow ones come first."""
    for item in items:
        if item.path.parent.name in {"browser", "faults"}:
            item.add_marker(item.path.parent.name)
        if needs_server(item):
            item.add_marker("server")
    # The long ones first: at the end, one of them would keep one process busy while the others wait.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def needs_server(item: pytest.Item) -> bool:
    """Whether a test uses the PostgreSQL server, by a fixture or as the engine that a fixture is run with."""
    if not isinstance(item, pytest.Function):
        return False
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return "postgres" in item.fixturenames or "postgresql" in parameters


_HOMES = count()


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name the test's own folder for data and configuration. Most tests need none, so nothing is created."""
    return tmp_path_factory.getbasetemp() / f"home-{next(_HOMES)}"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Let no test see the configuration of whoever runs it, nor see or write the log."""
    for name in ("TRACKER_DB", "TRACKER_CONFIG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_USER", "desk")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def own_event_loop() -> Iterator[None]:
    """Let a test run an event loop: Playwright leaves its own running in a process that has opened a browser."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Start a real PostgreSQL server, for as long as the tests run."""
    try:
        server = PostgresServer.start()
    except PostgresMissing as missing:
        lacks(REQUIRE_POSTGRESQL, str(missing))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated(postgres: PostgresServer) -> str:
    """Make one database with our schema, to copy for each test."""
    url = postgres.create_database()
    open_log(url, create=True).close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Name an empty log, with its schema, on each engine in turn."""
    if request.param == "sqlite":
        path = str(tmp_path / "desk.db")
        open_log(path, create=True).close()
        yield path
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.create_database(template=request.getfixturevalue("migrated"))
    yield url
    server.drop_database(url)


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands at 22 January 2026, 09:00 UTC, until it is moved."""
    return FixedClock("2026-01-22T09:00:00+00:00")


@pytest.fixture
def desk(place: str, clock: FixedClock) -> Iterator[Desk]:
    """Open the log of each engine in turn."""
    with open_desk(place, create=True, clock=clock, recorder="desk") as opened:
        yield opened
