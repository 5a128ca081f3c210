"""Drafts as text: each field beside the words that it rests on."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from tracker.cli.columns import Cell, Styled, columns, wrap
from tracker.cli.marks import FIELD_COLORS, LABELS
from tracker.cli.outcomes import outcome_lines
from tracker.cli.terminal import STATUS_COLORS, safe
from tracker.cli.typed import command
from tracker.cli.wording import NOTHING, attribution, participant
from tracker.domain.report import Attribution, Place
from tracker.domain.vocabulary import CANDIDATE, plain
from tracker.domain.window import Window
from tracker.ledger.drafting import Proposal, Recorded, line
from tracker.ledger.result import Outcome
from tracker.reading.draft import FIELDS, Draft, Evidence

_INDENT: Final = " " * 4


def draft_lines(proposal: Proposal, width: int | None, *, color: bool) -> Iterator[str]:
    """Return a block for one draft: the meeting that it is about, and a row for each field."""
    draft = proposal.draft
    yield from wrap(safe(f"{_named(proposal)}{'  [main]' if draft.main else ''}"), width, _INDENT, first="")
    rows = list(_rows(draft))
    limit = None if width is None else width - len(_INDENT)
    yield from (f"{_INDENT}{line}" for line in columns(rows, limit=limit, shrink=(1, 2), color=color))


def _named(proposal: Proposal) -> str:
    """Return the meeting that the draft is about, and why it is thought so, or the name of a new one."""
    match = proposal.match
    return f"→ {match.meeting}, {match.because}" if match else f"new: {proposal.new_name}"


def recorded_lines(one: Recorded, db: str | None, *, color: bool) -> list[str]:
    """Return what came of recording a draft; of one that was left out, the command that records it in the log `db`."""
    name, outcome = safe(one.proposal.meeting), one.outcome
    if one.error:
        hint = f" ({one.error.hint.rstrip('.')})" if one.error.hint else ""
        return [safe(f"refused in {name}: {one.error.sentence}{hint}")]
    if outcome is None or outcome.skipped:
        return [safe(text) for text in _left_out(one, outcome, db)]
    status = Styled(plain(outcome.status or NOTHING), STATUS_COLORS.get(outcome.status or "")).painted(color=color)
    if outcome.repeat_of is not None:
        return [f"already recorded as @{outcome.repeat_of} in {name}: {status}"]
    did = "would be recorded" if outcome.dry_run else f"recorded as @{outcome.position}"
    return [f"{did} in {name}: {status}", *list(outcome_lines(outcome, color=color))[1:]]


def _left_out(one: Recorded, outcome: Outcome | None, db: str | None) -> list[str]:
    """Say why a draft was left out, and how it is recorded all the same."""
    why = f"not sure: {one.left_out}" if outcome is None else f"retracted: @{outcome.repeat_of}"
    entry = line(one.proposal)
    if outcome and outcome.status is None:
        entry = replace(entry, new=True)  # nothing of the meeting counts any more
    return [f"left out of {entry.meeting}, {why}; record it with:", f"  {command(entry, db=db)}"]


def _rows(draft: Draft) -> Iterator[list[Cell]]:
    for field in FIELDS:
        evidence = draft.evidence.get(field)
        words = Styled(f'"{_in_a_line(evidence.text)}"' if evidence else "", FIELD_COLORS[field])
        label = LABELS[field]
        for value in _values(draft, field, evidence):
            yield [label, value if isinstance(value, Styled) else _in_a_line(value), words]
            label, words = "", Styled("")
        if field == "stage" and draft.doubt:
            yield ["", f"not sure: {draft.doubt}"]


def _values(draft: Draft, field: str, evidence: Evidence | None) -> list[Cell]:
    """Return what is to be read of a field; the article's own words stand in it only where the evidence lacks them."""
    value = draft.value(field)
    match value:
        case None | "":
            return []
        case tuple():
            return [participant(person) for person in value]
        case Window():
            return [f'{value.label()} ("{value.words}")' if _lacks(evidence, value.words) else value.label()]
        case Attribution():
            told = value if _lacks(evidence, value.words) else Attribution(class_=value.class_, side=value.side)
            return [attribution(told)]
        case Place():
            return [f"{value.name} (candidate)" if value.standing == CANDIDATE else value.name]
    text = str(value)
    return [Styled(plain(text), STATUS_COLORS.get(text)) if field == "stage" else text]


def _lacks(evidence: Evidence | None, words: str | None) -> bool:
    return bool(words) and (evidence is None or _in_a_line(words or "") not in _in_a_line(evidence.text))


def _in_a_line(text: str) -> str:
    return " ".join(text.split())
