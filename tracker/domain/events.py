"""The events of the log: what each type says, and how it is written into a row and read back."""

import json
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.canonical import canonical_json
from tracker.domain.chain import Row
from tracker.domain.errors import TrackerError
from tracker.domain.lines import read_report, read_word
from tracker.domain.moments import Published, published
from tracker.domain.report import (
    NOTHING_CLAIMED,
    Attribution,
    Claims,
    Json,
    Participant,
    Place,
    Report,
    Source,
    report_json,
)
from tracker.domain.window import Window
from tracker.domain.words import RELATIONS, STAGES

# The version of the payloads that this program writes. Older ones are upcast on reading (see `_upcast`).
PAYLOAD_VERSION: Final = 1

_PARTS: Final = ("source", "attribution", "claims")


class Corrected(Struct, frozen=True, kw_only=True):
    """Fields of the event at `target` were wrong. `fields` has the shape of an import line; null clears a field."""

    target: int
    fields: Json
    fault: str
    because: str


class Retracted(Struct, frozen=True, kw_only=True):
    """The event at `target` no longer counts."""

    target: int
    fault: str
    because: str


class Linked(Struct, frozen=True, kw_only=True):
    """The meeting of this event stands in `relation` to the meeting `other`."""

    relation: str
    other: str


class Merged(Struct, frozen=True, kw_only=True):
    """The meeting of this event turned out to be the meeting `into`; its name lives on as an alias."""

    into: str


Body = Report | Corrected | Retracted | Linked | Merged


class Event(Struct, frozen=True, kw_only=True):
    """One event of the log, decoded. `published` is None for links, merges and what holds at every day."""

    position: int
    meeting: str
    type: str
    published: Published | None
    recorded_at: str
    recorded_by: str
    body: Body
    hash: str = ""

    @property
    def target(self) -> int | None:
        """The position of the event that this one speaks of, if it speaks of one."""
        return getattr(self.body, "target", None)


def event_type(body: Body) -> str:
    """Return the stable name of the event's type: the stage of a report, else what was done."""
    match body:
        case Report():
            return body.stage
        case Corrected():
            return "corrected"
        case Retracted():
            return "retracted"
        case Linked():
            return "linked"
        case Merged():
            return "merged"


def payload(body: Body) -> str:
    """Return the body as the JSON text that is stored."""
    match body:
        case Report():
            data = report_json(body)
            del data["stage"], data["published"]
        case Corrected():
            data = {
                "target": body.target,
                "fields": body.fields,
                "fault": body.fault,
                "because": body.because,
            }
        case Retracted():
            data = {"target": body.target, "fault": body.fault, "because": body.because}
        case Linked():
            data = {"relation": body.relation, "meeting": body.other}
        case Merged():
            data = {"into": body.into}
    return canonical_json({"v": PAYLOAD_VERSION, **data})


def event_fingerprint(body: Body) -> str | None:
    """Return the digest by which a repeated report is known; only reports have one."""
    return body.fingerprint if isinstance(body, Report) else None


def decode(row: Row) -> Event:
    """Return the event that a row of the log holds. Raise if it holds none: the log was altered, or is newer."""
    try:
        data = _upcast(row.type, json.loads(row.payload))
        moment = published(row.published) if row.published else None
        body = _body(row, data, moment)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise TrackerError(
            f"@{row.position} holds no event: {error}", "tracker verify says what was altered."
        ) from error
    return Event(
        position=row.position,
        meeting=row.meeting,
        type=row.type,
        published=moment,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        body=body,
        hash=row.hash,
    )


def corrected(event: Event, fields: Json) -> Event:
    """Return `event` with `fields` put right. Raise if what results is no report, or no link."""
    match event.body:
        case Report() as report:
            body: Body = read_report(_patched(report_json(report), fields))
        case Linked() as link:
            patched = _patched({"relation": link.relation, "meeting": link.other}, fields)
            if set(patched) != {"relation", "meeting"}:
                raise TrackerError(
                    f"@{event.position} is a link", "Only its relation and its meeting can be corrected."
                )
            body = Linked(relation=read_word(patched["relation"], RELATIONS, "relation"), other=patched["meeting"])
        case _:
            raise TrackerError(
                f"@{event.position} is {event.type}: only a report or a link can be corrected",
                "Retract it, then record what is right.",
            )
    moment = body.published if isinstance(body, Report) else None
    return replace(event, type=event_type(body), published=moment, body=body)


def corrected_fields(fields: Json) -> bool:
    """Whether `fields` has the shape of a correction's: an object, and objects inside where a report has them."""
    return isinstance(fields, dict) and all(isinstance(fields.get(part, {}), dict) for part in _PARTS)


def _patched(data: Json, fields: Json) -> Json:
    """Put `fields` into `data`: one by one inside source, attribution and claims, whole everywhere else.

    So every correction stands on its own, and stays valid when an earlier one is retracted.
    """
    result = dict(data)
    for key, value in fields.items():
        if key in _PARTS and isinstance(value, dict):
            result[key] = {**data.get(key, {}), **value}
        else:
            result[key] = value
    return {key: value for key, value in result.items() if value is not None}


def _upcast(_type: str, data: Json) -> Json:
    """Bring an older payload to today's shape. Version 1 is the first."""
    if data["v"] > PAYLOAD_VERSION:
        raise TrackerError(f"an event has payload version {data['v']}, newer than this program", "Upgrade tracker.")
    return data


def _body(row: Row, data: Json, moment: Published | None) -> Body:
    if row.type in STAGES:
        if moment is None:
            raise ValueError("a report without its day")
        return _report(row.type, moment, data)
    match row.type:
        case "corrected":
            return Corrected(target=data["target"], fields=data["fields"], fault=data["fault"], because=data["because"])
        case "retracted":
            return Retracted(target=data["target"], fault=data["fault"], because=data["because"])
        case "linked":
            return Linked(relation=data["relation"], other=data["meeting"])
        case "merged":
            return Merged(into=data["into"])
    raise TrackerError(f"@{row.position} is of the unknown type {row.type!r}", "Upgrade tracker.")


def _report(stage: str, moment: Published, data: Json) -> Report:
    source, attribution = data["source"], data["attribution"]
    return Report(
        stage=stage,
        published=moment,
        source=Source(
            outlet=source["outlet"],
            url=source.get("url"),
            headline=source.get("headline"),
            language=source.get("language"),
            via=tuple(source.get("via", ())),
        ),
        attribution=Attribution(
            class_=attribution["class"],
            words=attribution.get("words"),
            side=tuple(attribution.get("side", ())),
        ),
        claims=_claims(data["claims"]) if "claims" in data else NOTHING_CLAIMED,
        quote=data.get("quote"),
        target=data.get("target"),
    )


def _claims(data: Json) -> Claims:
    place = data.get("place")
    return Claims(
        window=_window(data.get("window")),
        original_window=_window(data.get("original_window")),
        place=place and Place(name=place["name"], standing=place["standing"]),
        host=data.get("host"),
        participants=tuple(Participant(**person) for person in data.get("participants", ())),
        without=tuple(data.get("without", ())),
        kind=data.get("kind"),
        title=data.get("title"),
        reason=data.get("reason"),
        by=data.get("by"),
    )


def _window(data: Json | None) -> Window | None:
    return Window.parse(data["edtf"], data.get("words")) if data else None
