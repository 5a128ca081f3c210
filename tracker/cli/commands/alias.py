"""The command `alias`: say that two spellings are one person."""

from collections.abc import Iterator

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import safe, show
from tracker.cli.text.columns import columns
from tracker.domain.report import Json
from tracker.domain.spellings import Spelling
from tracker.ledger import spelling as spelling_cases
from tracker.ledger.spelling import Aliased


@click.command("alias")
@click.argument("name", required=False)
@click.argument("spelling", metavar="[OTHER]", required=False)
@click.option("--remove", metavar="SPELLING", help="Forget a spelling.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def alias_command(
    app: App, /, name: str | None, spelling: str | None, remove: str | None, output: str, *, dry_run: bool
) -> None:
    """Say that OTHER is another spelling, or the spelling in another script, of the person NAME; or list all spellings.

    From then on a report that says OTHER is recorded as NAME, and both find the same meetings. What was recorded
    before is not changed. Spellings stand outside the chain of the log; backups and jsonl exports hold them.

    \b
    tracker alias "Cho Hyun" 조현
    tracker alias
    tracker alias --remove 조현
    """
    if (spelling is None) != (name is None) or (remove is not None and name is not None):
        raise click.UsageError("Write NAME and OTHER, or --remove SPELLING, or nothing to list them all")
    if name is None and remove is None:
        with app.asking() as desk:
            _show_all(app, spelling_cases.listed(desk), output)
        return
    with app.recording(dry_run=dry_run, begins=True) as desk:
        if remove is not None:
            aliased = spelling_cases.remove(desk, remove, dry_run=dry_run)
            lines = iter([f"{safe(aliased.spelling)} is no longer {safe(aliased.name)}"])
        else:
            aliased = spelling_cases.add(desk, name or "", spelling or "", dry_run=dry_run)
            lines = _added(aliased)
    if output == "json":
        app.show_json(_object(aliased, is_removed=remove is not None, dry_run=dry_run))
    else:
        app.say(["dry run, nothing kept:", *lines] if dry_run else lines)


def _added(aliased: Aliased) -> Iterator[str]:
    spelling, name = safe(aliased.spelling), safe(aliased.name)
    yield f"{spelling} is {name}" if aliased.is_new else f"{spelling} is {name} already"
    for meeting in aliased.in_both:
        yield f"  {safe(meeting)} lists both: tracker correct the report that says {spelling}"


def _object(aliased: Aliased, *, is_removed: bool, dry_run: bool) -> Json:
    return {
        "spelling": aliased.spelling,
        "name": aliased.name,
        "new": aliased.is_new,
        "removed": is_removed,
        "in_both": list(aliased.in_both),
        "dry_run": dry_run,
    }


def _show_all(app: App, spellings: list[Spelling], output: str) -> None:
    if output == "json":
        keys = ("spelling", "name", "recorded_at", "recorded_by")
        app.show_json([{key: getattr(spelling, key) for key in keys} for spelling in spellings])
        return
    if not spellings and not app.quiet:
        show("no name has another spelling", err=True)
    rows = [[spelling.name, spelling.spelling] for spelling in spellings]
    app.show_text(columns(rows, headers=("NAME", "SPELLING"), limit=app.width, shrink=(0, 1)))
