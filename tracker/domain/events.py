"""The events of the log: a body for each type, its payload in JSON, and the decoding of rows."""

from typing import Any, Final

from msgspec import MsgspecError, Struct, field, to_builtins
from msgspec.json import Decoder
from msgspec.structs import replace

from tracker.domain.canonical import canonical_json
from tracker.domain.clocks import Published, parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_report, read_word
from tracker.domain.names import is_meeting_name
from tracker.domain.report import Json, Report, ReportContent, report_content, report_json
from tracker.domain.row import Row
from tracker.domain.vocabulary import RELATIONS, STAGES

# The version of the payloads that this program writes. Version 2 added the claims `withdrawn` and `in_doubt`, and
# `evidence`, `article` and `batch`. All are optional, so a payload of version 1 reads as one of version 2.
PAYLOAD_VERSION: Final = 2

# The keys of an import line whose values are objects. A correction replaces single fields inside them.
_NESTED: Final = ("source", "attribution", "claims")


class Corrected(Struct, frozen=True, kw_only=True):
    """A correction of the event at `target`. `fields` has the shape of an import line; null clears a field."""

    target: int
    fields: Json
    fault: str
    because: str


class Retracted(Struct, frozen=True, kw_only=True):
    """A retraction: the event at `target` no longer counts."""

    target: int
    fault: str
    because: str


class Linked(Struct, frozen=True, kw_only=True):
    """A link: `relation` says how the meeting of this event is related to the meeting `other`."""

    relation: str
    other: str = field(name="meeting")


class Merged(Struct, frozen=True, kw_only=True):
    """A merge: the meeting of this event is the meeting `into`, and its name becomes an alias."""

    into: str


class Unsound(Struct, frozen=True, kw_only=True):
    """The body of an event that no command could have written. It counts for nothing; `reason` is a sentence."""

    reason: str


class NewerPayloadError(TrackerError):
    """A row that a newer version of tracker wrote, which this one cannot read."""


class _Version(Struct):
    """The field that payloads of every version have."""

    v: int


_VERSION_DECODER: Final = Decoder(_Version)
_REPORT_DECODER: Final = Decoder(ReportContent)
_DECODERS: Final[dict[str, Decoder[Any]]] = {
    "corrected": Decoder(Corrected),
    "retracted": Decoder(Retracted),
    "linked": Decoder(Linked),
    "merged": Decoder(Merged),
}

Body = Report | Corrected | Retracted | Linked | Merged


class Event(Struct, frozen=True, kw_only=True):
    """One event of the log, decoded. Events that hold at every day, such as links, have no `published`."""

    position: int
    meeting: str
    type: str
    published: Published | None
    recorded_at: str
    recorded_by: str
    body: Body | Unsound
    hash: str

    @property
    def target(self) -> int | None:
        """The position of the event that this one denies, corrects or retracts, else None."""
        return getattr(self.body, "target", None)


def event_type(body: Body) -> str:
    """Return the type as it is stored: the stage of a report, else `corrected`, `retracted`, `linked` or `merged`."""
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


def payload(body: Body, version: int = PAYLOAD_VERSION) -> str:
    """Return the body as the JSON text of the column `payload`, in a payload version that can hold it."""
    if isinstance(body, Report):
        return canonical_json(report_content(body, version))
    return canonical_json({"v": version, **to_builtins(body)})


def first_version(body: Body) -> int:
    """Return the first payload version that can hold the body."""
    if not isinstance(body, Report):
        return 1
    claims = body.claims
    is_new = claims.withdrawn or claims.in_doubt or body.evidence or body.article or body.batch
    return 2 if is_new else 1


def event_fingerprint(body: Body) -> str | None:
    """Return the fingerprint of a report, by which repeats are recognised, else None."""
    return body.fingerprint if isinstance(body, Report) else None


