"""Asking: where meetings stand, which are expected, and which are overdue."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.errors import TrackerError
from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.meeting import Cited, Meeting, is_without_news, overdue, with_parents_off
from tracker.domain.names import folded, is_called
from tracker.domain.report import Report
from tracker.domain.soundness import sound_event
from tracker.domain.vocabulary import OVER, STATUSES
from tracker.ledger.desk import Desk
from tracker.ledger.lookup import find
from tracker.ledger.question import Question
from tracker.store import log, projection, spellings
from tracker.store.projection import NO_STATUS, SearchCriteria

_FIRST_DAYS = timedelta(days=13)
_BATCH = 500  # meetings read at a time
_NOT_EXPECTED = ("cancelled", "denied")


class Filter(Struct, frozen=True, kw_only=True):
    """Which meetings a question is about. By default, meetings that are over are left out.

    `spellings` are the folded names of the people who have that name or another spelling of it.
    """

    status: str | None = None
    country: str | None = None
    person: str | None = None
    spellings: frozenset[str] = frozenset()
    everything: bool = False

    @property
    def without(self) -> tuple[str, ...]:
        """The statuses left out."""
        return () if self.status or self.country or self.person or self.everything else OVER

    def admits(self, meeting: Meeting) -> bool:
        """Return whether the question is about this meeting. A country is the host or a participant's."""
        return (
            meeting.status not in self.without
            and (self.status is None or meeting.status == self.status)
            and (self.country is None or self.country in _countries(meeting))
            and (self.person is None or any(self._is_meant(person.name) for person in meeting.participants))
        )

    def _is_meant(self, name: str) -> bool:
        return self.person is None or is_called(name, self.person) or folded(name) in self.spellings


def status(desk: Desk, name: str, asked: Question) -> Meeting:
    """Return where one meeting stands, by its name, an alias, or the unique beginning of one."""
    if _is_present(desk, asked):
        meeting = projection.standing(desk.connection, name.lower(), desk.fold)
        if meeting is not None and meeting.reports:
            return with_reasons(desk, meeting, asked)
    name = find(desk.connection, name)
    meeting = with_reasons(desk, standing(desk, name, asked), asked)
    if meeting.reports == 0:
        from tracker.ledger import past  # noqa: PLC0415 - the present needs no fold

        raise past.not_known(desk.connection, name, asked)
    return meeting


def statuses(desk: Desk, wanted: Filter, asked: Question) -> list[Meeting]:
    """Return where meetings stand, by name."""
    wanted = with_spellings(desk, wanted)
    found = _matching(desk, wanted) if _is_present(desk, asked) else _past(desk, asked)
    admitted = with_all_reasons(desk, filter(wanted.admits, found), asked)
    return sorted(admitted, key=lambda meeting: meeting.meeting)


def agenda_period(first: date | None, last: date | None, asked: Question) -> tuple[date, date]:
    """Return the days of an agenda: the day asked about where FROM is missing, 13 days later where TO is."""
    first = first or asked.day
    last = last or _later(first, _FIRST_DAYS)
    if last < first:
        raise TrackerError.unparsable(f"{last} comes before {first}", f"Write: tracker agenda {last} {first}")
    return first, last


def names_of(desk: Desk, names: Sequence[str], asked: Question) -> list[str]:
    """Return the names of the meetings that are named, each once; without names, of all that have a report, by name."""
    if names:
        return list(dict.fromkeys(status(desk, name, asked).meeting for name in names))
    if _is_present(desk, asked):
        return projection.names_with_report(desk.connection)
    return sorted(meeting.meeting for meeting in _past(desk, asked))


def each(desk: Desk, names: Sequence[str], asked: Question) -> Iterator[Meeting]:
    """Yield where meetings stand, given their names in the order of `names_of`, some at a time."""
    remaining = iter(names)
    while batch := list(islice(remaining, _BATCH)):
        if _is_present(desk, asked):
            stored = projection.standing_all(desk.connection, batch, desk.fold)
            by_name = {meeting.meeting: meeting for meeting in stored}
            found = [by_name.get(name) or standing(desk, name, asked) for name in batch]
        else:
            found = [standing(desk, name, asked) for name in batch]
        yield from with_all_reasons(desk, found, asked)


def agenda(desk: Desk, first: date | None, last: date | None, asked: Question, *, everything: bool) -> list[Meeting]:
    """Return the meetings whose window overlaps the days given, by (earliest, latest, name).

    By default these are fourteen days from the day asked about. Unless `everything` is set, plans that are cancelled
    or denied are left out; if it is, postponed plans without a date are on the days that they gave up.
    """
    first, last = agenda_period(first, last, asked)
    found = list(_on_days(desk, first, last, asked))
    if everything:
        found += _put_off_from(desk, first, last, asked)
    expected = (meeting for meeting in found if everything or meeting.status not in _NOT_EXPECTED)
    return _by_window(with_all_reasons(desk, expected, asked))


def _on_days(desk: Desk, first: date, last: date, asked: Question) -> Iterator[Meeting]:
    """Yield the meetings whose window overlaps the days."""
    if _is_present(desk, asked):
        found: Iterable[Meeting] = projection.overlapping(desk.connection, first, last, desk.fold)
    else:
        found = _past(desk, asked)
    for meeting in found:
        if meeting.window and meeting.window.overlaps_days(first, last):
            yield meeting


