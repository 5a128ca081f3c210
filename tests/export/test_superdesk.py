"""Superdesk's events: what its parser reads, how certain each event is, and its days."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from tests.domain.strategies import logs
from tests.export.hostile import STEERING, TEXTS, exported_of
from tests.export.test_ninjs import strings
from tests.given import MEETING, log, report
from tracker.domain.exported_meeting import exported_meeting
from tracker.domain.report import Json
from tracker.export.standard_codes import meeting_uuid
from tracker.export.superdesk import LeftOut, events

LOG = "ab" * 32
_TIME = "%Y-%m-%dT%H:%M:%S+0000"


def parsed(event: Json) -> Json:
    """Read an event as Superdesk's parser does: it needs type, guid, dates and contacts, and a code for each status."""
    assert event["type"] == "event"
    assert event["guid"]
    assert [contact["_id"] for contact in event["event_contact_info"]] == []
    assert event.get("occur_status", {"qcode": "eocstat:eos5"})["qcode"].startswith("eocstat:eos")
    assert all(location["name"] and "qcode" not in location for location in event.get("location", []))
    start, end = (datetime.strptime(event["dates"][side], _TIME) for side in ("start", "end"))  # noqa: DTZ007 - UTC
    assert start < end
    return event


def event_of(*bodies: Any) -> Json:
    """Return the event of one meeting."""
    ((name, event),) = events([exported_meeting(log(*bodies), MEETING)], LOG, LeftOut())
    assert name == f"{meeting_uuid(LOG, MEETING)}.json"
    return parsed(event)


def test_a_meeting_is_an_event_with_its_days_places_and_addresses() -> None:
    said = report(
        *("in_final_arrangement", "2026-01-21", "NationPress", "sources"),
        window="[2026-01-26..2026-02-01]",
        host="JP",
        place="Yokosuka?",
        url="https://np.example/1",
        title="Ahn Gyu-back visits Japan",
    )
    event = event_of(said, report("noted", "2026-01-22", url="javascript:alert(1)"))
    assert event["dates"] == {
        "start": "2026-01-26T00:00:00+0000",
        "end": "2026-02-01T23:59:59+0000",
        "tz": "UTC",
        "all_day": True,
    }
    assert event["location"] == [{"name": "Yokosuka", "address": {"country": "JP"}}]
    assert event["links"] == ["https://np.example/1"]
    assert event["name"] == "Ahn Gyu-back visits Japan (in final arrangement, some day 26 Jan – 1 Feb 2026)"
    assert event["ednote"] == "The day is uncertain: some day 26 Jan – 1 Feb 2026."


@pytest.mark.parametrize(
    ("stage", "qcode"),
    [
        ("proposed", "eocstat:eos1"),
        ("arranging", "eocstat:eos3"),
        ("in_final_arrangement", "eocstat:eos4"),
        ("confirmed", "eocstat:eos5"),
        ("cancelled", "eocstat:eos6"),
    ],
)
def test_the_occurrence_status_says_how_certain_the_plan_is(stage: str, qcode: str) -> None:
    event = event_of(report(stage, "2026-01-21", window="2026-01-30"))
    assert (event["occur_status"]["qcode"], event["pubstatus"]) == (qcode, "usable")


def test_a_postponed_plan_stays_on_the_days_that_it_gave_up_as_highly_uncertain() -> None:
    event = event_of(
        report("confirmed", "2026-01-21", window="2026-01-30"), report("postponed", "2026-01-23", said_by="official")
    )
    assert event["dates"]["start"] == "2026-01-30T00:00:00+0000"
    assert event["occur_status"]["qcode"] == "eocstat:eos2"


def test_a_meeting_without_days_is_left_out_and_counted() -> None:
    left_out = LeftOut()
    assert list(events([exported_meeting(log(report("proposed", "2026-01-21")), MEETING)], LOG, left_out)) == []
    assert left_out.dayless == 1


@given(logs())
def test_any_meeting_with_days_gives_an_event_that_the_parser_reads(bodies: list[Any]) -> None:
    for _, event in events([exported_meeting(log(*bodies), MEETING)], LOG, LeftOut()):
        parsed(event)


def test_hostile_text_is_inert() -> None:
    for text in TEXTS:
        ((_, event),) = events([exported_of(text)], LOG, LeftOut())
        assert [string for string in strings(event) if STEERING.search(string)] == []
        assert "links" not in event
