"""Search: which passages of a meeting and of its reports contain the search terms, and how hits are ranked."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.events import Event
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Participant, Report

# What a search is most likely about ranks first: people and names, then subjects, then the words of the press.
_FIELD_RANK: Final = {
    "participants": 0,
    "meeting": 0,
    "aliases": 0,
    "title": 1,
    "places": 1,
    "headline": 2,
    "reason": 3,
    "attributed_to": 3,
    "outlet": 3,
    "quote": 4,
}

# How close together the terms of a hit are.
_SAME_FIELD, _SAME_REPORT, _APART = range(3)

_TERM_SEPARATORS = re.compile(r"[\s,;]+")

Span = tuple[int, int]
_NO_SPELLINGS: Final[Mapping[str, str]] = {}


class Passage(Struct, frozen=True, kw_only=True, dict=True):
    """The text of one field. `event` is its report, or None for a field of the meeting as it stands.

    `also` are other spellings of the person, folded.
    """

    field: str
    text: str
    event: Event | None = None
    also: str = ""

    @cached_property
    def folded(self) -> str:
        """The folded text, in which terms are looked up."""
        return f"{folded(self.text)}\n{self.also}" if self.also else folded(self.text)

    @property
    def position(self) -> int | None:
        """The position of the report, None for the meeting."""
        return self.event.position if self.event else None

    def count(self, terms: Sequence[str]) -> int:
        """Return how many of the terms occur in the text."""
        return sum(term in self.folded for term in terms)


class Hit(Struct, frozen=True, kw_only=True):
    """A meeting that contains every search term.

    `passages` are those that contain at least one of the terms, the best match first. A lower `rank` is better.
    """

    meeting: Meeting
    passages: tuple[Passage, ...]
    terms: tuple[str, ...]
    rank: tuple[bool, int, int]

    @property
    def key(self) -> tuple[tuple[bool, int, int], int, str]:
        """The sort key of hits: the rank, then the day of the last report, newest first, then the name."""
        last = self.meeting.memory.last
        return self.rank, -last.date.toordinal() if last else 0, self.meeting.meeting


def parse_terms(text: str) -> tuple[str, ...]:
    """Return the search terms in `text`, folded, each once. Raise `TrackerError` if there are none.

    Blanks, commas, semicolons and hyphens separate terms. A letter among longer terms, as in "put off a trip", is left
    out, since it is in every text.
    """
    words = [word for part in _TERM_SEPARATORS.split(text) for word in folded(part).split()]
    if not words:
        raise TrackerError.unparsable("there is no word to search for", "Write: tracker search koizumi yokosuka")
    longer = [word for word in words if len(word) > 1 or not ("a" <= word <= "z")]
    return tuple(dict.fromkeys(longer or words))


def find_hit(
    meeting: Meeting, reports: Iterable[Event], terms: tuple[str, ...], spellings: Mapping[str, str] = _NO_SPELLINGS
) -> Hit | None:
    """Return the hit in a meeting and its reports. Return None if one of the terms occurs in neither.

    Terms may occur in any order, in different passages, and inside longer words. `spellings` has the other spellings of
    a folded name, folded: a person is found by any of them.
    """
    matching = [passage for passage in passages(meeting, reports, spellings) if passage.count(terms)]
    for term in terms:
        if not any(term in passage.folded for passage in matching):
            return None
    matching.sort(key=lambda passage: _passage_key(passage, terms))
    return Hit(meeting=meeting, passages=tuple(matching), terms=terms, rank=_rank(matching, terms))


def passages(
    meeting: Meeting, reports: Iterable[Event], spellings: Mapping[str, str] = _NO_SPELLINGS
) -> Iterator[Passage]:
    """Yield every text that is searched. A report's text that the meeting already contains is left out."""
    current = list(_meeting_passages(meeting, spellings))
    yield from current
    texts = {(passage.field, passage.folded) for passage in current}
    for event in reports:
        for passage in _report_passages(event, spellings):
            if (passage.field, passage.folded) not in texts:
                yield passage


def match_spans(text: str, terms: Sequence[str]) -> list[Span]:
    """Return where the folded terms occur in `text`: sorted spans of its characters that neither touch nor overlap."""
    folded_text, origins = _fold_with_origins(text)
    spans: list[Span] = []
    for term in terms:
        for start in _occurrences(folded_text, term):
            last = start + len(term) - 1
            spans.append((origins[start], _end_of_cluster(text, origins[last] + 1)))
    merged: list[Span] = []
    for first, end in sorted(spans):
        if merged and first <= merged[-1][1]:
            first_merged, end_merged = merged.pop()
            merged.append((first_merged, max(end_merged, end)))
        else:
            merged.append((first, end))
    return merged


