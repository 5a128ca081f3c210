"""iCalendar (RFC 5545, RFC 7986): meetings as all-day events of a calendar to open or to subscribe to."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct

from tracker.domain.course import Course
from tracker.domain.errors import TrackerError
from tracker.domain.window import Window
from tracker.export import prose
from tracker.export.occurrence import identifier, occurrence

if TYPE_CHECKING:
    from icalendar import Calendar as ICalendar
    from icalendar import Event as IEvent

# How a cancelled meeting is told: `status` says it in STATUS and SUMMARY, `title` in SUMMARY alone, for calendars that
# drop what they subscribed to when its STATUS turns CANCELLED; `omit` leaves it out.
Cancelled = Literal["status", "title", "omit"]
CANCELLED: Final[tuple[Cancelled, ...]] = ("status", "title", "omit")

_NAME: Final = "Diplomatic meetings"
_ABOUT: Final = "Planned diplomatic visits and meetings as the press reports them"
_PRODUCT: Final = "-//tracker//tracker//EN"
_REFRESH: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


class Calendar(Struct, frozen=True, kw_only=True):
    """The text of a calendar, and how many meetings could not be in it.

    `dayless` have no first or no last day to give; `denied` are those that an office denies altogether.
    """

    text: str
    dayless: int
    denied: int


def calendar(courses: Iterable[Course], log: str, cancelled: Cancelled = "status") -> Calendar:
    """Return meetings as a calendar. `log` is what `identity` returns. The same log gives the same text.

    Raises `TrackerError` if the package icalendar is not installed.
    """
    asked = [one for one in courses if one.meeting.status != "cancelled" or cancelled != "omit"]
    kept = [one for one in asked if occurrence(one.meeting).icalendar]
    dated = [(one, days) for one in kept if (days := _days(one.meeting.calendar_window))]
    made = _calendar()
    for one, days in dated:
        made.add_component(_event(one, days, log, cancelled))
    return Calendar(
        text=made.to_ical().decode(),
        dayless=len(kept) - len(dated),
        denied=len(asked) - len(kept),
    )


def _days(window: Window | None) -> tuple[date, date] | None:
    """Return the first day and the day after the last, which DTEND is; None where a side is open."""
    if window is None or window.earliest is None or window.latest is None or window.latest == date.max:
        return None
    return window.earliest, window.latest + _DAY


def _calendar() -> "ICalendar":
    try:
        from icalendar import Calendar as Empty  # noqa: PLC0415 - 50 ms, for calendars alone
        from icalendar import vDuration  # noqa: PLC0415
    except ImportError:
        raise TrackerError(
            "calendars are written by the package icalendar, which is not installed",
            'Install it: pip install "tracker[ics]".',
        ) from None
    made = Empty()
    _add(made, "prodid", _PRODUCT)
    _add(made, "version", "2.0")
    _add(made, "calscale", "GREGORIAN")
    # Without it Outlook takes the file for an invitation; Google and Apple are content either way.
    _add(made, "method", "PUBLISH")
    # Each name twice: RFC 7986 came late, and most calendars still read the older ones.
    _add(made, "name", _NAME)
    _add(made, "x-wr-calname", _NAME)
    _add(made, "description", _ABOUT)
    _add(made, "x-wr-caldesc", _ABOUT)
    made.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    _add(made, "x-published-ttl", "PT1H")
    return made


def _event(course: Course, days: tuple[date, date], log: str, cancelled: Cancelled) -> "IEvent":
    from icalendar import Event as Empty  # noqa: PLC0415

    meeting = course.meeting
    made = Empty()
    _add(made, "uid", identifier(log, meeting.meeting))
    made.add("dtstamp", _instant(course.last_recorded))
    made.add("created", _instant(course.first_recorded))
    made.add("last-modified", _instant(course.last_recorded))
    # The first revision is 0. Turns never fall, so an update always wins over what it updates.
    made.add("sequence", max(course.turns - 1, 0))
    made.add("dtstart", days[0])
    made.add("dtend", days[1])
    _add(made, "summary", prose.summary(meeting))
    _add(made, "description", prose.description(course))
    if place := prose.where(meeting):
        _add(made, "location", place)
    if address := prose.last_address(course):
        made.add("url", address)
    if meeting.kind:
        made.add("categories", [meeting.kind])
    if meeting.status != "cancelled" or cancelled == "status":
        _add(made, "status", occurrence(meeting).icalendar)
    # A plan of others takes none of the reader's time.
    _add(made, "transp", "TRANSPARENT")
    _add(made, "color", occurrence(meeting).color)
    _add_ours(made, course)
    return made


def _add_ours(made: "IEvent", course: Course) -> None:
    """Add what RFC 5545 has no word for. Participants are no ATTENDEE: that is an e-mail address, and gets invited."""
    meeting = course.meeting
    _add(made, "x-tracker-meeting", meeting.meeting)
    if meeting.status:
        _add(made, "x-tracker-status", meeting.status)
    if meeting.window:
        _add(made, "x-tracker-window", meeting.window.edtf)
    for participant in meeting.participants:
        _add(made, "x-tracker-participant", prose.person(participant))


def _add(made: Any, name: str, text: str | None) -> None:  # noqa: ANN401 - a calendar or an event
    """Add a text, said to be one: what it does not know the library writes as it is, commas and all."""
    from icalendar import vText  # noqa: PLC0415

    made.add(name, vText(text or ""))


def _instant(recorded_at: str) -> datetime:
    return datetime.fromisoformat(recorded_at).astimezone(UTC).replace(microsecond=0)
