"""Sentences for the tests of people: rows of chunks, with what the tables recognise and the names that are given."""

from collections.abc import Callable, Iterator, Sequence

from tracker.reading.draft import Known
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.rows import chunks, without_overlaps
from tracker.reading.language.tokens import Token, tokens
from tracker.reading.people.cast import Cast, spotted
from tracker.reading.people.cast import cast as people_of
from tracker.reading.people.marks import NameMark, OfficeMark
from tracker.reading.people.names import Run, runs
from tracker.reading.people.offices import office_phrases
from tracker.reading.places.gazetteer import place_names
from tracker.reading.places.place_name import PlaceMark


def recognised(text: str) -> tuple[Chunk, ...]:
    """Return the offices and places of a text."""
    return without_overlaps(_recognised(text))


def _recognised(text: str) -> Iterator[Chunk]:
    yield from map(OfficeMark.of_phrase, office_phrases(text))
    yield from (PlaceMark.of_name(place) for place in place_names(text) if not place.doubtful)


def row(text: str, *people: str) -> tuple[Chunk, ...]:
    """Return a text as chunks, with these people in it, each as often as the name is printed."""
    named = [
        Chunk(Kind.PERSON, at, at + len(name), name.lower())
        for name in people
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return chunks(text, tokens(text), without_overlaps([*named, *recognised(text)]))


def within(spans: Sequence[Chunk]) -> Callable[[Token], bool]:
    """Return whether a token stands in one of the spans."""
    return lambda token: any(one.start <= token.start < one.end for one in spans)


def cast(text: str, known: Known | None = None, *, title_case: bool = False) -> Cast:
    """Return the people of a text whose lines are its sentences, and where they stand."""
    spans = recognised(text)
    found: list[Run] = []
    lines: list[list[Token]] = []
    at = 0
    for line in text.split("\n"):
        lines.append(tokens(text, at, at + len(line)))
        found += runs(lines[-1], within(spans), lambda _: False, title_case=title_case)
        at += len(line) + 1
    whole = without_overlaps([*spans, *(NameMark.of_run(text, run) for run in found)])
    countries = frozenset(span.place.code for span in spans if isinstance(span, PlaceMark))
    return people_of(text, spotted(chunks(text, line, whole) for line in lines), known or Known(), countries)
