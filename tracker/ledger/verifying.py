"""Verifying a log: a list of checks, each of which yields a sentence for every fault that it finds."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice, zip_longest
from typing import Final

from msgspec import Struct

from tracker.domain.chain import BEFORE_FIRST, GENESIS, row_hash
from tracker.domain.clocks import is_utc_text
from tracker.domain.errors import TrackerError, quoted
from tracker.domain.events import Event, NewerPayloadError, decode
from tracker.domain.meeting import FOLD_VERSION
from tracker.domain.row import Row, has_plain_cells
from tracker.domain.soundness import refuse_unsound, sound_event
from tracker.ledger.article_texts import article_faults
from tracker.ledger.desk import Desk
from tracker.ledger.folding import Progress, all_relations, checked_reader, projected, roots, unsound_events
from tracker.ledger.inbox import damaged_drafts
from tracker.ledger.spelling import damaged as damaged_spellings
from tracker.store import integrity, log, projection, records, texts
from tracker.store.connection import Cells, Connection

PASSES: Final = 2  # how often each event is read, if the log itself has no faults
_BATCH: Final = 500  # meetings
_CHECKPOINT: Final = "tracker-checkpoint/1"
_CHECKPOINT_LINE: Final = re.compile(rf"{_CHECKPOINT} (?P<position>[0-9]{{1,18}}) (?P<hash>\S{{64}})")
_REBUILD: Final = "run tracker rebuild"
_MEND_FOLD: Final = "upgrade tracker, or if there is no newer version, run tracker rebuild --head"


class Checkpoint(Struct, frozen=True, kw_only=True):
    """A position and the hash of the log there. Kept elsewhere, it shows a cut end and a rewritten history."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{_CHECKPOINT} {self.position} {self.hash}"


class Verified(Struct, frozen=True, kw_only=True):
    """Where the log ends, and the faults found in it.

    `faults` are the findings that are not in every copy of a sound log. The others are events with a correct hash that
    no command could have written, and a projection that a rebuild makes again. `broken` are the faults of single
    events: nothing mends them, and a copy of the log has the same.
    `last_recorded_at` is the latest valid time of recording, empty for a log without one.
    """

    position: int
    hash: str
    findings: tuple[str, ...]
    faults: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    last_recorded_at: str = ""

    @property
    def checkpoint(self) -> Checkpoint:
        """The end of the log, to keep elsewhere."""
        return Checkpoint(position=self.position, hash=self.hash)


def read_checkpoint(text: str) -> Checkpoint:
    """Read the line that `verify` prints."""
    match = _CHECKPOINT_LINE.fullmatch(" ".join(text.split()))
    if match is None:
        raise TrackerError.unparsable(
            f"{quoted(text)} is not a checkpoint",
            f"Give the first line that tracker verify printed: {_CHECKPOINT} 7 6f0a…",
        )
    return Checkpoint(position=int(match["position"]), hash=match["hash"])


def verify(desk: Desk, checkpoint: Checkpoint | None, progress: Progress) -> Verified:
    """Run every check. The projection is compared with the log only if the log itself has no `faults`.

    Each event counts `PASSES` times as progress.
    """
    connection = desk.connection
    scan = Scan(checkpoint, progress)
    with desk.snapshot():
        findings = [finding for check in DATABASE_CHECKS for finding in check(connection)]
        scan.read_all(connection)
        findings += scan.of_events
        findings += head_faults(connection)
        findings += checkpoint_faults(checkpoint, scan)
        faults = tuple(finding for finding in findings if finding not in scan.unsound)
        if not faults:
            findings += projection_faults(connection, scan)
        findings += article_faults(connection)
        findings += damaged_drafts(connection)
        findings += damaged_spellings(connection)
    last = scan.last
    return Verified(
        position=last.position,
        hash=str(last.hash),
        findings=tuple(dict.fromkeys(findings)),
        faults=faults,
        broken=tuple(finding for finding in faults if finding in scan.of_events),
        last_recorded_at=scan.latest,
    )


