"""How the values of a status, and the source of a report, are written for people."""

from datetime import date
from typing import Any, Final

from tracker.domain.clocks import Published
from tracker.domain.events import Event
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Attribution, Participant, Place, Report, Source
from tracker.domain.vocabulary import CANDIDATE, plain
from tracker.domain.window import Window

NOTHING: Final = "–"
# Values that may contain commas themselves.
_SEPARATED_BY_SEMICOLONS: Final = frozenset({"participants", "links", "previous_windows"})


def field_text(field: str, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    """Return the value of a field in words; a dash if it is empty."""
    match value:
        case None | () | "":
            return NOTHING
        case tuple():
            separator = "; " if field in _SEPARATED_BY_SEMICOLONS else ", "
            return separator.join(field_text(field, item) for item in value)
        case Window():
            return window_text(value)
        case Place():
            return f"{value.name}?" if value.standing == CANDIDATE else value.name
        case Participant():
            return participant_text(value)
        case Link():
            return f"{plain(value.relation)} {value.meeting}"
    match field:
        case "since":
            return day_text(value)
        case "status":
            return plain(value)
    return str(value)


def window_text(window: Window) -> str:
    """Return a window in words, followed by the report's own words."""
    return f'{window.label()} ("{window.words}")' if window.words else window.label()


def participant_text(person: Participant) -> str:
    """Return a person or an office as `--with` takes it."""
    return ", ".join(part for part in (person.name, person.role, person.country) if part)


def day_text(day: str) -> str:
    """Return a day (YYYY-MM-DD) as 21 Jan 2026."""
    return f"{date.fromisoformat(day):%d %b %Y}".lstrip("0")


def days_text(count: float | None) -> str:
    """Return a number of days in words; a dash for None."""
    if count is None:
        return NOTHING
    return f"{count:g} day{'' if count == 1 else 's'}"


def published_text(published: Published | None) -> str:
    """Return when an item was published: the day, and the time with its zone if it is known."""
    if published is None:
        return ""
    if not published.utc:
        return published.text
    clock_time, zone = published.text[11:16], published.text[-6:]
    return f"{published.day} {clock_time}{zone}"


def source_text(source: Source) -> str:
    """Return an outlet and the chain that it took the item from: NationPress < Yonhap."""
    return " < ".join((source.outlet, *source.via))


def attribution_text(attribution: Attribution) -> str:
    """Return the class of an attribution, whose officials say so, and the words used."""
    sides = f" ({', '.join(attribution.side)})" if attribution.side else ""
    words = f': "{attribution.words}"' if attribution.words else ""
    return f"{attribution.class_}{sides}{words}"


def status_text(meeting: Meeting) -> str:
    """Return the status in words; a dash if only details are known."""
    return plain(meeting.status) if meeting.status else NOTHING


def where_text(meeting: Meeting) -> str:
    """Return the places and the host country, separated by commas."""
    places = field_text("places", meeting.places) if meeting.places else ""
    return ", ".join(part for part in (places, meeting.host) if part)


def event_source_text(event: Event) -> str:
    """Return the outlet of a report; for any other event, who recorded it."""
    return source_text(event.body.source) if isinstance(event.body, Report) else event.recorded_by
