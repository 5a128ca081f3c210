"""The inbox: drafts that wait until somebody accepts or rejects them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from msgspec import MsgspecError, Struct, json, to_builtins
from msgspec.structs import replace

from tracker.domain.canonical import canonical_json
from tracker.domain.clocks import utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.report import Json, Source
from tracker.export.drafts import draft_object
from tracker.ledger.append import Append
from tracker.ledger.article_texts import keep_text, stored_text
from tracker.ledger.desk import Desk
from tracker.ledger.draft_objects import drafted, read_proposal
from tracker.ledger.drafting import linked
from tracker.ledger.proposal import Proposal, report_of
from tracker.ledger.recorded_drafts import Queued, Recorded, record_drafts_in, repeat_of
from tracker.reading.draft import RULES
from tracker.reading.linking.matching import Match
from tracker.store import inbox, log
from tracker.store.connection import Connection

_READ_IT: Final = "tracker inbox lists the drafts that wait."


class Decision(Struct, frozen=True, kw_only=True):
    """A decision on a draft, who made it and when; `changed` names the fields that were edited before."""

    decision: str
    decided_at: str
    decided_by: str
    position: int | None = None
    changed: tuple[str, ...] = ()
    because: str | None = None


class QueuedDraft(Struct, frozen=True, kw_only=True):
    """A draft with its number in the inbox, and the decision on it, if there is one."""

    draft: int
    proposal: Proposal
    queued_at: str
    queued_by: str
    reader: str = RULES
    decision: Decision | None = None


class _Content(Struct, frozen=True, kw_only=True):
    """What the table holds of a draft: the object that `draft --format json` prints, and what that does not have."""

    draft: Json
    confidence: float = 1.0
    reader: str = RULES


# Putting drafts into the inbox


def queue(desk: Desk, drafts: Iterable[Proposal], *, dry_run: bool = False) -> tuple[Recorded, ...]:
    """Put the drafts of an article into the inbox, in one transaction.

    Drafts recorded before are left out, and those put there before keep their number, also if it was decided.
    """
    with desk.adding(dry_run=dry_run) as append:
        return queue_in(desk, append, tuple(drafts))


def queue_in(desk: Desk, append: Append, drafts: Sequence[Proposal]) -> tuple[Recorded, ...]:
    """Put the drafts of an article into the inbox as `queue` does, in an open append."""
    results = [repeat_of(append, proposal) or _queued(append, proposal) for proposal in drafts]
    return _keep_text_of(desk, results)


def record_or_queue(desk: Desk, drafts: Iterable[Proposal], *, dry_run: bool = False) -> tuple[Recorded, ...]:
    """Record the drafts of an article that are sure, and queue the others, in one transaction.

    The others are those that are not sure, and those that the log refuses.
    """
    with desk.adding(dry_run=dry_run) as append:
        return record_or_queue_in(desk, append, tuple(drafts))


def record_or_queue_in(desk: Desk, append: Append, drafts: Sequence[Proposal]) -> tuple[Recorded, ...]:
    """Record or queue the drafts of an article as `record_or_queue` does, in an open append."""
    recorded = record_drafts_in(desk, append, drafts)
    results = [_queued_if_left_out(append, result) for result in recorded]
    return _keep_text_of(desk, results)


def _queued_if_left_out(append: Append, result: Recorded) -> Recorded:
    reason = f"the log refuses it: {result.error.sentence}" if result.error else result.left_out
    return replace(_queued(append, result.proposal), left_out=reason) if reason else result


def _queued(append: Append, proposal: Proposal) -> Recorded:
    try:
        return Recorded(proposal=proposal, queued=_queue(append, proposal))
    except TrackerError as error:  # it could not be read back, and was not written
        return Recorded(proposal=proposal, error=error)


def _queue(append: Append, proposal: Proposal) -> Queued:
    fingerprint = report_of(proposal).fingerprint
    earlier = inbox.with_fingerprint(append.connection, fingerprint)
    if earlier:
        stored, decision = earlier[0]
        return Queued(draft=stored.draft, decision=decision.decision if decision else None)
    content = _Content(
        draft=draft_object(drafted(proposal)), confidence=proposal.draft.confidence, reader=proposal.reader
    )
    number = inbox.last_number(append.connection) + 1
    stored = inbox.StoredDraft(
        draft=number,
        fingerprint=fingerprint,
        content=canonical_json(content),
        queued_at=utc_text(append.now),
        queued_by=append.recorder,
    )
    _queued_draft((stored, None))  # raises if it could not be read back
    if append.is_preview:
        return Queued(draft=None, is_new=True)
    inbox.add(append.connection, stored)
    return Queued(draft=number, is_new=True)


def _keep_text_of(desk: Desk, results: Sequence[Recorded]) -> tuple[Recorded, ...]:
    """Keep the text of the article if a draft of it was queued. Return the results."""
    if any(result.queued and result.queued.is_new and result.queued.draft for result in results):
        keep_text(desk, results[0].proposal.text)
    return tuple(results)


# Reading the inbox


def waiting(desk: Desk) -> list[QueuedDraft]:
    """Return the drafts that wait, each with the meeting that it fitted when it was queued. Call it in a snapshot.

    Only a new meeting that has been begun since is put in its place: to link a thousand drafts takes half a minute.
    """
    return [_with_begun_meeting(desk, draft) for draft in _sound(inbox.waiting(desk.connection))]


def _with_begun_meeting(desk: Desk, draft: QueuedDraft) -> QueuedDraft:
    name = draft.proposal.new_name
    root = name and log.name_entry(desk.connection, name).root
    if not root:
        return draft
    match = Match(meeting=root, score=1.0, because="begun since")
    return replace(draft, proposal=replace(draft.proposal, match=match, new_name=None))


def drafts(desk: Desk, numbers: Iterable[int]) -> list[QueuedDraft]:
    """Return drafts by their numbers, decided ones too; those that wait with the meeting that they fit now.

    Raise if a draft does not exist. Call it in a snapshot.
    """
    wanted = {draft.draft: draft for draft in numbered(desk, numbers)}
    for article in _waiting_by_article(desk):
        if any(draft.draft in wanted for draft in article):
            wanted |= {draft.draft: draft for draft in _linked(desk, article) if draft.draft in wanted}
    return list(wanted.values())


def decided(desk: Desk) -> list[QueuedDraft]:
    """Return the drafts that were accepted or rejected, as they were queued. Call it in a snapshot."""
    return list(_sound(inbox.decided(desk.connection)))


def damaged_drafts(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each draft that was altered by hand and cannot be read. `waiting` leaves them out."""
    for entry in (*inbox.waiting(connection), *inbox.decided(connection)):
        try:
            _queued_draft(entry)
        except TrackerError as error:
            yield error.sentence


