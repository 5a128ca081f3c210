"""The one clock of the program, and the user's time zone."""

from datetime import UTC, date, datetime, timedelta
from typing import Final, Protocol

from tracker.domain.clocks import utc_text

_TOLERANCE: Final = timedelta(hours=1)  # clocks of two machines may differ a little


class Clock(Protocol):
    """What a use case may ask about time."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        ...

    def today(self) -> date:
        """Return the present day, in the user's zone."""
        ...

    def end_of(self, day: date) -> str:
        """Return the last instant of a day in the user's zone, as UTC text."""
        ...


class SystemClock:
    """The machine's clock, in the zone that it is set to (`TZ`)."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the present day, in the user's zone."""
        return self.now().astimezone().date()

    def end_of(self, day: date) -> str:
        """Return the last instant of a day in the user's zone, as UTC text."""
        if day == date.max:
            return utc_text(datetime.max.replace(tzinfo=UTC))
        midnight = datetime(day.year, day.month, day.day) + timedelta(days=1)  # noqa: DTZ001 - of the user's zone
        # Where summer time skips or repeats midnight, both readings of it are tried: the day ends with the later one.
        last = max(midnight.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        return utc_text(last - timedelta(microseconds=1))


def warning_of_future(recorded_at: str, clock: Clock) -> str | None:
    """Return a warning if the last event was recorded in the future: no later event gets an earlier time."""
    now = clock.now()
    latest = now + min(_TOLERANCE, datetime.max.replace(tzinfo=UTC) - now)
    if recorded_at <= utc_text(latest):
        return None
    minute = recorded_at[:16].replace("T", " ")
    return f"the last event has the time {minute} UTC, in the future, and every new one gets it too until then"
