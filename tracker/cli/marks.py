"""The article with the words marked that its drafts rest on."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

import click

from tracker.cli.columns import wrap
from tracker.cli.terminal import safe
from tracker.reading.draft import FIELDS, Draft

LABELS: Final[Mapping[str, str]] = {
    "stage": "stage",
    "attribution": "says who",
    "kind": "kind",
    "participants": "who",
    "window": "when",
    "original_window": "before",
    "place": "where",
    "host": "host",
    "reason": "reason",
    "by": "by",
}
# Each field has its colour in the article, and beside its value. As readable on black as on white: see STATUS_COLORS.
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

# So many letters, blanks not counted, that serve a field, or (None) none.
_Run = tuple[int, str | None]


def article_lines(text: str, drafts: Sequence[Draft], width: int | None, *, color: bool) -> Iterator[str]:
    """Return the article with the words that the drafts rest on: underlined in colour, else in brackets.

    Where one passage lies in another, the shorter one is marked as its own.
    """
    if not color:
        yield from wrap("".join(_bracketed(text, drafts)).strip("\n"), width)
        return
    runs = deque(_runs(text, drafts))
    for line in wrap(_shown(text).strip("\n"), width):
        yield "".join(_coloured(part, field) for part, field in _parts(line, runs))


def _bracketed(text: str, drafts: Sequence[Draft]) -> Iterator[str]:
    end = 0
    for start, stop, field in _passages(text, drafts):
        yield _shown(text[end:start])
        yield f"[{LABELS[field]}: {_shown(text[start:stop])}]"
        end = stop
    yield _shown(text[end:])


def _runs(text: str, drafts: Sequence[Draft]) -> Iterator[_Run]:
    """Count the letters of each passage and between them: where lines are broken, only blanks come and go."""
    end = 0
    for start, stop, field in _passages(text, drafts):
        yield _letters(text[end:start]), None
        yield _letters(text[start:stop]), field
        end = stop


def _passages(text: str, drafts: Sequence[Draft]) -> Iterator[tuple[int, int, str]]:
    """Return start, end and field of what is to be marked, in order, none of it over another."""
    owners: list[str | None] = [None] * len(text)
    for start, stop, field in sorted(_evidence(drafts), key=lambda one: one[1] - one[0]):
        owners[start:stop] = [owner or field for owner in owners[start:stop]]
    end = 0
    for owner, run in groupby(owners):
        start, end = end, end + sum(1 for _ in run)
        piece = text[start:end].strip()
        if owner and piece:
            first = text.index(piece, start)
            yield first, first + len(piece), owner


def _evidence(drafts: Sequence[Draft]) -> Iterator[tuple[int, int, str]]:
    """Return every passage; where two are the same, the field that is read first, of the main draft, comes first."""
    for draft in drafts:
        for field in FIELDS:
            if field in draft.evidence:
                yield draft.evidence[field].start, draft.evidence[field].end, field


def _shown(text: str) -> str:
    return text.replace("\r", "")


def _letters(text: str) -> int:
    return sum(not letter.isspace() for letter in safe(_shown(text), multiline=True))


def _parts(line: str, runs: deque[_Run]) -> Iterator[tuple[str, str | None]]:
    """Split a line where a passage begins or ends; a blank belongs to one only between its letters."""
    part = blanks = ""
    field: str | None = None
    for letter in line:
        if letter.isspace():
            blanks += letter
            continue
        owner = _owner(runs)
        if owner == field:
            part += blanks + letter
        else:
            yield from ((part, field), (blanks, None))
            part, field = letter, owner
        blanks = ""
    yield part, field


def _owner(runs: deque[_Run]) -> str | None:
    """Return the field that the next letter serves, and count the letter as shown."""
    while runs and not runs[0][0]:
        runs.popleft()
    if not runs:
        return None
    left, field = runs[0]
    runs[0] = left - 1, field
    return field


def _coloured(part: str, field: str | None) -> str:
    return click.style(part, fg=FIELD_COLORS[field], underline=True) if field and part else part
