"""The JSON objects that the command prints. Keys are stable: they are added to, never renamed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.domain.changes import FIELDS, Change, values
from tracker.domain.events import Corrected, Event, Linked, Merged, Retracted
from tracker.domain.history import Entry
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Json, Participant, Place, Report, claims_json, participant_json
from tracker.domain.window import Window

# Every key of a status, in order, as CSV prints it too.
STATUS_KEYS = (
    *("meeting", "title", "kind", "status", "since", "attribution", "attributed_to", "sides", "flags"),
    *("window", "previous_windows", "host", "places", "participants", "reason", "by", "links", "aliases"),
    *("reports", "origins", "last_position", "why"),
)
HISTORY_KEYS = (
    *("position", "meeting", "type", "published", "recorded_at", "recorded_by", "source", "attribution", "claims"),
    *("quote", "target", "because", "fault", "fields", "link", "into", "effect", "kept", "retracted_by"),
    *("corrected_by", "hash"),
)
DIFF_KEYS = ("meeting", "field", "old", "new", "position", "outlet", "published")
WHY_KEYS = ("field", "value", "position", "type", "published", "outlet", "origin", "attribution", "attributed_to")


def status_object(meeting: Meeting, day: date) -> Json:
    """Return where a meeting stands, flags as of `day`."""
    told = values(meeting, day)
    return {
        "meeting": meeting.meeting,
        **{field: shaped(told[field]) for field in FIELDS},
        "reports": meeting.reports,
        "origins": len(meeting.origins),
        "last_position": meeting.last_position,
        "why": _why(meeting),
    }


def _why(meeting: Meeting) -> Json:
    """Return the position behind each field; the words of an attribution are set with its class."""
    why = dict(meeting.why)
    if meeting.attribution and meeting.attribution.words:
        why["attributed_to"] = why["attribution"]
    return {field: why[field] for field in STATUS_KEYS if field in why}


def history_object(entry: Entry) -> Json:
    """Return an event as it was recorded, with what it changed."""
    event, body = entry.event, entry.event.body
    said: Json = dict.fromkeys(HISTORY_KEYS)
    said |= {
        "position": event.position,
        "meeting": event.meeting,
        "type": event.type,
        "published": event.published and event.published.text,
        "recorded_at": event.recorded_at,
        "recorded_by": event.recorded_by,
        "effect": changes_list(entry.effect),
        "kept": entry.kept,
        "retracted_by": entry.retracted_by,
        "corrected_by": list(entry.corrected_by),
        "hash": event.hash,
    }
    match body:
        case Report():
            said |= _report_keys(body)
        case Corrected(target=target, because=because, fault=fault, fields=fields):
            said |= {"target": target, "because": because, "fault": fault, "fields": fields}
        case Retracted(target=target, because=because, fault=fault):
            said |= {"target": target, "because": because, "fault": fault}
        case Linked(relation=relation, other=other):
            said |= {"link": {"relation": relation, "meeting": other}}
        case Merged(into=into):
            said |= {"into": into}
    return said


def diff_object(meeting: str, change: Change, event: Event | None) -> Json:
    """Return one field that differs between two moments, and the event behind it."""
    return {
        "meeting": meeting,
        **change_object(change),
        "position": event and event.position,
        "outlet": event and outlet_of(event),
        "published": event and event.published and event.published.text,
    }


def why_object(field: str, value: Any, event: Event) -> Json:  # noqa: ANN401 - whatever the field holds
    """Return one field of a status, and the report that set it."""
    report = event.body if isinstance(event.body, Report) else None
    return {
        "field": field,
        "value": shaped(value),
        "position": event.position,
        "type": event.type,
        "published": event.published and event.published.text,
        "outlet": outlet_of(event),
        "origin": report and (report.source.via[-1] if report.source.via else report.source.outlet),
        "attribution": report and report.attribution.class_,
        "attributed_to": report and report.attribution.words,
    }


def changes_list(effect: Iterable[Change]) -> list[Json]:
    """Return changes as a list of objects."""
    return [change_object(change) for change in effect]


def change_object(change: Change) -> Json:
    """Return one change: the field, what it was, what it is."""
    return {"field": change.field, "old": shaped(change.old), "new": shaped(change.new)}


def outlet_of(event: Event) -> str | None:
    """Return who published what the event rests on, if it is a report."""
    return event.body.source.outlet if isinstance(event.body, Report) else None


def shaped(value: Any) -> Any:  # noqa: ANN401 - one value of any field, as a status shows it
    """Return a field's value in the shape that a status gives it."""
    match value:
        case tuple():
            return [shaped(one) for one in value]
        case Window():
            return {
                "edtf": value.edtf,
                "earliest": value.earliest and value.earliest.isoformat(),
                "latest": value.latest and value.latest.isoformat(),
                "words": value.words,
            }
        case Place():
            return {"name": value.name, "standing": value.standing}
        case Participant():
            return participant_json(value)
        case Link():
            return {"relation": value.relation, "meeting": value.meeting}
    return value


def _report_keys(report: Report) -> Json:
    source, attribution = report.source, report.attribution
    return {
        "source": {
            "outlet": source.outlet,
            "url": source.url,
            "headline": source.headline,
            "language": source.language,
            "via": list(source.via),
        },
        "attribution": {"class": attribution.class_, "words": attribution.words, "side": list(attribution.side)},
        "claims": claims_json(report.claims),
        "quote": report.quote,
        "target": report.target,
    }
