"""What every command needs: the log, the clock, and how to print."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from tracker.cli.terminal import page, safe, safe_table, show, terminal_width
from tracker.domain.report import Json
from tracker.ledger import environment
from tracker.ledger.clock import Clock, SystemClock, warning_of_future
from tracker.ledger.desk import Desk, is_missing, open_desk, open_snapshot, open_to_mend

if TYPE_CHECKING:
    from tracker.service.configuration import Configuration

_CLOCK_HINT: Final = "Check this machine's clock. If it is right, ask by position (--known-at @12) instead of time."


class App(Struct, frozen=True, kw_only=True, dict=True):
    """The global options (`--db`, `--quiet`, `--color`), the configuration if there is a file, and the clock."""

    db: str | None
    quiet: bool
    color: bool
    configuration: "Configuration | None" = None
    clock: Clock = field(default_factory=SystemClock)

    @property
    def place(self) -> str:
        """Path or URL of the log: `--db`, else a file in the user's data folder."""
        return self.db or str(environment.default_file())

    def place_to_fill(self) -> str:
        """Return the path or URL of the log, after creating the user's data folder if the log belongs there."""
        if not self.db:
            environment.create_default_folder()
        return self.place

    @contextmanager
    def recording(self, *, dry_run: bool, begins: bool = False, keep_texts: bool | None = None) -> Iterator[Desk]:
        """Open the log to record in it.

        `begins` says that the command may start a log: a missing one is then created. A dry run creates nothing, and
        works on an empty log in memory instead. `keep_texts` says whether the texts of articles are stored; None leaves
        it to the configuration, and else to the kind of the log.
        """
        if keep_texts is None and self.configuration:
            keep_texts = self.configuration.keep_texts
        create = begins and not dry_run
        missing = is_missing(self.place, ask_server=dry_run)
        in_memory = missing and not create and (not self.db or begins)
        where = None if in_memory else self.place
        if missing and create:
            where = self.place_to_fill()
        with open_desk(where, create=create, clock=self.clock, recorder=environment.recorder()) as desk:
            if keep_texts is not None:
                desk.keeps_texts = keep_texts
            yield desk
            self.warn_of_future(desk.last_recorded_at)

    @contextmanager
    def keeping(self) -> Iterator[Desk]:
        """Open the log as it is. If the default file does not exist yet, use an empty log and create nothing."""
        where = None if not self.db and is_missing(self.place) else self.place
        with open_desk(where, create=False, clock=self.clock, recorder="", patient=True) as desk:
            yield desk

    @contextmanager
    def mending(self) -> Iterator[Desk]:
        """Open the log as it is, even if its head is damaged."""
        where = None if not self.db and is_missing(self.place) else self.place
        with open_to_mend(where, clock=self.clock) as desk:
            yield desk

    @contextmanager
    def asking(self) -> Iterator[Desk]:
        """Open the log to read one snapshot of it."""
        where = None if not self.db and is_missing(self.place) else self.place
        with open_snapshot(where, clock=self.clock) as desk:
            yield desk

    def warn_of_future(self, recorded_at: str) -> None:
        """Print a warning to stderr if the last event was recorded in the future."""
        warning = warning_of_future(recorded_at, self.clock)
        if warning:
            show(f"warning: {safe(warning)}", err=True)
            show(f"hint: {_CLOCK_HINT}", err=True)

    def say(self, lines: Iterable[str]) -> None:
        """Print messages about the work done, unless `--quiet`."""
        if not self.quiet:
            for line in lines:
                show(line, color=self.color)

    def note(self, lines: Iterable[str]) -> None:
        """Print messages about how the input was read, on stderr, unless `--quiet`."""
        if not self.quiet:
            for line in lines:
                show(safe(line), err=True)

    def warn_of_unsound(self, sentences: Iterable[str]) -> int:
        """Name the events that no command could have written, on stderr. Return the exit code: 1 if there are any."""
        named = [f"tracker: {safe(sentence)}" for sentence in sentences]
        for line in named:
            show(line, err=True)
        if named:
            show("hint: They count for nothing. tracker retract ends their mention in a status.", err=True)
        return 1 if named else 0

    def warn_of_broken(self, sentences: Iterable[str], outcome: str) -> int:
        """Name the events whose hash is wrong, on stderr. Return the exit code: 1 if there are any."""
        named = [f"tracker: {safe(sentence)}" for sentence in sentences]
        for line in named:
            show(line, err=True)
        if named:
            show(f"hint: {outcome} Nothing mends such an event; reports go on after it.", err=True)
        return 1 if named else 0

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
