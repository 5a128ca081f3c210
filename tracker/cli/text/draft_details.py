"""Drafts as text: each field with the words of the article that it rests on; and what became of them in the log."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from tracker.cli.report_texts import report_command
from tracker.cli.terminal import STATUS_COLORS, in_one_line, safe
from tracker.cli.text.article_marks import FIELD_COLORS
from tracker.cli.text.columns import Cell, Styled, columns, wrap
from tracker.cli.text.field_values import attribution_text, participant_text, window_text
from tracker.cli.text.outcome_lines import effect_lines, outcome_status
from tracker.domain.report import Attribution, Place
from tracker.domain.vocabulary import plain
from tracker.domain.window import Window
from tracker.export.labels import DRAFT_FIELD_NAMES, full_place_label, label_text
from tracker.ledger.drafting import Proposal, Queued, Recorded, line
from tracker.ledger.result import Outcome
from tracker.reading.draft import FIELDS, Draft, Evidence

_INDENT: Final = " " * 4
_VALUE: Final = 1
_WORDS: Final = 2


def draft_lines(proposal: Proposal, limit: int | None, *, color: bool) -> Iterator[str]:
    """Return a block for one draft: the meeting that it is about, and a row for each field."""
    draft = proposal.draft
    main = "  [main]" if draft.main else ""
    yield from wrap(safe(f"{_meeting(proposal)}{main}"), limit, _INDENT, first="")
    row_limit = None if limit is None else limit - len(_INDENT)
    lines = columns(list(_rows(draft)), limit=row_limit, shrink=(_VALUE, _WORDS), color=color)
    yield from (f"{_INDENT}{line}" for line in lines)


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


def _meeting(proposal: Proposal) -> str:
    """Return the meeting that the draft is about, and the reason; for a new meeting, its name."""
    match = proposal.match
    return f"→ {match.meeting}, {match.because}" if match else f"new: {proposal.new_name}"


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


def _rows(draft: Draft) -> Iterator[list[Cell]]:
    for field in FIELDS:
        evidence = draft.evidence.get(field)
        label = DRAFT_FIELD_NAMES[field]
        words = Styled(f'"{in_one_line(evidence.text)}"' if evidence else "", FIELD_COLORS[field])
        for value in _values(draft, field, evidence):
            yield [label, value, words]
            label, words = "", Styled("")
        if field == "stage":
            yield ["", _confidence(draft)]
            if draft.claims.in_doubt:
                yield ["", "the plan is in doubt"]


def _confidence(draft: Draft) -> str:
    """Return the probability that stage, window, host and parties are right, and the doubtful fields."""
    return f"not sure {draft.confidence:.2f}: {draft.doubt}" if draft.doubt else f"sure {draft.confidence:.2f}"


def _values(draft: Draft, field: str, evidence: Evidence | None) -> list[Cell]:
    """Return the values of a field, none if it is empty; several participants are several values."""
    if field == "stage":
        return [Styled(plain(draft.stage), STATUS_COLORS.get(draft.stage))]
    if field == "participants":
        return [in_one_line(participant_text(person)) for person in draft.claims.participants]
    text = in_one_line(_text(draft.value(field), evidence))
    return [text] if text else []


def _text(value: object, evidence: Evidence | None) -> str:
    """Return a value as text. The words of a window or an attribution are left out if the evidence has them."""
    match value:
        case None:
            return ""
        case Window():
            return window_text(value if _lacks(evidence, value.words) else replace(value, words=None))
        case Attribution():
            return attribution_text(value if _lacks(evidence, value.words) else replace(value, words=None))
        case Place():
            return label_text(full_place_label(value))
    return str(value)


def _lacks(evidence: Evidence | None, words: str | None) -> bool:
    """Whether there are words that the evidence does not contain."""
    if not words:
        return False
    return evidence is None or in_one_line(words) not in in_one_line(evidence.text)
