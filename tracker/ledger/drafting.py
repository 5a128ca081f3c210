"""Drafting: what an article was read to say, linked to the meetings of the ledger, and recorded."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import Published
from tracker.domain.decide import refuse
from tracker.domain.errors import TrackerError
from tracker.domain.events import Event
from tracker.domain.import_line import Line
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Participant, Report, Source
from tracker.domain.spellings import Spellings
from tracker.domain.vocabulary import LADDER
from tracker.ledger.append import Append
from tracker.ledger.article_texts import article_of, keep_text
from tracker.ledger.candidates import candidates
from tracker.ledger.desk import Desk
from tracker.ledger.proposal import Proposal, asking, line, party, report_of
from tracker.ledger.recording import record_in
from tracker.ledger.result import Outcome
from tracker.reading.draft import Draft, Reading
from tracker.reading.linking.matching import Link, Match, assigned
from tracker.reading.linking.naming import new_name
from tracker.store import log, projection, spellings

# The meetings of a person, the latest of all, that are asked for the office: it changes, and one may lack it.
_RECENT: Final = 3
_WORD: Final = re.compile(r"\w+")


class Queued(Struct, frozen=True, kw_only=True):
    """The number of a draft in the inbox; whether it was put there just now, and how it was decided before, if so.

    `draft` is None if a dry run would put it there.
    """

    draft: int | None
    is_new: bool = False
    decision: str | None = None


class Recorded(Struct, frozen=True, kw_only=True):
    """What came of one proposal: an outcome, or the error with which the log refused it, or why it was left out.

    `queued` says where it is in the inbox, if it was to be put there.
    """

    proposal: Proposal
    outcome: Outcome | None = None
    error: TrackerError | None = None
    left_out: str | None = None
    queued: Queued | None = None

    @property
    def is_new(self) -> bool:
        """Whether a report was added to the log."""
        return self.outcome is not None and self.outcome.recorded


# What the reader may know


def known_people(desk: Desk, text: str | None = None) -> dict[str, Participant]:
    """Return by folded name who is known under one country, with the office that the latest meetings give.

    With the `text` of an article, only people of whose names it has a word.
    """
    words = None if text is None else {folded(word) for word in _WORD.findall(text)}
    meetings: dict[str, deque[str]] = {}
    countries: dict[str, set[str]] = {}
    with desk.snapshot():
        for name, country, meeting in projection.people(desk.connection):
            if words is None or not words.isdisjoint(name.split()):
                meetings.setdefault(name, deque(maxlen=_RECENT)).append(meeting)
                countries.setdefault(name, set()).add(country or "")
        unambiguous = {name for name, codes in countries.items() if len(codes - {""}) < 2}
        states = _states(desk, {meeting for name in unambiguous for meeting in meetings[name]})
    return _latest_offices(states, unambiguous)


def _states(desk: Desk, names: set[str]) -> list[Meeting]:
    """Return where meetings stand, the latest recorded last."""
    states = [projection.standing(desk.connection, name, desk.fold) for name in names]
    return sorted((state for state in states if state), key=lambda state: state.last_position)


def _latest_offices(states: list[Meeting], names: set[str]) -> dict[str, Participant]:
    """Return each of the people with the last role and country that a meeting gives."""
    people: dict[str, Participant] = {}
    for person in (person for state in states for person in state.participants):
        name = folded(person.name)
        if name in names:
            earlier = people.get(name, person)
            role, country = person.role or earlier.role, person.country or earlier.country
            people[name] = replace(person, role=role, country=country)
    return people


def credited(reading: Reading, outlet: str) -> tuple[str, ...]:
    """Return the outlets that the text credits, without its publisher."""
    publisher = folded(outlet)
    return tuple(name for name in reading.via if folded(name) != publisher)


# Where the drafts belong


def proposals(desk: Desk, reading: Reading, source: Source, published: Published) -> tuple[Proposal, ...]:
    """Return each draft of an article with its meeting; no two have the same one.

    What was recorded before is recognised by its fingerprint, whatever has become of the meeting since.
    """
    article = article_of(reading.text)
    drafted = [
        Proposal(
            draft=draft, source=source, published=published, article=article, text=reading.text, reader=reading.reader
        )
        for draft in reading.drafts
    ]
    return linked(desk, drafted, published)


def linked(desk: Desk, drafted: Sequence[Proposal], published: Published) -> tuple[Proposal, ...]:
    """Return the proposals of one article, each with the meeting that it fits as the ledger stands now."""
    with desk.snapshot():
        known = spellings.read(desk.connection)
        named = [_with_known_names(proposal, known) for proposal in drafted]
        repeats = _repeats(desk, named)
        others = [index for index in range(len(named)) if index not in repeats]
        meetings = _open_meetings(desk, [named[index].draft for index in others], repeats.values(), published)
        found = assigned([named[index].draft for index in others], meetings, published=published)
        links = {index: Link(match=match) for index, match in repeats.items()}
        links |= zip(others, found, strict=True)
        names: set[str] = set()
        placed = [_with_meeting(desk, proposal, links[index], names) for index, proposal in enumerate(named)]
    standing = {meeting.meeting for meeting in meetings if meeting.status in LADDER}
    return tuple(replace(proposal, stands=proposal.meeting in standing) for proposal in placed)


def _with_known_names(proposal: Proposal, known: Spellings) -> Proposal:
    """Return a proposal in which people have the names that the desk uses."""
    return replace(proposal, draft=replace(proposal.draft, claims=known.applied(proposal.draft.claims)))


def _open_meetings(
    desk: Desk, drafts: Sequence[Draft], repeats: Iterable[Match], published: Published
) -> list[Meeting]:
    """Return the meetings that drafts may be about: without those that repeats of the article have."""
    taken = {match.meeting for match in repeats}
    return [meeting for meeting in candidates(desk, drafts, published) if meeting.meeting not in taken]


def _with_meeting(desk: Desk, proposal: Proposal, link: Link, names: set[str]) -> Proposal:
    proposal = asking(proposal, link.may_be)
    if link.match:
        return replace(proposal, match=link.match, new_name=None)

    def is_taken(name: str) -> bool:
        return name in names or log.name_entry(desk.connection, name).root is not None

    name = new_name(proposal.draft, is_taken, proposal.published)
    names.add(name)
    return replace(proposal, match=None, new_name=name)


def _repeats(desk: Desk, drafted: Sequence[Proposal]) -> dict[int, Match]:
    """Return, by the index of the draft, the meeting for which the same report was recorded."""
    matches: dict[int, Match] = {}
    for index, proposal in enumerate(drafted):
        for meeting, position in log.recorded_as(desk.connection, report_of(proposal).fingerprint):
            if all(match.meeting != meeting for match in matches.values()):
                matches[index] = Match(meeting=meeting, score=1.0, because=f"recorded as @{position}")
                break
    return matches


# What is recorded of a draft


def would_begin_log(drafted: Iterable[Proposal], now: datetime) -> bool:
    """Return whether an empty log would record at least one of the drafts by itself."""
    return any(_is_recordable(proposal, now) for proposal in drafted if not proposal.draft.doubt)


def would_begin_log_edited(lines: Iterable[Line], now: datetime) -> bool:
    """Return whether an empty log would record at least one of the lines that a person has edited."""
    return any(line.new and not _is_refused(line, now) for line in lines)


def _is_recordable(proposal: Proposal, now: datetime) -> bool:
    try:
        return not _is_refused(line(proposal), now)
    except TrackerError:  # the log could not read the draft back
        return False


def _is_refused(entry: Line, now: datetime) -> bool:
    """Return whether the log would refuse the first report of a meeting."""
    try:
        refuse(entry.report, Meeting(meeting=entry.meeting), now)
    except TrackerError:
        return True
    return False


def record_drafts(
    desk: Desk, drafted: Iterable[Proposal], *, also_unsure: bool = False, dry_run: bool = False
) -> tuple[Recorded, ...]:
    """Record what an article says, in one transaction: an interruption leaves all of it or nothing.

    A draft that is not sure is left out unless `also_unsure` says that a person has looked at all of them; then a
    report that was retracted is recorded again, too. What the log refuses comes back with its error, and the others
    are recorded.
    """
    with desk.adding(dry_run=dry_run) as append:
        return record_drafts_in(desk, append, list(drafted), also_unsure=also_unsure)


def record_drafts_in(
    desk: Desk, append: Append, article: Sequence[Proposal], *, also_unsure: bool = False
) -> tuple[Recorded, ...]:
    """Record what an article says as `record_drafts` does, in an open append."""
    append.batch = None
    if sum(also_unsure or not proposal.draft.doubt for proposal in article) > 1:
        append.begin_batch()
    results = []
    for proposal in article:
        try:
            result = _record(desk, append, proposal, looked_at=also_unsure)
        except TrackerError as error:  # raised before anything of this report was added
            result = Recorded(proposal=proposal, error=error)
        results.append(result)
    if any(result.is_new for result in results):
        keep_text(desk, article[0].text)
    return tuple(results)


def _record(desk: Desk, append: Append, proposal: Proposal, *, looked_at: bool) -> Recorded:
    entry = line(proposal)
    repeat = None if looked_at else repeat_of(append, proposal)
    if repeat:
        return repeat
    if proposal.draft.doubt and not looked_at:
        return Recorded(proposal=proposal, left_out=proposal.draft.doubt)
    root = append.root(entry.meeting)
    if root is not None and looked_at and not append.is_live(root):
        entry = replace(entry, new=True)
    return Recorded(proposal=proposal, outcome=record_in(desk, append, entry))


def repeat_of(append: Append, proposal: Proposal) -> Recorded | None:
    """Return where the draft was recorded before, or None if it was not."""
    root = append.root(proposal.meeting)
    repeat = None if root is None else _repeat(append, root, report_of(proposal))
    if root is None or repeat is None:
        return None
    return Recorded(proposal=proposal, outcome=replace(repeat, status=append.state(root).status))


def _repeat(append: Append, root: str, report: Report) -> Outcome | None:
    """Return where the same report was recorded for the meeting, or the same article at the same stage.

    The reader's knowledge of people grows with the ledger, so it may read more out of an article the second time.
    """
    repeat = append.repeat_of(root, report)
    if repeat:
        position, was_retracted = repeat
        return Outcome(meeting=root, repeat_of=position, skipped=was_retracted)
    has_article = report.source.url or report.source.headline
    positions = _positions_of_article(append.events(root), report) if has_article else []
    if not positions:
        return None
    retracted = append.retracted(root)
    live = [position for position in positions if position not in retracted]
    return Outcome(meeting=root, repeat_of=(live or positions)[0], skipped=not live)


def _positions_of_article(events: list[Event], report: Report) -> list[int]:
    """Return the positions of the reports of the same article at the same stage."""
    article = _article_key(report)
    return [
        event.position
        for event in events
        if isinstance(event.body, Report) and event.type == report.stage and _article_key(event.body) == article
    ]


def _article_key(report: Report) -> tuple[str | None, ...]:
    """Return what identifies an article: its address, else its outlet and headline; and its printed day."""
    source = report.source
    if source.url:
        return source.url, report.published.day
    return source.outlet, source.headline, report.published.day


__all__ = [
    "Proposal",
    "Queued",
    "Recorded",
    "credited",
    "known_people",
    "line",
    "linked",
    "party",
    "proposals",
    "record_drafts",
    "record_drafts_in",
    "repeat_of",
    "report_of",
    "would_begin_log",
    "would_begin_log_edited",
]