def _put_off_from(desk: Desk, first: date, last: date, asked: Question) -> Iterator[Meeting]:
    """Yield the postponed meetings without a window that gave up a day of those from `first` to `last`."""
    if _is_present(desk, asked):
        found: Iterable[Meeting] = projection.with_statuses(desk.connection, ["postponed"], desk.fold)
    else:
        found = _past(desk, asked)
    for meeting in found:
        given_up = meeting.calendar_window
        is_put_off = meeting.status == "postponed" and meeting.window is None
        if is_put_off and given_up and given_up.overlaps_days(first, last):
            yield meeting


def gone_quiet(desk: Desk, asked: Question) -> list[Meeting]:
    """Return the meetings that are overdue for an outcome, by (earliest, latest, name)."""
    if _is_present(desk, asked):
        ended: Iterable[Meeting] = projection.ended_before(desk.connection, asked.day, desk.fold)
    else:
        ended = _past(desk, asked)
    quiet = (meeting for meeting in ended if overdue(meeting, asked.day))
    return _by_window(with_all_reasons(desk, quiet, asked))


def without_news(desk: Desk, days: int, asked: Question) -> list[Meeting]:
    """Return the plans on which nothing was published for that many days, by (earliest, latest, name)."""
    plans = statuses(desk, Filter(), asked)
    return _by_window(plan for plan in plans if is_without_news(plan, days, asked.day))


def with_parents(desk: Desk, meeting: Meeting, asked: Question) -> Meeting:
    """Fill in which meetings a plan is part of are off, asked at the same clocks: the flag `parent_off` needs it."""
    (filled,) = with_all_parents(desk, [meeting], asked)
    return filled


def with_all_parents(desk: Desk, meetings: Iterable[Meeting], asked: Question) -> Iterator[Meeting]:
    """Fill in the same for each of several meetings; each parent is looked up once."""
    parent = cache(lambda name: standing(desk, name, asked))
    for meeting in list(meetings):  # a stream ends before the next question is asked
        yield with_parents_off(meeting, parent)


def with_reasons(desk: Desk, meeting: Meeting, asked: Question) -> Meeting:
    """Fill in what the flags of a meeting rest on: the meetings that it is part of, and the reports."""
    (filled,) = with_all_reasons(desk, [meeting], asked)
    return filled


def with_all_reasons(desk: Desk, meetings: Iterable[Meeting], asked: Question) -> Iterator[Meeting]:
    """Fill in the same for each of several meetings."""
    for meeting in with_all_parents(desk, meetings, asked):
        cited = {}
        for reason in flag_reasons(meeting):
            row = log.row_at(desk.connection, reason.position)
            report = sound_event(row).body if row else None
            if isinstance(report, Report):
                cited[reason.position] = Cited(outlet=report.source.outlet, attribution=report.attribution)
        yield replace(meeting, cited=cited) if cited else meeting


def standing(desk: Desk, name: str, asked: Question) -> Meeting:
    """Return where the meeting of that name stands; blank if nothing was reported yet."""
    if _is_present(desk, asked):
        return projection.standing(desk.connection, name, desk.fold) or Meeting(meeting=name)
    from tracker.ledger import past  # noqa: PLC0415 - the present needs no fold

    return past.state_of(desk.connection, name, asked.cut)


def with_spellings(desk: Desk, wanted: Filter) -> Filter:
    """Return the filter with every spelling of the person that it names."""
    if not wanted.person:
        return wanted
    person = wanted.person
    named = spellings.read(desk.connection).names_of(lambda name: is_called(name, person))
    recorded = (name for name in projection.names_of_people(desk.connection) if is_called(name, person))
    return replace(wanted, spellings=named.union(recorded))


def _matching(desk: Desk, wanted: Filter) -> Iterable[Meeting]:
    """Return at least the meetings that the filter admits."""
    if wanted.person:
        longest = max(folded(wanted.person).split(), key=len, default="")
        otherwise = [name for name in wanted.spellings if longest not in name]
        return projection.matching(desk.connection, SearchCriteria(words=[longest, *otherwise]), desk.fold)
    if wanted.country:
        return projection.with_country(desk.connection, wanted.country, desk.fold)
    if wanted.status:
        return projection.with_statuses(desk.connection, [wanted.status], desk.fold)
    statuses = [status for status in STATUSES if status not in wanted.without]
    return projection.with_statuses(desk.connection, [*statuses, NO_STATUS], desk.fold)


def _past(desk: Desk, asked: Question) -> Iterable[Meeting]:
    from tracker.ledger import past  # noqa: PLC0415 - the present needs no fold

    return past.all_states(desk, asked.cut)


def _is_present(desk: Desk, asked: Question) -> bool:
    """Whether the projection answers: the question is about now, and this program's fold has made it."""
    return asked.is_now and desk.has_projection


def _countries(meeting: Meeting) -> set[str | None]:
    return {meeting.host, *(person.country for person in meeting.participants)}


def _later(day: date, by: timedelta) -> date:
    return day + by if day <= date.max - by else date.max


def _by_window(meetings: Iterable[Meeting]) -> list[Meeting]:
    def key(meeting: Meeting) -> tuple[date, date, str]:
        window = meeting.calendar_window
        return (
            (window and window.earliest) or date.min,
            (window and window.latest) or date.max,
            meeting.meeting,
        )

    return sorted(meetings, key=key)
