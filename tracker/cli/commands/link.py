"""The command `link`: record how one meeting relates to another."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.outcome_lines import show_outcome
from tracker.domain.import_line import read_typed_word
from tracker.domain.vocabulary import RELATIONS
from tracker.ledger import recording


@click.command("link")
@click.argument("meeting")
@click.argument("relation")
@click.argument("other")
@opt.dry_run
@opt.outcome_format
@click.pass_obj
def link_command(app: App, /, meeting: str, relation: str, other: str, output: str, *, dry_run: bool) -> None:
    """Record that MEETING is successor-of, part-of or caused-by OTHER.

    \b
    tracker link nakatani-seoul-2025-09 successor-of nakatani-seoul-2024-12
    """
    word = read_typed_word(relation, RELATIONS, "a relation")
    with app.recording(dry_run=dry_run) as desk:
        outcome = recording.link(desk, meeting, word, other, dry_run=dry_run)
    show_outcome(app, outcome, output)
