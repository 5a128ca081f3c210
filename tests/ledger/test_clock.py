"""The machine's clock: a day of the user's zone ends when its last instant is over."""

import time
from collections.abc import Iterator
from datetime import date

import pytest

from tracker.ledger.clock import SystemClock


@pytest.fixture(params=["Asia/Beirut", "EET-2EEST,M3.5.0/0,M10.5.0/0"])
def beirut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand where summer time begins at midnight, named and as a rule that every system can read."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    if time.timezone != -7200:
        pytest.skip("the system does not know this zone")
    yield
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.mark.usefixtures("beirut")
@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-03-27", "2026-03-27T21:59:59.999999Z"),
        ("2026-03-28", "2026-03-28T21:59:59.999999Z"),  # midnight is skipped
        ("2026-03-29", "2026-03-29T20:59:59.999999Z"),
        ("2026-10-24", "2026-10-24T21:59:59.999999Z"),  # midnight comes twice
        ("9999-12-31", "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_a_day_ends_at_its_last_instant_where_summer_time_begins_at_midnight(day: str, last: str) -> None:
    assert SystemClock().end_of(date.fromisoformat(day)) == last
