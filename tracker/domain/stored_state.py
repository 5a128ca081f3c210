"""Stored states: whether the fold can have written one. What a hand wrote instead must not stop a question."""

from collections.abc import Iterable, Iterator
from typing import Final

from tracker.domain.clocks import Published, is_day, parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.meeting import Meeting
from tracker.domain.report import Attribution
from tracker.domain.vocabulary import LADDER, STAGES, STATUSES, STRENGTH

_LARGEST_INTEGER: Final = 2**63 - 1


def is_possible(meeting: Meeting) -> bool:
    """Whether words, dates and positions of a state are such as the fold gives. It need not be what the log gives."""
    return (
        _has_known_words(meeting)
        and _has_real_days(meeting)
        and meeting.why.keys() >= {*_backed(meeting)}
        and all(0 < position <= _LARGEST_INTEGER for position in _positions(meeting))
    )


def _has_known_words(meeting: Meeting) -> bool:
    memory = meeting.memory
    stages = {voice.stage for voice in (*memory.denials, *memory.words)}
    classes = {attribution.class_ for attribution in _attributions(meeting)}
    return (
        meeting.status in {None, *STATUSES}
        and memory.stood in {None, *LADDER}
        and stages <= {*STAGES}
        and classes <= STRENGTH.keys()
    )


def _has_real_days(meeting: Meeting) -> bool:
    return (meeting.since is None or is_day(meeting.since)) and all(map(_is_published, _published(meeting)))


def _backed(meeting: Meeting) -> Iterator[str]:
    """Yield the fields for which an answer asks for the report behind them."""
    if meeting.memory.behind:
        yield "status"
    if meeting.memory.official_window and meeting.window:
        yield "window"
    if meeting.attribution and meeting.attribution.words:
        yield "attribution"


def _attributions(meeting: Meeting) -> Iterator[Attribution]:
    if meeting.attribution:
        yield meeting.attribution
    for voice in (*meeting.memory.denials, *meeting.memory.words):
        yield voice.attribution


def _published(meeting: Meeting) -> Iterator[Published]:
    if meeting.memory.last:
        yield meeting.memory.last
    if meeting.memory.behind:
        yield meeting.memory.behind.published


def _positions(meeting: Meeting) -> Iterable[int]:
    voices = (*meeting.memory.denials, *meeting.memory.words)
    return (*meeting.why.values(), *meeting.gave.values(), *meeting.unsound, *(voice.position for voice in voices))


def _is_published(published: Published) -> bool:
    try:
        return parse_published(published.text) == published
    except TrackerError:
        return False
