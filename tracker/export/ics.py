"""iCalendar (RFC 5545, RFC 7986): meetings as all-day events of a calendar to open or to subscribe to."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.exported_meeting import ExportedMeeting
from tracker.domain.window import Window
from tracker.export.meeting_text import description_text, last_address, person_text, summary_text, where_text
from tracker.export.standard_codes import meeting_uuid, status_codes

if TYPE_CHECKING:
    from icalendar import Calendar as ICalendar
    from icalendar import Component
    from icalendar import Event as IEvent

# How a cancelled meeting is shown: `status` in STATUS and SUMMARY, `title` in SUMMARY alone, for calendar programs that
# drop a subscribed event when its STATUS becomes CANCELLED; `omit` leaves it out.
Cancelled = Literal["status", "title", "omit"]
CANCELLED: Final[tuple[Cancelled, ...]] = ("status", "title", "omit")

_NAME: Final = "Diplomatic meetings"
_DESCRIPTION: Final = "Planned diplomatic visits and meetings as the press reports them"
_PRODUCT: Final = "-//tracker//tracker//EN"
_REFRESH: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_END: Final = "END:VCALENDAR"
_LONGEST_LINE: Final = 75  # octets


class LeftOut(Struct, kw_only=True):
    """How many meetings are not in a calendar.

    `dayless` counts those without a first or a last day, `denied` those that an office denies altogether.
    """

    dayless: int = 0
    denied: int = 0


def calendar(
    exported_meetings: Iterable[ExportedMeeting], log: str, left_out: LeftOut, cancelled: Cancelled = "status"
) -> Iterator[str]:
    """Yield a calendar of meetings, one after the other, and count in `left_out` those that a calendar cannot show.

    `log` is what `identity` returns. The same log gives the same text. Raises `TrackerError` if the package icalendar
    is not installed.
    """
    begin, end = _text(_empty_calendar()).split(_END)
    yield begin
    for exported in exported_meetings:
        if cancelled == "omit" and exported.meeting.status == "cancelled":
            continue
        days = _first_and_end(exported.meeting.calendar_window)
        if not status_codes(exported.meeting).icalendar:
            left_out.denied += 1
        elif days is None:
            left_out.dayless += 1
        else:
            yield _text(_event(exported, days, log, cancelled))
    yield f"{_END}{end}"


def _text(component: "Component") -> str:
    """Return the lines of a component, each with its line break."""
    return "".join(folded_line(str(line)) + "\r\n" for line in component.content_lines() if line)


def folded_line(line: str) -> str:
    """Return a line cut into pieces of at most 75 octets, but never within a letter or an escape.

    An escape is a backslash and what follows it. icalendar cuts there (collective/icalendar#1501), and Google Calendar
    leaves such an event out.
    """
    rest, pieces, room = line.encode(), [], _LONGEST_LINE
    while len(rest) > room:
        end = room
        while rest[end] & 0xC0 == 0x80:  # the next octet continues a letter
            end -= 1
        backslashes = end - len(rest[:end].rstrip(b"\\"))
        end -= backslashes % 2
        pieces.append(rest[:end].decode())
        rest, room = rest[end:], _LONGEST_LINE - 1  # a blank begins the next line
    return "\r\n ".join([*pieces, rest.decode()])


def _first_and_end(window: Window | None) -> tuple[date, date] | None:
    """Return DTSTART and DTEND, which is the day after the last; None if either side is open."""
    if window is None or window.earliest is None or window.latest is None or window.latest == date.max:
        return None
    return window.earliest, window.latest + _DAY


def _empty_calendar() -> "ICalendar":
    try:
        from icalendar import Calendar as ICalendar  # noqa: PLC0415 - 50 ms, needed for calendars only
        from icalendar import vDuration  # noqa: PLC0415 - as above
    except ImportError:
        raise TrackerError(
            "calendars are written by the package icalendar, which is not installed",
            "In the checkout of tracker, run: pip install '.[ics]'",
        ) from None
    result = ICalendar()
    _add_text(result, "prodid", _PRODUCT)
    _add_text(result, "version", "2.0")
    _add_text(result, "calscale", "GREGORIAN")
    # Outlook takes a file without METHOD for an invitation; Google and Apple accept both.
    _add_text(result, "method", "PUBLISH")
    # Each text twice: NAME and DESCRIPTION are of RFC 7986, most calendar programs still read the older X- names.
    _add_text(result, "name", _NAME)
    _add_text(result, "x-wr-calname", _NAME)
    _add_text(result, "description", _DESCRIPTION)
    _add_text(result, "x-wr-caldesc", _DESCRIPTION)
    result.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    _add_text(result, "x-published-ttl", "PT1H")
    return result


def _event(exported: ExportedMeeting, days: tuple[date, date], log: str, cancelled: Cancelled) -> "IEvent":
    from icalendar import Event as IEvent  # noqa: PLC0415 - 50 ms, needed for calendars only

    meeting = exported.meeting
    event = IEvent()
    _add_text(event, "uid", meeting_uuid(log, meeting.meeting))
    _add_revision(event, exported)
    first, end = days
    event.add("dtstart", first)
    event.add("dtend", end)
    _add_text(event, "summary", summary_text(meeting))
    _add_text(event, "description", description_text(exported))
    if where := where_text(meeting):
        _add_text(event, "location", where)
    if address := last_address(exported):
        event.add("url", address)
    if meeting.kind:
        event.add("categories", [meeting.kind])
    codes = status_codes(meeting)
    if meeting.status != "cancelled" or cancelled == "status":
        _add_text(event, "status", codes.icalendar)
    # The reader does not take part, so the event does not block any time.
    _add_text(event, "transp", "TRANSPARENT")
    _add_text(event, "color", codes.color)
    _add_extensions(event, exported)
    return event


def _add_revision(event: "IEvent", exported: ExportedMeeting) -> None:
    """Add when the event was made and changed, and its revision."""
    first_recorded, last_recorded = _instant(exported.first_recorded), _instant(exported.last_recorded)
    event.add("dtstamp", last_recorded)
    event.add("created", first_recorded)
    event.add("last-modified", last_recorded)
    # The first revision is 0. The number of revisions never falls, so that an update replaces every earlier revision.
    event.add("sequence", max(exported.revisions - 1, 0))


def _add_extensions(event: "IEvent", exported: ExportedMeeting) -> None:
    """Add properties of our own. Participants are not ATTENDEE, which is an e-mail address to be invited."""
    meeting = exported.meeting
    _add_text(event, "x-tracker-meeting", meeting.meeting)
    if meeting.status:
        _add_text(event, "x-tracker-status", meeting.status)
    if meeting.window:
        _add_text(event, "x-tracker-window", meeting.window.edtf)
    for person in meeting.participants:
        _add_text(event, "x-tracker-participant", person_text(person))


def _add_text(component: Any, name: str, text: str | None) -> None:  # noqa: ANN401 - a calendar or an event
    """Add a property of type TEXT; icalendar would not escape commas in a property that it does not know."""
    from icalendar import vText  # noqa: PLC0415 - 50 ms, needed for calendars only

    component.add(name, vText(text or ""))


def _instant(recorded_at: str) -> datetime:
    return datetime.fromisoformat(recorded_at).astimezone(UTC).replace(microsecond=0)