def _meeting_passages(meeting: Meeting, spellings: Mapping[str, str]) -> Iterator[Passage]:
    for person in meeting.participants:
        yield _person_passage(person, spellings)
    yield Passage(field="meeting", text=meeting.meeting)
    for name in meeting.aliases:
        yield Passage(field="aliases", text=name)
    if meeting.title:
        yield Passage(field="title", text=meeting.title)
    for place in meeting.places:
        yield Passage(field="places", text=place.name)
    if meeting.reason:
        yield Passage(field="reason", text=meeting.reason)


def _report_passages(event: Event, spellings: Mapping[str, str]) -> Iterator[Passage]:
    if not isinstance(event.body, Report):
        return
    report = event.body
    claims, source = report.claims, report.source
    for person in claims.participants:
        yield _person_passage(person, spellings, event)
    yield Passage(field="outlet", text=" < ".join((source.outlet, *source.via)), event=event)
    texts = {
        "title": claims.title,
        "places": claims.place and claims.place.name,
        "headline": source.headline,
        "reason": claims.reason,
        "attributed_to": report.attribution.words,
        "quote": report.quote,
    }
    for field, text in texts.items():
        if text:
            yield Passage(field=field, text=text, event=event)


def _person_passage(person: Participant, spellings: Mapping[str, str], event: Event | None = None) -> Passage:
    text = ", ".join(part for part in (person.name, person.role, person.country) if part)
    also = spellings.get(folded(person.name), "") if spellings else ""
    return Passage(field="participants", text=text, event=event, also=also)


def _passage_key(passage: Passage, terms: Sequence[str]) -> tuple[bool, int, int, int]:
    """Sort the meeting before its reports, then by field, number of terms (most first) and day (newest first)."""
    event = passage.event
    day = event.published.date.toordinal() if event and event.published else 0
    return event is not None, _FIELD_RANK[passage.field], -passage.count(terms), -day


def _rank(matching: Sequence[Passage], terms: Sequence[str]) -> tuple[bool, int, int]:
    """Return the rank of the worst term, each rated by its best match, and then how close the terms are."""
    best_ranks = []
    for term in terms:
        ranks = [_term_rank(passage, term) for passage in matching if term in passage.folded]
        best_ranks.append(min(ranks))
    inside_word, field_rank = max(best_ranks)
    return inside_word, field_rank, _closeness(matching, terms)


def _term_rank(passage: Passage, term: str) -> tuple[bool, int]:
    """Return whether the term occurs only inside longer words ("lee" in "fleet"), and the rank of the field."""
    text = passage.folded
    inside_word = all(_is_inside_word(text, start) for start in _occurrences(text, term))
    return inside_word, _FIELD_RANK[passage.field]


def _is_inside_word(text: str, start: int) -> bool:
    """Whether a Latin word has begun before `start`. Other scripts use no blanks, or use them differently."""
    before, first = text[start - 1 : start], text[start]
    return before.isascii() and before.isalnum() and first.isascii() and first.isalnum()


def _closeness(matching: Iterable[Passage], terms: Sequence[str]) -> int:
    """Return whether all terms occur in one field, in one report (or the meeting itself), or only apart."""
    texts_by_position: defaultdict[int | None, list[str]] = defaultdict(list)
    for passage in matching:
        if passage.count(terms) == len(terms):
            return _SAME_FIELD
        texts_by_position[passage.position].append(passage.folded)
    for texts in texts_by_position.values():
        if all(any(term in text for text in texts) for term in terms):
            return _SAME_REPORT
    return _APART


def _occurrences(text: str, term: str) -> Iterator[int]:
    """Yield where each occurrence starts; occurrences may overlap."""
    start = text.find(term)
    while start >= 0:
        yield start
        start = text.find(term, start + 1)


def _fold_with_origins(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each of its characters the index in `text` that it comes from.

    The text is folded cluster by cluster. In a script whose characters combine across clusters that may differ from
    folding the whole text, and then a term that matches is not marked.
    """
    if text.isascii():
        return text.casefold(), range(len(text))
    pieces: list[str] = []
    origins: list[int] = []
    start = 0
    while start < len(text):
        end = _end_of_cluster(text, start + 1)
        piece = folded(text[start:end]) or " "
        pieces.append(piece)
        origins += [start] * len(piece)
        start = end
    return "".join(pieces), origins


def _end_of_cluster(text: str, end: int) -> int:
    """Return the end of the character cluster that continues at `end`."""
    while end < len(text) and _joins_the_cluster(text[end]):
        end += 1
    return end


def _joins_the_cluster(character: str) -> bool:
    """Whether it combines with the character before it: marks, half-width voicing marks, Hangul vowels and finals."""
    is_voicing_mark = character in "\uff9e\uff9f"
    is_hangul_part = "\u1160" <= character <= "\u11ff"
    return unicodedata.combining(character) != 0 or is_voicing_mark or is_hangul_part
