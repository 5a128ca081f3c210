"""JSON-LD in the vocabulary of schema.org: meetings as Events, with a note where the plan or its day is uncertain."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from tracker.domain.exported_meeting import ExportedMeeting
from tracker.domain.meeting import Meeting
from tracker.domain.report import Json, Participant, Place, Report
from tracker.domain.vocabulary import CANDIDATE, LADDER
from tracker.domain.window import Window
from tracker.export.json import without_empty
from tracker.export.meeting_text import (
    description_text,
    last_address,
    reports_of,
    statement_text,
    title_text,
    uncertainty_text,
)
from tracker.export.safe_text import one_line
from tracker.export.standard_codes import meeting_uri, status_codes
from tracker.export.web_address import web_address

_CONTEXT: Final = "https://schema.org"
_RESCHEDULED: Final = "https://schema.org/EventRescheduled"
# schema.org has no property for other relations.
_PROPERTY_OF_RELATION: Final = {"part_of": "superEvent", "includes": "subEvent"}


def graph(exported_meetings: Iterable[ExportedMeeting], log: str) -> Json:
    """Return meetings as one JSON-LD document. `log` is what `identity` returns."""
    return {"@context": _CONTEXT, "@graph": [_event(exported, log) for exported in exported_meetings]}


def _event(exported: ExportedMeeting, log: str) -> Json:
    meeting = exported.meeting
    return without_empty(
        {
            "@type": "Event",
            "@id": meeting_uri(log, meeting.meeting),
            "identifier": meeting.meeting,
            "name": title_text(meeting),
            "description": description_text(exported),
            "disambiguatingDescription": _note(meeting),
            "eventStatus": _status(meeting),
            **_dates(meeting),
            "location": _location(meeting),
            "attendee": [_person(person) for person in meeting.participants],
            "keywords": meeting.kind,
            "url": last_address(exported),
            **_parts(meeting, log),
            "subjectOf": [_article(report) for report in reports_of(exported)],
        }
    )


def _note(meeting: Meeting) -> str:
    """Return how firm the plan is, and whether startDate and endDate are only bounds."""
    statement = None if meeting.status in {"confirmed", "held"} else statement_text(meeting)
    return " ".join(filter(None, (statement, uncertainty_text(meeting))))


def _status(meeting: Meeting) -> str | None:
    """Return the eventStatus. A plan that stands on another day than before is rescheduled, whatever its status."""
    if meeting.previous_windows and meeting.status in {*LADDER, "held"}:
        return _RESCHEDULED
    return status_codes(meeting).schema_uri


def _dates(meeting: Meeting) -> Json:
    """Return the first and the last day, and the first days of previous windows.

    A postponed plan without a new window keeps its old day in both, as schema.org and search engines ask.
    """
    first, last = _bounds(meeting.calendar_window)
    starts = [start for start, _ in map(_bounds, meeting.previous_windows) if start]
    if meeting.status == "postponed" and first and not starts:
        starts = [first]
    return {"startDate": first, "endDate": last, "previousStartDate": _one_or_list(starts)}


def _bounds(window: Window | None) -> tuple[str | None, str | None]:
    if window is None:
        return None, None
    return _iso(window.earliest), _iso(window.latest)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _location(meeting: Meeting) -> Any:  # noqa: ANN401 - one place, several, or none
    address = {"@type": "PostalAddress", "addressCountry": meeting.host} if meeting.host else None
    if address and not meeting.places:
        return {"@type": "Place", "name": meeting.host, "address": address}
    return _one_or_list([_place(place, address) for place in meeting.places])


def _place(place: Place, address: Json | None) -> Json:
    return without_empty(
        {
            "@type": "Place",
            "name": one_line(place.name),
            "disambiguatingDescription": "candidate" if place.standing == CANDIDATE else None,
            "address": address,
        }
    )


def _person(participant: Participant) -> Json:
    country = participant.country
    return without_empty(
        {
            "@type": "Person",
            "name": one_line(participant.name),
            "jobTitle": one_line(participant.role or ""),
            "nationality": {"@type": "Country", "name": country} if country else None,
        }
    )


def _parts(meeting: Meeting, log: str) -> Json:
    """Return the meetings that this one is part of, and those that are part of it."""
    parts: dict[str, list[Json]] = {}
    for link in meeting.links:
        name = _PROPERTY_OF_RELATION.get(link.relation)
        if name:
            event = {"@type": "Event", "@id": meeting_uri(log, link.meeting), "name": link.meeting}
            parts.setdefault(name, []).append(event)
    return parts


def _article(report: Report) -> Json:
    source = report.source
    return without_empty(
        {
            "@type": "NewsArticle",
            "headline": source.headline and one_line(source.headline),
            "url": web_address(source.url),
            "datePublished": report.published.text,
            "inLanguage": source.language and one_line(source.language),
            "publisher": {"@type": "Organization", "name": one_line(source.outlet)},
        }
    )


def _one_or_list(values: list[Any]) -> Any:  # noqa: ANN401 - one JSON value or a list
    """Return a single value as itself, any other number of values as a list."""
    return values[0] if len(values) == 1 else values