# Checks of single rows


class Scan:
    """The state of one pass over the log in order of position."""

    def __init__(self, checkpoint: Checkpoint | None, progress: Progress) -> None:
        self.last = BEFORE_FIRST
        self.event: Event | None = None  # in the last row, if this program can read it
        self.versions = Counter[str]()
        self.hash_fits = True
        self.latest = ""  # the latest valid time
        self.of_events: dict[str, None] = {}  # findings in single rows, in order
        self.unsound: set[str] = set()  # those of them that every copy of the log has
        self.unsound_positions: set[int] = set()
        self.wrong_text: str | None = None  # the first position whose stored text is not that of the event
        self.hash_at_checkpoint = GENESIS if checkpoint and checkpoint.position == 0 else None
        self.read = checked_reader(self.unsound_positions, progress)
        self._checkpoint = checkpoint
        self._progress = progress

    def read_all(self, connection: Connection) -> None:
        """Check every row of the log, and compare the text of each event with the one that is stored."""
        expected = texts.text_rows(self._events(connection))
        for wanted, stored in zip_longest(expected, texts.stored_rows(connection)):
            if wanted != stored and self.wrong_text is None:
                self.wrong_text = _first(row for row in (wanted, stored) if row)

    def _events(self, connection: Connection) -> Iterator[Event]:
        for row in log.rows_between(connection):
            self.of_events.update(dict.fromkeys(self._faults(row)))
            self._progress(1)
            if self.event is not None:
                yield self.event

    def _faults(self, row: Row) -> list[str]:
        """Run every check on the next row."""
        self.event = None
        self.versions[str(row.meeting)] += 1
        if not has_plain_cells(row):
            faults = [f"@{row.position} holds a value that is neither text nor a number"]
        else:
            self.hash_fits = row.hash == row_hash(str(self.last.hash), row)
            faults = [fault for check in ROW_CHECKS if (fault := check(row, self))]
        if self._checkpoint and row.position == self._checkpoint.position:
            self.hash_at_checkpoint = row.hash
        self.last = row
        if is_utc_text(row.recorded_at):
            self.latest = max(self.latest, row.recorded_at)
        return faults

    def unsound_if_hashed(self, finding: str) -> str:
        """Return the finding, after noting that every copy of the log has it, if the hash of the row is correct."""
        if self.hash_fits:
            self.unsound.add(finding)
        return finding


def position_fault(row: Row, scan: Scan) -> str | None:
    """Positions have no gaps."""
    if row.position == scan.last.position + 1:
        return None
    return f"@{row.position} follows @{scan.last.position}"


def hash_fault(row: Row, scan: Scan) -> str | None:
    """Each hash covers the row and the hash before it."""
    if scan.hash_fits:
        return None
    return f"the hash of @{row.position} does not fit its content and the hash before it"


def version_fault(row: Row, scan: Scan) -> str | None:
    """Versions in the stream of each name have no gaps."""
    wanted = scan.versions[row.meeting]
    if row.version == wanted:
        return None
    return f"@{row.position} has version {row.version} of {row.meeting}, not {wanted}"


def time_fault(row: Row, scan: Scan) -> str | None:
    """`recorded_at` never falls."""
    if is_utc_text(row.recorded_at) and row.recorded_at < scan.latest:
        return scan.unsound_if_hashed(f"@{row.position} was recorded before @{scan.last.position}")
    return None


def content_fault(row: Row, scan: Scan) -> str | None:
    """A command could have written the row; one whose hash does not fit must at least decode."""
    try:
        scan.event = refuse_unsound(row) if scan.hash_fits else decode(row)
    except NewerPayloadError as error:
        return f"{error.sentence}: upgrade tracker"
    except TrackerError as error:
        scan.event = sound_event(row)  # one with a wrong fingerprint counts, and has a text
        scan.unsound_positions.add(row.position)
        return scan.unsound_if_hashed(error.sentence)
    return None


