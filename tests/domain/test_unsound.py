"""Events that no command could have written count for nothing, and the meeting names them until they are retracted."""

import pytest
from msgspec.structs import replace

from tests.domain.test_soundness import CONFIRMED, row
from tests.given import MEETING, corrected, linked, log, merged, report, retracted
from tracker.domain.events import Event, NewerPayloadError, Retracted, Unsound
from tracker.domain.fold import fold
from tracker.domain.history import entries
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


def test_a_state_of_the_fold_is_possible() -> None:
    events = log(
        report("confirmed", "2026-01-20", said_by="official", words="the ministry", window="2026-03"),
        report("denied", "2026-01-21T10:00:00+09:00", outlet="NHK", window="2026-04"),
    )
    assert is_possible(fold(events, MEETING))
