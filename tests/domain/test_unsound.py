"""Events that no command could have written count for nothing, and the meeting names them until they are retracted."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.test_soundness import CONFIRMED, row
from tests.given import MEETING, corrected, linked, log, merged, report, retracted
from tracker.domain.events import Event, NewerPayloadError, Retracted, Unsound
from tracker.domain.fold import fold
from tracker.domain.history import entries
from tracker.domain.meeting import Meeting
from tracker.domain.report import Attribution
from tracker.domain.row import Row
from tracker.domain.soundness import sound_event
from tracker.domain.stored_state import is_possible


def unsound(position: int, meeting: str = MEETING) -> Event:
    """Return an event of an unknown type."""
    return sound_event(row(CONFIRMED, position=position, version=position, meeting=meeting, type="rumoured"))


def test_the_content_of_an_unsound_row_is_a_reason() -> None:
    event = unsound(3)
    assert event.body == Unsound(reason="@3 is not a valid event: its type 'rumoured' is unknown")
    assert (event.position, event.meeting, event.published) == (3, "ahn-japan", None)


@pytest.mark.parametrize("column", Row._fields[1:9])
def test_bytes_in_any_column_are_unsound(column: str) -> None:
    event = sound_event(row(CONFIRMED, **{column: b"\xff"}))
    assert isinstance(event.body, Unsound) is (column != "fingerprint")


def test_an_event_of_a_newer_version_is_not_unsound() -> None:
    with pytest.raises(NewerPayloadError):
        sound_event(row(CONFIRMED, payload='{"v":3}'))


def test_a_meeting_stands_as_without_its_unsound_events_and_names_them() -> None:
    events = log(report("confirmed", "2026-01-20"))
    assert fold([*events, unsound(2)], MEETING) == replace(fold(events, MEETING), unsound=(2,))


def test_what_follows_an_unsound_event_is_still_the_last_about_the_meeting() -> None:
    first, _, last = log(*(report("confirmed", f"2026-01-2{day}") for day in range(3)))
    assert fold([first, unsound(2), last], MEETING).last_position == 3


def test_a_retraction_ends_the_mention() -> None:
    confirmed, retraction = log(report("confirmed", "2026-01-20"), retracted(9))
    assert isinstance(retraction.body, Retracted)
    assert fold([confirmed, unsound(9)], MEETING).unsound == (9,)
    assert fold([confirmed, retraction, unsound(9)], MEETING).unsound == ()


def test_an_unsound_event_of_a_merged_name_is_its_meetings() -> None:
    events = log(report("confirmed", "2026-01-20"), ("ahn-visit", report("noted", "2026-01-20")))
    (merge,) = log(("ahn-visit", merged(MEETING)))
    assert fold([*events, merge, unsound(5, "ahn-visit")], MEETING).unsound == (5,)
    assert fold([*events, unsound(5, "ahn-visit")], MEETING).unsound == ()


@pytest.mark.parametrize(
    "fields",
    [{"stage": "rumoured"}, {"claims": {"window": {"edtf": "2026-13"}}}, {"source": {"outlet": 5}}, {"x": 1}],
)
def test_a_correction_that_cannot_be_applied_is_left_out_and_named(fields: dict[str, object]) -> None:
    events = log(report("confirmed", "2026-01-20"), corrected(1, fields))
    meeting = fold(events, MEETING)
    assert (meeting.status, meeting.unsound) == ("confirmed", (2,))
    body = entries(events, MEETING)[1].event.body
    assert isinstance(body, Unsound)
    assert body.reason.startswith("@2 cannot correct @1: ")


@pytest.mark.parametrize("fields", [{"relation": 5}, {"meeting": 5}, {"meeting": "$(x)"}, {"relation": "cousin"}])
def test_a_correction_of_a_link_that_cannot_be_applied_is_left_out_too(fields: dict[str, object]) -> None:
    events = log(report("confirmed", "2026-01-20"), linked("part_of", "forum"), corrected(2, fields))
    meeting = fold(events, MEETING)
    assert ([link.meeting for link in meeting.links], meeting.unsound) == (["forum"], (3,))


def state_of_the_fold() -> Meeting:
    events = log(
        report("confirmed", "2026-01-20", said_by="official", words="the ministry", window="2026-03"),
        report("denied", "2026-01-21T10:00:00+09:00", outlet="NHK", window="2026-04"),
    )
    return fold(events, MEETING)


def with_voice(meeting: Meeting, **fields: Any) -> Meeting:
    """Return the meeting with another denial."""
    (voice,) = meeting.memory.denials
    return replace(meeting, memory=replace(meeting.memory, denials=(replace(voice, **fields),)))


def with_last(meeting: Meeting, text: str) -> Meeting:
    """Return the meeting with another time of its last report."""
    assert meeting.memory.last
    return replace(meeting, memory=replace(meeting.memory, last=replace(meeting.memory.last, text=text)))


def with_behind(meeting: Meeting, text: str) -> Meeting:
    """Return the meeting with another time of the report behind its status."""
    behind = meeting.memory.behind
    assert behind
    published = replace(behind.published, text=text)
    return replace(meeting, memory=replace(meeting.memory, behind=replace(behind, published=published)))


@pytest.mark.parametrize(
    ("change", "possible"),
    [
        (lambda state: state, True),
        (lambda state: replace(state, status=None, since=None), True),
        (lambda state: replace(state, status="rumoured"), False),
        (lambda state: replace(state, since="2026-02-30"), False),
        (lambda state: replace(state, memory=replace(state.memory, stood="held")), False),
        (lambda state: with_last(state, "soon"), False),
        (lambda state: with_last(state, "2026-01-21"), False),  # another time than the column has
        (lambda state: with_behind(state, "soon"), False),
        (lambda state: with_voice(state, stage="rumoured"), False),
        (lambda state: with_voice(state, position=0), False),
        (lambda state: with_voice(state, position=2**63 - 1), True),
        (lambda state: with_voice(state, position=2**63), False),
        (lambda state: with_voice(state, attribution=Attribution(class_="hearsay")), False),
        (lambda state: replace(state, attribution=Attribution(class_="hearsay")), False),
        (lambda state: replace(state, unsound=(-1,)), False),
        (lambda state: replace(state, gave={"status": 0}), False),
        (lambda state: without_why(state, "status"), False),
        (lambda state: without_why(state, "window"), False),
        (lambda state: without_why(state, "attribution"), False),
        (lambda state: without_why(state, "title"), True),
        (lambda state: without_why(replace(state, attribution=Attribution(class_="media")), "attribution"), True),
    ],
)
def test_a_state_is_possible_if_the_fold_can_have_given_it(
    change: Callable[[Meeting], Meeting], possible: bool
) -> None:
    assert is_possible(change(state_of_the_fold())) is possible


def without_why(meeting: Meeting, field: str) -> Meeting:
    """Return the meeting without the position behind a field."""
    return replace(meeting, why={name: position for name, position in meeting.why.items() if name != field})
