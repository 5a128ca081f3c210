"""The command that copies the log into a file: backup."""

import sys
from pathlib import Path

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import show
from tracker.domain.errors import TrackerError
from tracker.ledger import maintenance
from tracker.ledger.backup import back_up

_LONG = 20_000  # events of a copy that somebody waits for
_PARTS = 1000


@click.command("backup", short_help="Copy the whole log into a file, and check the copy.")
@click.argument("file")
@opt.outcome_format
@click.pass_obj
def backup_command(app: App, /, file: str, output: str) -> None:
    """Copy the whole log into FILE, which must not be there yet, and check the copy from end to end.

    The log may be in use meanwhile. Of a log in a file the copy is such a log, used with --db; of one on a server it
    is JSON lines, which import restores. FILE is there when it is whole, or not at all, and only you can read it. The
    line that is printed is its checkpoint: tracker verify --checkpoint LINE shows whether the log still begins so.

    \b
    tracker backup desk-2026-01-22.db
    """
    try:
        path = Path(file).expanduser()
    except RuntimeError:
        raise TrackerError(f"{file} is in the home folder of nobody", "Name another file.") from None
    with app.keeping() as desk:
        hidden = app.quiet or maintenance.extent(desk).position < _LONG or not sys.stderr.isatty()
        with click.progressbar(length=_PARTS, label="copying", file=sys.stderr, hidden=hidden) as shown:
            done = back_up(desk, path, lambda part: shown.update(int(part * _PARTS) - shown.pos))
    found = done.checkpoint
    if output == "json":
        app.show_json({"file": str(path), "form": done.form, "position": found.position, "hash": found.hash})
    else:
        show(str(found))
