"""A report is weighed before the head of a server's log is locked: whoever comes in between may not be overlooked."""

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from tests.clock import FixedClock
from tests.given import line
from tests.ledger.doing import AHN, SEOUL, begin, findings, retract, say, stands
from tests.postgres import PostgresServer
from tracker.domain.import_line import Line, read_line
from tracker.ledger import recording
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.recording import record
from tracker.ledger.writing import Writing
from tracker.store import log
from tracker.store.ahead import NEXT

FORUM = "forum"
Between = Callable[[], object]


class Let(Protocol):
    """What lets something happen in between, and returns the lines that were weighed."""

    def __call__(self, happen: Between, *, late: bool = True) -> list[Line]:
        """Arrange for it."""
        ...


class AtFirst(Protocol):
    """What lets something happen at the first call of a function, and returns what it was called with."""

    def __call__(self, owner: object, name: str, happen: Between, *, after: bool = False) -> list[object]:
        """Arrange for it."""
        ...


@pytest.fixture
def place(postgres: PostgresServer, migrated: str) -> Iterator[str]:
    """Return a log on a server, the only one that is read ahead."""
    url = postgres.create_database(template=migrated)
    yield url
    postgres.drop_database(url)


@pytest.fixture
def other(place: str, clock: FixedClock) -> Iterator[Desk]:
    """Return a second desk at the same log."""
    with open_desk(place, create=False, clock=clock, recorder="other") as desk:
        yield desk


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Let:
    """Return a function that lets something happen once, before the head is locked.

    By then it is asked whether the report is a repeat; with `late`, also whether its meeting is there.
    """

    def let(happen: Between, *, late: bool = True) -> list[Line]:
        weighed: list[Line] = []
        admitted = recording._admitted

        def interrupted(writing: Writing, line: Line) -> str:
            root = admitted(writing, line) if late else None
            weighed.append(line)
            if len(weighed) == 1:
                happen()
            return root or admitted(writing, line)

        monkeypatch.setattr(recording, "_admitted", interrupted)
        return weighed

    return let


@pytest.fixture
def at_first(monkeypatch: pytest.MonkeyPatch) -> AtFirst:
    """Return a function that lets something happen once, before or after the first call of a function."""

    def arrange(owner: object, name: str, happen: Between, *, after: bool = False) -> list[object]:
        real = getattr(owner, name)
        calls: list[object] = []

        def interrupted(*given: object) -> object:
            calls.append(given)
            first = len(calls) == 1
            if first and not after:
                happen()
            try:
                return real(*given)
            finally:
                if first and after:
                    happen()

        monkeypatch.setattr(owner, name, interrupted)
        return calls

    return arrange


def confirmed(meeting: str, outlet: str = "Kyodo", *, new: bool = False) -> Line:
    """Return a line that says that the plan is confirmed."""
    return read_line({"meeting": meeting, "new": new, **line("confirmed", "2026-01-20", outlet)})


def test_a_report_on_another_meeting_in_between_is_no_matter(desk: Desk, other: Desk, between: Let) -> None:
    begin(desk, AHN, SEOUL)
    weighed = between(lambda: says(other, SEOUL))
    assert record(desk, confirmed(AHN)).position == 4
    assert len(weighed) == 2  # the other's, and ours once
    assert findings(desk) == ()


def test_a_report_on_the_same_meeting_in_between_is_weighed_too(desk: Desk, other: Desk, between: Let) -> None:
    begin(desk, AHN)
    between(lambda: says(other, AHN))
    assert record(desk, confirmed(AHN)).position == 3
    assert stands(desk, AHN).reports == 3
    assert findings(desk) == ()


def test_the_same_report_in_between_is_a_repeat(desk: Desk, other: Desk, between: Let) -> None:
    begin(desk, AHN)
    between(lambda: record(other, confirmed(AHN)))
    done = record(desk, confirmed(AHN))
    assert (done.position, done.repeat_of) == (None, 2)


def test_a_meeting_that_another_begins_in_between_is_begun_once(desk: Desk, other: Desk, between: Let) -> None:
    begin(desk, SEOUL)
    between(lambda: record(other, confirmed(AHN, "NHK", new=True)))
    with pytest.raises(Exception, match="the meeting ahn-japan exists"):
        record(desk, confirmed(AHN, new=True))
    assert findings(desk) == ()


