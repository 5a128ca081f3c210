"""The codes of a status in other standards, and the identifier of a meeting."""

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


def test_every_status_has_codes_and_so_has_none() -> None:
    assert {*STATUS_CODES} == {*STATUSES, None}


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_has_the_expected_codes(status: str) -> None:
    codes = status_codes(Meeting(meeting="ahn", status=status))
    assert (codes.iptc, codes.icalendar, codes.schema) == TABLE[status]


def test_codes_have_uris() -> None:
    confirmed = STATUS_CODES["confirmed"]
    assert confirmed.iptc_uri == "http://cv.iptc.org/newscodes/eventoccurstatus/eos5"
    assert confirmed.schema_uri == "https://schema.org/EventScheduled"
    assert (STATUS_CODES["denied"].iptc_uri, STATUS_CODES["denied"].schema_uri) == (None, None)


def test_a_uuid_depends_on_name_and_log_only() -> None:
    assert meeting_uuid("ab" * 32, "ahn-japan") == "513b751b-9834-5adf-88cd-0e307ce5f970"
    assert meeting_uuid("ab" * 32, "ahn-seoul") != meeting_uuid("ab" * 32, "ahn-japan")
    assert meeting_uuid("cd" * 32, "ahn-japan") != meeting_uuid("ab" * 32, "ahn-japan")
    assert meeting_uuid("", "ahn-japan")
