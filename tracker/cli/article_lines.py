"""`import --articles`: reads a file with an article a line, and prints the events recorded from it."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from msgspec import Struct

from tracker.cli.app import App
from tracker.cli.input_lines import open_lines, read_lines
from tracker.cli.progress import progress_bar
from tracker.cli.terminal import safe
from tracker.domain.report import Json
from tracker.ledger.articles import ArticleLine, ArticleResult, import_articles, read_article_lines
from tracker.ledger.inbox import record_or_queue
from tracker.ledger.maintenance import extent
from tracker.ledger.recorded_drafts import Recorded, record_drafts
from tracker.reading.draft import Known
from tracker.service.language_model import Choice, LanguageModel
from tracker.service.reader import reader_of

_SLOW: Final = 20  # articles; reading that many takes more than a second


class ArticleImport(Struct, frozen=True, kw_only=True):
    """How articles are imported, and how the command prints what came of it.

    With `queue`, the drafts that are not sure wait in the inbox. With `verbose` it is said what a model took.
    """

    choice: Choice
    queue: bool
    verbose: bool
    dry_run: bool
    output: str


class Counts(Struct, kw_only=True):
    """How many articles were read, and what came of their drafts."""

    articles: int = 0
    without_meeting: int = 0
    unreadable: int = 0
    recorded: int = 0
    repeated: int = 0
    skipped: int = 0
    unsure: int = 0
    queued: int = 0
    refused: int = 0


def import_article_lines(app: App, file: str, how: ArticleImport) -> None:
    """Record the drafts of a file of articles, name each that was left out on stderr, and print the counts."""
    with open_lines(file) as stream:
        articles = read_article_lines(read_lines(stream, lambda _: None))
    if how.choice.model and how.dry_run:
        _show_questions(app, how.choice.model, articles)
        return
    counts, head = _import(app, articles, how)
    if how.output == "json":
        queued = {"queued": counts.queued} if how.queue else {}
        app.show_json({**_object(counts, head, dry_run=how.dry_run), **queued})
    else:
        app.say(_summary(counts, head, dry_run=how.dry_run))


def _import(app: App, articles: Sequence[ArticleLine], how: ArticleImport) -> tuple[Counts, str]:
    """Import the articles. Return what came of them, and the hash of the last event."""
    counts, length = Counts(), len(articles)
    notes: list[str] = []  # about the language model, since the last result
    reader = reader_of(how.choice, notes.append, verbose=how.verbose)
    store = partial(record_or_queue if how.queue else record_drafts, dry_run=how.dry_run)
    with app.recording(dry_run=how.dry_run, begins=True) as desk:
        with progress_bar(app, "reading", length, slow=length >= _SLOW) as bar:
            for result in import_articles(desk, articles, reader, store):
                app.note(f"line {result.number}: {note}" for note in notes)
                app.note(_left_out(result))
                _count(counts, result)
                notes.clear()
                bar.update(1)
        return counts, extent(desk).hash


def _show_questions(app: App, model: LanguageModel, articles: Sequence[ArticleLine]) -> None:
    from tracker.cli.model_questions import show_question  # noqa: PLC0415 - httpx takes 100 ms

    for article in articles:
        known = Known(published=article.published.date, outlet=article.source.outlet)
        show_question(app, model, f"line {article.number}", article.text, known)


def _count(counts: Counts, result: ArticleResult) -> None:
    counts.articles += 1
    counts.unreadable += result.error is not None
    counts.without_meeting += result.error is None and not result.recorded
    for draft in result.recorded:
        outcome = draft.outcome
        counts.refused += draft.error is not None
        counts.unsure += draft.left_out is not None
        counts.queued += draft.queued is not None and draft.queued.is_new
        if outcome is not None:
            is_new = outcome.repeat_of is None
            counts.recorded += is_new
            counts.skipped += outcome.skipped
            counts.repeated += not is_new and not outcome.skipped


def _left_out(result: ArticleResult) -> Iterator[str]:
    """Return a message for each draft that was not recorded, with the line of its article."""
    if result.error:
        yield f"line {result.number}: {result.error.sentence}"
    for draft in result.recorded:
        reason = _reason(draft)
        if reason:
            yield f"line {result.number}: {_fate(draft)} {safe(draft.proposal.meeting)}, {reason}"


def _fate(draft: Recorded) -> str:
    if draft.queued is None:
        return "left out of"
    if draft.queued.draft is None:
        return "would wait in the inbox for"
    return f"draft {draft.queued.draft} for"


def _reason(draft: Recorded) -> str | None:
    if draft.error:
        return f"refused: {draft.error.sentence}"
    if draft.left_out:
        return f"not sure: {draft.left_out}"
    if draft.outcome and draft.outcome.skipped:
        return f"retracted: @{draft.outcome.repeat_of}"
    return None


def _object(counts: Counts, head: str, *, dry_run: bool) -> Json:
    keys = ("recorded", "repeated", "skipped")
    others = ("articles", "without_meeting", "unreadable", "unsure", "refused")
    return {
        **{key: getattr(counts, key) for key in keys},
        "head": head,
        "dry_run": dry_run,
        **{key: getattr(counts, key) for key in others},
    }


def _summary(counts: Counts, head: str, *, dry_run: bool) -> Iterator[str]:
    action = "would record" if dry_run else "recorded"
    yield f"read {counts.articles} articles, {counts.without_meeting} without a meeting"
    yield f"{action} {counts.recorded}, {counts.repeated} already there"
    if counts.queued:
        yield f"{'would queue' if dry_run else 'queued'} {counts.queued} for the inbox"
    left_out = {
        "not sure": counts.unsure,
        "refused": counts.refused,
        "retracted": counts.skipped,
        "unreadable": counts.unreadable,
    }
    if any(left_out.values()):
        yield f"left out {', '.join(f'{count} {reason}' for reason, count in left_out.items() if count)}"
    yield f"head {head}"
