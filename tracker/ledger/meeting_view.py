"""What the page of a meeting needs from the log, at the moments that are asked about."""

from collections.abc import Iterator

from msgspec.structs import replace

from tracker.domain.history import Entry
from tracker.domain.report import Article, Report
from tracker.export.board.view_model import Shift
from tracker.export.pages.meeting_page import MeetingView
from tracker.export.pages.moments import Moments
from tracker.export.pages.why_table import Because
from tracker.ledger import auditing
from tracker.ledger.article_texts import stored_text
from tracker.ledger.auditing import Blame
from tracker.ledger.desk import Desk
from tracker.ledger.exporting import plan_of
from tracker.ledger.question import Question


def meeting_view(desk: Desk, name: str, asked: Question, moments: Moments) -> MeetingView:
    """Return where a meeting stands, why, and how it came there. Call it in a snapshot."""
    meeting, blames = auditing.why(desk, name, asked)
    entries = tuple(auditing.history(desk, meeting.meeting, asked))
    return MeetingView(
        plan=replace(plan_of(desk, meeting.meeting, asked), meeting=meeting),
        day=asked.day,
        reasons=tuple(_reasons(desk, blames)),
        entries=entries,
        moments=_with_suggestions(moments, entries),
    )


def shifts_between(desk: Desk, name: str, start: Question, end: Question) -> tuple[Shift, ...]:
    """Return what changed in a meeting between two moments."""
    return tuple(
        Shift(meeting=difference.meeting, change=difference.change, event=difference.event)
        for difference in auditing.diff(desk, name, start, end)
    )


def _reasons(desk: Desk, blames: list[Blame]) -> Iterator[Because]:
    texts: dict[Article, str | None] = {}
    for blame in blames:
        report = blame.event.body
        article = report.article if isinstance(report, Report) and blame.words else None
        if article and article not in texts:
            texts[article] = stored_text(desk, article)
        yield Because(
            field=blame.field,
            value=blame.value,
            event=blame.event,
            words=blame.words,
            text=texts[article] if article else None,
        )


def _with_suggestions(moments: Moments, entries: tuple[Entry, ...]) -> Moments:
    published = [entry.event.published.day for entry in entries if entry.event.published]
    return replace(
        moments,
        days=tuple(sorted(set(published), reverse=True)),
        positions=tuple(f"@{entry.event.position}" for entry in reversed(entries)),
    )
