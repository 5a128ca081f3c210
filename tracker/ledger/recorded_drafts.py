"""Recording the drafts of an article, and what came of each."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.decide import refuse
from tracker.domain.errors import TrackerError
from tracker.domain.events import Event
from tracker.domain.import_line import Line
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report
from tracker.ledger.append import Append
from tracker.ledger.article_texts import keep_text
from tracker.ledger.desk import Desk
from tracker.ledger.proposal import Proposal, line, report_of
from tracker.ledger.recording import record_in
from tracker.ledger.result import Outcome


class Queued(Struct, frozen=True, kw_only=True):
    """The number of a draft in the inbox; whether it was put there just now, and how it was decided before, if so.

    `draft` is None if a dry run would put it there.
    """

    draft: int | None
    is_new: bool = False
    decision: str | None = None


class Recorded(Struct, frozen=True, kw_only=True):
    """What came of one proposal: an outcome, or the error with which the log refused it, or why it was left out.

    `queued` says where it is in the inbox, if it was to be put there.
    """

    proposal: Proposal
    outcome: Outcome | None = None
    error: TrackerError | None = None
    left_out: str | None = None
    queued: Queued | None = None

    @property
    def is_new(self) -> bool:
        """Whether a report was added to the log."""
        return self.outcome is not None and self.outcome.recorded


def would_begin_log(drafted: Iterable[Proposal], now: datetime) -> bool:
    """Return whether an empty log would record at least one of the drafts by itself."""
    return any(_is_recordable(proposal, now) for proposal in drafted if not proposal.draft.doubt)


def would_begin_log_edited(lines: Iterable[Line], now: datetime) -> bool:
    """Return whether an empty log would record at least one of the lines that a person has edited."""
    return any(line.new and not _is_refused(line, now) for line in lines)


def _is_recordable(proposal: Proposal, now: datetime) -> bool:
    try:
        return not _is_refused(line(proposal), now)
    except TrackerError:  # the log could not read the draft back
        return False


def _is_refused(entry: Line, now: datetime) -> bool:
    """Return whether the log would refuse the first report of a meeting."""
    try:
        refuse(entry.report, Meeting(meeting=entry.meeting), now)
    except TrackerError:
        return True
    return False


def record_drafts(
    desk: Desk, drafted: Iterable[Proposal], *, also_unsure: bool = False, dry_run: bool = False
) -> tuple[Recorded, ...]:
    """Record what an article says, in one transaction: an interruption leaves all of it or nothing.

    A draft that is not sure is left out unless `also_unsure` says that a person has looked at all of them; then a
    report that was retracted is recorded again, too. What the log refuses comes back with its error, and the others
    are recorded.
    """
    with desk.adding(dry_run=dry_run) as append:
        return record_drafts_in(desk, append, list(drafted), also_unsure=also_unsure)


def record_drafts_in(
    desk: Desk, append: Append, article: Sequence[Proposal], *, also_unsure: bool = False
) -> tuple[Recorded, ...]:
    """Record what an article says as `record_drafts` does, in an open append."""
    append.batch = None
    if sum(also_unsure or not proposal.draft.doubt for proposal in article) > 1:
        append.begin_batch()
    results = []
    for proposal in article:
        try:
            result = _record(desk, append, proposal, looked_at=also_unsure)
        except TrackerError as error:  # raised before anything of this report was added
            result = Recorded(proposal=proposal, error=error)
        results.append(result)
    if any(result.is_new for result in results):
        keep_text(desk, article[0].text)
    return tuple(results)


def _record(desk: Desk, append: Append, proposal: Proposal, *, looked_at: bool) -> Recorded:
    entry = line(proposal)
    repeat = None if looked_at else repeat_of(append, proposal)
    if repeat:
        return repeat
    if proposal.draft.doubt and not looked_at:
        return Recorded(proposal=proposal, left_out=proposal.draft.doubt)
    root = append.root(entry.meeting)
    if root is not None and looked_at and not append.is_live(root):
        entry = replace(entry, new=True)
    return Recorded(proposal=proposal, outcome=record_in(desk, append, entry))


def repeat_of(append: Append, proposal: Proposal) -> Recorded | None:
    """Return where the draft was recorded before, or None if it was not."""
    root = append.root(proposal.meeting)
    repeat = None if root is None else _repeat(append, root, report_of(proposal))
    if root is None or repeat is None:
        return None
    return Recorded(proposal=proposal, outcome=replace(repeat, status=append.state(root).status))


def _repeat(append: Append, root: str, report: Report) -> Outcome | None:
    """Return where the same report was recorded for the meeting, or the same article at the same stage.

    The reader's knowledge of people grows with the ledger, so it may read more out of an article the second time.
    """
    repeat = append.repeat_of(root, report)
    if repeat:
        position, was_retracted = repeat
        return Outcome(meeting=root, repeat_of=position, skipped=was_retracted)
    has_article = report.source.url or report.source.headline
    positions = _positions_of_article(append.events(root), report) if has_article else []
    if not positions:
        return None
    retracted = append.retracted(root)
    live = [position for position in positions if position not in retracted]
    return Outcome(meeting=root, repeat_of=(live or positions)[0], skipped=not live)


def _positions_of_article(events: list[Event], report: Report) -> list[int]:
    """Return the positions of the reports of the same article at the same stage."""
    article = _article_key(report)
    return [
        event.position
        for event in events
        if isinstance(event.body, Report) and event.type == report.stage and _article_key(event.body) == article
    ]


def _article_key(report: Report) -> tuple[str | None, ...]:
    """Return what identifies an article: its address, else its outlet and headline; and its printed day."""
    source = report.source
    if source.url:
        return source.url, report.published.day
    return source.outlet, source.headline, report.published.day
