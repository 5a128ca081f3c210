"""Soundness: whether a command could have written a row. A correct hash does not prove it.

An unsound row does not stop the others. It is read as an event with the body `Unsound`, which counts for nothing.
"""

from collections.abc import Iterable, Mapping
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

_EVIDENCE_FIELDS: Final = frozenset(EVIDENCE_FIELDS)
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
        body = event.body
        assert not isinstance(body, Unsound)  # what can be decoded has a body  # noqa: S101
        is_sound = _has_sound_columns(row) and _has_sound_payload(row, body) and _is_sound_body(row, body)
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
        and _are_texts((report.quote,))
        and _is_source(report.source)
        and _is_attribution(report.attribution)
        and (report.claims is NOTHING_CLAIMED or _are_claims(report.claims))
        and _is_evidence(report.evidence)
        and _is_article(report.article)
    )


def _has_sound_columns(row: Row) -> bool:
    row.recorded_by.encode()  # raises for a lone surrogate
    return is_meeting_name(row.meeting) and is_utc_text(row.recorded_at) and 0 < row.version <= _LARGEST_INTEGER


def _has_sound_payload(row: Row, body: Body) -> bool:
    """Whether the payload is exactly what some program writes for the body."""
    if payload(body) == row.payload:
        return True
    older_versions = range(first_version(body), PAYLOAD_VERSION)
    return any(payload(body, version) == row.payload for version in older_versions)


def _is_sound_body(row: Row, body: Body) -> bool:
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


def _is_sound_report(row: Row, report: Report) -> bool:
    """Whether the day of a report fits it, its batch does not begin after it, and an import line can hold it."""
    has_sound_batch = report.batch is None or 0 < report.batch <= row.position
    return row.published == report.published.text and has_sound_batch and round_trips(report)


def _is_sound_change(row: Row, target: int, fault: str) -> bool:
    """Whether a correction or retraction in `row` targets an earlier event, with a valid fault."""
    return 0 < target < row.position and fault in FAULTS


def _is_source(source: Source) -> bool:
    return _are_texts((source.outlet, source.url, source.headline, source.language, *source.via))


@lru_cache(maxsize=8192)
def _is_attribution(attribution: Attribution) -> bool:
    return (
        attribution.class_ in STRENGTH
        and _are_texts((attribution.words,))
        and all(map(is_country_code, attribution.side))
    )


def _are_claims(claims: Claims) -> bool:
    words = [window.words for window in (claims.window, claims.original_window) if window]
    return (
        _are_texts((*words, *claims.without, claims.title, claims.reason, claims.by))
        and _is_place(claims.place)
        and _is_optional_code(claims.host)
        and all(map(_is_participant, claims.participants))
        and (claims.kind is None or claims.kind in KINDS)
        and _is_withdrawn(claims.withdrawn)
    )


def _is_place(place: Place | None) -> bool:
    return place is None or (_are_texts((place.name,)) and place.standing in STANDINGS)


def _is_withdrawn(fields: tuple[str, ...]) -> bool:
    """Whether only withdrawable fields are named, each once, in the order in which they are stored."""
    return not fields or fields == tuple(field for field in WITHDRAWABLE if field in fields)


def _is_evidence(evidence: Mapping[str, Evidence] | None) -> bool:
    if evidence is None:
        return True
    has_valid_fields = len(evidence) > 0 and _EVIDENCE_FIELDS.issuperset(evidence)
    return has_valid_fields and all(map(is_evidence, evidence.values()))


def _is_article(article: Article | None) -> bool:
    return article is None or (is_sha256(article.sha256) and 0 <= article.characters <= _LARGEST_INTEGER)


def _is_participant(person: Participant) -> bool:
    name = person.name or None
    has_name_or_role = (name or person.role) is not None
    return has_name_or_role and _are_texts((name, person.role)) and _is_optional_code(person.country)


def _are_texts(texts: Iterable[str | None]) -> bool:
    """Whether no text that is there is empty, has blanks around it or a NUL. They were decoded: they are Unicode."""
    for text in texts:  # noqa: SIM110 - with all(…) it takes twice as long
        if text is not None and (text == "" or text != text.strip() or "\0" in text):
            return False
    return True


def _is_optional_code(text: str | None) -> bool:
    return text is None or is_country_code(text)
