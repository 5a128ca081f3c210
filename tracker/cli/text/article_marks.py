"""The text of an article, with the words marked that its drafts rest on."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

import click
from msgspec import Struct

from tracker.cli.terminal import safe
from tracker.cli.text.columns import wrap
from tracker.domain import report
from tracker.domain.passages import Passage, passages
from tracker.export.labels import DRAFT_FIELD_NAMES
from tracker.reading import draft

# The colour of a field, in the article and next to its value. As readable on black as on white: see STATUS_COLORS.
FIELD_COLORS: Final[Mapping[str, int]] = {
    "stage": 161,  # crimson
    "attribution": 63,  # blue
    "kind": 66,  # slate
    "participants": 30,  # teal
    "window": 165,  # violet
    "original_window": 132,  # old rose
    "place": 130,  # amber
    "host": 64,  # olive
    "reason": 98,  # lavender
    "by": 131,  # brick
}


class HasEvidence(Protocol):
    """A draft or a report: the words of the article behind each field."""

    @property
    def evidence(self) -> Mapping[str, draft.Evidence] | Mapping[str, report.Evidence] | None:
        """The words and their place, by field; None or empty if there are none."""


class _Run(Struct):
    """How many letters, blanks not counted, still follow for a field; None is text without a field."""

    letters: int
    field: str | None


def article_lines(text: str, drafts: Sequence[HasEvidence], limit: int | None, *, color: bool) -> Iterator[str]:
    """Return the article with the words that drafts or reports rest on: underlined in colour, else in brackets.

    If one passage lies within another, the shorter one is marked as its own.
    """
    marked = list(passages(text, [drafted.evidence or {} for drafted in drafts]))
    if not color:
        yield from wrap("".join(_bracketed(text, marked)).strip("\n"), limit)
        return
    runs = deque(_runs(text, marked))
    for line in wrap(_without_returns(text).strip("\n"), limit):
        yield "".join(_coloured(part, field) for part, field in _parts(line, runs))


def _bracketed(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    end = 0
    for passage in passages:
        yield _without_returns(text[end : passage.start])
        yield f"[{DRAFT_FIELD_NAMES[passage.field]}: {_without_returns(text[passage.start : passage.end])}]"
        end = passage.end
    yield _without_returns(text[end:])


def _runs(text: str, passages: Sequence[Passage]) -> Iterator[_Run]:
    """Count the letters of each passage and of the text between them: wrapping changes only blanks."""
    end = 0
    for passage in passages:
        yield _Run(_letters(text[end : passage.start]), None)
        yield _Run(_letters(text[passage.start : passage.end]), passage.field)
        end = passage.end


def _without_returns(text: str) -> str:
    return text.replace("\r", "")


def _letters(text: str) -> int:
    shown = safe(_without_returns(text), multiline=True)
    return sum(not letter.isspace() for letter in shown)


def _parts(line: str, runs: deque[_Run]) -> Iterator[tuple[str, str | None]]:
    """Split a line where a passage begins or ends. A blank belongs to a passage only between two of its letters."""
    part = blanks = ""
    field: str | None = None
    for letter in line:
        if letter.isspace():
            blanks += letter
            continue
        next_field = _take_letter(runs)
        if next_field == field:
            part += blanks + letter
        else:
            yield part, field
            yield blanks, None
            part, field = letter, next_field
        blanks = ""
    yield part, field


def _take_letter(runs: deque[_Run]) -> str | None:
    """Return the field of the next letter, and count the letter as shown."""
    while runs and not runs[0].letters:
        runs.popleft()
    if not runs:
        return None
    runs[0].letters -= 1
    return runs[0].field


def _coloured(part: str, field: str | None) -> str:
    if not field or not part:
        return part
    return click.style(part, fg=FIELD_COLORS[field], underline=True)
