"""What a script tried, and what every script asks of a log afterwards."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.given import line
from tests.store.raw import is_server
from tracker.domain.row import Row
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.verifying import Verified, verify
from tracker.store import log
from tracker.store.opening import open_log

INSTALLED = Path(sys.executable).with_name("tracker")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """How many faults of a kind were tried, and what else is worth a figure."""

    what: str
    faults: int
    figures: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.faults} tried" + (f"; {self.figures}" if self.figures else "")


def settings(place: str, **more: str) -> dict[str, str]:
    """Return the surroundings of a command that works on the log at `place`."""
    plain = {"TRACKER_DB": place, "TRACKER_USER": "desk", "PYTHONUTF8": "1", "TZ": "UTC"}
    # Where every write goes out at once, none is left to fail at the end.
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**ours, **plain, "PYTHONWARNINGS": "error", **more}


def make_log(place: str) -> None:
    """Make an empty log."""
    if is_server(place):
        open_log(place, create=True).close()
    else:
        lay(_empty_file(), place)


def lay(content: bytes, place: str) -> None:
    """Write a file as tracker makes its own: with mode 0600."""
    Path(place).touch(0o600)
    Path(place).write_bytes(content)


@cache
def _empty_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.db"
        open_log(str(file), create=True).close()
        return file.read_bytes()


@contextmanager
def desk_at(place: str, recorder: str = "desk") -> Iterator[Desk]:
    """Open a log that is there."""
    with open_desk(place, create=False, clock=SystemClock(), recorder=recorder) as desk:
        yield desk


def checked(place: str) -> Verified:
    """Return what `verify` finds."""
    with desk_at(place) as desk:
        return verify(desk, None, lambda _: None)


def stored(place: str) -> list[Row]:
    """Return the whole log, which must be sound: no finding, no gap."""
    findings = checked(place).findings
    assert findings == (), findings
    with desk_at(place) as desk, desk.snapshot():
        rows = list(log.rows_between(desk.connection, 0, 2**62))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return rows


def news(name: str, number: int, *, new: bool) -> Mapping[str, Any]:
    """Return an import line that no other call gives: one of `name`, of this number."""
    said = line("noted", "2026-01-12", outlet=name, url=f"https://e.org/{name}/{number}", host="JP")
    return {"meeting": name, "new": new, **said}


def import_file(path: Path, name: str, count: int) -> Path:
    """Write a file of `count` reports for an import."""
    lines = (json.dumps(news(name, number, new=number == 0)) for number in range(count))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def url_of(row: Row) -> str:
    """Return the URL of the news item that a row records."""
    return str(json.loads(row.payload)["source"]["url"])


def assert_a_sentence(complaint: str) -> None:
    """Assert that a command ended with a sentence and a hint, not with a traceback."""
    assert complaint.startswith("tracker: "), complaint
    assert "Traceback" not in complaint, complaint
    assert len(complaint.splitlines()) <= 2, complaint
