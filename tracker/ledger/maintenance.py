"""Keeping the log: checking it, making its projection anew, and handing it on whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from msgspec import Struct

from tracker.domain.chain import GENESIS, row_hash
from tracker.domain.errors import TrackerError
from tracker.domain.events import decode
from tracker.domain.meeting import FOLD_VERSION
from tracker.domain.row import Row
from tracker.domain.soundness import refuse_unsound
from tracker.ledger.desk import Desk
from tracker.ledger.folding import every_relation, folded_meetings, rebuild_projection, roots
from tracker.store import inspection, log, projection, relations, saving
from tracker.store.connection import Cells, Connection
from tracker.store.schema import SCHEMA

_BATCH = 2000  # meetings
_CHECKPOINT = "tracker-checkpoint/1"
_CELLS = {int, str, type(None)}
Progress = Callable[[int], None]


class Checkpoint(Struct, frozen=True, kw_only=True):
    """A position and the hash that the log had there: kept elsewhere, it shows a cut tail and a rewritten history."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{_CHECKPOINT} {self.position} {self.hash}"


class Verified(Struct, frozen=True, kw_only=True):
    """What a check found. Nothing found is what is hoped for."""

    position: int
    hash: str
    findings: tuple[str, ...]

    @property
    def checkpoint(self) -> Checkpoint:
        """The line to keep elsewhere."""
        return Checkpoint(position=self.position, hash=self.hash)


class Extent(Struct, frozen=True, kw_only=True):
    """Which log a desk works on, and how far it goes. `where` is None for a log that was not made yet."""

    where: str | None
    engine: str
    schema: str
    position: int
    hash: str
    recorded_at: str


def extent(desk: Desk) -> Extent:
    """Return which log this is, and how far it goes."""
    connection = desk.connection
    with connection.transaction(write=False):
        head = log.head(connection)
    where = connection.where if connection.lasting else None
    return Extent(
        where=where,
        engine=connection.engine,
        schema=SCHEMA,
        position=head.position,
        hash=head.hash,
        recorded_at=head.recorded_at,
    )


def read_checkpoint(text: str) -> Checkpoint:
    """Read the line that `verify` prints."""
    parts = text.split()
    well_formed = len(parts) == 3 and parts[0] == _CHECKPOINT and parts[1].isascii() and parts[1].isdigit()
    if not well_formed or len(parts[2]) != len(GENESIS):
        raise TrackerError.unparsable(
            f"{text[:60]!r} is no checkpoint", f"Give the first line that tracker verify printed: {_CHECKPOINT} 7 6f0a…"
        )
    return Checkpoint(position=int(parts[1]), hash=parts[2])


def verify(desk: Desk, kept: Checkpoint | None, progress: Progress) -> Verified:
    """Check the file, the chain, positions, guards, head and projection. `progress` is told of events checked."""
    connection = desk.connection
    with connection.transaction(write=False):
        head = log.head(connection)
        findings = [
            *inspection.damaged_pages(connection),
            *inspection.altered_schema(connection),
            *inspection.missing_guards(connection),
        ]
        last = Row(0, "", 0, "", None, "", "", "", None, GENESIS)
        versions: dict[str, int] = {}
        at_checkpoint = GENESIS if kept is not None and kept.position == 0 else None
        for row in log.rows_between(connection, -(2**62), 2**62):
            findings += _faults(row, last, versions)
            last = row
            if kept is not None and row.position == kept.position:
                at_checkpoint = row.hash
            progress(1)
        if (head.position, head.hash) != (last.position, last.hash):
            findings.append(f"the head says @{head.position}, but the log ends at @{last.position}")
        elif head.recorded_at != last.recorded_at:
            findings.append(f"the head has another time than @{last.position}: {head.recorded_at}")
        if kept is not None and at_checkpoint != kept.hash:
            findings.append(_against_checkpoint(kept, last))
        if not findings:
            findings += _projection_faults(connection, head.fold)
    return Verified(position=last.position, hash=last.hash, findings=tuple(findings))


def rebuild(desk: Desk) -> int:
    """Make the projection anew from the log. Returns how many meetings it holds."""
    with desk.connection.transaction(write=True):
        if log.head(desk.connection, lock=True).fold > FOLD_VERSION:
            raise TrackerError(f"{desk.connection.where} is kept by a newer version of tracker", "Upgrade tracker.")
        return rebuild_projection(desk.connection)


def whole_log(desk: Desk) -> Iterator[Row]:
    """Return every row as it is stored. Runs inside a transaction that reads."""
    return log.rows_between(desk.connection, 0, log.head(desk.connection).position)


def _faults(row: Row, last: Row, versions: dict[str, int]) -> Iterator[str]:
    if not _CELLS.issuperset(map(type, row)):
        yield f"@{row.position} holds what is neither text nor number"
        return
    if row.position != last.position + 1:
        yield f"@{row.position} follows @{last.position}"
    fits = row.hash == row_hash(str(last.hash), row)
    if not fits:
        yield f"the hash of @{row.position} does not fit what it holds and what comes before"
    versions[row.meeting] = versions.get(row.meeting, 0) + 1
    if row.version != versions[row.meeting]:
        yield f"@{row.position} has version {row.version} of {row.meeting}, not {versions[row.meeting]}"
    if str(row.recorded_at) < str(last.recorded_at):
        yield f"@{row.position} was recorded before @{last.position}"
    try:
        refuse_unsound(row) if fits else decode(row)
    except TrackerError as error:
        yield error.sentence


def _against_checkpoint(kept: Checkpoint, last: Row) -> str:
    if last.position < kept.position:
        return f"the log ends at @{last.position}, but the checkpoint knew @{kept.position}: its end was cut off"
    return f"@{kept.position} is not what the checkpoint knew: the history before it was rewritten"


def _projection_faults(connection: Connection, fold: int) -> Iterator[str]:
    """Compare the projection, table by table, with the fold of the log."""
    if fold != FOLD_VERSION:
        yield f"the projection was made by fold {fold}, this program has fold {FOLD_VERSION}: run tracker rebuild"
        return
    first: dict[str, str] = {}  # what differs, by table
    rows = Counter[str]()
    meetings = folded_meetings(connection)
    while batch := list(islice(meetings, _BATCH)):
        stored = saving.held(connection, batch)
        for table, wanted in saving.expected(batch).items():
            rows[table] += len(wanted)
            if different := set(wanted) ^ set(stored[table]):
                first.setdefault(table, _first(different))
    for table, size in saving.sizes(connection).items():
        if size != rows[table]:
            first.setdefault(table, "a meeting that no event speaks of")
    for table, given, found in (
        ("names", roots(connection), projection.every_root(connection)),
        ("relations", every_relation(connection), relations.every(connection)),
    ):
        if different := set(given) ^ set(found):
            first[table] = _first(different)
    for table, where in first.items():
        yield f"the projection differs from the log in {table}, first at {where}: run tracker rebuild"


def _first(rows: Iterable[Cells]) -> str:
    return str(min(rows, key=str)[0])
