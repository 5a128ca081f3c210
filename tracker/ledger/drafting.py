"""Drafting: what an article was read to say, linked to the meetings of the ledger, and recorded."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import Published
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line, read_line
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Participant, Report, Source, report_json
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.recording import changed, enter
from tracker.ledger.result import Outcome
from tracker.ledger.writing import Writing, appending
from tracker.reading.draft import Draft, Reading
from tracker.reading.linking.likeness import tokens
from tracker.reading.linking.matching import GATHERINGS, Match, assigned
from tracker.reading.linking.naming import new_name, title_of
from tracker.store import projection

# How far the window of a meeting may lie from what is reported of it: see `tracker.reading.linking.timing`.
_NEAR: Final = timedelta(days=430)
# So much of a word finds its other spellings too: Zelensky, Zelenskyy.
_STEM: Final = 4
# The meetings of a person, the latest of all, that are asked for the office: it changes, and one may lack it.
_RECENT: Final = 3
_WORD: Final = re.compile(r"\w+")


class Proposal(Struct, frozen=True, kw_only=True):
    """A draft with the meeting of the ledger that it speaks of, or the name for a new one."""

    draft: Draft
    source: Source
    published: Published
    match: Match | None = None
    new_name: str | None = None

    @property
    def meeting(self) -> str:
        """The name under which it is to be recorded."""
        return self.match.meeting if self.match else self.new_name or ""


class Recorded(Struct, frozen=True, kw_only=True):
    """What came of one proposal: an outcome, or the error with which the log refused it, or why it was left out."""

    proposal: Proposal
    outcome: Outcome | None = None
    error: TrackerError | None = None
    left_out: str | None = None


# What the reader may know


def known_people(desk: Desk, text: str | None = None) -> dict[str, Participant]:
    """Return by folded name who is known under one country, with the office that the latest meetings give.

    With the `text` of an article, only those of whose names it has a word. Runs inside a transaction that reads.
    """
    words = None if text is None else {folded(word) for word in _WORD.findall(text)}
    meetings: dict[str, deque[str]] = {}
    countries: dict[str, set[str]] = {}
    for name, country, meeting in projection.people(desk.connection):
        if words is None or not words.isdisjoint(name.split()):
            meetings.setdefault(name, deque(maxlen=_RECENT)).append(meeting)
            countries.setdefault(name, set()).update([country] if country else [])
    sure = {name for name, codes in countries.items() if len(codes) < 2}
    states = [projection.present(desk.connection, one) for one in {one for name in sure for one in meetings[name]}]
    known: dict[str, Participant] = {}
    for state in sorted(states, key=lambda one: one.last_position):
        for person in state.participants:
            if (name := folded(person.name)) in sure:
                before = known.get(name, person)
                known[name] = replace(person, role=person.role or before.role, country=person.country or before.country)
    return known


# Where the drafts belong


def proposals(desk: Desk, reading: Reading, source: Source, published: Published) -> tuple[Proposal, ...]:
    """Return each draft of an article with its meeting; no two have the same one. Runs inside a transaction that reads.

    What was recorded before is found again by its fingerprint, whatever has become of the meeting since.
    """
    drafted = [Proposal(draft=draft, source=source, published=published) for draft in reading.drafts]
    repeats = _repeats(desk, drafted)
    gone = {match.meeting for match in repeats.values()}
    others = [place for place in range(len(drafted)) if place not in repeats]
    drafts = [reading.drafts[place] for place in others]
    candidates = [meeting for meeting in _candidates(desk, drafts, published) if meeting.meeting not in gone]
    matches = repeats | dict(zip(others, assigned(drafts, candidates, published=published), strict=True))
    names: set[str] = set()
    return tuple(_placed(desk, proposal, matches[place], names) for place, proposal in enumerate(drafted))


def _placed(desk: Desk, proposal: Proposal, match: Match | None, names: set[str]) -> Proposal:
    if match:
        return replace(proposal, match=match)

    def taken(name: str) -> bool:
        return name in names or projection.root_of(desk.connection, name) is not None

    name = new_name(proposal.draft, taken, proposal.published)
    names.add(name)
    return replace(proposal, new_name=name)


def _repeats(desk: Desk, drafted: Sequence[Proposal]) -> dict[int, Match]:
    """Return, by the place of the draft, the meeting for which the same report was recorded."""
    found: dict[int, Match] = {}
    for place, proposal in enumerate(drafted):
        for meeting, position in projection.recorded_as(desk.connection, report_of(proposal).fingerprint):
            if all(match.meeting != meeting for match in found.values()):
                found[place] = Match(meeting=meeting, score=1.0, because=f"recorded as @{position}")
                break
    return found


def _candidates(desk: Desk, drafts: Sequence[Draft], published: Published) -> list[Meeting]:
    """Return every meeting that one of the drafts may speak of."""
    claims = [draft.claims for draft in drafts]
    people = [person for one in claims for person in one.participants]
    trace = projection.Trace(
        days=_days(drafts, published.date),
        words=sorted({stem for one in people if one.name for stem in _stems(one.name)}),
        countries=sorted({one.country for one in people if one.country and not one.name}),
        offices=sorted({one.country for one in people if one.country and one.name}),
        # Of a forum, each article names other guests.
        hosts=sorted({one.host for one in claims if one.host and one.kind in GATHERINGS}),
    )
    return list(projection.near(desk.connection, trace))


def _stems(name: str) -> set[str]:
    """Return what of a name its other spellings hold too; of initials only if there is nothing else."""
    words = tokens(name)
    return {word[:_STEM] for word in words if len(word) > 1} or set(words)


def _days(drafts: Sequence[Draft], day: date) -> tuple[date, date]:
    windows = [window for draft in drafts for window in (draft.claims.window, draft.claims.original_window) if window]
    first = min([day, *(window.earliest for window in windows if window.earliest)])
    last = max([day, *(window.latest for window in windows if window.latest)])
    low = first - _NEAR if first - date.min > _NEAR else date.min
    return low, last + _NEAR if date.max - last > _NEAR else date.max


# What is recorded of a draft


def report_of(proposal: Proposal) -> Report:
    """Return the report that a draft is recorded as; a plan put off to an exact day or span is `rescheduled`."""
    draft = proposal.draft
    window = draft.claims.window
    moved = draft.stage == "postponed" and window is not None and window.exact
    participants = tuple(_party(person) for person in draft.claims.participants)
    evidence = draft.evidence.get("stage")
    return Report(
        stage="rescheduled" if moved else draft.stage,
        published=proposal.published,
        source=proposal.source,
        attribution=draft.attribution,
        claims=replace(draft.claims, participants=participants, title=title_of(draft)),
        quote=evidence.text if evidence else None,
    )


def line(proposal: Proposal) -> Line:
    """Return the line to record, read as an import line is, or refuse what the log could not read back."""
    data = {"meeting": proposal.meeting, "new": proposal.match is None, **report_json(report_of(proposal))}
    return read_line(data)


def record_drafts(
    desk: Desk,
    drafted: Iterable[Proposal],
    *,
    also_unsure: bool = False,
    dry_run: bool = False,
) -> tuple[Recorded, ...]:
    """Record what an article says, in one transaction: an interruption leaves all of it or nothing.

    A draft that is not sure is left out unless `also_unsure` says that a person has looked at all of them; then a
    report that was retracted is recorded again, which else stays out, as in an import. What the log refuses comes
    back with its error, and the others are recorded.
    """
    done = []
    with appending(desk, dry_run=dry_run) as writing:
        for proposal in drafted:
            try:
                done.append(_recorded(writing, proposal, looked_at=also_unsure, dry_run=dry_run))
            except TrackerError as error:
                # Raised before anything of this report was appended: `enter` decides first.
                done.append(Recorded(proposal=proposal, error=error))
    return tuple(done)


def _recorded(writing: Writing, proposal: Proposal, *, looked_at: bool, dry_run: bool) -> Recorded:
    entry = line(proposal)
    root = writing.meetings.root(entry.meeting)
    before = Meeting(meeting=entry.meeting) if root is None else writing.meetings.present(root)
    if not looked_at:
        if root is not None and (repeat := _repeat(writing, root, entry.report)):
            return Recorded(proposal=proposal, outcome=replace(repeat, status=before.status))
        if proposal.draft.doubt:
            return Recorded(proposal=proposal, left_out=proposal.draft.doubt)
    elif root is not None and not writing.meetings.is_live(root):
        entry = replace(entry, new=True)
    outcome = enter(writing, entry)
    if outcome.position is None:
        return Recorded(proposal=proposal, outcome=replace(outcome, status=before.status))
    told = changed(writing, before, outcome.position, dry_run=dry_run)
    last = before.memory.last
    late = last is not None and entry.report.published.key < last.key and not told.effect
    return Recorded(proposal=proposal, outcome=replace(told, late=late))


def _repeat(writing: Writing, root: str, report: Report) -> Outcome | None:
    """Return where the same report was recorded for the meeting, or the same article at the same stage.

    What the reader knows of people grows with the ledger, so a second reading may name an office that the first did
    not; the article still says it once.
    """
    known = writing.repeat_of(root, report)
    if known:
        return Outcome(meeting=root, repeat_of=known[0], skipped=known[1])
    article = _article(report)
    if not (report.source.url or report.source.headline):
        return None
    told = [
        event.position
        for event in events_of(writing.connection, root)
        if isinstance(event.body, Report) and event.type == report.stage and _article(event.body) == article
    ]
    gone = writing.meetings.retracted(root) if told else {}
    standing = [position for position in told if position not in gone]
    return Outcome(meeting=root, repeat_of=(standing or told)[0], skipped=not standing) if told else None


def _article(report: Report) -> tuple[str | None, ...]:
    source = report.source
    return source.outlet, source.url, source.headline, report.published.text


def _party(one: Participant) -> Participant:
    """Return a participant whom the log can hold: of a party that is a country alone, its government takes part."""
    if one.name or one.role:
        return one
    return replace(one, role="members" if len(one.country or "") > 2 else "government")


__all__ = [
    "Proposal",
    "Recorded",
    "known_people",
    "line",
    "proposals",
    "record_drafts",
    "report_of",
]