def decode(row: Row) -> Event:
    """Return the event in a row. Raise `TrackerError` if the row was altered, or written by a newer program."""
    try:
        published = parse_published(row.published) if row.published else None
        body = _body(row, published)
    except (TrackerError, MsgspecError, ValueError, TypeError, RecursionError) as error:
        refuse_newer(row)
        raise TrackerError(
            f"@{row.position} is not a valid event: {error}", "Run tracker verify to see what was altered."
        ) from error
    return Event(
        position=row.position,
        meeting=row.meeting,
        type=row.type,
        published=published,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        body=body,
        hash=row.hash,
    )


def apply_correction(event: Event, fields: Json) -> Event:
    """Return `event` with the corrected fields. Raise `TrackerError` if the result is not a valid report or link."""
    match event.body:
        case Report() as report:
            body: Body = _corrected_report(report, fields)
        case Linked() as link:
            body = _corrected_link(event.position, link, fields)
        case _:
            raise TrackerError(
                f"@{event.position} has the type {event.type!r}: only a report or a link can be corrected",
                "Retract it and record it again.",
            )
    published = body.published if isinstance(body, Report) else None
    return replace(event, type=event_type(body), published=published, body=body)


def _corrected_link(position: int, link: Linked, fields: Json) -> Linked:
    patched = _patched({"relation": link.relation, "meeting": link.other}, fields)
    if set(patched) != {"relation", "meeting"}:
        raise TrackerError(f"@{position} is a link", "Only its relation and its meeting can be corrected.")
    relation, other = patched["relation"], patched["meeting"]
    if not isinstance(relation, str) or not is_meeting_name(other):
        raise TrackerError(f"@{position} is a link", "Its relation is a word, and its meeting the name of one.")
    return Linked(relation=read_word(relation, RELATIONS, "a relation"), other=other)


def has_correction_shape(fields: Json) -> bool:
    """Whether `fields` is an object with objects at the keys where a report has objects."""
    return isinstance(fields, dict) and all(isinstance(fields.get(key, {}), dict) for key in _NESTED)


def _corrected_report(report: Report, fields: Json) -> Report:
    """Return the report with the corrected fields. A corrected field loses its evidence."""
    body = replace(read_report(_patched(report_json(report), fields)), batch=report.batch)
    if body.evidence is None or "evidence" in fields:
        return body
    changed = {*fields, *fields.get("claims", {})}
    evidence = {field: words for field, words in body.evidence.items() if field not in changed}
    return replace(body, evidence=evidence or None)


def _patched(data: Json, fields: Json) -> Json:
    """Return `data` with the corrected fields: merged inside source, attribution and claims, replaced elsewhere.

    So a correction does not depend on earlier ones, and stays valid when one of them is retracted.
    """
    patched = dict(data)
    for key, value in fields.items():
        if key in _NESTED and isinstance(value, dict):
            patched[key] = {**data.get(key, {}), **value}
        else:
            patched[key] = value
    return {key: value for key, value in patched.items() if value is not None}


def _body(row: Row, published: Published | None) -> Body:
    if row.type in STAGES:
        return _report(row, published)
    if row.type not in _DECODERS:
        raise ValueError(f"its type {row.type!r} is unknown")
    refuse_newer(row)
    body: Body = _DECODERS[row.type].decode(row.payload)
    return body


def _report(row: Row, published: Published | None) -> Report:
    if published is None:
        raise ValueError("a report without a publication date")
    stored = _REPORT_DECODER.decode(row.payload)
    if stored.v > PAYLOAD_VERSION:
        refuse_newer(row)
    return Report(
        stage=row.type,
        published=published,
        source=stored.source,
        attribution=stored.attribution,
        claims=stored.claims,
        quote=stored.quote,
        target=stored.target,
        evidence=stored.evidence,
        article=stored.article,
        batch=stored.batch,
    )


def refuse_newer(row: Row) -> None:
    """Raise if the payload has a newer version, whose shape this program does not know."""
    try:
        version = _VERSION_DECODER.decode(row.payload).v
    except (MsgspecError, ValueError, TypeError, RecursionError):
        return  # not a payload of any version
    if version > PAYLOAD_VERSION:
        raise NewerPayloadError(
            f"@{row.position} has payload version {version}, newer than this program", "Upgrade tracker."
        )
