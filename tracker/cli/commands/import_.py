"""The command `import`: restore an export, or record reports from JSON lines."""

import os
from collections.abc import Iterator
from typing import BinaryIO, Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.input_lines import open_lines, read_lines
from tracker.cli.kept_drafts import kept_drafts
from tracker.cli.progress import progress_bar
from tracker.cli.terminal import safe
from tracker.ledger.desk import Desk
from tracker.ledger.importing import Imported, import_drafts, import_lines

_SLOW: Final = 2_000_000  # bytes; importing that many takes more than a second


@click.command("import")
@click.argument("file", metavar="FILE|-")
@click.option("--articles", is_flag=True, help="FILE has an article a line: record the drafts that are sure.")
@click.option("--queue", is_flag=True, help="With --articles: put the drafts that are not sure into the inbox.")
@opt.reader
@click.option("--damaged", is_flag=True, help="Restore an export with events whose hash is wrong, too.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def import_command(
    app: App,
    /,
    file: str,
    output: str,
    reader: str | None,
    *,
    articles: bool,
    queue: bool,
    verbose: bool,
    damaged: bool,
    dry_run: bool,
) -> int:
    """Import JSON lines: all of them, or none if one is not valid.

    Lines of `tracker export --format jsonl` restore a log into an empty database. All other lines are reports,
    recorded now: "meeting", "stage", "published" and "source": {"outlet": …} are required. Reports that are already
    recorded are left out, so a file can be imported twice. Drafts are recorded too: FILE may be what `tracker draft
    --format json` printed, or the text that `tracker draft --edit` kept.

    With --articles, each line has an article: "text", "source" (the outlet) and "published" are required, "url",
    "headline", "via" and "language" are optional. The articles are read as by `tracker draft --record`, also by a
    language model if --reader or the configuration says so.

    \b
    tracker import reports.jsonl
    tracker import --articles archive.jsonl
    """
    if (queue or reader) and not articles:
        raise click.UsageError(f"{'--queue' if queue else '--reader'} goes with --articles")
    if articles:
        from tracker.cli.article_lines import ArticleImport, import_article_lines  # noqa: PLC0415 - loads the reader
        from tracker.service.language_model import choice_of  # noqa: PLC0415 - as above

        how = ArticleImport(
            choice=choice_of(app.configuration, reader), queue=queue, verbose=verbose, dry_run=dry_run, output=output
        )
        import_article_lines(app, file, how)
        return 0
    with open_lines(file) as stream:
        kept = kept_drafts(stream)
        with app.recording(dry_run=dry_run, begins=True) as desk:
            if kept is not None:
                imported = import_drafts(desk, kept.drafts, dry_run=dry_run)
            else:
                imported = _import(app, desk, stream, dry_run=dry_run, damaged=damaged)
    if kept and kept.unsure:
        app.note([f'left out {kept.unsure} that are not sure; to record one, set "sure": true'])
    app.note(imported.notes)
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
    app.warn_of_unsound(imported.unsound)
    return app.warn_of_broken(imported.broken, "The export was restored as it is.")


def _import(app: App, desk: Desk, stream: BinaryIO, *, dry_run: bool, damaged: bool) -> Imported:
    size = os.fstat(stream.fileno()).st_size
    with progress_bar(app, "importing", size, slow=size >= _SLOW) as bar:
        return import_lines(desk, read_lines(stream, bar.update), dry_run=dry_run, damaged=damaged)


def _summary(imported: Imported) -> Iterator[str]:
    action = "would record" if imported.dry_run else "recorded"
    yield f"{action} {imported.recorded}, {imported.repeated} already there"
    if imported.skipped:
        yield f"left out {imported.skipped} that were retracted; tracker report can record them again"
    for written, name in imported.respelt:
        yield f"{safe(written)} is recorded as {safe(name)}"
    yield f"head {imported.head}"
