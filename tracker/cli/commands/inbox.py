"""The command `inbox`: the drafts that wait, and the reader's own record."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.text.inbox_lines import draft_blocks, inbox_table, record_table
from tracker.domain.errors import TrackerError
from tracker.ledger import inbox
from tracker.ledger.inbox_record import record_of


@click.command("inbox")
@click.argument("numbers", metavar="[N[..M]]...", nargs=-1)
@click.option("--article", is_flag=True, help="Add the article of each draft N, with the words behind it marked.")
@click.option("--record", is_flag=True, help="Show how the drafts were decided: as they were, changed, rejected.")
@opt.outcome_format
@click.pass_obj
def inbox_command(app: App, /, numbers: tuple[str, ...], output: str, *, article: bool, record: bool) -> None:
    """List the drafts that wait until somebody accepts or rejects them. With N, show a draft in full.

    `draft --queue` puts them there. The list shows the meeting that each draft fitted then; with N, and when a draft
    is accepted, it is looked for again.

    \b
    tracker inbox 3 --article
    """
    if record and (numbers or article):
        raise TrackerError.unparsable("--record is about all drafts", "Leave N and --article out.")
    if article and not numbers:
        raise TrackerError.unparsable("--article needs the number of a draft", "Write: tracker inbox 3 --article")
    if record:
        _show_record(app, output)
    elif numbers:
        _show_drafts(app, opt.draft_numbers(numbers), output, with_article=article)
    else:
        _list(app, output)


def _list(app: App, output: str) -> None:
    with app.asking() as desk:
        waiting, damaged = inbox.waiting(desk), list(inbox.damaged_drafts(desk.connection))
    if output == "json":
        app.show_json([inbox.draft_json(draft) for draft in waiting])
    else:
        app.show_text(inbox_table(waiting, app.width, color=app.color), nothing="No draft waits.")
    app.note(f"tracker: {sentence}" for sentence in damaged)


def _show_drafts(app: App, numbers: list[int], output: str, *, with_article: bool) -> None:
    with app.asking() as desk:
        drafts = inbox.drafts(desk, numbers)
        texts = [inbox.article_text(desk, draft) if with_article else None for draft in drafts]
    if output == "json":
        extra = [{"article_text": text} if with_article else {} for text in texts]
        app.show_json([inbox.draft_json(draft) | more for draft, more in zip(drafts, extra, strict=True)])
        return
    app.show_text(draft_blocks(drafts, texts, app.width, color=app.color))
    missing = [draft.draft for draft, text in zip(drafts, texts, strict=True) if text is None and with_article]
    app.note(f"The article of draft {number} is not stored." for number in missing)


def _show_record(app: App, output: str) -> None:
    with app.asking() as desk:
        record = record_of(inbox.decided(desk))
    if output == "json":
        app.show_json([row.object() for row in record])
    else:
        app.show_text(record_table(record, app.width), nothing="No draft has been decided yet.")
