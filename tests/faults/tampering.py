"""Ten ways to alter a log by SQL, and bits flipped in its file, each put before `verify`."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.tried import Tried, desk_at, make_log, news
from tests.store.raw import Run, unguarded
from tracker.domain.chain import GENESIS, row_hash
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_line
from tracker.domain.row import COLUMNS, Row
from tracker.ledger.maintenance import rebuild
from tracker.ledger.recording import record
from tracker.ledger.verifying import Checkpoint, verify

_EVENTS = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A way to alter a log, and whether the chain alone shows it: what is consistent in itself needs a checkpoint."""

    name: str
    alter: Callable[[Run], None]
    chain_shows: bool = True
    afterwards: int = 0  # reports that are recorded then, as if nothing had been


def fill(place: str) -> Checkpoint:
    """Record some reports on four meetings, and return the checkpoint to keep elsewhere."""
    make_log(place)
    with desk_at(place) as desk:
        for number in range(_EVENTS):
            record(desk, read_line(dict(news(f"meeting-{number % 4}", number, new=number < 4))))
        return verify(desk, None, lambda _: None).checkpoint


def findings(place: str, kept: Checkpoint | None) -> tuple[str, ...]:
    """Return what `verify` finds, beside a checkpoint or without."""
    with desk_at(place) as desk:
        return verify(desk, kept, lambda _: None).findings


def tamper(place: str, way: Way) -> None:
    """Alter a log as its owner can: with the guards away meanwhile, and the projection made anew afterwards."""
    with unguarded(place) as run:
        way.alter(run)
    if not way.chain_shows:
        with desk_at(place) as desk:
            rebuild(desk)
            for number in range(way.afterwards):
                record(desk, read_line(dict(news("meeting-0", 1000 + number, new=False))))


def _statements(*statements: str) -> Callable[[Run], None]:
    def alter(run: Run) -> None:
        for statement in statements:
            run(statement)

    return alter


def _quoted(value: Any) -> str:
    return "NULL" if value is None else str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _chained_anew(run: Run) -> None:
    """Bind every event to the one before by a new hash, and put the head there: what a careful forger would do."""
    last = GENESIS
    rows = [Row(*row) for row in run(f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY position")]
    for row in rows:
        last = row_hash(last, row)
        run(f"UPDATE events SET hash = '{last}' WHERE position = {row.position}")
    end = rows[-1]
    run(f"UPDATE head SET position = {end.position}, hash = '{last}', recorded_at = {_quoted(end.recorded_at)}")


def _forged_chain(run: Run) -> None:
    run(_RECORDER)
    _chained_anew(run)


def _cut_with_its_head(run: Run) -> None:
    run(f"DELETE FROM events WHERE position > {_EVENTS - 3}")
    _chained_anew(run)


def _rewritten(run: Run) -> None:
    run("DELETE FROM events WHERE meeting = 'meeting-3'")
    for new, (old,) in enumerate(run("SELECT position FROM events ORDER BY position"), start=1):
        run(f"UPDATE events SET position = {new}, recorded_by = 'ghost' WHERE position = {old}")
    _chained_anew(run)


_LETTER = "UPDATE events SET payload = replace(payload, 'JP', 'KR') WHERE position = 7"
_RECORDER = "UPDATE events SET recorded_by = 'ines' WHERE position = 7"
WAYS = (
    Way(name="a letter", alter=_statements(_LETTER)),
    Way(name="another recorder", alter=_statements(_RECORDER)),
    Way(name="a deleted event", alter=_statements("DELETE FROM events WHERE position = 7")),
    Way(name="a deleted beginning", alter=_statements("DELETE FROM events WHERE position < 5")),
    Way(
        name="two swapped",
        alter=_statements(
            "UPDATE events SET position = 1000 WHERE position = 7",
            "UPDATE events SET position = 7 WHERE position = 8",
            "UPDATE events SET position = 8 WHERE position = 1000",
        ),
    ),
    Way(
        name="a copied event at the end",
        alter=_statements(
            f"INSERT INTO events ({', '.join(COLUMNS)}) SELECT {_EVENTS + 1}, meeting, {_EVENTS}, type, published, "
            f"recorded_at, recorded_by, payload, fingerprint, hash FROM events WHERE position = {_EVENTS}"
        ),
    ),
    Way(name="a cut tail", alter=_statements(f"DELETE FROM events WHERE position > {_EVENTS - 3}")),
    Way(name="a cut tail, the head moved", alter=_cut_with_its_head, chain_shows=False),
    Way(name="a chain recomputed", alter=_forged_chain, chain_shows=False),
    Way(name="a history rewritten", alter=_rewritten, chain_shows=False, afterwards=_EVENTS),
)


def try_way(place: str, way: Way) -> Tried:
    """Alter a log in one way; assert that `verify` shows it with a checkpoint, and without one where the chain can."""
    kept = fill(place)
    assert findings(place, kept) == ()
    tamper(place, way)
    assert findings(place, kept) != (), way.name
    assert bool(findings(place, None)) is way.chain_shows, way.name
    return Tried(what=way.name, faults=1, figures="seen by the chain" if way.chain_shows else "seen by the checkpoint")


def flip_bits(folder: Path, times: int, chance: random.Random) -> Tried:
    """Flip one bit of a file at a time; assert that `verify` finds it, or that nothing that is stored has changed."""
    sound = folder / "sound.db"
    kept = fill(str(sound))
    _checkpointed(sound)
    contents, size = _contents(sound), sound.stat().st_size
    outcomes = {"found": 0, "harmless": 0}
    missed = []
    for _ in range(times):
        offset, bit = chance.randrange(size), chance.randrange(8)
        flipped = folder / "flipped.db"
        _flip(sound, flipped, offset, bit)
        if _sees(str(flipped), kept):
            outcomes["found"] += 1
        elif _contents(flipped) == contents:
            outcomes["harmless"] += 1
        else:
            missed.append((offset, bit))
    assert missed == [], (size, missed)
    figures = f"{outcomes['found']} found, {outcomes['harmless']} in bytes that hold nothing, 0 missed"
    return Tried(what="bit flips in the file", faults=times, figures=figures)


def _sees(place: str, kept: Checkpoint) -> bool:
    """Whether `verify` says that something is wrong, by a finding or by a sentence; any other error is a fault."""
    try:
        return findings(place, kept) != ()
    except TrackerError:
        return True


def _flip(sound: Path, flipped: Path, offset: int, bit: int) -> None:
    for beside in ("-wal", "-shm", "-journal"):
        flipped.with_name(flipped.name + beside).unlink(missing_ok=True)
    shutil.copy(sound, flipped)
    with flipped.open("r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ 1 << bit]))


def _checkpointed(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _contents(path: Path) -> object:
    """Return all that a file holds as SQLite reads it, and whether SQLite finds it sound."""
    connection = sqlite3.connect(path)
    try:
        connection.text_factory = bytes
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        tables = [connection.execute(f"SELECT * FROM {name.decode()}").fetchall() for (name,) in names]
        master = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
        return master, tables, connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error as error:
        return str(error)
    finally:
        connection.close()
