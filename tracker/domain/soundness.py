"""Whether a row of the log holds what a command could have written: a chain of right hashes may bind anything."""

import re
from typing import Final

from tracker.domain.chain import Row
from tracker.domain.errors import TrackerError
from tracker.domain.events import Body, Corrected, Linked, Merged, Retracted, corrected_fields, decode
from tracker.domain.lines import read_report, read_target, read_word
from tracker.domain.names import meeting_name
from tracker.domain.report import Report, report_json
from tracker.domain.words import FAULTS, RELATIONS

_RECORDED_AT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def refuse_unsound(row: Row) -> None:
    """Raise if the row is none that a command could have written, whatever its hash says."""
    body = decode(row).body
    try:
        sound = (
            meeting_name(row.meeting) == row.meeting
            and _RECORDED_AT.fullmatch(row.recorded_at) is not None
            and 0 < row.version < 2**63
            and _is_sound(row, body)
        )
        row.recorded_by.encode()
    except (TrackerError, ValueError, TypeError, AttributeError) as error:
        raise TrackerError(f"@{row.position} holds no event: {error}", "The log was altered.") from error
    if not sound:
        raise TrackerError(f"@{row.position} holds what no command writes", "The log was altered.")


def _is_sound(row: Row, body: Body) -> bool:
    match body:
        case Report():
            return read_report(report_json(body)) == body and body.fingerprint == row.fingerprint
        case Corrected(target=target, fields=fields, fault=fault, because=because):
            return _is_about(row, target, fault, because) and corrected_fields(fields)
        case Retracted(target=target, fault=fault, because=because):
            return _is_about(row, target, fault, because)
        case Linked(relation=relation, other=other):
            return read_word(relation, RELATIONS, "relation") == relation and meeting_name(other) == other
        case Merged(into=into):
            return meeting_name(into) == into


def _is_about(row: Row, target: int, fault: str, because: str) -> bool:
    earlier = (read_target(target) or row.position) < row.position
    return earlier and read_word(fault, FAULTS, "fault") == fault and isinstance(because, str)
