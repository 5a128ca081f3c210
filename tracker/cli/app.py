"""What every command works with: which log, how to print, and the clock."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tracker.cli.terminal import page, safe_table, show, terminal_width
from tracker.domain.errors import TrackerError
from tracker.domain.report import Json
from tracker.ledger.clock import Clock, SystemClock
from tracker.ledger.desk import Desk, is_missing, open_desk, open_snapshot

if TYPE_CHECKING:
    from pathlib import Path


class App(Struct, frozen=True, kw_only=True, dict=True):
    """The options of the command itself, and the clock of the machine."""

    db: str | None
    quiet: bool
    color: bool
    clock: Clock = field(default_factory=SystemClock)

    @property
    def place(self) -> str:
        """The log that is used: as named, else a file in the user's data folder."""
        return self.db or str(_default_file())

    @contextmanager
    def recording(self, *, dry_run: bool, begins: bool = False) -> Iterator[Desk]:
        """Open the log to record in it. What `begins` something makes the log if it is missing, but for a dry run."""
        missing = is_missing(self.place, ask_server=dry_run)
        create = begins and not dry_run
        if missing and not self.db and create:
            _make_folder(_default_file().parent)
        nowhere = missing and not create and (not self.db or (begins and dry_run))
        where = None if nowhere else self.place
        with open_desk(where, create=create, clock=self.clock, recorder=_recorder()) as desk:
            yield desk

    @contextmanager
    def keeping(self) -> Iterator[Desk]:
        """Open the log as it is. The default file, while it is not there, is an empty log that is made nowhere."""
        where = None if not self.db and is_missing(self.place) else self.place
        with open_desk(where, create=False, clock=self.clock, recorder="") as desk:
            yield desk

    @contextmanager
    def asking(self) -> Iterator[Desk]:
        """Open the log to read one snapshot of it."""
        where = None if not self.db and is_missing(self.place) else self.place
        with open_snapshot(where, clock=self.clock) as desk:
            yield desk

    def say(self, lines: Iterable[str]) -> None:
        """Print what was done, unless `--quiet`."""
        if not self.quiet:
            for line in lines:
                show(line, color=self.color)

    def show_text(self, lines: Iterable[str]) -> None:
        """Print text for people, through a pager where it is longer than the terminal."""
        page("\n".join(lines), color=self.color)

    def show_objects(self, output: str, objects: list[Json], keys: Sequence[str]) -> None:
        """Print a list of objects as JSON or CSV."""
        if output == "json":
            self.show_json(objects)
        else:
            self.show_csv(objects, keys)

    def show_csv(self, objects: Iterable[Json], keys: Sequence[str]) -> None:
        """Print a table for spreadsheets."""
        from tracker.export import csv  # noqa: PLC0415 - only where it is asked for

        text = csv.table(objects, keys)
        sys.stdout.write(safe_table(text) if sys.stdout.isatty() else text)

    def show_json(self, value: object) -> None:
        """Print one JSON document."""
        from tracker.export import json  # noqa: PLC0415 - only where it is asked for

        show(json.document(value, ascii_only=self.ascii_only))

    @property
    def ascii_only(self) -> bool:
        """Whether stdout cannot say more than ASCII: JSON then escapes the rest."""
        return not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8")

    @property
    def width(self) -> int | None:
        """The cells of a line of the terminal; None where the output is no terminal, and nothing is cut."""
        return terminal_width(sys.stdout)


def _default_file() -> "Path":
    import platformdirs  # noqa: PLC0415 - not needed where the log is named

    return platformdirs.user_data_path("tracker", appauthor=False) / "tracker.db"


def _make_folder(folder: "Path") -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(f"{folder} cannot be made: {error.strerror}", "Name a file with --db.") from error


def _recorder() -> str:
    """Return who records: TRACKER_USER, else the login name."""
    if told := os.environ.get("TRACKER_USER", "").strip():
        return told.encode(errors="replace").decode()
    import getpass  # noqa: PLC0415 - only a command that records needs it

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
