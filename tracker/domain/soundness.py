"""Whether a row of the log holds what a command could have written: a chain of right hashes may bind anything."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from msgspec import MsgspecError

from tracker.domain.errors import TrackerError
from tracker.domain.events import (
    Body,
    Corrected,
    Linked,
    Merged,
    Retracted,
    corrected_fields,
    decode,
    first_version,
    payload,
    payload_version,
)
from tracker.domain.import_line import EVIDENCE_FIELDS, is_evidence, is_sha256
from tracker.domain.names import country_code, meeting_name
from tracker.domain.report import NOTHING_CLAIMED, Article, Attribution, Claims, Evidence, Participant, Report, Source
from tracker.domain.row import Row
from tracker.domain.vocabulary import FAULTS, KINDS, RELATIONS, STAGES, STANDINGS, STRENGTH, WITHDRAWABLE

_RECORDED_AT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def refuse_unsound(row: Row) -> None:
    """Raise if the row is none that a command could have written, whatever its hash says."""
    body = decode(row).body
    try:
        version = payload_version(row)
        sound = (
            _is_name(row.meeting)
            and _RECORDED_AT.fullmatch(row.recorded_at) is not None
            and 0 < row.version < 2**63
            and first_version(body) <= version
            and payload(body, version) == row.payload
            and _is_sound(row, body)
        )
        row.recorded_by.encode()
    except (TrackerError, MsgspecError, ValueError, TypeError, AttributeError) as error:
        raise TrackerError(f"@{row.position} holds no event: {error}", "The log was altered.") from error
    if not sound:
        raise TrackerError(f"@{row.position} holds what no command writes", "The log was altered.")


def is_as_read(report: Report) -> bool:
    """Whether `lines.read_report` gives just this report for what it says: the same rules, asked and not applied."""
    return (
        report.stage in STAGES
        and (report.target is None or 0 < report.target < 2**63)
        and _is_clean(report.quote)
        and _is_source(report.source)
        and _is_attribution(report.attribution)
        and (report.claims is NOTHING_CLAIMED or _are_claims(report.claims))
        and (report.evidence is None or _is_evidence(report.evidence))
        and (report.article is None or _is_article(report.article))
    )


def _is_sound(row: Row, body: Body) -> bool:
    match body:
        case Report():
            return (
                is_as_read(body)
                and row.published == body.published.text
                and row.fingerprint == body.fingerprint
                and (body.batch is None or 0 < body.batch <= row.position)
            )
        case Corrected(target=target, fields=fields, fault=fault):
            return _is_about(row, target, fault) and corrected_fields(fields)
        case Retracted(target=target, fault=fault):
            return _is_about(row, target, fault)
        case Linked(relation=relation, other=other):
            return relation in RELATIONS and _is_name(other)
        case Merged(into=into):
            return _is_name(into)


def _is_about(row: Row, target: int, fault: str) -> bool:
    return 0 < target < row.position and fault in FAULTS


def _is_source(source: Source) -> bool:
    return (
        _is_written(source.outlet)
        and _is_clean(source.url)
        and _is_clean(source.headline)
        and _is_clean(source.language)
        and all(map(_is_written, source.via))
    )


@lru_cache(maxsize=8192)
def _is_attribution(attribution: Attribution) -> bool:
    return (
        attribution.class_ in STRENGTH
        and _is_clean(attribution.words)
        and all(_is_code(country) for country in attribution.side)
    )


def _are_claims(claims: Claims) -> bool:
    windows = (claims.window, claims.original_window)
    return (
        all(_is_clean(window.words) for window in windows if window)
        and (claims.place is None or (_is_written(claims.place.name) and claims.place.standing in STANDINGS))
        and (claims.host is None or _is_code(claims.host))
        and all(map(_is_participant, claims.participants))
        and all(map(_is_written, claims.without))
        and (claims.kind is None or claims.kind in KINDS)
        and all(map(_is_clean, (claims.title, claims.reason, claims.by)))
        and claims.withdrawn == tuple(field for field in WITHDRAWABLE if field in claims.withdrawn)
    )


def _is_evidence(evidence: Mapping[str, Evidence]) -> bool:
    is_known = evidence.keys() <= EVIDENCE_FIELDS.keys()
    return is_known and len(evidence) > 0 and all(map(is_evidence, evidence.values()))


def _is_article(article: Article) -> bool:
    return is_sha256(article.sha256) and 0 <= article.characters < 2**63


def _is_participant(person: Participant) -> bool:
    return (
        bool(person.name or person.role)
        and (not person.name or _is_clean(person.name))
        and _is_clean(person.role)
        and (person.country is None or _is_code(person.country))
    )


def _is_clean(text: str | None) -> bool:
    """Whether a text that need not be there is absent or written."""
    return text is None or _is_written(text)


def _is_written(text: str) -> bool:
    """Whether a text says something, with no blanks around it and no NUL in it; the JSON that held it was UTF-8."""
    return text != "" and text == text.strip() and "\0" not in text


@lru_cache(maxsize=8192)
def _is_code(text: str) -> bool:
    return _unchanged_by(country_code, text)


@lru_cache(maxsize=8192)
def _is_name(text: str) -> bool:
    return _unchanged_by(meeting_name, text)


def _unchanged_by(reader: Callable[[str], str], text: str) -> bool:
    try:
        return reader(text) == text
    except TrackerError:
        return False
