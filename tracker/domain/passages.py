"""Passages: which words of an article each field rests on, so that every letter belongs to one field at most."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, Protocol

from msgspec import Struct

# The order in which a person reads a draft; of equal passages, that of the first field counts.
FIELDS: Final = (
    *("stage", "attribution", "kind", "participants", "window"),
    *("original_window", "place", "host", "reason", "by"),
)


class Words(Protocol):
    """Words of a text, and where they stand."""

    @property
    def start(self) -> int:
        """The first character."""
        ...

    @property
    def end(self) -> int:
        """The end: the index after the last character."""
        ...


class Passage(Struct, frozen=True):
    """Words of the article, `text[start:end]`, that a field rests on."""

    start: int
    end: int
    field: str


def passages(text: str, evidence: Sequence[Mapping[str, Words]]) -> Iterator[Passage]:
    """Yield the passages to mark, in order, without overlaps: of two, the shorter one is marked within the longer."""
    end = 0
    for field, letters in groupby(_field_of_each_letter(text, evidence)):
        start = end
        end = start + len(list(letters))
        piece = text[start:end].strip()
        if field and piece:
            first = text.index(piece, start)
            yield Passage(first, first + len(piece), field)


def _field_of_each_letter(text: str, evidence: Sequence[Mapping[str, Words]]) -> list[str | None]:
    """Return for each letter of the text the field of the shortest passage that it is in, or None."""
    fields: list[str | None] = [None] * len(text)
    for passage in sorted(_given(evidence), key=lambda passage: passage.end - passage.start):
        for index in range(passage.start, min(passage.end, len(text))):
            fields[index] = fields[index] or passage.field
    return fields


def _given(evidence: Sequence[Mapping[str, Words]]) -> Iterator[Passage]:
    """Yield every passage; of equal ones, that of the first article's draft and of the first field comes first."""
    for of_draft in evidence:
        for field in FIELDS:
            if words := of_draft.get(field):
                yield Passage(words.start, words.end, field)
