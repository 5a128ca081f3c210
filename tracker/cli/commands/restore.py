"""The command `restore`: put a backup in the place of the log."""

from pathlib import Path
from typing import Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.progress import progress_bar
from tracker.cli.terminal import safe, show
from tracker.domain.errors import TrackerError
from tracker.ledger.restore import restore

_SLOW: Final = 20_000_000  # bytes; restoring that many takes more than a second
_STEPS: Final = 1000  # of the progress bar


@click.command("restore")
@click.argument("file")
@click.option("--damaged", is_flag=True, help="Restore a backup with events whose hash is wrong, too.")
@opt.outcome_format
@click.pass_obj
def restore_command(app: App, /, file: str, output: str, *, damaged: bool) -> int:
    """Put the backup FILE, made by backup, in the place of the log.

    The backup is copied and checked first; if it is not sound, the log stays as it was. A log that is in use is not
    replaced. What the old log held after the backup is lost: back it up first if you may need it. The printed line
    is the checkpoint of the log as it is now.

    \b
    tracker restore desk-2026-01-22.db
    """
    try:
        path = Path(file).expanduser()
    except RuntimeError:
        raise TrackerError(f"{file} names the home folder of an unknown user", "Name another file.") from None
    slow = path.is_file() and path.stat().st_size >= _SLOW
    with progress_bar(app, "restoring", _STEPS, slow=slow) as bar:
        verified = restore(
            path,
            app.place_to_fill(),
            app.clock,
            lambda part: bar.update(int(part * _STEPS) - bar.pos),
            damaged=damaged,
        )
    checkpoint = verified.checkpoint
    if output == "json":
        app.show_json({"file": str(path), "log": app.place, "position": checkpoint.position, "hash": checkpoint.hash})
    else:
        show(str(checkpoint))
        app.say([f"restored {safe(app.place)} from {safe(str(path))}"])
    return app.warn_of_broken(verified.broken, "The backup was restored as it is.")
