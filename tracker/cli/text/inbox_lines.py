"""The inbox as text: the drafts that wait, a draft in full, the decisions, and the reader's record."""

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.cli.terminal import STATUS_COLORS, safe
from tracker.cli.text.article_marks import article_lines
from tracker.cli.text.columns import Cell, Styled, columns, wrap
from tracker.cli.text.draft_details import draft_lines
from tracker.cli.text.field_values import published_text, source_text
from tracker.cli.text.outcome_lines import effect_lines, outcome_status
from tracker.domain.vocabulary import plain
from tracker.ledger.deciding import Decided
from tracker.ledger.inbox import Decision, QueuedDraft
from tracker.ledger.inbox_record import RecordRow
from tracker.reading.draft import RULES, Draft

_HEADERS: Final = ("DRAFT", "PUBLISHED", "SOURCE", "STAGE", "MEETING", "SURE")
_SHRINK: Final = (1, 2, 3, 4, 5)
_RECORD_HEADERS: Final = ("", "DECIDED", "AS DRAFTED", "CHANGED", "REJECTED")


def inbox_table(drafts: Sequence[QueuedDraft], limit: int | None, *, color: bool) -> list[str]:
    """Return a row for each draft that waits."""
    return columns(list(map(_row, drafts)), headers=_HEADERS, limit=limit, shrink=_SHRINK, color=color)


def draft_blocks(
    drafts: Sequence[QueuedDraft], texts: Sequence[str | None], limit: int | None, *, color: bool
) -> Iterator[str]:
    """Return each draft in full, and after it the text of its article, if there is one."""
    for index, (draft, text) in enumerate(zip(drafts, texts, strict=True)):
        if index:
            yield ""
        for line in _heading(draft):
            yield from wrap(safe(line), limit)
        yield from draft_lines(draft.proposal, limit, color=color)
        if text is not None:
            yield ""
            yield from article_lines(text, [draft.proposal.draft], limit, color=color)


def decided_lines(decided: Decided, decision: str, *, color: bool) -> Iterator[str]:
    """Return what came of a decision on one draft."""
    name, outcome = f"draft {decided.draft}", decided.outcome
    if decided.error:
        hint = f" ({decided.error.hint.rstrip('.')})" if decided.error.hint else ""
        yield safe(f"{name} still waits, refused in {decided.meeting}: {decided.error.sentence}{hint}")
    elif decided.earlier:
        yield safe(f"{name} {decision_text(decided.earlier)}")
    elif outcome is None:
        yield safe(f"{name} {decision}: {decided.meeting}")
    elif outcome.repeat_of is not None:
        status = outcome_status(outcome, color=color)
        yield f"{name} already recorded as @{outcome.repeat_of} in {safe(outcome.meeting)}: {status}"
    else:
        action = "would be recorded" if outcome.dry_run else f"recorded as @{outcome.position}"
        yield f"{name} {action} in {safe(outcome.meeting)}: {outcome_status(outcome, color=color)}"
        yield from effect_lines(outcome)


def decision_text(decision: Decision) -> str:
    """Return who decided what, and when."""
    minute = decision.decided_at[:16].replace("T", " ")
    position = f" as @{decision.position}" if decision.position is not None else ""
    changed = f", changed: {', '.join(map(plain, decision.changed))}" if decision.changed else ""
    because = f": {decision.because}" if decision.because else ""
    return f"was {decision.decision}{position} by {decision.decided_by}, {minute} UTC{changed}{because}"


def record_table(record: Sequence[RecordRow], limit: int | None) -> list[str]:
    """Return the reader's record as a table."""
    rows = [[_label(row), str(row.decided), str(row.as_drafted), str(row.changed), str(row.rejected)] for row in record]
    return columns(rows, headers=_RECORD_HEADERS, limit=limit, shrink=(0,))


def _row(queued: QueuedDraft) -> list[Cell]:
    proposal = queued.proposal
    draft = proposal.draft
    return [
        str(queued.draft),
        published_text(proposal.published),
        source_text(proposal.source),
        Styled(plain(draft.stage), STATUS_COLORS.get(draft.stage)),
        f"→ {proposal.meeting}" if proposal.match else f"new: {proposal.meeting}",
        _sureness(draft),
    ]


def _sureness(draft: Draft) -> str:
    """Return whether a draft is sure; the reader's probability, if it gave one, and the doubt."""
    probability = f" {draft.confidence:.2f}" if draft.confidence < 1 else ""
    return f"not sure{probability}: {draft.doubt}" if draft.doubt else f"sure{probability}"


def _heading(draft: QueuedDraft) -> Iterator[str]:
    proposal = draft.proposal
    yield f"draft {draft.draft}  {source_text(proposal.source)}, {published_text(proposal.published)}"
    if proposal.source.headline:
        yield proposal.source.headline
    queued = draft.queued_at[:16].replace("T", " ")
    reader = "" if draft.reader == RULES else f", read by {draft.reader}"
    yield f"queued {queued} UTC by {draft.queued_by}{reader}, {_sureness(proposal.draft)}"
    if draft.decision:
        yield decision_text(draft.decision)


def _label(row: RecordRow) -> str:
    sure = {True: "sure", False: "not sure", None: ""}[row.sure]
    if row.by == "all":
        return "all drafts"
    if row.by == "sure":
        return sure
    name = plain(row.name or "") if row.by == "field" else row.name
    return f"{row.by} {name}{f', {sure}' if sure else ''}"