@pytest.mark.parametrize("late", [False, True])
def test_a_report_that_another_begins_the_meeting_with_is_a_repeat(
    desk: Desk, other: Desk, between: Let, late: bool
) -> None:
    begin(desk, SEOUL)
    between(lambda: record(other, confirmed(AHN, new=True)), late=late)
    done = record(desk, confirmed(AHN, new=True))
    assert (done.position, done.repeat_of) == (None, 2)


def test_a_meeting_that_another_begins_just_after_it_was_missed_is_found(
    desk: Desk, other: Desk, at_first: AtFirst
) -> None:
    begin(desk, SEOUL)
    asked = at_first(Writing, "find", lambda: begin(other, AHN))
    assert record(desk, confirmed(AHN)).position == 3
    assert len(asked) == 2


@pytest.mark.parametrize("mend", ["retract", "merge", "link"])
def test_a_mending_in_between_is_weighed_wherever_it_is(desk: Desk, other: Desk, between: Let, mend: str) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    between(
        {
            "retract": lambda: retract(other, 1),
            "merge": lambda: recording.merge(other, AHN, SEOUL),
            "link": lambda: recording.link(other, SEOUL, "part_of", FORUM),
        }[mend]
    )
    if mend == "retract":
        with pytest.raises(Exception, match="no report on ahn-japan counts any more"):
            record(desk, confirmed(AHN))
    else:
        assert record(desk, confirmed(AHN)).meeting == (SEOUL if mend == "merge" else AHN)
    assert findings(desk) == ()


@pytest.mark.parametrize("stand_in", [str(NEXT), f" {NEXT} "])
def test_a_text_that_holds_the_number_of_an_unknown_place_stays_as_it_is(desk: Desk, stand_in: str) -> None:
    begin(desk, AHN)
    say(desk, "confirmed", "2026-01-20", title=stand_in)
    say(desk, "noted", "2026-01-21")
    assert stands(desk, AHN).title == stand_in.strip()
    assert stands(desk, AHN).last_position == 3
    assert findings(desk) == ()


@pytest.mark.parametrize("outlet", ["９００７１９９２５４７４０９９１", "9007\u0301199254740991", "⁹⁰⁰⁷¹⁹⁹²⁵⁴⁷⁴⁰⁹⁹¹"])
def test_an_outlet_that_folds_to_the_number_of_an_unknown_place_stays_as_it_is(desk: Desk, outlet: str) -> None:
    begin(desk, AHN)
    record(desk, confirmed(AHN, outlet))
    assert str(NEXT) in stands(desk, AHN).origins
    assert findings(desk) == ()


def test_a_repeat_is_told_only_while_it_is_one(desk: Desk, other: Desk, at_first: AtFirst) -> None:
    begin(desk, AHN, SEOUL)
    record(desk, confirmed(SEOUL))
    recording.merge(desk, SEOUL, AHN)
    retract(desk, 3)
    # The merge, by which the retracted report was one of the other meeting.
    at_first(log, "repeats", lambda: retract(other, 4), after=True)
    assert record(desk, confirmed(AHN)).position == 7
    assert findings(desk) == ()


def test_a_beginning_that_comes_to_mean_two_meetings_is_refused(desk: Desk, other: Desk, at_first: AtFirst) -> None:
    begin(desk, AHN)
    at_first(Writing, "find", lambda: begin(other, "ahn-korea"), after=True)
    with pytest.raises(Exception, match="'ahn' could be ahn-japan or ahn-korea"):
        record(desk, confirmed("ahn"))


def test_an_older_report_is_weighed_with_all_the_others(desk: Desk) -> None:
    begin(desk, AHN, day="2026-01-20")
    assert say(desk, "in_final_arrangement", "2026-01-12").position == 2
    assert stands(desk, AHN).status == "confirmed"
    assert findings(desk) == ()


def says(desk: Desk, meeting: str) -> None:
    """Let the other desk record a report."""
    say(desk, "noted", "2026-01-19", meeting, outlet="NHK")
