"""The commands that hand on and take in: export, import."""

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import BinaryIO, cast

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.exports import FORMATS, IN_ASCII, Wanted
from tracker.cli.inputs import opened
from tracker.cli.terminal import safe, safe_table
from tracker.domain.errors import TrackerError
from tracker.ledger.desk import Desk
from tracker.ledger.importing import Imported, import_lines

_LONG = 2_000_000  # bytes of an import that somebody waits for
_LONGEST_LINE = 16_000_000  # bytes, of which a report takes some hundreds
_PIECE = 1_000_000  # bytes, fewer than of the longest line
_MOST = 1_000_000_000  # bytes of a pipe, which are laid on the disk first


@click.command("export", short_help="Write meetings, or the whole log, for others.")
@click.argument("meetings", metavar="[MEETING]...", nargs=-1)
@click.option(
    "--format", "output", type=click.Choice(list(FORMATS)), required=True, help="jsonl is the log, whole and verbatim."
)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(readable=False),  # for what a shell completes; `whole_file` says what is wrong with it
    metavar="FILE",
    help="Write to a file, which appears only once it is whole.",
)
@click.option(
    "--cancelled",
    type=click.Choice(["status", "title", "omit"]),
    help="In a calendar: marked in STATUS and title (if not given), in the title alone, or left out.",
)
@opt.clocks
@click.pass_obj
def export_command(
    app: App,
    /,
    meetings: tuple[str, ...],
    output: str,
    file: str | None,
    cancelled: str | None,
    as_of: str | None,
    known_at: str | None,
) -> None:
    """Write where meetings stand, or the log itself (jsonl), to standard output or to a file.

    ics is for calendars; ninjs (of the IPTC) and jsonld (schema.org) are for the systems of a newsroom; html is the
    board, a page to look at; json and csv are the statuses. A jsonl export holds every event verbatim: `tracker import`
    restores it with the same head hash.

    \b
    tracker export --format ics -o meetings.ics
    tracker export --format csv -o meetings.csv
    tracker export --format html -o board.html
    tracker export --format jsonl > desk.jsonl
    """
    if output == "jsonl" and (meetings or as_of or known_at):
        raise TrackerError.unparsable("jsonl is the whole log, as it is", "Leave the rest out, or use json.")
    if cancelled and output != "ics":
        raise click.UsageError("--cancelled is about calendars: use it with --format ics")
    to_file = file not in {None, "-"}
    if app.ascii_only and not to_file and output not in IN_ASCII:
        what = "a log" if output == "jsonl" else output
        raise TrackerError(f"{what} is written as UTF-8, but this output is not", "Set PYTHONIOENCODING=utf-8.")
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        wanted = Wanted(
            app=app, desk=desk, names=meetings, asked=asked, cancelled=cancelled or "status", to_file=to_file
        )
        with closing(FORMATS[output](wanted)) as pieces:
            if file is not None and to_file:
                _write(file, pieces)
                app.say([f"wrote {safe(file)}"])
            else:
                _print(pieces, steering=output in {"csv", "html"})


@click.command("import", short_help="Restore an export, or record reports from JSON lines.")
@click.argument("file", metavar="FILE|-")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def import_command(app: App, /, file: str, output: str, *, dry_run: bool) -> None:
    """Take in JSON lines: all of them, or, if one is at fault, none.

    Lines of `tracker export --format jsonl` restore a log into an empty database. All others are reports, recorded
    now: "meeting", "stage", "published" and "source": {"outlet": …} are required. What is recorded already is left
    out, so a file can be imported twice.

    \b
    tracker import reports.jsonl
    """
    with _opened(file) as stream, app.recording(dry_run=dry_run, begins=True) as desk:
        done = _import(app, desk, stream, dry_run=dry_run)
    if output == "json":
        app.show_json(
            {
                "recorded": done.recorded,
                "repeated": done.repeated,
                "skipped": done.skipped,
                "head": done.head,
                "dry_run": done.dry_run,
            }
        )
    else:
        app.say(_imported_lines(done))


def _import(app: App, desk: Desk, stream: BinaryIO, *, dry_run: bool) -> Imported:
    size = os.fstat(stream.fileno()).st_size
    hidden = app.quiet or size < _LONG or not sys.stderr.isatty()
    with click.progressbar(length=size, label="importing", file=sys.stderr, hidden=hidden) as bar:
        return import_lines(desk, _lines(stream, bar.update), dry_run=dry_run)


def _opened(file: str) -> BinaryIO:
    if file == "-":
        return _all_of_stdin()
    try:
        return opened(file)
    except OSError as error:
        raise TrackerError(f"{file} cannot be read: {error.strerror}", "Name a file of JSON lines, or -.") from error


def _all_of_stdin() -> BinaryIO:
    """Return what stdin holds, once all of it is here: the log is not held while a slow pipe is waited for."""
    try:
        source = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except (AttributeError, OSError):
        raise TrackerError("standard input is closed", "Name a file of JSON lines, or pipe one in.") from None
    if stat.S_ISREG(os.fstat(source.fileno()).st_mode):
        return source  # a file: nothing to wait for
    taken = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - closed by whoever reads it
    try:
        with source:
            _take(source, taken)
    except BaseException:
        taken.close()
        raise
    taken.seek(0)
    return taken


def _take(source: BinaryIO, taken: BinaryIO) -> None:
    """Copy what comes, but no line that is too long, nor without end: the disk is not to be filled."""
    lines = begun = 0
    while piece := source.read(_PIECE):
        taken.write(piece)
        first, last = piece.find(b"\n"), piece.rfind(b"\n")
        _refuse_long(lines + 1, begun + (len(piece) if first < 0 else first))
        lines += piece.count(b"\n")
        begun = begun + len(piece) if last < 0 else len(piece) - last - 1
        if taken.tell() > _MOST:
            gigabytes = _MOST // 1_000_000_000
            raise TrackerError(
                f"standard input is longer than {gigabytes} GB", "Save it to a file, and import that: import FILE."
            )


def _refuse_long(number: int, length: int) -> None:
    if length > _LONGEST_LINE:
        megabytes = _LONGEST_LINE // 1_000_000
        raise TrackerError(f"line {number} is longer than {megabytes} MB", "Give each report a line of its own.")


def _lines(stream: BinaryIO, advance: Callable[[int], None]) -> Iterator[str]:
    """Return the lines as text. A byte-order mark is left out; only a line feed ends a line."""
    for number, line in enumerate(iter(lambda: stream.readline(_LONGEST_LINE + 1), b""), start=1):
        _refuse_long(number, len(line))
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise TrackerError(f"line {number} is not UTF-8", "Save the file as UTF-8.") from None
        advance(len(line))


def _imported_lines(done: Imported) -> Iterator[str]:
    did = "would record" if done.dry_run else "recorded"
    yield f"{did} {done.recorded}, {done.repeated} already there"
    if done.skipped:
        yield f"left out {done.skipped} that were retracted: tracker report records such a one again"
    yield f"head {done.head}"


def _write(file: str, pieces: Iterable[str]) -> None:
    from tracker.cli.files import whole_file  # noqa: PLC0415 - only where a file is asked for

    with whole_file(file) as stream:
        for piece in pieces:
            stream.write(piece.encode())


def _print(pieces: Iterable[str], *, steering: bool) -> None:
    """Print what is exported, as it is; on a terminal, without what steers it, if it may hold that."""
    to_people = sys.stdout.isatty()
    for piece in pieces:
        if to_people:
            sys.stdout.write(safe_table(piece) if steering else piece.replace("\r\n", "\n"))
        else:
            sys.stdout.write(piece)
