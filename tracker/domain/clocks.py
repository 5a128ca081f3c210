"""The two clocks: publication dates (`Published`), points in time in a question, and cuts of the log by both clocks."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from msgspec import Struct

from tracker.domain.days import iso_day
from tracker.domain.errors import TrackerError, quoted

# `re` compiles these on first use: most commands need none of them, and all three take a millisecond.
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_INSTANT = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(Z|z|[+-][0-9]{2}:[0-9]{2})?"
)
_POSITION = r"@([0-9]{1,18})"
_FARTHEST_ZONE = timedelta(hours=14)
_A_DAY = timedelta(days=1)
_NOON = "T12:00:00.000000Z"
_WRITE_A_MOMENT = "Write 2026-01-28, 2026-01-28T17:00+09:00, today, yesterday, '3 days ago', or @12."
_QUOTE_THE_WORDS = "Quote a day of several words: 'last monday', '3 days ago'."


class Published(Struct, frozen=True, kw_only=True):
    """When a news item was published: a day as printed, or an instant with its time zone.

    `text` is as written. `day` is the printed day (`YYYY-MM-DD`). `utc` is the instant as fixed-width UTC text, empty
    if only a day was printed.
    """

    text: str
    day: str
    utc: str

    @property
    def key(self) -> str:
        """The place on the time line of rule 2 (docs/fold.md), as UTC text. A bare day stands at 12:00 UTC."""
        return self.utc or self.day + _NOON

    @property
    def date(self) -> date:
        """The printed day."""
        return date.fromisoformat(self.day)

    def clearly_after(self, other: "Published") -> bool:
        """Whether this is clearly later: a later instant if both have one, else a later printed day."""
        if self.utc and other.utc:
            return self.utc > other.utc
        return self.day > other.day


class AsOf(Struct, frozen=True, kw_only=True):
    """A cut of the press clock: the end of a printed day, or an instant."""

    day: str
    utc: str = ""

    def includes(self, published: Published) -> bool:
        """Whether an item was published by then. A cut at an instant includes the bare days before its own day."""
        if not self.utc:
            return published.day <= self.day
        if published.utc:
            return published.utc <= self.utc
        return published.day < self.day

    @property
    def first_excluded_day(self) -> str:
        """The earliest printed day that an excluded item can have. In the west it is a day before that of UTC."""
        day = date.fromisoformat(self.utc[:10] or self.day)
        if self.utc:
            return (day - _A_DAY if day > date.min else day).isoformat()
        return (day + _A_DAY if day < date.max else day).isoformat()


class Cut(Struct, frozen=True, kw_only=True):
    """The events that a question sees: published by `as_of`, and recorded up to the position `known_at`."""

    as_of: AsOf | None = None
    known_at: int | None = None


NOW = Cut()


class Position(Struct, frozen=True, kw_only=True):
    """A position in the log: `@12`."""

    number: int


def utc_text(instant: datetime) -> str:
    """Return an aware instant as fixed-width UTC text, so that text order is time order."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


@lru_cache(maxsize=8192)  # all events of one command have one time
def is_utc_text(value: object) -> bool:
    """Whether a value is an instant as `utc_text` writes it: 2026-01-28T08:00:00.000000Z."""
    if not isinstance(value, str) or value[4:20:3] != "--T::." or value[26:] != "Z":
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=8192)
def parse_published(text: str) -> Published:
    """Parse a publication date: `2026-01-28`, or `2026-01-28T17:00+09:00`. Raise `TrackerError` for anything else."""
    if re.fullmatch(_DAY, text):
        return Published(text=text, day=iso_day(text).isoformat(), utc="")
    return _parse_instant(text)


