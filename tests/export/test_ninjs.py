"""ninjs: event items that are valid and say how certain the plan is."""

from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.domain.strategies import logs
from tests.export.hostile import STEERING, TEXTS, exported_of
from tests.export.ninjs_rules import ITEM
from tests.given import MEETING, linked, log, report
from tracker.domain.exported_meeting import exported_meeting
from tracker.domain.report import Json
from tracker.export.ninjs import items
from tracker.export.standard_codes import meeting_uuid

LOG = "ab" * 32
RULES = Draft202012Validator(ITEM)


def item(*bodies: Any) -> Json:
    """Return the item of one meeting, after a check against the rules."""
    (result,) = items([exported_meeting(log(*bodies), MEETING)], LOG)
    RULES.validate(result)
    return result


def test_a_meeting_is_an_event_item() -> None:
    first_report = report(
        *("in_final_arrangement", "2026-01-21", "NationPress", "sources"),
        via=["Yonhap"],
        words="government sources",
        title="Ahn Gyu-back visits Japan",
        window="[2026-01-26..2026-02-01]",
        kind="visit",
        host="JP",
        place="Yokosuka?",
        url="https://np.example/1",
        headline="Ahn to visit Japan",
        language="en",
        participants=["Ahn Gyu-back, defence minister, KR", ", chief of staff, JP"],
    )
    event_item = item(first_report, linked("part_of", "dialogue"))
    description = event_item.pop("descriptions")
    assert description[0]["value"].startswith("In final arrangement since 21 Jan 2026, according to unnamed sources")
    assert event_item == {
        "standard": {
            "name": "ninjs",
            "version": "3.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
        },
        "uri": f"urn:uuid:{meeting_uuid(LOG, MEETING)}",
        "type": "event",
        "representationType": "full",
        "version": "2",
        "firstCreated": "2026-01-22T09:00:00Z",
        "versionCreated": "2026-01-22T09:00:00Z",
        "pubStatus": "usable",
        "language": "en",
        "title": "Ahn Gyu-back visits Japan",
        "headlines": [
            {
                "contentType": "text/plain",
                "value": "Ahn Gyu-back visits Japan (in final arrangement, some day 26 Jan – 1 Feb 2026)",
            }
        ],
        "edNote": 'In final arrangement since 21 Jan 2026, according to unnamed sources ("government sources").'
        " The day is uncertain: some day 26 Jan – 1 Feb 2026.",
        "eventDetails": {
            "eventStatus": "http://cv.iptc.org/newscodes/eventoccurstatus/eos4",
            "dates": {"expectedStartDate": "2026-01-26", "expectedEndDate": "2026-02-01"},
        },
        "people": [
            {
                "name": "Ahn Gyu-back",
                "rel": "defence minister",
                "contactInfo": [{"type": "office", "address": {"country": "KR"}}],
            },
            {"name": "chief of staff", "contactInfo": [{"type": "office", "address": {"country": "JP"}}]},
        ],
        "places": [
            {
                "name": "Yokosuka",
                "rel": "candidate",
                "contactInfo": [{"type": "physical", "address": {"country": "JP"}}],
            }
        ],
        "subjects": [{"name": "visit", "rel": "kind", "literal": "visit"}],
        "events": [{"name": "dialogue", "rel": "part_of", "uri": f"urn:uuid:{meeting_uuid(LOG, 'dialogue')}"}],
        "infoSources": [{"name": "NationPress", "role": "distributor"}, {"name": "Yonhap", "role": "origin"}],
        "associations": [
            {
                "name": "Ahn to visit Japan",
                "rel": "in final arrangement",
                "uri": "https://np.example/1",
                "type": "text",
                "representationType": "partial",
                "language": "en",
                "headlines": [{"contentType": "text/plain", "value": "Ahn to visit Japan"}],
                "by": "NationPress",
            }
        ],
        "altIds": [{"role": "tracker", "value": MEETING}],
    }


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("2026-01-30", {"expectedStartDate": "2026-01-30", "expectedEndDate": "2026-01-30"}),
        ("2026-02", {"expectedStartDate": "2026-02", "expectedEndDate": "2026-02"}),
        ("2026~", {"expectedStartDate": "2026", "expectedEndDate": "2026"}),
        ("2026-21", {"expectedStartDate": "2026-03-01", "expectedEndDate": "2026-05-31"}),
        ("[2026-02..]", {"expectedStartDate": "2026-02-01"}),
        ("[..2026-12-31]", {"expectedEndDate": "2026-12-31"}),
    ],
)
def test_dates_are_as_exact_as_the_window(edtf: str, dates: Json) -> None:
    assert item(report("confirmed", "2026-01-22", window=edtf))["eventDetails"]["dates"] == dates


def test_an_item_without_a_window_has_no_dates_and_a_note() -> None:
    event_item = item(report("confirmed", "2026-01-22"))
    assert "dates" not in event_item["eventDetails"]
    assert event_item["edNote"].endswith("No day is known.")


def test_the_item_of_a_cancelled_meeting_stays_usable() -> None:
    event_item = item(report("cancelled", "2026-01-22", title="Ahn visits Japan"))
    assert (event_item["pubStatus"], event_item["headlines"][0]["value"]) == ("usable", "CANCELLED: Ahn visits Japan")
    assert event_item["eventDetails"] == {"eventStatus": "http://cv.iptc.org/newscodes/eventoccurstatus/eos6"}


@pytest.mark.parametrize(("stage", "code"), [("proposed", "eos1"), ("confirmed", "eos3")])
def test_the_item_of_a_plan_in_doubt_says_that_it_may_occur_at_most(stage: str, code: str) -> None:
    details = item(report(stage, "2026-01-21"), report("noted", "2026-01-23", in_doubt=True))["eventDetails"]
    assert details["eventStatus"] == f"http://cv.iptc.org/newscodes/eventoccurstatus/{code}"


def test_a_denied_meeting_has_no_iptc_status_but_a_headline() -> None:
    event_item = item(report("denied", "2026-01-22", title="Ahn visits Japan"))
    assert "eventDetails" not in event_item
    assert event_item["headlines"][0]["value"] == "DENIED: Ahn visits Japan"


@pytest.mark.slow
@given(logs())
def test_the_item_of_any_log_is_valid(bodies: list[Any]) -> None:
    RULES.validate(next(items([exported_meeting(log(*bodies), MEETING)], LOG)))


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_inert(text: str) -> None:
    (event_item,) = items([exported_of(text)], LOG)
    RULES.validate(event_item)
    texts = list(strings(event_item))
    assert len(texts) > 20
    assert [string for string in texts if STEERING.search(string)] == []
    assert "associations" not in event_item


def strings(value: Any) -> list[str]:
    """Return every text in a JSON value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    return [text for item in value for text in strings(item)] if isinstance(value, list) else []
