"""The fold against a second writing of its rules, in histories that Hypothesis makes up."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.naive_fold import naive_fold
from tests.domain.strategies import DAYS, corrected_fields, days, reports
from tests.given import MEETING, corrected, cut, log, retracted
from tracker.domain.changes import values
from tracker.domain.fold import fold
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report

TODAY = date(2026, 1, 28)


def plainly(meeting: Meeting) -> dict[str, Any]:
    """Return a state in the words of the naive fold."""
    state = values(meeting, TODAY)
    del state["links"], state["aliases"]
    return state | {
        "window": meeting.window and meeting.window.edtf,
        "previous_windows": tuple(window.edtf for window in meeting.previous_windows),
        "reports": meeting.reports,
    }


@st.composite
def histories(draw: st.DrawFn) -> list[Any]:
    """Return reports of one meeting, many of them denials of one before, some corrected or retracted."""
    bodies: list[Any] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        kind = draw(st.sampled_from(["report"] * 6 + ["denial"] * 2 + ["retraction", "correction"]))
        earlier = [position for position, body in enumerate(bodies, start=1) if isinstance(body, Report)]
        if kind == "report" or not earlier:
            bodies.append(draw(reports()))
            continue
        target = draw(st.sampled_from(earlier))
        fault, since = draw(st.sampled_from([("desk", None), ("outlet", DAYS[5])]))
        if kind == "denial":
            bodies.append(draw(reports(target=target)))
        elif kind == "correction":
            bodies.append(corrected(target, draw(corrected_fields()), fault, since))
        else:
            bodies.append(retracted(draw(st.integers(1, number - 1)), fault, since))
    return bodies


@pytest.mark.slow
@settings(max_examples=150)
@given(histories(), st.none() | days, st.none() | st.integers(1, 12))
def test_the_fold_says_what_the_rules_say(bodies: list[Any], as_of: str | None, known_at: int | None) -> None:
    events = log(*bodies)
    state = fold(events, MEETING, cut(as_of, known_at))
    assert plainly(state) == naive_fold(events, as_of, known_at).state(TODAY)
