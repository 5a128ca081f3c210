"""What every command needs: the log, the clock, and how to print."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct, field

from tracker.cli.terminal import page, safe, safe_table, show, terminal_width
from tracker.domain.report import Json
from tracker.ledger import environment
from tracker.ledger.clock import Clock, SystemClock
from tracker.ledger.desk import Desk, is_missing, open_desk, open_snapshot


class App(Struct, frozen=True, kw_only=True, dict=True):
    """The global options (`--db`, `--quiet`, `--color`) and the clock."""

    db: str | None
    quiet: bool
    color: bool
    clock: Clock = field(default_factory=SystemClock)

    @property
    def place(self) -> str:
        """Path or URL of the log: `--db`, else a file in the user's data folder."""
        return self.db or str(environment.default_file())

    @contextmanager
    def recording(self, *, dry_run: bool, begins: bool = False) -> Iterator[Desk]:
        """Open the log to record in it.

        `begins` says that the command may start a log: a missing one is then created. A dry run creates nothing, and
        works on an empty log in memory instead.
        """
        is_default = not self.db
        create = begins and not dry_run
        missing = is_missing(self.place, ask_server=dry_run)
        if missing and create and is_default:
            environment.create_default_folder()
        in_memory = missing and not create and (is_default or begins)
        where = None if in_memory else self.place
        with open_desk(where, create=create, clock=self.clock, recorder=environment.recorder()) as desk:
            yield desk

    @contextmanager
    def keeping(self) -> Iterator[Desk]:
        """Open the log as it is. If the default file does not exist yet, use an empty log and create nothing."""
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
        """Print messages about what was done, unless `--quiet`."""
        if not self.quiet:
            for line in lines:
                show(line, color=self.color)

    def show_text(self, lines: Iterable[str], *, nothing: str = "") -> None:
        """Print text for people, through a pager if it is longer than the terminal.

        `nothing` is the sentence for an answer without lines. It goes to stderr, and `--quiet` leaves it out.
        """
        text = "\n".join(lines)
        page(text, color=self.color)
        if not text and nothing and not self.quiet:
            show(safe(nothing), err=True)

    def show_objects(self, output: str, objects: list[Json], keys: Sequence[str]) -> None:
        """Print a list of objects as JSON or CSV."""
        if output == "json":
            self.show_json(objects)
        else:
            self.show_csv(objects, keys)

    def show_csv(self, objects: Iterable[Json], keys: Sequence[str]) -> None:
        """Print a table for spreadsheets."""
        from tracker.export import csv  # noqa: PLC0415 - imported only if needed

        text = csv.table(objects, keys)
        sys.stdout.write(safe_table(text) if sys.stdout.isatty() else text)

    def show_json(self, value: object) -> None:
        """Print one JSON document."""
        from tracker.export import json  # noqa: PLC0415 - imported only if needed

        show(json.document(value, ascii_only=self.ascii_only))

    @property
    def ascii_only(self) -> bool:
        """Whether stdout is not UTF-8: JSON then escapes everything but ASCII."""
        encoding = (sys.stdout.encoding or "").lower().replace("-", "")
        return not encoding.startswith("utf8")

    @property
    def width(self) -> int | None:
        """Cells in a line of the terminal; None if stdout is not a terminal, and nothing is wrapped."""
        return terminal_width(sys.stdout)
