"""Superdesk Planning's own event format (`json_event`): meetings as events for a newsroom's planning.

The fields are those that the parser of superdesk-planning reads (feed_parsers/superdesk_event_json.py). Superdesk's
import of calendars takes every event as certain, and it reads no ninjs.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from tracker.domain.exported_meeting import ExportedMeeting
from tracker.domain.meeting import Meeting
from tracker.domain.report import Json
from tracker.export.json import without_empty
from tracker.export.meeting_text import (
    description_text,
    reports_of,
    statement_text,
    summary_text,
    title_text,
    uncertainty_text,
)
from tracker.export.safe_text import one_line
from tracker.export.standard_codes import meeting_uuid, status_codes
from tracker.export.web_address import web_address

# The vocabulary `eventoccurstatus` as Superdesk ships it, by the codes of the IPTC.
_OCCUR_STATUS: Final = {
    "eos1": "Planned, occurence planned only",
    "eos2": "Planned, occurence highly uncertain",
    "eos3": "Planned, May occur",
    "eos4": "Planned, occurence highly likely",
    "eos5": "Planned, occurs certainly",
    "eos6": "Planned, then cancelled",
}
# From 2026-01-28T23:00:00.000000Z.
_DATE_AND_TIME: Final = slice(19)


class LeftOut(Struct, kw_only=True):
    """How many meetings are not among the events, since an event needs a first and a last day."""

    dayless: int = 0


def events(exported_meetings: Iterable[ExportedMeeting], log: str, left_out: LeftOut) -> Iterator[tuple[str, Json]]:
    """Yield a file name and an event for each meeting. `log` is what `identity` returns.

    The name is made of the meeting's UUID, since the name of a meeting may be anything in a log that was altered.
    """
    for exported in exported_meetings:
        window = exported.meeting.calendar_window
        if window is None or window.earliest is None or window.latest is None:
            left_out.dayless += 1
        else:
            dates = _dates(window.earliest, window.latest)
            yield f"{meeting_uuid(log, exported.meeting.meeting)}.json", _event(exported, dates, log)


def _event(exported: ExportedMeeting, dates: Json, log: str) -> Json:
    meeting = exported.meeting
    event = {
        "type": "event",
        "guid": f"urn:uuid:{meeting_uuid(log, meeting.meeting)}",
        "firstcreated": _instant(exported.first_recorded),
        "versioncreated": _instant(exported.last_recorded),
        # The status of the item, not of the meeting: `cancelled` would withdraw the news of a cancellation.
        "pubstatus": "usable",
        "language": "en",
        "name": summary_text(meeting),
        "slugline": title_text(meeting),
        "definition_short": statement_text(meeting),
        "definition_long": description_text(exported),
        "ednote": uncertainty_text(meeting),
        "dates": dates,
        "occur_status": _occur_status(meeting),
        "location": _locations(meeting),
        "links": _links(exported),
    }
    # Superdesk's parser cannot do without this key.
    return without_empty(event) | {"event_contact_info": []}


def _dates(first: date, last: date) -> Json:
    """Return the days from the first to the last, whole. Reports give no time of day."""
    return {
        "start": f"{first.isoformat()}T00:00:00+0000",
        "end": f"{last.isoformat()}T23:59:59+0000",
        "tz": "UTC",
        "all_day": True,
    }


def _occur_status(meeting: Meeting) -> Json | None:
    """Return how certain the meeting is, as an item of Superdesk's vocabulary."""
    code = status_codes(meeting).iptc
    if code is None:
        return None
    name = _OCCUR_STATUS[code]
    return {"qcode": f"eocstat:{code}", "name": name, "label": name}


def _locations(meeting: Meeting) -> list[Json]:
    """Return the places. Without a code, Superdesk does not add them to its own list of locations."""
    address = {"country": meeting.host} if meeting.host else None
    names = [one_line(place.name) for place in meeting.places] or ([meeting.host] if meeting.host else [])
    return [without_empty({"name": name, "address": address}) for name in names]


def _links(exported: ExportedMeeting) -> list[str]:
    """Return the addresses of the reports, each once."""
    addresses = [web_address(report.source.url) for report in reports_of(exported)]
    return list(dict.fromkeys(address for address in addresses if address))


def _instant(recorded_at: str) -> str:
    """Return a UTC instant as Superdesk's parser reads it."""
    return f"{recorded_at[_DATE_AND_TIME]}+0000"
