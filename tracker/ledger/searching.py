"""Searching the whole log for terms, in every spelling."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from tracker.domain.clocks import Cut
from tracker.domain.events import Event
from tracker.domain.fold import story
from tracker.domain.meeting import Meeting
from tracker.domain.names import is_meeting_name
from tracker.domain.row import Row
from tracker.domain.search_match import Hit, find_hit, loosely_folded
from tracker.domain.selection import holds_at, order
from tracker.domain.soundness import sound_event
from tracker.domain.vocabulary import STAGES
from tracker.ledger import asking
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.question import Question
from tracker.store import log, projection
from tracker.store.connection import Connection

# JSON escapes these characters. In stored text, only the parts of a term between them can be looked for.
_ESCAPED = re.compile(r'["\\\x00-\x1f]')

# A meeting, and its reports that may contain a term.
Candidate = tuple[Meeting, list[Event]]


def search(desk: Desk, terms: tuple[str, ...], asked: Question) -> list[Hit]:
    """Return the meetings in which every term occurs, the best matches first."""
    with desk.snapshot():
        hits = [find_hit(meeting, reports, terms) for meeting, reports in _candidates(desk, terms, asked)]
        found = sorted((hit for hit in hits if hit), key=lambda hit: hit.key)
        meetings = asking.with_all_reasons(desk, [hit.meeting for hit in found], asked)
        return [replace(hit, meeting=meeting) for hit, meeting in zip(found, meetings, strict=True)]


def _candidates(desk: Desk, terms: tuple[str, ...], asked: Question) -> Iterator[Candidate]:
    """Yield at least the meetings that contain every term. The stored text of each row is folded as it is read."""
    connection = desk.connection
    joined = log.joined_names(connection)
    is_present = asked.is_now and desk.has_projection
    parts = {part for term in terms for part in _ESCAPED.split(term)}
    # For names that a link or a merge joined with others; a name that a rename gave may have no rows of its own.
    parts_under: dict[str, set[str]] = {name: set() for name in joined}
    for name, group in groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting):
        rows = list(group)
        if not is_meeting_name(name):
            continue
        contained = _contained(name, rows, parts)
        if name in joined:
            parts_under[name] = contained
        elif contained == parts and is_present and _is_untouched(rows):
            meeting = projection.standing(connection, name, desk.fold) or Meeting(meeting=name)
            yield meeting, [sound_event(row) for row in rows if _contains_any(row, parts)]
        elif contained == parts:
            yield from _folded_candidates(map(sound_event, rows), name, asked.cut)
    yield from _joined_candidates(connection, parts_under, parts, asked.cut)


def _joined_candidates(
    connection: Connection, parts_under: dict[str, set[str]], parts: set[str], cut: Cut
) -> Iterator[Candidate]:
    """Yield those of the joined meetings whose names together contain every part."""
    for name in sorted(parts_under):
        merged, _ = log.neighbourhood(connection, name)
        contained = set().union(*(parts_under.get(other, set()) for other in merged))
        if contained == parts:
            yield from _folded_candidates(events_of(connection, name), name, cut)


def _contained(name: str, rows: list[Row], parts: set[str]) -> set[str]:
    """Return the parts that the name or one of the rows contains."""
    text = loosely_folded("\n".join((name, *(str(row.payload) for row in rows))))
    return {part for part in parts if part in text}


def _is_untouched(rows: list[Row]) -> bool:
    """Return whether nothing was corrected or retracted."""
    return all(row.type in STAGES for row in rows)


def _contains_any(row: Row, parts: set[str]) -> bool:
    text = loosely_folded(str(row.payload))
    return any(part in text for part in parts)


def _folded_candidates(events: Iterable[Event], name: str, cut: Cut) -> Iterator[Candidate]:
    """Yield the meeting with its reports that were not retracted, those that an office denied included."""
    history = story(events, name, cut)
    if history.meeting.meeting == name and history.meeting.reports:
        reports = [event for event in history.counted.own if holds_at(event, cut)]
        yield history.meeting, sorted(reports, key=order)
