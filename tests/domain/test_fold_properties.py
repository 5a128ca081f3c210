"""What holds of every fold, whatever was logged."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.strategies import logs, moments, reports
from tests.given import MEETING, cut, linked, log, retracted
from tracker.domain.changes import FIELDS, changes
from tracker.domain.clocks import parse_published
from tracker.domain.evolve import evolved
from tracker.domain.fold import fold, story
from tracker.domain.history import entries
from tracker.domain.meeting import OWN_FLAGS, Meeting, Voice, own_flags
from tracker.domain.report import Report
from tracker.domain.selection import counted, order

BLANK = Meeting(meeting=MEETING)
# The fields that a state holds; the words of an attribution are part of it, and the flags are derived.
HELD = [field for field in FIELDS if field not in {"flags", "attributed_to"}]


def bare(state: Meeting) -> Meeting:
    """Return the state without its positions."""
    return renumbered(state, {})


def renumbered(state: Meeting, numbers: Mapping[int, int]) -> Meeting:
    """Return the state with other positions: those of the reports that they belong to, in whatever order they came."""

    def voices(heard: tuple[Voice, ...]) -> tuple[Voice, ...]:
        return tuple(replace(voice, position=numbers.get(voice.position, 0)) for voice in heard)

    return replace(
        state,
        last_position=0,
        why={field: numbers.get(position, 0) for field, position in state.why.items()},
        gave={field: numbers.get(position, 0) for field, position in state.gave.items()},
        memory=replace(state.memory, denials=voices(state.memory.denials), words=voices(state.memory.words)),
    )


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[Report], list[int | None], list[int]]:
    """Return reports of different moments, which of them each one denies, and an order in which they may arrive.

    A denial with a target arrives after that.
    """
    said_on = draw(st.lists(moments, min_size=1, max_size=8, unique_by=lambda text: parse_published(text).key))
    bodies = [draw(reports(published=st.just(day))) for day in said_on]
    targets: list[int | None] = []
    for number, report in enumerate(bodies):
        may_aim = report.stage == "denied" and number > 0
        targets.append(draw(st.none() | st.sampled_from(range(number))) if may_aim else None)
    permuted: list[int] = []
    for number in draw(st.permutations(range(len(bodies)))):
        _arrive(number, targets, permuted)
    return bodies, targets, permuted


def _arrive(number: int, targets: list[int | None], arrived: list[int]) -> None:
    """Add a report to those that have arrived, after the one that it denies."""
    if number in arrived:
        return
    target = targets[number]
    if target is not None:
        _arrive(target, targets, arrived)
    arrived.append(number)


@given(arrivals())
def test_reports_of_different_moments_give_one_state_in_whatever_order_they_arrive(
    arrived: tuple[list[Report], list[int | None], list[int]],
) -> None:
    bodies, targets, permuted = arrived
    states = []
    for arrival in (list(range(len(bodies))), permuted):
        place = {index: position for position, index in enumerate(arrival, start=1)}
        aimed = [None if target is None else place[target] for target in targets]
        state = fold(log(*(replace(bodies[index], target=aimed[index]) for index in arrival)), MEETING)
        states.append(renumbered(state, {position: index for index, position in place.items()}))
    assert states[0] == states[1]


@given(st.lists(reports(), max_size=8))
def test_the_fold_is_the_same_step_by_step(bodies: list[Report]) -> None:
    events = sorted(log(*bodies), key=order)
    state = BLANK
    for event in events:
        assert isinstance(event.body, Report)
        state = evolved(state, event.position, event.body)[0]
    assert state == fold(events, MEETING)


@given(arrivals(), st.data())
def test_a_report_that_comes_last_evolves_the_state_of_all_the_others(
    arrived: tuple[list[Report], list[int | None], list[int]], data: st.DataObject
) -> None:
    bodies, targets, _ = arrived
    aimed = [
        replace(report, target=None if target is None else target + 1)
        for report, target in zip(bodies, targets, strict=True)
    ]
    last = data.draw(reports(published=st.sampled_from(["2026-01-27", "2026-01-28T03:00+14:00"])))
    events = log(*aimed, last)
    others = fold(events[:-1], MEETING)
    assert evolved(others, len(events), last)[0] == fold(events, MEETING)


@given(logs())
def test_every_field_that_is_not_empty_names_an_event_of_the_log_and_no_other_field_does(bodies: list[Any]) -> None:
    events = log(*bodies)
    state = fold(events, MEETING)
    assert set(state.why) == {field for field in HELD if getattr(state, field)}
    assert {*state.why.values(), *state.gave.values()} <= {event.position for event in events}


@given(logs(), st.none() | moments)
def test_each_value_names_the_last_step_that_gave_it(bodies: list[Any], moment: str | None) -> None:
    result = story(log(*bodies), MEETING, cut(as_of=moment))
    gave: dict[str, int] = {}
    for step in result.steps:
        differing = {change.field for change in changes(step.before, step.after)}
        differing |= {*own_flags(step.before)} ^ {*own_flags(step.after)}
        gave |= dict.fromkeys(differing, step.event.position)
    by_reports = [field for field in (*FIELDS, *OWN_FLAGS) if field not in {"links", "aliases"}]
    assert {field: result.meeting.given_by(field) for field in by_reports} == {
        field: gave.get(field) for field in by_reports
    }


@given(logs())
def test_the_report_that_a_field_names_is_one_that_counts(bodies: list[Any]) -> None:
    result = story(log(*bodies), MEETING)
    counting = {event.position for event in result.counted.reports}
    behind = {position for field, position in result.meeting.why.items() if field not in {"links", "aliases"}}
    assert behind <= counting


@given(logs(), st.data())
def test_a_retraction_of_a_retraction_gives_back_the_state(bodies: list[Any], data: st.DataObject) -> None:
    before = fold(log(*bodies), MEETING)
    target = data.draw(st.sampled_from(range(1, len(bodies) + 1)))
    name = bodies[target - 1][0]
    both = [*bodies, (name, retracted(target)), (name, retracted(len(bodies) + 1))]
    assert replace(fold(log(*both), MEETING), last_position=0) == replace(before, last_position=0)


@given(logs(), st.data())
def test_a_retracted_event_is_as_if_it_had_not_been_recorded(bodies: list[Any], data: st.DataObject) -> None:
    aimed = {getattr(body[0] if isinstance(body, tuple) else body, "target", None) for _, body in bodies}
    free = [position for position in range(1, len(bodies) + 1) if position not in aimed]
    target = data.draw(st.sampled_from(free))
    events = log(*bodies, (bodies[target - 1][0], retracted(target)))
    without = [event for event in events if event.position not in {target, len(bodies) + 1}]
    assert replace(fold(events, MEETING), last_position=0) == replace(fold(without, MEETING), last_position=0)


@given(logs(), st.data())
def test_what_was_known_at_a_position_is_what_the_log_held_then(bodies: list[Any], data: st.DataObject) -> None:
    known = data.draw(st.integers(0, len(bodies)))
    events = log(*bodies)
    assert fold(events, MEETING, cut(known_at=known)) == fold(events[:known], MEETING)


@given(st.lists(reports(), max_size=8), moments)
def test_what_the_press_had_is_what_was_printed_by_then(bodies: list[Report], moment: str) -> None:
    events, asked = log(*bodies), cut(as_of=moment)
    assert asked.as_of
    printed = [event for event in events if event.published and asked.as_of.includes(event.published)]
    assert bare(fold(events, MEETING, asked)) == bare(fold(printed, MEETING))


@given(logs())
def test_the_events_may_be_handed_over_in_any_order(bodies: list[Any]) -> None:
    events = log(*bodies)
    assert fold(reversed(events), MEETING) == fold(events, MEETING)
    assert counted(reversed(events), MEETING) == counted(events, MEETING)


@given(logs())
def test_the_reports_are_counted_and_so_are_their_origins(bodies: list[Any]) -> None:
    result = story(log(*bodies), MEETING)
    origins = {step.event.body.origin for step in result.steps if isinstance(step.event.body, Report)}
    assert (result.meeting.reports, result.meeting.origins) == (len(result.counted.reports), tuple(sorted(origins)))


@given(logs(), st.none() | moments)
def test_the_steps_of_a_fold_join_up(bodies: list[Any], moment: str | None) -> None:
    steps = story(log(*bodies), MEETING, cut(as_of=moment)).steps
    assert [step.before for step in steps[1:]] == [step.after for step in steps[:-1]]
    assert [order(step.event) for step in steps] == sorted(order(step.event) for step in steps)


@given(logs())
def test_history_shows_each_event_of_the_meeting_once(bodies: list[Any]) -> None:
    events = log(*bodies)
    state = fold(events, MEETING)
    names = {state.meeting, *state.aliases}
    assert [entry.event for entry in entries(events, MEETING)] == [event for event in events if event.meeting in names]


@given(
    st.lists(reports() | reports(target=1), min_size=1, max_size=8), st.none() | moments, st.none() | st.integers(0, 8)
)
def test_a_meeting_counts_the_same_whether_or_not_another_is_linked_elsewhere(
    bodies: list[Report], moment: str | None, known_at: int | None
) -> None:
    at = cut(moment, known_at)
    alone = counted(log(*bodies), MEETING, at)
    beside = counted(log(*bodies, ("elsewhere", linked("part_of", "summit-2026"))), MEETING, at)
    if beside.links:
        beside = replace(beside, links=(), heard=beside.heard - {len(bodies) + 1})
    assert alone == beside
