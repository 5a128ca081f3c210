"""Searching: which passages of a meeting and its reports hold the words asked for, and how near to what is meant."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.events import Event
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Report

# What is meant by a word, likeliest first: somebody or a meeting, then what it is about, then the press's own words.
RANKS: Final = {
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

_BETWEEN = re.compile(r"[\s,;]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_ONE_FIELD, _ONE_REPORT, _APART = range(3)

Span = tuple[int, int]


class Words(Struct, frozen=True, kw_only=True):
    """The words asked for, folded: all of them must be found, in any order, anywhere inside a word."""

    words: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Words":
        """Read what was typed. Blanks, commas, semicolons and hyphens stand between words. Raises if no word is left.

        Where nothing but hyphens was typed, there is no word either.
        """
        words = tuple(dict.fromkeys(word for part in _BETWEEN.split(text) for word in folded(part).split()))
        if not words:
            raise TrackerError.unparsable("there is no word to search for", "Write: tracker search koizumi yokosuka")
        return cls(words=words)


class Passage(Struct, frozen=True, kw_only=True, dict=True):
    """A text of one field: of the meeting as it stands (`event` None), or of one of its reports."""

    field: str
    text: str
    event: Event | None = None

    @cached_property
    def folded(self) -> str:
        """The text as it compares."""
        return folded(self.text)

    @property
    def position(self) -> int | None:
        """The position of the report that says it."""
        return self.event.position if self.event else None


class Hit(Struct, frozen=True, kw_only=True):
    """A meeting in which every word was found, and the passages that hold one, the likeliest first."""

    meeting: Meeting
    found: tuple[Passage, ...]
    words: Words
    rank: tuple[bool, int, int]

    @property
    def key(self) -> tuple[tuple[bool, int, int], int, str]:
        """The order of hits: rank, then the day of the last report that counts, the newest first, then name."""
        last = self.meeting.memory.last
        return self.rank, -last.date.toordinal() if last else 0, self.meeting.meeting


def hit(meeting: Meeting, reports: Iterable[Event], words: Words) -> Hit | None:
    """Return where the words are found in a meeting and in its reports; None if one of them is nowhere."""
    found = [passage for passage in passages(meeting, reports) if any(word in passage.folded for word in words.words)]
    if not all(any(word in passage.folded for passage in found) for word in words.words):
        return None
    found.sort(key=lambda passage: _order(passage, words))
    return Hit(meeting=meeting, found=tuple(found), words=words, rank=_rank(found, words))


def passages(meeting: Meeting, reports: Iterable[Event]) -> Iterator[Passage]:
    """Return every text that is searched. What a report says as the meeting stands is not told again."""
    standing = list(_of_meeting(meeting))
    yield from standing
    known = {(passage.field, passage.folded) for passage in standing}
    for event in reports:
        if isinstance(event.body, Report):
            for field, text in _of_report(event.body):
                passage = Passage(field=field, text=text, event=event)
                if (field, passage.folded) not in known:
                    yield passage


def marks(text: str, words: Sequence[str]) -> list[Span]:
    """Return where in a text the folded words stand, as spans of its characters that neither meet nor overlap."""
    whole, places = _aligned(text)
    spans = sorted(
        (places[start], places[start + len(word) - 1] + 1) for word in words for start in _starts(whole, word)
    )
    joined: list[Span] = []
    for first, last in ((start, _end_of_cluster(text, end)) for start, end in spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def loosely_folded(text: str) -> str:
    """Return a form of any text, JSON too, that holds every word which `folded` finds in a part of it.

    What is not ASCII is folded run by run, for a log says the same names again and again.
    """
    return text.casefold() if text.isascii() else _NOT_ASCII.sub(lambda run: _run(run[0]), text).casefold()


@lru_cache(maxsize=65536)
def _run(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", decomposed))


def _of_meeting(meeting: Meeting) -> Iterator[Passage]:
    for person in meeting.participants:
        yield Passage(field="participants", text=_joined(person.name, person.role, person.country))
    yield Passage(field="meeting", text=meeting.meeting)
    for name in meeting.aliases:
        yield Passage(field="aliases", text=name)
    if meeting.title:
        yield Passage(field="title", text=meeting.title)
    for place in meeting.places:
        yield Passage(field="places", text=place.name)
    if meeting.reason:
        yield Passage(field="reason", text=meeting.reason)


def _of_report(report: Report) -> Iterator[tuple[str, str]]:
    claims, source = report.claims, report.source
    for person in claims.participants:
        yield "participants", _joined(person.name, person.role, person.country)
    yield "outlet", " < ".join((source.outlet, *source.via))
    told = {
        "title": claims.title,
        "places": claims.place and claims.place.name,
        "headline": source.headline,
        "reason": claims.reason,
        "attributed_to": report.attribution.words,
        "quote": report.quote,
    }
    yield from ((field, text) for field, text in told.items() if text)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _order(passage: Passage, words: Words) -> tuple[bool, int, int, int]:
    """The meeting before its reports, the likeliest field, the passage that holds more of the words, the newer one."""
    held = sum(word in passage.folded for word in words.words)
    event = passage.event
    day = event.published.date.toordinal() if event and event.published else 0
    return event is not None, RANKS[passage.field], -held, -day


def _rank(found: Sequence[Passage], words: Words) -> tuple[bool, int, int]:
    """A meeting is as near as the farthest of the words: where each is found best, and how near to each other."""
    best = [min(_of_word(passage, word) for passage in found if word in passage.folded) for word in words.words]
    inside, field = max(best)
    return inside, field, _apart(found, words.words)


def _of_word(passage: Passage, word: str) -> tuple[bool, int]:
    """Whether the word stands only inside longer ones ("lee" in "fleet"), and the rank of the field."""
    return all(_inside(passage.folded, start) for start in _starts(passage.folded, word)), RANKS[passage.field]


def _inside(text: str, start: int) -> bool:
    """Whether a Latin word has begun before `start`. Other scripts set no blanks, or set them elsewhere."""
    before = text[start - 1 : start]
    return before.isascii() and before.isalnum() and text[start].isascii() and text[start].isalnum()


def _apart(found: Iterable[Passage], words: Sequence[str]) -> int:
    together: dict[int | None, str] = {}
    for passage in found:
        if all(word in passage.folded for word in words):
            return _ONE_FIELD
        together[passage.position] = f"{together.get(passage.position, '')}\n{passage.folded}"
    return _ONE_REPORT if any(all(word in text for word in words) for text in together.values()) else _APART


def _starts(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _aligned(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each of its characters the place in `text` that it comes from.

    Folded cluster by cluster: where that is not how the whole folds, which takes a script whose signs join over
    clusters, a word is found and not marked.
    """
    if text.isascii():
        return text.casefold(), range(len(text))
    whole: list[str] = []
    places: list[int] = []
    start = 0
    while start < len(text):
        end = _end_of_cluster(text, start + 1)
        piece = folded(text[start:end]) or " "
        whole.append(piece)
        places += [start] * len(piece)
        start = end
    return "".join(whole), places


def _end_of_cluster(text: str, end: int) -> int:
    """Return the end of the cluster that goes on at `end`: marks, voicing marks, vowels and finals of Hangul join."""
    while end < len(text) and (
        unicodedata.combining(text[end]) or text[end] in "\uff9e\uff9f" or "\u1160" <= text[end] <= "\u11ff"
    ):
        end += 1
    return end
