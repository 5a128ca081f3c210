"""Recording the drafts of an article that a person has edited."""

from collections.abc import Sequence

from msgspec.structs import replace

from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line
from tracker.ledger.append import Append
from tracker.ledger.article_texts import keep_text
from tracker.ledger.desk import Desk
from tracker.ledger.proposal import Proposal
from tracker.ledger.recorded_drafts import Recorded
from tracker.ledger.recording import HOW_TO_BEGIN, record_in


def record_edited(
    desk: Desk, drafts: Sequence[tuple[Proposal, Line]], begun: set[str], *, dry_run: bool
) -> tuple[Recorded, ...]:
    """Record the drafts of one article, in one transaction, and add the meetings that they begin to `begun`.

    What the log refuses comes back with its error, and the others are recorded. If two articles begin the same
    meeting, it exists already for the second.
    """
    results = []
    with desk.adding(dry_run=dry_run) as append:
        if len(drafts) > 1:
            append.begin_batch()
        for proposal, line in drafts:
            try:
                outcome = record_in(desk, append, _found(append, line, begun))
            except TrackerError as error:  # raised before anything of this report was added
                results.append(Recorded(proposal=proposal, error=error))
                continue
            results.append(Recorded(proposal=proposal, outcome=outcome))
            if not dry_run:
                begun.add(line.meeting)
        if any(result.is_new for result in results):
            keep_text(desk, drafts[0][0].text)
    return tuple(results)


def _found(append: Append, line: Line, begun: set[str]) -> Line:
    """Return the line with the meeting that its name or prefix means."""
    if line.new and line.meeting not in begun:
        return line
    return replace(line, new=False, meeting=append.find(line.meeting, HOW_TO_BEGIN))
