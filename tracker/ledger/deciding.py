"""Deciding on the drafts of the inbox. Accepting is recording; every decision is kept."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.canonical import canonical_json
from tracker.domain.clocks import utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line
from tracker.ledger.append import Append
from tracker.ledger.desk import Desk
from tracker.ledger.inbox import Decision, QueuedDraft, drafts, numbered, read_decision
from tracker.ledger.proposal import line
from tracker.ledger.recording import record_in
from tracker.ledger.result import Outcome
from tracker.store import inbox

ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"


class Choice(Struct, frozen=True, kw_only=True):
    """A draft to accept; after editing with the line to record and the fields that changed."""

    draft: int
    line: Line | None = None
    changed: tuple[str, ...] = ()


class Decided(Struct, frozen=True, kw_only=True):
    """What came of a decision: the outcome of an accepted draft, or why the draft could not be decided like this.

    `earlier` is the decision that was there before; then nothing was done.
    """

    draft: int
    meeting: str
    outcome: Outcome | None = None
    earlier: Decision | None = None
    error: TrackerError | None = None


def accept(desk: Desk, choices: Sequence[Choice], *, dry_run: bool = False) -> tuple[Decided, ...]:
    """Record drafts of the inbox, in one transaction and one batch. Raise if one of them does not exist.

    A draft that somebody has decided on meanwhile comes back with that decision, one that the log refuses with the
    error; it still waits. The others are recorded.
    """
    with desk.snapshot():
        by_number = {draft.draft: draft for draft in drafts(desk, [choice.draft for choice in choices])}
    with desk.adding(dry_run=dry_run) as append:
        if len(choices) > 1:
            append.begin_batch()
        return tuple(_accept(desk, append, by_number[choice.draft], choice) for choice in choices)


def reject(desk: Desk, numbers: Sequence[int], because: str | None, *, dry_run: bool = False) -> tuple[Decided, ...]:
    """Reject drafts of the inbox, in one transaction. Raise if one of them does not exist."""
    with desk.adding(dry_run=dry_run) as append:
        return tuple(_reject(append, draft, because) for draft in numbered(desk, numbers))


def _accept(desk: Desk, append: Append, draft: QueuedDraft, choice: Choice) -> Decided:
    meeting = choice.line.meeting if choice.line else draft.proposal.meeting
    earlier = _decision_on(append, draft.draft)
    if earlier:
        return Decided(draft=draft.draft, meeting=meeting, earlier=earlier)
    try:
        entry = _as_it_stands(append, choice.line or line(draft.proposal))
        outcome = record_in(desk, append, entry)
    except TrackerError as error:  # raised before anything of this report was added
        return Decided(draft=draft.draft, meeting=meeting, error=error)
    position = outcome.repeat_of if outcome.position is None else outcome.position
    if not append.is_preview:
        _decide(append, draft.draft, replace(_now(append, ACCEPTED), position=position, changed=choice.changed))
    return Decided(draft=draft.draft, meeting=outcome.meeting, outcome=outcome)


def _as_it_stands(append: Append, entry: Line) -> Line:
    """Return the line as new if nothing on its meeting counts, else as one on the meeting.

    Another draft, of this command or of somebody else, may have begun the meeting since the draft was shown.
    """
    root = append.root(entry.meeting)
    if root is None and not entry.new:
        return replace(entry, meeting=append.find(entry.meeting))
    return replace(entry, new=root is None or not append.is_live(root))


def _reject(append: Append, draft: QueuedDraft, because: str | None) -> Decided:
    meeting = draft.proposal.meeting
    if draft.decision:
        return Decided(draft=draft.draft, meeting=meeting, earlier=draft.decision)
    if not append.is_preview:
        _decide(append, draft.draft, replace(_now(append, REJECTED), because=because))
    return Decided(draft=draft.draft, meeting=meeting)


def _decision_on(append: Append, number: int) -> Decision | None:
    """Return the decision on a draft as it is under the append lock."""
    ((_, decision),) = inbox.numbered(append.connection, number, number)
    return read_decision(decision) if decision else None


def _decide(append: Append, number: int, decision: Decision) -> None:
    stored = inbox.StoredDecision(
        draft=number,
        decision=decision.decision,
        decided_at=decision.decided_at,
        decided_by=decision.decided_by,
        position=decision.position,
        changed=canonical_json(decision.changed),
        because=decision.because,
    )
    inbox.decide(append.connection, stored)


def _now(append: Append, decision: str) -> Decision:
    return Decision(decision=decision, decided_at=utc_text(append.now), decided_by=append.recorder)
