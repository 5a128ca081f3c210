"""ninjs 3.0, the news in JSON of the IPTC: meetings as event items for the planning system of a newsroom."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tracker.domain.course import Course
from tracker.domain.meeting import Meeting
from tracker.domain.report import Json, Participant, Report
from tracker.domain.vocabulary import plain
from tracker.domain.window import Window
from tracker.export import prose
from tracker.export.occurrence import identifier, occurrence
from tracker.export.safe_text import one_line
from tracker.export.web_address import web_address

# Every later 3.x takes what 3.0 does.
STANDARD: Final = {"name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#"}

_MONTH_OR_YEAR: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def items(courses: Iterable[Course], log: str) -> list[Json]:
    """Return each meeting as an event item. `log` is what `identity` returns."""
    return [_item(course, log) for course in courses]


def _item(course: Course, log: str) -> Json:
    meeting = course.meeting
    return _full(
        {
            "standard": STANDARD,
            "uri": _uri(log, meeting.meeting),
            "type": "event",
            "representationType": "full",
            "version": str(meeting.last_position),
            "firstCreated": _instant(course.first_recorded),
            "versionCreated": _instant(course.last_recorded),
            # The item may be used, be the meeting cancelled or not: `canceled` here would withdraw the news of it.
            "pubStatus": "usable",
            "language": "en",
            "title": prose.title(meeting),
            "headlines": [{"contentType": "text/plain", "value": prose.summary(meeting)}],
            "descriptions": [{"contentType": "text/plain", "value": prose.description(course)}],
            "edNote": " ".join(filter(None, (prose.statement(meeting), prose.uncertainty(meeting)))),
            "eventDetails": _full({"eventStatus": occurrence(meeting).iptc_uri, "dates": _dates(meeting.window)}),
            "people": [_person(one) for one in meeting.participants],
            "places": _places(meeting),
            "subjects": [{"name": meeting.kind, "rel": "kind", "literal": meeting.kind}] if meeting.kind else None,
            "events": [
                {"name": link.meeting, "rel": link.relation, "uri": _uri(log, link.meeting)} for link in meeting.links
            ],
            "infoSources": _sources(prose.reports(course)),
            "associations": list(_articles(prose.reports(course))),
            "altIds": [{"role": "tracker", "value": meeting.meeting}],
        }
    )


def _dates(window: Window | None) -> Json | None:
    """Return when it is expected. `startDate` would need a time of day, which no report of a day gives."""
    if window is None:
        return None
    unit = window.edtf.rstrip("~?")
    if _MONTH_OR_YEAR.fullmatch(unit):
        return {"expectedStartDate": unit, "expectedEndDate": unit}
    return _full(
        {
            "expectedStartDate": window.earliest and window.earliest.isoformat(),
            "expectedEndDate": window.latest and window.latest.isoformat(),
        }
    )


def _person(participant: Participant) -> Json:
    """Return a person; an office that is not named goes by its role."""
    name, role = one_line(participant.name), one_line(participant.role or "")
    office = {"type": "office", "address": {"country": participant.country}}
    return _full(
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
        _full({"name": one_line(place.name), "rel": place.standing, "contactInfo": country}) for place in meeting.places
    ]


def _sources(reports: Iterable[Report]) -> list[Json]:
    """Return each outlet once, and whom it took its reports from."""
    parties: dict[tuple[str, str], None] = {}
    for report in reports:
        *through, origin = (report.source.outlet, *report.source.via)
        parties |= dict.fromkeys((one_line(name), "distributor") for name in through)
        parties[one_line(origin), "origin"] = None
    return [{"name": name, "role": role} for name, role in parties]


def _articles(reports: Iterable[Report]) -> Iterator[Json]:
    """Return the reports that can be looked up, each as the item that it is."""
    for report in reports:
        if uri := web_address(report.source.url):
            headline = report.source.headline and one_line(report.source.headline)
            yield _full(
                {
                    "name": headline or one_line(report.source.outlet),
                    "rel": plain(report.stage),
                    "uri": uri,
                    "type": "text",
                    "representationType": "partial",
                    "language": report.source.language and one_line(report.source.language),
                    "headlines": [{"contentType": "text/plain", "value": headline}] if headline else None,
                    "by": one_line(report.source.outlet),
                }
            )


def _uri(log: str, meeting: str) -> str:
    return f"urn:uuid:{identifier(log, meeting)}"


def _instant(recorded_at: str) -> str:
    return f"{recorded_at[:19]}Z"


def _full(data: Json) -> Json:
    return {key: value for key, value in data.items() if value not in (None, [], {}, "")}
