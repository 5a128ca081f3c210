"""The command `import`: restore an export, or record reports from JSON lines."""

import os
from collections.abc import Iterator
from typing import BinaryIO, Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.input_lines import open_lines, read_lines
from tracker.cli.progress import progress_bar
from tracker.cli.terminal import safe
from tracker.ledger.desk import Desk
from tracker.ledger.importing import Imported, import_lines

_SLOW: Final = 2_000_000  # bytes; importing that many takes more than a second


@click.command("import")
@click.argument("file", metavar="FILE|-")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def import_command(app: App, /, file: str, output: str, *, dry_run: bool) -> None:
    """Import JSON lines: all of them, or none if one is not valid.

    Lines of `tracker export --format jsonl` restore a log into an empty database. All other lines are reports,
    recorded now: "meeting", "stage", "published" and "source": {"outlet": …} are required. Reports that are already
    recorded are left out, so a file can be imported twice.

    \b
    tracker import reports.jsonl
    """
    with open_lines(file) as stream, app.recording(dry_run=dry_run, begins=True) as desk:
        imported = _import(app, desk, stream, dry_run=dry_run)
    if output == "json":
        app.show_json(
            {
                "recorded": imported.recorded,
                "repeated": imported.repeated,
                "skipped": imported.skipped,
                "respelt": [{"written": written, "recorded": name} for written, name in imported.respelt],
                "head": imported.head,
                "dry_run": imported.dry_run,
            }
        )
    else:
        app.say(_summary(imported))


def _import(app: App, desk: Desk, stream: BinaryIO, *, dry_run: bool) -> Imported:
    size = os.fstat(stream.fileno()).st_size
    with progress_bar(app, "importing", size, slow=size >= _SLOW) as bar:
        return import_lines(desk, read_lines(stream, bar.update), dry_run=dry_run)


def _summary(imported: Imported) -> Iterator[str]:
    action = "would record" if imported.dry_run else "recorded"
    yield f"{action} {imported.recorded}, {imported.repeated} already there"
    if imported.skipped:
        yield f"left out {imported.skipped} that were retracted; tracker report can record them again"
    for written, name in imported.respelt:
        yield f"{safe(written)} is recorded as {safe(name)}"
    yield f"head {imported.head}"
