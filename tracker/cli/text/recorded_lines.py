"""What became of drafts in the log, as text."""

from msgspec.structs import replace

from tracker.cli.report_texts import report_command
from tracker.cli.terminal import safe
from tracker.cli.text.outcome_lines import effect_lines, outcome_status
from tracker.ledger.proposal import line
from tracker.ledger.recorded_drafts import Queued, Recorded
from tracker.ledger.result import Outcome


def recorded_lines(recorded: Recorded, db: str | None, *, color: bool) -> list[str]:
    """Return what became of a draft; if it was left out, also the command that records it in the log `db`."""
    meeting, outcome = safe(recorded.proposal.meeting), recorded.outcome
    if recorded.error:
        hint = f" ({recorded.error.hint.rstrip('.')})" if recorded.error.hint else ""
        return [safe(f"refused in {meeting}: {recorded.error.sentence}{hint}")]
    if recorded.queued:
        return [safe(_queued(recorded, recorded.queued))]
    if outcome is None or outcome.skipped:
        return [safe(text) for text in _left_out(recorded, outcome, db)]
    status = outcome_status(outcome, color=color)
    if outcome.repeat_of is not None:
        return [f"already recorded as @{outcome.repeat_of} in {meeting}: {status}"]
    action = "would be recorded" if outcome.dry_run else f"recorded as @{outcome.position}"
    return [f"{action} in {meeting}: {status}", *effect_lines(outcome)]


def _queued(recorded: Recorded, queued: Queued) -> str:
    """Return where a draft is in the inbox, and why it is not sure."""
    reason = recorded.left_out or recorded.proposal.draft.doubt
    if queued.draft is None:
        state = "would wait in the inbox"
    elif queued.decision:
        state = f"draft {queued.draft} was {queued.decision} already"
    else:
        state = f"draft {queued.draft} waits in the inbox{'' if queued.is_new else ' already'}"
    doubt = f", not sure: {reason}" if reason else ""
    return f"{state}: {recorded.proposal.meeting}{doubt}"


def _left_out(recorded: Recorded, outcome: Outcome | None, db: str | None) -> list[str]:
    """Return why a draft was left out, and the command that records it all the same."""
    reason = f"not sure: {recorded.left_out}" if outcome is None else f"retracted: @{outcome.repeat_of}"
    entry = line(recorded.proposal)
    if outcome and outcome.status is None:
        entry = replace(entry, new=True)  # every event of the meeting is retracted
    return [f"left out of {entry.meeting}, {reason}; record it with:", f"  {report_command(entry, db=db)}"]
