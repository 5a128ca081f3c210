"""The result of a trial, and how trials make, open and check the logs that they damage."""

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
class TrialResult:
    """How many faults of a kind were tried, and further figures to print."""

    kind: str
    faults: int
    figures: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.faults} tried" + (f"; {self.figures}" if self.figures else "")


def environment_for(place: str, **more: str) -> dict[str, str]:
    """Return the environment variables of a command that works on the log at `place`."""
    # With unbuffered output every write goes out at once, and none is left to fail at exit.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    own = {"TRACKER_DB": place, "TRACKER_USER": "desk", "PYTHONUTF8": "1", "TZ": "UTC", "PYTHONWARNINGS": "error"}
    return {**inherited, **own, **more}


def make_log(place: str) -> None:
    """Make an empty log."""
    if is_server(place):
        open_log(place, create=True).close()
    else:
        write_private_file(_empty_log(), place)


def write_private_file(content: bytes, path: str) -> None:
    """Write a file with mode 0600, as tracker makes its own."""
    Path(path).touch(0o600)
    Path(path).write_bytes(content)


@cache
def _empty_log() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.db"
        open_log(str(file), create=True).close()
        return file.read_bytes()


@contextmanager
def desk_at(place: str, recorder: str = "desk") -> Iterator[Desk]:
    """Open a log that exists."""
    with open_desk(place, create=False, clock=SystemClock(), recorder=recorder) as desk:
        yield desk


def verified(place: str) -> Verified:
    """Return the answer of `verify`."""
    with desk_at(place) as desk:
        return verify(desk, None, lambda _: None)


def all_rows(place: str) -> list[Row]:
    """Return the whole log, and assert that `verify` has no findings and that positions have no gaps."""
    findings = verified(place).findings
    assert findings == (), findings
    with desk_at(place) as desk, desk.connection.transaction(write=False):
        rows = list(log.rows_between(desk.connection, 0, 2**62))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return rows


def news(name: str, number: int, *, new: bool) -> Mapping[str, Any]:
    """Return an import line about the meeting `name`. Its URL contains the number, so no two lines are repeats."""
    report = line("noted", "2026-01-12", outlet=name, url=f"https://e.org/{name}/{number}", host="JP")
    return {"meeting": name, "new": new, **report}


def import_file(path: Path, name: str, count: int) -> Path:
    """Write a file of `count` reports for an import."""
    lines = (json.dumps(news(name, number, new=number == 0)) for number in range(count))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def url_of(row: Row) -> str:
    """Return the URL of the news item that a row records."""
    return str(json.loads(row.payload)["source"]["url"])


def assert_one_sentence(message: str) -> None:
    """Assert that a command failed with a sentence and a hint, not with a traceback."""
    assert message.startswith("tracker: "), message
    assert "Traceback" not in message, message
    assert len(message.splitlines()) <= 2, message
