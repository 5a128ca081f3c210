"""Rows for the tests of the store: a chain of events as they would stand in the table."""

from collections.abc import Iterable
from itertools import pairwise

from tests.given import report
from tracker.domain.chain import GENESIS, sealed
from tracker.domain.events import Body, decode, event_fingerprint, event_type, payload
from tracker.domain.relations import relations as joined
from tracker.domain.report import Report
from tracker.domain.row import Row
from tracker.store import log
from tracker.store.connection import Connection

MEETING = "ahn-japan"
EARLY = "2026-01-22T09:00:00.000000Z"


def confirmed(day: str = "2026-01-21", outlet: str = "Yonhap") -> Report:
    """Return a report that confirms the plan."""
    return report("confirmed", day, outlet)


def row(body: Body | None = None, meeting: str = MEETING, at: str = EARLY, by: str = "desk") -> Row:
    """Return a row that still lacks its place: see `chained`."""
    body = body or confirmed()
    return Row(
        position=0,
        meeting=meeting,
        version=0,
        type=event_type(body),
        published=body.published.text if isinstance(body, Report) else None,
        recorded_at=at,
        recorded_by=by,
        payload=payload(body),
        fingerprint=event_fingerprint(body),
        hash="",
    )


def chained(rows: Iterable[Row]) -> list[Row]:
    """Give the rows their positions, their versions and their hashes."""
    result: list[Row] = []
    versions: dict[str, int] = {}
    for position, one in enumerate(rows, start=1):
        versions[one.meeting] = versions.get(one.meeting, 0) + 1
        placed = one._replace(position=position, version=versions[one.meeting])
        result.append(sealed(result[-1].hash if result else GENESIS, placed))
    assert all(after.position == before.position + 1 for before, after in pairwise(result))
    return result


def fill(connection: Connection, rows: Iterable[Row]) -> list[Row]:
    """Write the rows, chained, to an empty log, with its head and the relations."""
    placed = chained(rows)
    with connection.transaction(write=True):
        log.append(connection, placed)
        log.add_relations(connection, joined(map(decode, placed)))
        last = placed[-1]
        log.move_head(connection, log.Head(last.position, last.hash, last.recorded_at, 1))
    return placed
