"""The JSON objects of statuses, events, differences and reasons. Keys are stable: they are added to, never renamed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import to_builtins

from tracker.domain.changes import FIELDS, Change, values
from tracker.domain.events import Corrected, Event, Linked, Merged, Retracted, Unsound
from tracker.domain.flag_reasons import FlagReason, flag_reasons
from tracker.domain.history import Entry
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import (
    Attribution,
    Evidence,
    Json,
    Participant,
    Place,
    Report,
    Source,
    claims_json,
    participant_json,
)
from tracker.domain.window import Window
from tracker.export.labels import label_text, when_label

# The keys of a status, in the order in which JSON and CSV print them.
STATUS_KEYS = (
    *("meeting", "title", "kind", "status", "since", "attribution", "attributed_to", "sides", "flags"),
    *("window", "previous_windows", "host", "places", "participants", "reason", "by", "links", "aliases"),
    *("reports", "origins", "last_position", "why", "when", "flag_reasons", "unsound"),
)
HISTORY_KEYS = (
    *("position", "meeting", "type", "published", "recorded_at", "recorded_by", "source", "attribution", "claims"),
    *("quote", "target", "because", "fault", "fields", "link", "into", "effect", "kept", "retracted_by"),
    *("corrected_by", "hash", "evidence", "article", "batch"),
)
DIFF_KEYS = ("meeting", "field", "old", "new", "position", "outlet", "published")
WHY_KEYS = (
    *("field", "value", "position", "type", "published", "outlet", "origin", "attribution", "attributed_to"),
    "evidence",
)


def status_object(meeting: Meeting, day: date) -> Json:
    """Return the status of a meeting with its flags as of `day`."""
    fields = values(meeting, day)
    return {
        "meeting": meeting.meeting,
        **{field: json_value(fields[field]) for field in FIELDS},
        "reports": meeting.reports,
        "origins": len(meeting.origins),
        "last_position": meeting.last_position,
        "why": _why(meeting),
        "when": label_text(when_label(meeting)) or None,
        "flag_reasons": [_flag_reason(reason) for reason in flag_reasons(meeting)],
        "unsound": list(meeting.unsound),
    }


def _why(meeting: Meeting) -> Json:
    """Return the position behind each field, in the order of STATUS_KEYS."""
    why = dict(meeting.why)
    if meeting.attribution and meeting.attribution.words:
        # The words of an attribution are set together with its class.
        why["attributed_to"] = why["attribution"]
    return {field: why[field] for field in STATUS_KEYS if field in why}


def _flag_reason(reason: FlagReason) -> Json:
    """Return what a flag rests on; keys that do not belong to the flag are null."""
    attribution = reason.attribution
    return {
        "flag": reason.flag,
        "position": reason.position,
        "outlet": reason.outlet,
        "says": reason.says,
        "attribution": attribution and attribution.class_,
        "attributed_to": attribution and attribution.words,
        "sides": list(attribution.side) if attribution else [],
        "official_window": json_value(reason.official_window),
        "meeting": reason.meeting,
    }


def history_object(entry: Entry) -> Json:
    """Return an event as it was recorded, with its changes."""
    event = entry.event
    keys: Json = dict.fromkeys(HISTORY_KEYS)
    keys |= {
        "position": event.position,
        "meeting": event.meeting,
        "type": event.type,
        "published": _published(event),
        "recorded_at": event.recorded_at,
        "recorded_by": event.recorded_by,
        "effect": changes_list(entry.effect),
        "kept": entry.kept,
        "retracted_by": entry.retracted_by,
        "corrected_by": list(entry.corrected_by),
        "hash": event.hash,
    }
    return keys | _body_keys(event)


def _body_keys(event: Event) -> Json:
    """Return the keys that depend on the type of the event."""
    match event.body:
        case Report() as report:
            return _report_keys(report)
        case Corrected(target=target, because=because, fault=fault, fields=fields):
            return {"target": target, "because": because, "fault": fault, "fields": fields}
        case Retracted(target=target, because=because, fault=fault):
            return {"target": target, "because": because, "fault": fault}
        case Linked(relation=relation, other=other):
            return {"link": {"relation": relation, "meeting": other}}
        case Merged(into=into):
            return {"into": into}
        case Unsound():
            return {}


def _report_keys(report: Report) -> Json:
    return {
        "source": source_object(report.source),
        "attribution": _attribution(report.attribution),
        "claims": claims_json(report.claims),
        "quote": report.quote,
        "target": report.target,
        "evidence": to_builtins(report.evidence),
        "article": to_builtins(report.article),
        "batch": report.batch,
    }


def source_object(source: Source) -> Json:
    """Return a source with every key."""
    return {
        "outlet": source.outlet,
        "url": source.url,
        "headline": source.headline,
        "language": source.language,
        "via": list(source.via),
    }


def _attribution(attribution: Attribution) -> Json:
    return {"class": attribution.class_, "words": attribution.words, "side": list(attribution.side)}


def diff_object(meeting: str, change: Change, event: Event | None) -> Json:
    """Return one field that differs between two moments, and the event that set its new value."""
    return {
        "meeting": meeting,
        **change_object(change),
        "position": event and event.position,
        "outlet": event and outlet_of(event),
        "published": event and _published(event),
    }


def why_object(field: str, value: Any, event: Event, words: Evidence | None = None) -> Json:  # noqa: ANN401 - the value of any field
    """Return one field of a status, the event that set it, and the words of its article behind the field."""
    report = event.body if isinstance(event.body, Report) else None
    return {
        "field": field,
        "value": json_value(value),
        "position": event.position,
        "type": event.type,
        "published": _published(event),
        "outlet": outlet_of(event),
        "origin": report and _origin(report.source),
        "attribution": report and report.attribution.class_,
        "attributed_to": report and report.attribution.words,
        "evidence": to_builtins(words),
    }


def changes_list(effect: Iterable[Change]) -> list[Json]:
    """Return changes as a list of objects."""
    return [change_object(change) for change in effect]


def change_object(change: Change) -> Json:
    """Return one change: the field, its old and its new value."""
    return {"field": change.field, "old": json_value(change.old), "new": json_value(change.new)}


def outlet_of(event: Event) -> str | None:
    """Return the outlet of a report, None for any other event."""
    return event.body.source.outlet if isinstance(event.body, Report) else None


def json_value(value: Any) -> Any:  # noqa: ANN401 - the value of any field
    """Return the value of a field as JSON."""
    match value:
        case tuple():
            return [json_value(item) for item in value]
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


def _published(event: Event) -> str | None:
    return event.published.text if event.published else None


def _origin(source: Source) -> str:
    return source.via[-1] if source.via else source.outlet