def is_exact(text: str) -> bool:
    """Whether a text has the form of a day (2026-01-28) or of an instant, and not of a day in words."""
    return re.fullmatch(f"{_DAY}|{_INSTANT}", text) is not None


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written as 2026-01-28."""
    try:
        return not parse_published(text).utc
    except TrackerError:
        return False


def read_position(text: str, lowest: int = 1) -> int:
    """Read a position in the log, `@7` or `7`."""
    number = text.removeprefix("@")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    if not is_number or int(number) < lowest:
        raise TrackerError.unparsable(f"{quoted(text)} is not a position", "Write @7 for the seventh event of the log.")
    return int(number)


Moment = AsOf | Position


def parse_moment(text: str, today: date) -> Moment:
    """Parse a point in time: a day in any form of `natural_days`, an instant with its zone, or `@12`.

    Several days, such as a week, stand for their end. Raise `TrackerError` for anything else.
    """
    from tracker.domain.natural_days import begins_a_day  # noqa: PLC0415 - 3 ms, for days in words only

    moment = _read_moment(text, today)
    if moment is None:
        hint = _QUOTE_THE_WORDS if begins_a_day(text) or text.isdigit() else _WRITE_A_MOMENT
        raise TrackerError.unparsable(f"{quoted(text)} is not a day or an instant", hint)
    return moment


def parse_moments(words: Sequence[str], today: date) -> tuple[Moment, Moment | None]:
    """Parse FROM and TO, each of one or several words; TO is None if nothing follows FROM."""
    from tracker.domain.natural_days import read_in_two  # noqa: PLC0415 - 3 ms, for days in words only

    def read(text: str) -> Moment | None:
        return _read_moment(text, today)

    moments: tuple[Moment, Moment | None] | None = read_in_two(words, read)
    if moments is not None:
        return moments
    for word in words[:2]:
        parse_moment(word, today)  # says which of the two is not a moment
    raise TrackerError.unparsable("diff takes one or two moments", "Write: tracker diff [MEETING] FROM [TO]")


def looks_like_moment(text: str) -> bool:
    """Whether an argument is a point in time and not the name of a meeting, which begins with a letter."""
    from tracker.domain.natural_days import begins_a_day  # noqa: PLC0415 - 3 ms, for days in words only

    return text[:1] == "@" or text[:1].isdigit() or " " in text or begins_a_day(text)


def _read_moment(text: str, today: date) -> Moment | None:
    """Return the point in time, or None if the text does not have the form of one."""
    if position := re.fullmatch(_POSITION, text):
        return Position(number=int(position[1]))
    if is_exact(text):
        return _exact_moment(text)
    from tracker.domain.natural_days import PAST, read_days  # noqa: PLC0415 - 3 ms, for days in words only

    days = read_days(text, today, PAST)
    return AsOf(day=days.last.isoformat()) if days else None


def _exact_moment(text: str) -> AsOf:
    try:
        published = parse_published(text)
    except TrackerError as error:
        raise TrackerError.unparsable(error.sentence, _WRITE_A_MOMENT) from None
    return AsOf(day=published.day, utc=published.utc)


def _parse_instant(text: str) -> Published:
    parts = re.fullmatch(_INSTANT, text)
    if parts is None:
        raise TrackerError.unparsable(
            f"{quoted(text)} is not a day or an instant",
            "Write 2026-01-28, or 2026-01-28T17:00+09:00 with the zone as hours from UTC.",
        )
    day, time, zone = parts.groups()
    if zone is None:
        raise TrackerError.unparsable(
            f"{text} has no time zone", f"Add it as hours from UTC: {day}T{time}+09:00, or Z."
        )
    if zone in "Zz":
        zone = "+00:00"
    iso_day(day)
    normalised = f"{day}T{time}{zone}"
    try:
        instant = datetime.fromisoformat(normalised)
        # Some Python versions accept 60 and more minutes in a zone as another hour.
        minutes = zone[-2:]
        if abs(instant.utcoffset() or timedelta()) > _FARTHEST_ZONE or minutes > "59":
            raise ValueError
        return Published(text=normalised, day=day, utc=utc_text(instant))
    except (ValueError, OverflowError):
        raise TrackerError.unparsable(
            f"{text} is not a valid time", "Hours go from 00 to 23, zones from -14:00 to +14:00."
        ) from None
