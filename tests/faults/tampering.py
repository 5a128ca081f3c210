"""Ten ways to alter a log by SQL, and flipped bits in its file, which `verify` has to find."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.trials import TrialResult, desk_at, make_log, news
from tests.store.raw import Run, unguarded
from tracker.domain.chain import GENESIS, row_hash
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_line
from tracker.domain.row import COLUMNS, Row
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import open_to_mend
from tracker.ledger.maintenance import rebuild
from tracker.ledger.recording import record
from tracker.ledger.verifying import Checkpoint, verify

_EVENTS = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Alteration:
    """A way to alter a log. `chain_shows` is false if the result is consistent, and only a checkpoint shows it.

    `reports_after` is the number of reports that are recorded after the alteration.
    """

    name: str
    alter: Callable[[Run], None]
    chain_shows: bool = True
    reports_after: int = 0


def fill(place: str) -> Checkpoint:
    """Record reports about four meetings, and return the checkpoint."""
    make_log(place)
    with desk_at(place) as desk:
        for number in range(_EVENTS):
            record(desk, read_line(dict(news(f"meeting-{number % 4}", number, new=number < 4))))
        return verify(desk, None, lambda _: None).checkpoint


def findings(place: str, checkpoint: Checkpoint | None) -> tuple[str, ...]:
    """Return the findings of `verify`, with or without a checkpoint."""
    with open_to_mend(place, clock=SystemClock()) as desk:
        return verify(desk, checkpoint, lambda _: None).findings


def tamper(place: str, alteration: Alteration) -> None:
    """Alter a log as its owner can: without the guards, and with a rebuilt projection if the chain is consistent."""
    with unguarded(place) as run:
        alteration.alter(run)
    if not alteration.chain_shows:
        with desk_at(place) as desk:
            rebuild(desk)
            for number in range(alteration.reports_after):
                record(desk, read_line(dict(news("meeting-0", 1000 + number, new=False))))


def _statements(*statements: str) -> Callable[[Run], None]:
    def alter(run: Run) -> None:
        for statement in statements:
            run(statement)

    return alter


def quoted(value: Any) -> str:
    """Return a value as an SQL literal."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("'", "''")
    return f"'{text}'"


def _recompute_chain(run: Run) -> None:
    """Compute all hashes again and set the head, as a careful forger would."""
    last = GENESIS
    rows = [Row(*row) for row in run(f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY position")]
    for row in rows:
        last = row_hash(last, row)
        run(f"UPDATE events SET hash = '{last}' WHERE position = {row.position}")
    end = rows[-1]
    run(f"UPDATE head SET position = {end.position}, hash = '{last}', recorded_at = {quoted(end.recorded_at)}")


def _forged_chain(run: Run) -> None:
    run(_OTHER_RECORDER)
    _recompute_chain(run)


def _cut_with_its_head(run: Run) -> None:
    run(f"DELETE FROM events WHERE position > {_EVENTS - 3}")
    _recompute_chain(run)


def _rewritten(run: Run) -> None:
    run("DELETE FROM events WHERE meeting = 'meeting-3'")
    for new, (old,) in enumerate(run("SELECT position FROM events ORDER BY position"), start=1):
        run(f"UPDATE events SET position = {new}, recorded_by = 'ghost' WHERE position = {old}")
    _recompute_chain(run)


_ONE_LETTER = "UPDATE events SET payload = replace(payload, 'JP', 'KR') WHERE position = 7"
_OTHER_RECORDER = "UPDATE events SET recorded_by = 'ines' WHERE position = 7"
ALTERATIONS = (
    Alteration(name="a letter", alter=_statements(_ONE_LETTER)),
    Alteration(name="another recorder", alter=_statements(_OTHER_RECORDER)),
    Alteration(name="a deleted event", alter=_statements("DELETE FROM events WHERE position = 7")),
    Alteration(name="a deleted beginning", alter=_statements("DELETE FROM events WHERE position < 5")),
    Alteration(
        name="two swapped",
        alter=_statements(
            "UPDATE events SET position = 1000 WHERE position = 7",
            "UPDATE events SET position = 7 WHERE position = 8",
            "UPDATE events SET position = 8 WHERE position = 1000",
        ),
    ),
    Alteration(
        name="a copied event at the end",
        alter=_statements(
            f"INSERT INTO events ({', '.join(COLUMNS)}) SELECT {_EVENTS + 1}, meeting, {_EVENTS}, type, published, "
            f"recorded_at, recorded_by, payload, fingerprint, hash FROM events WHERE position = {_EVENTS}"
        ),
    ),
    Alteration(name="a cut tail", alter=_statements(f"DELETE FROM events WHERE position > {_EVENTS - 3}")),
    Alteration(name="a cut tail, the head moved", alter=_cut_with_its_head, chain_shows=False),
    Alteration(name="a chain recomputed", alter=_forged_chain, chain_shows=False),
    Alteration(name="a history rewritten", alter=_rewritten, chain_shows=False, reports_after=_EVENTS),
)


def try_alteration(place: str, alteration: Alteration) -> TrialResult:
    """Alter a log. Assert that `verify` shows it with a checkpoint, and without one if the chain shows it."""
    checkpoint = fill(place)
    assert findings(place, checkpoint) == ()
    tamper(place, alteration)
    assert findings(place, checkpoint) != (), alteration.name
    assert bool(findings(place, None)) is alteration.chain_shows, alteration.name
    figures = "seen by the chain" if alteration.chain_shows else "seen by the checkpoint"
    return TrialResult(kind=alteration.name, faults=1, figures=figures)


def flip_bits(folder: Path, times: int, chance: random.Random) -> TrialResult:
    """Flip one bit of a file at a time. Assert that `verify` finds it, or that no stored value has changed."""
    sound = folder / "sound.db"
    checkpoint = fill(str(sound))
    _write_checkpoint(sound)
    contents, size = _contents(sound), sound.stat().st_size
    outcomes: Counter[str] = Counter()
    missed = []
    for _ in range(times):
        offset, bit = chance.randrange(size), chance.randrange(8)
        flipped = folder / "flipped.db"
        _flip(sound, flipped, offset, bit)
        if _is_found(str(flipped), checkpoint):
            outcomes["found"] += 1
        elif _contents(flipped) == contents:
            outcomes["harmless"] += 1
        else:
            missed.append((offset, bit))
    assert missed == [], (size, missed)
    figures = f"{outcomes['found']} found, {outcomes['harmless']} in bytes that hold nothing, 0 missed"
    return TrialResult(kind="bit flips in the file", faults=times, figures=figures)


def _is_found(place: str, checkpoint: Checkpoint) -> bool:
    """Whether `verify` reports damage, by a finding or by a `TrackerError`. Any other exception fails the trial."""
    try:
        return findings(place, checkpoint) != ()
    except TrackerError:
        return True


def _flip(sound: Path, flipped: Path, offset: int, bit: int) -> None:
    """Copy a file and flip one bit of the copy."""
    for suffix in ("-wal", "-shm", "-journal"):
        flipped.with_name(flipped.name + suffix).unlink(missing_ok=True)
    content = bytearray(sound.read_bytes())
    content[offset] ^= 1 << bit
    flipped.write_bytes(content)
    shutil.copymode(sound, flipped)


def _write_checkpoint(path: Path) -> None:
    """Move the write-ahead log into the file."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _contents(path: Path) -> object:
    """Return the schema and all rows of a file, and the result of SQLite's integrity check."""
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
