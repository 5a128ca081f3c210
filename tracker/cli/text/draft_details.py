"""Drafts as text: each field with the words of the article that it rests on."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from tracker.cli.terminal import STATUS_COLORS, in_one_line, safe
from tracker.cli.text.article_marks import FIELD_COLORS
from tracker.cli.text.columns import Cell, Styled, columns, wrap
from tracker.cli.text.field_values import attribution_text, participant_text, window_text
from tracker.domain.report import Attribution, Place
from tracker.domain.vocabulary import plain
from tracker.domain.window import Window
from tracker.export.labels import DRAFT_FIELD_NAMES, full_place_label, label_text
from tracker.ledger.proposal import Proposal
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


def _meeting(proposal: Proposal) -> str:
    """Return the meeting that the draft is about, and the reason; for a new meeting, its name."""
    match = proposal.match
    return f"→ {match.meeting}, {match.because}" if match else f"new: {proposal.new_name}"


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
