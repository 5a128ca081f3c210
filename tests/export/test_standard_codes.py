"""What a status is elsewhere."""

import pytest

from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import STATUSES
from tracker.export.standard_codes import STATUS_CODES, meeting_uuid, status_codes

TABLE = {
    "proposed": ("eos1", "TENTATIVE", None),
    "arranging": ("eos3", "TENTATIVE", None),
    "in_final_arrangement": ("eos4", "TENTATIVE", None),
    "confirmed": ("eos5", "CONFIRMED", "EventScheduled"),
    "held": ("eos5", "CONFIRMED", "EventScheduled"),
    "postponed": ("eos2", "TENTATIVE", "EventPostponed"),
    "cancelled": ("eos6", "CANCELLED", "EventCancelled"),
    "denied": (None, None, None),
}


def test_every_status_is_mapped_and_so_is_none() -> None:
    assert {*STATUS_CODES} == {*STATUSES, None}


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_what_the_field_takes_it_for(status: str) -> None:
    found = status_codes(Meeting(meeting="ahn", status=status))
    assert (found.iptc, found.icalendar, found.schema) == TABLE[status]


def test_codes_are_given_as_whole_addresses() -> None:
    confirmed = STATUS_CODES["confirmed"]
    assert confirmed.iptc_uri == "http://cv.iptc.org/newscodes/eventoccurstatus/eos5"
    assert confirmed.schema_uri == "https://schema.org/EventScheduled"
    assert (STATUS_CODES["denied"].iptc_uri, STATUS_CODES["denied"].schema_uri) == (None, None)


def test_an_identifier_is_of_the_name_and_of_the_log_and_never_changes() -> None:
    assert meeting_uuid("ab" * 32, "ahn-japan") == "513b751b-9834-5adf-88cd-0e307ce5f970"
    assert meeting_uuid("ab" * 32, "ahn-seoul") != meeting_uuid("ab" * 32, "ahn-japan")
    assert meeting_uuid("cd" * 32, "ahn-japan") != meeting_uuid("ab" * 32, "ahn-japan")
    assert meeting_uuid("", "ahn-japan")
