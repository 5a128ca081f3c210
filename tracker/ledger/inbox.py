"""The inbox: drafts that wait until somebody accepts or rejects them."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import MsgspecError, Struct, json
from msgspec.structs import replace

from tracker.domain.canonical import canonical_json
from tracker.domain.clocks import utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.report import Json
from tracker.export.drafts import draft_object
from tracker.ledger.append import Append
from tracker.ledger.article_texts import keep_text, stored_text
from tracker.ledger.desk import Desk
from tracker.ledger.draft_objects import drafted, read_proposal
from tracker.ledger.drafting import Proposal, Recorded, linked, record_drafts_in, report_of
from tracker.store import inbox

# Who drafted it: the rules of `tracker.reading`.
RULES: Final = "rules"
_READ_IT: Final = "tracker inbox lists the drafts that wait."


class Decision(Struct, frozen=True, kw_only=True):
    """What was decided on a draft, by whom and when; `changed` names the fields that were edited before."""

    decision: str
    decided_at: str
    decided_by: str
    position: int | None = None
    changed: tuple[str, ...] = ()
    because: str | None = None


class QueuedDraft(Struct, frozen=True, kw_only=True):
    """A draft with its number in the inbox, and the decision on it, if there is one.

    `is_new` says that it was put there just now; it may have been there already.
    """

    draft: int
    proposal: Proposal
    queued_at: str
    queued_by: str
    reader: str = RULES
    decision: Decision | None = None
    is_new: bool = False


class _Content(Struct, frozen=True, kw_only=True):
    """What the table holds of a draft: the object that `draft --format json` prints, and what that does not have."""

    draft: Json
    confidence: float = 1.0
    reader: str = RULES


# Putting drafts into the inbox


def queue(desk: Desk, drafts: Iterable[Proposal], *, dry_run: bool = False) -> tuple[QueuedDraft, ...]:
    """Put the drafts of an article into the inbox, unless they were put there before, in one transaction."""
    with desk.append(dry_run=dry_run) as append:
        return queue_in(desk, append, tuple(drafts))


def queue_in(desk: Desk, append: Append, drafts: Sequence[Proposal], *, reader: str = RULES) -> tuple[QueuedDraft, ...]:
    """Put the drafts of an article into the inbox as `queue` does, in an open append."""
    queued = tuple(_queue(append, proposal, reader) for proposal in drafts)
    if any(draft.is_new for draft in queued):
        keep_text(desk, drafts[0].text)
    return queued


def record_or_queue_in(
    desk: Desk, append: Append, drafts: Sequence[Proposal], *, dry_run: bool = False
) -> tuple[Recorded, ...]:
    """Record the drafts of an article that are sure, and put those that are not into the inbox, in an open append."""
    results = record_drafts_in(desk, append, drafts, dry_run=dry_run)
    return tuple(
        replace(result, queued=queue_in(desk, append, [result.proposal])[0].draft) if result.left_out else result
        for result in results
    )


def record_or_queue(desk: Desk, drafts: Iterable[Proposal], *, dry_run: bool = False) -> tuple[Recorded, ...]:
    """Record or queue the drafts of an article, in one transaction."""
    with desk.append(dry_run=dry_run) as append:
        return record_or_queue_in(desk, append, tuple(drafts), dry_run=dry_run)


def _queue(append: Append, proposal: Proposal, reader: str) -> QueuedDraft:
    fingerprint = report_of(proposal).fingerprint
    earlier = inbox.with_fingerprint(append.connection, fingerprint)
    if earlier:
        return _queued_draft(earlier[0])
    content = _Content(draft=draft_object(drafted(proposal)), confidence=proposal.draft.confidence, reader=reader)
    stored = inbox.StoredDraft(
        draft=inbox.last_number(append.connection) + 1,
        fingerprint=fingerprint,
        content=canonical_json(content),
        queued_at=utc_text(append.now),
        queued_by=append.recorder,
    )
    inbox.add(append.connection, stored)
    return replace(_queued_draft((stored, None)), is_new=True)


# Reading the inbox


def waiting(desk: Desk) -> list[QueuedDraft]:
    """Return the drafts that wait, each with the meeting that it fits now. Call it in a snapshot."""
    return [_linked(desk, _queued_draft(entry)) for entry in inbox.waiting(desk.connection)]


def drafts(desk: Desk, numbers: Iterable[int]) -> list[QueuedDraft]:
    """Return drafts by their numbers, decided ones too. Raise if there is no such draft. Call it in a snapshot."""
    return [_linked(desk, draft) for draft in numbered(desk, numbers)]


def decided(desk: Desk) -> list[QueuedDraft]:
    """Return the drafts that were accepted or rejected, as they were queued. Call it in a snapshot."""
    return [_queued_draft(entry) for entry in inbox.decided(desk.connection)]


def article_text(desk: Desk, draft: QueuedDraft) -> str | None:
    """Return the text that a draft was made from, or None if it is not stored. Call it in a snapshot."""
    article = draft.proposal.article
    return stored_text(desk, article) if article else None


def numbered(desk: Desk, numbers: Iterable[int]) -> list[QueuedDraft]:
    """Return drafts by their numbers, as they were queued. Raise if there is no such draft."""
    found = []
    for number in dict.fromkeys(numbers):
        entries = inbox.numbered(desk.connection, number, number)
        if not entries:
            raise TrackerError(f"the inbox has no draft {number}", _READ_IT)
        found.append(_queued_draft(entries[0]))
    return found


def _linked(desk: Desk, draft: QueuedDraft) -> QueuedDraft:
    """Return a draft that waits with the meeting that it fits as the ledger stands now."""
    if draft.decision:
        return draft
    (proposal,) = linked(desk, [draft.proposal], draft.proposal.published)
    return replace(draft, proposal=proposal)


def _queued_draft(entry: inbox.Entry) -> QueuedDraft:
    stored, decision = entry
    try:
        content = json.decode(stored.content, type=_Content)
        proposal = read_proposal(content.draft)
    except (MsgspecError, TrackerError, ValueError, TypeError) as error:
        raise TrackerError(
            f"draft {stored.draft} of the inbox is damaged: {error}", "Somebody altered it by hand: restore a backup."
        ) from error
    proposal = replace(proposal, draft=replace(proposal.draft, confidence=content.confidence))
    return QueuedDraft(
        draft=stored.draft,
        proposal=proposal,
        queued_at=stored.queued_at,
        queued_by=stored.queued_by,
        reader=content.reader,
        decision=read_decision(decision) if decision else None,
    )


def read_decision(stored: inbox.StoredDecision) -> Decision:
    return Decision(
        decision=stored.decision,
        decided_at=stored.decided_at,
        decided_by=stored.decided_by,
        position=stored.position,
        changed=json.decode(stored.changed, type=tuple[str, ...]),
        because=stored.because,
    )
