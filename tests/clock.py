"""A clock that stands still until a test moves it."""

from datetime import UTC, date, datetime, time, timedelta

from tracker.domain.clocks import utc_text


class FixedClock:
    """A clock that shows one instant. The user's time zone is that of the instant."""

    def __init__(self, instant: str) -> None:
        self.instant = datetime.fromisoformat(instant)

    def move(self, instant: str) -> None:
        """Show another instant."""
        self.instant = datetime.fromisoformat(instant)

    def now(self) -> datetime:
        """Return the instant, in UTC."""
        return self.instant.astimezone(UTC)

    def today(self) -> date:
        """Return the day in the instant's zone."""
        return self.instant.date()

    def end_of(self, day: date) -> str:
        """Return the last instant of a day in the instant's zone, as UTC text."""
        midnight = datetime.combine(day, time(), self.instant.tzinfo) + timedelta(days=1)
        return utc_text(midnight - timedelta(microseconds=1))
