"""Passages: stretches of an article's text, known by where they stand in it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """The characters of a text from `start` up to `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return its words, letter for letter. `text` is the text whose characters it counts."""
        return text[self.start : self.end]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence(Passage):
    """A sentence of the story, or its headline.

    `paragraph` is its paragraph's place in the story, from 0; that of the headline is -1.
    """

    paragraph: int
    headline: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Line(Passage):
    """A line without the space round it. `apart` says whether an empty line, or nothing, stands before it."""

    apart: bool
