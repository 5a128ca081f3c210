"""The command `export`: write meetings, or the whole log, in a format of other programs."""

import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import safe, safe_table
from tracker.cli.text.export_formats import FORMATS, IN_ASCII, Request, superdesk_files
from tracker.domain.errors import TrackerError

# Formats that contain control characters of a report as they are.
_MAY_STEER: Final = frozenset({"csv", "html"})


@click.command("export")
@click.argument("meetings", metavar="[MEETING]...", nargs=-1)
@click.option(
    "--format", "output", type=click.Choice(list(FORMATS)), required=True, help="jsonl is the whole log, verbatim."
)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(readable=False),  # so that a shell completes files; `whole_file` checks it
    metavar="FILE",
    help="Write to a file, which appears only once it is complete.",
)
@click.option(
    "--cancelled",
    type=click.Choice(["status", "title", "omit"]),
    help="In a calendar: mark them in STATUS and title (default), in the title only, or omit them.",
)
@click.option("--all", "everything", is_flag=True, help="On the board (html): also meetings that ended long ago.")
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
    *,
    everything: bool,
) -> None:
    """Write meetings, or the log itself (jsonl), to standard output or to a file.

    ics is for calendars; ninjs (of the IPTC), superdesk (an event a line, or an event a file if -o is a folder) and
    jsonld (schema.org) are for the systems of a newsroom; html is the board, a page to look at, of what is open, due,
    or changed within 90 days; json and csv are the statuses. A jsonl export holds every event verbatim: `tracker
    import` restores it with the same head hash.

    \b
    tracker export --format ics -o meetings.ics
    tracker export --format csv -o meetings.csv
    tracker export --format html -o board.html
    tracker export --format jsonl > desk.jsonl
    """
    _check_options(output, selects=bool(meetings or as_of or known_at), cancelled=cancelled, everything=everything)
    to_file = None if file == "-" else file
    _refuse_ascii_output(app, output, to_file)
    with app.asking() as desk:
        request = Request(
            app=app,
            desk=desk,
            names=meetings,
            asked=opt.asked(desk, app, as_of, known_at),
            cancelled=cancelled or "status",
            everything=everything,
            to_file=to_file is not None,
        )
        if output == "superdesk" and to_file and Path(to_file).is_dir():
            _write_events(request, Path(to_file))
            return
        with closing(FORMATS[output](request)) as pieces:
            if to_file is None:
                _print(pieces, output)
            else:
                _write(pieces, to_file, app.place)
                app.say([f"wrote {safe(to_file)}"])


def _check_options(output: str, *, selects: bool, cancelled: str | None, everything: bool) -> None:
    """Raise for an option that the format does not have."""
    if output == "jsonl" and selects:
        raise TrackerError.unparsable(
            "jsonl exports the whole log", "Leave out MEETING, --as-of and --known-at, or use json."
        )
    if cancelled and output != "ics":
        raise click.UsageError("--cancelled needs --format ics")
    if everything and output != "html":
        raise click.UsageError("--all needs --format html: every other format has all meetings")


def _refuse_ascii_output(app: App, output: str, to_file: str | None) -> None:
    """Raise if stdout is not UTF-8 and the format cannot be written in ASCII."""
    if app.ascii_only and to_file is None and output not in IN_ASCII:
        exported = "a log" if output == "jsonl" else output
        raise TrackerError(
            f"{exported} is written as UTF-8, but the output is not UTF-8", "Set PYTHONIOENCODING=utf-8."
        )


def _write(pieces: Iterable[str], file: str, log: str) -> None:
    from tracker.cli.output_file import whole_file  # noqa: PLC0415 - only needed with -o

    with whole_file(file, log) as stream:
        for piece in pieces:
            stream.write(piece.encode())


def _write_events(request: Request, folder: Path) -> None:
    """Write each event into a file of the folder. A file appears when it is complete, so Superdesk may watch there."""
    written = 0
    with closing(superdesk_files(request)) as files:
        for name, event in files:
            _write([event], str(folder / name), request.app.place)
            written += 1
    request.app.say([f"wrote {written} event{'' if written == 1 else 's'} to {safe(str(folder))}"])


def _print(pieces: Iterable[str], output: str) -> None:
    """Print the export verbatim; on a terminal, escape control characters in formats that do not do so themselves."""
    to_terminal = sys.stdout.isatty()
    for piece in pieces:
        if not to_terminal:
            sys.stdout.write(piece)
        elif output in _MAY_STEER:
            sys.stdout.write(safe_table(piece))
        else:
            sys.stdout.write(piece.replace("\r\n", "\n"))
