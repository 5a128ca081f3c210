"""ninjs: event items that keep to its rules, and say how certain the plan is."""

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


def item(*said: Any) -> Json:
    """Return the item of one meeting, which keeps to the rules."""
    (found,) = items([exported_meeting(log(*said), MEETING)], LOG)
    RULES.validate(found)
    return found


def test_a_meeting_is_an_event_item() -> None:
    told = report(
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
    found = item(told, linked("part_of", "dialogue"))
    description = found.pop("descriptions")
    assert description[0]["value"].startswith("In final arrangement since 21 Jan 2026, according to unnamed sources")
    assert found == {
        "standard": {
            "name": "ninjs",
            "version": "3.0",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#",
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
def test_a_day_is_given_as_far_as_it_is_known(edtf: str, dates: Json) -> None:
    assert item(report("confirmed", "2026-01-22", window=edtf))["eventDetails"]["dates"] == dates


def test_without_a_window_there_are_no_dates_and_the_note_says_so() -> None:
    found = item(report("confirmed", "2026-01-22"))
    assert "dates" not in found["eventDetails"]
    assert found["edNote"].endswith("No day is known.")


def test_a_cancelled_meeting_is_news_that_may_be_used() -> None:
    found = item(report("cancelled", "2026-01-22", title="Ahn visits Japan"))
    assert (found["pubStatus"], found["headlines"][0]["value"]) == ("usable", "CANCELLED: Ahn visits Japan")
    assert found["eventDetails"] == {"eventStatus": "http://cv.iptc.org/newscodes/eventoccurstatus/eos6"}


def test_a_denied_one_has_no_status_of_the_iptc_and_says_so_in_words() -> None:
    found = item(report("denied", "2026-01-22", title="Ahn visits Japan"))
    assert "eventDetails" not in found
    assert found["headlines"][0]["value"] == "DENIED: Ahn visits Japan"


@pytest.mark.slow
@given(logs())
def test_whatever_was_logged_keeps_to_the_rules(said: list[Any]) -> None:
    RULES.validate(items([exported_meeting(log(*said), MEETING)], LOG)[0])


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_inert(text: str) -> None:
    (found,) = items([exported_of(text)], LOG)
    RULES.validate(found)
    texts = list(strings(found))
    assert len(texts) > 20
    assert [one for one in texts if STEERING.search(one)] == []
    assert "associations" not in found


def strings(value: Any) -> list[str]:
    """Return every text in a JSON value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    return [text for one in value for text in strings(one)] if isinstance(value, list) else []
