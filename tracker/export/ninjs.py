"""ninjs 3.1, the IPTC's format for news in JSON: meetings as event items for the planning system of a newsroom."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tracker.domain.exported_meeting import ExportedMeeting
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Json, Participant, Report
from tracker.domain.vocabulary import plain
from tracker.domain.window import Window
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
from tracker.export.standard_codes import meeting_uri, status_codes
from tracker.export.web_address import web_address

STANDARD: Final = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}

_MONTH_OR_YEAR: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
# From 2026-01-28T23:00:00.000000Z.
_DATE_AND_TIME: Final = slice(19)


def items(exported_meetings: Iterable[ExportedMeeting], log: str) -> Iterator[Json]:
    """Yield each meeting as an event item. `log` is what `identity` returns."""
    return (_item(exported, log) for exported in exported_meetings)


def _item(exported: ExportedMeeting, log: str) -> Json:
    meeting, reports = exported.meeting, reports_of(exported)
    return without_empty(
        {
            "standard": STANDARD,
            "uri": meeting_uri(log, meeting.meeting),
            "type": "event",
            "representationType": "full",
            "version": str(meeting.last_position),
            "firstCreated": _instant(exported.first_recorded),
            "versionCreated": _instant(exported.last_recorded),
            # The status of the item, not of the meeting: `canceled` would withdraw the news of a cancellation.
            "pubStatus": "usable",
            "language": "en",
            "title": title_text(meeting),
            "headlines": [_plain_text(summary_text(meeting))],
            "descriptions": [_plain_text(description_text(exported))],
            "edNote": " ".join(filter(None, (statement_text(meeting), uncertainty_text(meeting)))),
            "eventDetails": _details(meeting),
            "people": [_person(person) for person in meeting.participants],
            "places": _places(meeting),
            "subjects": [{"name": meeting.kind, "rel": "kind", "literal": meeting.kind}] if meeting.kind else None,
            "events": [_linked_event(link, log) for link in meeting.links],
            "infoSources": _sources(reports),
            "associations": list(_articles(reports)),
            "altIds": [{"role": "tracker", "value": meeting.meeting}],
        }
    )


def _plain_text(text: str) -> Json:
    return {"contentType": "text/plain", "value": text}


def _details(meeting: Meeting) -> Json:
    return without_empty({"eventStatus": status_codes(meeting).iptc_uri, "dates": _dates(meeting.window)})


def _dates(window: Window | None) -> Json | None:
    """Return when the meeting is expected. `startDate` would need a time of day, which reports do not give."""
    if window is None:
        return None
    unit = window.edtf.rstrip("~?")
    if _MONTH_OR_YEAR.fullmatch(unit):
        return {"expectedStartDate": unit, "expectedEndDate": unit}
    return without_empty(
        {
            "expectedStartDate": window.earliest and window.earliest.isoformat(),
            "expectedEndDate": window.latest and window.latest.isoformat(),
        }
    )


def _person(participant: Participant) -> Json:
    """Return a person; an office without a name is called by its role."""
    name, role = one_line(participant.name), one_line(participant.role or "")
    office = {"type": "office", "address": {"country": participant.country}}
    return without_empty(
        {
            "name": name or role,
            "rel": role if name else None,
            "contactInfo": [office] if participant.country else None,
        }
    )


def _places(meeting: Meeting) -> list[Json]:
    country = [{"type": "physical", "address": {"country": meeting.host}}] if meeting.host else None
    if meeting.host and not meeting.places:
        return [{"name": meeting.host, "rel": "host", "literal": meeting.host, "contactInfo": country}]
    return [
        without_empty({"name": one_line(place.name), "rel": place.standing, "contactInfo": country})
        for place in meeting.places
    ]


def _linked_event(link: Link, log: str) -> Json:
    return {"name": link.meeting, "rel": link.relation, "uri": meeting_uri(log, link.meeting)}


def _sources(reports: Iterable[Report]) -> list[Json]:
    """Return each outlet and role once: a report's last outlet is its origin, those before it are distributors."""
    parties: dict[tuple[str, str], None] = {}
    for report in reports:
        *distributors, origin = (report.source.outlet, *report.source.via)
        parties |= dict.fromkeys((one_line(name), "distributor") for name in distributors)
        parties[one_line(origin), "origin"] = None
    return [{"name": name, "role": role} for name, role in parties]


def _articles(reports: Iterable[Report]) -> Iterator[Json]:
    """Return the reports that have a web address as items."""
    for report in reports:
        address = web_address(report.source.url)
        if address:
            yield _article(report, address)


def _article(report: Report, address: str) -> Json:
    source = report.source
    outlet = one_line(source.outlet)
    headline = source.headline and one_line(source.headline)
    return without_empty(
        {
            "name": headline or outlet,
            "rel": plain(report.stage),
            "uri": address,
            "type": "text",
            "representationType": "partial",
            "language": source.language and one_line(source.language),
            "headlines": [_plain_text(headline)] if headline else None,
            "by": outlet,
        }
    )


def _instant(recorded_at: str) -> str:
    """Return a UTC instant without fractions of a second."""
    return f"{recorded_at[_DATE_AND_TIME]}Z"