# Checks of the end of the log


def head_faults(connection: Connection) -> Iterator[str]:
    """The head names the last event."""
    fault = log.head_fault(connection)
    if fault:
        yield f"{fault}: run tracker rebuild --head"


def checkpoint_faults(checkpoint: Checkpoint | None, scan: Scan) -> Iterator[str]:
    """The log still has the event of the checkpoint."""
    if checkpoint is None or scan.hash_at_checkpoint == checkpoint.hash:
        return
    position = checkpoint.position
    if scan.last.position < position:
        yield f"the log ends at @{scan.last.position}, but the checkpoint is of @{position}: its end was cut off"
    else:
        yield f"@{position} is not the event of the checkpoint: the history before it was rewritten"


# Checks of the projection


def projection_faults(connection: Connection, scan: Scan) -> Iterator[str]:
    """Compare the projection with the log, if this program's fold made it."""
    if log.head_fault(connection):
        return
    fold = log.read_head(connection).fold
    if fold > FOLD_VERSION:
        yield f"the head names fold {fold}, newer than this program's {FOLD_VERSION}: {_MEND_FOLD}"
    elif fold < FOLD_VERSION:
        yield f"the projection was made by fold {fold}, this program has fold {FOLD_VERSION}: {_REBUILD}"
    else:
        with suppress(NewerPayloadError):  # found already, in its row
            for check in PROJECTION_CHECKS:
                yield from check(connection, scan)


def meeting_faults(connection: Connection, scan: Scan) -> Iterator[str]:
    """The tables of meetings hold what the fold of the log gives, and nothing else."""
    first_difference: dict[str, str] = {}  # by table
    counts = Counter[str]()
    kept = projected(connection, scan.read)
    while batch := list(islice(kept, _BATCH)):
        meetings = [record.meeting for record in batch]
        for meeting in meetings:
            if meeting.unsound:
                yield from unsound_events(connection, meeting.meeting).values()
        stored = projection.stored_rows(connection, meetings)
        stored["records"] = records.stored_rows(connection, [meeting.meeting for meeting in meetings])
        for table, expected in (projection.expected_rows(meetings) | {"records": records.expected_rows(batch)}).items():
            counts[table] += len(expected)
            different = set(expected) ^ set(stored[table])
            if different:
                first_difference.setdefault(table, _first(different))
    for table, count in (projection.row_counts(connection) | {"records": records.row_count(connection)}).items():
        if count != counts[table]:
            first_difference.setdefault(table, "a meeting without events")
    for table, where in first_difference.items():
        yield _difference(table, where)


def text_faults(_: Connection, scan: Scan) -> Iterator[str]:
    """Each event has the text that its words give."""
    if scan.wrong_text is not None:
        yield _difference("texts", scan.wrong_text)


def name_faults(connection: Connection, _: Scan) -> Iterator[str]:
    """Each name stands for the meeting that the log gives."""
    different = set(roots(connection)) ^ set(projection.names_and_meetings(connection))
    if different:
        yield _difference("names", _first(different))


def relation_faults(connection: Connection, _: Scan) -> Iterator[str]:
    """The relations are those of the log."""
    different = set(all_relations(connection)) ^ set(log.all_relations(connection))
    if different:
        yield _difference("relations", _first(different))


def _difference(table: str, where: str) -> str:
    return f"the projection differs from the log in {table}, first at {where}: {_REBUILD}"


def _first(rows: Iterable[Cells]) -> str:
    """Return the key of the first of some rows."""
    return str(min(rows, key=str)[0])


DATABASE_CHECKS: Final[tuple[Callable[[Connection], Iterator[str]], ...]] = (
    integrity.damaged_pages,
    integrity.altered_objects,
)
ROW_CHECKS: Final = (position_fault, hash_fault, version_fault, time_fault, content_fault)
PROJECTION_CHECKS: Final = (meeting_faults, text_faults, name_faults, relation_faults)
