"""The marks that stand for offices, names and people in a sentence."""

from typing import Self

from tracker.reading.language.chunks import Chunk, Kind, Row
from tracker.reading.people.names import Run
from tracker.reading.people.offices import OfficePhrase


class OfficeMark(Chunk, frozen=True):
    """An office ("the foreign minister") or an institution ("the foreign ministry") in a sentence."""

    office: OfficePhrase

    @classmethod
    def of_phrase(cls, office: OfficePhrase) -> Self:
        """Return the mark of a phrase."""
        kind = Kind.INSTITUTION if office.class_ == "institution" else Kind.OFFICE
        return cls(kind, office.start, office.end, office.words.lower(), office)


class NameMark(Chunk, frozen=True):
    """Words that may name a person."""

    run: Run

    @classmethod
    def of_run(cls, text: str, run: Run) -> Self:
        """Return the mark of a run of `text`."""
        return cls(Kind.PERSON, run.start, run.end, text[run.start : run.end].lower(), run)


class PersonMark(Chunk, frozen=True):
    """A person in a sentence: `number` counts the people of the article."""

    number: int


def office_at(row: Row, at: int) -> OfficePhrase | None:
    """Return the office that chunk `at` names, or None if it names none. An institution is not an office."""
    chunk = row[at] if 0 <= at < len(row) else None
    return chunk.office if isinstance(chunk, OfficeMark) and chunk.kind is Kind.OFFICE else None