def _sound(entries: Iterable[inbox.Entry]) -> Iterator[QueuedDraft]:
    for entry in entries:
        with suppress(TrackerError):
            yield _queued_draft(entry)


def draft_json(draft: QueuedDraft) -> Json:
    """Return a draft of the inbox as JSON: the keys of a draft, and those of the inbox."""
    return {
        "draft": draft.draft,
        "queued_at": draft.queued_at,
        "queued_by": draft.queued_by,
        "reader": draft.reader,
        "confidence": draft.proposal.draft.confidence,
        "decision": to_builtins(draft.decision),
        **draft_object(drafted(draft.proposal)),
    }


def article_text(desk: Desk, draft: QueuedDraft) -> str | None:
    """Return the text that a draft was made from, or None if it is not stored. Call it in a snapshot."""
    article = draft.proposal.article
    return stored_text(desk, article) if article else None


def numbered(desk: Desk, numbers: Iterable[int]) -> list[QueuedDraft]:
    """Return drafts by their numbers, as they were queued. Raise if one does not exist."""
    found = []
    for number in dict.fromkeys(numbers):
        entries = inbox.numbered(desk.connection, number, number)
        if not entries:
            raise TrackerError(f"the inbox has no draft {number}", _READ_IT)
        found.append(_queued_draft(entries[0]))
    return found


def _waiting_by_article(desk: Desk) -> list[list[QueuedDraft]]:
    """Return the drafts that wait, those of one article together: no two of them fit the same meeting."""
    articles: dict[tuple[Source, str], list[QueuedDraft]] = {}
    for draft in _sound(inbox.waiting(desk.connection)):
        articles.setdefault((draft.proposal.source, draft.proposal.published.text), []).append(draft)
    return list(articles.values())


def _linked(desk: Desk, article: Sequence[QueuedDraft]) -> list[QueuedDraft]:
    """Return the drafts of an article with the meetings that they fit as the ledger stands now."""
    proposals = linked(desk, [draft.proposal for draft in article], article[0].proposal.published)
    return [replace(draft, proposal=proposal) for draft, proposal in zip(article, proposals, strict=True)]


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
    """Return a decision as it was stored."""
    return Decision(
        decision=stored.decision,
        decided_at=stored.decided_at,
        decided_by=stored.decided_by,
        position=stored.position,
        changed=json.decode(stored.changed, type=tuple[str, ...]),
        because=stored.because,
    )
