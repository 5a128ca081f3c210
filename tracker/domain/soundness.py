"""Soundness: whether a command could have written a row. A correct hash does not prove it.

An unsound row does not stop the others. It is read as an event with the body `Unsound`, which counts for nothing.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import MsgspecError

from tracker.domain.clocks import is_utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.events import (
    PAYLOAD_VERSION,
    Body,
    Corrected,
    Event,
    Linked,
    Merged,
    NewerPayloadError,
    Retracted,
    Unsound,
    decode,
    event_fingerprint,
    first_version,
    has_correction_shape,
    payload,
)
from tracker.domain.import_line import EVIDENCE_FIELDS, is_evidence, is_sha256
from tracker.domain.names import is_country_code, is_meeting_name
from tracker.domain.report import (
    NOTHING_CLAIMED,
    Article,
    Attribution,
    Claims,
    Evidence,
    Participant,
    Place,
    Report,
    Source,
)
from tracker.domain.row import Row
from tracker.domain.vocabulary import FAULTS, KINDS, RELATIONS, STAGES, STANDINGS, STRENGTH, WITHDRAWABLE
from tracker.domain.window import Window

_LARGEST_INTEGER: Final = 2**63 - 1
_HINT: Final = "No command wrote it. tracker verify names every such event."


def sound_event(row: Row) -> Event:
    """Return the event in a row; if no command could have written its content, an event with the body `Unsound`.

    The fingerprint is not checked: that takes as long as the rest, and no fold depends on it. Raise `NewerPayloadError`
    for an event of a newer program.
    """
    try:
        return _sound_content(row)
    except NewerPayloadError:
        raise
    except TrackerError as error:
        return Event(
            position=row.position,
            meeting=str(row.meeting),  # in SQLite a cell may hold anything
            type=str(row.type),
            published=None,
            recorded_at=str(row.recorded_at),
            recorded_by=str(row.recorded_by),
            body=Unsound(reason=error.sentence),
            hash=str(row.hash),
        )


def refuse_unsound(row: Row) -> Event:
    """Return the event in a row. Raise `TrackerError` if no command could have written the row."""
    event = _sound_content(row)
    if not isinstance(event.body, Unsound) and event_fingerprint(event.body) != row.fingerprint:
        raise TrackerError(f"@{row.position} has another fingerprint than its content", _HINT)
    return event


def _sound_content(row: Row) -> Event:
    """Return the event in a row, but raise `TrackerError` if no command could have written all but its fingerprint."""
    try:
        event = decode(row)
        is_sound = _has_sound_columns(row) and _has_sound_payload(row, event.body) and _is_sound_body(row, event.body)
    except (AttributeError, LookupError, MsgspecError, RecursionError, TypeError, ValueError) as error:
        raise TrackerError(f"@{row.position} is not a valid event: {error}", _HINT) from error
    if not is_sound:
        raise TrackerError(f"@{row.position} is not an event that a command can write", _HINT)
    return event


def round_trips(report: Report) -> bool:
    """Whether writing the report as an import line and reading that gives an equal report.

    It applies the rules of `import_line` without the cost of writing and reading.
    """
    return (
        report.stage in STAGES
        and (report.target is None or 0 < report.target <= _LARGEST_INTEGER)
        and _is_optional_text(report.quote)
        and _is_source(report.source)
        and _is_attribution(report.attribution)
        and (report.claims is NOTHING_CLAIMED or _are_claims(report.claims))
        and _is_evidence(report.evidence)
        and _is_article(report.article)
    )


def _has_sound_columns(row: Row) -> bool:
    row.recorded_by.encode()  # raises for a lone surrogate
    return is_meeting_name(row.meeting) and is_utc_text(row.recorded_at) and 0 < row.version <= _LARGEST_INTEGER


def _has_sound_payload(row: Row, body: Body | Unsound) -> bool:
    """Whether the payload is exactly what some program writes for the body."""
    if isinstance(body, Unsound):
        return False
    versions = range(PAYLOAD_VERSION, first_version(body) - 1, -1)
    return any(payload(body, version) == row.payload for version in versions)


def _is_sound_body(row: Row, body: Body | Unsound) -> bool:
    match body:
        case Report():
            return _is_sound_report(row, body)
        case Corrected(target=target, fields=fields, fault=fault):
            return _is_sound_change(row, target, fault) and has_correction_shape(fields)
        case Retracted(target=target, fault=fault):
            return _is_sound_change(row, target, fault)
        case Linked(relation=relation, other=other):
            return relation in RELATIONS and is_meeting_name(other)
        case Merged(into=into):
            return is_meeting_name(into)
        case Unsound():
            return False


def _is_sound_report(row: Row, report: Report) -> bool:
    """Whether the day of a report fits it, its batch does not begin after it, and an import line can hold it."""
    has_sound_batch = report.batch is None or 0 < report.batch <= row.position
    return row.published == report.published.text and has_sound_batch and round_trips(report)


def _is_sound_change(row: Row, target: int, fault: str) -> bool:
    """Whether a correction or retraction in `row` targets an earlier event, with a valid fault."""
    return 0 < target < row.position and fault in FAULTS


def _is_source(source: Source) -> bool:
    optional_texts = (source.url, source.headline, source.language)
    return _is_text(source.outlet) and all(map(_is_optional_text, optional_texts)) and all(map(_is_text, source.via))


@lru_cache(maxsize=8192)
def _is_attribution(attribution: Attribution) -> bool:
    return (
        attribution.class_ in STRENGTH
        and _is_optional_text(attribution.words)
        and all(map(is_country_code, attribution.side))
    )


def _are_claims(claims: Claims) -> bool:
    windows = (claims.window, claims.original_window)
    optional_texts = (claims.title, claims.reason, claims.by)
    return (
        all(map(_is_window, windows))
        and _is_place(claims.place)
        and _is_optional_code(claims.host)
        and all(map(_is_participant, claims.participants))
        and all(map(_is_text, claims.without))
        and (claims.kind is None or claims.kind in KINDS)
        and all(map(_is_optional_text, optional_texts))
        and _is_withdrawn(claims.withdrawn)
    )


def _is_window(window: Window | None) -> bool:
    return window is None or _is_optional_text(window.words)


def _is_place(place: Place | None) -> bool:
    return place is None or (_is_text(place.name) and place.standing in STANDINGS)


def _is_withdrawn(fields: tuple[str, ...]) -> bool:
    """Whether only withdrawable fields are named, each once, in the order in which they are stored."""
    return fields == tuple(field for field in WITHDRAWABLE if field in fields)


def _is_evidence(evidence: Mapping[str, Evidence] | None) -> bool:
    if evidence is None:
        return True
    fields_are_valid = all(field in EVIDENCE_FIELDS for field in evidence)
    return fields_are_valid and len(evidence) > 0 and all(map(is_evidence, evidence.values()))


def _is_article(article: Article | None) -> bool:
    return article is None or (is_sha256(article.sha256) and 0 <= article.characters <= _LARGEST_INTEGER)


def _is_participant(person: Participant) -> bool:
    has_name = bool(person.name)
    return (
        (has_name or person.role is not None)
        and (not has_name or _is_text(person.name))
        and _is_optional_text(person.role)
        and _is_optional_code(person.country)
    )


def _is_optional_text(text: str | None) -> bool:
    return text is None or _is_text(text)


def _is_text(text: str) -> bool:
    """Whether the text is not empty, and has no blanks around it and no NUL. It was decoded, so it is valid Unicode."""
    return text != "" and text == text.strip() and "\0" not in text


def _is_optional_code(text: str | None) -> bool:
    return text is None or is_country_code(text)
