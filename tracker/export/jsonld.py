"""JSON-LD with the words of schema.org: meetings as Events, with what is not certain said to be so."""

from collections.abc import Iterable
from typing import Any, Final

from tracker.domain.course import Course
from tracker.domain.meeting import Meeting
from tracker.domain.report import Json, Participant, Report
from tracker.domain.vocabulary import LADDER
from tracker.export import prose
from tracker.export.occurrence import identifier, occurrence
from tracker.export.plain import line, web_address

_CONTEXT: Final = "https://schema.org"
_RESCHEDULED: Final = "https://schema.org/EventRescheduled"
_PARTS: Final = {"part_of": "superEvent", "includes": "subEvent"}


def graph(courses: Iterable[Course], log: str) -> Json:
    """Return meetings as one JSON-LD document. `log` is what `identity` returns."""
    return {"@context": _CONTEXT, "@graph": [_event(course, log) for course in courses]}


def _event(course: Course, log: str) -> Json:
    meeting = course.meeting
    unsure = None if meeting.status in {"confirmed", "held"} else prose.statement(meeting)
    return _full(
        {
            "@type": "Event",
            "@id": _uri(log, meeting.meeting),
            "identifier": meeting.meeting,
            "name": prose.title(meeting),
            "description": prose.description(course),
            # The dates below are bounds: this says where they are no more than that, and how firm the plan is.
            "disambiguatingDescription": " ".join(filter(None, (unsure, prose.uncertainty(meeting)))),
            "eventStatus": _status(meeting),
            **_dates(meeting),
            "location": _location(meeting),
            "attendee": [_person(one) for one in meeting.participants],
            "keywords": meeting.kind,
            "url": prose.last_address(course),
            **_parts(meeting, log),
            "subjectOf": [_article(report) for report in prose.reports(course)],
        }
    )


def _status(meeting: Meeting) -> str | None:
    """Return the eventStatus. A plan that stands on another day than before was rescheduled, however firm it is."""
    if meeting.previous_windows and meeting.status in {*LADDER, "held"}:
        return _RESCHEDULED
    return occurrence(meeting).schema_uri


def _dates(meeting: Meeting) -> Json:
    """Return the first and the last day, and the first days that held before.

    A postponed plan without a new window keeps its old day in both, as schema.org and search engines ask.
    """
    window = meeting.calendar_window
    before = [one.earliest.isoformat() for one in meeting.previous_windows if one.earliest]
    start = window and window.earliest and window.earliest.isoformat()
    if meeting.status == "postponed" and start and not before:
        before = [start]
    return {
        "startDate": start,
        "endDate": window and window.latest and window.latest.isoformat(),
        "previousStartDate": before[0] if len(before) == 1 else before,
    }


def _location(meeting: Meeting) -> Any:  # noqa: ANN401 - one place, several, or none
    address = meeting.host and {"@type": "PostalAddress", "addressCountry": meeting.host}
    places = [
        _full(
            {
                "@type": "Place",
                "name": line(place.name),
                "disambiguatingDescription": "candidate" if place.standing == "candidate" else None,
                "address": address,
            }
        )
        for place in meeting.places
    ]
    if address and not places:
        return {"@type": "Place", "name": meeting.host, "address": address}
    return places[0] if len(places) == 1 else places


def _person(participant: Participant) -> Json:
    country = participant.country
    return _full(
        {
            "@type": "Person",
            "name": line(participant.name),
            "jobTitle": line(participant.role or ""),
            "nationality": {"@type": "Country", "name": country} if country else None,
        }
    )


def _parts(meeting: Meeting, log: str) -> Json:
    """Return the meetings that it is a part of, or that are parts of it; schema.org has no other relation of ours."""
    parts: dict[str, list[Json]] = {}
    for link in meeting.links:
        if link.relation in _PARTS:
            event = {"@type": "Event", "@id": _uri(log, link.meeting), "name": link.meeting}
            parts.setdefault(_PARTS[link.relation], []).append(event)
    return parts


def _article(report: Report) -> Json:
    source = report.source
    return _full(
        {
            "@type": "NewsArticle",
            "headline": source.headline and line(source.headline),
            "url": web_address(source.url),
            "datePublished": report.published.text,
            "inLanguage": source.language and line(source.language),
            "publisher": {"@type": "Organization", "name": line(source.outlet)},
        }
    )


def _uri(log: str, meeting: str) -> str:
    return f"urn:uuid:{identifier(log, meeting)}"


def _full(data: Json) -> Json:
    return {key: value for key, value in data.items() if value not in (None, [], {}, "")}
