"""Searching the whole log for terms, in every spelling."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.events import Event
from tracker.domain.fold import story
from tracker.domain.meeting import Meeting
from tracker.domain.names import is_called, is_meeting_name
from tracker.domain.row import Row
from tracker.domain.search_match import Hit, find_hit
from tracker.domain.selection import holds_at
from tracker.domain.soundness import sound_event
from tracker.domain.spellings import Spelling, Spellings
from tracker.domain.vocabulary import STAGES
from tracker.ledger import asking
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.question import Question
from tracker.store import log, projection, spellings, texts
from tracker.store.connection import Connection

_BATCH = 50  # meetings

# A meeting, and its reports.
Candidate = tuple[Meeting, list[Event]]


class SearchResult(Struct, frozen=True, kw_only=True):
    """The meetings in which every term occurs, the best matches first.

    `unread` is how many further meetings may be hits: those with older mentions, if not all were wanted.
    """

    hits: list[Hit]
    unread: int = 0


def search(desk: Desk, terms: tuple[str, ...], asked: Question, most: int | None = None) -> SearchResult:
    """Return the meetings in which every term occurs; if more than `most` do, those with the latest mentions."""
    with desk.snapshot():
        known = _spellings_of(desk.connection, terms)
        groups = _mentioned(desk, terms, asked, known)
        hits: list[Hit] = []
        while groups and (most is None or len(hits) < most):
            batch, groups = groups[:_BATCH], groups[_BATCH:]
            valid = [group for group in batch if is_meeting_name(group[0])]  # a hand may have written any name
            candidates = _candidates(desk, valid, asked)
            found = (find_hit(meeting, reports, terms, known.others) for meeting, reports in candidates)
            hits += [hit for hit in found if hit]
        hits.sort(key=lambda hit: hit.key)
        meetings = asking.with_all_reasons(desk, [hit.meeting for hit in hits], asked)
        hits = [replace(hit, meeting=meeting) for hit, meeting in zip(hits, meetings, strict=True)]
    return SearchResult(hits=hits, unread=len(groups))


def _spellings_of(connection: Connection, terms: tuple[str, ...]) -> Spellings:
    """Return the spellings that the desk named, and each term as one of a person whose name is romanised otherwise."""
    known = spellings.rows(connection)
    names = Spellings(known)
    romanised = [
        Spelling(spelling=term, name=names.name_in_use(name) or name, recorded_at="", recorded_by="")
        for name in projection.names_of_people(connection)
        for term in terms
        if term not in name and is_called(name, term)
    ]
    return Spellings([*known, *romanised])


def _mentioned(desk: Desk, terms: tuple[str, ...], asked: Question, known: Spellings) -> list[list[str]]:
    """Return the names under which all terms are mentioned, the latest mentions first.

    Names that merges joined stand together: one meeting may mention one term under each.
    """
    connection = desk.connection
    upto = asked.cut.known_at
    if upto is None:
        upto = log.read_head(connection).position
    groups = log.merged_groups(connection)
    last_of_terms: list[dict[str, int]] = []  # by the first name of a group
    for term in terms:
        last: dict[str, int] = {}
        for alternative in (term, *known.alternatives(term)):
            for name, position in texts.mentions(connection, alternative, upto).items():
                first = groups[name][0] if name in groups else name
                last[first] = max(position, last.get(first, 0))
        last_of_terms.append(last)
    shared = set(last_of_terms[0]).intersection(*last_of_terms[1:])
    latest = sorted(shared, key=lambda name: max([last[name] for last in last_of_terms]), reverse=True)
    return [groups.get(name, [name]) for name in latest]


def _candidates(desk: Desk, groups: list[list[str]], asked: Question) -> Iterator[Candidate]:
    """Yield the meetings of some names, each with its reports."""
    names = [name for group in groups for name in group]
    rows_of: defaultdict[str, list[Row]] = defaultdict(list)
    for row in log.rows_of_names(desk.connection, names):
        rows_of[row.meeting].append(row)
    is_present = asked.is_now and desk.has_projection
    standing = {meeting.meeting: meeting for meeting in projection.standing_all(desk.connection, names, desk.fold)}
    for group in groups:
        rows = rows_of[group[0]]
        if is_present and len(group) == 1 and _is_untouched(rows):
            if group[0] in standing:
                yield standing[group[0]], list(map(sound_event, rows))
        else:
            yield from _folded_candidates(desk, group, asked)


def _is_untouched(rows: Iterable[Row]) -> bool:
    """Return whether nothing was corrected or retracted."""
    return all(row.type in STAGES for row in rows)


def _folded_candidates(desk: Desk, names: Iterable[str], asked: Question) -> Iterator[Candidate]:
    """Yield the meetings with their reports that were not retracted, those that an office denied included."""
    for name in names:
        history = story(events_of(desk.connection, name), name, asked.cut)
        if history.meeting.meeting == name and history.meeting.reports:
            yield history.meeting, [event for event in history.counted.own if holds_at(event, asked.cut)]
