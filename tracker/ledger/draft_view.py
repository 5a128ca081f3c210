"""What the pages of the inbox need from the log: the drafts that wait, and one of them in full."""

from tracker.domain.errors import TrackerError
from tracker.domain.report import Evidence
from tracker.export.html import shown_text
from tracker.export.pages.draft_page import DraftView
from tracker.export.pages.inbox_page import Decided, WaitingDraft
from tracker.export.pages.report_page import Preview, Refusal
from tracker.ledger import asking, deciding, inbox
from tracker.ledger.deciding import Choice
from tracker.ledger.desk import Desk
from tracker.ledger.inbox import QueuedDraft
from tracker.ledger.proposal import line
from tracker.ledger.question import question
from tracker.ledger.report_texts import Texts, report_texts
from tracker.reading.draft import FIELDS, RULES
from tracker.store import log


def waiting_drafts(desk: Desk) -> list[WaitingDraft]:
    """Return the drafts that wait, the first queued first. Call it in a snapshot."""
    return [
        WaitingDraft(
            draft=draft.draft,
            stage=draft.proposal.draft.stage,
            meeting=draft.proposal.meeting,
            is_new=draft.proposal.match is None,
            source=draft.proposal.source,
            published=draft.proposal.published,
            doubt=draft.proposal.draft.doubt,
            confidence=draft.proposal.draft.confidence,
            model=_model(draft),
        )
        for draft in inbox.waiting(desk)
    ]


def decided_draft(desk: Desk, number: int) -> Decided | None:
    """Return the decision on a draft, or None if it waits. Call it in a snapshot."""
    (draft,) = inbox.numbered(desk, [number])
    return _decided(desk, draft)


def draft_view(desk: Desk, number: int) -> DraftView:
    """Return a draft in full, with the meeting that it fits now. Call it in a snapshot."""
    (draft,) = inbox.drafts(desk, [number])
    proposal = draft.proposal
    asked = question(desk)
    waiting = [other.draft for other in inbox.waiting(desk)]
    return DraftView(
        draft=number,
        meeting=proposal.meeting,
        is_new=proposal.match is None,
        because=proposal.match.because if proposal.match else "",
        source=proposal.source,
        published=proposal.published,
        fields=tuple((name, value) for name in FIELDS if (value := _value(draft, name)) not in (None, (), "")),
        evidence=_evidence(draft),
        doubt=proposal.draft.doubt,
        confidence=proposal.draft.confidence,
        queued_by=draft.queued_by,
        queued_at=draft.queued_at,
        values=shown_texts(draft),
        day=asked.day,
        model=_model(draft),
        text=inbox.article_text(desk, draft),
        present=asking.status(desk, proposal.match.meeting, asked) if proposal.match else None,
        decided=_decided(desk, draft),
        before=max((other for other in waiting if other < number), default=None),
        after=min((other for other in waiting if other > number), default=None),
    )


def preview_of_draft(desk: Desk, number: int) -> Preview | Refusal | None:
    """Return what accepting a draft now would change, or why it would be refused; None if it is decided already.

    Call it in a snapshot.
    """
    try:
        (decided,) = deciding.accept(desk, [Choice(draft=number)], dry_run=True)
    except TrackerError as error:  # nobody can record in this log now
        return Refusal(sentence=error.sentence, hint=error.hint)
    if decided.error:
        return Refusal(sentence=decided.error.sentence, hint=decided.error.hint)
    outcome = decided.outcome
    if outcome is None:
        return None
    return Preview(
        meeting=outcome.meeting,
        effect=outcome.effect,
        kept=outcome.kept,
        window_left_out=outcome.window_left_out,
        repeat_of=outcome.repeat_of,
        is_late=outcome.late,
    )


def shown_texts(draft: QueuedDraft) -> Texts:
    """Return the texts of the report that a draft would be recorded as, as a form shows them."""
    try:
        texts = report_texts(line(draft.proposal))
    except TrackerError:
        return {}
    return {name: tuple(map(shown_text, values)) for name, values in texts.items()}


def _model(draft: QueuedDraft) -> str | None:
    return None if draft.reader == RULES else draft.reader


def _value(draft: QueuedDraft, name: str) -> object:
    return draft.proposal.draft.value(name)


def _evidence(draft: QueuedDraft) -> dict[str, Evidence]:
    return {
        field: Evidence(text=words.text, start=words.start, end=words.end)
        for field, words in draft.proposal.draft.evidence.items()
    }


def _decided(desk: Desk, draft: QueuedDraft) -> Decided | None:
    decision = draft.decision
    if decision is None:
        return None
    row = log.row_at(desk.connection, decision.position) if decision.position else None
    return Decided(
        draft=draft.draft,
        decision=decision.decision,
        by=decision.decided_by,
        at=decision.decided_at,
        meeting=row.meeting if row else draft.proposal.meeting,
        position=decision.position,
        changed=decision.changed,
        because=decision.because,
    )
