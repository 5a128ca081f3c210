"""The events of the log: what each type says, and how it is written into a row and read back."""

from typing import Any, Final

from msgspec import MsgspecError, Struct, field, to_builtins
from msgspec.json import Decoder
from msgspec.structs import asdict, replace

from tracker.domain.canonical import canonical_json
from tracker.domain.clocks import Published, published
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_report, read_word
from tracker.domain.report import Json, Report, Told, report_json, told
from tracker.domain.row import Row
from tracker.domain.vocabulary import RELATIONS, STAGES

# The version of the payloads that this program writes. Version 2 added the claims `withdrawn` and `in_doubt`, and
# `evidence`, `article` and `batch`; all are optional, so a payload of version 1 reads as one of version 2.
PAYLOAD_VERSION: Final = 2

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
    other: str = field(name="meeting")


class Merged(Struct, frozen=True, kw_only=True):
    """The meeting of this event turned out to be the meeting `into`; its name lives on as an alias."""

    into: str


class _Version(Struct):
    v: int


class _StoredReport(Told, frozen=True, kw_only=True):
    v: int


_VERSION: Final = Decoder(_Version)
_REPORT: Final = Decoder(_StoredReport)
_OTHERS: Final[dict[str, Decoder[Any]]] = {
    "corrected": Decoder(Corrected),
    "retracted": Decoder(Retracted),
    "linked": Decoder(Linked),
    "merged": Decoder(Merged),
}

Body = Report | Corrected | Retracted | Linked | Merged


class Event(Struct, frozen=True, kw_only=True):
    """One event of the log, decoded.

    `published` is None for links, merges and what holds at every day.
    """

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


def payload(body: Body, version: int = PAYLOAD_VERSION) -> str:
    """Return the body as the JSON text that is stored, in a version of the payload that can hold it."""
    if isinstance(body, Report):
        return canonical_json(_StoredReport(v=version, **asdict(told(body))))
    return canonical_json({"v": version, **to_builtins(body)})


def payload_version(row: Row) -> int:
    """Return the version of the payload of a row that decodes."""
    return _VERSION.decode(row.payload).v


def first_version(body: Body) -> int:
    """Return the first version of the payload that can hold the body."""
    if not isinstance(body, Report):
        return 1
    claims = body.claims
    is_new = claims.withdrawn or claims.in_doubt or body.evidence or body.article or body.batch
    return 2 if is_new else 1


def event_fingerprint(body: Body) -> str | None:
    """Return the digest by which a repeated report is known; only reports have one."""
    return body.fingerprint if isinstance(body, Report) else None


def decode(row: Row) -> Event:
    """Return the event that a row of the log holds. Raise if it holds none: the log was altered, or is newer."""
    try:
        moment = published(row.published) if row.published else None
        body = _body(row, moment)
    except (MsgspecError, ValueError, TypeError, RecursionError) as error:
        _refuse_newer(row)
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
    """Return `event` with `fields` put right. Raise if the result is not a report, or not a link."""
    match event.body:
        case Report() as report:
            body: Body = _corrected_report(report, fields)
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


def _corrected_report(report: Report, fields: Json) -> Report:
    """Return the report with `fields` put right. A field that is corrected loses its evidence."""
    body = replace(read_report(_patched(report_json(report), fields)), batch=report.batch)
    if body.evidence is None or "evidence" in fields:
        return body
    changed = {*fields, *fields.get("claims", {})}
    evidence = {field: words for field, words in body.evidence.items() if field not in changed}
    return replace(body, evidence=evidence or None)


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


def _body(row: Row, moment: Published | None) -> Body:
    if row.type in STAGES:
        if moment is None:
            raise ValueError("a report without its day")
        stored = _REPORT.decode(row.payload)
        if stored.v > PAYLOAD_VERSION:
            raise _newer(stored.v)
        return Report(
            stage=row.type,
            published=moment,
            source=stored.source,
            attribution=stored.attribution,
            claims=stored.claims,
            quote=stored.quote,
            target=stored.target,
            evidence=stored.evidence,
            article=stored.article,
            batch=stored.batch,
        )
    if row.type not in _OTHERS:
        raise TrackerError(f"@{row.position} is of the unknown type {row.type!r}", "Upgrade tracker.")
    _refuse_newer(row)
    body: Body = _OTHERS[row.type].decode(row.payload)
    return body


def _refuse_newer(row: Row) -> None:
    """Raise if the payload was written by a newer program: it may have any shape."""
    try:
        version = _VERSION.decode(row.payload).v
    except (MsgspecError, ValueError, TypeError, RecursionError):
        return  # it is no payload at all
    if version > PAYLOAD_VERSION:
        raise _newer(version)


def _newer(version: int) -> TrackerError:
    return TrackerError(f"an event has payload version {version}, newer than this program", "Upgrade tracker.")
