"""The command `accept`: record drafts of the inbox."""

from pathlib import Path

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import show
from tracker.cli.text.decisions import show_decided
from tracker.domain.errors import TrackerError
from tracker.ledger import deciding, inbox
from tracker.ledger.deciding import Choice
from tracker.ledger.inbox import QueuedDraft


@click.command("accept")
@click.argument("numbers", metavar="N[..M]...", nargs=-1, required=True)
@click.option("--edit", is_flag=True, help="Edit the drafts in $EDITOR first; a block that you delete still waits.")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def accept_command(app: App, /, numbers: tuple[str, ...], output: str, *, edit: bool, dry_run: bool) -> int:
    """Accept drafts of the inbox: each is recorded as a report, and one `undo` takes all of them back.

    A draft that somebody has decided on already is not recorded again; the answer says who did and how.

    \b
    tracker accept 3 5..7
    """
    drafts = opt.draft_numbers(numbers)
    if edit:
        return _edit(app, drafts, output, dry_run=dry_run)
    return _accept(app, [Choice(draft=number) for number in drafts], output, dry_run=dry_run)


def _accept(app: App, choices: list[Choice], output: str, *, dry_run: bool) -> int:
    with app.recording(dry_run=dry_run) as desk:
        decided = deciding.accept(desk, choices, dry_run=dry_run)
    return show_decided(app, decided, deciding.ACCEPTED, output)


def _edit(app: App, numbers: list[int], output: str, *, dry_run: bool) -> int:
    """Let the user edit the drafts that wait, and accept those that are left. The text is kept unless all were."""
    from tracker.cli.item_editor import edit, kept_in, offer_of  # noqa: PLC0415 - only needed with --edit

    with app.asking() as desk:
        drafts = inbox.drafts(desk, numbers)
    waiting = [draft for draft in drafts if draft.decision is None]
    choices = [Choice(draft=draft.draft) for draft in drafts if draft.decision]  # said to be decided already
    path = None
    if waiting:
        edited, path = edit([offer_of(draft.proposal) for draft in waiting])
        app.note(dict.fromkeys(note for draft in edited for note in draft.notes))
        choices += [
            Choice(
                draft=waiting[draft.place].draft,
                line=draft.line,
                changed=_changed(waiting[draft.place], draft.line.meeting, draft.changed),
            )
            for draft in edited
        ]
    try:
        code = _accept(app, choices, output, dry_run=dry_run) if choices else 0
    except TrackerError as error:
        if path:
            error.hint = f"{error.hint} {kept_in(path)}".strip()
        raise
    _say_what_waits(app, waiting, choices)
    _keep_or_remove(path, is_kept=code != 0 or dry_run)
    return code


def _changed(draft: QueuedDraft, meeting: str, fields: frozenset[str]) -> tuple[str, ...]:
    moved = {"meeting"} if meeting != draft.proposal.meeting else set()
    return tuple(sorted(fields | moved))


def _say_what_waits(app: App, waiting: list[QueuedDraft], choices: list[Choice]) -> None:
    chosen = {choice.draft for choice in choices}
    app.say(
        f"draft {draft.draft} still waits: {draft.proposal.meeting}" for draft in waiting if draft.draft not in chosen
    )


def _keep_or_remove(path: Path | None, *, is_kept: bool) -> None:
    from tracker.cli.item_editor import kept_in  # noqa: PLC0415 - only needed with --edit

    if path is None:
        return
    if is_kept:
        show(f"tracker: {kept_in(path)}", err=True)
    else:
        path.unlink(missing_ok=True)
