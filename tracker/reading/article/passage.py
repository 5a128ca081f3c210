"""Passages: stretches of an article's text, known by where they stand in it."""

from msgspec import Struct


class Passage(Struct, frozen=True, kw_only=True):
    """The characters of a text from `start` up to `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return its words, letter for letter. `text` is the text whose characters it counts."""
        return text[self.start : self.end]


class Sentence(Passage, frozen=True, kw_only=True):
    """A sentence of the story, or its headline."""

    headline: bool = False


class Line(Passage, frozen=True, kw_only=True):
    """A line without the space round it. `apart` says whether an empty line, or nothing, stands before it."""

    apart: bool
