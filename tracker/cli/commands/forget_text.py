"""The command `forget-text`: delete the stored text of an article."""

import click

from tracker.cli.app import App
from tracker.ledger.article_texts import forget_text


@click.command("forget-text")
@click.argument("sha256", metavar="HASH")
@click.pass_obj
def forget_text_command(app: App, /, sha256: str) -> None:
    """Delete the stored text of an article for good. HASH is what `show` prints, or its first 8 digits or more.

    What was recorded from it stays, with its hash and the words behind each field. Backups keep the text.

    \b
    tracker forget-text 3b1f9a77
    """
    with app.recording(dry_run=False) as desk:
        deleted = forget_text(desk, sha256)
    app.say([f"deleted the text {deleted}"])
