"""The marks that stand for dates in a sentence."""

from typing import Self

from tracker.reading.dates.phrases import DatePhrase
from tracker.reading.language.chunks import Chunk, Kind


class DateMark(Chunk, frozen=True):
    """A date in a sentence."""

    phrase: DatePhrase

    @classmethod
    def of_phrase(cls, phrase: DatePhrase) -> Self:
        """Return the mark of a phrase."""
        return cls(Kind.DATE, phrase.start, phrase.end, phrase.words.lower(), phrase)
