"""Searching the log: every text is folded as it is read, so that no index decides what a word is."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from tracker.domain.clocks import Cut
from tracker.domain.events import Event, decode
from tracker.domain.fold import story
from tracker.domain.meeting import Meeting
from tracker.domain.row import Row
from tracker.domain.search_match import Hit, find_hit, loosely_folded
from tracker.domain.selection import order, said
from tracker.domain.vocabulary import STAGES
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.question import Question
from tracker.store import log, projection

# JSON writes these otherwise than they are: a word is looked for in stored text by its parts between them.
_ESCAPED = re.compile(r'["\\\x00-\x1f]')


def search(desk: Desk, terms: tuple[str, ...], asked: Question) -> list[Hit]:
    """Return the meetings in which every word is found, the nearest first. Runs inside a transaction that reads."""
    told = (find_hit(meeting, reports, terms) for meeting, reports in _candidates(desk, terms, asked))
    return sorted((found for found in told if found), key=lambda found: found.key)


def _candidates(desk: Desk, terms: tuple[str, ...], asked: Question) -> Iterator[tuple[Meeting, list[Event]]]:
    """Return at least the meetings that hold every word, each with at least its reports that hold one."""
    connection = desk.connection
    joined = log.joined_names(connection)
    present = asked.is_now and desk.has_projection
    parts = {part for term in terms for part in _ESCAPED.split(term)}
    held: dict[str, set[str]] = {}
    for name, grouped in groupby(log.rows_by_meeting(connection), key=lambda row: row.meeting):
        rows = list(grouped)
        text = loosely_folded("\n".join((name, *(row.payload for row in rows))))
        found = {part for part in parts if part in text}
        if name in joined:
            held[name] = found
        elif found != parts:
            continue
        elif present and all(row.type in STAGES for row in rows):
            yield projection.standing(connection, name) or Meeting(meeting=name), _decoded(rows, parts)
        else:
            yield from _told(map(decode, rows), name, asked.cut)
    for name in sorted(held):
        own, _ = log.neighbourhood(connection, name)
        if parts == set().union(*(held.get(one, set()) for one in own)):
            yield from _told(events_of(connection, name), name, asked.cut)


def _decoded(rows: Sequence[Row], parts: Collection[str]) -> list[Event]:
    """Return the reports that may hold a word: nothing was corrected or retracted, so they are as they were told."""
    texts = ((row, loosely_folded(row.payload)) for row in rows)
    return [decode(row) for row, text in texts if any(part in text for part in parts)]


def _told(events: Iterable[Event], name: str, cut: Cut) -> Iterator[tuple[Meeting, list[Event]]]:
    """Return the meeting and what was said of it and not retracted, what an office denied included."""
    told = story(events, name, cut)
    if told.meeting.meeting == name and told.meeting.reports:
        yield told.meeting, sorted((event for event in told.counted.own if said(event, cut)), key=order)
