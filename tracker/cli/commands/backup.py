"""The command `backup`: copy the log into a file, and check the copy."""

from pathlib import Path
from typing import Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.progress import progress_bar
from tracker.cli.terminal import show
from tracker.domain.errors import TrackerError
from tracker.ledger import maintenance
from tracker.ledger.backup import back_up

_SLOW: Final = 20_000  # events; copying that many takes more than a second
_STEPS: Final = 1000  # of the progress bar


@click.command("backup")
@click.argument("file")
@opt.outcome_format
@click.pass_obj
def backup_command(app: App, /, file: str, output: str) -> int:
    """Copy the whole log into FILE, which must not exist yet, and check the whole copy.

    The log may be in use meanwhile. The copy of a log in a file is a log too, used with --db; the copy of a log on a
    server is JSON lines, which import restores. FILE appears only once it is complete, and only you can read it. The
    printed line is its checkpoint: tracker verify --checkpoint LINE shows whether the log still begins with it. An
    event whose hash is wrong is copied as it is and named; the exit code is then 1.

    \b
    tracker backup desk-2026-01-22.db
    """
    try:
        path = Path(file).expanduser()
    except RuntimeError:
        raise TrackerError(f"{file} names the home folder of an unknown user", "Name another file.") from None
    with app.keeping() as desk:
        slow = maintenance.extent(desk).position >= _SLOW
        with progress_bar(app, "copying", _STEPS, slow=slow) as bar:
            backup = back_up(desk, path, lambda part: bar.update(int(part * _STEPS) - bar.pos))
    checkpoint = backup.checkpoint
    if output == "json":
        app.show_json(
            {"file": str(path), "form": backup.form, "position": checkpoint.position, "hash": checkpoint.hash}
        )
    else:
        show(str(checkpoint))
    return app.warn_of_broken(backup.faults, "The backup was made: it has the log as it is.")
