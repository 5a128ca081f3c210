"""The state of a meeting as the projection keeps it."""

from typing import Any

import pytest
from hypothesis import given

from tests.domain.strategies import logs
from tests.given import MEETING, linked, log, report, stands
from tracker.domain.fold import fold
from tracker.domain.meeting import Meeting
from tracker.store import projection
from tracker.store.projection import dump


def load(state: str, name: str = MEETING) -> Meeting:
    """Return the state of a meeting that a text holds."""
    meeting = projection.load(name, state)
    assert meeting is not None
    return meeting


@pytest.mark.slow
@given(logs())
def test_any_state_is_read_back_as_it_was_written(said: list[Any]) -> None:
    state = fold(log(*said), MEETING)
    assert load(dump(state), state.meeting) == state
    assert dump(load(dump(state), state.meeting)) == dump(state)


def test_a_blank_state_is_read_back() -> None:
    assert load(dump(Meeting(meeting="ahn-japan"))) == Meeting(meeting="ahn-japan")


def test_the_words_beside_a_window_and_the_day_behind_the_status_are_read_back() -> None:
    said = report("postponed", "2026-01-20T17:00+09:00", said_by="official", words="the ministry", window="2026-03")
    state = load(dump(stands(said, linked("part_of", "summit-2026"))))
    assert state.attribution
    assert state.memory.behind
    assert (state.attribution.words, state.memory.behind.published.text) == ("the ministry", "2026-01-20T17:00+09:00")


def test_equal_states_give_equal_text() -> None:
    one, other = (stands(report("cancelled", "2026-01-20", said_by="official", reason="weather")) for _ in range(2))
    assert one is not other
    assert dump(one) == dump(other)
