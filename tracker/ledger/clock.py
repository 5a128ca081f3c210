"""The one clock of the program, and the user's time zone."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from tracker.domain.moments import utc_text


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
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - timestamp takes it for the user's zone
        # Not astimezone(): where summer time skips midnight, that takes it for an hour before the day is over.
        next_midnight = datetime.fromtimestamp((midnight + timedelta(days=1)).timestamp(), UTC)
        return utc_text(next_midnight - timedelta(microseconds=1))
