"""Rows of chunks for the tests: a sentence whose names and dates are marked in the text itself."""

import re

from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.rows import chunks
from tracker.reading.language.tokens import tokens

_MARKED = re.compile(r"<(\w+):([^>]*)>")


def row(marked: str) -> tuple[Chunk, ...]:
    """Return the chunks of a text with marks in it: "<person:Ahn> will visit <place:Oslo>"."""
    text, marks, at = "", [], 0
    for mark in _MARKED.finditer(marked):
        text += marked[at : mark.start()]
        marks.append(Chunk(Kind(mark[1]), len(text), len(text) + len(mark[2]), mark[2].lower()))
        text, at = text + mark[2], mark.end()
    text += marked[at:]
    return chunks(text, tokens(text), marks)
