"""Where meetings stood at an earlier cut: the stored states of what has not changed since, and the fold of the rest."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.clock import FixedClock
from tests.domain.strategies import logs, moments, reports
from tests.given import cut
from tracker.domain.clocks import Cut, parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.fold import fold
from tracker.domain.meeting import Meeting
from tracker.ledger import past
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.folding import events_of
from tracker.ledger.maintenance import rebuild
from tracker.store import log

# Reports of meetings that have nothing to do with others.
apart = st.lists(st.tuples(st.sampled_from(["apart", "far-apart"]), reports()), max_size=4)


def add(desk: Desk, name: str, content: Any) -> None:
    """Add an event without asking `decide`, but for a circle of merges, which is no history."""
    body, day = content if isinstance(content, tuple) else (content, None)
    try:
        with desk.append() as append:
            if append.root(name) is None:
                append.start_meeting(name)
            append.add(name, body, parse_published(day) if day else None)
    except TrackerError:
        assume(condition=False)


def folded_one_by_one(desk: Desk, at: Cut) -> list[Meeting]:
    """Fold every name by itself, from all of its events."""
    names = log.used_names(desk.connection)
    meetings = [(name, fold(events_of(desk.connection, name), name, at)) for name in names]
    return [meeting for name, meeting in meetings if meeting.meeting == name and meeting.reports]


@pytest.mark.slow
@given(logs(), apart, st.none() | moments, st.none() | st.integers(1, 16))
def test_the_past_is_what_the_fold_of_every_event_gives(
    joined: list[Any], others: list[Any], as_of: str | None, known_at: int | None
) -> None:
    with open_desk(None, create=True, clock=FixedClock("2026-01-28T09:00:00+00:00"), recorder="desk") as desk:
        for name, content in [*joined, *others]:
            add(desk, name, content)
        rebuild(desk)  # not every history is one that commands could have written
        with desk.snapshot():
            at = cut(as_of, known_at)
            states = sorted(past.all_states(desk, at), key=lambda meeting: meeting.meeting)
            assert states == folded_one_by_one(desk, at)
